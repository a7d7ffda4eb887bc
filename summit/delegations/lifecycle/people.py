"""Participants, their photos, and the claims to them."""

from __future__ import annotations

from enum import StrEnum

from summit.foundation.lifecycle import Lifecycle


class ParticipantState(StrEnum):
    ENROLLED = "enrolled"
    WITHDRAWN = "withdrawn"


PARTICIPANT = Lifecycle(
    "participant",
    ParticipantState.ENROLLED,
    [
        ("withdraw", [ParticipantState.ENROLLED], ParticipantState.WITHDRAWN),
        ("reinstate", [ParticipantState.WITHDRAWN], ParticipantState.ENROLLED),
    ],
)


# The states of an application for admission as lists of people name them; draft is who was never submitted.
APPLICATION_NAMES = {
    "draft": "Draft",
    "submitted": "Submitted",
    "returned": "Returned",
    "approved": "Approved",
    "refused": "Refused",
    "suspended": "Suspended",
    "revoked": "Revoked",
    "withdrawn": "Withdrawn",
}


class PhotoFinding(StrEnum):
    """What the program noticed in a photo. A finding only warns; a person decides (PHO-03)."""

    SMALL = "small"
    BLURRED = "blurred"
    DARK_BACKGROUND = "dark_background"
    BUSY_BACKGROUND = "busy_background"
    FLAT = "flat"


PHOTO_FINDINGS: dict[PhotoFinding, str] = {
    PhotoFinding.SMALL: "The photo has few pixels and may look coarse on the badge.",
    PhotoFinding.BLURRED: "The photo looks blurred.",
    PhotoFinding.DARK_BACKGROUND: "The background looks dark; a light one is asked for.",
    PhotoFinding.BUSY_BACKGROUND: "The background does not look plain.",
    PhotoFinding.FLAT: "The photo has little contrast: it looks too dark, too bright or washed out.",
}


class ClaimState(StrEnum):
    """What became of a delegation's word that somebody who is registered elsewhere belongs to it."""

    OPEN = "open"
    MOVED = "moved"
    KEPT = "kept"
    MERGED = "merged"


CLAIM = Lifecycle(
    "claim",
    ClaimState.OPEN,
    [
        ("move", [ClaimState.OPEN], ClaimState.MOVED),
        ("keep", [ClaimState.OPEN], ClaimState.KEPT),
        ("merge", [ClaimState.OPEN], ClaimState.MERGED),
    ],
)

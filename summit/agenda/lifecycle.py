"""Kinds of programme lines, who may enter, what people do there, and the life of a line."""

from __future__ import annotations

from enum import StrEnum

from summit.foundation.lifecycle import Lifecycle


class EntryKind(StrEnum):
    """Types of SES-01."""

    OPENING = "opening"
    SIGNING = "signing"
    PLENARY = "plenary"
    DISCUSSION = "discussion"
    ROUND_TABLE = "round_table"
    SIDE_EVENT = "side_event"
    CEREMONY = "ceremony"
    MEAL = "meal"
    PHOTO = "photo"
    PRESS = "press"
    CLOSING = "closing"
    REHEARSAL = "rehearsal"


KIND_NAMES: dict[EntryKind, str] = {
    EntryKind.OPENING: "Opening",
    EntryKind.SIGNING: "Signing",
    EntryKind.PLENARY: "Plenary debate",
    EntryKind.DISCUSSION: "High-level discussion",
    EntryKind.ROUND_TABLE: "Round table",
    EntryKind.SIDE_EVENT: "Side event",
    EntryKind.CEREMONY: "Ceremony",
    EntryKind.MEAL: "Meal",
    EntryKind.PHOTO: "Photo",
    EntryKind.PRESS: "Press",
    EntryKind.CLOSING: "Closing",
    EntryKind.REHEARSAL: "Rehearsal",
}


class Access(StrEnum):
    """Who may enter."""

    OPEN = "open"
    DELEGATES = "delegates"
    HEADS = "heads"
    INVITATION = "invitation"
    MEDIA = "media"


ACCESS_NAMES: dict[Access, str] = {
    Access.OPEN: "Open to all participants",
    Access.DELEGATES: "Delegates",
    Access.HEADS: "Heads of delegation",
    Access.INVITATION: "By invitation",
    Access.MEDIA: "Media",
}


class ContributorPart(StrEnum):
    """What somebody does in a line."""

    CHAIR = "chair"
    SPEAKER = "speaker"
    SIGNATORY = "signatory"


class EntryState(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


ENTRY: Lifecycle[EntryState] = Lifecycle(
    "programme line",
    EntryState.PLANNED,
    [
        ("edit", [EntryState.PLANNED], EntryState.PLANNED),
        ("move", [EntryState.PLANNED], EntryState.PLANNED),
        ("cancel", [EntryState.PLANNED], EntryState.CANCELLED),
    ],
)

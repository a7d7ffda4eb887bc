"""Kinds of programme lines, and the life of a side event."""

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


class Access(StrEnum):
    """Who may enter."""

    OPEN = "open"
    DELEGATES = "delegates"
    HEADS = "heads"
    INVITATION = "invitation"
    MEDIA = "media"


class EntryState(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


ENTRY: Lifecycle[EntryState] = Lifecycle(
    "programme line",
    EntryState.PLANNED,
    [
        ("move", [EntryState.PLANNED], EntryState.PLANNED),
        ("cancel", [EntryState.PLANNED], EntryState.CANCELLED),
    ],
)

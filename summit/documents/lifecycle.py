"""What is printed, for whom it is meant, and the life of a document and of a correction."""

from __future__ import annotations

from enum import StrEnum

from summit.foundation.lifecycle import Lifecycle


class DocumentKind(StrEnum):
    """Everything that this room prints; the value stands in addresses and commands (domain 8)."""

    LIST_OF_PARTICIPANTS = "list-of-participants"
    ORDER_OF_PRECEDENCE = "order-of-precedence"
    DAILY_PROGRAMME = "daily-programme"
    DELEGATION_SCHEDULE = "delegation-schedule"
    PARTICIPANT_SCHEDULE = "participant-schedule"
    CALL_SHEET = "call-sheet"
    SIDE_EVENT_CALENDAR = "side-event-calendar"
    ROOM_SIGNS = "room-signs"
    NAME_PLATES = "name-plates"
    PLACE_CARDS = "place-cards"
    NOTE_REGISTRATION = "note-registration"
    NOTE_BADGES = "note-badges"
    NOTE_SIDE_EVENTS = "note-side-events"
    MEETING_SHEET = "meeting-sheet"
    ROOM_SHEETS = "room-sheets"
    DELEGATION_MEETINGS = "delegation-meetings"
    MEETING_SIGN = "meeting-sign"


class SubjectKind(StrEnum):
    """What a document is about: the whole summit, a day, a delegation, a participant or a bilateral meeting."""

    SUMMIT = "summit"
    DAY = "day"
    DELEGATION = "delegation"
    PARTICIPANT = "participant"
    MEETING = "meeting"


class Classification(StrEnum):
    """Who may read the paper, as its footer says (DOC-00)."""

    PUBLIC = "public"
    DELEGATIONS = "delegations"
    PERSONAL = "personal"
    INTERNAL = "internal"
    RESTRICTED = "restricted"


CLASSIFICATION_NAMES: dict[Classification, str] = {
    Classification.PUBLIC: "Public",
    Classification.DELEGATIONS: "For delegations",
    Classification.PERSONAL: "For the person alone",
    Classification.INTERNAL: "Internal",
    Classification.RESTRICTED: "Restricted",
}


class VersionState(StrEnum):
    """What a published version is; a document without one is unpublished."""

    UNPUBLISHED = "unpublished"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    FINAL = "final"


STATE_NAMES: dict[VersionState, str] = {
    VersionState.UNPUBLISHED: "Not published",
    VersionState.PROVISIONAL: "Provisional",
    VersionState.REVISED: "Revised",
    VersionState.FINAL: "Final",
}
PUBLISHED = (VersionState.PROVISIONAL, VersionState.REVISED, VersionState.FINAL)
DOCUMENT = Lifecycle(
    "document",
    VersionState.UNPUBLISHED,
    [
        ("circulate", [VersionState.UNPUBLISHED, VersionState.PROVISIONAL], VersionState.PROVISIONAL),
        ("revise", PUBLISHED, VersionState.REVISED),
        ("finalize", [VersionState.UNPUBLISHED, *PUBLISHED], VersionState.FINAL),
    ],
)
VERB_TO: dict[VersionState, str] = {move.target: move.verb for move in DOCUMENT.moves}


class CorrectionState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


CORRECTION = Lifecycle(
    "correction",
    CorrectionState.OPEN,
    [
        ("accept", [CorrectionState.OPEN], CorrectionState.ACCEPTED),
        ("decline", [CorrectionState.OPEN], CorrectionState.DECLINED),
    ],
)


class CorrectedField(StrEnum):
    """What a delegation asks to have corrected in the provisional list."""

    TITLE = "title"
    NAME = "name"
    FUNCTION = "function"
    PLACE = "place"
    MISSING = "missing"
    OTHER = "other"


FIELD_NAMES: dict[CorrectedField, str] = {
    CorrectedField.TITLE: "The title",
    CorrectedField.NAME: "The name as it is printed",
    CorrectedField.FUNCTION: "The function",
    CorrectedField.PLACE: "The place in the delegation",
    CorrectedField.MISSING: "Somebody is missing, or should not be listed",
    CorrectedField.OTHER: "Something else",
}

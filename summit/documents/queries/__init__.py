"""Everything that this room reads."""

from summit.documents.queries.corrections import (
    circulated_list,
    correction_within,
    corrections,
    listing,
    open_requests,
)
from summit.documents.queries.emergency import contact_list, gate_lists
from summit.documents.queries.lists import (
    name_plates,
    order_of_precedence,
    participant_list,
    place_cards,
)
from summit.documents.queries.meetings import (
    delegation_meetings,
    meeting_sheet,
    meeting_sign,
    meetings_to_print,
    room_sheets,
    rooms_ahead,
)
from summit.documents.queries.papers import call_sheet, note_verbale, room_signs, side_event_calendar
from summit.documents.queries.schedules import (
    bounds,
    daily_programme,
    delegation_schedule,
    frame_of,
    participant_schedule,
)
from summit.documents.queries.sources import (
    day_of,
    gathered,
    gathered_all,
    in_languages,
    subject_name,
    subjects_of,
)
from summit.documents.queries.versions import (
    asked_of,
    differences_since,
    document_of,
    facts_of,
    issue_of,
    last_versions,
    latest_of_kinds,
    version_before,
    version_line,
    version_within,
    versions_of,
)

__all__ = [
    "asked_of",
    "bounds",
    "call_sheet",
    "circulated_list",
    "contact_list",
    "correction_within",
    "corrections",
    "daily_programme",
    "day_of",
    "delegation_meetings",
    "delegation_schedule",
    "differences_since",
    "document_of",
    "facts_of",
    "frame_of",
    "gate_lists",
    "gathered",
    "gathered_all",
    "in_languages",
    "issue_of",
    "last_versions",
    "latest_of_kinds",
    "listing",
    "meeting_sheet",
    "meeting_sign",
    "meetings_to_print",
    "name_plates",
    "note_verbale",
    "open_requests",
    "order_of_precedence",
    "participant_list",
    "participant_schedule",
    "place_cards",
    "room_sheets",
    "room_signs",
    "rooms_ahead",
    "side_event_calendar",
    "subject_name",
    "subjects_of",
    "version_before",
    "version_line",
    "version_within",
    "versions_of",
]

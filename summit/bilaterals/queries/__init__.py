"""Everything read about bilaterals. What a viewer may know begins at `delegations.queries.reach`."""

from summit.bilaterals.queries.day import day_meetings, next_in_room, pull_asides
from summit.bilaterals.queries.holds import holds_in_the_way, lapsed_holds
from summit.bilaterals.queries.requests import (
    counts,
    facts_of,
    meeting_of,
    needs_of,
    open_requests,
    partners_of,
    parts,
    principals_of,
    request_facts,
    request_within,
    requests_of,
    steps_of,
    subject_of,
    twin_of,
)
from summit.bilaterals.queries.schedule import (
    board,
    board_opens,
    meetings_between,
    meetings_of_delegation,
    meetings_of_participants,
    meetings_of_principals,
)
from summit.bilaterals.queries.settings import known_requests, placed_meetings, room_setting, room_settings
from summit.bilaterals.queries.times import (
    duties_of,
    hold_case,
    offered_times,
    other_proposals,
    placing_cases,
)

__all__ = [
    "board",
    "board_opens",
    "counts",
    "day_meetings",
    "duties_of",
    "facts_of",
    "hold_case",
    "holds_in_the_way",
    "known_requests",
    "lapsed_holds",
    "meeting_of",
    "meetings_between",
    "meetings_of_delegation",
    "meetings_of_participants",
    "meetings_of_principals",
    "needs_of",
    "next_in_room",
    "offered_times",
    "open_requests",
    "other_proposals",
    "partners_of",
    "parts",
    "placed_meetings",
    "placing_cases",
    "principals_of",
    "pull_asides",
    "request_facts",
    "request_within",
    "requests_of",
    "room_setting",
    "room_settings",
    "steps_of",
    "subject_of",
    "twin_of",
]

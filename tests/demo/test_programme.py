"""The programme of Hanoi (domain 1.2, 6) keeps the rules of the rooms that will hold it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import EntryKind
from summit.agenda.rules import is_main, require_draft
from summit.demo.programme import SUMMIT, TOPICS, VENUE, ZONES, lines, rooms, side_events
from summit.demo.signatories import attending, organizations
from summit.venues.rules import require_room, require_summit

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def drafts() -> list[EntryDraft]:
    return [line.draft for line in lines()] + [event.draft for event in side_events()]


def overlap(one: EntryDraft, other: EntryDraft) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def held(draft: EntryDraft) -> tuple[datetime, datetime]:
    return draft.starts_at - timedelta(minutes=draft.setup_minutes), draft.ends_at


def test_the_agenda_and_the_venue_would_take_everything() -> None:
    require_summit(SUMMIT)
    for room in rooms():
        require_room(room)
        assert room.zone in ZONES
        assert room.venue_code == VENUE.code
    known = {room.code for room in rooms()}
    for draft in drafts():
        require_draft(draft, SUMMIT)
        assert draft.room in known


def test_no_room_is_held_twice_with_its_setting_up() -> None:
    clashes = [
        (one.title, other.title)
        for one, other in combinations(drafts(), 2)
        if one.room == other.room and held(one)[0] < held(other)[1] and held(other)[0] < held(one)[1]
    ]
    assert clashes == []


def test_lines_for_all_heads_never_overlap() -> None:
    """SES-02."""
    for_all = [draft for draft in drafts() if draft.for_all_heads]
    assert {draft.kind for draft in for_all} == {
        EntryKind.CEREMONY, EntryKind.PHOTO, EntryKind.OPENING, EntryKind.SIGNING, EntryKind.MEAL, EntryKind.CLOSING,
    }  # fmt: skip
    assert not any(overlap(one, other) for one, other in combinations(for_all, 2))


def test_no_side_event_runs_in_a_main_event() -> None:
    """SID-05."""
    main = [draft for draft in drafts() if is_main(draft.kind, draft.for_all_heads)]
    assert len(main) == 2
    assert not any(overlap(event.draft, draft) for event in side_events() for draft in main)


def test_the_programme_in_numbers_is_that_of_hanoi() -> None:
    """Domain 1.2: one signing session, four high-level discussions, four round tables, one banquet, a rehearsal."""
    kinds = Counter(line.draft.kind for line in lines())
    assert {kind: kinds[kind] for kind in ("opening", "signing", "discussion", "round_table", "closing")} == {
        "opening": 1, "signing": 1, "discussion": 4, "round_table": 4, "closing": 1,
    }  # fmt: skip
    days = {line.draft.starts_at.date() for line in lines() if line.draft.kind == EntryKind.REHEARSAL}
    assert min(days) == date(2025, 10, 23)
    by_title = {line.draft.title: line.draft for line in lines()}
    assert by_title["Opening session"].starts_at == datetime(2025, 10, 25, 9, tzinfo=HANOI)
    assert by_title["Banquet given by the State President"].starts_at.hour >= 18
    assert all(draft.starts_at.tzinfo == HANOI for draft in drafts())
    assert len({line.key for line in lines()} | {event.key for event in side_events()}) == len(drafts())


def test_side_events_fill_three_slots_of_twelve_rooms() -> None:
    """SID-04; the slots are those of the guidelines, 75 minutes each on the second day."""
    spans = Counter(
        (event.slot, f"{event.draft.starts_at:%d %H:%M}", f"{event.draft.ends_at:%H:%M}")
        for event in side_events()
    )
    assert spans == {
        (1, "26 09:00", "10:15"): 12,
        (2, "26 12:00", "13:15"): 12,
        (3, "26 13:30", "14:45"): 12,
    }
    assert len({event.draft.title for event in side_events()}) == 36
    used = {event.draft.room for event in side_events()}
    sizes = [room.capacity for room in rooms() if room.code in used]
    assert (len(sizes), min(sizes), max(sizes)) == (12, 60, 300)


def test_each_side_event_has_a_topic_and_sponsors_who_are_there() -> None:
    """SID-06: a body leads one side event."""
    assert Counter(event.draft.topic for event in side_events()) == {topic.code: 9 for topic in TOPICS}
    assert len(TOPICS) == 4
    there = set(attending()) | {body.code for body in organizations()}
    leads = [event.lead for event in side_events()]
    assert len(set(leads)) == 36
    for event in side_events():
        assert {event.lead, *event.co_sponsors} <= there, event.key
        assert event.lead not in event.co_sponsors
        assert 1 <= len(event.co_sponsors) <= 3


def test_the_house_has_what_a_summit_needs() -> None:
    kinds = Counter(room.kind for room in rooms())
    assert kinds["bilateral"] == 16
    assert all(10 <= room.capacity <= 14 for room in rooms() if room.kind == "bilateral")
    assert [room.code for room in rooms() if room.kind == "bilateral"] == [f"B-{n:02d}" for n in range(1, 17)]
    assert kinds["office"] >= 20
    assert {"PLENARY", "MAIN", "BANQUET", "PRESS", "VIP"} <= {room.code for room in rooms()}
    assert len({room.code for room in rooms()}) == len(rooms())

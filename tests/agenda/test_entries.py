"""Lines come into the programme, change, move and leave it; rooms and rules follow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from summit.agenda.actions import (
    AllHeadsClash,
    MainEventRunning,
    TopicTaken,
    cancel_entry,
    edit_entry,
    move_entry,
    open_topic,
)
from summit.agenda.facts import EntryFacts, TopicFacts
from summit.agenda.lifecycle import Access, EntryKind
from summit.agenda.queries import (
    all_heads_between,
    day,
    days_of_programme,
    entries_between,
    entry_by_code,
    entry_facts,
    topics,
)
from summit.audit.models import AuditEntry
from summit.foundation.errors import ImpossibleMove, NotFound, RuleBroken, StaleVersion
from summit.venues.actions import RoomTaken
from summit.venues.queries import holds_between, room_by_code
from tests.agenda.conftest import DISCUSSION, OPENING, SIDE_EVENT, Desk, at
from tests.factories import FACTS, NOW, SYSTEM


def held(desk: Desk) -> list[tuple[str, str, object, object]]:
    return [
        (hold.room_code, hold.label, hold.held_from, hold.held_until)
        for hold in holds_between(desk.session, at(0, day=20), at(23, day=30))
    ]


def verbs(desk: Desk, code: str) -> list[str]:
    return list(desk.session.scalars(select(AuditEntry.verb).where(AuditEntry.object_code == code)))


def test_a_scheduled_line_reads_back_as_it_was_drafted(desk: Desk) -> None:
    draft = replace(
        SIDE_EVENT, abstract="How a hotline works.", languages="en fr", access=Access.OPEN, setup_minutes=15
    )
    entry = desk.schedule(draft)
    assert entry_facts(desk.session, entry_by_code(desk.session, entry.code)) == EntryFacts(
        id=entry.id,
        code=entry.code,
        kind=EntryKind.SIDE_EVENT,
        title="Side event",
        abstract="How a hotline works.",
        starts_at=at(13, 30),
        ends_at=at(14, 45),
        setup_minutes=15,
        room_code="M-2",
        room_name="Meeting room 2",
        languages=("en", "fr"),
        access=Access.OPEN,
        is_public=True,
        for_all_heads=False,
        state="planned",
        topic=TopicFacts("T1", "Protecting citizens", "Bảo vệ công dân"),
        version=1,
    )
    assert verbs(desk, entry.code) == ["schedule"]


def test_the_room_is_held_set_up_included(desk: Desk) -> None:
    desk.schedule(setup_minutes=30)
    assert held(desk) == [("M-1", "Discussion", at(9, 30), at(11))]
    with pytest.raises(RoomTaken) as refusal:
        desk.schedule(title="Too early", starts_at=at(9), ends_at=at(9, 45))
    assert refusal.value.sentence == "Room M-1 is taken 09:30–11:00 (Hanoi time) by Discussion."
    assert [slot.room_code for slot in refusal.value.alternatives] == ["M-2", "M-1", "M-1"]
    desk.schedule(title="Just before", starts_at=at(9), ends_at=at(9, 30))
    desk.schedule(title="Just after", starts_at=at(11), ends_at=at(12))
    assert [label for _, label, _, _ in held(desk)] == ["Just before", "Discussion", "Just after"]


def test_an_internal_line_holds_its_room_without_its_title(desk: Desk) -> None:
    desk.schedule(title="Rehearsal of the arrest", is_public=False)
    assert held(desk) == [("M-1", "Internal", at(10), at(11))]


def test_a_line_without_a_room_holds_none_and_unknown_places_are_refused(desk: Desk) -> None:
    desk.schedule(room="")
    assert held(desk) == []
    with pytest.raises(NotFound, match="no room of that code"):
        desk.schedule(room="NOWHERE")
    with pytest.raises(NotFound, match="no topic of that code"):
        desk.schedule(topic="T9")


def test_a_refused_line_leaves_nothing_behind(desk: Desk) -> None:
    desk.schedule()
    with pytest.raises(RoomTaken), desk.session.begin_nested():
        desk.schedule(title="Second")
    assert [entry.title for entry in entries_between(desk.session, at(0), at(23))] == ["Discussion"]


def test_a_moved_line_takes_its_hold_along(desk: Desk) -> None:
    entry = desk.schedule(setup_minutes=15)
    room = room_by_code(desk.session, "M-2")
    move_entry(
        desk.session,
        SYSTEM,
        NOW,
        entry=entry,
        starts_at=at(15),
        ends_at=at(16),
        room=room,
        version=entry.version,
    )
    assert held(desk) == [("M-2", "Discussion", at(14, 45), at(16))]
    assert (entry.starts_at, entry.ends_at, entry.version) == (at(15), at(16), 2)
    move_entry(
        desk.session,
        SYSTEM,
        NOW,
        entry=entry,
        starts_at=at(15),
        ends_at=at(16),
        room=None,
        version=entry.version,
    )
    assert held(desk) == []
    assert verbs(desk, entry.code) == ["schedule", "move", "move"]


def test_a_move_may_overlap_the_lines_own_old_time_but_nobody_elses(desk: Desk) -> None:
    entry = desk.schedule()
    desk.schedule(title="Later", starts_at=at(12), ends_at=at(13))
    room = room_by_code(desk.session, "M-1")
    move_entry(
        desk.session,
        SYSTEM,
        NOW,
        entry=entry,
        starts_at=at(10, 30),
        ends_at=at(12),
        room=room,
        version=entry.version,
    )
    with pytest.raises(RoomTaken, match="by Later"):
        move_entry(
            desk.session,
            SYSTEM,
            NOW,
            entry=entry,
            starts_at=at(11),
            ends_at=at(12, 30),
            room=room,
            version=entry.version,
        )


def test_a_stale_page_changes_nothing(desk: Desk) -> None:
    entry = desk.schedule()
    for change in (
        lambda: move_entry(
            desk.session, SYSTEM, NOW, entry=entry, starts_at=at(15), ends_at=at(16), room=None, version=9
        ),
        lambda: edit_entry(desk.session, SYSTEM, NOW, entry=entry, facts=DISCUSSION, version=9),
        lambda: cancel_entry(desk.session, SYSTEM, NOW, entry=entry, version=9),
    ):
        with pytest.raises(StaleVersion, match="changed this line"):
            change()
    assert (entry.starts_at, entry.state, entry.version) == (at(10), "planned", 1)
    assert verbs(desk, entry.code) == ["schedule"]


def test_a_cancelled_line_frees_its_room_at_once_and_stays_cancelled(desk: Desk) -> None:
    entry = desk.schedule()
    cancel_entry(desk.session, SYSTEM, NOW, entry=entry, version=1, reason="The chair is ill.")
    assert held(desk) == []
    assert day(desk.session, FACTS.last_day, FACTS.zone) == []
    desk.schedule(title="In its place")
    for change in (
        lambda: cancel_entry(desk.session, SYSTEM, NOW, entry=entry, version=entry.version),
        lambda: edit_entry(desk.session, SYSTEM, NOW, entry=entry, facts=DISCUSSION, version=entry.version),
        lambda: move_entry(
            desk.session,
            SYSTEM,
            NOW,
            entry=entry,
            starts_at=at(15),
            ends_at=at(16),
            room=None,
            version=entry.version,
        ),
    ):
        with pytest.raises(ImpossibleMove, match="cancelled"):
            change()
    cancellation = desk.session.scalars(select(AuditEntry).where(AuditEntry.verb == "cancel")).one()
    assert (cancellation.reason, cancellation.before["state"], cancellation.after["state"]) == (
        "The chair is ill.",
        "planned",
        "cancelled",
    )


def test_an_edit_changes_text_and_set_up_but_neither_time_nor_room(desk: Desk) -> None:
    entry = desk.schedule()
    facts = replace(
        DISCUSSION,
        title="Renamed",
        kind=EntryKind.ROUND_TABLE,
        setup_minutes=15,
        is_public=False,
        starts_at=at(20),
        ends_at=at(21),
        room="M-3",
    )
    edit_entry(desk.session, SYSTEM, NOW, entry=entry, facts=facts, version=1)
    assert held(desk) == [("M-1", "Internal", at(9, 45), at(11))]
    assert (entry.title, entry.kind, entry.starts_at, entry.room.code, entry.version) == (
        "Renamed",
        "round_table",
        at(10),
        "M-1",
        2,
    )
    desk.schedule(title="Before", starts_at=at(9), ends_at=at(9, 45))
    with pytest.raises(RoomTaken, match="by Before"):
        edit_entry(
            desk.session,
            SYSTEM,
            NOW,
            entry=entry,
            facts=replace(facts, setup_minutes=30),
            version=entry.version,
        )


def test_two_lines_for_all_heads_never_overlap(desk: Desk) -> None:
    """SES-02, when scheduled, when moved, and when a line becomes one for all heads."""
    desk.schedule(OPENING)
    with pytest.raises(AllHeadsClash) as refusal:
        desk.schedule(title="Photo", kind=EntryKind.PHOTO, starts_at=at(9, 30), for_all_heads=True)
    assert refusal.value.sentence.startswith(
        "All heads of delegation are at “Opening session” 09:00–10:00 (Hanoi time)"
    )
    assert refusal.value.status == 409
    photo = desk.schedule(
        title="Photo", kind=EntryKind.PHOTO, starts_at=at(10), ends_at=at(11), for_all_heads=True
    )
    with pytest.raises(AllHeadsClash):
        move_entry(
            desk.session, SYSTEM, NOW, entry=photo, starts_at=at(9, 45), ends_at=at(11), room=None, version=1
        )
    parallel = desk.schedule(title="Press", kind=EntryKind.PRESS, starts_at=at(9), ends_at=at(10), room="M-2")
    with pytest.raises(AllHeadsClash):
        edit_entry(
            desk.session,
            SYSTEM,
            NOW,
            entry=parallel,
            facts=replace(DISCUSSION, for_all_heads=True),
            version=parallel.version,
        )
    assert [entry.title for entry in all_heads_between(desk.session, at(9, 30), at(10, 30))] == [
        "Opening session",
        "Photo",
    ]
    assert [entry.title for entry in all_heads_between(desk.session, at(11), at(23))] == []


@pytest.mark.parametrize(
    ("main", "refused"),
    [
        ({"kind": EntryKind.OPENING}, True),
        ({"kind": EntryKind.SIGNING, "for_all_heads": False}, True),
        ({"kind": EntryKind.PLENARY, "for_all_heads": True}, True),
        ({"kind": EntryKind.PLENARY, "for_all_heads": False}, False),
        ({"kind": EntryKind.MEAL}, False),
    ],
)
def test_side_events_keep_clear_of_main_events_in_both_directions(
    desk: Desk, main: dict[str, object], refused: bool
) -> None:
    """SID-05: the side event comes second, or the main event does."""
    first = desk.schedule(OPENING, **main)
    second = replace(SIDE_EVENT, starts_at=at(9, 30), ends_at=at(10, 30))
    if not refused:
        desk.schedule(second)
        return
    with pytest.raises(MainEventRunning, match="“Opening session” runs 09:00–10:00"):
        desk.schedule(second)
    desk.schedule(second, starts_at=at(10), ends_at=at(11))
    with pytest.raises(MainEventRunning, match="“Side event” runs 10:00–11:00"):
        move_entry(
            desk.session, SYSTEM, NOW, entry=first, starts_at=at(9), ends_at=at(10, 15), room=None, version=1
        )


def test_the_organizers_exception_holds_for_later_moves_of_the_same_two(desk: Desk) -> None:
    desk.schedule(OPENING)
    draft = replace(SIDE_EVENT, starts_at=at(9, 30), ends_at=at(10, 30), is_exception=True)
    side = desk.schedule(draft)
    move_entry(
        desk.session,
        SYSTEM,
        NOW,
        entry=side,
        starts_at=at(9, 15),
        ends_at=at(10, 15),
        room=None,
        version=side.version,
    )
    edit_entry(
        desk.session,
        SYSTEM,
        NOW,
        entry=side,
        facts=replace(draft, title="Renamed", is_exception=False),
        version=side.version,
    )
    desk.schedule(OPENING, kind=EntryKind.SIGNING, title="Signing", starts_at=at(15), ends_at=at(16))
    with pytest.raises(MainEventRunning, match="Signing"):
        move_entry(
            desk.session,
            SYSTEM,
            NOW,
            entry=side,
            starts_at=at(15),
            ends_at=at(16),
            room=None,
            version=side.version,
        )


def test_a_day_is_local_and_in_order(desk: Desk) -> None:
    desk.schedule(title="Late", starts_at=at(23), ends_at=at(23, 59), room="")
    desk.schedule(title="Night", starts_at=at(0, 30, day=27), ends_at=at(1, day=27), room="")
    desk.schedule(title="First", starts_at=at(0), ends_at=at(1), room="")
    desk.schedule(title="Hidden", is_public=False, starts_at=at(8), ends_at=at(9))
    desk.schedule(title="Rehearsal", kind=EntryKind.REHEARSAL, starts_at=at(8, day=23), ends_at=at(9, day=23))
    titles = [entry.title for entry in day(desk.session, FACTS.last_day, FACTS.zone)]
    assert titles == ["First", "Hidden", "Late"]
    public = [entry.title for entry in day(desk.session, FACTS.last_day, FACTS.zone, public_only=True)]
    assert public == ["First", "Late"]
    assert [f"{one:%d}" for one in days_of_programme(desk.session)] == ["23", "25", "26", "27"]


def test_topics_are_in_order_and_taken_once(desk: Desk) -> None:
    assert [topic.code for topic in topics(desk.session)] == ["T1", "T2"]
    with pytest.raises(TopicTaken, match="topic with the code T1"):
        open_topic(desk.session, SYSTEM, NOW, code="T1", title="Again")


def test_a_hostile_title_is_kept_as_text(desk: Desk) -> None:
    for title in ("<img src=x onerror=alert(1)>", "{{7*7}}", "=cmd()", "%s", "{0}", "\u202eevil"):
        entry = desk.schedule(title=title)
        assert entry_facts(desk.session, entry).title == title
        assert held(desk)[0][1] == title
        cancel_entry(desk.session, SYSTEM, NOW, entry=entry, version=1)


def test_a_title_of_300_characters_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="1 to 200 characters"):
        desk.schedule(title="x" * 300)

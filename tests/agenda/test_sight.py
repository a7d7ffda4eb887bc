"""Which lines whom may see: public ones, one's own, and everything for those who edit (PM-5)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.agenda.actions import add_sponsor, name_contributor
from summit.agenda.lifecycle import EntryKind
from summit.agenda.queries import Sight, day, entry_within, room_grid, sight
from summit.audit.facts import Actor
from summit.delegations.actions import name_head
from summit.foundation.errors import NotFound
from summit.venues.actions import hold_room
from summit.venues.queries import room_by_code
from tests.agenda.conftest import SIDE_EVENT, Desk, at
from tests.factories import FACTS, NOW, SYSTEM, appoint, make_delegation, make_participant, make_user

NOW_ON_THE_DAY = datetime(2025, 10, 26, 1, tzinfo=UTC)


def sight_of(desk: Desk, user: User) -> Sight:
    actor = Actor(user.code, user.name, user.role_values, user.id)
    return sight(desk.session, actor, NOW_ON_THE_DAY)


def titles(desk: Desk, seen: Sight) -> set[str]:
    return {entry.title for entry in day(desk.session, FACTS.last_day, FACTS.zone, sight=seen)}


def fill(desk: Desk) -> None:
    """One public line, and four internal ones: plain, with a speaker of France, sponsored by France, for all heads."""
    france = make_delegation(desk.session, "FR")
    speaker = make_participant(desk.session, france, badge_name="Anne DURAND")
    desk.schedule(title="Public")
    desk.schedule(title="Internal", is_public=False, room="M-2")
    spoken = desk.schedule(title="With a speaker", is_public=False, room="M-3")
    name_contributor(desk.session, SYSTEM, NOW, entry=spoken, participant=speaker, part="speaker")
    sponsored = desk.schedule(SIDE_EVENT, title="Sponsored", is_public=False)
    add_sponsor(desk.session, SYSTEM, NOW, entry=sponsored, delegation=france, is_lead=True)
    desk.schedule(
        title="For heads",
        kind=EntryKind.CEREMONY,
        is_public=False,
        for_all_heads=True,
        starts_at=at(16),
        ends_at=at(17),
        room="HALL",
    )


def test_those_who_edit_see_everything_and_those_who_only_read_what_is_public(desk: Desk) -> None:
    fill(desk)
    everything = {"Public", "Internal", "With a speaker", "Sponsored", "For heads"}
    editors = {Role.PROTOCOL_OFFICER, Role.CHIEF_OF_PROTOCOL, Role.ORGANIZER}
    # A focal point without a mandate and a delegate without a person are readers like any other.
    for role in set(Role) - {Role.AUDITOR, Role.ADMINISTRATOR}:
        seen = sight_of(desk, make_user(desk.session, roles=[role]))
        assert titles(desk, seen) == (everything if role in editors else {"Public"}), role


def test_a_focal_point_sees_the_lines_of_its_own_people_and_heads(desk: Desk) -> None:
    fill(desk)
    of_france = appoint(desk.session, make_delegation(desk.session, "FR"))
    of_japan = appoint(desk.session, make_delegation(desk.session, "JP"))
    assert titles(desk, sight_of(desk, of_france)) == {"Public", "With a speaker", "Sponsored", "For heads"}
    assert titles(desk, sight_of(desk, of_japan)) == {"Public", "For heads"}


def test_a_delegate_sees_where_they_speak_and_a_head_what_heads_attend(desk: Desk) -> None:
    fill(desk)
    france = make_delegation(desk.session, "FR")
    speaker, head, adviser = (make_participant(desk.session, france) for _ in range(3))
    users = []
    for participant in (speaker, head, adviser):
        user = make_user(desk.session, roles=[Role.DELEGATE])
        participant.user_id = user.id
        users.append(user)
    spoken = desk.schedule(title="Spoken", is_public=False, room="", starts_at=at(12), ends_at=at(13))
    name_contributor(desk.session, SYSTEM, NOW, entry=spoken, participant=speaker, part="speaker")
    name_head(
        desk.session,
        SYSTEM,
        NOW,
        delegation=france,
        participant=head,
        head_from=datetime(2025, 10, 1, tzinfo=UTC),
        head_until=datetime(2025, 11, 1, tzinfo=UTC),
    )
    desk.session.flush()
    assert titles(desk, sight_of(desk, users[0])) == {"Public", "Spoken"}
    assert titles(desk, sight_of(desk, users[1])) == {"Public", "For heads"}
    assert titles(desk, sight_of(desk, users[2])) == {"Public"}


def test_a_hidden_line_is_missing(desk: Desk) -> None:
    hidden = desk.schedule(title="Internal", is_public=False)
    reader = sight_of(desk, make_user(desk.session, roles=[Role.BADGE_DESK]))
    with pytest.raises(NotFound) as foreign:
        entry_within(desk.session, reader, hidden.code)
    with pytest.raises(NotFound) as missing:
        entry_within(desk.session, reader, "E-NOSUCH")
    assert foreign.value.sentence == missing.value.sentence


def test_the_grid_shows_what_one_may_see_and_reserves_the_rest(desk: Desk) -> None:
    desk.schedule(title="Public", setup_minutes=15)
    desk.schedule(title="Secret", is_public=False, room="M-2")
    hold_room(
        desk.session,
        room=room_by_code(desk.session, "B-01"),
        held_from=at(10),
        held_until=at(10, 35),
        kind="bilateral_meeting",
        code="M-1",
        label="Reserved",
    )
    reader = sight_of(desk, make_user(desk.session, roles=[Role.BADGE_DESK]))
    editor = sight_of(desk, make_user(desk.session, roles=[Role.ORGANIZER]))

    def blocks(seen: Sight) -> dict[str, list[tuple[str, bool, int, int, int]]]:
        grid = room_grid(desk.session, FACTS.last_day, FACTS.zone, sight=seen)
        assert (grid.hours, grid.rows, grid.opens_at) == (tuple(range(8, 20)), 144, at(8))
        return {
            column.room_code: [
                (block.title, bool(block.code), block.first, block.span, block.setup)
                for block in column.blocks
            ]
            for column in grid.columns
        }

    # Rows of five minutes after 08:00: the hold begins at 09:45, row 21, with three rows of set-up.
    assert blocks(reader) == {
        "HALL": [],
        "M-1": [("Public", True, 21, 15, 3)],
        "M-2": [("Reserved", False, 24, 12, 0)],
        "M-3": [],
        "B-01": [("Reserved", False, 24, 7, 0)],
    }
    assert blocks(editor) == {**blocks(reader), "M-2": [("Secret", True, 24, 12, 0)]}


def test_the_grid_opens_as_early_and_closes_as_late_as_the_day_needs(desk: Desk) -> None:
    desk.schedule(title="Early", starts_at=at(6, 30), ends_at=at(7))
    desk.schedule(title="Dinner", starts_at=at(19), ends_at=at(0, 30, day=27), room="HALL")
    grid = room_grid(desk.session, FACTS.last_day, FACTS.zone, kinds=frozenset({"hall"}))
    assert (grid.hours[0], grid.hours[-1], [column.room_code for column in grid.columns]) == (6, 23, ["HALL"])
    (dinner,) = grid.columns[0].blocks
    assert (dinner.first, dinner.span, dinner.ends_at) == (13 * 12, 5 * 12, at(0, 30, day=27))
    next_day = room_grid(desk.session, at(9, day=27).date(), FACTS.zone, kinds=frozenset({"hall"}))
    (rest,) = next_day.columns[0].blocks
    assert (next_day.hours[0], rest.first, rest.span, rest.setup) == (0, 0, 6, 0)

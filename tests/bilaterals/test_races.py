"""Two people at once: room, principal and last open request go to one of them (BIL-10, BIL-13, BIL-22)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.agenda.actions import name_contributor, remove_contributor, schedule_entry
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import ContributorPart, EntryKind
from summit.agenda.models import AgendaEntry, Contributor
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import Occasion, OccasionKind
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.rules import HOLD_FOR
from summit.delegations.models import Delegation, Engagement, Participant
from summit.foundation.db import Database
from summit.foundation.errors import SummitError
from summit.venues.models import Room, RoomClosure, RoomHold
from tests.bilaterals.stage import agreed_rows, ask, hanoi, make_rooms, make_team, wish
from tests.factories import NOW, SYSTEM

ROUNDS = 50
Deed = Callable[[Session], object]


@pytest.fixture
def at_once(app: Flask, database: Database) -> Iterator[Callable[..., list[str]]]:
    """Do several things in threads of their own, started together; answers "done" or the sentence of the refusal."""
    pool = ThreadPoolExecutor(max_workers=4)

    def race(*deeds: Deed) -> list[str]:
        start = Barrier(len(deeds))

        def run(deed: Deed) -> str:
            with app.app_context():
                start.wait(timeout=30)
                try:
                    with database.committing() as session:
                        deed(session)
                except SummitError as error:
                    return error.sentence
                return "done"

        return [future.result(timeout=60) for future in [pool.submit(run, deed) for deed in deeds]]

    yield race
    pool.shutdown()


def confirmation(request_id: int, room_id: int) -> Deed:
    """Place that request in that room at ten."""

    def deed(session: Session) -> None:
        actions.confirm(
            session,
            SYSTEM,
            NOW,
            request=session.get_one(MeetingRequest, request_id),
            room=session.get_one(Room, room_id),
            starts_at=hanoi("10:00"),
        )

    return deed


def holding(request_id: int, room_id: int, *, now: datetime = NOW) -> Deed:
    """Hold that room at ten for that request."""

    def deed(session: Session) -> None:
        actions.hold(
            session,
            SYSTEM,
            now,
            request=session.get_one(MeetingRequest, request_id),
            room=session.get_one(Room, room_id),
            starts_at=hanoi("10:00"),
        )

    return deed


def acceptance(request_id: int, by: str = "asking", *, now: datetime = NOW) -> Deed:
    """Accept the time of that request."""
    return lambda session: actions.accept(
        session, SYSTEM, now, request=session.get_one(MeetingRequest, request_id), by=by, version=None
    )


def withdrawal(request_id: int) -> Deed:
    """Take that request back."""
    return lambda session: actions.withdraw(
        session, SYSTEM, NOW, request=session.get_one(MeetingRequest, request_id), version=None
    )


def cancel_all(session: Session) -> int:
    standing = session.scalars(
        select(BilateralMeeting).where(BilateralMeeting.state.in_(["held", "confirmed"]))
    ).all()
    for meeting in standing:
        actions.cancel(session, SYSTEM, NOW, meeting=meeting, version=None)
    return len(standing)


def tied(session: Session) -> tuple[int, int]:
    """How many rooms and principals are held."""
    return (
        session.scalar(select(func.count()).select_from(RoomHold)) or 0,
        session.scalar(select(func.count()).select_from(Engagement)) or 0,
    )


def test_one_room_goes_to_one_of_two_meetings(database: Database, at_once: Callable[..., list[str]]) -> None:
    with database.committing() as session:
        (room,) = make_rooms(session, 10)
        teams = [make_team(session, code) for code in ("FR", "JP", "CL", "DE")]
        pairs = [agreed_rows(session, *teams[0:2], ROUNDS), agreed_rows(session, *teams[2:4], ROUNDS)]
    for both in zip(*pairs, strict=True):
        answers = at_once(*(confirmation(request_id, room.id) for request_id in both))
        assert sorted(answers) == ["Room B-01 is taken 10:00–10:45 (Hanoi time) and reserved.", "done"]
        with database.committing() as session:
            assert tied(session) == (1, 2)
            assert cancel_all(session) == 1


def test_one_principal_sits_in_one_of_two_meetings(
    database: Database, at_once: Callable[..., list[str]]
) -> None:
    """France meets Japan or Chile; the crossing order of the principals must not end in a deadlock."""
    with database.committing() as session:
        rooms = make_rooms(session, 10, 10)
        japan, france, chile = (make_team(session, code) for code in ("JP", "FR", "CL"))
        pairs = [agreed_rows(session, japan, france, ROUNDS), agreed_rows(session, france, chile, ROUNDS)]
    refusals = set()
    for number, (one, other) in enumerate(zip(*pairs, strict=True)):
        answers = at_once(
            confirmation(one, rooms[number % 2].id), confirmation(other, rooms[1 - number % 2].id)
        )
        assert answers.count("done") == 1, answers
        refusals |= set(answers) - {"done"}
        with database.committing() as session:
            assert tied(session) == (1, 2)
            assert cancel_all(session) == 1
    assert refusals <= {
        "FR HEADNAME is not available at that time.",
        "One of the principals is not available at that time. Choose another time.",
    }


def test_one_request_is_placed_once_or_withdrawn(database: Database, at_once: Callable[..., list[str]]) -> None:
    with database.committing() as session:
        rooms = make_rooms(session, 10, 10)
        request_ids = agreed_rows(session, make_team(session, "FR"), make_team(session, "JP"), 20)
    for placed, torn in zip(request_ids[::2], request_ids[1::2], strict=True):
        assert at_once(*(confirmation(placed, room.id) for room in rooms)).count("done") == 1
        with database.committing() as session:
            assert cancel_all(session) == 1
        assert at_once(confirmation(torn, rooms[0].id), withdrawal(torn)).count("done") == 1
        with database.committing() as session:
            state = session.get_one(MeetingRequest, torn).state
            assert (cancel_all(session), state) in [(1, "accepted"), (0, "withdrawn")]


def test_the_tenth_request_is_made_once(database: Database, at_once: Callable[..., list[str]]) -> None:
    """BIL-22 holds for four people of one delegation who ask at the same moment."""
    others = ["JP", "CL", "DE", "IT", "ES", "PT", "GR", "PL", "SE"]
    late = ["FI", "NO", "DK", "IS"]
    with database.committing() as session:
        france = make_team(session, "FR")
        for code in others:
            ask(session, france, make_team(session, code))
        latecomers = [make_team(session, code).delegation.id for code in late]

    def asking(asked_id: int) -> Deed:
        return lambda session: actions.ask(
            session,
            SYSTEM,
            NOW,
            asking=session.get_one(Delegation, france.delegation.id),
            asked=session.get_one(Delegation, asked_id),
            wish=wish(),
        )

    answers = at_once(*(asking(asked_id) for asked_id in latecomers))
    assert answers.count("done") == 1
    assert set(answers) == {
        "done",
        "This delegation has 10 requests without an answer. Withdraw one, or wait for an answer.",
    }
    with database.reading() as session:
        assert queries.open_requests(session, france.delegation.id) == 10


def test_a_principal_is_speaker_or_meets_but_never_both(
    database: Database, at_once: Callable[..., list[str]]
) -> None:
    """The programme and the bilateral desk hold the same person through the same guard (BIL-10)."""
    with database.committing() as session:
        (room,) = make_rooms(session, 10)
        france = make_team(session, "FR")
        request_ids = agreed_rows(session, make_team(session, "JP"), france, 20)
        draft = EntryDraft(kind=EntryKind.PLENARY, title="Debate", starts_at=hanoi("10:00"), ends_at=hanoi("11:00"))
        entry = schedule_entry(session, SYSTEM, NOW, facts=draft)

    def naming(session: Session) -> None:
        name_contributor(
            session,
            SYSTEM,
            NOW,
            entry=session.get_one(AgendaEntry, entry.id),
            participant=session.get_one(Participant, france.head.id),
            part=ContributorPart.SPEAKER,
        )

    for request_id in request_ids:
        assert at_once(confirmation(request_id, room.id), naming).count("done") == 1
        with database.committing() as session:
            if not cancel_all(session):
                (named,) = session.scalars(select(Contributor))
                remove_contributor(
                    session, SYSTEM, NOW, entry=named.entry, participant=named.participant
                )
            assert tied(session) == (0, 0)


def unanswered(session: Session, request_ids: list[int]) -> None:
    """As if nobody had answered yet."""
    for request in session.scalars(select(MeetingRequest).where(MeetingRequest.id.in_(request_ids))):
        request.state, request.turn, request.proposed_at = "sent", "asked", None


def test_one_held_place_goes_to_one_of_two_requests(database: Database, at_once: Callable[..., list[str]]) -> None:
    """RT-01 for holds: by the room in even rounds, by the principal in odd ones."""
    with database.committing() as session:
        rooms = make_rooms(session, 10, 10)
        france, japan, chile, germany = (make_team(session, code) for code in ("FR", "JP", "CL", "DE"))
        apart = [agreed_rows(session, france, japan, ROUNDS // 2), agreed_rows(session, chile, germany, ROUNDS // 2)]
        shared = [agreed_rows(session, japan, france, ROUNDS // 2), agreed_rows(session, france, chile, ROUNDS // 2)]
        for ids in (*apart, *shared):
            unanswered(session, ids)
    for pairs, second_room in ((apart, rooms[0]), (shared, rooms[1])):
        for one, other in zip(*pairs, strict=True):
            answers = at_once(holding(one, rooms[0].id), holding(other, second_room.id))
            assert answers.count("done") == 1, answers
            with database.committing() as session:
                assert tied(session) == (1, 2)
                assert cancel_all(session) == 1


def test_the_last_acceptance_or_the_withdrawal_wins_and_never_both(
    database: Database, at_once: Callable[..., list[str]]
) -> None:
    """RT-02, fifty times: a confirmed meeting with everything tied, or a withdrawn request with nothing tied."""
    with database.committing() as session:
        (room,) = make_rooms(session, 10)
        request_ids = agreed_rows(session, make_team(session, "FR"), make_team(session, "JP"), ROUNDS)
        unanswered(session, request_ids)
    for request_id in request_ids:
        with database.committing() as session:
            holding(request_id, room.id)(session)
            acceptance(request_id, "asked")(session)
        assert at_once(acceptance(request_id), withdrawal(request_id)).count("done") == 1
        with database.committing() as session:
            state = session.get_one(MeetingRequest, request_id).state
            meeting = session.scalars(select(BilateralMeeting).where(BilateralMeeting.request_id == request_id)).one()
            lapses = set(session.scalars(select(RoomHold.lapses_at)))
            assert (state, meeting.state, tied(session), lapses) in [
                ("accepted", "confirmed", (1, 2), {None}),
                ("withdrawn", "released", (0, 0), set()),
            ]
            cancel_all(session)


def test_a_lapsing_hold_is_confirmed_or_taken_over_and_never_both(
    database: Database, at_once: Callable[..., list[str]]
) -> None:
    """One accepts in the last second while another, a second later, takes the place."""
    with database.committing() as session:
        (room,) = make_rooms(session, 10)
        teams = [make_team(session, code) for code in ("FR", "JP", "CL", "DE")]
        firsts, seconds = agreed_rows(session, *teams[0:2], 20), agreed_rows(session, *teams[2:4], 20)
        for ids in (firsts, seconds):
            unanswered(session, ids)
    for first, second in zip(firsts, seconds, strict=True):
        with database.committing() as session:
            holding(first, room.id)(session)
            acceptance(first, "asked")(session)
        answers = at_once(acceptance(first, now=NOW), holding(second, room.id, now=NOW + HOLD_FOR))
        assert answers.count("done") == 1 or answers == ["done", "done"], answers
        with database.committing() as session:
            states = dict(session.execute(select(BilateralMeeting.request_id, BilateralMeeting.state)).all())
            assert (states[first], states.get(second)) in [("confirmed", None), ("expired", "held")]
            assert tied(session) == (1, 2)
            assert cancel_all(session) == 1


def test_a_room_that_is_closed_while_it_is_held_is_closed_once(
    database: Database, at_once: Callable[..., list[str]]
) -> None:
    """BIL-41: whoever comes second learns of the first; a meeting that was faster stands, and is shown."""
    with database.committing() as session:
        rooms = [room.id for room in make_rooms(session, *[10] * 5)]
        pairs = (("LA", "CL"), ("JP", "KE"), ("FR", "DE"), ("ES", "IT"), ("CH", "BR"))
        requests = [ask(session, make_team(session, one), make_team(session, other)).id for one, other in pairs]
    occasion = "Room B-0{} is closed 09:00–11:00 (Hanoi time)."
    for number, (request, room) in enumerate(zip(requests, rooms, strict=True), 1):
        told = at_once(closing(number), closing(number), holding(request, room))
        assert told[:2] == ["done", "done"]
        assert told[2] in ("done", occasion.format(number))
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(RoomClosure)) == 5
        day = queries.day_meetings(session, hanoi("00:00"), hanoi("23:00"), NOW)
        assert all(one.broken for one in day)


def closing(number: int) -> Deed:
    """That room is lost from nine to eleven."""

    def deed(session: Session) -> None:
        lost = Occasion(OccasionKind.ROOM_LOST, f"B-0{number}", 540, 660)
        actions.note_occasion(session, SYSTEM, NOW, occasion=lost)

    return deed

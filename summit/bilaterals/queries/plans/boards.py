"""A plan as a board: rooms and principals by time, what stands there, and what found no place and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from summit.bilaterals.facts import (
    BoardLane,
    LeftOut,
    PlanBoard,
    PlanClock,
    PlanLine,
    PlannedMeeting,
    PlanRequest,
    PlanSide,
    SchedulingProblem,
    read_left_out,
    read_plan,
)
from summit.bilaterals.lifecycle import MeetingState
from summit.bilaterals.models import BilateralMeeting, MeetingRequest, ScheduleRun
from summit.bilaterals.queries.plans.runs import drafted, problem_of, steps_taken
from summit.bilaterals.queries.requests import with_sides
from summit.bilaterals.rules import left_out_words, reason_words, weight
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import names_of, spoken_name
from summit.venues.queries import rooms, the_summit

ASIDE = "Put aside by hand."
PLANNED, UNPLACED = "planned", "unplaced"


@dataclass(frozen=True)
class _Known:
    """Sides and rooms by code, and whether a meeting that stands is held or confirmed."""

    sides: dict[str, PlanSide]
    rooms: dict[str, str]
    states: dict[str, str]


def board_of(session: Session, run: ScheduleRun) -> PlanBoard:
    """The plan with its draft: a fixed number of queries."""
    problem, plan, steps = problem_of(run), read_plan(run.plan), steps_taken(session, run)
    draft = drafted(plan, steps)
    clock = clock_of(session, run)
    known = _known(session, problem)
    names = _names(problem, known)
    reasons = {code: reason_words(reason, names, clock) for code, reason in plan.unplaced}
    where = {one.request: one for one in draft}
    lines = [
        _line(request, where.get(request.code), known, reasons.get(request.code, ASIDE))
        for request in problem.requests
    ]
    lines += left_out_lines(session, read_left_out(run.left_out))
    return PlanBoard(
        code=run.code,
        version=run.version,
        clock=clock,
        problem=problem,
        draft=draft,
        rooms=tuple(
            BoardLane(room.code, known.rooms.get(room.code, ""), f"{room.capacity} seats", room.closed)
            for room in problem.rooms
        ),
        principals=tuple(_principals(problem, known)),
        lines=tuple(lines),
        names=names,
        steps=len(steps),
        objective=weight(draft, problem),
        found=plan.objective,
        bound=plan.bound,
    )


def clock_of(session: Session, run: ScheduleRun) -> PlanClock:
    """The clock by which the minutes of this planning count."""
    return PlanClock(run.first_day, the_summit(session).zone)


def lines_of(
    session: Session, problem: SchedulingProblem, meetings: Sequence[PlannedMeeting]
) -> tuple[list[PlanLine], dict[str, str]]:
    """The requests of a problem with those places, and the words for each of its codes."""
    known = _known(session, problem)
    where = {one.request: one for one in meetings}
    return [_line(one, where.get(one.code), known, "") for one in problem.requests], _names(problem, known)


def left_out_lines(session: Session, left_out: Sequence[LeftOut]) -> list[PlanLine]:
    """Open requests that stand in no plan at all, with what keeps them out."""
    reasons = {one.request: one.reason for one in left_out}
    wanted = select(MeetingRequest).where(MeetingRequest.code.in_(reasons)).order_by(MeetingRequest.id)
    found = session.scalars(with_sides(wanted)).all()
    names = names_of(session, {side.party_id for one in found for side in (one.asking, one.asked)})
    return [
        PlanLine(
            request=one.code,
            asking=_side(one.asking, one.asking_principal, names),
            asked=_side(one.asked, one.asked_principal, names),
            minutes=one.minutes,
            persons=2 * one.persons_per_side,
            standing="left_out",
            why=left_out_words(reasons[one.code]),
        )
        for one in found
    ]


def request_names(session: Session, problem: SchedulingProblem) -> dict[str, str]:
    """The words for each code of a request, principal or room of the problem."""
    return _names(problem, _known(session, problem))


def _known(session: Session, problem: SchedulingProblem) -> _Known:
    standing = [request.code for request in problem.requests if request.fixed is not None]
    states = session.execute(
        select(MeetingRequest.code, BilateralMeeting.state)
        .join(BilateralMeeting, BilateralMeeting.request_id == MeetingRequest.id)
        .where(MeetingRequest.code.in_(standing))
        .order_by(BilateralMeeting.id)
    ).all()
    return _Known(
        sides=_sides(session, {one.code for one in problem.principals}),
        rooms={room.code: room.name for room in rooms(session)},
        states={row.code: row.state for row in states},
    )


def _sides(session: Session, codes: Collection[str]) -> dict[str, PlanSide]:
    statement = (
        select(Participant)
        .where(Participant.code.in_(codes))
        .options(
            joinedload(Participant.person), joinedload(Participant.delegation).joinedload(Delegation.party)
        )
    )
    found = session.scalars(statement).all()
    names = names_of(session, {one.delegation.party_id for one in found})
    return {
        one.code: PlanSide(
            principal=one.code,
            short=one.delegation.party.code,
            delegation=names[one.delegation.party_id],
            flag=one.delegation.party.flag,
            name=spoken_name(one.person),
            title=one.title,
            rank=one.rank_class,
        )
        for one in found
    }


def _names(problem: SchedulingProblem, known: _Known) -> dict[str, str]:
    names = {code: f"{side.name} ({side.delegation})" for code, side in known.sides.items()}
    names |= {room.code: room.code for room in problem.rooms}
    return names | {
        request.code: f"{known.sides[request.a].delegation} – {known.sides[request.b].delegation}"
        for request in problem.requests
    }


def _line(request: PlanRequest, meeting: PlannedMeeting | None, known: _Known, why: str) -> PlanLine:
    standing = PLANNED if meeting else UNPLACED
    if request.fixed is not None:
        standing = known.states.get(request.code, MeetingState.CONFIRMED)
    return PlanLine(
        request=request.code,
        asking=known.sides[request.a],
        asked=known.sides[request.b],
        minutes=request.duration,
        persons=request.persons,
        standing=standing,
        room=meeting.room if meeting else "",
        start=meeting.start if meeting else 0,
        why="" if meeting else why,
    )


def _side(delegation: Delegation, principal: Participant | None, names: dict[int, str]) -> PlanSide:
    return PlanSide(
        principal=principal.code if principal else "",
        short=delegation.party.code,
        delegation=names[delegation.party_id],
        flag=delegation.party.flag,
        name=spoken_name(principal.person) if principal else "",
        title=principal.title if principal else "",
    )


def _principals(problem: SchedulingProblem, known: _Known) -> list[BoardLane]:
    """Those who meet somebody, the highest first."""
    order = sorted(
        problem.principals,
        key=lambda one: (known.sides[one.code].rank, known.sides[one.code].delegation, one.code),
    )
    return [
        BoardLane(one.code, known.sides[one.code].delegation, known.sides[one.code].name, one.busy)
        for one in order
    ]

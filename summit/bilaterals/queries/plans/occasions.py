"""What happened on the day, and the ways to go on, with names (BIL-41)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.bilaterals.facts import (
    Answer,
    AnswersBoard,
    OccasionChoices,
    PlanLine,
    read_answers,
    read_occasion,
)
from summit.bilaterals.models import MeetingRequest, ScheduleRun
from summit.bilaterals.queries.plans.boards import clock_of, lines_of
from summit.bilaterals.queries.plans.problem import planning_case
from summit.bilaterals.queries.plans.runs import problem_of
from summit.bilaterals.queries.requests import with_sides
from summit.bilaterals.rules import levels_differ, occasion_words, reason_words, stood


def occasion_choices(session: Session, now: datetime) -> OccasionChoices:
    """Principals of meetings that stand or are wished, by name, and the rooms. Raises RuleBroken once all lies behind."""
    case = planning_case(session, now)
    _, names = lines_of(session, case.problem, stood(case.problem))
    people = {one.code: names[one.code] for one in case.problem.principals}
    return OccasionChoices(
        clock=case.clock,
        principals=tuple(sorted(people.items(), key=lambda one: one[1])),
        rooms=tuple((room.code, f"{room.code} ({room.capacity} seats)") for room in case.problem.rooms),
        requests=tuple(request.code for request in case.problem.requests),
    )


def answers_of(run: ScheduleRun) -> tuple[Answer, ...]:
    """The ways to go on that were found so far, the nearest first."""
    return read_answers(run.answers)


def answers_board(session: Session, run: ScheduleRun) -> AnswersBoard:
    """Both ways beside what stood when they were asked for."""
    problem, clock = problem_of(run), clock_of(session, run)
    lines, names = lines_of(session, problem, stood(problem))
    return AnswersBoard(
        code=run.code,
        version=run.version,
        clock=clock,
        words=occasion_words(read_occasion(run.occasion), names, clock),
        names=names,
        lines={line.request: line for line in lines if line.room},
        answers=answers_of(run),
    )


def dropped_words(board: AnswersBoard, way: Answer) -> list[tuple[PlanLine, str]]:
    """What finds no place in that way, each with its reason."""
    return [(board.lines[code], reason_words(reason, board.names, board.clock)) for code, reason in way.dropped]


def sides_to_be_told(board: AnswersBoard, way: Answer) -> list[str]:
    """The delegations that will be told of a change, by name."""
    concerned = [board.lines[one.after.request] for one in way.moved]
    return sorted({side.delegation for line in concerned for side in (line.asking, line.asked)})


def unequal_requests(session: Session, codes: Sequence[str]) -> list[str]:
    """Those of these requests whose principals are not of equal level (BIL-04)."""
    found = session.scalars(with_sides(select(MeetingRequest).where(MeetingRequest.code.in_(codes)))).all()
    return [
        one.code
        for one in found
        if one.asked_principal is not None and levels_differ(one.asking_principal, one.asked_principal)
    ]

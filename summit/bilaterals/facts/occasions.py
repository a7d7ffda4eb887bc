"""What happens on the day and puts meetings into question (BIL-41), and the two answers to it, as plain values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from summit.bilaterals.facts.meetings import Span
from summit.bilaterals.facts.plan_files import read_meetings
from summit.bilaterals.facts.planning import PlannedMeeting, Reason
from summit.bilaterals.facts.plans import PlanClock, PlanLine
from summit.bilaterals.facts.replanning import Ring
from summit.bilaterals.facts.stored_plans import read_plan


class OccasionKind(StrEnum):
    """What happened. The values stand in the database."""

    LATE = "late"  # a principal is kept away for a while
    ROOM_LOST = "room_lost"  # a room cannot be used for a while
    PROGRAMME = "programme"  # a line of the programme moved, as the register has it by now


@dataclass(frozen=True)
class Occasion:
    """What happened, to which principal or room, from when until when in minutes since 00:00 of the first day."""

    kind: OccasionKind
    code: str = ""
    start: int = 0
    until: int = 0


@dataclass(frozen=True)
class NotedOccasion:
    """What is noted in the register: the principal of that `name` is not there, or the room is closed."""

    code: str
    kind: OccasionKind
    name: str
    span: Span


@dataclass(frozen=True)
class MovedTo:
    """A meeting that an answer moves."""

    before: PlannedMeeting
    after: PlannedMeeting


@dataclass(frozen=True)
class Answer:
    """One way to go on: how far it reaches, what it moves, and what finds no place."""

    ring: Ring
    meetings: tuple[PlannedMeeting, ...]
    moved: tuple[MovedTo, ...]
    dropped: tuple[tuple[str, Reason], ...]
    objective: int
    is_proven: bool


@dataclass(frozen=True)
class OccasionChoices:
    """Whom or which room it can be about: code and name. `requests` are those whose principals stand there."""

    clock: PlanClock
    principals: tuple[tuple[str, str], ...]
    rooms: tuple[tuple[str, str], ...]
    requests: tuple[str, ...]


@dataclass(frozen=True)
class AnswersBoard:
    """The ways to go on beside what stands. `lines` are the meetings that stand, by request."""

    code: str
    version: int
    clock: PlanClock
    words: str
    names: dict[str, str]
    lines: dict[str, PlanLine]
    answers: tuple[Answer, ...]


def write_occasion(occasion: Occasion) -> str:
    """The occasion as JSON; `read_occasion` gives the same again."""
    return json.dumps(asdict(occasion))


def read_occasion(text: str) -> Occasion:
    """What `write_occasion` wrote."""
    raw = json.loads(text)
    return Occasion(OccasionKind(raw["kind"]), raw["code"], raw["start"], raw["until"])


def write_answers(answers: Sequence[str]) -> str:
    """The answers, each as `write_replan` wrote it."""
    return json.dumps(answers)


def read_answers(text: str) -> tuple[Answer, ...]:
    """What `write_answers` wrote, the nearest ring first; empty text is no answer yet."""
    return tuple(_answer(one) for one in json.loads(text or "[]"))


def _answer(text: str) -> Answer:
    raw, plan = json.loads(text), read_plan(text)
    dropped = {one["request"] for one in raw["dropped"]}
    return Answer(
        ring=Ring(raw["ring"]),
        meetings=read_meetings(text),
        moved=tuple(
            MovedTo(
                PlannedMeeting(one["request"], one["from"]["room"], one["from"]["start"]),
                PlannedMeeting(one["request"], one["to"]["room"], one["to"]["start"]),
            )
            for one in raw["moved"]
        ),
        dropped=tuple((code, reason) for code, reason in plan.unplaced if code in dropped),
        objective=plan.objective,
        is_proven=bool(raw["proven"]),
    )

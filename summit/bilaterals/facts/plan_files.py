"""Problems and plans as JSON and back, strictly: what is read is a problem that can be planned, or a sentence that says
what to mend.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any  # Any: what the JSON parser gives

from summit.bilaterals.facts.planning import (
    Fixed,
    Interval,
    Plan,
    PlannedMeeting,
    PlanRequest,
    PlanRoom,
    Principal,
    Reason,
    RoomClass,
    SchedulingProblem,
    Unplaced,
)
from summit.bilaterals.facts.replanning import Replan
from summit.foundation.errors import RuleBroken

Raw = Mapping[str, Any]
CLASSES = range(4)


class FileUnreadable(RuleBroken):
    """The file is no problem, or no plan; the sentence says where."""


def read_problem(text: str) -> SchedulingProblem:
    """The problem in that JSON. Raises FileUnreadable."""
    raw = _object(text)
    try:
        problem = SchedulingProblem(
            slot=_positive(raw["slot"], "slot"),
            days=_intervals(raw["days"]),
            reset=int(raw.get("reset", 0)),
            rooms=tuple(_room(one) for one in raw["rooms"]),
            principals=tuple(_principal(one) for one in raw["principals"]),
            requests=tuple(_request(one) for one in raw["requests"]),
            travel={
                str(one): {str(to): int(way) for to, way in ways.items()}
                for one, ways in raw.get("travel", {}).items()
            },
            interpreters={str(language): int(pool) for language, pool in raw.get("interpreters", {}).items()},
            separate=tuple((str(one), str(other)) for one, other in raw.get("separate", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FileUnreadable(f"The file is no scheduling problem: {error!r}.") from error
    _require_sound(problem)
    return problem


def write_problem(problem: SchedulingProblem) -> str:
    """The problem as JSON; `read_problem` gives the same problem again."""
    return _written(
        {
            "slot": problem.slot,
            "days": problem.days,
            "reset": problem.reset,
            "rooms": [
                {
                    "code": room.code,
                    "class": room.room_class,
                    "capacity": room.capacity,
                    "zone": room.zone,
                    "closed": room.closed,
                }
                for room in problem.rooms
            ],
            "principals": [
                {
                    "code": one.code, "busy": one.busy, "max_per_day": one.max_per_day, "buffer": one.buffer,
                    "zone_at": one.zone_at,
                }
                for one in problem.principals
            ],
            "travel": problem.travel,
            "interpreters": problem.interpreters,
            "separate": problem.separate,
            "requests": [_as_json(request) for request in problem.requests],
        }
    )  # fmt: skip


def write_plan(plan: Plan) -> str:
    """The plan as JSON: meetings, why the others have none, how good it is, and how good each class is."""
    return _written(_plan(plan))


def write_replan(replan: Replan) -> str:
    """The new plan as JSON: all that `write_plan` tells, and what became of the earlier plan.

    It is itself a plan to begin from; `told` are its meetings that people were told of in the earlier one, here or elsewhere.
    """
    return _written(
        {
            **_plan(replan.plan),
            "ring": int(replan.ring),
            "proven": replan.is_proven,
            "told": [one.request for one in replan.plan.meetings if one.request in replan.known_of],
            "moved": [
                {
                    "request": one.after.request,
                    "from": {"room": one.before.room, "start": one.before.start},
                    "to": {"room": one.after.room, "start": one.after.start},
                    "told": one.told,
                }
                for one in replan.moved
            ],
            "dropped": [unplaced_as_json(one) for one in replan.dropped],
            "added": [one.request for one in replan.added],
            "withdrawn": replan.withdrawn,
            "lifted": replan.lifted,
            "effort": {
                "told": {"spent": replan.told.spent, "least": replan.told.least},
                "others": {"spent": replan.others.spent, "least": replan.others.least},
            },
        }
    )


def read_known_of(text: str) -> tuple[str, ...]:
    """The requests of the plan in that JSON that people were told of: what it names, else all. Raises FileUnreadable."""
    named = _object(text).get("told")
    if named is None:
        return tuple(meeting.request for meeting in read_meetings(text))
    if not isinstance(named, list):
        raise FileUnreadable("The file is no plan: told is no list.")
    return tuple(str(code) for code in named)


def read_meetings(text: str) -> tuple[PlannedMeeting, ...]:
    """The meetings of the plan in that JSON. Raises FileUnreadable."""
    raw = _object(text)
    try:
        return tuple(
            PlannedMeeting(str(one["request"]), str(one["room"]), int(one["start"]))
            for one in raw["meetings"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise FileUnreadable(f"The file is no plan: {error!r}.") from error


def _object(text: str) -> Raw:
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise FileUnreadable(f"The file is no JSON: {error}.") from error
    if not isinstance(raw, dict):
        raise FileUnreadable("The file holds no JSON object.")
    return raw


def _room(raw: Raw) -> PlanRoom:
    return PlanRoom(
        code=str(raw["code"]),
        room_class=RoomClass(raw.get("class", RoomClass.STANDARD)),
        capacity=int(raw["capacity"]),
        zone=str(raw.get("zone") or ""),
        closed=_intervals(raw.get("closed", ())),
    )


def _principal(raw: Raw) -> Principal:
    most = raw.get("max_per_day")
    return Principal(
        code=str(raw["code"]),
        busy=_intervals(raw.get("busy", ())),
        max_per_day=None if most is None else int(most),
        buffer=int(raw.get("buffer", 0)),
        zone_at=tuple((int(start), int(end), str(zone)) for start, end, zone in raw.get("zone_at", ())),
    )


def _request(raw: Raw) -> PlanRequest:
    room_class, fixed = raw.get("room_class"), raw.get("fixed")
    priority = int(raw.get("class", CLASSES[-1]))
    if priority not in CLASSES:
        raise ValueError(f"class {priority} of request {raw['code']}")
    return PlanRequest(
        code=str(raw["code"]),
        a=str(raw["a"]),
        b=str(raw["b"]),
        duration=_positive(raw["duration"], "duration"),
        weight=_positive(raw.get("weight", 1), "weight"),
        priority=priority,
        windows=_intervals(raw.get("windows", ())),
        room_class=None if room_class is None else RoomClass(room_class),
        persons=int(raw.get("persons", 2)),
        languages=tuple(str(language) for language in raw.get("languages", ())),
        fixed=None if fixed is None else Fixed(str(fixed["room"]), int(fixed["start"])),
        wished=_intervals(raw.get("wished", ())),
    )


def _as_json(request: PlanRequest) -> dict[str, object]:
    fixed = request.fixed
    return {
        "code": request.code, "a": request.a, "b": request.b, "duration": request.duration, "weight": request.weight,
        "class": request.priority, "windows": request.windows, "room_class": request.room_class, "persons": request.persons,
        "languages": request.languages, "fixed": None if fixed is None else {"room": fixed.room, "start": fixed.start},
        "wished": request.wished,
    }  # fmt: skip


def _plan(plan: Plan) -> dict[str, object]:
    return {
        "meetings": [
            {"request": one.request, "room": one.room, "start": one.start} for one in plan.meetings
        ],
        "unplaced": [unplaced_as_json(one) for one in plan.unplaced],
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": round(plan.gap, 6),
        "status": plan.status,
        "classes": [
            {"class": one.priority, "objective": one.objective, "bound": one.bound}
            for one in plan.classes
        ],
        "seconds": round(plan.seconds, 3),
    }


def unplaced_as_json(one: Unplaced) -> dict[str, object]:
    return {"request": one.request, "reason": _reason(one.reason)}


def _reason(reason: Reason) -> dict[str, object]:
    told: dict[str, object] = {"kind": reason.kind}
    for name in ("times", "who", "language", "instead"):
        if value := getattr(reason, name):
            told[name] = value
    return told


def _require_sound(problem: SchedulingProblem) -> None:
    """Codes are unique, and everything that is named is there."""
    principals = _unique("principal", [one.code for one in problem.principals])
    rooms = _unique("room", [one.code for one in problem.rooms])
    _unique("request", [one.code for one in problem.requests])
    for request in problem.requests:
        for code in (request.a, request.b):
            if code not in principals:
                raise FileUnreadable(
                    f"Request {request.code} names the principal {code}, who is not in the file."
                )
        if request.a == request.b:
            raise FileUnreadable(f"Request {request.code} lets {request.a} meet themselves.")
        if request.fixed is not None and request.fixed.room not in rooms:
            raise FileUnreadable(
                f"Request {request.code} stands in the room {request.fixed.room}, which is not in the file."
            )
    for code in {code for pair in problem.separate for code in pair} - principals:
        raise FileUnreadable(f"The pairs to be kept apart name {code}, who is not in the file.")


def _unique(noun: str, codes: Sequence[str]) -> set[str]:
    seen = set(codes)
    if len(seen) != len(codes):
        twice = next(code for code in codes if codes.count(code) > 1)
        raise FileUnreadable(f"The {noun} {twice} is in the file twice.")
    return seen


def _positive(value: object, name: str) -> int:
    if not isinstance(value, int) or value < 1:
        raise ValueError(f"{name} is {value!r}")
    return value


def _intervals(raw: Sequence[Sequence[int]]) -> tuple[Interval, ...]:
    found = tuple((int(start), int(end)) for start, end in raw)
    for start, end in found:
        if start >= end:
            raise ValueError(f"the interval {start} to {end} is empty")
    return found


def _written(whole: Mapping[str, object]) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

"""Plans as they are kept with a planning, and what happened on the day, as JSON and back. Both are our own writing."""

from __future__ import annotations

import json
from collections.abc import Iterable

from summit.bilaterals.facts.plan_files import read_meetings, unplaced_as_json
from summit.bilaterals.facts.planning import PlannedMeeting, Reason, ReasonKind, Unplaced
from summit.bilaterals.facts.plans import LeftOut, OutReason, StoredPlan


def read_plan(text: str) -> StoredPlan:
    """A plan that `write_plan` wrote; empty text is a plan of nothing."""
    if not text:
        return StoredPlan()
    raw = json.loads(text)
    return StoredPlan(
        meetings=read_meetings(text),
        unplaced=tuple((one["request"], _reason(one["reason"])) for one in raw["unplaced"]),
        objective=int(raw["objective"]),
        bound=int(raw["bound"]),
    )


def write_meetings(meetings: Iterable[PlannedMeeting]) -> str:
    """Meetings alone, as `read_meetings` reads them."""
    return json.dumps({"meetings": [{"request": one.request, "room": one.room, "start": one.start} for one in meetings]})


def with_reasons(text: str, unplaced: Iterable[Unplaced]) -> str:
    """A plan that `write_plan` wrote, with why the others have no place."""
    raw = json.loads(text)
    raw["unplaced"] = [unplaced_as_json(one) for one in unplaced]
    return json.dumps(raw)


def write_left_out(found: Iterable[LeftOut]) -> str:
    """The requests that stand in no plan."""
    return json.dumps([[one.request, one.reason] for one in found])


def read_left_out(text: str) -> tuple[LeftOut, ...]:
    """What `write_left_out` wrote."""
    return tuple(LeftOut(request, OutReason(reason)) for request, reason in json.loads(text))


def _reason(raw: dict[str, object]) -> Reason:
    def listed(name: str) -> list[object]:
        found = raw.get(name, [])
        return found if isinstance(found, list) else []

    return Reason(
        kind=ReasonKind(str(raw["kind"])),
        times=tuple(int(str(one)) for one in listed("times")),
        who=tuple(str(one) for one in listed("who")),
        language=str(raw.get("language", "")),
        instead=tuple(str(one) for one in listed("instead")),
    )

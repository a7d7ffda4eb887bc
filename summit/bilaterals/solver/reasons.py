"""Why a request found no place in a plan, from a closed list, and what would free one."""

from __future__ import annotations

from collections.abc import Container

from summit.bilaterals.facts import Reason, ReasonKind, Unplaced
from summit.bilaterals.solver.table import Table

SHOWN = 4  # starts that a reason names


def unplaced(table: Table, requests: Container[int] | None = None) -> tuple[Unplaced, ...]:
    """Every request that does not lie on the table, or of these only, with its reason, in the order of the problem."""
    return tuple(
        Unplaced(request.code, _reason(table, number))
        for number, request in enumerate(table.terms.requests)
        if number not in table.placed and (requests is None or number in requests)
    )


def _reason(table: Table, request: int) -> Reason:
    """The nearest thing to a place: the obstacle that stands alone at some start comes before those at starts with two."""
    terms = table.terms
    wanted = terms.requests[request]
    who = (wanted.a, wanted.b)
    if not terms.suitable(wanted.room_class, wanted.persons):
        return Reason(ReasonKind.NO_ROOM)
    starts = terms.starts[request]
    if not starts and terms.both_free[request]:
        return Reason(ReasonKind.ROOMS_TAKEN, times=terms.both_free[request][:SHOWN])
    if not starts:
        return Reason(ReasonKind.NEVER_BOTH_FREE, who=who)
    found: dict[ReasonKind, list[int]] = {}
    for start in starts:
        found.setdefault(_obstacle(table, request, start), []).append(start)
    kind = next(kind for kind in _NEAREST_FIRST if kind in found)
    if kind is ReasonKind.KEPT_APART:
        return Reason(kind)  # neither when nor with whom (BIL-18)
    times = tuple(found[kind][:SHOWN])
    return Reason(
        kind=kind,
        times=times,
        who=tuple(_concerned(table, request, kind, times[0])),
        language=_language(table, request, times[0]) if kind is ReasonKind.INTERPRETERS_TAKEN else "",
        instead=_instead(table, request, times[0]),
    )


_NEAREST_FIRST = (
    ReasonKind.KEPT_APART,
    ReasonKind.TOO_FAR,
    ReasonKind.ROOMS_TAKEN,
    ReasonKind.INTERPRETERS_TAKEN,
    ReasonKind.DAY_FULL,
    ReasonKind.MEETINGS_IN_THE_WAY,
)


def _obstacle(table: Table, request: int, start: int) -> ReasonKind:
    terms = table.terms
    if any(table.meets_near(side, request, start) for side in terms.sides[request]):
        return ReasonKind.MEETINGS_IN_THE_WAY
    if any(table.meetings_left(side, terms.day_of(start)) <= 0 for side in terms.sides[request]):
        return ReasonKind.DAY_FULL
    if not all(table.interpreter_free(request, language, start) for language in terms.languages[request]):
        return ReasonKind.INTERPRETERS_TAKEN
    clear = [room for room in terms.choices[request][start] if table.is_clear(request, start, room)]
    if not clear:
        return ReasonKind.ROOMS_TAKEN
    if any(table.is_apart(request, start, room) for room in clear):
        return ReasonKind.TOO_FAR
    return ReasonKind.KEPT_APART


def _concerned(table: Table, request: int, kind: ReasonKind, start: int) -> list[str]:
    terms = table.terms
    sides = dict.fromkeys(terms.sides[request])
    if kind is ReasonKind.MEETINGS_IN_THE_WAY:
        sides = dict.fromkeys(side for side in sides if table.meets_near(side, request, start))
    elif kind is ReasonKind.DAY_FULL:
        sides = dict.fromkeys(side for side in sides if table.meetings_left(side, terms.day_of(start)) <= 0)
    elif kind is not ReasonKind.TOO_FAR:
        return []
    return [terms.problem.principals[side].code for side in sides]


def _language(table: Table, request: int, start: int) -> str:
    languages = table.terms.languages[request]
    return next(language for language in languages if not table.interpreter_free(request, language, start))


def _instead(table: Table, request: int, start: int) -> tuple[str, ...]:
    """Of the rooms open to it, the one that the fewest meetings would have to leave; nobody who is kept apart from one of the
    two is named, so such a room is none (BIL-18).
    """
    terms = table.terms
    rooms = [room for room in terms.choices[request][start] if table.is_apart(request, start, room)]
    ways = [table.blockers(request, start, room) for room in rooms]
    if not ways:
        return ()
    fewest = min(ways, key=lambda way: (len(way), sum(terms.value[one] for one in way), sorted(way)))
    return tuple(terms.requests[one].code for one in sorted(fewest))

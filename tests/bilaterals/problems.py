"""Invented planning problems for tests: small ones drawn by hypothesis, and one that a test changes by hand."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from summit.bilaterals.facts import (
    Fixed,
    Interval,
    PlanRequest,
    PlanRoom,
    Principal,
    RoomClass,
    SchedulingProblem,
)

DAYS: tuple[Interval, ...] = ((540, 660), (1980, 2100))


def problem(**changes: object) -> SchedulingProblem:
    """Three principals, two rooms, two short days; a test changes what it is about."""
    whole = SchedulingProblem(
        slot=15,
        days=DAYS,
        reset=15,
        rooms=(
            PlanRoom("R1", RoomClass.VIP, 12, "A"),
            PlanRoom("R2", RoomClass.STANDARD, 8, "B"),
        ),
        principals=(Principal("P1"), Principal("P2"), Principal("P3"), Principal("P4")),
        requests=(request("M1", "P1", "P2"), request("M2", "P3", "P4")),
    )
    return replace(whole, **changes)


def request(code: str, a: str, b: str, **changes: object) -> PlanRequest:
    """A meeting of half an hour."""
    return replace(PlanRequest(code, a, b, 30), **changes)


def _intervals(most: int) -> st.SearchStrategy[tuple[Interval, ...]]:
    starts = st.sampled_from([day[0] + 15 * step for day in DAYS for step in range(8)])
    lengths = st.sampled_from([10, 15, 30, 45])
    drawn = st.lists(st.tuples(starts, lengths), max_size=most)
    return drawn.map(lambda found: tuple((low, low + length) for low, length in found))


@st.composite
def problems(draw: st.DrawFn, most: int = 12, *, rules: bool = True) -> SchedulingProblem:
    """A problem of up to `most` requests; with `rules` also travel, interpreters, separation, classes, a fixed meeting."""
    names = [f"P{number}" for number in range(draw(st.integers(2, 6)))]
    rooms = tuple(
        PlanRoom(
            f"R{number}",
            draw(st.sampled_from(RoomClass)),
            draw(st.sampled_from([4, 8, 12])),
            draw(st.sampled_from("AB")),
            draw(_intervals(1)),
        )
        for number in range(draw(st.integers(1, 3)))
    )
    principals = tuple(
        Principal(
            name,
            draw(_intervals(2)),
            draw(st.sampled_from([None, None, 1, 2])),
            draw(st.sampled_from([0, 0, 10, 30])),
            tuple((low, high, "A") for low, high in draw(_intervals(1))) if rules else (),
        )
        for name in names
    )
    requests = tuple(
        _drawn(draw, f"M{number}", names, rules=rules) for number in range(draw(st.integers(1, most)))
    )
    if rules and draw(st.booleans()):
        place = Fixed(rooms[0].code, draw(st.sampled_from([540, 1980])))
        requests = (
            replace(requests[0], fixed=place, windows=(), room_class=None, persons=2, languages=()),
            *requests[1:],
        )
        principals = tuple(replace(one, busy=(), zone_at=(), max_per_day=None) for one in principals)
        rooms = (replace(rooms[0], closed=()), *rooms[1:])
    return SchedulingProblem(
        slot=15,
        days=DAYS,
        reset=draw(st.sampled_from([0, 15])),
        rooms=rooms,
        principals=principals,
        requests=requests,
        travel={"A": {"A": 5, "B": 20}, "B": {"A": 20, "B": 5}} if rules and draw(st.booleans()) else {},
        interpreters={"fr": draw(st.integers(0, 2))} if rules else {},
        separate=((names[0], names[1]),) if rules and draw(st.booleans()) else (),
    )


def _drawn(draw: st.DrawFn, code: str, names: list[str], *, rules: bool) -> PlanRequest:
    one, other = draw(st.permutations(names))[:2]
    return PlanRequest(
        code,
        one,
        other,
        draw(st.sampled_from([15, 20, 30, 45])),
        draw(st.integers(1, 9)),
        draw(st.sampled_from([1, 3])) if rules else 3,
        draw(st.sampled_from([(), ((540, 660),), ((570, 630), (1980, 2040))])),
        draw(st.sampled_from([None, None, RoomClass.VIP])),
        draw(st.sampled_from([4, 6, 10])),
        ("fr",) if rules and draw(st.booleans()) else (),
    )

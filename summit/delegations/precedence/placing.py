"""Putting the overrides of the Chief of Protocol into an order (PRE-05), so that none is dropped silently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summit.delegations.precedence.terms import Manner, Override

Overrides = Mapping[str, Override]


def placed(natural: Sequence[str], overrides: Overrides) -> tuple[str, ...]:
    """The codes of `natural` with every override that can hold; the rest keep their order among themselves.

    A fixed place counts from 1. Who is placed beside somebody moves with them, and follows the natural order among
    several at one side. What cannot hold leaves the delegation as near as possible: `unmet` names it.
    """
    anchors = {code: _anchor(code, natural, overrides) for code in natural}
    beside: dict[tuple[str, Manner], list[str]] = {}
    for code in natural:
        if anchors[code]:
            beside.setdefault((anchors[code], overrides[code].manner), []).append(code)
    fixed = {code: one.place for code, one in overrides.items() if one.place is not None and code in anchors}
    slots: list[str | None] = [None] * len(natural)
    roots = sorted(fixed, key=lambda code: (fixed[code], natural.index(code)))
    for code in roots:
        slots[_free(slots, min(max(fixed[code], 1), len(slots)) - 1, 1)] = code
    for code in roots:
        _seat_company(slots, code, beside)
    free = [code for code in natural if code not in fixed and not anchors[code]]
    seated = set(slots)
    rest = (code for root in free for code in _company(root, beside) if code not in seated)
    return tuple(code if code is not None else next(rest) for code in slots)


def unmet(sequence: Sequence[str], overrides: Overrides) -> tuple[Override, ...]:
    """The overrides that this sequence does not keep, in its order, those of absent delegations last."""
    at = {code: index for index, code in enumerate(sequence)}
    order = {**{code: len(at) for code in overrides}, **at}
    return tuple(
        one
        for one in sorted(overrides.values(), key=lambda one: (order[one.code], one.code))
        if one.code not in at or not _holds(one, at, sequence, overrides)
    )


def _holds(one: Override, at: Mapping[str, int], sequence: Sequence[str], overrides: Overrides) -> bool:
    if one.manner is Manner.FIXED:
        return at[one.code] + 1 == one.place
    if one.other not in at:
        return False
    first, last = (one.code, one.other) if one.manner is Manner.BEFORE else (one.other, one.code)
    between = sequence[at[first] + 1 : at[last]]
    return at[first] < at[last] and all(code in overrides for code in between)


def _anchor(code: str, natural: Sequence[str], overrides: Overrides) -> str:
    """Beside whom the delegation is placed: empty when nobody, or when that one is absent or waits in a circle for it."""
    first, seen = "", {code}
    while (one := overrides.get(code)) is not None and one.manner is not Manner.FIXED:
        code = one.other
        if code in seen or code not in natural:
            return ""
        first, seen = first or code, seen | {code}
    return first


def _company(root: str, beside: Mapping[tuple[str, Manner], list[str]]) -> list[str]:
    """The delegation with those placed before and after it, and those beside them."""
    before = [code for one in beside.get((root, Manner.BEFORE), ()) for code in _company(one, beside)]
    after = [code for one in beside.get((root, Manner.AFTER), ()) for code in _company(one, beside)]
    return [*before, root, *after]


def _seat_company(slots: list[str | None], root: str, beside: Mapping[tuple[str, Manner], list[str]]) -> None:
    """The nearest places at either side of a delegation whose own place is fixed."""
    company, index = _company(root, beside), slots.index(root)
    own = company.index(root)
    for code in reversed(company[:own]):
        slots[_free(slots, index, -1)] = code
    for code in company[own + 1 :]:
        slots[_free(slots, index, 1)] = code


def _free(slots: Sequence[str | None], start: int, step: int) -> int:
    """The nearest free slot from `start` on in that direction, else in the other."""
    up, down = range(start, len(slots)), range(start, -1, -1)
    wanted: list[int] = [*up, *down] if step > 0 else [*down, *up]
    return next(index for index in wanted if slots[index] is None)

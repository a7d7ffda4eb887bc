"""The parts of a paper that are handed out or put up one by one, and which of them are not as they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import singledispatch
from typing import Any  # Any: facts of any kind go in, and the same kind comes out

from summit.documents.facts import (
    Bilingual,
    CallSheet,
    DelegationSchedule,
    Facts,
    InOneLanguage,
    Item,
    NamePlates,
    ParticipantSchedule,
    PersonPlan,
    PlaceCards,
    RoomSigns,
)


def changed_parts(before: Facts, after: Facts) -> Facts | None:
    """The later state with only those of its parts that are new or look different; None where there are none.

    Where the same is true of all parts, as of a design or of what all members attend, all of them are drawn again.
    """
    if isinstance(before, Bilingual) and isinstance(after, Bilingual):
        keys = _changed(before.first, after.first) | _changed(before.second, after.second)
        return Bilingual(_limited(after.first, keys), _limited(after.second, keys)) if keys else None
    if isinstance(before, Bilingual) or isinstance(after, Bilingual):
        raise TypeError("two versions of one document are in the same languages")
    keys = _changed(before, after)
    return _limited(after, keys) if keys else None


def looks_the_same(before: Facts, after: Facts) -> bool:
    """Whether the two would be printed alike; a line of the programme that was only counted anew is no difference."""
    if isinstance(before, Bilingual) and isinstance(after, Bilingual):
        return looks_the_same(before.first, after.first) and looks_the_same(before.second, after.second)
    return _printed(before) == _printed(after)


@singledispatch
def parts_of(facts: object) -> dict[str, object]:
    """The parts as they look, each under a key that stays the same; a paper that is not taken apart is one part."""
    return {"": _printed(facts)}


@parts_of.register
def _(facts: NamePlates) -> dict[str, object]:
    return {plate.code: (plate, facts.design) for plate in facts.plates}


@parts_of.register
def _(facts: PlaceCards) -> dict[str, object]:
    return {card.code: (card, facts.design) for card in facts.cards}


@parts_of.register
def _(facts: RoomSigns) -> dict[str, object]:
    return {sign.code: sign for sign in facts.signs}


@parts_of.register
def _(facts: DelegationSchedule) -> dict[str, object]:
    shared = _leveled(facts.shared)
    people = {key: (replace(plan, items=_leveled(plan.items)), shared) for key, plan in _plans(facts.people)}
    return {"": shared, **people}


@singledispatch
def _limited(facts: Any, keys: Collection[str]) -> Any:
    return facts


@_limited.register
def _(facts: NamePlates, keys: Collection[str]) -> NamePlates:
    return replace(facts, plates=tuple(plate for plate in facts.plates if plate.code in keys))


@_limited.register
def _(facts: PlaceCards, keys: Collection[str]) -> PlaceCards:
    return replace(facts, cards=tuple(card for card in facts.cards if card.code in keys))


@_limited.register
def _(facts: RoomSigns, keys: Collection[str]) -> RoomSigns:
    return replace(facts, signs=tuple(sign for sign in facts.signs if sign.code in keys))


@_limited.register
def _(facts: DelegationSchedule, keys: Collection[str]) -> DelegationSchedule:
    return replace(facts, people=tuple(plan for key, plan in _plans(facts.people) if key in keys))


def _changed(before: InOneLanguage, after: InOneLanguage) -> set[str]:
    old = parts_of(before)
    return {key for key, part in parts_of(after).items() if key not in old or old[key] != part}


def _plans(people: Iterable[PersonPlan]) -> list[tuple[str, PersonPlan]]:
    """Each person's plan under the name, and a number where two have the same."""
    seen: Counter[str] = Counter()
    found = []
    for plan in people:
        seen[plan.name] += 1
        found.append((f"{plan.name} {seen[plan.name]}", plan))
    return found


def _leveled(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """`version` counts changes for calendar programs, and does not stand on paper."""
    return tuple(replace(item, version=1) for item in items)


@singledispatch
def _printed(facts: object) -> object:
    return facts


@_printed.register
def _(facts: CallSheet) -> object:
    return replace(facts, items=_leveled(facts.items))


@_printed.register
def _(facts: ParticipantSchedule) -> object:
    return replace(facts, items=_leveled(facts.items))


@_printed.register
def _(facts: DelegationSchedule) -> object:
    people = tuple(replace(plan, items=_leveled(plan.items)) for plan in facts.people)
    return replace(facts, shared=_leveled(facts.shared), people=people)

"""Classes of precedence as plain values (domain 3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summit.delegations.lifecycle import LEADERS, RankKind


@dataclass(frozen=True)
class RankClassEntry:
    """One class: its number, lower is higher, its name, what it means to the rules, and whom it holds in words."""

    number: int
    name: str
    kind: RankKind = RankKind.OTHER
    holds: str = ""


@dataclass(frozen=True)
class RankTable:
    """The classes of this summit from the highest on. A number that is not in it means nothing to the rules."""

    classes: tuple[RankClassEntry, ...] = ()

    @classmethod
    def of(cls, classes: Iterable[RankClassEntry]) -> RankTable:
        """The table with these classes in order."""
        return cls(tuple(sorted(classes, key=lambda one: one.number)))

    def __iter__(self) -> Iterator[RankClassEntry]:
        return iter(self.classes)

    def __contains__(self, number: object) -> bool:
        return any(one.number == number for one in self.classes)

    def kind_of(self, number: int) -> RankKind:
        """What the class means; nothing special when the table does not hold it."""
        return next((one.kind for one in self.classes if one.number == number), RankKind.OTHER)

    def name_of(self, number: int) -> str:
        """The name of the class; its number when the table does not hold it."""
        return next((one.name for one in self.classes if one.number == number), str(number))

    def is_leader(self, number: int | None) -> bool:
        """Whether a head of that class has a place at leaders' level (PRE-04)."""
        return number is not None and self.kind_of(number) in LEADERS


@dataclass(frozen=True)
class RankLine:
    """A class in the list of classes: how many enrolled people are of it, and its version."""

    entry: RankClassEntry
    people: int
    version: int

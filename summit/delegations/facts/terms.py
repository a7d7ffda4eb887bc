"""Quotas and deadlines as plain values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from summit.delegations.lifecycle import DeadlineKind


@dataclass(frozen=True)
class QuotaEntry:
    """What a rule of quota says (DEL-20): `places` people of these functions, of all when none is named, hold a badge, or
    come into the zone when there is one.
    """

    places: int
    zone: str = ""
    functions: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class QuotaRule:
    """A rule in force for one delegation; an exception is granted to it alone and says by whom and why."""

    entry: QuotaEntry
    code: str = ""
    is_exception: bool = False
    approved_by: str = ""


@dataclass(frozen=True)
class QuotaLine:
    """A rule in the list: `whom` is a kind of party or the name of a delegation, whose code is then `delegation_code`."""

    rule: QuotaRule
    whom: str
    delegation_code: str
    label: str
    approved_at: datetime
    version: int


@dataclass(frozen=True)
class Allocation:
    """Who is enrolled in a delegation: (function, category) -> how many; and category -> the zones that it opens."""

    people: Mapping[tuple[str, str], int]
    zones: Mapping[str, Collection[str]]


@dataclass(frozen=True)
class QuotaStanding:
    """How far one rule of a delegation is used (DEL-24)."""

    rule: QuotaRule
    label: str
    used: int

    @property
    def over(self) -> int:
        """How many people are allocated beyond the quota (DEL-23)."""
        return max(0, self.used - self.rule.entry.places)


@dataclass(frozen=True)
class OverQuota:
    """A delegation with `over` people more than badges (DEL-23)."""

    code: str
    name: str
    over: int


@dataclass(frozen=True)
class DeadlineFacts:
    """By when delegations do one thing; `falls_at` is None while no day is set, `words` is that moment in words with its
    clock.
    """

    kind: DeadlineKind
    falls_at: datetime | None
    is_hard: bool
    words: str

    def has_passed(self, now: datetime) -> bool:
        """Whether what is done now comes after it."""
        return self.falls_at is not None and now >= self.falls_at


@dataclass(frozen=True)
class DeadlineLine:
    """What a delegation is told about one deadline."""

    sentence: str
    has_passed: bool

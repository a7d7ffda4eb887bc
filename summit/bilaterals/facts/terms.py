"""What the host has settled for all meetings, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from summit.bilaterals.facts.meetings import Place, SideFacts, Span

Pair = tuple[int, int]


@dataclass(frozen=True)
class TiedMeeting:
    """A meeting that ties its room: the ids of its two delegations, where and when. `code` is the meeting's, `languages`
    are those for which the host interprets.
    """

    code: str
    sides: frozenset[int]
    place: Place
    span: Span
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Surroundings:
    """Who is kept apart, as pairs of ids of delegations, how many interpreters of a language there are, and, where there
    is anything of both, the meetings that stand.
    """

    pairs: tuple[Pair, ...] = ()
    tied: tuple[TiedMeeting, ...] = ()
    pools: Mapping[str, int] = field(default_factory=dict)

    def without(self, codes: Iterable[str]) -> Surroundings:
        """The same without these meetings."""
        left_out = frozenset(codes)
        return replace(self, tied=tuple(one for one in self.tied if one.code not in left_out))


@dataclass(frozen=True)
class SeparationLine:
    """A pair as the Chief of Protocol reads it: who, why, entered by whom and when."""

    code: str
    one: SideFacts
    other: SideFacts
    reason: str
    entered_by: str
    entered_at: datetime

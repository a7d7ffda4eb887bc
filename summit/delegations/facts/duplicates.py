"""Pairs that may be one person, two records side by side, and claims of delegations, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from summit.delegations.facts.people import ParticipantFacts, PersonLine


@dataclass(frozen=True)
class PairLine:
    """Two participants who may be one person, and why."""

    first: PersonLine
    second: PersonLine
    reason: str


@dataclass(frozen=True)
class DismissedLine:
    """A pair of which somebody has said that it is two people."""

    first: PersonLine
    second: PersonLine
    dismissed_by: str
    dismissed_at: datetime


@dataclass(frozen=True)
class ComparedField:
    """One field of both records in words; `is_open` says that the other record has something else to choose.

    `takes_other` is what is proposed: the other's value where the record that stays has none.
    """

    name: str
    label: str
    stays: str
    goes: str
    is_same: bool
    is_open: bool
    takes_other: bool


@dataclass(frozen=True)
class Comparison:
    """Two records side by side, the one that would stay first."""

    stays: ParticipantFacts
    goes: ParticipantFacts
    fields: tuple[ComparedField, ...]
    duties: tuple[int, int]
    is_dismissed: bool


@dataclass(frozen=True)
class ClaimLine:
    """A claim as its delegation reads it: never where the person is registered."""

    code: str
    name: str
    state: str
    claimed_at: datetime
    answer: str


@dataclass(frozen=True)
class ClaimFacts:
    """A claim as the duplicate desk reads it. `alike` are people of the claiming delegation with a similar name."""

    code: str
    name: str
    note: str
    state: str
    answer: str
    version: int
    claimed_by: str
    claimed_at: datetime
    delegation_code: str
    delegation: str
    person: PersonLine
    alike: tuple[PersonLine, ...] = ()

"""Parties and delegations as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NotRequired, TypedDict


@dataclass(frozen=True)
class OrganizationEntry:
    """A party that is no State. `names` maps (language, kind) to a name; ("en", "short") must be there."""

    code: str
    kind: str
    names: Mapping[tuple[str, str], str]
    founded_year: int | None = None
    flag: str = ""
    region: str = ""
    article: str = ""


class Mandate(TypedDict):
    """From when until when a user acts for a delegation (half-open), and the paper that says so (DEL-30).

    `filed` is the code of that paper when it lies on file; `paper` may then be empty.
    """

    mandate_from: datetime
    mandate_until: datetime
    paper: str
    is_deputy: NotRequired[bool]
    filed: NotRequired[str]


@dataclass(frozen=True)
class DelegationCard:
    """A delegation in a list. `people` counts the enrolled; `head` is the head's styled name or empty."""

    code: str
    name: str
    flag: str
    kind: str
    kind_name: str
    region: str
    people: int
    badge_quota: int
    head: str = ""
    head_title: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class HeadshipFacts:
    """Who heads a delegation when. `head_from` or `head_until` is None where it has no end on that side.

    `is_acting` says that the person's function is another than that of head.
    """

    id: int
    participant_code: str
    name: str
    head_from: datetime | None
    head_until: datetime | None
    is_acting: bool = False


@dataclass(frozen=True)
class HeadTime:
    """One line of the time line of heads: a headship, or without one a gap while the delegation has a seat (DEL-10)."""

    starts_at: datetime | None
    ends_at: datetime | None
    headship: HeadshipFacts | None = None


@dataclass(frozen=True)
class FocalPointFacts:
    """One mandate of a delegation's contact. `filed` is the code of the paper on file that gives it, empty without one."""

    id: int
    name: str
    email: str
    mandate_from: datetime
    mandate_until: datetime
    is_deputy: bool
    is_in_force: bool
    paper: str
    filed: str


@dataclass(frozen=True)
class DelegationFacts:
    """The head of a delegation's own page."""

    code: str
    name: str
    formal_name: str
    flag: str
    kind: str
    kind_name: str
    region: str
    languages: tuple[str, ...]
    badge_quota: int
    people: int
    version: int

    @property
    def over_quota(self) -> int:
        """How many people are registered beyond the quota (DEL-23)."""
        return max(0, self.people - self.badge_quota)

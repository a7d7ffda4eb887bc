"""A list as it is published: its frozen content, the hash over it, and who moved since the version before (PRE-06)."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any  # Any: frozen content is a tree of JSON

from summit.delegations.precedence.ordering import Order
from summit.delegations.precedence.signing import early_organizations
from summit.delegations.precedence.terms import Contender, Drawn, ListKind, Settings

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Draft:
    """A list at one moment as it would be published now."""

    kind: ListKind
    at: datetime
    settings: Settings
    drawn: Drawn | None
    order: Order

    @property
    def early(self) -> tuple[Contender, ...]:
        """Who would sign before any of its member States (TRT-08, SIG-05); nobody in the other lists."""
        if self.kind is not ListKind.SIGNING:
            return ()
        return early_organizations(place.contender for place in self.order.places)

    @property
    def is_publishable(self) -> bool:
        """PRE-02, PRE-05, SIG-05: the order is whole, and nobody signs too early."""
        return self.order.is_publishable and not self.early

    @property
    def content(self) -> dict[str, Any]:
        """What a version keeps: everything that the page shows, in plain JSON."""
        return {
            "list": self.kind.value,
            "at": self.at.isoformat(),
            "settings": asdict(self.settings) | {"drawn_name": self.drawn.name if self.drawn else ""},
            "places": [
                asdict(
                    PublishedPlace(
                        number=place.number,
                        delegation=place.contender.code,
                        flag=place.contender.flag,
                        name=place.contender.name,
                        head=place.contender.head,
                        head_title=place.contender.head_title,
                        rank=place.rank,
                        reason=place.reason,
                        is_decided=place.override is not None,
                    )
                )
                for place in self.order.places
            ],
        }

    @property
    def digest(self) -> str:
        """The hash of the content: what was seen on a page is what is published."""
        return digest(self.content)


@dataclass(frozen=True)
class PublishedPlace:
    """One line of a version. `is_decided` marks a place by override, which the internal list shows (PRE-05)."""

    number: int
    delegation: str
    flag: str
    name: str
    head: str
    head_title: str
    rank: str
    reason: str
    is_decided: bool


@dataclass(frozen=True)
class VersionLine:
    """A version among others of its list: which, for what moment, by whom and when, and its hash."""

    number: int
    at: datetime
    published_by: str
    published_at: datetime
    digest: str
    places: int


@dataclass(frozen=True)
class Move:
    """Who moved from which place to which; 0 for who was not or is not in the list."""

    name: str
    was: int
    now: int


@dataclass(frozen=True)
class NewHead:
    """Who headed a delegation in the version before, and who does in this one; empty for nobody."""

    name: str
    was: str
    now: str


@dataclass(frozen=True)
class Differences:
    """What changed from one version to the next. `made_room` counts those whose number changed by the moves of others."""

    moved: tuple[Move, ...]
    came: tuple[Move, ...]
    went: tuple[Move, ...]
    new_heads: tuple[NewHead, ...]
    made_room: int


@dataclass(frozen=True)
class Version:
    """One published version in full, with what changed since the one before; None for the first."""

    line: VersionLine
    settings: Content
    places: tuple[PublishedPlace, ...]
    differences: Differences | None


def digest(content: Content) -> str:
    """SHA-256 over the content in one canonical form."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def places_of(content: Content) -> tuple[PublishedPlace, ...]:
    """The lines of a frozen content."""
    return tuple(PublishedPlace(**line) for line in content["places"])


def differences(before: Content, after: Content) -> Differences:
    """PRE-06: the fewest delegations whose moving explains the new order, and who came, went or has another head."""
    old = {place.delegation: place for place in places_of(before)}
    new = {place.delegation: place for place in places_of(after)}
    both = [code for code in new if code in old]
    kept = _rising([old[code].number for code in both])
    stays = {code for code in both if old[code].number in kept}
    return Differences(
        moved=tuple(Move(new[code].name, old[code].number, new[code].number) for code in both if code not in stays),
        came=tuple(Move(place.name, 0, place.number) for code, place in new.items() if code not in old),
        went=tuple(Move(place.name, place.number, 0) for code, place in old.items() if code not in new),
        new_heads=tuple(
            NewHead(new[code].name, old[code].head, new[code].head) for code in both if old[code].head != new[code].head
        ),
        made_room=sum(old[code].number != new[code].number for code in stays),
    )


def _rising(numbers: Sequence[int]) -> set[int]:
    """The longest run of these numbers, all different, that rises without being moved."""
    ends: list[int] = []
    reached: list[int] = []
    for number in numbers:
        length = bisect_left(ends, number)
        ends[length:] = [number, *ends[length + 1 :]]
        reached.append(length)
    kept, wanted, below = set(), len(ends) - 1, None
    for number, length in zip(reversed(numbers), reversed(reached), strict=True):
        if length == wanted and (below is None or number < below):
            kept.add(number)
            wanted, below = wanted - 1, number
    return kept

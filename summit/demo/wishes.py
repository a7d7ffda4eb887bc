"""Who asks whom for a bilateral meeting, and what becomes of it. Pure."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from summit.bilaterals.facts import Arrangements
from summit.bilaterals.lifecycle import Interpretation, Press, RequestKind
from summit.bilaterals.rules import WIDEST_LEVEL_GAP, may_meet
from summit.delegations.lifecycle import PartyKind
from summit.demo.cast import Member, Team
from summit.demo.cast.seats import LOWEST_CLASS_WITH_PIN, OF_STATES
from summit.demo.programme import SUMMIT, ZONE
from summit.demo.story import subjects

REQUESTS = 300  # by 2,500 people
OF = 2500
MOST_ASKED = {"VN": 18}  # of one delegation; nobody asks more often than MOST
MOST = 7
UNEQUAL = 0.1  # of the requests go beyond the gap of BIL-04
TRIES = 200

INTERPRETERS = {"ar": 3, "en": 6, "es": 3, "fr": 4, "ru": 3, "zh": 3}  # of the host, by language: invented


class Fate(StrEnum):
    """What becomes of a request."""

    PLACED = "placed"
    ACCEPTED = "accepted"  # a time is agreed, the desk has not placed it
    SENT = "sent"
    OTHER_TIME = "other_time"
    HELD = "held"  # the desk holds a place, and not both sides have accepted it yet
    LAPSED = "lapsed"  # a place was held until nobody had answered in time
    RETURNED = "returned"  # a side gave the held place up: the request is back at the desk
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


SHARES = {  # in a hundred
    Fate.PLACED: 40,
    Fate.DECLINED: 18,
    Fate.OTHER_TIME: 8,
    Fate.WITHDRAWN: 5,
    Fate.ACCEPTED: 4,
    Fate.HELD: 5,
    Fate.LAPSED: 1,
    Fate.RETURNED: 2,
    Fate.SENT: 17,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One request: parties by their codes, the wish as the form takes it, and its fate.

    `answers_otherwise`: the asked side offers a time of its own before both agree.
    """

    asking: str
    asked: str
    minutes: int
    wished_from: datetime | None
    wished_until: datetime | None
    persons_per_side: int
    subject: str
    fate: Fate
    answers_otherwise: bool
    kind: RequestKind = RequestKind.MEETING
    arrangements: Arrangements = Arrangements()


HALF_DAYS = tuple(
    (datetime.combine(day, time(start), tzinfo=ZONE), datetime.combine(day, time(end), tzinfo=ZONE))
    for day, start, end in (
        (SUMMIT.first_day, 13, 18),
        (SUMMIT.last_day, 8, 12),
        (SUMMIT.last_day, 12, 17),
    )
)


def wishes(seed: int, teams: Sequence[Team]) -> tuple[Wish, ...]:
    """300 requests in a demonstration of 2,500 people, 120 of them to be agreed and placed; fewer in a smaller one."""
    rng = random.Random(f"{seed} wishes")
    people = sum(len(team.members) for team in teams)
    pairs = list(_pairs(rng, teams, round(REQUESTS * people / OF)))
    fates = _fates(len(pairs))
    rng.shuffle(fates)
    by_party = {team.party: team for team in teams}
    return tuple(
        _wish(rng, asking, asked, fate, kind=_kind(by_party[asking], by_party[asked]))
        for (asking, asked), fate in zip(pairs, fates, strict=True)
    )


def _pairs(rng: random.Random, teams: Sequence[Team], count: int) -> Iterator[tuple[str, str]]:
    """Pairs of delegations whose heads may meet, no two of them the same pair."""
    heads = {team.party: team.head for team in teams if team.head is not None and may_meet(team.kind)}
    kinds = {team.party: team.kind for team in teams}
    asked_weights = [_pull(kinds[party], head) for party, head in heads.items()]
    asking_weights = [5.0 if kinds[party] in OF_STATES else 1.0 for party in heads]
    met: set[frozenset[str]] = set()
    asks: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    for _ in range(count * TRIES):
        if len(met) == count:
            return
        asking = rng.choices(list(heads), asking_weights)[0]
        asked = rng.choices(list(heads), asked_weights)[0]
        pair = frozenset({asking, asked})
        is_full = asks[asking] >= MOST or answers[asked] >= MOST_ASKED.get(asked, MOST)
        is_equal = PartyKind.HOST in (kinds[asking], kinds[asked]) or _fits(rng, heads[asking], heads[asked])
        if len(pair) < 2 or pair in met or is_full or not is_equal:
            continue
        met.add(pair)
        asks[asking] += 1
        answers[asked] += 1
        yield asking, asked


def _pull(kind: PartyKind, head: Member) -> float:
    """How much a delegation is sought after."""
    if kind is PartyKind.HOST:
        return 25.0
    if head.post.rank_class <= LOWEST_CLASS_WITH_PIN:
        return 8.0
    return 4.0 if kind in OF_STATES else 1.5


def _fits(rng: random.Random, asking: Member, asked: Member) -> bool:
    """Mostly of equal level; with a host leader every level is welcome (BIL-04)."""
    gap = abs(asking.post.rank_class - asked.post.rank_class)
    return gap <= WIDEST_LEVEL_GAP or rng.random() < UNEQUAL


def _fates(count: int) -> list[Fate]:
    fates = [fate for fate, share in SHARES.items() for _ in range(round(count * share / 100))]
    return (fates + [Fate.SENT] * count)[:count]


def _kind(asking: Team, asked: Team) -> RequestKind:
    """Whoever asks a host leader far above pays a courtesy call (BIL-04)."""
    if asked.kind != PartyKind.HOST or asking.head is None or asked.head is None:
        return RequestKind.MEETING
    gap = abs(asking.head.post.rank_class - asked.head.post.rank_class)
    return RequestKind.COURTESY_CALL if gap > WIDEST_LEVEL_GAP else RequestKind.MEETING


def _wish(rng: random.Random, asking: str, asked: str, fate: Fate, *, kind: RequestKind) -> Wish:
    wished_from, wished_until = rng.choice(HALF_DAYS) if rng.random() < 0.5 else (None, None)
    return Wish(
        asking=asking,
        asked=asked,
        minutes=rng.choices((15, 20, 30, 45), (2, 3, 8, 2))[0],
        wished_from=wished_from,
        wished_until=wished_until,
        persons_per_side=rng.choice((3, 4, 4, 5, 6)),
        subject=rng.choice(subjects()) if rng.random() < 0.6 else "",
        fate=fate,
        answers_otherwise=rng.random() < 0.3,
        kind=kind,
        arrangements=Arrangements(
            language="en",
            interpretation=rng.choices(tuple(Interpretation), (7, 2, 1))[0],
            press=rng.choices(tuple(Press), (5, 4, 1))[0],
            exchanges_gifts=rng.random() < 0.2,
        ),
    )

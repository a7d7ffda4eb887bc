"""Putting all delegations together from one seed."""

from __future__ import annotations

import random
from dataclasses import replace

from summit.demo.cast.courses import with_courses
from summit.demo.cast.doubles import with_doubles
from summit.demo.cast.facts import Member, Team
from summit.demo.cast.people import Register, member
from summit.demo.cast.seats import HEAD, seats_beside_head
from summit.demo.cast.turnout import Body, badge_languages, bodies, turnout

DELEGATE, DELEGATE_EMAIL = "FR/2", "delegate@summit.example"  # whose personal link belongs to the accounts
SPARE_PLACES = 0.2  # more badge places than people, as delegations ask for
FULL = 0.1  # of the delegations have used up their places
FEWEST_PLACES = 5


def assembled(seed: int, people: int) -> tuple[Team, ...]:
    """Every delegation of the demonstration, the host's first: `people` in all, the same for the same seed.

    Nobody shares a name or a passport with somebody else, but for the few who stand in two lists.
    """
    rng = random.Random(f"{seed} turnout")
    sizes, register = turnout(rng, people), Register()
    teams = [_team(random.Random(f"{seed} {body.code}"), register, body, sizes.get(body.code, 0)) for body in bodies()]
    return with_doubles(with_courses(random.Random(f"{seed} courses"), teams, kept=frozenset({DELEGATE})))


def _team(rng: random.Random, register: Register, body: Body, size: int) -> Team:
    members = _members(rng, register, body, size) if size else []
    return Team(
        party=body.code,
        kind=body.kind,
        languages=badge_languages(body),
        badge_quota=_quota(rng, size),
        members=tuple(_keyed(one, f"{body.code}/{place}") for place, one in enumerate(members, 1)),
    )


def _members(rng: random.Random, register: Register, body: Body, size: int) -> list[Member]:
    taken: set[str] = set()
    head = member(rng, register, body, HEAD, taken)
    seats = seats_beside_head(rng, body, head.post.rank_class, size - 1)
    return [head, *(member(rng, register, body, seat, taken) for seat in seats)]


def _keyed(one: Member, key: str) -> Member:
    if key == DELEGATE:
        one = replace(one, person=replace(one.person, email=DELEGATE_EMAIL))
    return replace(one, key=key)


def _quota(rng: random.Random, size: int) -> int:
    if not size:
        return FEWEST_PLACES
    spare = 0 if rng.random() < FULL else max(1, round(size * SPARE_PLACES))
    return max(FEWEST_PLACES, size + spare)

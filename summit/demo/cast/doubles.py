"""A few people whom two delegations have in their lists, the second with the names the other way round (DEL-01)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from summit.delegations.naming import suggested_badge_name
from summit.demo.cast.facts import Course, Member, Team

DOUBLES = 3


def with_doubles(teams: Sequence[Team]) -> tuple[Team, ...]:
    """The same teams; a few records without a passport, which nobody has submitted, are second ones of somebody else."""
    doubles: dict[str, Member] = {}
    known: set[str] = set()
    for team, member in _members(teams):
        if member.course is not Course.DRAFT or member.person.passport is not None or len(doubles) == DOUBLES:
            continue
        twin = next((one for one in namesakes(teams, team, member) if one.key not in known), None)
        if twin is not None:
            known.add(twin.key)
            doubles[member.key] = _second(member, twin)
    return tuple(
        replace(team, members=tuple(doubles.get(one.key, one) for one in team.members)) for team in teams
    )


def namesakes(teams: Sequence[Team], team: Team, member: Member) -> Iterator[Member]:
    """Approved people of other delegations who could be this person: same homeland, same sex, and two parts of a name."""
    for other, one in _members(teams):
        is_alike = (one.homeland, one.person.sex) == (member.homeland, member.person.sex)
        is_complete = bool(one.person.family_name and one.person.given_names and one.person.passport)
        if is_alike and is_complete and other.party != team.party and one.course is Course.APPROVED and not one.is_head:
            yield one


def _second(member: Member, twin: Member) -> Member:
    family, given = twin.person.given_names, twin.person.family_name
    person = replace(
        twin.person,
        family_name=family,
        given_names=given,
        badge_name=suggested_badge_name(family, given, family_first=False),
        family_first=False,
        passport=None,
        email="",
        phone=member.person.phone,
    )
    return replace(member, person=person)


def _members(teams: Sequence[Team]) -> Iterator[tuple[Team, Member]]:
    return ((team, member) for team in teams for member in team.members)

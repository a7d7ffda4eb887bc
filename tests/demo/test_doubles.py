"""A few people of the demonstration stand in two lists, and contacts have claimed some: the duplicate desk has work."""

from __future__ import annotations

from summit.delegations.naming import name_key
from summit.demo.cast import Course, assembled
from summit.demo.cast.doubles import DOUBLES, namesakes


def test_a_few_drafts_are_second_records_of_somebody_approved() -> None:
    teams = assembled(1, 2500)
    members = [(team, member) for team in teams for member in team.members]
    by_name: dict[tuple[object, ...], list[tuple[str, Course]]] = {}
    for team, member in members:
        person = member.person
        key = (name_key(person.family_name, person.given_names), person.born_on, person.nationality)
        by_name.setdefault(key, []).append((team.party, member.course))
    doubles = [found for found in by_name.values() if len(found) > 1]
    assert len(doubles) == DOUBLES
    for found in doubles:
        parties, courses = zip(*found, strict=True)
        assert len(set(parties)) == len(found) == 2
        assert set(courses) == {Course.DRAFT, Course.APPROVED}


def test_a_namesake_is_an_approved_countryman_of_another_delegation() -> None:
    teams = assembled(1, 120)
    team = next(team for team in teams if team.party == "VN")
    member = team.members[1]
    found = list(namesakes(teams, team, member))
    assert found
    own = {one.key for one in team.members}
    for one in found:
        assert one.key not in own
        assert (one.homeland, one.person.sex, one.course) == (member.homeland, member.person.sex, Course.APPROVED)
        assert one.person.passport is not None

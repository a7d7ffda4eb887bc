"""Focal points claim people who are registered elsewhere, and the duplicate desk has not answered yet (DEL-01)."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from summit.delegations.actions import claim_person
from summit.demo.cast import Member
from summit.demo.cast.doubles import namesakes
from summit.demo.loading.stage import Stage, office_hours

CLAIMED = (date(2025, 10, 20), date(2025, 10, 20))
NOTE = "Our note verbale names this person as an adviser of our delegation."


def claim_people(session: Session, stage: Stage) -> str:
    """Each focal point types the passport of a countryman who came with another delegation, if there is one."""
    found = [(party, member) for party in stage.focal_points for member in _countrymen(stage, party)]
    for (party, member), now in zip(found, office_hours(*CLAIMED, len(found)), strict=True):
        claim_person(
            session, stage.focal_points[party], now,
            delegation=stage.delegations[party], person=member.person, note=NOTE,
        )  # fmt: skip
    return f"{len(found)} claims to people of other delegations"


def _countrymen(stage: Stage, party: str) -> list[Member]:
    team = next(team for team in stage.plan.teams if team.party == party)
    alike = (one for member in team.members for one in namesakes(stage.plan.teams, team, member))
    return [one for one in alike if one.key in stage.participants][:1]

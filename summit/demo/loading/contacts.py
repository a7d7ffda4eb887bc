"""The papers on which mandates rest, a mandate that passed on, and a minister of several posts."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.delegations.actions import add_post, file_paper, hand_over_mandate, link_paper
from summit.delegations.facts import HeldPostEntry, PaperEntry
from summit.delegations.models import FocalPoint, Participant
from summit.demo.loading.invitations import scan
from summit.demo.loading.offices import A_YEAR, HANDED_OVER
from summit.demo.loading.stage import Stage
from summit.demo.staff import FOCAL_POINTS

SETTLED_AT = datetime(2025, 8, 23, 3, tzinfo=UTC)
SUCCESSOR_NAMED_BY = "Note verbale 241/2025 of 20 August 2025"
MANDATE = PaperEntry("mandate", "Note verbale 218/2025", date(2025, 8, 1))
ON_FILE = "FR"
POSTS_AT = datetime(2025, 9, 30, 11, 50, tzinfo=UTC)
POSTS = {"FR": HeldPostEntry("Mayor of Lyon", "Maire de Lyon", "Mayor of Lyon", rank_class=65)}


def settle_mandates(session: Session, stage: Stage) -> str:
    """One mandate rests on a paper on file; another has passed to a successor in the course of the summer (DEL-30)."""
    protocol = stage.staff[Role.PROTOCOL_OFFICER]
    if ON_FILE in stage.delegations:
        paper = file_paper(
            session, protocol, SETTLED_AT,
            delegation=stage.delegations[ON_FILE], paper=MANDATE, content=scan(MANDATE.reference),
        )  # fmt: skip
        link_paper(session, protocol, SETTLED_AT, focal_point=_mandate(session, stage, ON_FILE), filed=paper.code)
    if HANDED_OVER in stage.delegations:
        hand_over_mandate(
            session,
            protocol,
            SETTLED_AT,
            focal_point=_mandate(session, stage, HANDED_OVER),
            email=FOCAL_POINTS[HANDED_OVER],
            name=stage.focal_points[HANDED_OVER].name,
            mandate_from=SETTLED_AT,
            mandate_until=stage.moment + A_YEAR,
            paper=SUCCESSOR_NAMED_BY,
        )
    return "one mandate on file, another handed over"


def note_further_posts(session: Session, stage: Stage) -> str:
    """Heads who hold a second office beside the one in which they come (DEL-12)."""
    protocol = stage.staff[Role.PROTOCOL_OFFICER]
    heads = {team.party: team.members[0] for team in stage.plan.teams if team.party in POSTS and team.members}
    for party, member in heads.items():
        participant = session.get_one(Participant, stage.participants[member.key])
        add_post(session, protocol, POSTS_AT, participant=participant, post=POSTS[party])
    return f"{len(heads)} heads of several posts"


def _mandate(session: Session, stage: Stage, party: str) -> FocalPoint:
    return session.scalars(select(FocalPoint).where(FocalPoint.delegation_id == stage.delegations[party].id)).one()

"""What the protocol department has published by then: lists, programmes and plates, and a design it still draws at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.badges.actions import open_design, save_design
from summit.badges.facts import DesignEntry
from summit.badges.queries import design_content
from summit.delegations.models import Participant
from summit.demo.loading.stage import Stage
from summit.documents.actions import CorrectionEntry, Publication, ask_correction, publish_version
from summit.documents.facts import Asked
from summit.documents.lifecycle import CorrectedField, DocumentKind, VersionState
from summit.venues.queries import the_summit

CIRCULATED_AT = datetime(2025, 10, 24, 4, tzinfo=UTC)
HOURS = 12
DECIDED_AT = CIRCULATED_AT + timedelta(hours=5)
K, FINAL = DocumentKind, VersionState.FINAL
CORRECTIONS = (  # party, what is wrong with its head's line, how it should read, hours after the list went out
    ("FR", CorrectedField.TITLE, "Keeper of the Seals, Minister of Justice", 1),
    ("LA", CorrectedField.PLACE, "Directly after the Deputy Head of Delegation", 3),
)
DRAFTED, LARGER = "Place card with a larger name", 30


def publish_papers(session: Session, stage: Stage) -> str:
    """The provisional list with what delegations ask to have corrected, the order, both programmes, the plates."""
    chief = stage.staff[Role.CHIEF_OF_PROTOCOL]
    publication = Publication("For the delegations to check", HOURS)
    publish_version(session, chief, CIRCULATED_AT, asked=Asked(K.LIST_OF_PARTICIPANTS), publication=publication)
    asked = sum(_ask(session, stage, *correction) for correction in CORRECTIONS)
    days = [day.isoformat() for day in the_summit(session).days()]
    papers = [
        Asked(K.ORDER_OF_PRECEDENCE, state=FINAL),
        *(Asked(K.DAILY_PROGRAMME, day, state=FINAL) for day in days),
        Asked(K.NAME_PLATES, state=FINAL),
    ]
    for paper in papers:
        publish_version(session, chief, DECIDED_AT, asked=paper)
    return f"{1 + len(papers)} documents published, {asked} corrections asked"


def draft_design(session: Session, stage: Stage) -> str:
    """The badge desk tries place cards with larger names and without a rule; nothing is printed with them yet."""
    desk = stage.staff[Role.BADGE_DESK]
    design = open_design(session, desk, DECIDED_AT, entry=DesignEntry("place_card", DRAFTED))
    session.flush()
    content = design_content(design)
    front = [
        replace(one, parts=(replace(one.parts[0], first=LARGER), *one.parts[1:])) if one.key == "names" else one
        for one in content.front
        if one.key != "rule"
    ]
    save_design(
        session, desk, DECIDED_AT, design=design, content=replace(content, front=tuple(front)), version=design.version
    )
    return "1 design drafted"


def _ask(session: Session, stage: Stage, party: str, field: CorrectedField, wanted: str, hours: int) -> int:
    team = next((one for one in stage.plan.teams if one.party == party), None)
    if team is None or team.head is None or team.head.key not in stage.participants:
        return 0
    head = session.get_one(Participant, stage.participants[team.head.key])
    actor = stage.acting_for(party, Role.PROTOCOL_OFFICER)
    entry = CorrectionEntry(field, wanted, head)
    at = CIRCULATED_AT + timedelta(hours=hours)
    ask_correction(session, actor, at, delegation=stage.delegations[party], entry=entry)
    return 1

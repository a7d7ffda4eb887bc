"""Delegations are opened, their people registered, some of them taken out again."""

from __future__ import annotations

from datetime import date
from zlib import crc32

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.delegations.actions import (
    add_organization,
    date_delegation,
    load_parties,
    open_delegation,
    register_delegate,
    store_photo,
    withdraw_participant,
)
from summit.delegations.facts import OrganizationEntry
from summit.delegations.models import Participant, Party
from summit.demo.cast import Course
from summit.demo.loading.places import SET_UP_AT
from summit.demo.loading.stage import Stage, crowding_hours, office_hours
from summit.demo.signatories import organizations
from summit.demo.story import reasons_of_withdrawal

OPENED = (date(2025, 8, 5), date(2025, 8, 8))
CONFIRMED = (date(2025, 8, 25), date(2025, 8, 29))
REGISTERED = (date(2025, 9, 1), date(2025, 9, 29))
LEFT = (date(2025, 9, 30), date(2025, 9, 30))


def bring_in_parties(session: Session, stage: Stage) -> str:
    """The States of the reviewed list, and every organization that is invited."""
    load_parties(session, stage.system, SET_UP_AT)
    for body in organizations():
        facts = OrganizationEntry(body.code, body.kind, dict(body.names), founded_year=body.founded_year)
        add_organization(session, stage.system, SET_UP_AT, entry=facts)
    return f"{len(organizations())} organizations beside the States"


def open_delegations(session: Session, stage: Stage) -> str:
    """The delegation of everybody who is invited."""
    parties = {party.code: party for party in session.scalars(select(Party))}
    protocol = stage.staff[Role.PROTOCOL_OFFICER]
    teams = stage.plan.teams
    for team, now in zip(teams, office_hours(*OPENED, len(teams)), strict=True):
        stage.delegations[team.party] = open_delegation(
            session, protocol, now, party=parties[team.party], languages=team.languages, badge_quota=team.badge_quota
        )
    return f"{len(teams)} delegations"


def note_confirmations(session: Session, stage: Stage) -> str:
    """When each delegation said that it comes: the lists of speakers and others go by it (PRE-01 d)."""
    protocol = stage.staff[Role.PROTOCOL_OFFICER]
    # Answers come in no order; one that is the same whenever the demonstration is built.
    answers = sorted(stage.delegations.items(), key=lambda one: crc32(one[0].encode()))
    for (_, delegation), at in zip(answers, office_hours(*CONFIRMED, len(answers)), strict=True):
        date_delegation(
            session, protocol, at,
            delegation=delegation, credentials_on=None, confirmed_at=at, version=delegation.version,
        )  # fmt: skip
    return f"{len(answers)} delegations confirmed"


def register_people(session: Session, stage: Stage) -> str:
    """Everybody with name, post, passport and, most of them, a photo."""
    protocol = stage.staff[Role.PROTOCOL_OFFICER]
    people = stage.plan.members
    clock = crowding_hours(*REGISTERED, len(people))
    for team in stage.plan.teams:
        delegation = stage.delegations[team.party]
        for member in team.members:
            now = next(clock)
            participant = register_delegate(
                session, protocol, now, delegation=delegation, person=member.person, post=member.post
            )
            stage.participants[member.key] = participant.id
            if member.has_portrait:
                store_photo(session, protocol, now, participant=participant, portrait=stage.studio.next_portrait())
    return f"{len(people)} people, {sum(member.has_portrait for member in people)} of them with a photo"


def take_some_out(session: Session, stage: Stage) -> str:
    """A few people who are not coming after all."""
    leaving = [member for member in stage.plan.members if member.course is Course.LEFT]
    reasons = reasons_of_withdrawal()
    for place, (member, now) in enumerate(zip(leaving, office_hours(*LEFT, len(leaving)), strict=True)):
        participant = session.get_one(Participant, stage.participants[member.key])
        withdraw_participant(
            session,
            stage.staff[Role.PROTOCOL_OFFICER],
            now,
            participant=participant,
            version=participant.version,
            reason=reasons[place % len(reasons)],
        )
    return f"{len(leaving)} people taken out again"

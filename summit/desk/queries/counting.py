"""What is counted and listed alike: people by how far they have come, delegations by what they have (EVT-01, UX-17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from summit.accounts.policy import Action
from summit.accreditation.lifecycle import AccreditationState, Clearance
from summit.accreditation.models import Accreditation
from summit.accreditation.queries import admitted
from summit.agenda.lifecycle import ContributorPart, EntryState
from summit.agenda.models import AgendaEntry, Contributor
from summit.agenda.queries import Sight
from summit.badges.lifecycle import IN_HAND
from summit.badges.models import Badge
from summit.delegations.lifecycle import KIND_GROUPS, NO_REGION
from summit.delegations.models import Delegation, Participant, Party
from summit.delegations.queries import (
    DelegationFilters,
    PeopleFilters,
    Reach,
    delegations_matching,
    people_matching,
)
from summit.desk.facts import Mark, Stage

_S = AccreditationState
HANDED_IN = (_S.SUBMITTED, _S.APPROVED, _S.REFUSED, _S.SUSPENDED, _S.REVOKED)
CLEARED = (Clearance.CLEAR, Clearance.WAIVED)
# What somebody must be allowed to read people who stand at a stage by name: a security answer is not for everybody (8.2).
ACTIONS: dict[Stage, Action] = {
    Stage.REGISTERED: Action.SEE_DELEGATIONS,
    Stage.SUBMITTED: Action.SEE_ACCREDITATION,
    Stage.CLEARED: Action.SEE_VETTING,
    Stage.APPROVED: Action.SEE_ACCREDITATION,
    Stage.PRINTED: Action.SEE_ACCREDITATION,
}
Tallied = Mapping[tuple[str, str], int]


def people_at(within: Reach, stage: Stage, filters: PeopleFilters) -> Select[Participant]:
    """The enrolled people within reach who have come to that stage, in order: a statement to be paged or counted."""
    statement = people_matching(within, filters)
    condition = _has_come_to(stage)
    return statement if condition is None else statement.where(condition)


def delegations_with(
    within: Reach, mark: Mark, filters: DelegationFilters, *, now: datetime, seen: Sight
) -> Select[Delegation]:
    """The delegations within reach of which that is true now; `seen` are the lines of the programme that the reader sees."""
    if mark is Mark.HEADED:
        filters = replace(filters, with_head_at=now)
    statement = delegations_matching(within, filters)
    if mark is Mark.ADMITTED:
        return statement.where(_sends(Participant.id.in_(admitted())))
    if mark is Mark.SIGNING:
        return statement.where(_sends(Participant.id.in_(_signing(seen))))
    return statement


def tallied_people(session: Session, statement: Select[Participant]) -> Tallied:
    """(Kind of party, region) -> how many people the statement finds: one query."""
    ids = statement.with_only_columns(Participant.id).order_by(None)
    return _tallied(
        session,
        select(Party.kind, Party.region, func.count())
        .select_from(Participant)
        .join(Delegation, Delegation.id == Participant.delegation_id)
        .join(Party, Party.id == Delegation.party_id)
        .where(Participant.id.in_(ids)),
    )


def tallied_delegations(session: Session, statement: Select[Delegation]) -> Tallied:
    """(Kind of party, region) -> how many delegations the statement finds: one query."""
    ids = statement.with_only_columns(Delegation.id).order_by(None)
    return _tallied(
        session,
        select(Party.kind, Party.region, func.count())
        .select_from(Delegation)
        .join(Party, Party.id == Delegation.party_id)
        .where(Delegation.id.in_(ids)),
    )


def among(found: Tallied, kind: str = "", region: str = "") -> int:
    """How many of them are of that kind or group of kinds (KIND_CHOICES) and of that region (REGION_CHOICES)."""
    kinds = KIND_GROUPS[kind][1] if kind in KIND_GROUPS else {kind}
    regions = {"" if region == NO_REGION else region}
    return sum(
        number
        for (its_kind, its_region), number in found.items()
        if (not kind or its_kind in kinds) and (not region or its_region in regions)
    )


def _has_come_to(stage: Stage) -> ColumnElement[bool] | None:
    handed_in = select(Accreditation.participant_id).where(Accreditation.state.in_(HANDED_IN))
    printed = select(Badge.participant_id).where(Badge.state.in_(IN_HAND))
    if stage is Stage.SUBMITTED:
        return Participant.id.in_(handed_in)
    if stage is Stage.CLEARED:
        return Participant.id.in_(handed_in.where(Accreditation.clearance.in_(CLEARED)))
    if stage is Stage.APPROVED:
        return Participant.id.in_(admitted())
    if stage is Stage.PRINTED:
        return Participant.id.in_(admitted()) & Participant.id.in_(printed)
    return None


def _sends(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return Delegation.id.in_(select(Participant.delegation_id).where(condition))


def _signing(seen: Sight) -> Select[int]:
    return (
        select(Contributor.participant_id)
        .join(AgendaEntry, AgendaEntry.id == Contributor.entry_id)
        .where(
            Contributor.part == ContributorPart.SIGNATORY.value,
            AgendaEntry.state == EntryState.PLANNED.value,
            seen.of_entries(),
        )
    )


def _tallied(session: Session, statement: Select[str, str, int]) -> Tallied:
    rows = session.execute(statement.group_by(Party.kind, Party.region))
    return {(kind, region): number for kind, region, number in rows}

"""Who is admitted: the questions that badges, gate and lists ask."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from summit.accreditation.facts import CategoryFacts, Standing
from summit.accreditation.lifecycle import AccreditationState, Clearance
from summit.accreditation.models import Accreditation
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import AccreditationCategory, Participant

IS_UNCHANGED = Accreditation.approved_digest == Participant.record_digest


def admitted() -> Select[int]:
    """Ids of the participants who are admitted: `.where(Participant.id.in_(admitted()))`.

    Approved, still enrolled (ACC-09), and identity, function and category as they were approved (ACC-03).
    """
    return (
        select(Participant.id)
        .join(Accreditation, Accreditation.participant_id == Participant.id)
        .where(
            Accreditation.state == AccreditationState.APPROVED.value,
            Participant.state == ParticipantState.ENROLLED.value,
            IS_UNCHANGED,
        )
    )


def standings(session: Session, participant_ids: Collection[int]) -> dict[int, Standing]:
    """The standing of each of these participants, in one query; those who never applied are drafts."""
    statement = (
        select(
            Participant.id,
            Participant.category,
            Participant.state.label("enrollment"),
            Accreditation.code,
            Accreditation.state,
            Accreditation.clearance,
            Accreditation.submitted_at,
            Accreditation.decided_at,
            Accreditation.version,
            Accreditation.is_late,
            IS_UNCHANGED.label("is_unchanged"),
        )
        .outerjoin(Accreditation, Accreditation.participant_id == Participant.id)
        .where(Participant.id.in_(participant_ids))
    )
    return {
        row.id: Standing(
            participant_id=row.id,
            code=row.code or "",
            state=row.state or AccreditationState.DRAFT.value,
            clearance=row.clearance or Clearance.PENDING.value,
            category=row.category,
            is_admitted=bool(
                row.state == AccreditationState.APPROVED
                and row.enrollment == ParticipantState.ENROLLED
                and row.is_unchanged
            ),
            changed_since_approval=_is_changed(row.state, row.is_unchanged),
            submitted_at=row.submitted_at,
            since=row.decided_at,
            version=row.version,
            is_late=bool(row.is_late),
        )
        for row in session.execute(statement)
    }


def standing(session: Session, participant_id: int) -> Standing:
    """The standing of one participant."""
    return standings(session, (participant_id,))[participant_id]


def categories(session: Session) -> dict[str, CategoryFacts]:
    """Every badge category by code, in the order of the list."""
    statement = select(AccreditationCategory).order_by(
        AccreditationCategory.position, AccreditationCategory.code
    )
    return {
        row.code: CategoryFacts(
            code=row.code,
            name=row.name,
            color=row.color,
            pattern=row.pattern,
            zones=tuple(row.zones.split()),
            self_print=row.self_print,
            position=row.position,
        )
        for row in session.scalars(statement)
    }


def _is_changed(state: str | None, is_unchanged: bool | None) -> bool:
    held = (AccreditationState.APPROVED, AccreditationState.SUSPENDED)
    return state in held and not is_unchanged

"""Making a participant busy, and free again (BIL-10, BK-4)."""

from __future__ import annotations

from typing import Unpack

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from summit.delegations.facts import Duty
from summit.delegations.models import Engagement, Participant
from summit.delegations.queries.heads import spoken_name
from summit.delegations.rules import ParticipantBusy, require_enrolled, require_span
from summit.foundation.db import refused_as
from summit.venues.queries import as_of


def hold_participant(session: Session, *, participant: Participant, **duty: Unpack[Duty]) -> Engagement:
    """Hold the participant from `held_from` until `held_until` for `duty_code`; holding the same duty again moves it.

    Who wants the same participant at the same moment waits for the row, because two that insert into one exclusion
    constraint at once may be refused as a deadlock. Whoever holds several participants takes them in the order of their
    ids. Raises ParticipantBusy; its sentence says neither what the other duty is nor with whom. What has lapsed gives way.
    """
    session.execute(
        select(Participant.id).where(Participant.id == participant.id).with_for_update(key_share=True)
    )
    require_enrolled(participant)
    require_span(duty["held_from"], duty["held_until"], "ends_at")
    _clear_lapsed(session, participant, duty)
    person = participant.person
    name = spoken_name(person)
    present = session.scalar(
        select(Engagement).where(
            Engagement.participant_id == participant.id, Engagement.duty_code == duty["duty_code"]
        ).execution_options(populate_existing=True)
    )
    with refused_as(session, participant_is_free=ParticipantBusy(f"{name} is not available at that time.")):
        engagement = present or Engagement(participant_id=participant.id, duty_code=duty["duty_code"])
        engagement.held_from, engagement.held_until = duty["held_from"], duty["held_until"]
        engagement.kind, engagement.label = duty["kind"], duty["label"]
        engagement.lapses_at = duty.get("lapses_at")
        session.add(engagement)
    return engagement


def release_duty(session: Session, duty_code: str, *, participant: Participant | None = None) -> int:
    """Free everybody whom the duty holds, or this participant only; returns how many."""
    statement = delete(Engagement).where(Engagement.duty_code == duty_code)
    if participant is not None:
        statement = statement.where(Engagement.participant_id == participant.id)
    return len(session.scalars(statement.returning(Engagement.id)).all())


def _clear_lapsed(session: Session, participant: Participant, duty: Duty) -> None:
    if "now" not in duty:
        return
    session.execute(
        delete(Engagement).where(
            Engagement.participant_id == participant.id,
            Engagement.held_from < duty["held_until"],
            duty["held_from"] < Engagement.held_until,
            Engagement.duty_code != duty["duty_code"],
            Engagement.lapses_at <= as_of(session, duty["now"]),
        )
    )

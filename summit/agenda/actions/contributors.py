"""Who chairs, speaks or signs in a line; each of them is busy for as long as it lasts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.agenda.facts import INTERNAL
from summit.agenda.lifecycle import ContributorPart
from summit.agenda.models import AgendaEntry, Contributor
from summit.agenda.rules import NamedAlready, require_enrolled, require_planned
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions import hold_participant, release_duty
from summit.delegations.models import Participant
from summit.foundation.db import refused_as
from summit.foundation.errors import NotFound

DUTIES = {
    ContributorPart.CHAIR: "chairs",
    ContributorPart.SPEAKER: "speaks",
    ContributorPart.SIGNATORY: "signs",
}


def name_contributor(
    session: Session, actor: Actor, now: datetime, *, entry: AgendaEntry, participant: Participant, part: str
) -> Contributor:
    """Name a chair, speaker or signatory (`part`), who is then busy for the length of the line (SID-07).

    Raises ParticipantBusy when the database refuses the second duty, NamedAlready, or RuleBroken.
    """
    wanted = ContributorPart(part)
    keep_still(session, entry)
    require_planned(entry)
    require_enrolled(participant)
    taken = session.scalar(
        select(func.coalesce(func.max(Contributor.position), 0)).where(Contributor.entry_id == entry.id)
    )
    contributor = Contributor(
        entry_id=entry.id, participant_id=participant.id, part=wanted.value, position=(taken or 0) + 1
    )
    already = NamedAlready(f"{participant.person.badge_name} already stands in this line.")
    with refused_as(session, contributors_once=already):
        session.add(contributor)
    _hold(session, now, entry, contributor, participant)
    after = {"participant": participant.code, "part": wanted.value}
    record(session, actor, now, verb="name_contributor", of=("agenda_entry", entry.code), after=after)
    return contributor


def remove_contributor(
    session: Session, actor: Actor, now: datetime, *, entry: AgendaEntry, participant: Participant
) -> None:
    """Take somebody out of a line; that person is free at once."""
    keep_still(session, entry)
    contributor = session.scalar(
        select(Contributor).where(
            Contributor.entry_id == entry.id, Contributor.participant_id == participant.id
        )
    )
    if contributor is None:
        raise NotFound("This participant does not stand in this line.")
    before = {"participant": participant.code, "part": contributor.part}
    release_duty(session, entry.code, participant=participant)
    session.delete(contributor)
    session.flush()
    record(session, actor, now, verb="remove_contributor", of=("agenda_entry", entry.code), before=before)


def hold_again(session: Session, now: datetime, entry: AgendaEntry) -> None:
    """After a move, hold every contributor at the new time; raises ParticipantBusy for the first who is not free."""
    found = session.execute(
        select(Contributor, Participant)
        .join(Contributor.participant)
        .where(Contributor.entry_id == entry.id)
        .order_by(Participant.id)
        .with_for_update(of=Participant, key_share=True)
    ).all()
    for contributor, participant in found:
        _hold(session, now, entry, contributor, participant)


def keep_still(session: Session, entry: AgendaEntry) -> None:
    """Lock the line as it is now, so that it cannot move while somebody is named in it."""
    lock = select(AgendaEntry.id).where(AgendaEntry.id == entry.id).with_for_update(key_share=True)
    session.execute(lock).all()
    session.refresh(entry, ["starts_at", "ends_at", "state", "title", "is_public", "version"])


def label_of(entry: AgendaEntry) -> str:
    """What everybody may read about who holds the room or the person: the title only if the line is public."""
    return entry.title if entry.is_public else INTERNAL


def _hold(
    session: Session, now: datetime, entry: AgendaEntry, contributor: Contributor, participant: Participant
) -> None:
    hold_participant(
        session,
        participant=participant,
        held_from=entry.starts_at,
        held_until=entry.ends_at,
        kind=DUTIES[ContributorPart(contributor.part)],
        duty_code=entry.code,
        label=label_of(entry),
        now=now,
    )

"""Who leads and who co-sponsors a side event."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.agenda.actions.contributors import keep_still
from summit.agenda.lifecycle import EntryState
from summit.agenda.models import AgendaEntry, Sponsorship
from summit.agenda.rules import LeadsAlready, NamedAlready, require_planned, require_side_event
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.models import Delegation
from summit.foundation.db import refused_as
from summit.foundation.errors import NotFound


def add_sponsor(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    entry: AgendaEntry,
    delegation: Delegation,
    is_lead: bool,
    is_exception: bool = False,
) -> Sponsorship:
    """Name a sponsor. The lead has applied and so stands confirmed; a co-sponsor is printed only once it confirmed.

    One lead per side event, and one led side event per body unless `is_exception` (SID-02, SID-06).
    """
    keep_still(session, entry)
    require_side_event(entry)
    require_planned(entry)
    if is_lead:
        _require_free_lead(session, entry, delegation, is_exception)
    sponsorship = Sponsorship(
        entry_id=entry.id, delegation_id=delegation.id, is_lead=is_lead, is_confirmed=is_lead
    )
    already = NamedAlready("This delegation already stands among the sponsors.")
    with refused_as(session, sponsorships_once=already):
        session.add(sponsorship)
    after = {"delegation": delegation.code, "is_lead": is_lead}
    record(session, actor, now, verb="add_sponsor", of=("agenda_entry", entry.code), after=after)
    return sponsorship


def confirm_sponsor(
    session: Session, actor: Actor, now: datetime, *, entry: AgendaEntry, delegation: Delegation
) -> None:
    """Record that a co-sponsor confirmed; from now on its name is printed (SID-02). Once is enough."""
    sponsorship = _sponsorship(session, entry, delegation)
    if sponsorship.is_confirmed:
        return
    sponsorship.is_confirmed = True
    session.flush()
    record(
        session,
        actor,
        now,
        verb="confirm_sponsor",
        of=("agenda_entry", entry.code),
        after={"delegation": delegation.code},
    )


def remove_sponsor(
    session: Session, actor: Actor, now: datetime, *, entry: AgendaEntry, delegation: Delegation
) -> None:
    """Take a sponsor out."""
    session.delete(_sponsorship(session, entry, delegation))
    session.flush()
    before = {"delegation": delegation.code}
    record(session, actor, now, verb="remove_sponsor", of=("agenda_entry", entry.code), before=before)


def _sponsorship(session: Session, entry: AgendaEntry, delegation: Delegation) -> Sponsorship:
    found = session.scalar(
        select(Sponsorship)
        .where(Sponsorship.entry_id == entry.id, Sponsorship.delegation_id == delegation.id)
        .with_for_update()
    )
    if found is None:
        raise NotFound("This delegation does not stand among the sponsors.")
    return found


def _require_free_lead(
    session: Session, entry: AgendaEntry, delegation: Delegation, is_exception: bool
) -> None:
    """SID-06; the delegation's row is locked, so that two side events cannot both see it free."""
    session.execute(
        select(Delegation.id).where(Delegation.id == delegation.id).with_for_update(key_share=True)
    ).all()
    if session.scalar(select(Sponsorship.id).where(Sponsorship.entry_id == entry.id, Sponsorship.is_lead)):
        raise NamedAlready("This side event has a lead sponsor. Add the delegation as a co-sponsor.")
    led = session.scalar(
        select(AgendaEntry.title)
        .join(Sponsorship, Sponsorship.entry_id == AgendaEntry.id)
        .where(
            Sponsorship.delegation_id == delegation.id,
            Sponsorship.is_lead,
            AgendaEntry.state == EntryState.PLANNED.value,
        )
        .limit(1)
    )
    if led is not None and not is_exception:
        raise LeadsAlready(
            f"This delegation already leads “{led}”. A second lead needs the organizer's exception: tick it if granted."
        )

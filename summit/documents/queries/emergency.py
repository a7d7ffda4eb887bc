"""Facts of the emergency folder: lists for gates and contacts, in a fixed number of queries (BDG-04, BDG-09)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.models import User
from summit.badges.queries import gate_lines
from summit.delegations.models import Delegation, FocalPoint
from summit.delegations.queries import names_of
from summit.documents.facts import Contact, ContactList, GateList
from summit.documents.queries.schedules import frame_of
from summit.venues.queries import zones

EVERYBODY = ""


def gate_lists(session: Session) -> list[GateList]:
    """The list of everybody with a live card, then one for each zone that somebody's category opens (ZON-01)."""
    frame, lines = frame_of(session, "en"), gate_lines(session)
    found = [GateList(frame, EVERYBODY, "", tuple(lines))]
    for code, name in zones(session).items():
        allowed = tuple(line for line in lines if code in line.zones)
        if allowed:
            found.append(GateList(frame, code, name, allowed))
    return found


def contact_list(session: Session, now: datetime) -> ContactList:
    """Who acts for each delegation now: the contact first, then the deputies."""
    rows = session.execute(
        select(Delegation.party_id, User.name, User.email, FocalPoint.is_deputy)
        .join(FocalPoint, FocalPoint.delegation_id == Delegation.id)
        .join(User, User.id == FocalPoint.user_id)
        .where(FocalPoint.mandate_from <= now, now < FocalPoint.mandate_until, User.is_disabled.is_(False))
        .order_by(Delegation.sort_name, Delegation.id, FocalPoint.is_deputy, User.name)
    ).all()
    names = names_of(session, {row.party_id for row in rows})
    contacts = tuple(Contact(names[row.party_id], row.name, row.email, row.is_deputy) for row in rows)
    return ContactList(frame_of(session, "en"), contacts)

"""The register of people as it goes out: whom the viewer reaches, with the groups of fields that the viewer may see."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.accounts.policy import Action, grants, widest
from summit.audit.facts import Actor
from summit.delegations.models import Participant
from summit.delegations.queries.people import PeopleFilters, entries_of, people_matching
from summit.delegations.queries.reach import Reach
from summit.delegations.sheet import COLUMNS, Group, Register, cells_of
from summit.foundation.sealing import mask, unseal

NEEDED = {
    Group.IDENTITY: Action.SEE_IDENTITY,
    Group.OPERATIONAL: Action.SEE_OPERATIONAL,
    Group.RANK: Action.MANAGE_DELEGATIONS,
}
COVERED = "••••"


def register(session: Session, actor: Actor, now: datetime, *, within: Reach) -> Register:
    """Everybody enrolled within reach, by delegation and in its own order (DEL-13). Passport numbers stay masked (PRV-04)."""
    fields = fields_for(actor)
    identity = widest(actor.roles, Action.SEE_IDENTITY)
    covers_birth = actor.user_id is not None and (identity is None or identity.masked)
    people = session.scalars(people_matching(within, PeopleFilters(sort="delegation")))
    lines = [_line(session, one, fields, covers_birth=covers_birth) for one in people]
    return Register(fields, lines, actor.name, now)


def fields_for(actor: Actor) -> tuple[str, ...]:
    """The columns that the actor's offices may see; the system sees all."""
    return tuple(
        name
        for name, column in COLUMNS.items()
        if column.group is Group.PUBLIC or actor.user_id is None or grants(actor.roles, NEEDED[column.group])
    )


def _line(session: Session, participant: Participant, fields: tuple[str, ...], *, covers_birth: bool) -> list[str]:
    cells = cells_of(*entries_of(participant))
    cells |= {"delegation": participant.delegation.code, "code": participant.code}
    sealed = participant.person.passport_sealed
    cells["passport_number"] = mask(unseal(session, sealed)) if sealed else ""
    if covers_birth and cells["born_on"]:
        cells["born_on"] = COVERED
    return [cells[name] for name in fields]

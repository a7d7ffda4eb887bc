"""What happened to a line of the programme, in plain words (UX-29)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from summit.agenda.facts import HistoryLine
from summit.audit.facts import AuditLine
from summit.audit.queries import history
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import names_of
from summit.foundation.clock import local
from summit.venues.queries import the_summit

LONGEST = 20
WORDS = {
    "schedule": "Put into the programme",
    "edit": "Edited",
    "move": "Moved",
    "cancel": "Cancelled",
    "name_contributor": "Named",
    "remove_contributor": "Taken out",
    "add_sponsor": "Sponsor added",
    "confirm_sponsor": "Sponsor confirmed",
    "remove_sponsor": "Sponsor taken out",
}
MOMENTS = frozenset({"starts_at", "ends_at"})


def entry_history(session: Session, code: str) -> list[HistoryLine]:
    """The newest changes of the line of that code, newest first; four queries, whatever their number."""
    lines = history(session, "agenda_entry", code, limit=LONGEST)
    zone = the_summit(session).zone
    names = _names(session, lines)
    return [
        HistoryLine(
            what=WORDS.get(line.verb, line.verb.replace("_", " ").capitalize()),
            who=line.actor_name,
            at=line.at,
            changes=tuple(_changes(line, zone, names)),
        )
        for line in lines
    ]


def _changes(line: AuditLine, zone: str, names: dict[str, str]) -> Iterator[str]:
    """What is different; for a new line nothing, since the page itself shows it."""
    if line.verb != "schedule":
        for key in {**line.before, **line.after}:
            old, new = line.before.get(key, ""), line.after.get(key, "")
            if key in ("participant", "delegation"):
                yield names.get(old or new, old or new)
            elif old != new and key not in ("state", "is_lead"):
                yield _change(key, old, new, zone)
    if line.reason:
        yield line.reason


def _change(key: str, old: str, new: str, zone: str) -> str:
    if key in MOMENTS:
        old, new = _spoken(old, zone), _spoken(new, zone)
    spoken = key.replace("_at", "").replace("_", " ").capitalize()
    if key == "abstract":
        return "Abstract changed"
    return f"{spoken}: {old or 'none'} → {new or 'none'}" if old or key == "room" else f"{spoken}: {new}"


def _spoken(moment: str, zone: str) -> str:
    return f"{local(datetime.fromisoformat(moment), zone):%-d %b, %H:%M}" if moment else ""


def _names(session: Session, lines: list[AuditLine]) -> dict[str, str]:
    """Printed names behind the codes of participants and delegations in these lines."""
    codes = {
        value
        for line in lines
        for key, value in {**line.before, **line.after}.items()
        if key in ("participant", "delegation")
    }
    found = {
        participant.code: participant.person.badge_name
        for participant in session.scalars(
            select(Participant).where(Participant.code.in_(codes)).options(joinedload(Participant.person))
        )
    }
    delegations = session.scalars(select(Delegation).where(Delegation.code.in_(codes))).all()
    parties = names_of(session, [delegation.party_id for delegation in delegations])
    return found | {delegation.code: parties[delegation.party_id] for delegation in delegations}

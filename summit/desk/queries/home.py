"""The page of today: what waits, what comes next, for one user; a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from summit.accounts.policy import Action, Role
from summit.agenda.lifecycle import EntryState
from summit.agenda.models import AgendaEntry
from summit.agenda.queries import sight
from summit.delegations.facts import HeadshipFacts
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import Delegation
from summit.delegations.queries import (
    Reach,
    deadline_lines,
    headships_of,
    mandate_of,
    mandates_of,
    names_of,
    participant_by_code,
)
from summit.desk.facts import Home, Mandate, ScheduleLine, SummitDay
from summit.desk.queries.figures import office_cards
from summit.desk.queries.journals import journal_for
from summit.desk.queries.viewer import Viewer
from summit.desk.rules import PARTS_OF_HEAD, coming, line_of
from summit.documents.queries import participant_schedule
from summit.foundation.clock import moment
from summit.venues.facts import SummitFacts
from summit.venues.queries import summit_if_set_up

NEXT_ITEMS = 3
NEXT_LINES = 5
JOURNAL_LINES = 5


def home(session: Session, viewer: Viewer) -> Home:
    """What the user's offices have to look after, and what comes next in the programme."""
    summit = summit_if_set_up(session)
    lines = programme(session, viewer) if summit and viewer.may(Action.SEE_PROGRAMME) else []
    mandate = _mandate(session, viewer, summit)
    return Home(
        summit=summit,
        days=_days(summit, lines) if summit and viewer.may(Action.SEE_PROGRAMME) else (),
        offices=office_cards(session, viewer),
        mandate=mandate,
        lacks_mandate=viewer.holds(Role.FOCAL_POINT) and mandate is None,
        lines=coming(lines, viewer.now, NEXT_LINES),
        is_over=summit is not None and summit.day_of(viewer.now) > summit.last_day,
        journal=tuple(journal_for(session, viewer, limit=JOURNAL_LINES)) if viewer.may(Action.SEE_JOURNAL) else (),
    )


def mandates(session: Session, viewer: Viewer) -> list[Delegation]:
    """The delegations for which the user may act now."""
    if viewer.actor.user_id is None or not viewer.holds(Role.FOCAL_POINT):
        return []
    return mandates_of(session, viewer.actor.user_id, viewer.now)


def programme(session: Session, viewer: Viewer) -> list[ScheduleLine]:
    """Every planned line that the user may see, in order of time: one query."""
    visible = sight(session, viewer.actor, viewer.now, acting_for=viewer.acting_for)
    statement = (
        select(AgendaEntry)
        .where(visible.of_entries(), AgendaEntry.state == EntryState.PLANNED.value)
        .order_by(AgendaEntry.starts_at, AgendaEntry.ends_at, AgendaEntry.id)
        .options(joinedload(AgendaEntry.room))
    )
    return [programme_line(entry) for entry in session.scalars(statement)]


def _days(summit: SummitFacts, lines: Iterable[ScheduleLine]) -> tuple[SummitDay, ...]:
    """The summit's days and those around it on which a line starts, with the number of lines of each."""
    counts = Counter(summit.day_of(line.starts_at) for line in lines)
    return tuple(SummitDay(day, counts[day]) for day in sorted({*summit.days(), *counts}))


def programme_line(entry: AgendaEntry) -> ScheduleLine:
    """A loaded line of the programme, its room with it, as it stands in a short list."""
    return ScheduleLine(
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        title=entry.title,
        room=entry.room.name if entry.room else "",
        endpoint="agenda.entry_page",
        code=entry.code,
    )


def _mandate(session: Session, viewer: Viewer, summit: SummitFacts | None) -> Mandate | None:
    """The delegation for which a focal point acts, with what comes next for its head."""
    every = mandates(session, viewer)
    user_id = viewer.actor.user_id
    if not every or user_id is None:
        return None
    own = mandate_of(session, user_id, viewer.now, acting_for=viewer.acting_for) or every[0]
    names = names_of(session, [delegation.party_id for delegation in every])
    head = _head(session, own, viewer.now, summit) if summit else None
    return Mandate(
        code=own.code,
        name=names[own.party_id],
        flag=own.party.flag,
        head=head.name if head else "",
        head_code=head.participant_code if head else "",
        items=_items_of(session, head, own, viewer.now) if head else (),
        others=tuple((one.code, names[one.party_id]) for one in every if one.id != own.id),
        deadlines=deadline_lines(session, viewer.now),
    )


def _head(session: Session, own: Delegation, now: datetime, summit: SummitFacts) -> HeadshipFacts | None:
    """Who heads the delegation now; before the summit, who will head it first."""
    at = max(now, moment(datetime.combine(summit.first_day, time()), summit.zone))
    found = headships_of(session, own.id)
    return next((one for one in found if one.head_until is None or one.head_until > at), None)


def _items_of(
    session: Session, head: HeadshipFacts, own: Delegation, now: datetime
) -> tuple[ScheduleLine, ...]:
    participant = participant_by_code(session, head.participant_code)
    if participant.state != ParticipantState.ENROLLED:
        return ()
    viewer = Reach(delegations=frozenset({own.id}))
    facts = participant_schedule(session, participant, viewer=viewer)
    return coming((line_of(item, PARTS_OF_HEAD) for item in facts.items), now, NEXT_ITEMS)

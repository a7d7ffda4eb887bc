"""The emergency folder: everything that gates and desks need on paper when nothing else works (BDG-04, BDG-09)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy.orm import Session

from summit.agenda.queries import days_of_programme
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.queries import day_badges_pdf
from summit.documents.queries import contact_list, daily_programme, gate_lists, room_signs
from summit.documents.render import (
    render_contact_list,
    render_daily_programme,
    render_gate_list,
    render_room_signs,
)
from summit.foundation.clock import local
from summit.foundation.errors import NotFound
from summit.venues.queries import the_summit

Draw = Callable[..., None]


def note_emergency_folder(session: Session, actor: Actor, now: datetime) -> None:
    """Say in the journal who takes the folder: a door does this first, and draws while nobody waits for the database."""
    record(session, actor, now, verb="take_emergency_folder", of=("document", "emergency-folder"))


def emergency_folder(session: Session, now: datetime) -> bytes:
    """A ZIP of PDFs: lists for the gates, programme, rooms and day badges of each day, contacts.

    The same facts at the same moment give the same bytes. Raises MissingGlyph (DOC-04), SummitNotSetUp.
    """
    moment = local(now, the_summit(session).zone)
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as folder:
        for name, content in _papers(session, now):
            folder.writestr(ZipInfo(name, moment.timetuple()[:6]), content, ZIP_DEFLATED)
    return target.getvalue()


def _papers(session: Session, now: datetime) -> Iterator[tuple[str, bytes]]:
    def drawn(draw: Draw, facts: object) -> bytes:
        buffer = BytesIO()
        draw(facts, buffer, printed_at=now)
        return buffer.getvalue()

    for one in gate_lists(session):
        yield f"1-gate-list-{one.zone.lower() or 'all'}.pdf", drawn(render_gate_list, one)
    for day in days_of_programme(session):
        yield f"2-programme-{day}.pdf", drawn(render_daily_programme, daily_programme(session, day, "en"))
        signs = room_signs(session, day, now, language="en")
        if signs.signs:
            yield f"3-rooms-{day}.pdf", drawn(render_room_signs, signs)
        try:
            yield f"4-day-badges-{day}.pdf", day_badges_pdf(session, day)
        except NotFound:
            continue  # none were made for this day
    yield "5-contacts.pdf", drawn(render_contact_list, contact_list(session, now))

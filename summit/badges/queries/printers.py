"""Card printers and what waits at each (BDG-07)."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.badges.facts import PrinterLine
from summit.badges.lifecycle import BadgeState, PrintRunState
from summit.badges.models import Badge, Printer, PrintRun
from summit.foundation.errors import NotFound

AHEAD = (PrintRunState.QUEUED.value, PrintRunState.READY.value)


def printer_lines(session: Session) -> list[PrinterLine]:
    """Every printer by name, those in use first, with the runs and cards that wait at it."""
    waiting = (
        select(
            PrintRun.printer_id,
            func.count(func.distinct(PrintRun.id)).label("runs"),
            func.count(Badge.id).label("cards"),
        )
        .outerjoin(Badge, (Badge.run_id == PrintRun.id) & (Badge.state == BadgeState.QUEUED.value))
        .where(PrintRun.state.in_(AHEAD))
        .group_by(PrintRun.printer_id)
        .subquery()
    )
    statement = (
        select(Printer, waiting.c.runs, waiting.c.cards)
        .outerjoin(waiting, waiting.c.printer_id == Printer.id)
        .order_by(Printer.is_in_use.desc(), Printer.name)
    )
    return [
        PrinterLine(row.code, row.name, row.place, row.is_in_use, runs or 0, cards or 0)
        for row, runs, cards in session.execute(statement)
    ]


def printer_by_code(session: Session, code: str) -> Printer:
    """The printer of that code, or NotFound."""
    found = session.scalar(select(Printer).where(Printer.code == code))
    if found is None:
        raise NotFound()
    return found


def only_printer(session: Session) -> Printer | None:
    """The printer in use when there is just one: every run goes to it."""
    found = session.scalars(select(Printer).where(Printer.is_in_use).limit(2)).all()
    return found[0] if len(found) == 1 else None

"""Day badges by day (BDG-04)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from summit.badges.facts import DOCUMENTS, DayBadgeDay, DayBadgeLine
from summit.badges.layout import CardKind
from summit.badges.lifecycle import DayBadgeState
from summit.badges.models import DayBadge
from summit.badges.queries.pass_faces import pass_faces
from summit.badges.queries.sheets import passes_pdf
from summit.foundation.clock import moment
from summit.foundation.errors import NotFound
from summit.venues.queries import the_summit


def day_badges_of(day: date) -> Select[DayBadge]:
    """The day badges of a day by number: a statement to be paged."""
    return select(DayBadge).where(DayBadge.valid_on == day).order_by(DayBadge.number)


def day_badge_days(session: Session, days: Sequence[date]) -> list[DayBadgeDay]:
    """Each of these days with how many day badges it has, and how many of them are entered."""
    statement = (
        select(
            DayBadge.valid_on,
            func.count().label("count"),
            func.count(DayBadge.given_at).label("entered"),
        )
        .where(DayBadge.state != DayBadgeState.VOID.value)
        .group_by(DayBadge.valid_on)
    )
    found = {row.valid_on: DayBadgeDay(*row) for row in session.execute(statement)}
    return [found.get(day, DayBadgeDay(day, 0, 0)) for day in days]


def day_badge_lines(rows: Sequence[DayBadge]) -> list[DayBadgeLine]:
    """These day badges as lines of a list."""
    return [
        DayBadgeLine(
            serial=row.serial,
            day=row.valid_on,
            number=row.number,
            state=row.state,
            holder=row.holder,
            delegation=row.delegation_name,
            document=DOCUMENTS.get(row.document, ""),
            given_at=row.given_at,
            entered_by_name=row.entered_by_name,
        )
        for row in rows
    ]


def day_badges_pdf(session: Session, day: date) -> bytes:
    """The badges of a day that nobody has had yet, one a page; NotFound when there is none. Raises CannotPrint."""
    rows = session.scalars(day_badges_of(day).where(DayBadge.state == DayBadgeState.PRINTED.value)).all()
    if not rows:
        raise NotFound("There is no day badge to print for this day.")
    summit = the_summit(session)
    issued_at = moment(datetime.combine(summit.first_day, time.min), summit.zone)
    faces = pass_faces(session, rows, issued_at)
    return passes_pdf(session, CardKind.DAY_BADGE, faces, paper="", title=f"Day badges: {summit.short_title}")


def day_badge_by_serial(session: Session, serial: str) -> DayBadge:
    """The day badge of that serial, or NotFound."""
    return _found(session.scalar(select(DayBadge).where(DayBadge.serial == serial)))


def day_badge_to_change(session: Session, serial: str) -> DayBadge:
    """The same, and nobody else may change it until the transaction ends."""
    statement = select(DayBadge).where(DayBadge.serial == serial).with_for_update()
    return _found(session.scalar(statement.execution_options(populate_existing=True)))


def _found(badge: DayBadge | None) -> DayBadge:
    if badge is None:
        raise NotFound()
    return badge

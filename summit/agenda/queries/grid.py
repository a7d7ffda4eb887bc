"""Rooms by time on one day: who holds what, as far as the viewer may know."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from summit.agenda.facts import INTERNAL, DayGrid, EntryFacts, GridBlock, GridColumn
from summit.agenda.queries.entries import day_bounds, entries_between
from summit.agenda.queries.sight import EVERYTHING, Sight
from summit.foundation.clock import local, moment
from summit.venues.facts import RESERVED, HoldFacts
from summit.venues.queries import holds_between, rooms

ROW = timedelta(minutes=5)
ROWS_AN_HOUR = 12
OPENS, CLOSES = 8, 20


def room_grid(
    session: Session,
    day: date,
    zone: str,
    *,
    sight: Sight = EVERYTHING,
    kinds: frozenset[str] = frozenset(),
    now: datetime | None = None,
) -> DayGrid:
    """Every room (or those of these kinds) with what holds it on that local day.

    Lines that `sight` does not reach, and all bilaterals, stand there as "Reserved" (PM-5, UX-12). The grid opens at
    08:00 and closes at 20:00, or as early and late as the day's holds need. What has lapsed at `now` is not there.
    """
    start, end = day_bounds(day, zone)
    shown = [room for room in rooms(session) if not kinds or room.kind in kinds]
    holds = holds_between(session, start, end, now=now)
    entries = {entry.code: entry for entry in entries_between(session, start, end, sight=sight)}
    opens, closes = _hours(holds, day, zone)
    window = (_hour(day, opens, zone), _hour(day, closes, zone))
    columns = tuple(
        GridColumn(
            room_code=room.code,
            room_name=room.name,
            capacity=room.capacity,
            kind=room.kind,
            blocks=tuple(
                _block(hold, entries.get(hold.code), window) for hold in holds if hold.room_code == room.code
            ),
        )
        for room in shown
    )
    return DayGrid(day, window[0], tuple(range(opens, closes)), (closes - opens) * ROWS_AN_HOUR, columns)


def _hours(holds: list[HoldFacts], day: date, zone: str) -> tuple[int, int]:
    opens, closes = OPENS, CLOSES
    for hold in holds:
        first, last = local(hold.held_from, zone), local(hold.held_until, zone)
        opens = min(opens, first.hour if first.date() == day else 0)
        ends_today = last.date() == day
        closes = max(closes, last.hour + (last.minute > 0) if ends_today else 24)
    return opens, closes


def _hour(day: date, hour: int, zone: str) -> datetime:
    return moment(datetime.combine(day, time()) + timedelta(hours=hour), zone)


def _block(hold: HoldFacts, entry: EntryFacts | None, window: tuple[datetime, datetime]) -> GridBlock:
    first = _row(max(hold.held_from, window[0]) - window[0])
    last = max(first + 1, -_row(window[0] - min(hold.held_until, window[1])))
    if entry is None:
        label = RESERVED if hold.label in (RESERVED, INTERNAL) else hold.label
        return GridBlock(first, last - first, 0, hold.held_from, hold.held_until, label)
    setup = min(_row(max(entry.starts_at, window[0]) - window[0]), last - 1) - first
    return GridBlock(
        first=first,
        span=last - first,
        setup=setup,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        title=entry.title,
        code=entry.code,
        kind=entry.kind.value,
    )


def _row(length: timedelta) -> int:
    return length // ROW

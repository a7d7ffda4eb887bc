"""Everything read about the summit, its rooms and who holds them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from summit.foundation.db import noted
from summit.foundation.errors import NotFound
from summit.venues.facts import CLOSED, CLOSURE, FreeSlot, HoldFacts, RoomFacts, SummitFacts, Tie, VenueFacts
from summit.venues.models import Room, RoomClosure, RoomHold, Summit, Venue, Zone
from summit.venues.rules import ALTERNATIVES, SummitNotSetUp, nearest_times, opening_windows


def the_summit(session: Session) -> SummitFacts:
    """The summit of this installation; raises SummitNotSetUp before it was entered."""
    found = summit_if_set_up(session)
    if found is None:
        raise SummitNotSetUp("The summit is not set up yet: its title, place and days are missing.")
    return found


def summit_if_set_up(session: Session) -> SummitFacts | None:
    """The summit of this installation, or None before it was entered."""
    return noted(session, "summit", _summit)


def _summit(session: Session) -> SummitFacts | None:
    found = session.get(Summit, 1)
    if found is None:
        return None
    session.info["summit"] = found  # held, so that a writing session that asks again asks no database
    return SummitFacts(
        title=found.title,
        short_title=found.short_title,
        place=found.place,
        zone=found.zone,
        first_day=found.first_day,
        last_day=found.last_day,
        collection_point=found.collection_point,
    )


def as_of(session: Session, now: datetime) -> datetime:
    """The moment against which what lapses is judged; see SummitFacts.present. Before the summit is entered it is `now`."""
    found = summit_if_set_up(session)
    return found.present(now) if found else now


def venues(session: Session) -> list[VenueFacts]:
    """Every building, by name."""
    statement = select(Venue).order_by(Venue.name, Venue.code)
    return [VenueFacts(venue.code, venue.name, venue.address) for venue in session.scalars(statement)]


def venue_by_code(session: Session, code: str) -> Venue:
    """The building of that code, or NotFound."""
    found = session.scalar(select(Venue).where(Venue.code == code))
    if found is None:
        raise NotFound()
    return found


def zones(session: Session) -> dict[str, str]:
    """Access areas: code -> name, by code."""
    return {zone.code: zone.name for zone in session.scalars(select(Zone).order_by(Zone.code))}


def rooms(session: Session, *, kind: str | None = None) -> list[RoomFacts]:
    """Every room, or those of one kind, in the order of the house."""
    statement = _rooms().order_by(Room.position, Room.code)
    if kind is not None:
        statement = statement.where(Room.kind == kind)
    return [room_facts(room) for room in session.scalars(statement)]


def room_kinds(session: Session) -> set[str]:
    """The kinds of which there is a room."""
    return set(session.scalars(select(Room.kind).distinct()))


def room_by_code(session: Session, code: str) -> Room:
    """The room of that code with its venue, or NotFound."""
    found = session.scalar(_rooms().where(Room.code == code))
    if found is None:
        raise NotFound("There is no room of that code.")
    return found


def free_rooms(
    session: Session,
    *,
    held_from: datetime,
    held_until: datetime,
    capacity: int = 0,
    kind: str | None = None,
    besides: str = "",
    now: datetime | None = None,
) -> list[RoomFacts]:
    """Open rooms that nobody holds in `[held_from, held_until)` and that seat `capacity`, the smallest first.

    Set-up and clearing belong into the interval. What the thing of code `besides` holds counts as free: it is about to
    move. What has lapsed at `now` counts as free too. The answer is a proposal: only a hold is certain (BK-2).
    """
    standing = _standing(session, now)
    held = exists().where(RoomHold.room_id == Room.id, *_in_the_way(held_from, held_until, besides), *standing)
    closed = exists().where(RoomClosure.room_id == Room.id, *_closed_in(held_from, held_until))
    statement = (
        _rooms()
        .where(~held, ~closed, Room.capacity >= capacity)
        .order_by(Room.capacity, Room.position, Room.code)
    )
    if kind is not None:
        statement = statement.where(Room.kind == kind)
    return [room_facts(room) for room in session.scalars(statement)]


def holds_between(
    session: Session, start: datetime, end: datetime, *, now: datetime | None = None
) -> list[HoldFacts]:
    """Every hold that touches `[start, end)`, by room and time; not those that have lapsed at `now`.

    Before the holds of its room stands each time at which it is closed, as a hold of the kind closure.
    """
    statement = (
        _holds()
        .where(RoomHold.held_from < end, RoomHold.held_until > start, *_standing(session, now))
        .order_by(Room.position, Room.code, RoomHold.held_from)
    )
    closed = [(one.room, closure_facts(one)) for one in closures_between(session, start, end)]
    held = [(hold.room, hold_facts(hold)) for hold in session.scalars(statement)]
    return [hold for _, hold in sorted([*closed, *held], key=lambda one: (one[0].position, one[0].code))]


def closures_between(session: Session, start: datetime, end: datetime) -> Sequence[RoomClosure]:
    """The times at which rooms are closed that touch `[start, end)`, by time, each with its room."""
    statement = select(RoomClosure).where(*_closed_in(start, end)).options(joinedload(RoomClosure.room))
    return session.scalars(statement.order_by(RoomClosure.closed_from, RoomClosure.id)).all()


def closure_in_the_way(session: Session, *, room: Room, tie: Tie) -> HoldFacts | None:
    """The first time at which the room is closed that clashes with this tie."""
    statement = select(RoomClosure).where(
        RoomClosure.room_id == room.id, *_closed_in(tie["held_from"], tie["held_until"])
    )
    found = session.scalar(statement.order_by(RoomClosure.closed_from).limit(1))
    return closure_facts(found) if found else None


def rooms_held_by(session: Session, codes: Collection[str]) -> dict[str, RoomFacts]:
    """The room that each of these things holds, by the code of the thing; those without a room are not there."""
    statement = (
        select(RoomHold.holder_code, Room)
        .join(RoomHold.room)
        .where(RoomHold.holder_code.in_(codes))
        .options(joinedload(Room.venue))
    )
    return {code: room_facts(room) for code, room in session.execute(statement)}


def hold_in_the_way(session: Session, *, room: Room, tie: Tie) -> HoldFacts | None:
    """The first hold of the room by another thing that clashes with this one."""
    statement = (
        _holds()
        .where(RoomHold.room_id == room.id, *_in_the_way(tie["held_from"], tie["held_until"], tie["code"]))
        .order_by(RoomHold.held_from)
        .limit(1)
    )
    found = session.scalar(statement)
    return hold_facts(found) if found else None


def alternatives(session: Session, *, room: Room, tie: Tie) -> list[FreeSlot]:
    """Three free choices: rooms of that kind and size at the same time, then the same room at near times."""
    wish = (tie["held_from"], tie["held_until"])
    fitting = free_rooms(
        session,
        held_from=wish[0],
        held_until=wish[1],
        capacity=room.capacity,
        kind=room.kind,
        besides=tie["code"],
        now=tie.get("now"),
    )
    slots = [FreeSlot(other.code, other.name, other.capacity, *wish) for other in fitting[:ALTERNATIVES]]
    if len(slots) < ALTERNATIVES:
        slots += _near_times(session, room, tie, count=ALTERNATIVES - len(slots))
    return slots


def room_facts(room: Room) -> RoomFacts:
    """A loaded room, its venue with it, as plain values."""
    return RoomFacts(
        code=room.code,
        name=room.name,
        capacity=room.capacity,
        kind=room.kind,
        zone=room.zone_code or "",
        floor=room.floor,
        position=room.position,
        venue_code=room.venue.code,
        venue_name=room.venue.name,
    )


def hold_facts(hold: RoomHold) -> HoldFacts:
    """A loaded hold, its room with it, as plain values."""
    return HoldFacts(
        room_code=hold.room.code,
        room_name=hold.room.name,
        held_from=hold.held_from,
        held_until=hold.held_until,
        kind=hold.holder_kind,
        code=hold.holder_code,
        label=hold.label,
    )


def closure_facts(closure: RoomClosure) -> HoldFacts:
    """A loaded closure, its room with it, as the hold that it amounts to."""
    return HoldFacts(
        room_code=closure.room.code,
        room_name=closure.room.name,
        held_from=closure.closed_from,
        held_until=closure.closed_until,
        kind=CLOSURE,
        code=closure.code,
        label=CLOSED,
    )


def _near_times(session: Session, room: Room, tie: Tie, *, count: int) -> list[FreeSlot]:
    summit = the_summit(session)
    windows = opening_windows((*summit.days(), summit.day_of(tie["held_from"])), summit.zone)
    held = session.execute(
        select(RoomHold.held_from, RoomHold.held_until).where(
            RoomHold.room_id == room.id,
            *_in_the_way(windows[0][0], windows[-1][1], tie["code"]),
            *_standing(session, tie.get("now")),
        )
    )
    closed = session.execute(
        select(RoomClosure.closed_from, RoomClosure.closed_until).where(
            RoomClosure.room_id == room.id, *_closed_in(windows[0][0], windows[-1][1])
        )
    )
    wish = (tie["held_from"], tie["held_until"])
    found = nearest_times(wish, [(row[0], row[1]) for row in (*held, *closed)], windows, count=count)
    return [FreeSlot(room.code, room.name, room.capacity, start, end) for start, end in found]


def _in_the_way(start: datetime, end: datetime, besides: str) -> tuple[ColumnElement[bool], ...]:
    return (RoomHold.held_from < end, RoomHold.held_until > start, RoomHold.holder_code != besides)


def _closed_in(start: datetime, end: datetime) -> tuple[ColumnElement[bool], ...]:
    return (RoomClosure.closed_from < end, RoomClosure.closed_until > start)


def _standing(session: Session, now: datetime | None) -> tuple[ColumnElement[bool], ...]:
    """Holds that have not lapsed at that moment; every hold when no moment is given."""
    if now is None:
        return ()
    return (or_(RoomHold.lapses_at.is_(None), RoomHold.lapses_at > as_of(session, now)),)


def _rooms() -> Select[Room]:
    return select(Room).options(joinedload(Room.venue))


def _holds() -> Select[RoomHold]:
    return select(RoomHold).join(RoomHold.room).options(contains_eager(RoomHold.room))

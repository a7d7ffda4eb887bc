"""Setting up the summit's places, and holding rooms."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.foundation.errors import Conflict
from summit.venues.facts import RoomFacts, SummitFacts, Tie
from summit.venues.models import Room, RoomClosure, RoomHold, Summit, Venue, Zone
from summit.venues.queries import alternatives, as_of, closure_in_the_way, hold_in_the_way, the_summit
from summit.venues.rules import (
    CodeTaken,
    RoomTaken,
    closed_sentence,
    require_length,
    require_room,
    require_summit,
    taken_sentence,
)

__all__ = [
    "CodeTaken",
    "RoomTaken",
    "close_room",
    "edit_room",
    "hold_room",
    "move_hold",
    "open_room",
    "open_venue",
    "open_zone",
    "release_room",
    "reopen_room",
    "set_summit",
]


def set_summit(session: Session, actor: Actor, now: datetime, *, facts: SummitFacts) -> None:
    """Enter or change the summit itself: one row, always the same."""
    require_summit(facts)
    values = {
        "title": facts.title,
        "short_title": facts.short_title,
        "place": facts.place,
        "zone": facts.zone,
        "first_day": facts.first_day,
        "last_day": facts.last_day,
        "collection_point": facts.collection_point,
    }
    session.merge(Summit(id=1, **values))
    session.flush()
    record(session, actor, now, verb="set_up", of=("summit", "SUMMIT"), after=values)


def open_venue(session: Session, actor: Actor, now: datetime, *, code: str, name: str, address: str) -> Venue:
    """Add a building; raises CodeTaken."""
    venue = Venue(code=code, name=name, address=address)
    with refused_as(session, venues_code=CodeTaken(f"There is already a venue with the code {code}.")):
        session.add(venue)
    record(session, actor, now, verb="open", of=("venue", code), after={"name": name, "address": address})
    return venue


def open_zone(session: Session, code: str, name: str) -> Zone:
    """Add an access area or rename it (domain 4.5)."""
    zone = session.merge(Zone(code=code, name=name))
    session.flush()
    return zone


def open_room(session: Session, actor: Actor, now: datetime, *, venue: Venue, facts: RoomFacts) -> Room:
    """Add a room to a building; raises CodeTaken."""
    require_room(facts)
    room = Room(venue=venue, code=facts.code)
    _describe(room, facts)
    with refused_as(session, rooms_code=CodeTaken(f"There is already a room with the code {facts.code}.")):
        session.add(room)
    record(session, actor, now, verb="open", of=("room", room.code), after=_said(room))
    return room


def edit_room(session: Session, actor: Actor, now: datetime, *, room: Room, facts: RoomFacts) -> None:
    """Change what a room is; its code stays as it is printed on the door."""
    require_room(facts)
    before = _said(room)
    _describe(room, facts)
    session.flush()
    record(session, actor, now, verb="edit", of=("room", room.code), before=before, after=_said(room))


def close_room(
    session: Session, actor: Actor, now: datetime, *, room: Room, closed_from: datetime, closed_until: datetime
) -> RoomClosure:
    """Nothing new is placed in the room then; what stands there stays until a person moves it. The same is noted once."""
    require_length(closed_from, closed_until)
    _queue_for(session, room.id)
    same = select(RoomClosure).where(
        RoomClosure.room_id == room.id, RoomClosure.closed_from == closed_from, RoomClosure.closed_until == closed_until
    )
    present = session.scalar(same)
    if present is not None:
        return present
    closure = RoomClosure(code=new_code("RC"), room=room, closed_from=closed_from, closed_until=closed_until)
    session.add(closure)
    session.flush()
    _record_closure(session, actor, now, closure, "close")
    return closure


def reopen_room(session: Session, actor: Actor, now: datetime, *, closure: RoomClosure) -> None:
    """The room can be used then after all."""
    _record_closure(session, actor, now, closure, "reopen")
    session.delete(closure)
    session.flush()


def hold_room(session: Session, *, room: Room, **tie: Unpack[Tie]) -> RoomHold:
    """Tie the room over `[held_from, held_until)`, set-up and clearing included (BK-3), for the thing of `code`.

    The database refuses an overlap; then RoomTaken says who holds it and carries three free alternatives. What has lapsed
    gives way.
    """
    require_length(tie["held_from"], tie["held_until"])
    _queue_for(session, room.id)
    _require_open(session, room, tie)
    _clear_lapsed(session, room, tie)
    return _tied(session, RoomHold(holder_kind=tie["kind"], holder_code=tie["code"]), room, tie)


def move_hold(session: Session, *, room: Room, **tie: Unpack[Tie]) -> RoomHold:
    """Replace the hold of `code` by this one, in one step; a refusal leaves the old hold as it was.

    What stays where it is stays there in a room that was closed meanwhile: nothing moves without a person's word (BIL-41).
    """
    require_length(tie["held_from"], tie["held_until"])
    held_room = session.scalar(select(RoomHold.room_id).where(RoomHold.holder_code == tie["code"]))
    _queue_for(session, room.id, *(() if held_room is None else (held_room,)))
    standing = select(RoomHold).where(RoomHold.holder_code == tie["code"])
    hold = session.scalar(standing.execution_options(populate_existing=True))  # it may have lapsed and gone meanwhile
    if hold is None:
        return hold_room(session, room=room, **tie)
    if (hold.room_id, hold.held_from, hold.held_until) != (room.id, tie["held_from"], tie["held_until"]):
        _require_open(session, room, tie)
    _clear_lapsed(session, room, tie)
    return _tied(session, hold, room, tie)


def release_room(session: Session, code: str) -> None:
    """Free the room that the thing of that code holds, at once (BIL-42); nothing happens if it holds none."""
    session.execute(delete(RoomHold).where(RoomHold.holder_code == code))


def _tied(session: Session, hold: RoomHold, room: Room, tie: Tie) -> RoomHold:
    try:
        with refused_as(session, room_is_free=Conflict("taken")):
            hold.room, hold.label = room, tie["label"]
            hold.held_from, hold.held_until = tie["held_from"], tie["held_until"]
            hold.lapses_at = tie.get("lapses_at")
            session.add(hold)
    except Conflict as refusal:
        raise _room_taken(session, room, tie) from refusal
    return hold


def _require_open(session: Session, room: Room, tie: Tie) -> None:
    closure = closure_in_the_way(session, room=room, tie=tie)
    if closure is not None:
        sentence = closed_sentence(closure, the_summit(session))
        raise RoomTaken(sentence, hold=closure, alternatives=alternatives(session, room=room, tie=tie))


def _room_taken(session: Session, room: Room, tie: Tie) -> RoomTaken:
    standing = hold_in_the_way(session, room=room, tie=tie)
    free = alternatives(session, room=room, tie=tie)
    if standing is None:
        return RoomTaken(f"Room {room.code} was taken a moment ago. Try once more.", alternatives=free)
    return RoomTaken(taken_sentence(standing, the_summit(session)), hold=standing, alternatives=free)


def _clear_lapsed(session: Session, room: Room, tie: Tie) -> None:
    """Whatever lapsed and is in the way goes, whether or not its own office has noticed yet."""
    if "now" not in tie:
        return
    session.execute(
        delete(RoomHold).where(
            RoomHold.room_id == room.id,
            RoomHold.held_from < tie["held_until"],
            RoomHold.held_until > tie["held_from"],
            RoomHold.holder_code != tie["code"],
            RoomHold.lapses_at <= as_of(session, tie["now"]),
        )
    )


def _queue_for(session: Session, *room_ids: int) -> None:
    """Writers of one room wait for each other here, in one order, instead of meeting in a deadlock."""
    session.execute(
        select(Room.id).where(Room.id.in_(room_ids)).order_by(Room.id).with_for_update(key_share=True)
    ).all()


def _record_closure(session: Session, actor: Actor, now: datetime, closure: RoomClosure, verb: str) -> None:
    after = {"from": closure.closed_from.isoformat(), "until": closure.closed_until.isoformat()}
    record(session, actor, now, verb=verb, of=("room", closure.room.code), after=after)


def _describe(room: Room, facts: RoomFacts) -> None:
    room.name, room.kind, room.capacity = facts.name, facts.kind, facts.capacity
    room.zone_code, room.floor, room.position = facts.zone or None, facts.floor, facts.position


def _said(room: Room) -> dict[str, object]:
    return {
        "name": room.name,
        "kind": room.kind,
        "capacity": room.capacity,
        "zone": room.zone_code,
        "floor": room.floor,
        "position": room.position,
    }

"""Lines come into the programme, change, move and leave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.agenda.actions.contributors import hold_again, label_of
from summit.agenda.facts import EntryDraft, EntryFacts
from summit.agenda.lifecycle import ENTRY, EntryKind, EntryState
from summit.agenda.models import AgendaEntry, Topic
from summit.agenda.queries import entries_between, topic_by_code
from summit.agenda.rules import (
    TopicTaken,
    is_main,
    require_draft,
    require_no_main_event,
    require_no_other_all_heads,
    require_times,
    require_version,
)
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions import release_duty
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.venues.actions import move_hold, release_room
from summit.venues.models import Room, Summit
from summit.venues.queries import room_by_code, the_summit

KIND = "agenda_entry"


@dataclass(frozen=True)
class _Place:
    """What decides which other lines a line may run beside."""

    kind: str
    for_all_heads: bool
    starts_at: datetime
    ends_at: datetime


def open_topic(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    code: str,
    title: str,
    title_vi: str = "",
    position: int = 0,
) -> Topic:
    """Add one of the event's themes; raises TopicTaken."""
    topic = Topic(code=code, title=title, title_vi=title_vi, position=position)
    with refused_as(session, topics_code=TopicTaken(f"There is already a topic with the code {code}.")):
        session.add(topic)
    record(session, actor, now, verb="open", of=("topic", code), after={"title": title, "title_vi": title_vi})
    return topic


def schedule_entry(session: Session, actor: Actor, now: datetime, *, facts: EntryDraft) -> AgendaEntry:
    """Put a line into the programme and hold its room, set-up minutes included (SES-01, BK-3).

    Raises RoomTaken with alternatives, AllHeadsClash (SES-02), MainEventRunning (SID-05) or RuleBroken.
    """
    require_draft(facts, the_summit(session))
    _queue(session)
    place = _Place(facts.kind, facts.for_all_heads, facts.starts_at, facts.ends_at)
    _require_place(session, place, allowed=facts.is_exception)
    entry = AgendaEntry(code=new_code("E"), state=ENTRY.first.value)
    _describe(session, entry, facts)
    entry.starts_at, entry.ends_at = facts.starts_at, facts.ends_at
    entry.room = room_by_code(session, facts.room) if facts.room else None
    session.add(entry)
    session.flush()
    _hold_room(session, now, entry)
    record(session, actor, now, verb="schedule", of=(KIND, entry.code), after=_said(entry))
    return entry


def edit_entry(
    session: Session, actor: Actor, now: datetime, *, entry: AgendaEntry, facts: EntryDraft, version: int
) -> None:
    """Change what a line says, its set-up and who may come. Time and room change by `move_entry` alone (SES-03)."""
    require_version(entry, version)
    state = ENTRY.after(EntryState(entry.state), "edit")
    require_draft(facts, the_summit(session))
    before = _said(entry)
    _queue(session)
    place = _Place(facts.kind, facts.for_all_heads, entry.starts_at, entry.ends_at)
    _require_place(session, place, was=entry, allowed=facts.is_exception)
    _describe(session, entry, facts)
    entry.state = state.value
    session.flush()
    _hold_room(session, now, entry)
    hold_again(session, now, entry)
    record(session, actor, now, verb="edit", of=(KIND, entry.code), before=before, after=_said(entry))


def move_entry(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    entry: AgendaEntry,
    starts_at: datetime,
    ends_at: datetime,
    room: Room | None,
    version: int,
) -> None:
    """Give a line another time or room, and all who contribute another duty; a refusal leaves everything as it was.

    Raises RoomTaken with alternatives, ParticipantBusy, AllHeadsClash, MainEventRunning or StaleVersion.
    """
    require_version(entry, version)
    state = ENTRY.after(EntryState(entry.state), "move")
    require_times(starts_at, ends_at, entry.setup_minutes, the_summit(session))
    before = _said(entry)
    _queue(session)
    _require_place(
        session, _Place(entry.kind, entry.for_all_heads, starts_at, ends_at), was=entry, allowed=False
    )
    entry.starts_at, entry.ends_at, entry.room = starts_at, ends_at, room
    entry.state = state.value
    session.flush()
    _hold_room(session, now, entry)
    hold_again(session, now, entry)
    record(session, actor, now, verb="move", of=(KIND, entry.code), before=before, after=_said(entry))


def cancel_entry(
    session: Session, actor: Actor, now: datetime, *, entry: AgendaEntry, version: int, reason: str = ""
) -> None:
    """Take a line out of the programme; its room and its people are free at once."""
    require_version(entry, version)
    before = _said(entry)
    entry.state = ENTRY.after(EntryState(entry.state), "cancel").value
    session.flush()
    release_room(session, entry.code)
    release_duty(session, entry.code)
    record(
        session,
        actor,
        now,
        verb="cancel",
        of=(KIND, entry.code),
        before=before,
        after=_said(entry),
        reason=reason,
    )


def _require_place(session: Session, place: _Place, *, was: AgendaEntry | None = None, allowed: bool) -> None:
    """SES-02 always; SID-05 unless the organizer allows it, or allowed it when the line was first put there."""
    summit = the_summit(session)
    beside = [
        other for other in entries_between(session, place.starts_at, place.ends_at) if not _is(other, was)
    ]
    if place.for_all_heads:
        require_no_other_all_heads((other for other in beside if other.for_all_heads), summit)
    if allowed:
        return
    known: set[str] = set()
    if was is not None:
        old = _Place(was.kind, was.for_all_heads, was.starts_at, was.ends_at)
        known = {
            other.code for other in entries_between(session, was.starts_at, was.ends_at) if _clash(old, other)
        }
    require_no_main_event(
        (other for other in beside if _clash(place, other) and other.code not in known), summit
    )


def _is(other: EntryFacts, entry: AgendaEntry | None) -> bool:
    return entry is not None and other.id == entry.id


def _clash(place: _Place, other: EntryFacts) -> bool:
    """One is a side event, the other a main event."""
    if place.kind == EntryKind.SIDE_EVENT:
        return is_main(other.kind, other.for_all_heads)
    return is_main(place.kind, place.for_all_heads) and other.kind == EntryKind.SIDE_EVENT


def _queue(session: Session) -> None:
    """Whoever changes the programme waits here for the others, so that a rule seen to hold still holds at the end."""
    session.execute(select(Summit.id).with_for_update()).all()


def _describe(session: Session, entry: AgendaEntry, facts: EntryDraft) -> None:
    entry.topic = topic_by_code(session, facts.topic) if facts.topic else None
    entry.kind, entry.title, entry.abstract = str(facts.kind), facts.title.strip(), facts.abstract.strip()
    entry.setup_minutes, entry.languages, entry.access = (
        facts.setup_minutes,
        facts.languages,
        str(facts.access),
    )
    entry.is_public, entry.for_all_heads = facts.is_public, facts.for_all_heads


def _hold_room(session: Session, now: datetime, entry: AgendaEntry) -> None:
    if entry.room is None:
        release_room(session, entry.code)
        return
    move_hold(
        session,
        room=entry.room,
        held_from=entry.starts_at - timedelta(minutes=entry.setup_minutes),
        held_until=entry.ends_at,
        kind=KIND,
        code=entry.code,
        label=label_of(entry),
        now=now,
    )


def _said(entry: AgendaEntry) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "title": entry.title,
        "abstract": entry.abstract,
        "starts_at": entry.starts_at.isoformat(),
        "ends_at": entry.ends_at.isoformat(),
        "room": entry.room.code if entry.room else "",
        "setup_minutes": entry.setup_minutes,
        "languages": entry.languages,
        "access": entry.access,
        "is_public": entry.is_public,
        "for_all_heads": entry.for_all_heads,
        "topic": entry.topic.code if entry.topic else "",
        "state": entry.state,
    }

"""Schedules as calendar files (IC-2, IC-5)."""

from __future__ import annotations

from datetime import datetime

from icalendar import Calendar, Event

from summit.documents.facts import DelegationSchedule, Frame, Item, Part, ParticipantSchedule
from summit.documents.words import title_of, words_of
from summit.foundation.clock import local


def participant_calendar(facts: ParticipantSchedule, *, made_at: datetime) -> bytes:
    """The participant's items as a calendar; bilaterals say no more than the facts do."""
    return _calendar(facts.frame, list(facts.items), facts.code, made_at)


def delegation_calendar(facts: DelegationSchedule, *, made_at: datetime) -> bytes:
    """All items of the delegation, each once, with the person where it is one person's."""
    items: dict[tuple[str, datetime], Item] = {(item.code, item.starts_at): item for item in facts.shared}
    for plan in facts.people:
        for item in plan.items:
            items.setdefault((item.code or f"{plan.name}", item.starts_at), item)
    return _calendar(facts.frame, list(items.values()), facts.code, made_at)


def calendar_of(facts: object, *, made_at: datetime) -> bytes:
    """The calendar of a schedule of either kind; TypeError for anything else."""
    if isinstance(facts, DelegationSchedule):
        return delegation_calendar(facts, made_at=made_at)
    if isinstance(facts, ParticipantSchedule):
        return participant_calendar(facts, made_at=made_at)
    raise TypeError(f"{type(facts).__name__} is no schedule")


def _calendar(frame: Frame, items: list[Item], owner: str, made_at: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Summit//Schedule//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", frame.event)
    calendar.add("x-wr-timezone", frame.zone)
    for item in items:
        calendar.add_component(_event(frame, item, owner, made_at))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(frame: Frame, item: Item, owner: str, made_at: datetime) -> Event:
    words = words_of(frame.language)
    event = Event()
    # A reserved item has no code of its own to show: its time stands for it.
    event.add("uid", f"{item.code or f'{item.starts_at:%Y%m%dT%H%M}'}-{owner}@summit")
    event.add("dtstamp", made_at)
    event.add("dtstart", local(item.starts_at, frame.zone))
    event.add("dtend", local(item.ends_at, frame.zone))
    event.add("summary", title_of(item, words))
    event.add("sequence", item.version)
    event.add("class", "CONFIDENTIAL" if item.part in (Part.BILATERAL, Part.RESERVED) else "PRIVATE")
    if item.room:
        event.add("location", item.room)
    if words.parts[item.part]:
        event.add("description", words.parts[item.part])
    return event

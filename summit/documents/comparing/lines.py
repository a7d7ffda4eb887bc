"""What two versions of a document say differently, line by line, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import singledispatch

from summit.badges.facts import FrozenDesign
from summit.documents.facts import (
    Bilingual,
    CallSheet,
    Changed,
    DailyProgramme,
    DelegationMeetings,
    DelegationSchedule,
    Differences,
    Facts,
    Frame,
    Item,
    Line,
    MeetingSheet,
    MeetingSign,
    NamePlates,
    NoteVerbale,
    OrderOfPrecedence,
    ParticipantList,
    ParticipantSchedule,
    PlaceCards,
    RoomSheets,
    RoomSigns,
    SetUp,
    SideEventCalendar,
)
from summit.documents.words import (
    function_name,
    interpretation_of,
    press_of,
    spoken,
    state_of,
    title_of,
    told,
    words_of,
)
from summit.foundation.clock import local

Lines = Iterator[tuple[str, Line]]


def differences(before: Facts, after: Facts) -> Differences:
    """What was added, removed and changed between two frozen states of one document."""
    old, new = dict(lines_of(before)), dict(lines_of(after))
    return Differences(
        added=tuple(line for key, line in new.items() if key not in old),
        removed=tuple(line for key, line in old.items() if key not in new),
        changed=tuple(
            Changed(line.where, old[key].text, line.text)
            for key, line in new.items()
            if key in old and old[key] != line
        ),
    )


@singledispatch
def lines_of(facts: object) -> Lines:
    """The lines of a document, each under a key that stays the same as long as it is about the same thing."""
    raise TypeError(f"nothing is known of the lines of {type(facts).__name__}")


@lines_of.register
def _(facts: Bilingual) -> Lines:
    """What the two languages say differently stands on one line: the first, then the second."""
    second = dict(lines_of(facts.second))
    for key, line in lines_of(facts.first):
        said = dict.fromkeys((line.text, second.get(key, line).text))
        yield key, Line(line.where, " | ".join(said))


@lines_of.register
def _(facts: ParticipantList) -> Lines:
    language = facts.frame.language
    for part in facts.parts:
        for delegation in part.delegations:
            for person in delegation.people:
                said = person.title or function_name(person.function, language)
                text = _joined(person.name, said, function_name("HOD", language) if person.is_head else "")
                yield person.code, Line(delegation.name, text)


@lines_of.register
def _(facts: OrderOfPrecedence) -> Lines:
    for place in facts.places:
        text = _joined(str(place.number), place.head, place.head_title, place.rank, place.reason)
        yield place.code, Line(place.delegation, text)


@lines_of.register
def _(facts: DailyProgramme) -> Lines:
    for line in facts.lines:
        text = _joined(_span(line.starts_at, line.ends_at, facts.frame), line.title, line.room)
        yield line.code, Line(line.title, text)


@lines_of.register
def _(facts: DelegationSchedule) -> Lines:
    members = words_of(facts.frame.language).all_members
    yield from _items(facts.frame, "all", members, facts.shared)
    for number, plan in enumerate(facts.people):
        yield f"{plan.name}-{number}", Line(plan.name, _joined(plan.function, plan.title))
        yield from _items(facts.frame, f"{plan.name}-{number}", plan.name, plan.items)


@lines_of.register
def _(facts: ParticipantSchedule) -> Lines:
    yield from _items(facts.frame, "", facts.name, facts.items)


@lines_of.register
def _(facts: CallSheet) -> Lines:
    yield "who", Line(facts.name, _joined(facts.title, facts.delegation, *facts.contacts))
    yield from _items(facts.frame, "", facts.name, facts.items)


@lines_of.register
def _(facts: SideEventCalendar) -> Lines:
    for event in facts.events:
        when = _span(event.starts_at, event.ends_at, facts.frame)
        yield event.code, Line(event.title, _joined(when, event.room, *event.sponsors))


@lines_of.register
def _(facts: RoomSigns) -> Lines:
    reserved = words_of(facts.frame.language).reserved
    for sign in facts.signs:
        for line in sign.lines:
            when = _span(line.starts_at, line.ends_at, facts.frame)
            yield f"{sign.code}-{line.starts_at}", Line(sign.room, _joined(when, line.title or reserved))


@lines_of.register
def _(facts: NamePlates) -> Lines:
    yield from _drawn_by(facts.design)
    for plate in facts.plates:
        yield plate.code, Line(plate.code, plate.name)


@lines_of.register
def _(facts: PlaceCards) -> Lines:
    yield from _drawn_by(facts.design)
    for card in facts.cards:
        yield card.code, Line(card.delegation, card.name)


@lines_of.register
def _(facts: NoteVerbale) -> Lines:
    yield "to", Line(facts.addressee, facts.collection_point)
    for person in facts.people:
        yield person.code, Line(facts.addressee, _joined(person.name, person.title))
    for event in facts.events:
        when = _span(event.starts_at, event.ends_at, facts.frame)
        yield event.code, Line(event.title, _joined(when, event.room))


@lines_of.register
def _(facts: MeetingSheet) -> Lines:
    yield from _set_up(facts.frame, facts.meeting)


@lines_of.register
def _(facts: RoomSheets) -> Lines:
    for room in facts.rooms:
        for meeting in room.meetings:
            yield from _set_up(facts.frame, meeting)


@lines_of.register
def _(facts: MeetingSign) -> Lines:
    yield "sign", Line(facts.room, _span(facts.starts_at, facts.ends_at, facts.frame))


@lines_of.register
def _(facts: DelegationMeetings) -> Lines:
    language = facts.frame.language
    for line in facts.lines:
        when = _span(line.starts_at, line.ends_at, facts.frame) if line.starts_at and line.ends_at else ""
        where = words_of(language).reserved if line.is_reserved else line.counterpart
        said = (when, line.principal, line.counterpart_principal, line.room, state_of(line.state, language))
        yield line.code or f"{line.starts_at}-{line.room}", Line(where, _joined(*said))


def _set_up(frame: Frame, meeting: SetUp) -> Lines:
    language = frame.language
    when = _joined(
        _span(meeting.starts_at, meeting.ends_at, frame), str(meeting.persons), press_of(meeting.press, language),
        told("yielded", language).format(meeting.left.name) if meeting.is_yielded else "",
        told("gifts", language) if meeting.exchanges_gifts else "", told("held", language) if meeting.is_held else "",
        meeting.liaison, meeting.interpreter,
    )  # fmt: skip
    yield meeting.code, Line(meeting.room, when)
    for hand, side in (("left", meeting.left), ("right", meeting.right)):
        speech = (spoken(side.language, language), interpretation_of(side.interpretation, language))
        text = _joined(side.name, side.principal, side.title, *speech, *side.contacts)
        yield f"{meeting.code}-{hand}", Line(f"{meeting.room}: {told(hand, language)}", text)


def _drawn_by(design: FrozenDesign) -> Lines:
    """A version may differ by its design alone."""
    if design.name:
        yield "design", Line("Design", design.title)


def _items(frame: Frame, owner: str, where: str, items: tuple[Item, ...]) -> Lines:
    for item in items:
        when, title = _span(item.starts_at, item.ends_at, frame), title_of(item, words_of(frame.language))
        text = _joined(when, title, item.counterpart_principal, item.room)
        yield f"{owner}-{item.code or item.starts_at}", Line(where, text)


def _span(starts_at: datetime, ends_at: datetime, frame: Frame) -> str:
    start, end = local(starts_at, frame.zone), local(ends_at, frame.zone)
    return f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}"


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))

"""Every document at 200 delegations and 10,000 people: CPU seconds, peak memory, pages and size.

    .venv/bin/python bench/documents.py [--people 10000] [--delegations 200] [--markdown]

The facts are made up here, so that only drawing is measured; reading them is bench/lists.py's matter. Each document is
drawn in a process of its own, once for the fonts with a small copy of itself and then as a whole: a figure is the CPU of
that second drawing, and the peak of the process. `--markdown` prints the table of docs/documents.md.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from summit.documents.facts import (
    DRAFT,
    CalendarEvent,
    CallSheet,
    DailyProgramme,
    DelegationMeetings,
    DelegationSchedule,
    Facts,
    Frame,
    Item,
    ListedDelegation,
    ListedPart,
    ListedPerson,
    MeetingLine,
    MeetingSheet,
    MeetingSign,
    NamePlate,
    NamePlates,
    NoteVerbale,
    OrderOfPrecedence,
    Part,
    ParticipantList,
    ParticipantSchedule,
    PersonPlan,
    PlaceCard,
    PlaceCards,
    ProgrammeLine,
    RankedPlace,
    RoomDay,
    RoomSheets,
    RoomSign,
    RoomSigns,
    SetUp,
    SheetSide,
    SideEventCalendar,
    SignLine,
)
from summit.documents.lifecycle import DocumentKind
from summit.documents.render import bundle_of, paper_of
from summit.paper.pictures import page_count

DAYS = (date(2025, 10, 25), date(2025, 10, 26))
FRAME = Frame("Hanoi Convention 2025", "Hanoi", "Asia/Ho_Chi_Minh", DAYS)
OPENS = datetime(2025, 10, 25, 1, 0, tzinfo=UTC)
FAMILIES = ("NGUYỄN", "MARTIN", "GARCÍA", "MÜLLER", "KIM", "IVANOV", "AL RASHID", "OKAFOR", "SILVA", "SØRENSEN", "ŞAHİN")
GIVEN = ("Anna", "Minh", "José", "Ángel", "Fatima", "Wei", "Olga", "Chidi", "Thị Hồng", "Jean-Luc", "Søren", "Đức")
TITLES = (
    "Minister for Foreign Affairs", "Ambassador to Viet Nam", "Legal Adviser, Ministry of Justice", "First Secretary",
    "Director-General for International Cooperation, Ministry of Justice", "Expert in Digital Forensics", "Adviser",
)  # fmt: skip


def drawn(kind: DocumentKind, papers: Sequence[Facts | tuple[Facts, ...]]) -> tuple[float, float, int, int]:
    """CPU seconds, peak in MB, pages and bytes of documents of one kind, in a fresh process; a tuple is drawn as one file."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    worker = context.Process(target=_draw, args=(kind, papers, sending))
    worker.start()
    found: tuple[float, float, int, int] = receiving.recv()
    worker.join()
    return found


def _draw(
    kind: DocumentKind, papers: Sequence[Facts | tuple[Facts, ...]], sending: multiprocessing.connection.Connection
) -> None:
    paper_of(kind, MAKERS[kind](2, 2), printed_at=OPENS)
    spent, pages, size = 0.0, 0, 0
    for facts in papers:
        before = time.process_time()
        if isinstance(facts, tuple):
            content = bundle_of(kind, [(one, DRAFT) for one in facts], printed_at=OPENS)
        else:
            content = paper_of(kind, facts, printed_at=OPENS)
        spent += time.process_time() - before
        pages, size = pages + page_count(content), size + len(content)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sending.send((spent, peak, pages, size))


def _person(number: int, *, is_head: bool = False) -> ListedPerson:
    luck = random.Random(number)
    name = f"Mr. {luck.choice(GIVEN)} {luck.choice(GIVEN)} {luck.choice(FAMILIES)} {luck.choice(FAMILIES)}"
    return ListedPerson(f"P-{number:08d}", name, luck.choice(TITLES), "HOD" if is_head else "ADV", is_head)


def participants(delegations: int, people: int) -> ParticipantList:
    """The list in one part."""
    each = max(1, people // delegations)
    return ParticipantList(FRAME, (ListedPart(1, tuple(
        ListedDelegation(f"D-{one}", f"State of Example {one}", tuple(
            _person(one * each + number, is_head=number == 0) for number in range(each)
        ))
        for one in range(delegations)
    )),))  # fmt: skip


def precedence(delegations: int, people: int) -> OrderOfPrecedence:
    """A place for each delegation."""
    return OrderOfPrecedence(FRAME, OPENS, tuple(
        RankedPlace(
            one + 1, f"D-{one}", f"State of Example {one}", _person(one).name, _person(one).title, "Other cabinet minister",
            "Class 41, Other cabinet minister; alphabetical.", one % 20 == 0,
        )
        for one in range(delegations)
    ))  # fmt: skip


def _items(count: int, first: int = 0) -> tuple[Item, ...]:
    return tuple(
        Item(
            OPENS + timedelta(minutes=45 * number), OPENS + timedelta(minutes=45 * number + 30), Part.BILATERAL, "",
            f"Bilateral Room {number % 12 + 1:02d}", f"B-{number}", counterpart=f"State of Example {first + number}",
            counterpart_principal=_person(first + number).name,
        )
        for number in range(count)
    )  # fmt: skip


def schedule(delegations: int, people: int, number: int = 0) -> DelegationSchedule:
    """One delegation of fifty with sixteen meetings of its head."""
    each = max(1, people // delegations)
    first = number * each
    plans = tuple(
        PersonPlan(_person(one).name, "Adviser", _person(one).title, _items(16, first) if one == first else ())
        for one in range(first, first + each)
    )
    return DelegationSchedule(FRAME, f"State of Example {number}", f"D-{number}", _items(6), plans)


def personal(delegations: int, people: int) -> ParticipantSchedule:
    """The two days of one participant."""
    return ParticipantSchedule(FRAME, _person(0).name, "P-0", "Head of Delegation", "State of Example", _items(24))


def programme(delegations: int, people: int) -> DailyProgramme:
    """One day of forty lines."""
    return DailyProgramme(FRAME, DAYS[0], tuple(
        ProgrammeLine(
            OPENS + timedelta(minutes=15 * number), OPENS + timedelta(minutes=15 * number + 60),
            f"What investigators may not do, part {number}", f"Meeting Room {300 + number % 12}", "Side event", "Delegates",
            ("en", "fr"), sponsors=("France", "Japan"),
        )
        for number in range(40)
    ))  # fmt: skip


def note(kind: DocumentKind, delegations: int, people: int) -> NoteVerbale:
    """A note to one delegation, with the names of its people where there are names in it."""
    named = tuple(_person(one) for one in range(max(1, people // delegations)))
    host, guest = "the Socialist Republic of Viet Nam", "the Republic of Example"
    return NoteVerbale(FRAME, kind, "D-1", host, guest, is_state=True, people=named)


def call_sheet(delegations: int, people: int) -> CallSheet:
    """The two days of one principal."""
    head = _person(0)
    return CallSheet(
        FRAME, "P-0", head.name, head.title, "Head of Delegation", "State of Example", ("Anna, a@example.org",), _items(24)
    )


def plates(delegations: int, people: int) -> NamePlates:
    """A plate for each delegation."""
    names = (f"STATE OF EXAMPLE {one} (AND ISLANDS)" for one in range(delegations))
    return NamePlates(FRAME, tuple(NamePlate(name, name) for name in names))


def cards(delegations: int, people: int) -> PlaceCards:
    """A card for each head."""
    return PlaceCards(FRAME, tuple(PlaceCard(f"D-{one}", _person(one).name, f"State {one}") for one in range(delegations)))


def calendar(delegations: int, people: int) -> SideEventCalendar:
    """Six slots in twelve rooms."""
    return SideEventCalendar(FRAME, tuple(f"Meeting Room {300 + one}" for one in range(12)), tuple(
        CalendarEvent(
            f"E-{slot}-{room}", f"Meeting Room {300 + room}", f"What investigators may not do, part {slot * 12 + room}",
            ("France", "Japan"), OPENS + timedelta(hours=2 * slot), OPENS + timedelta(hours=2 * slot + 1),
        )
        for slot in range(6) for room in range(12)
    ))  # fmt: skip


def signs(delegations: int, people: int) -> RoomSigns:
    """Forty rooms with eight lines each."""
    return RoomSigns(FRAME, DAYS[0], tuple(
        RoomSign(f"R-{room}", f"Meeting Room {300 + room}", "Convention Center", tuple(
            SignLine(OPENS + timedelta(hours=hour), OPENS + timedelta(hours=hour + 1), "" if hour % 3 else "Plenary debate")
            for hour in range(8)
        ))
        for room in range(40)
    ))  # fmt: skip


def _set_up(room: int, turn: int) -> SetUp:
    starts_at = OPENS + timedelta(minutes=45 * turn)
    left, right = (
        SheetSide(f"State of Example {one}", "SE", _person(one).name, _person(one).title, ("Anna, a@example.org",))
        for one in (10 * room + turn, 10 * room + turn + 1)
    )
    return SetUp(
        f"MR-{room}-{turn}", 1, starts_at, starts_at + timedelta(minutes=30), starts_at + timedelta(minutes=45),
        f"Bilateral Room {room:02d}", "Convention Center", "1", "B", 4, left, right,
    )  # fmt: skip


def meeting(delegations: int, people: int) -> MeetingSheet:
    """The plan of the room for one meeting."""
    return MeetingSheet(FRAME, _set_up(1, 1))


def rooms(delegations: int, people: int) -> RoomSheets:
    """Twelve rooms with sixteen meetings each."""
    return RoomSheets(FRAME, DAYS[0], tuple(
        RoomDay(f"B-{room}", f"Bilateral Room {room:02d}", "Convention Center", tuple(
            _set_up(room, turn) for turn in range(16)
        ))
        for room in range(12)
    ))  # fmt: skip


def door(delegations: int, people: int) -> MeetingSign:
    """The sign at one door."""
    return MeetingSign(FRAME, "MR-1-1", "Bilateral Room 01", "Convention Center", OPENS, OPENS + timedelta(minutes=30))


def meetings(delegations: int, people: int) -> DelegationMeetings:
    """Forty meetings of one delegation."""
    return DelegationMeetings(FRAME, "D-1", "State of Example", tuple(
        MeetingLine(
            f"MR-{one}", "confirmed", OPENS + timedelta(minutes=45 * one), OPENS + timedelta(minutes=45 * one + 30),
            f"Bilateral Room {one % 12 + 1:02d}", _person(0).name, f"State of Example {one}", _person(one).name,
        )
        for one in range(40)
    ))  # fmt: skip


MAKERS: dict[DocumentKind, Callable[[int, int], Facts]] = {
    DocumentKind.LIST_OF_PARTICIPANTS: participants,
    DocumentKind.ORDER_OF_PRECEDENCE: precedence,
    DocumentKind.DAILY_PROGRAMME: programme,
    DocumentKind.DELEGATION_SCHEDULE: schedule,
    DocumentKind.PARTICIPANT_SCHEDULE: personal,
    DocumentKind.CALL_SHEET: call_sheet,
    DocumentKind.SIDE_EVENT_CALENDAR: calendar,
    DocumentKind.ROOM_SIGNS: signs,
    DocumentKind.NAME_PLATES: plates,
    DocumentKind.PLACE_CARDS: cards,
    DocumentKind.NOTE_REGISTRATION: partial(note, DocumentKind.NOTE_REGISTRATION),
    DocumentKind.NOTE_BADGES: partial(note, DocumentKind.NOTE_BADGES),
    DocumentKind.NOTE_SIDE_EVENTS: partial(note, DocumentKind.NOTE_SIDE_EVENTS),
    DocumentKind.MEETING_SHEET: meeting,
    DocumentKind.ROOM_SHEETS: rooms,
    DocumentKind.MEETING_SIGN: door,
    DocumentKind.DELEGATION_MEETINGS: meetings,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--delegations", type=int, default=200)
    parser.add_argument("--markdown", action="store_true")
    asked = parser.parse_args()
    between, edge = (" | ", "|") if asked.markdown else ("  ", "")
    print(f"{edge} {between.join(('document', 'CPU s', 'peak MB', 'pages', 'kB'))} {edge}")
    if asked.markdown:
        print("| --- | ---: | ---: | ---: | ---: |")
    every = [schedule(asked.delegations, asked.people, number) for number in range(asked.delegations)]
    papers: list[tuple[str, DocumentKind, Sequence[Facts | tuple[Facts, ...]]]] = [
        (kind.value, kind, [make(asked.delegations, asked.people)]) for kind, make in MAKERS.items()
    ]
    papers.append((f"{asked.delegations} such schedules", DocumentKind.DELEGATION_SCHEDULE, every))
    papers.append((f"{asked.delegations} in one file", DocumentKind.DELEGATION_SCHEDULE, [tuple(every)]))
    for name, kind, found in papers:
        cpu, peak, pages, size = drawn(kind, found)
        row = (f"{name:22}", f"{cpu:7.2f}", f"{peak:7.0f}", f"{pages:5d}", f"{size / 1024:8.0f}")
        print(f"{edge} {between.join(row)} {edge}", flush=True)


if __name__ == "__main__":
    main()

"""How documents look: the first page in gray at a low resolution, against a picture that a person has looked at.

    .venv/bin/python -m tests.documents.test_pictures    draws the pictures anew; look at them before you keep them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from summit.documents.facts import (
    Bilingual,
    CalendarEvent,
    CallSheet,
    DelegationMeetings,
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
    PlaceCard,
    PlaceCards,
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
from summit.documents.render import paper_of
from summit.paper.pictures import page_picture

GOLDEN = Path(__file__).parent / "golden"
DPI = 50
MOST = 0.4  # mean difference of a pixel, of 255
DAY = date(2025, 10, 25)
AT = datetime(2025, 10, 25, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
K = DocumentKind


def frame(language: str = "en") -> Frame:
    return Frame("Hanoi Convention 2025", "Hanoi", "Asia/Ho_Chi_Minh", (DAY,), language)


def people(language: str) -> ParticipantList:
    head = ListedPerson("P-1", "H.E. Mr. LUONG Tam Quang", "Minister of Public Security", "HOD", is_head=True)
    other = ListedPerson("P-2", "Ms. Nguyễn Thị Hồng", "", "ADV")
    names = {"en": "Viet Nam", "ar": "فييت نام"}
    return ParticipantList(frame(language), (ListedPart(1, (ListedDelegation("D-1", names[language], (head, other)),)),))


ITEMS = (
    Item(AT, AT + HOUR, Part.SPEAKER, "Plenary debate", "Plenary Hall", "E-1"),
    Item(AT + HOUR * 2, AT + HOUR * 3, Part.BILATERAL, "", "Bilateral Room 05", "B-1", 1, "Japan", "H.E. Mr. SATO Ken"),
)
NEXT = Item(
    AT + HOUR * 4, AT + HOUR * 5, Part.BILATERAL, "", "Bilateral Room 06", "B-2", 1, "France", "H.E. Ms. Anne DURAND",
    side="left", venue="National Convention Center", floor="2", zone="R",
)  # fmt: skip
GUEST = SheetSide("Türkiye", "TR", "H.E. Mr. Hakan FIDAN", "Minister", ("Ayşe Demir, ayse@example.org",),
                  language="tr", interpretation="asked")  # fmt: skip
HOST = SheetSide("Viet Nam", "VN", "H.E. Mr. LUONG Tam Quang", "Minister of Public Security", is_host=True, language="vi")
SET_UP = SetUp(
    "MR-1", 1, AT, AT + HOUR / 2, AT + HOUR * 0.75, "Bilateral Room 05", "National Convention Center", "2", "R", 5,
    GUEST, HOST, press="pool", exchanges_gifts=True, liaison="Nguyễn Thị Mai", interpreter="Trần Văn An",
)  # fmt: skip
LINES = (
    MeetingLine("MR-1", "confirmed", AT, AT + HOUR, "Bilateral Room 05", "H.E. Mr. Hakan FIDAN", "Japan", "Mr. SATO Ken"),
    MeetingLine("", "confirmed", AT + HOUR, AT + HOUR * 2, "Bilateral Room 06", is_reserved=True),
    MeetingLine("MR-2", "sent", principal="H.E. Mr. Hakan FIDAN", counterpart="Chile", counterpart_principal="Ms. ROJAS"),
)
EVENT = CalendarEvent("E-2", "Meeting Room 301", "Evidence across borders", ("France", "Japan"), AT, AT + HOUR)
SHOWN: dict[str, tuple[DocumentKind, Facts]] = {
    "list": (K.LIST_OF_PARTICIPANTS, people("en")),
    "list-ar": (K.LIST_OF_PARTICIPANTS, people("ar")),
    "precedence": (K.ORDER_OF_PRECEDENCE, OrderOfPrecedence(frame(), AT, (
        RankedPlace(1, "D-1", "Viet Nam", "H.E. Mr. LUONG Tam Quang", "Minister", "Other cabinet minister", "Host.", True),
    ))),
    "call-sheet": (K.CALL_SHEET, CallSheet(
        frame(), "P-1", "H.E. Mr. LUONG Tam Quang", "Minister of Public Security", "Head of Delegation", "Viet Nam",
        ("Anna Dupont, anna@example.org",), (*ITEMS, NEXT),
    )),
    "side-events": (K.SIDE_EVENT_CALENDAR, SideEventCalendar(frame(), ("Meeting Room 301", "Meeting Room 302"), (EVENT,))),
    "sign": (K.ROOM_SIGNS, RoomSigns(frame(), DAY, (
        RoomSign("R-1", "Plenary Hall", "", (
            SignLine(AT, AT + HOUR, "Plenary debate"), SignLine(AT + HOUR, AT + HOUR * 2, ""),
        )),
    ))),
    "plate": (K.NAME_PLATES, NamePlates(frame(), (
        NamePlate("D-1", "UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND"),
    ))),
    "place-cards": (K.PLACE_CARDS, PlaceCards(frame(), tuple(
        PlaceCard(f"D-{one}", name, "Bolivia (Plurinational State of)")
        for one, name in enumerate(("H.E. Mr. LUONG Tam Quang", "H.E. Ms. Arlete Hirondina MACHAVA MONTEIRO"))
    ))),
    "note": (K.NOTE_SIDE_EVENTS, NoteVerbale(
        frame(), K.NOTE_SIDE_EVENTS, "D-1", "the Socialist Republic of Viet Nam", "the French Republic", True,
        events=(EVENT,),
    )),
    "meeting-sheet": (K.MEETING_SHEET, MeetingSheet(frame(), SET_UP)),
    "meeting-sheet-en-ar": (K.MEETING_SHEET, Bilingual(MeetingSheet(frame(), SET_UP), MeetingSheet(frame("ar"), SET_UP))),
    "room-sheets": (K.ROOM_SHEETS, RoomSheets(frame(), DAY, (
        RoomDay("B-05", "Bilateral Room 05", "National Convention Center", (SET_UP,)),
    ))),
    "delegation-meetings": (K.DELEGATION_MEETINGS, DelegationMeetings(frame(), "D-1", "Türkiye", LINES)),
    "meeting-sign": (K.MEETING_SIGN, MeetingSign(frame(), "MR-1", "Bilateral Room 05", "", AT, AT + HOUR)),
}  # fmt: skip


def picture_of(name: str) -> Image.Image:
    kind, facts = SHOWN[name]
    png = page_picture(paper_of(kind, facts, printed_at=AT), 1, dpi=DPI)
    assert png is not None
    return Image.open(BytesIO(png)).convert("L")


@pytest.mark.parametrize("name", SHOWN)
def test_it_looks_as_it_was_approved(name: str) -> None:
    drawn, approved = picture_of(name), Image.open(GOLDEN / f"{name}.png").convert("L")
    assert drawn.size == approved.size
    assert ImageStat.Stat(ImageChops.difference(drawn, approved)).mean[0] < MOST


def test_the_comparison_sees_a_missing_line() -> None:
    kind, facts = SHOWN["list"]
    assert isinstance(facts, ParticipantList)
    png = page_picture(paper_of(kind, ParticipantList(facts.frame, ()), printed_at=AT), 1, dpi=DPI)
    assert png is not None
    other, approved = Image.open(BytesIO(png)).convert("L"), Image.open(GOLDEN / "list.png").convert("L")
    lost = ImageStat.Stat(ImageChops.difference(other, approved)).mean[0]
    assert lost > 0.5


def main() -> None:
    for name in SHOWN:
        picture_of(name).save(GOLDEN / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()

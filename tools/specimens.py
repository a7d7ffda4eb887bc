"""Invented facts for one of each kind of document, in any of its languages: for the wall of proof and the golden pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from summit.documents.facts import (
    CalendarEvent,
    CallSheet,
    DailyProgramme,
    DelegationMeetings,
    DelegationSchedule,
    Frame,
    InOneLanguage,
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
from summit.documents.words import ORDER, function_name

DAYS = (date(2025, 10, 25), date(2025, 10, 26))
OPENS = datetime(2025, 10, 25, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
K = DocumentKind


def _said(*words: str) -> dict[str, str]:
    return dict(zip(ORDER, words, strict=True))


VIET_NAM = _said("Viet Nam", "Viet Nam", "Viet Nam", "Вьетнам", "越南", "فييت نام", "Việt Nam")
FRANCE = _said("France", "France", "Francia", "Франция", "法国", "فرنسا", "Pháp")
JAPAN = _said("Japan", "Japon", "Japón", "Япония", "日本", "اليابان", "Nhật Bản")
BRITAIN = _said(
    "United Kingdom of Great Britain and Northern Ireland", "Royaume-Uni de Grande-Bretagne et d’Irlande du Nord",
    "Reino Unido de Gran Bretaña e Irlanda del Norte",
    "Соединенное Королевство Великобритании и Северной Ирландии", "大不列颠及北爱尔兰联合王国",
    "المملكة المتحدة لبريطانيا العظمى وآيرلندا الشمالية", "Vương quốc Liên hiệp Anh và Bắc Ireland",
)  # fmt: skip
BOLIVIA = _said(
    "Bolivia (Plurinational State of)", "Bolivie (État plurinational de)", "Bolivia (Estado Plurinacional de)",
    "Боливия (Многонациональное Государство)", "多民族玻利维亚国", "بوليفيا (دولة - المتعددة القوميات)", "Bolivia",
)  # fmt: skip
MINISTER = _said(
    "Minister of Public Security", "Ministre de la sécurité publique", "Ministro de Seguridad Pública",
    "Министр общественной безопасности", "公安部部长", "وزير الأمن العام", "Bộ trưởng Bộ Công an",
)  # fmt: skip
HEAD = "H.E. Mr. LUONG Tam Quang"
OTHER = "Ms. Nguyễn Thị Hồng Ánh"
COUNTERPART = "H.E. Mr. SATO Ken"
CONTACTS = ("Anna Dupont, anna@example.org", "Đặng Thuỳ Trâm, tram@example.org")


def specimen(kind: DocumentKind, language: str) -> InOneLanguage:
    """A short document of that kind with one of everything that can stand in it."""
    return MAKERS[kind](language)


def _frame(language: str) -> Frame:
    return Frame("Hanoi Convention 2025", "Hanoi", "Asia/Ho_Chi_Minh", DAYS, language)


def _people(language: str) -> tuple[ListedPerson, ...]:
    return (
        ListedPerson("P-1", HEAD, MINISTER[language], "HOD", is_head=True),
        ListedPerson("P-2", OTHER, "", "ADV"),
    )


def _items(language: str) -> tuple[Item, ...]:
    return (
        Item(OPENS, OPENS + HOUR, Part.SPEAKER, "Plenary debate", "Plenary Hall", "E-1"),
        Item(
            OPENS + 2 * HOUR, OPENS + 3 * HOUR, Part.BILATERAL, "", "Bilateral Room 05", "B-1",
            counterpart=JAPAN[language], counterpart_principal=COUNTERPART, side="right", venue="National Convention Center",
            floor="2", zone="R",
        ),
        Item(OPENS + 4 * HOUR, OPENS + 5 * HOUR, Part.RESERVED, "", "Bilateral Room 06"),
        Item(OPENS + 24 * HOUR, OPENS + 25 * HOUR, Part.HEADS, "Group photo", "Main Steps", "E-3"),
    )  # fmt: skip


def _events(language: str) -> tuple[CalendarEvent, ...]:
    sponsors = (FRANCE[language], JAPAN[language])
    return (
        CalendarEvent("E-2", "Meeting Room 301", "Evidence across borders", sponsors, OPENS, OPENS + HOUR),
        CalendarEvent("E-4", "Meeting Room 302", "Small States, large networks", (), OPENS, OPENS + HOUR),
    )


def _list(language: str) -> InOneLanguage:
    visitors = (ListedPerson("P-3", "H.E. Ms. Arlete Hirondina MACHAVA MONTEIRO", "", "HOD", is_head=True),)
    return ParticipantList(_frame(language), (
        ListedPart(1, (
            ListedDelegation("D-2", BOLIVIA[language], visitors),
            ListedDelegation("D-1", VIET_NAM[language], _people(language)),
        )),
        ListedPart(4, (ListedDelegation("D-3", "Interpol", (ListedPerson("P-4", "Mr. KOVÁCS János", "", "REP"),)),)),
    ))  # fmt: skip


def _precedence(language: str) -> InOneLanguage:
    return OrderOfPrecedence(_frame(language), OPENS, (
        RankedPlace(
            1, "D-1", VIET_NAM[language], HEAD, MINISTER[language], "Other cabinet minister", "By decision: host.", True
        ),
        RankedPlace(2, "D-4", FRANCE[language], "", "", "Ambassador", "Class 60, Ambassador.", False),
    ))  # fmt: skip


def _programme(language: str) -> InOneLanguage:
    return DailyProgramme(_frame(language), DAYS[0], (
        ProgrammeLine(
            OPENS, OPENS + HOUR, "Plenary debate", "Plenary Hall", "Plenary", "Delegates", ("en", "fr", "vi"),
            (f"{HEAD} ({VIET_NAM[language]})",), code="E-1",
        ),
        ProgrammeLine(
            OPENS + HOUR, OPENS + 2 * HOUR, "Evidence across borders", "Meeting Room 301", "Side event", "Open", ("en",),
            (), (FRANCE[language], JAPAN[language]), "E-2",
        ),
    ))  # fmt: skip


def _delegation_schedule(language: str) -> InOneLanguage:
    items = _items(language)
    plans = (
        PersonPlan(HEAD, function_name("HOD", language), MINISTER[language], items),
        PersonPlan(OTHER, function_name("ADV", language), "", ()),
    )
    dinner = Item(OPENS + 9 * HOUR, OPENS + 11 * HOUR, Part.OPEN, "Official dinner", "Banquet Hall", "E-5")
    return DelegationSchedule(_frame(language), VIET_NAM[language], "D-1", (dinner,), plans)


def _participant_schedule(language: str) -> InOneLanguage:
    function = function_name("HOD", language)
    return ParticipantSchedule(_frame(language), HEAD, "P-1", function, VIET_NAM[language], _items(language))


def _call_sheet(language: str) -> InOneLanguage:
    return CallSheet(
        _frame(language), "P-1", HEAD, MINISTER[language], function_name("HOD", language), VIET_NAM[language], CONTACTS,
        _items(language),
    )  # fmt: skip


def _calendar(language: str) -> InOneLanguage:
    return SideEventCalendar(_frame(language), ("Meeting Room 301", "Meeting Room 302"), _events(language))


def _signs(language: str) -> InOneLanguage:
    lines = (SignLine(OPENS, OPENS + HOUR, "Plenary debate"), SignLine(OPENS + HOUR, OPENS + 2 * HOUR, ""))
    return RoomSigns(_frame(language), DAYS[0], (RoomSign("R-1", "Plenary Hall", "Convention Center", lines),))


def _plates(language: str) -> InOneLanguage:
    names = {"D-5": BRITAIN, "D-2": BOLIVIA}
    return NamePlates(_frame(language), tuple(NamePlate(code, name[language].upper()) for code, name in names.items()))


def _cards(language: str) -> InOneLanguage:
    heads = ((HEAD, VIET_NAM), ("H.E. Ms. Arlete Hirondina MACHAVA MONTEIRO", BOLIVIA))
    return PlaceCards(_frame(language), tuple(
        PlaceCard(f"D-{number}", name, delegation[language]) for number, (name, delegation) in enumerate(heads)
    ))  # fmt: skip


def _set_up(language: str) -> SetUp:
    guest = SheetSide(BRITAIN[language], "GB", "Ms. Anne BYRNE", "", CONTACTS[:1], language="en", interpretation="own")
    host = SheetSide(VIET_NAM[language], "VN", HEAD, MINISTER[language], CONTACTS[1:], is_host=True, language="vi")
    return SetUp(
        "MR-1", 1, OPENS, OPENS + HOUR / 2, OPENS + 0.75 * HOUR, "Bilateral Room 05", "Convention Center", "2", "R", 5,
        guest, host, press="pool", exchanges_gifts=True, liaison="Nguyễn Thị Mai", interpreter="Trần Văn An",
    )  # fmt: skip


def _meeting_sheet(language: str) -> InOneLanguage:
    return MeetingSheet(_frame(language), _set_up(language))


def _room_sheets(language: str) -> InOneLanguage:
    first = _set_up(language)
    held = replace(
        first, code="MR-2", starts_at=OPENS + HOUR, ends_at=OPENS + 1.5 * HOUR, cleared_at=OPENS + 1.75 * HOUR, is_held=True,
        press="none", exchanges_gifts=False, liaison="", interpreter="",
        left=SheetSide(JAPAN[language], "JP", COUNTERPART, "", CONTACTS[:1]), right=first.right,
    )  # fmt: skip
    rooms = (("B-05", "Bilateral Room 05", (first, held)), ("B-06", "Bilateral Room 06", (first,)))
    return RoomSheets(_frame(language), DAYS[0], tuple(
        RoomDay(code, name, "National Convention Center", meetings) for code, name, meetings in rooms
    ))  # fmt: skip


def _delegation_meetings(language: str) -> InOneLanguage:
    later = (OPENS + 2 * HOUR, OPENS + 3 * HOUR)
    return DelegationMeetings(_frame(language), "D-1", VIET_NAM[language], (
        MeetingLine("MR-1", "confirmed", OPENS, OPENS + HOUR, "Bilateral Room 05", HEAD, JAPAN[language], COUNTERPART),
        MeetingLine("", "confirmed", *later, "Bilateral Room 06", is_reserved=True),
        MeetingLine("MR-2", "sent", principal=HEAD, counterpart=FRANCE[language]),
    ))  # fmt: skip


def _meeting_sign(language: str) -> InOneLanguage:
    return MeetingSign(_frame(language), "MR-1", "Bilateral Room 05", "Convention Center", OPENS, OPENS + HOUR / 2)


def _note(kind: DocumentKind) -> Callable[[str], InOneLanguage]:
    def made(language: str) -> InOneLanguage:
        return NoteVerbale(
            _frame(language), kind, "D-1", VIET_NAM[language], FRANCE[language], is_state=True,
            people=() if kind is K.NOTE_SIDE_EVENTS else _people(language),
            collection_point="National Convention Center, Gate 2" if kind is K.NOTE_BADGES else "",
            events=_events(language) if kind is K.NOTE_SIDE_EVENTS else (),
        )  # fmt: skip

    return made


MAKERS: dict[DocumentKind, Callable[[str], InOneLanguage]] = {
    K.LIST_OF_PARTICIPANTS: _list,
    K.ORDER_OF_PRECEDENCE: _precedence,
    K.DAILY_PROGRAMME: _programme,
    K.DELEGATION_SCHEDULE: _delegation_schedule,
    K.PARTICIPANT_SCHEDULE: _participant_schedule,
    K.CALL_SHEET: _call_sheet,
    K.SIDE_EVENT_CALENDAR: _calendar,
    K.ROOM_SIGNS: _signs,
    K.NAME_PLATES: _plates,
    K.PLACE_CARDS: _cards,
    K.NOTE_REGISTRATION: _note(K.NOTE_REGISTRATION),
    K.NOTE_BADGES: _note(K.NOTE_BADGES),
    K.NOTE_SIDE_EVENTS: _note(K.NOTE_SIDE_EVENTS),
    K.MEETING_SHEET: _meeting_sheet,
    K.ROOM_SHEETS: _room_sheets,
    K.DELEGATION_MEETINGS: _delegation_meetings,
    K.MEETING_SIGN: _meeting_sign,
}

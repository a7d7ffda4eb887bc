"""The programme of Hanoi as plain facts: places, topics, lines of both days, side events (domain 1.2).

What reports of the event name stands here as it was; the titles of side events and the hours between are invented.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from summit.agenda.facts import EntryDraft, TopicFacts
from summit.agenda.lifecycle import Access, EntryKind
from summit.venues.facts import RoomFacts, SummitFacts, VenueFacts

DATA = Path(__file__).resolve().parent / "data"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

SUMMIT = SummitFacts(
    title="Signing Ceremony and High-level Conference of the United Nations Convention against Cybercrime",
    short_title="Hanoi Convention 2025",
    place="Hanoi",
    zone=ZONE.key,
    first_day=date(2025, 10, 25),
    last_day=date(2025, 10, 26),
    collection_point="the accreditation center of the National Convention Centre",
)
VENUE = VenueFacts(code="NCC", name="National Convention Centre", address="Thang Long Boulevard, Hanoi")
ZONES = {
    "R": "Red: floor of the halls, leaders' lounge, bilateral suite",
    "B": "Blue: delegation offices and corridors",
    "G": "Green: side events, exhibition, catering",
    "M": "Media center",
}

TOPICS = (
    TopicFacts(
        code="T1",
        title="Protecting citizens in the age of digital transformation",
        title_vi="Bảo vệ công dân trong kỷ nguyên chuyển đổi số",
    ),
    TopicFacts(
        code="T2",
        title="Global cooperation against online scams",
        title_vi="Hợp tác toàn cầu phòng, chống lừa đảo trực tuyến",
    ),
    TopicFacts(
        code="T3",
        title="Implementing the Convention: capacity-building as a pillar of global cooperation",
        title_vi=(
            "Triển khai Công ước Liên hợp quốc về chống tội phạm mạng: "
            "Nâng cao năng lực là trụ cột của hợp tác toàn cầu"
        ),
    ),
    TopicFacts(
        code="T4",
        title=(
            "Sharing experience of investigation and collection of electronic evidence "
            "in cases of virtual assets and money-laundering"
        ),
        title_vi=(
            "Chia sẻ kinh nghiệm điều tra, thu thập chứng cứ điện tử "
            "trong các vụ việc liên quan đến tài sản ảo và rửa tiền"
        ),
    ),
)

SLOT_DAY = SUMMIT.last_day
SLOTS = (
    (time(9), time(10, 15)),
    (time(12), time(13, 15)),
    (time(13, 30), time(14, 45)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the programme. `key` names it inside this demonstration only; codes are given when it is entered."""

    key: str
    draft: EntryDraft


@dataclass(frozen=True, slots=True)
class SideEvent:
    """A side event in its slot, 1 to 3; `lead` and `co_sponsors` are codes of parties (SID-01, SID-06)."""

    key: str
    slot: int
    lead: str
    co_sponsors: tuple[str, ...]
    draft: EntryDraft


@cache
def rooms() -> tuple[RoomFacts, ...]:
    """Every room of the venue, in the order of the floor plan."""
    return tuple(
        RoomFacts(
            code=row["code"],
            name=row["name"],
            capacity=int(row["capacity"]),
            kind=row["kind"],
            zone=row["zone"],
            floor=row["floor"],
            position=position,
            venue_code=VENUE.code,
            venue_name=VENUE.name,
        )
        for position, row in enumerate(_rows("rooms"), 1)
    )


@cache
def lines() -> tuple[Line, ...]:
    """Rehearsals, ceremonies, sessions, meals and press of all days, without the side events."""
    return tuple(
        Line(
            key=row["code"],
            draft=EntryDraft(
                kind=EntryKind(row["kind"]),
                title=row["title"],
                starts_at=_at(date.fromisoformat(row["day"]), time.fromisoformat(row["starts"])),
                ends_at=_at(date.fromisoformat(row["day"]), time.fromisoformat(row["ends"])),
                room=row["room"],
                setup_minutes=int(row["setup_minutes"]),
                languages=row["languages"],
                access=Access(row["access"]),
                is_public=row["is_public"] == "yes",
                for_all_heads=row["for_all_heads"] == "yes",
                topic=row["topic"],
            ),
        )
        for row in _rows("programme")
    )


@cache
def side_events() -> tuple[SideEvent, ...]:
    """36 side events: three slots of twelve on the second day, an hour each after 15 minutes to settle (SID-04)."""
    return tuple(
        SideEvent(
            key=row["code"],
            slot=int(row["slot"]),
            lead=row["lead"],
            co_sponsors=tuple(row["co_sponsors"].split()),
            draft=EntryDraft(
                kind=EntryKind.SIDE_EVENT,
                title=row["title"],
                starts_at=_at(SLOT_DAY, SLOTS[int(row["slot"]) - 1][0]),
                ends_at=_at(SLOT_DAY, SLOTS[int(row["slot"]) - 1][1]),
                room=row["room"],
                abstract=row["abstract"],
                access=Access.OPEN,
                topic=row["topic"],
            ),
        )
        for row in _rows("side_events")
    )


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=ZONE)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)

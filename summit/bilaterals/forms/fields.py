"""What the forms of bilaterals share: the version seen, choices, days and moments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectChoice

from summit.foundation.errors import SummitError
from summit.venues.facts import FreeSlot, RoomFacts, SummitFacts

TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M", "%Hh%M"]
LONGEST_REASON = 500


class SeenForm(FlaskForm):
    """A form that knows which version its page showed, and can say what was refused."""

    version = HiddenField()

    def refuse(self, error: SummitError) -> None:
        """Show a refused rule at its field, or above the form."""
        name = getattr(error, "field", None)
        if name in self and self[name].type != "HiddenField":
            self[name].errors = [*self[name].errors, error.sentence]
        else:
            self.form_errors.append(error.sentence)

    def seen(self) -> int:
        """The version that the page showed; 0, which no record has, when it was tampered with."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def choices_of(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Values and their words as a select's choices."""
    return [SelectChoice(value, label) for value, label in pairs]


def summit_days(summit: SummitFacts) -> list[tuple[str, str]]:
    """The summit's days and their names."""
    return [(day.isoformat(), f"{day:%A} {day.day} {day:%B}") for day in summit.days()]


def every_room(rooms: Iterable[RoomFacts]) -> list[tuple[str, str]]:
    """Rooms and what they are."""
    return [(room.code, f"{room.code} · {room.name} ({room.capacity} seats)") for room in rooms]


def spoken_span(start: datetime, minutes: int, summit: SummitFacts) -> str:
    """`Saturday 25 October, 10:00–10:30 Hanoi time (UTC+7)`."""
    day = summit.day_of(start)
    return f"{day:%A} {day.day} {day:%B}, {summit.span(start, ends_at(start, minutes))} {summit.clock(start)}"


def alternatives_of(slots: Iterable[FreeSlot], minutes: int, summit: SummitFacts) -> list[tuple[str, str]]:
    """What is free instead, as the value of a button and its words."""
    return [
        (
            f"{slot.room_code}|{slot.held_from.isoformat()}",
            f"Room {slot.room_code}, {spoken_span(slot.held_from, minutes, summit)}",
        )
        for slot in slots
    ]


def chosen_alternative(text: str) -> tuple[str, datetime] | None:
    """Room and start of the button that was pressed, None for none and for nonsense."""
    room, _, start = text.partition("|")
    found = parsed_moment(start)
    return (room, found) if room and found else None


def parsed_moment(text: str) -> datetime | None:
    """A moment with its offset, None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None and 2000 <= found.year <= 2100 else None


def parsed_day(text: str) -> date | None:
    """A day of this century, None for anything else."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def ends_at(start: datetime, minutes: int) -> datetime:
    """The end of a meeting."""
    return start + timedelta(minutes=minutes)

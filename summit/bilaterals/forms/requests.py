"""Forms of bilaterals: asking, answering, placing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from summit.bilaterals.facts import MeetingWish, Proposal
from summit.bilaterals.rules import DURATIONS, LONGEST_SUBJECT, MOST_PERSONS
from summit.foundation.clock import local, moment
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


class WishForm(SeenForm):
    """What the asking side wishes (BIL-01)."""

    asked = SelectField("Delegation to meet", [InputRequired("Choose the delegation to meet.")])
    principal = SelectField("Your principal", [InputRequired("Choose who meets.")])
    minutes = SelectField(
        "Duration", coerce=int, choices=[SelectChoice(str(one), f"{one} minutes") for one in DURATIONS], default=30
    )
    persons_per_side = IntegerField(
        "Persons on each side",
        [InputRequired("Enter how many persons come on each side."), NumberRange(1, MOST_PERSONS)],
        default=4,
    )
    day = SelectField("Day")
    clock_from = TimeField("From", [InputRequired("Enter a time, as 09:00.")], format=TIME_FORMATS, default=time(8))
    clock_until = TimeField("Until", [InputRequired("Enter a time, as 18:00.")], format=TIME_FORMATS, default=time(20))
    subject = StringField("Subject", [Optional(), Length(max=LONGEST_SUBJECT)], render_kw={"maxlength": LONGEST_SUBJECT})

    def offer(
        self, partners: list[tuple[str, str]], principals: list[tuple[str, str]], summit: SummitFacts
    ) -> None:
        """Fill the choices that the database knows."""
        self.asked.choices = choices_of([("", "Choose a delegation"), *partners])
        self.principal.choices = choices_of(principals)
        self.day.choices = choices_of([("", "Any day"), *summit_days(summit)])

    def wish(self, summit: SummitFacts) -> MeetingWish:
        """The wish with its window as moments; `any day` reaches from the first to the last."""
        days = summit.days()
        first, last = (date.fromisoformat(self.day.data),) * 2 if self.day.data else (days[0], days[-1])
        return MeetingWish(
            principal=self.principal.data or "",
            minutes=self.minutes.data,
            wished_from=moment(datetime.combine(first, self.clock_from.data), summit.zone),
            wished_until=moment(datetime.combine(last, self.clock_until.data), summit.zone),
            persons_per_side=self.persons_per_side.data,
            subject=self.subject.data or "",
        )


class AcceptanceForm(SeenForm):
    """One of the times offered."""

    starts_at = RadioField("Times that suit", [InputRequired("Choose one of the times.")], validate_choice=False)

    def offer(self, starts: Iterable[datetime], minutes: int, summit: SummitFacts) -> None:
        """Fill the times; a single one is chosen already."""
        spans = [(start.isoformat(), spoken_span(start, minutes, summit)) for start in starts]
        self.starts_at.choices = choices_of(spans)
        if len(spans) == 1 and not self.starts_at.data:
            self.starts_at.data = spans[0][0]


class OtherTimeForm(SeenForm):
    """A certain time; `slot` is one that the desk's page proposed."""

    slot = HiddenField()
    day = SelectField("Day", validate_choice=False)
    clock = TimeField("Start", [Optional()], format=TIME_FORMATS)

    def offer(self, summit: SummitFacts) -> None:
        """Fill the days."""
        self.day.choices = choices_of(summit_days(summit))

    def starts_at(self, zone: str) -> datetime | None:
        """The moment, or None when the day or the start is missing or nonsense."""
        if self.slot.data:
            return parsed_moment(self.slot.data)
        day = parsed_day(self.day.data or "")
        if day is None or self.clock.data is None:
            return None
        return moment(datetime.combine(day, self.clock.data), zone)


class PrincipalForm(SeenForm):
    """Somebody else of the own delegation."""

    principal = SelectField("Principal", [InputRequired("Choose who meets.")])

    def offer(self, principals: list[tuple[str, str]], present: str) -> None:
        """Fill the choices that the database knows."""
        self.principal.choices = choices_of(principals)
        self.principal.data = self.principal.data or present


class VerdictForm(SeenForm):
    """A button and the version seen: declining, withdrawing."""


class PlacementForm(SeenForm):
    """Where the agreed meeting takes place."""

    room = RadioField("Free rooms", validate_choice=False)
    other_room = SelectField("Another room", validate_choice=False)
    levels_noted = BooleanField("Protocol has taken note of the unequal levels")

    def offer(self, proposals: Iterable[Proposal], rooms: Iterable[RoomFacts]) -> None:
        """Fill the rooms; the best one is chosen already."""
        self.room.choices = choices_of(
            (one.room_code, f"{one.room_code} · {one.room_name} ({_seats(one)})") for one in proposals
        )
        self.other_room.choices = choices_of([("", "None"), *every_room(rooms)])
        if self.room.choices and not self.room.data and not self.other_room.data:
            self.room.data = self.room.choices[0].value

    def chosen(self) -> str:
        """The room's code; empty with the error at its field."""
        code = self.other_room.data or self.room.data or ""
        if not code:
            self.room.errors = [*self.room.errors, "Choose a room."]
        return str(code)


class RelocationForm(SeenForm):
    """Another room, or another time to which both sides agreed."""

    day = SelectField("Day", [InputRequired("Choose a day.")])
    clock = TimeField("Start", [InputRequired("Enter the start, as 15:00.")], format=TIME_FORMATS)
    room = SelectField("Room", [InputRequired("Choose a room.")])
    both_agreed = BooleanField("Both sides have agreed to the new time")

    def offer(self, rooms: Iterable[RoomFacts], summit: SummitFacts) -> None:
        """Fill the choices that the database knows."""
        self.day.choices = choices_of(summit_days(summit))
        self.room.choices = choices_of(every_room(rooms))

    def place_at(self, starts_at: datetime, room_code: str, zone: str) -> None:
        """Show that time and room, whatever was typed."""
        start = local(starts_at, zone)
        self.day.data, self.clock.data, self.room.data = start.date().isoformat(), start.time(), room_code
        self.clock.raw_data = [f"{start:%H:%M}"]

    def starts_at(self, zone: str) -> datetime:
        """The chosen start as a moment."""
        return moment(datetime.combine(date.fromisoformat(self.day.data), self.clock.data), zone)


class CancellationForm(SeenForm):
    """Calling a meeting off."""

    reason = StringField("Reason for the journal", [Optional(), Length(max=LONGEST_REASON)])


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


def _seats(proposal: Proposal) -> str:
    return f"{proposal.capacity} seats, {proposal.spare} to spare" if proposal.spare else f"{proposal.capacity} seats"

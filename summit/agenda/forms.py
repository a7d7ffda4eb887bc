"""Forms of the programme: a draft of a line, its text, its time and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from summit.agenda.facts import LANGUAGE_NAMES, EntryDraft, EntryFacts, TopicFacts
from summit.agenda.lifecycle import ACCESS_NAMES, KIND_NAMES, Access, EntryKind
from summit.agenda.rules import LONGEST_SETUP
from summit.foundation.clock import local, moment
from summit.foundation.errors import SummitError
from summit.venues.facts import FreeSlot, RoomFacts

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %b %Y", "%d %B %Y"]
TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M", "%Hh%M"]


class Refusable(FlaskForm):
    """A form that can show what a rule or the database said."""

    version = HiddenField()

    def refuse(self, error: SummitError) -> None:
        """Show a refused rule at its field, or above the form."""
        name = getattr(error, "field", None)
        if name in self:
            self[name].errors = [*self[name].errors, error.sentence]
        else:
            self.form_errors.append(error.sentence)

    def seen(self) -> int:
        """The version that the page showed; 0, which no record has, when it was tampered with."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


class DayField(DateField):
    """A day in any of the forms that are not ambiguous (UX-34)."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Enter the day, as 2025-10-25.") from error


class ClockField(TimeField):
    """A time of the day, on 24 hours."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Enter the time, as 09:00.") from error


class SlotForm(Refusable):
    """When and where. An end before the start means the night after, as for a dinner that ends at 00:30."""

    day = DayField("Day", [InputRequired("Enter the day.")], format=DAY_FORMATS)
    starts = ClockField("Starts", [InputRequired("Enter the start, as 09:00.")], format=TIME_FORMATS)
    ends = ClockField("Ends", [InputRequired("Enter the end, as 10:15.")], format=TIME_FORMATS)
    room = SelectField("Room")

    def validate_day(self, field: DateField) -> None:
        """Years that no summit is in are slips of the finger, and some of them have no moment in UTC."""
        if field.data is not None and not 2000 <= field.data.year <= 2100:
            raise ValidationError("Enter a day of this century, as 2025-10-25.")

    def offer_rooms(self, rooms: Iterable[RoomFacts]) -> None:
        """Fill the choices that the database knows."""
        self.room.choices = [
            SelectChoice("", "No room"),
            *(
                SelectChoice(room.code, f"{room.code} · {room.name} ({room.capacity} seats)")
                for room in rooms
            ),
        ]

    def times(self, zone: str) -> tuple[datetime, datetime]:
        """Start and end as moments."""
        starts_at = moment(datetime.combine(self.day.data, self.starts.data), zone)
        end_day = self.day.data + timedelta(days=self.ends.data < self.starts.data)
        return starts_at, moment(datetime.combine(end_day, self.ends.data), zone)

    def place_at(self, starts_at: datetime, ends_at: datetime, room: str, zone: str) -> None:
        """Show another time and room: those of the line, or a free alternative."""
        start, end = local(starts_at, zone), local(ends_at, zone)
        self.day.data, self.starts.data, self.ends.data = start.date(), start.time(), end.time()
        # A submitted field shows what was typed, so that must change with it.
        self.day.raw_data, self.starts.raw_data = [f"{start:%Y-%m-%d}"], [f"{start:%H:%M}"]
        self.ends.raw_data = [f"{end:%H:%M}"]
        self.room.data = room


class DescriptionForm(Refusable):
    """What a line says and who may come."""

    kind = SelectField(
        "Kind",
        [InputRequired("Choose a kind.")],
        choices=[SelectChoice(kind.value, name) for kind, name in KIND_NAMES.items()],
    )
    title = StringField(
        "Title",
        [InputRequired("Enter a title."), Length(max=200, message="Keep the title within 200 characters.")],
    )
    abstract = TextAreaField(
        "Abstract",
        [Optional(), Length(max=2000, message="Keep the abstract within 2000 characters.")],
        render_kw={"rows": 5},
    )
    topic = SelectField("Topic")
    setup_minutes = IntegerField(
        "Minutes of set-up before the start",
        [Optional(), NumberRange(0, LONGEST_SETUP, f"Enter 0 to {LONGEST_SETUP} minutes.")],
        default=0,
        render_kw={"inputmode": "numeric"},
    )
    languages = SelectMultipleField(
        "Languages",
        choices=[SelectChoice(code, name) for code, name in LANGUAGE_NAMES.items()],
        default=["en"],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    access = SelectField(
        "Who may enter",
        choices=[SelectChoice(access.value, name) for access, name in ACCESS_NAMES.items()],
        default=Access.DELEGATES.value,
    )
    is_public = BooleanField("Public: it stands in the printed programme", default=True)
    for_all_heads = BooleanField("For all heads of delegation")
    is_exception = BooleanField("The organizer allows a side event and a main event at one time")

    def offer_topics(self, topics: Sequence[TopicFacts]) -> None:
        """Fill the choices that the database knows."""
        self.topic.choices = [
            SelectChoice("", "None"),
            *(SelectChoice(topic.code, topic.title) for topic in topics),
        ]

    def describe(self, entry: EntryFacts) -> None:
        """Show a line as it is."""
        self.kind.data, self.title.data, self.abstract.data = entry.kind.value, entry.title, entry.abstract
        self.topic.data = entry.topic.code if entry.topic else ""
        self.setup_minutes.data, self.languages.data = entry.setup_minutes, list(entry.languages)
        self.access.data, self.is_public.data = entry.access.value, entry.is_public
        self.for_all_heads.data = entry.for_all_heads

    def draft(self, starts_at: datetime, ends_at: datetime, room: str) -> EntryDraft:
        """What was entered, at that time and place."""
        return EntryDraft(
            kind=EntryKind(self.kind.data),
            title=(self.title.data or "").strip(),
            starts_at=starts_at,
            ends_at=ends_at,
            room=room,
            abstract=(self.abstract.data or "").replace("\r\n", "\n").strip(),
            setup_minutes=self.setup_minutes.data or 0,
            languages=" ".join(self.languages.data or []),
            access=Access(self.access.data),
            is_public=bool(self.is_public.data),
            for_all_heads=bool(self.for_all_heads.data),
            topic=self.topic.data or "",
            is_exception=bool(self.is_exception.data),
        )


class DraftForm(DescriptionForm, SlotForm):
    """A whole new line."""


class CancellationForm(Refusable):
    """Why a line is taken out; the journal keeps it."""

    reason = StringField(
        "Reason",
        [
            InputRequired("Say why, for the journal."),
            Length(max=300, message="Keep the reason within 300 characters."),
        ],
    )


def alternative_value(slot: FreeSlot, setup_minutes: int) -> str:
    """What the button of a free alternative sends: room, start and end of the line itself, set-up left out."""
    return f"{slot.room_code} {slot.line_starts(setup_minutes).isoformat()} {slot.held_until.isoformat()}"


def chosen_alternative(value: str) -> tuple[str, datetime, datetime] | None:
    """Room, start and end of the pressed button; None when it was tampered with."""
    try:
        room, start, end = value.split(" ")
        times = datetime.fromisoformat(start), datetime.fromisoformat(end)
    except ValueError:
        return None
    return (room, *times) if all(time.tzinfo is not None for time in times) else None

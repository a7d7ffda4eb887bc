"""The desk: a room, a place to hold, another place, calling off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from wtforms import BooleanField, RadioField, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from summit.bilaterals.facts import Noted, Proposal, Warned
from summit.bilaterals.forms.fields import (
    LONGEST_REASON,
    TIME_FORMATS,
    SeenForm,
    choices_of,
    every_room,
    summit_days,
)
from summit.bilaterals.rules import LONGEST_FLIGHT_REASON
from summit.foundation.clock import local, moment
from summit.venues.facts import RoomFacts, SummitFacts

LEVELS_NOTED = "Protocol has taken note of the unequal levels"
ROOM_NOTED = "Protocol has taken note; it stays in this room"


class NotedForm(SeenForm):
    """What whoever places a meeting takes upon themselves; the page asks for it where it is needed."""

    levels_noted = BooleanField(LEVELS_NOTED)
    room_noted = BooleanField(ROOM_NOTED)
    way_noted = BooleanField("We have taken note that the way is long")
    flight_reason = StringField(
        "Why it must be so close to the flight",
        [Optional(), Length(max=LONGEST_FLIGHT_REASON)],
        render_kw={"maxlength": LONGEST_FLIGHT_REASON},
    )

    def noted(self) -> Noted:
        """What was ticked and written."""
        ticks = (
            (Warned.LEVELS, self.levels_noted),
            (Warned.WAY, self.way_noted),
            (Warned.ROOM, self.room_noted),
        )
        return Noted(tuple(code for code, tick in ticks if tick.data), self.flight_reason.data or "")


class PlacementForm(NotedForm):
    """Where the agreed meeting takes place."""

    room = RadioField("Free rooms", validate_choice=False)
    other_room = SelectField("Another room", validate_choice=False)

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


class PlaceForm(NotedForm):
    """A room and a time: to hold a place before both sides have agreed, or to move a meeting."""

    day = SelectField("Day", [InputRequired("Choose a day.")])
    clock = TimeField("Start", [InputRequired("Enter the start, as 15:00.")], format=TIME_FORMATS)
    room = SelectField("Room", [InputRequired("Choose a room.")])

    def offer(self, rooms: Iterable[RoomFacts], summit: SummitFacts) -> None:
        """Fill the choices that the database knows."""
        self.day.choices = choices_of(summit_days(summit))
        self.room.choices = choices_of(every_room(rooms))

    def place_at(self, starts_at: datetime, room_code: str, zone: str) -> None:
        """Show that time and room, whatever was typed."""
        start = local(starts_at, zone)
        self.day.data, self.clock.data, self.room.data = start.date().isoformat(), start.time(), room_code
        self.day.raw_data, self.clock.raw_data, self.room.raw_data = [self.day.data], [f"{start:%H:%M}"], [room_code]

    def starts_at(self, zone: str) -> datetime:
        """The chosen start as a moment."""
        return moment(datetime.combine(date.fromisoformat(self.day.data), self.clock.data), zone)


class CancellationForm(SeenForm):
    """Calling a meeting off."""

    reason = StringField("Reason for the journal", [Optional(), Length(max=LONGEST_REASON)])


def _seats(proposal: Proposal) -> str:
    return f"{proposal.capacity} seats, {proposal.spare} to spare" if proposal.spare else f"{proposal.capacity} seats"

"""Forms of plans: asking for one, moving a meeting in it, publishing it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from wtforms import BooleanField, HiddenField, RadioField, SelectChoice, SelectField, TimeField
from wtforms.validators import InputRequired, Optional

from summit.bilaterals.facts import (
    Noted,
    Occasion,
    OccasionKind,
    PlanClock,
    PlannedMeeting,
    SchedulingProblem,
    Warned,
)
from summit.bilaterals.forms.fields import TIME_FORMATS, SeenForm, choices_of, parsed_day, summit_days
from summit.bilaterals.forms.placing import LEVELS_NOTED, ROOM_NOTED
from summit.foundation.clock import moment
from summit.foundation.errors import RuleBroken
from summit.venues.facts import SummitFacts

LIMITS = {10: "10 seconds", 30: "30 seconds", 60: "1 minute", 120: "2 minutes", 300: "5 minutes"}
LAST_MINUTE = 100 * 24 * 60  # no summit lasts longer


class PlanForm(SeenForm):
    """How long may be searched."""

    seconds = SelectField(
        "Time to search",
        [InputRequired("Choose how long may be searched.")],
        coerce=int,
        choices=[SelectChoice(str(one), words) for one, words in LIMITS.items()],
    )


class PlannedPlaceForm(SeenForm):
    """Where a meeting of the plan takes place, as the plain form has it: an empty room puts it aside."""

    room = SelectField("Room", validate_choice=False)
    start = SelectField("Start", validate_choice=False)
    room_noted = BooleanField(ROOM_NOTED)

    def offer(self, problem: SchedulingProblem, clock: PlanClock, capacity: int, minutes: int) -> None:
        """Fill the rooms that are large enough, and the starts of every day."""
        rooms = [(room.code, f"{room.code} ({room.capacity} seats)") for room in problem.rooms if room.capacity >= capacity]
        self.room.choices = choices_of(rooms)
        self.start.choices = choices_of(
            (str(start), clock.spoken(start))
            for day in problem.days
            for start in range(day[0], day[1] - minutes + 1, problem.slot)
        )

    def meeting(self, request: str) -> PlannedMeeting | None:
        """The place that was sent, None for nonsense; nothing at all puts the request aside."""
        return chosen_place(request, self.room.data or "", self.start.data or "")


class StepForm(SeenForm):
    """A meeting that was dropped on the board."""

    request = HiddenField()
    room = HiddenField()
    start = HiddenField()

    def meeting(self) -> PlannedMeeting | None:
        """The place that was sent, None for nonsense."""
        return chosen_place(self.request.data or "", self.room.data or "", self.start.data or "")


class PublicationForm(SeenForm):
    """The desk's word that the plan becomes meetings."""

    levels_noted = BooleanField(LEVELS_NOTED)
    room_noted = BooleanField("Protocol has taken note; they stay in their rooms")

    def noted(self) -> Noted:
        """What was ticked."""
        ticks = ((Warned.LEVELS, self.levels_noted), (Warned.ROOM, self.room_noted))
        return Noted(tuple(code for code, tick in ticks if tick.data))


class OccasionForm(SeenForm):
    """What happened on the day."""

    kind = RadioField(
        "What happened",
        [InputRequired("Choose what happened.")],
        choices=[
            SelectChoice(OccasionKind.LATE.value, "A principal is late or away"),
            SelectChoice(OccasionKind.ROOM_LOST.value, "A room is lost"),
            SelectChoice(OccasionKind.PROGRAMME.value, "The programme has changed"),
        ],
    )
    principal = SelectField("Principal", validate_choice=False)
    room = SelectField("Room", validate_choice=False)
    day = SelectField("Day", validate_choice=False)
    clock_from = TimeField("From", [Optional()], format=TIME_FORMATS, default=time(8))
    clock_until = TimeField("Until", [Optional()], format=TIME_FORMATS)
    only_note = BooleanField("Only note it, and look for no ways to go on")

    def offer(
        self, principals: Iterable[tuple[str, str]], rooms: Iterable[tuple[str, str]], summit: SummitFacts
    ) -> None:
        """Fill the choices that the register knows."""
        self.principal.choices = choices_of([("", "Choose a principal"), *principals])
        self.room.choices = choices_of([("", "Choose a room"), *rooms])
        self.day.choices = choices_of(summit_days(summit))

    def occasion(self, clock: PlanClock) -> Occasion:
        """What was said; the rules judge it. Raises RuleBroken where the time is missing."""
        kind = OccasionKind(self.kind.data)
        if kind is OccasionKind.PROGRAMME:
            if self.only_note.data:
                raise RuleBroken("A change of the programme is noted by entering it in the programme.", "kind")
            return Occasion(kind)
        day, start, until = parsed_day(self.day.data or ""), self.clock_from.data, self.clock_until.data
        if day is None or start is None or until is None:
            raise RuleBroken("Enter the day and both times, as 15:00.", "clock_until")
        code = self.principal.data if kind is OccasionKind.LATE else self.room.data
        at = (moment(datetime.combine(day, one), clock.zone) for one in (start, until))
        return Occasion(kind, code or "", *(clock.minutes(one) for one in at))


class DispatchForm(SeenForm):
    """The desk's word that one of the answers is sent."""

    ring = HiddenField()
    calls_off = BooleanField("Call off the meetings that find no other time")


def chosen_place(request: str, room: str, start: str) -> PlannedMeeting | None:
    """Request, room and start as they stand in an address or a form; None for nonsense."""
    if not request or not all(one.isprintable() and len(one) <= 20 for one in (request, room)):
        return None
    if not room:
        return PlannedMeeting(request, "", 0)
    is_number = start.isascii() and start.isdigit() and len(start) < 7
    return PlannedMeeting(request, room, int(start)) if is_number and int(start) < LAST_MINUTE else None

"""Forms of plans: asking for one, moving a meeting in it, publishing it."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, SelectChoice, SelectField
from wtforms.validators import InputRequired

from summit.bilaterals.facts import PlanClock, PlannedMeeting, SchedulingProblem
from summit.bilaterals.forms.requests import SeenForm, choices_of

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


class PlaceForm(SeenForm):
    """Where a meeting of the plan takes place, as the plain form has it: an empty room puts it aside."""

    room = SelectField("Room", validate_choice=False)
    start = SelectField("Start", validate_choice=False)

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

    levels_noted = BooleanField("Protocol has taken note of the unequal levels")


def chosen_place(request: str, room: str, start: str) -> PlannedMeeting | None:
    """Request, room and start as they stand in an address or a form; None for nonsense."""
    if not request or not all(one.isprintable() and len(one) <= 20 for one in (request, room)):
        return None
    if not room:
        return PlannedMeeting(request, "", 0)
    is_number = start.isascii() and start.isdigit() and len(start) < 7
    return PlannedMeeting(request, room, int(start)) if is_number and int(start) < LAST_MINUTE else None

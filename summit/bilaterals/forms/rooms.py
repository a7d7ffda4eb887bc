"""A room for a delegation's own meeting."""

from __future__ import annotations

from datetime import date, datetime

from wtforms import IntegerField, SelectChoice, SelectField, TimeField
from wtforms.validators import InputRequired, NumberRange

from summit.bilaterals.forms.fields import TIME_FORMATS, SeenForm, choices_of, summit_days
from summit.bilaterals.rules import ROOM_MINUTES
from summit.foundation.clock import moment
from summit.venues.facts import SummitFacts


class OwnRoomForm(SeenForm):
    """When, how long, for how many."""

    delegation = SelectField("Delegation", [InputRequired("Choose the delegation.")])
    day = SelectField("Day", [InputRequired("Choose a day.")])
    clock = TimeField("Start", [InputRequired("Enter the start, as 15:00.")], format=TIME_FORMATS)
    minutes = SelectField(
        "Duration", coerce=int, choices=[SelectChoice(str(one), f"{one} minutes") for one in ROOM_MINUTES], default=30
    )
    persons = IntegerField("Persons", [InputRequired("Enter how many persons come."), NumberRange(1, 200)], default=8)

    def offer(self, delegations: list[tuple[str, str]], summit: SummitFacts) -> None:
        """Fill the choices that the database knows; an only delegation is chosen already."""
        self.delegation.choices = choices_of(delegations)
        if len(delegations) == 1 and not self.delegation.data:
            self.delegation.data = delegations[0][0]
        self.day.choices = choices_of(summit_days(summit))

    def starts_at(self, zone: str) -> datetime:
        """The chosen start as a moment."""
        return moment(datetime.combine(date.fromisoformat(self.day.data), self.clock.data), zone)

"""The day itself: running late, who helps, who spoke unplanned."""

from __future__ import annotations

from datetime import date, datetime

from wtforms import IntegerField, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from summit.bilaterals.forms.fields import TIME_FORMATS, SeenForm, choices_of, summit_days
from summit.bilaterals.rules import LONGEST_NAME, LONGEST_OVER_RUN
from summit.foundation.clock import moment
from summit.venues.facts import SummitFacts


class OverRunForm(SeenForm):
    """How many minutes longer the meeting lasts."""

    minutes = IntegerField(
        "Minutes longer", [InputRequired("Enter how many minutes longer it lasts."), NumberRange(0, LONGEST_OVER_RUN)]
    )


class HelperForm(SeenForm):
    """Who of the host helps at the meeting."""

    liaison = StringField("Liaison officer", [Optional(), Length(max=LONGEST_NAME)])
    interpreter = StringField("Interpreter", [Optional(), Length(max=LONGEST_NAME)])


class PullAsideForm(SeenForm):
    """Two delegations and the time at which they spoke."""

    one = SelectField("Delegation", [InputRequired("Choose a delegation.")])
    other = SelectField("And delegation", [InputRequired("Choose the other delegation.")])
    day = SelectField("Day", [InputRequired("Choose a day.")])
    clock = TimeField("Time", [InputRequired("Enter the time, as 15:00.")], format=TIME_FORMATS)

    def offer(self, partners: list[tuple[str, str]], summit: SummitFacts) -> None:
        """Fill the choices that the database knows."""
        for side in (self.one, self.other):
            side.choices = choices_of([("", "Choose a delegation"), *partners])
        self.day.choices = choices_of(summit_days(summit))

    def happened_at(self, zone: str) -> datetime:
        """The moment that was entered."""
        return moment(datetime.combine(date.fromisoformat(self.day.data), self.clock.data), zone)

"""What keeps a principal: a flight, rest, prayer, a meal."""

from __future__ import annotations

from datetime import date, datetime

from wtforms import SelectField, TimeField
from wtforms.validators import InputRequired, Optional

from summit.bilaterals.facts import Span
from summit.bilaterals.forms.fields import TIME_FORMATS, SeenForm, choices_of
from summit.bilaterals.lifecycle import BLOCK_NAMES, BlockKind
from summit.bilaterals.rules import OF_THE_DELEGATION
from summit.foundation.clock import moment
from summit.venues.facts import SummitFacts


class BlockForm(SeenForm):
    """A time at which the principal is not available."""

    kind = SelectField(
        "What", choices=choices_of((one.value, BLOCK_NAMES[one]) for one in BlockKind if one in OF_THE_DELEGATION)
    )
    day = SelectField("Day", [InputRequired("Choose a day.")])
    clock_from = TimeField("From", [InputRequired("Enter a time, as 09:00.")], format=TIME_FORMATS)
    clock_until = TimeField("Until", [Optional()], format=TIME_FORMATS)

    def offer(self, summit: SummitFacts) -> None:
        """The summit's days and those around it, for people arrive before and leave after."""
        days = [summit.first_day.fromordinal(summit.first_day.toordinal() - number) for number in (3, 2, 1)]
        days += [*summit.days(), *(summit.last_day.fromordinal(summit.last_day.toordinal() + number) for number in (1, 2, 3))]
        self.day.choices = choices_of((day.isoformat(), f"{day:%A} {day.day} {day:%B}") for day in days)
        self.day.data = self.day.data or summit.first_day.isoformat()

    def span(self, zone: str) -> Span:
        """The time that was entered; without an end it is one moment."""
        on = date.fromisoformat(self.day.data)
        start = moment(datetime.combine(on, self.clock_from.data), zone)
        return Span(start, moment(datetime.combine(on, self.clock_until.data), zone) if self.clock_until.data else start)

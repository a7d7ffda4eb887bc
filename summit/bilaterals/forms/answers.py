"""Answering a request: a time, another time, another principal, a button."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from wtforms import HiddenField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, Optional

from summit.bilaterals.forms.fields import (
    TIME_FORMATS,
    SeenForm,
    choices_of,
    parsed_day,
    parsed_moment,
    spoken_span,
    summit_days,
)
from summit.foundation.clock import moment
from summit.venues.facts import SummitFacts


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

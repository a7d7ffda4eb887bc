"""Asking for a meeting, and what a side arranges for it (BIL-01)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from wtforms import BooleanField, IntegerField, SelectChoice, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from summit.bilaterals.facts import SPOKEN, Arrangements, MeetingWish, Span
from summit.bilaterals.forms.fields import TIME_FORMATS, SeenForm, choices_of, summit_days
from summit.bilaterals.lifecycle import (
    INTERPRETATION_NAMES,
    KIND_NAMES,
    PRESS_NAMES,
    Interpretation,
    Press,
    RequestKind,
)
from summit.bilaterals.rules import DURATIONS, LONGEST_NEEDS, LONGEST_SUBJECT, MOST_PERSONS
from summit.foundation.clock import moment
from summit.venues.facts import SummitFacts

LANGUAGES = [("", "Not said yet"), *SPOKEN.items()]


class ArrangementForm(SeenForm):
    """What the own side arranges."""

    language = SelectField("Language that your principal speaks", choices=choices_of(LANGUAGES), default="")
    interpretation = SelectField(
        "Interpretation",
        choices=choices_of((one.value, INTERPRETATION_NAMES[one]) for one in Interpretation),
        default=Interpretation.NONE.value,
    )
    press = SelectField(
        "Press", choices=choices_of((one.value, PRESS_NAMES[one]) for one in Press), default=Press.NONE.value
    )
    exchanges_gifts = BooleanField("Gifts are exchanged")
    needs = StringField(
        "Special needs", [Optional(), Length(max=LONGEST_NEEDS)], render_kw={"maxlength": LONGEST_NEEDS}
    )

    def arrangements(self) -> Arrangements:
        """What was chosen."""
        return Arrangements(
            language=self.language.data or "",
            interpretation=self.interpretation.data,
            needs=self.needs.data or "",
            press=self.press.data,
            exchanges_gifts=bool(self.exchanges_gifts.data),
        )

    def show(self, arrangements: Arrangements, needs: str) -> None:
        """Show what is arranged now."""
        self.language.data, self.interpretation.data = arrangements.language, arrangements.interpretation
        self.press.data, self.exchanges_gifts.data = arrangements.press, arrangements.exchanges_gifts
        self.needs.data = needs


class WishForm(ArrangementForm):
    """What the asking side wishes (BIL-01)."""

    asked = SelectField("Delegation to meet", [InputRequired("Choose the delegation to meet.")])
    principal = SelectField("Your principal", [InputRequired("Choose who meets.")])
    kind = SelectField(
        "Kind", choices=choices_of((one.value, KIND_NAMES[one]) for one in RequestKind), default=RequestKind.MEETING.value
    )
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
    day_2 = SelectField("Second choice", default="")
    clock_from_2 = TimeField("From", [Optional()], format=TIME_FORMATS, default=time(8))
    clock_until_2 = TimeField("Until", [Optional()], format=TIME_FORMATS, default=time(20))
    day_3 = SelectField("Third choice", default="")
    clock_from_3 = TimeField("From", [Optional()], format=TIME_FORMATS, default=time(8))
    clock_until_3 = TimeField("Until", [Optional()], format=TIME_FORMATS, default=time(20))
    yields = BooleanField("We leave the right-hand side of the room to the other delegation")
    subject = StringField("Subject", [Optional(), Length(max=LONGEST_SUBJECT)], render_kw={"maxlength": LONGEST_SUBJECT})

    def offer(
        self, partners: list[tuple[str, str]], principals: list[tuple[str, str]], summit: SummitFacts
    ) -> None:
        """Fill the choices that the database knows."""
        self.asked.choices = choices_of([("", "Choose a delegation"), *partners])
        self.principal.choices = choices_of(principals)
        self.day.choices = choices_of([("", "Any day"), *summit_days(summit)])
        for further in (self.day_2, self.day_3):
            further.choices = choices_of([("", "None"), *summit_days(summit)])

    def wish(self, summit: SummitFacts) -> MeetingWish:
        """The wish with its windows as moments; `any day` reaches from the first to the last."""
        days = summit.days()
        first, last = (date.fromisoformat(self.day.data),) * 2 if self.day.data else (days[0], days[-1])
        return MeetingWish(
            principal=self.principal.data or "",
            minutes=self.minutes.data,
            wished_from=moment(datetime.combine(first, self.clock_from.data), summit.zone),
            wished_until=moment(datetime.combine(last, self.clock_until.data), summit.zone),
            persons_per_side=self.persons_per_side.data,
            subject=self.subject.data or "",
            kind=self.kind.data,
            more=tuple(self._further(summit.zone)),
            arrangements=self.arrangements(),
            yields=bool(self.yields.data),
        )

    def _further(self, zone: str) -> Iterator[Span]:
        """Second and third choice, where a day is chosen; a clock left empty is that of the whole day."""
        choices = (
            (self.day_2, self.clock_from_2, self.clock_until_2),
            (self.day_3, self.clock_from_3, self.clock_until_3),
        )
        for day, opens, closes in choices:
            if day.data:
                on = date.fromisoformat(day.data)
                yield Span(
                    moment(datetime.combine(on, opens.data or time(8)), zone),
                    moment(datetime.combine(on, closes.data or time(20)), zone),
                )

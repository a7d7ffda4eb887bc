"""Forms of precedence: how a list is ordered, where a delegation is to stand, the dates that break ties."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from wtforms import BooleanField, DateTimeLocalField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from summit.delegations.forms.delegation import LOCAL
from summit.delegations.forms.fields import PlainDateField, RuleForm, VersionedForm, choices
from summit.delegations.lifecycle import LANGUAGE_NAMES
from summit.delegations.precedence import (
    MANNER_NAMES,
    MODE_NAMES,
    ORGANIZATIONS_NAMES,
    TIE_BREAK_NAMES,
    Manner,
    Mode,
    OrganizationsBy,
    Pin,
    Settings,
    TieBreak,
)


class ListForm(VersionedForm):
    """How a list is ordered (PRE-01, PRE-04)."""

    mode = SelectField("Order", choices=choices({one.value: name for one, name in MODE_NAMES.items()}, empty=""))
    tie_break = SelectField(
        "Within a class decides",
        choices=choices({one.value: name for one, name in TIE_BREAK_NAMES.items()}, empty=""),
    )
    drawn = SelectField("State drawn by lot")
    language = SelectField("Language of the alphabet", choices=choices(LANGUAGE_NAMES, empty=""))
    host_first = BooleanField("The host comes first")
    reio_among_states = BooleanField("The European Union stands among the States")
    organizations = SelectField(
        "Organizations among themselves",
        choices=choices({one.value: name for one, name in ORGANIZATIONS_NAMES.items()}, empty=""),
    )

    def offer(self, states: Mapping[str, str]) -> None:
        """Everybody whose name can be in the lot."""
        self.drawn.choices = choices(states, empty="None")

    def settings(self) -> Settings:
        """What was chosen."""
        return Settings(
            mode=Mode(self.mode.data),
            tie_break=TieBreak(self.tie_break.data),
            language=self.language.data,
            drawn=self.drawn.data or "",
            host_first=bool(self.host_first.data),
            reio_among_states=bool(self.reio_among_states.data),
            organizations=OrganizationsBy(self.organizations.data),
        )


class DecisionForm(RuleForm):
    """Where the Chief of Protocol places a delegation (PRE-05)."""

    code = SelectField("Delegation", [InputRequired("Choose the delegation.")])
    manner = SelectField(
        "Stands", choices=choices({one.value: name for one, name in MANNER_NAMES.items()}, empty="")
    )
    place = IntegerField("Place", [Optional()], render_kw={"inputmode": "numeric"})
    other = SelectField("Beside")
    reason = TextAreaField("Reason", [InputRequired("Give a reason; it is kept in the journal.")], render_kw={"rows": 3})

    def offer(self, delegations: Mapping[str, str]) -> None:
        """The delegations that stand in the list."""
        self.code.choices = choices(delegations)
        self.other.choices = choices(delegations, empty="Nobody")

    def pin(self) -> Pin:
        """Where it is to stand; of place and neighbor only what the manner asks for."""
        manner = Manner(self.manner.data)
        if manner is Manner.FIXED:
            return Pin(manner, place=self.place.data)
        return Pin(manner, other=self.other.data or "")


class SeniorityForm(VersionedForm):
    """The dates of a delegation that break ties (PRE-01 c, d)."""

    credentials_on = PlainDateField("Credentials presented on")
    confirmed_at = DateTimeLocalField("Participation confirmed at", [Optional()], format=LOCAL)

    def validate_confirmed_at(self, field: DateTimeLocalField) -> None:
        """A year that a clock can show in every time zone."""
        typed: datetime | None = field.data
        if typed is not None and not 1900 < typed.year < 9000:
            raise ValidationError("Enter the year with four figures, for example 2025.")

"""Forms about the terms of registration: rules of quota and deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from wtforms import (
    DateTimeLocalField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from summit.delegations.facts import QuotaEntry
from summit.delegations.forms.delegation import LOCAL
from summit.delegations.forms.fields import RuleForm, VersionedForm, choices
from summit.delegations.lifecycle import FUNCTION_NAMES, KIND_NAMES

BEHAVIORS = {"late": "Is accepted and marked late", "hard": "Is refused; only the protocol department may still do it"}


class ChecksField(SelectMultipleField):
    """Several of a short list, each with a box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PlacesForm(VersionedForm):
    """How many places a rule gives, and why."""

    places = IntegerField(
        "Places",
        [InputRequired("Enter how many places there are."), NumberRange(0, 1000, "Enter 0 to 1,000.")],
        render_kw={"inputmode": "numeric"},
    )
    reason = TextAreaField("Reason", render_kw={"rows": 2})


class QuotaForm(PlacesForm):
    """A new rule: for whom, of what, for which functions."""

    whom = SelectField("For", [InputRequired("Choose a kind of party or one delegation.")])
    zone = SelectField("Places of")
    functions = ChecksField("Functions", choices=choices(FUNCTION_NAMES, empty=""))

    def offer(self, delegations: Iterable[tuple[str, str]], zones: dict[str, str]) -> None:
        """The kinds, the delegations by name, and the zones of this summit."""
        self.whom.choices = [
            SelectChoice("", "Choose…"),
            *(SelectChoice(kind.value, name, optgroup="Every delegation of a kind") for kind, name in KIND_NAMES.items()),
            *(SelectChoice(code, name, optgroup="One delegation, as an exception") for code, name in delegations),
        ]
        self.zone.choices = [
            SelectChoice("", "Badges"),
            *(SelectChoice(code, f"Zone {code} · {name}") for code, name in zones.items()),
        ]

    def entry(self) -> QuotaEntry:
        """What was entered."""
        return QuotaEntry(
            places=self.places.data,
            zone=self.zone.data or "",
            functions=tuple(self.functions.data or ()),
            reason=self.reason.data or "",
        )


class DeadlineForm(RuleForm):
    """Until when, on the clocks of the summit's place; and what happens to what comes later."""

    falls_at = DateTimeLocalField("Until", [Optional()], format=LOCAL)
    behavior = RadioField("What comes later", [InputRequired("Choose what happens.")], choices=choices(BEHAVIORS, empty=""))

    def fill(self, falls_at: datetime | None, *, is_hard: bool) -> None:
        """Show the deadline as it is, on those clocks."""
        if not self.is_submitted():
            self.falls_at.data, self.behavior.data = falls_at, "hard" if is_hard else "late"

"""What the host settles for all meetings: who is kept apart, and how many interpreters it has."""

from __future__ import annotations

from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from summit.bilaterals.facts import SPOKEN
from summit.bilaterals.forms.fields import SeenForm, choices_of
from summit.bilaterals.rules import LONGEST_GROUNDS, MOST_INTERPRETERS


class InterpretersForm(SeenForm):
    """How many interpreters of a language there are."""

    language = SelectField(
        "Language", [InputRequired("Choose a language.")], choices=choices_of([("", "Choose a language"), *SPOKEN.items()])
    )
    places = IntegerField(
        "Interpreters", [InputRequired("Enter how many there are."), NumberRange(0, MOST_INTERPRETERS)]
    )


class SeparationForm(SeenForm):
    """Two delegations that are kept apart, and why."""

    one = SelectField("Delegation", [InputRequired("Choose a delegation.")])
    other = SelectField("And delegation", [InputRequired("Choose the other delegation.")])
    reason = StringField(
        "Reason", [Optional(), Length(max=LONGEST_GROUNDS)], render_kw={"maxlength": LONGEST_GROUNDS, "autocomplete": "off"}
    )

    def offer(self, partners: list[tuple[str, str]]) -> None:
        """Fill the choices that the database knows."""
        for side in (self.one, self.other):
            side.choices = choices_of([("", "Choose a delegation"), *partners])

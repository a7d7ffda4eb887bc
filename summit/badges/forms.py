"""Input of the badge desk: parsed and labelled, judged by the rules."""

from __future__ import annotations

import re

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Length
from wtforms.widgets import HiddenInput

from summit.badges.facts import RunSelection, SelectionKind
from summit.badges.rules import LONGEST_REASON
from summit.foundation.errors import SummitError

KINDS = [kind.value for kind in SelectionKind if kind is not SelectionKind.EVERYONE]


class DeskForm(FlaskForm):
    """A form whose rules are judged by the actions."""

    def refuse(self, error: SummitError) -> None:
        """Show the error of a rule beside its field, or above the form."""
        field = getattr(self, getattr(error, "field", None) or "", None)
        if hasattr(field, "errors"):
            field.errors = [*field.errors, error.sentence]  # type: ignore[union-attr]
        else:
            self.form_errors.append(error.sentence)


class OrderForm(DeskForm):
    """Whom to print. `code` names the delegation, category or person; it is empty for all who wait."""

    kind = HiddenField(validators=[AnyOf(KINDS, "Choose whom to print.")])
    code = StringField("Code", [Length(max=20)])

    def selection(self) -> RunSelection:
        return RunSelection(SelectionKind(self.kind.data), self.code.data or "")


class VersionForm(DeskForm):
    """A button that carries what the page showed."""

    version = IntegerField(validators=[InputRequired("Load the page again.")], widget=HiddenInput())


class RunConfirmationForm(VersionForm):
    """The operator's word on the printed cards."""

    misprints = TextAreaField(
        "Serials of misprints", [Length(max=20_000)], render_kw={"rows": 3, "spellcheck": "false"}
    )

    def serials(self) -> frozenset[str]:
        """Serials by any separator, in capitals."""
        return frozenset(part for part in re.split(r"[\s,;]+", (self.misprints.data or "").upper()) if part)


class ReasonForm(DeskForm):
    """Why a card is printed again or void."""

    reason = StringField("Reason", [Length(max=LONGEST_REASON)], render_kw={"maxlength": LONGEST_REASON})

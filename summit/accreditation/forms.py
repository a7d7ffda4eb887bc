"""Input of decisions, security answers and submissions; the rules judge it."""

from __future__ import annotations

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from summit.accreditation.lifecycle import ANSWERS, CLEARANCE_NAMES, VERB_NAMES, Clearance, reasons_for
from summit.foundation.errors import SummitError
from summit.foundation.web import picked


class CaseForm(FlaskForm):
    """A form that carries the version of the application on the page, and shows a refused rule."""

    version = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def refuse(self, error: SummitError) -> None:
        """Show a refused rule at its field, or above the form."""
        name = getattr(error, "field", None)
        if name in self:
            self[name].errors = [*self[name].errors, error.sentence]
        else:
            self.form_errors.append(error.sentence)

    def show(self, **seen: object) -> None:
        """Carry what this page shows, not what an older one did."""
        for name, value in seen.items():
            self[name].data, self[name].raw_data = value, None


class DecisionForm(CaseForm):
    """One verb on one application. Several stand on one page, so the fields are named after the verb on the page."""

    verb = ""
    needs_reason = False
    record_seen = HiddenField()
    reason_code = SelectField("Reason", validate_choice=False)
    reason_text = TextAreaField("In your own words", render_kw={"rows": 2, "maxlength": 500})

    @property
    def label(self) -> str:
        """The word on the button."""
        return VERB_NAMES[self.verb]

    @classmethod
    def sent(cls, verb: str) -> DecisionForm:
        """What the officer sent."""
        return cls().named(verb)

    @classmethod
    def fresh(cls, verb: str) -> DecisionForm:
        """An empty form, whatever was sent for another verb."""
        return cls(formdata=None).named(verb)

    def named(self, verb: str) -> DecisionForm:
        """Put the verb into the fields and its reasons into the list."""
        self.verb = verb
        reasons = reasons_for(verb)
        self.needs_reason = bool(reasons)
        self.reason_code.choices = [
            SelectChoice("", "Choose a reason"),
            *(SelectChoice(one.code, one.text) for one in reasons.values()),
        ]
        for field in self:
            field.id = f"{verb.strip('_')}-{field.name.replace('_', '-')}"
            field.label.field_id = field.id
        return self


class ClearanceForm(CaseForm):
    """The security answer on one application."""

    clearance = RadioField(
        "Answer",
        [InputRequired("Choose one of the three answers.")],
        choices=[SelectChoice(answer.value, CLEARANCE_NAMES[answer]) for answer in ANSWERS],
    )


class SubmissionForm(CaseForm):
    """Handing applications in; the box is never ticked beforehand (PRV-01)."""

    notice = BooleanField("Everybody concerned has read the privacy notice")


def answered(values: Iterable[str]) -> dict[str, tuple[int, Clearance]]:
    """Security answers of a list, each `code:version:answer`; lines without an answer are left out."""
    found: dict[str, tuple[int, Clearance]] = {}
    for value in values:
        line, _, answer = value.rpartition(":")
        if answer in set(ANSWERS):
            found |= {code: (version, Clearance(answer)) for code, version in picked([line]).items()}
    return found

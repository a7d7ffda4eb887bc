"""Forms of the duty desk."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from summit.foundation.errors import SummitError
from summit.notices.facts import Wording


class WordingForm(FlaskForm):
    """The words of one kind of letter in one language, and the version that was seen."""

    subject = StringField(
        "Subject", [InputRequired("Enter a subject."), Length(max=200, message="Use at most 200 characters.")],
        render_kw={"dir": "auto"},
    )  # fmt: skip
    body = TextAreaField(
        "Text",
        [InputRequired("Enter the text of the letter."), Length(max=4000, message="Use at most 4,000 characters.")],
        render_kw={"rows": 14, "dir": "auto"},
    )
    version = IntegerField(widget=HiddenInput(), default=0)

    @property
    def wording(self) -> Wording:
        """What was typed."""
        return Wording(self.subject.data or "", self.body.data or "")

    def refuse(self, error: SummitError) -> None:
        """Show a refused rule at its field, or above the form."""
        name = getattr(error, "field", None)
        if name in self:
            self[name].errors = [*self[name].errors, error.sentence]
        else:
            self.form_errors.append(error.sentence)

"""Forms of documents: publishing, asking for a correction, deciding on one."""

from __future__ import annotations

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from summit.documents.kinds import KindFacts
from summit.documents.lifecycle import (
    DOCUMENT,
    FIELD_NAMES,
    STATE_NAMES,
    VERB_TO,
    CorrectedField,
    VersionState,
)
from summit.documents.models import Document
from summit.foundation.errors import SummitError

LONGEST = 300
TOGETHER = (VersionState.FINAL, VersionState.PROVISIONAL, VersionState.REVISED)


class PaperForm(FlaskForm):
    """A form that can say what was refused."""

    def refuse(self, error: SummitError) -> None:
        """Show a refused rule at its field, or above the form."""
        name = getattr(error, "field", None)
        if name in self and self[name].type != "HiddenField":
            self[name].errors = [*self[name].errors, error.sentence]
        else:
            self.form_errors.append(error.sentence)


class PublicationForm(PaperForm):
    """As what the document is published."""

    subject = HiddenField()
    language = HiddenField()
    state = SelectField("Publish as", [InputRequired("Choose as what it is published.")])
    hours = IntegerField("Hours for corrections", [Optional()], default=24)
    note = StringField("Note", [Optional(), Length(max=LONGEST)], render_kw={"maxlength": LONGEST})

    def offer(self, kind: KindFacts, document: Document | None) -> None:
        """Fill the states that the document can go to now (DOC-02)."""
        now = VersionState(document.state) if document else VersionState.UNPUBLISHED
        possible = set(DOCUMENT.verbs(now))
        if kind.has_window and now is VersionState.UNPUBLISHED:
            possible -= {"finalize"}
        self.state.choices = [
            (state.value, STATE_NAMES[state]) for state, verb in VERB_TO.items() if verb in possible
        ]


class BundleForm(PaperForm):
    """As what all documents of a kind are published that changed."""

    language = HiddenField()
    state = SelectField(
        "Publish as", [InputRequired("Choose as what they are published.")],
        choices=[SelectChoice(state.value, STATE_NAMES[state]) for state in TOGETHER],
    )  # fmt: skip
    note = StringField("Note", [Optional(), Length(max=LONGEST)], render_kw={"maxlength": LONGEST})


class CorrectionForm(PaperForm):
    """What a delegation wants to have corrected."""

    participant = SelectField("Person", [Optional()], validate_choice=False)
    field = SelectField("What is wrong", [InputRequired("Choose what is wrong.")])
    wanted = StringField(
        "How it should read",
        [InputRequired("Write how it should read."), Length(max=LONGEST)],
        render_kw={"maxlength": LONGEST},
    )

    def offer(self, people: Iterable[tuple[str, str]]) -> None:
        """Fill the people of the delegation's own part of the list."""
        self.participant.choices = [("", "Nobody in the list"), *people]
        self.field.choices = [(field.value, FIELD_NAMES[field]) for field in CorrectedField]


class DecisionForm(PaperForm):
    """The answer to a request; a reason is needed only to decline."""

    version = HiddenField()
    answer = StringField("Answer to the delegation", [Optional(), Length(max=LONGEST)], render_kw={"maxlength": LONGEST})

    def seen(self) -> int:
        """The version that the page showed; 0, which no record has, when it was tampered with."""
        written = self.version.data or ""
        return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0

"""Input of the badge desk: parsed and labelled, judged by the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, IntegerField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from summit.accreditation.facts import CategoryFacts
from summit.badges.facts import (
    CARD_KIND_NAMES,
    SAMPLE_NAMES,
    DesignEntry,
    DesignLine,
    RunSelection,
    SelectionKind,
)
from summit.badges.layout import STANDARD
from summit.badges.layout.stored import LARGEST_TEXT, LONGEST_NAME
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


class DesignOpeningForm(DeskForm):
    """What a new design begins with."""

    name = StringField(
        "Name", [DataRequired("Give the design a name."), Length(max=LONGEST_NAME)], render_kw={"maxlength": LONGEST_NAME}
    )
    kind = SelectField("Card", choices=[SelectChoice(kind.value, CARD_KIND_NAMES[kind.value]) for kind in STANDARD])
    category = SelectField("For", [], validate_choice=True)
    copy_of = SelectField("Begin with", [], validate_choice=True)

    def offer(self, categories: Iterable[CategoryFacts], designs: Iterable[DesignLine]) -> None:
        """Set the categories and the designs to choose from."""
        by_category = [SelectChoice(one.code, f"{one.code} · {one.name}") for one in categories]
        copies = [SelectChoice(one.code, f"A copy of {one.title} ({one.kind_name})") for one in designs]
        self.category.choices = [SelectChoice("", "All categories"), *by_category]
        self.copy_of.choices = [SelectChoice("", "The standard design"), *copies]

    def entry(self) -> DesignEntry:
        return DesignEntry(self.kind.data, (self.name.data or "").strip(), self.category.data, self.copy_of.data)


class DesignForm(VersionForm):
    """The design as the page has drawn it."""

    content = TextAreaField(
        "The design as text", id="design-text", render_kw={"rows": 8, "spellcheck": "false", "maxlength": LARGEST_TEXT}
    )


class SampleForm(DeskForm):
    """Which side of an unsaved design to show, and whose card."""

    content = TextAreaField("The design as text")
    sample = SelectField("Whose card", choices=[SelectChoice(one.value, name) for one, name in SAMPLE_NAMES.items()])
    side = SelectField("Side", choices=[SelectChoice("front", "Front"), SelectChoice("back", "Back")])
    category = StringField("Category", [Length(max=8)])


class ArtworkForm(DeskForm):
    """A picture for a design."""

    file = FileField("PNG, JPEG, or a PDF of one page", [FileRequired("Choose the file to send.")],
                     render_kw={"accept": ".png,.jpg,.jpeg,.pdf"})  # fmt: skip

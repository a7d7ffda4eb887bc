"""Input of the badge desk: parsed and labelled, judged by the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Length
from wtforms.widgets import HiddenInput

from summit.badges.facts import (
    DOCUMENTS,
    HAND_OVERS,
    HandOverEntry,
    HandOverKind,
    RunSelection,
    SelectionKind,
)
from summit.badges.rules import LONGEST_REASON
from summit.foundation.errors import SummitError

Key = TypeVar("Key", bound=str)
KINDS = [kind.value for kind in SelectionKind if kind is not SelectionKind.EVERYONE]


def choices(labels: Mapping[Key, str], empty: str = "") -> list[SelectChoice]:
    """A table of labels as the choices of a field, after an empty one where a word is given for it."""
    first = [SelectChoice("", empty)] if empty else []
    return [*first, *(SelectChoice(str(value), label) for value, label in labels.items())]


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


class IdentityForm(DeskForm):
    """That somebody was compared with a document; only its kind is kept."""

    document = SelectField("Document shown", choices=choices(DOCUMENTS, "Choose"))
    is_compared = BooleanField("The document is theirs: I compared face and photograph")


class HandOverForm(IdentityForm):
    """Which cards go over the desk, to whom, and on what proof (BDG-01, BDG-02)."""

    cards = SelectMultipleField("Badges", validate_choice=False)
    kind = RadioField(
        "How they are collected", choices=choices(HAND_OVERS), default="in_bulk"
    )
    collector = StringField("Who collects", [Length(max=200)])
    authorization = StringField("Signed authorization", [Length(max=120)])
    has_copy = BooleanField("A copy of the proxy's document is on file")
    left_because = StringField("Why the others stay", [Length(max=LONGEST_REASON)])

    def entry(self) -> HandOverEntry:
        return HandOverEntry(
            kind=HandOverKind(self.kind.data),
            serials=frozenset(self.cards.data or ()),
            collector=self.collector.data or "",
            document=self.document.data or "",
            is_compared=self.is_compared.data,
            authorization=self.authorization.data or "",
            has_copy=self.has_copy.data,
            left_because=self.left_because.data or "",
        )


class LossForm(DeskForm):
    """A card that is gone, and how."""

    kind = RadioField("What happened", choices=choices({"lost": "Lost", "stolen": "Stolen"}), default="lost")
    reason = TextAreaField("Where and when", [Length(max=500)], render_kw={"rows": 3, "maxlength": 500})


class DecisionForm(VersionForm):
    """An officer's word on a replacement; a refusal says why."""

    reason = StringField("Reason", [Length(max=LONGEST_REASON)], render_kw={"maxlength": LONGEST_REASON})


class PrinterForm(DeskForm):
    """A printer of cards and where it stands."""

    name = StringField("Name", [Length(max=80)])
    place = StringField("Place", [Length(max=120)])


class UseForm(DeskForm):
    """Whether something is in use, by a button."""

    is_in_use = HiddenField()


class RunPrinterForm(VersionForm):
    """At which printer a run is printed."""

    printer = StringField("Printer", [Length(max=20)])

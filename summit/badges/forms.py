"""Input of the badge desk: parsed and labelled, judged by the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
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
from wtforms.fields import TimeField
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from summit.accreditation.facts import CategoryFacts
from summit.badges.facts import (
    CARD_KIND_NAMES,
    DOCUMENTS,
    HAND_OVERS,
    LETTERS,
    MOVEMENTS,
    PAPER_NAMES,
    PASS_KINDS,
    SAMPLE_NAMES,
    DesignEntry,
    DesignLine,
    HandOverEntry,
    HandOverKind,
    LoanEntry,
    PassOrder,
    PinEntry,
    PlacesEntry,
    RunSelection,
    SelectionKind,
    VehicleEntry,
)
from summit.badges.layout import STANDARD
from summit.badges.layout.stored import LARGEST_TEXT, LONGEST_NAME
from summit.badges.lifecycle import LossKind
from summit.badges.rules import LONGEST_REASON
from summit.delegations.lifecycle import KIND_NAMES
from summit.foundation.errors import NotFound, SummitError

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


def serials_in(text: str | None) -> frozenset[str]:
    """Serials by any separator, in capitals."""
    return frozenset(part for part in re.split(r"[\s,;]+", (text or "").upper()) if part)


class RunConfirmationForm(VersionForm):
    """The operator's word on the printed cards."""

    misprints = TextAreaField(
        "Serials of misprints", [Length(max=20_000)], render_kw={"rows": 3, "spellcheck": "false"}
    )

    def serials(self) -> frozenset[str]:
        return serials_in(self.misprints.data)


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


class ReturnForm(DeskForm):
    """A pile of cards that came back: chosen in the list of a delegation, scanned, or both."""

    cards = SelectMultipleField("Badges", validate_choice=False)
    serials = TextAreaField(
        "Scanned or typed serials", [Length(max=100_000)], render_kw={"rows": 8, "spellcheck": "false"}
    )
    delegation = HiddenField(validators=[Length(max=20)])


LOSS_KINDS = {LossKind.LOST: "Lost", LossKind.STOLEN: "Stolen", LossKind.DAMAGED: "Damaged"}


class LossForm(DeskForm):
    """A card that is gone, and how."""

    kind = RadioField("What happened", choices=choices(LOSS_KINDS), default="lost")
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

    printer = StringField("Printer", [InputRequired("Choose a printer."), Length(max=20)])


class MakingForm(DeskForm):
    """So many new numbers."""

    zone = SelectField("Zone", validate_choice=False)
    letter = SelectField("Letter", choices=choices(LETTERS))
    count = IntegerField("How many", [Optional()])
    delegation = SelectField("For", validate_choice=False)


class LoanForm(IdentityForm):
    """Which floater passes go to a delegation."""

    serials = TextAreaField("Serials", [Length(max=5_000)], render_kw={"rows": 3, "spellcheck": "false"})
    collector = StringField("Who collects", [Length(max=200)])

    def entry(self) -> LoanEntry:
        return LoanEntry(
            serials=serials_in(self.serials.data),
            collector=self.collector.data or "",
            document=self.document.data or "",
            is_compared=self.is_compared.data,
        )


class PlacesForm(DeskForm):
    """How many floater passes of a zone: of all letters together, or of one letter."""

    kind = SelectField("Kind of delegation", choices=choices(KIND_NAMES))
    zone = SelectField("Zone", validate_choice=False)
    letter = SelectField("Letter", choices=choices(LETTERS, "All together"))
    places = IntegerField("Places", [InputRequired("Write a number."), NumberRange(0, 1000, "Between 0 and 1,000.")])

    def entry(self) -> PlacesEntry:
        return PlacesEntry(self.zone.data or "", self.letter.data or "", self.places.data)


class PassOrderForm(DeskForm):
    """Which numbered cards to print, and on what paper."""

    kind = HiddenField(validators=[AnyOf(PASS_KINDS, "Choose what to print.")])
    key = HiddenField(validators=[Length(max=20)])
    paper = SelectField("Paper", choices=choices(PAPER_NAMES), validate_choice=False)

    def order(self) -> PassOrder:
        return PassOrder(self.kind.data or "", self.key.data or "", self.paper.data or "")


class VehicleForm(DeskForm):
    """A pass for a car of a delegation: its plate, zones and days."""

    delegation = SelectField("Delegation", [InputRequired("Choose the delegation.")], validate_choice=False)
    plate = StringField("Number plate", [Length(max=40)], render_kw={"spellcheck": "false", "autocomplete": "off"})
    driver = StringField("Driver", [Length(max=200)])
    zones = SelectMultipleField("Zones", validate_choice=False)
    valid_from = SelectField("First day", [InputRequired("Choose the day.")], validate_choice=False)
    valid_until = SelectField("Last day", [InputRequired("Choose the day.")], validate_choice=False)

    def offer(self, delegations: Mapping[str, str], known: Mapping[str, str], days: Iterable[date]) -> None:
        """Set what there is to choose from."""
        spoken = [SelectChoice(day.isoformat(), f"{day:%-d %B %Y}") for day in days]
        self.delegation.choices = choices(delegations, "Choose")
        self.zones.choices = choices({code: f"{code} · {name}" for code, name in known.items()})
        self.valid_from.choices = self.valid_until.choices = spoken
        if not self.is_submitted() and spoken:
            self.valid_until.data = spoken[-1].value

    def entry(self, days: Iterable[date]) -> VehicleEntry:
        """What was asked for; a day that is none of the summit's is NotFound."""
        known = {day.isoformat(): day for day in days}
        if self.valid_from.data not in known or self.valid_until.data not in known:
            raise NotFound("There is no such day.")
        return VehicleEntry(
            plate=self.plate.data or "",
            driver=self.driver.data or "",
            zones=tuple(self.zones.data or ()),
            valid_from=known[self.valid_from.data],
            valid_until=known[self.valid_until.data],
        )


class CollectorForm(DeskForm):
    """Who takes a pass from the desk."""

    collector = StringField("Who collects", [Length(max=200)])
    reason = StringField("Reason", [Length(max=LONGEST_REASON)])


class PinForm(IdentityForm):
    """Which pin somebody gets, and who takes it."""

    number = IntegerField("Number on the pin", [Optional()])
    collector = StringField("Who collects", [Length(max=200)])

    def entry(self) -> PinEntry:
        return PinEntry(self.number.data, self.collector.data or "", self.document.data or "", self.is_compared.data)


class DayBadgesForm(DeskForm):
    """So many day badges for one day of the summit."""

    day = SelectField("Day", [InputRequired("Choose the day.")], validate_choice=False)
    count = IntegerField("How many", [Optional()], default=50)


class DayEntryForm(DeskForm):
    """What stands on the paper list about one day badge."""

    holder = StringField("Name", [Length(max=200)])
    delegation = StringField("Delegation or office", [Length(max=200)])
    document = SelectField("Document shown", choices=choices(DOCUMENTS, "Choose"))
    given_at = TimeField("Handed out at", [InputRequired("Write the time on the wall clock, for example 09:20.")])
    reason = StringField("Reason", [Length(max=LONGEST_REASON)])


class StockItemForm(DeskForm):
    """Something to be counted."""

    name = StringField("What is counted", [Length(max=80)])


class MovementForm(DeskForm):
    """What happened to how many."""

    kind = SelectField("What happened", choices=choices(MOVEMENTS), validate_choice=False)
    number = IntegerField("How many", [Optional()])
    note = StringField("Note", [Length(max=200)])
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

"""Forms about a delegation: opening it, its frame, its head, its contacts; and the short forms with a reason."""

from __future__ import annotations

from collections.abc import Iterable

from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    EmailField,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Email, InputRequired, NumberRange, Optional

from summit.delegations.facts import OrganizationEntry
from summit.delegations.forms.fields import RuleForm, VersionedForm, choices
from summit.delegations.lifecycle import KIND_NAMES, LANGUAGE_NAMES, STATES, PartyKind
from summit.delegations.sheet import ENCODINGS

ORGANIZATIONS = {kind.value: name for kind, name in KIND_NAMES.items() if kind not in STATES | {PartyKind.REIO}}
SHEETS = ".xlsx,.csv,.txt"
DELIMITER_WORDS = {"comma": "Comma", "semicolon": "Semicolon", "tab": "Tab"}
LOCAL = "%Y-%m-%dT%H:%M"


class FrameForm(VersionedForm):
    """Badge languages."""

    language = SelectField("First badge language", choices=choices(LANGUAGE_NAMES, empty=""))
    second_language = SelectField("Second badge language", choices=choices(LANGUAGE_NAMES, empty="None"))

    def languages(self) -> str:
        """Both languages, space separated."""
        return f"{self.language.data} {self.second_language.data or ''}".strip()


class OpeningForm(FrameForm):
    """Which party's delegation is opened."""

    party = SelectField("Party", [InputRequired("Choose the party that sends the delegation.")])

    def offer(self, parties: Iterable[tuple[str, str, PartyKind]]) -> None:
        """The parties without delegation, States apart from organizations."""
        found = [(code, name, kind, kind in STATES) for code, name, kind in parties]
        self.party.choices = [
            SelectChoice("", "Choose…"),
            *(SelectChoice(code, name, optgroup="States") for code, name, _, is_state in found if is_state),
            *(
                SelectChoice(code, f"{name} ({KIND_NAMES[kind]})", optgroup="Organizations")
                for code, name, kind, is_state in found
                if not is_state
            ),
        ]


class OrganizationForm(RuleForm):
    """A party that is no State, with the names that will be printed."""

    code = StringField("Code", [InputRequired("Enter a short code, for example ILO.")])
    kind = SelectField("Kind", [InputRequired("Choose the kind.")], choices=choices(ORGANIZATIONS))
    name = StringField("Name in English", [InputRequired("Enter the name that is printed.")])
    formal_name = StringField("Formal name in English")
    french_name = StringField("Name in French")
    founded_year = IntegerField("Founded in", [Optional(), NumberRange(1000, 2100, "Enter the year with four figures.")])

    def entry(self) -> OrganizationEntry:
        """What was entered."""
        names = {
            ("en", "short"): self.name.data or "",
            ("en", "formal"): self.formal_name.data or "",
            ("fr", "short"): self.french_name.data or "",
        }
        return OrganizationEntry(
            code=self.code.data or "", kind=self.kind.data, names=names, founded_year=self.founded_year.data
        )


class HeadshipForm(RuleForm):
    """Who heads the delegation from when; times are those of the summit's place."""

    participant = SelectField("Head", [InputRequired("Choose a person of the delegation.")])
    head_from = DateTimeLocalField("From", [Optional()], format=LOCAL)
    head_until = DateTimeLocalField("Until", [Optional()], format=LOCAL)
    hand_over = BooleanField("The present head's term ends at that moment", default=True)


class LinkForm(RuleForm):
    """Which paper on file gives a mandate."""

    filed = SelectField("Paper on file", default="")

    def offer(self, papers: Iterable[tuple[str, str]]) -> None:
        """Codes and references of the papers that give a mandate."""
        self.filed.choices = choices(dict(papers), empty="No paper filed")


class SuccessionForm(LinkForm):
    """Who follows in a mandate, from when, and on what paper."""

    name = StringField("Name", [InputRequired("Enter the name of the contact.")])
    email = EmailField(
        "E-mail",
        [InputRequired("Enter the contact's own address."), Email("Enter an address like name@ministry.example.")],
    )
    paper = StringField("Note verbale or letter")
    mandate_from = DateTimeLocalField("From", [Optional()], format=LOCAL)
    mandate_until = DateTimeLocalField("Until", [InputRequired("Enter until when.")], format=LOCAL)


class FocalPointForm(SuccessionForm):
    """Who acts for the delegation, and on what paper."""

    is_deputy = BooleanField("Deputy of the focal point")
    mandate_from = DateTimeLocalField("From", [InputRequired("Enter from when.")], format=LOCAL)


class WithdrawalForm(VersionedForm):
    """Taking a person out of the delegation."""

    reason = TextAreaField("Reason", [InputRequired("Give a reason; it is kept in the journal.")], render_kw={"rows": 3})


class ImportForm(RuleForm):
    """Sending a sheet with people."""

    file = FileField("Sheet", [FileRequired("Choose the sheet to send.")], render_kw={"accept": SHEETS})
    encoding = SelectField("Encoding of a CSV file", choices=choices(ENCODINGS, empty="Recognize by itself"))
    delimiter = SelectField("What divides its columns", choices=choices(DELIMITER_WORDS, empty="Recognize by itself"))


class OrderForm(RuleForm):
    """The order of a delegation as it was moved, and as it stood when the page was opened: codes, space separated."""

    seen = HiddenField()
    wanted = HiddenField()

    def show(self, order: str) -> None:
        """Carry the order that this page shows, not what an older one did."""
        for field in (self.seen, self.wanted):
            field.data, field.raw_data = order, None


class RevealForm(RuleForm):
    """Seeing a passport number in full."""

    reason = StringField("Reason", [InputRequired("Give a reason; it is kept in the journal.")])


class ViewForm(RuleForm):
    """The name of a saved view, and which of the user's offices sees it too."""

    name = StringField("Name of the view", [InputRequired("Give the view a name.")], render_kw={"maxlength": 60})
    office = SelectField("Seen by")

    def offer(self, offices: Iterable[str]) -> None:
        """Nobody else, or all who hold one of these offices."""
        named = ((office, f"You and the office: {office.replace('_', ' ')}") for office in offices)
        self.office.choices = [SelectChoice("", "Only you"), *(SelectChoice(office, name) for office, name in named)]

"""The form of a person: in the order of the passport first, then badge, post and contact (UX-32)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from flask_wtf.file import FileField
from wtforms import BooleanField, EmailField, SelectField, StringField, TelField, TextAreaField
from wtforms.validators import Email, InputRequired, Optional, Regexp

from summit.delegations.facts import PassportEntry, PersonEntry, PostEntry
from summit.delegations.forms.fields import PICTURES, PlainDateField, RuleForm, VersionedForm, choices
from summit.delegations.lifecycle import (
    CATEGORY_NAMES,
    FUNCTION_NAMES,
    PASSPORT_NAMES,
    RANK_CLASSES,
    UNRANKED,
    DelegateFunction,
)
from summit.delegations.nationalities import issuers
from summit.delegations.travel_document import DocumentReading, read_lines

SEXES = {"F": "F", "M": "M", "X": "X"}
PASSPORTS = {kind.value: name for kind, name in PASSPORT_NAMES.items()}
RANK_FIELDS = ("rank_class", "took_office_on", "is_state_leader", "is_listed")
POST_FIELDS = ("function", "category", "title", "native_title", "badge_title", *RANK_FIELDS)
PHONE = r"^[+(]?[0-9][0-9 ()./-]{4,38}$"
PHONE_UNREADABLE = "Enter the number with its country code: +84 24 1234 5678."
DOUBTFUL = "The check digit does not fit: compare with the passport."


class PersonForm(VersionedForm):
    """Everything asked about a person, for registration and for editing."""

    machine_lines = TextAreaField("Machine-readable lines", [Optional()], render_kw={"rows": 2, "spellcheck": "false"})
    passport_kind = SelectField("Kind of passport", choices=choices(PASSPORTS))
    passport_issuer = SelectField("Issued by")
    family_name = StringField("Family name")
    given_names = StringField("Given names")
    passport_number = StringField("Passport number", render_kw={"autocomplete": "off", "spellcheck": "false"})
    nationality = SelectField("Nationality", [InputRequired("Choose the nationality that the passport states.")])
    born_on = PlainDateField("Date of birth")
    sex = SelectField("Sex", choices=choices(SEXES, empty="Not stated"))
    passport_expires_on = PlainDateField("Passport expires on")
    badge_name = StringField("Name on the badge")
    family_first = BooleanField("The family name is written first")
    native_name = StringField("Name in the native script")
    native_language = StringField("Language of that script")
    style = StringField("Style")
    salutation = StringField("Salutation")
    function = SelectField("Function in the delegation", [InputRequired("Choose the function.")])
    category = SelectField("Category of accreditation", [InputRequired("Choose the category.")])
    title = StringField("Official title in English")
    native_title = StringField("Official title in the native language")
    badge_title = StringField("Title on the badge")
    rank_class = SelectField("Class of precedence", coerce=int, default=UNRANKED, choices=choices(RANK_CLASSES, empty=""))
    took_office_on = PlainDateField("In office since")
    is_state_leader = BooleanField("Head of State, Head of Government or Minister for Foreign Affairs of a State")
    is_listed = BooleanField("Stands in the list of participants", default=True)
    email = EmailField("E-mail", [Optional(), Email("Enter an address like name@ministry.example.")])
    phone = TelField("Mobile telephone", [Optional(), Regexp(PHONE, message=PHONE_UNREADABLE)])

    def offer(self, functions: Iterable[DelegateFunction], categories: Iterable[str]) -> None:
        """Fill the choices: documents from the tables, functions and categories as the viewer may give them."""
        self.nationality.choices = choices(issuers())
        self.passport_issuer.choices = choices(issuers())
        if "function" in self:
            self.function.choices = choices({one.value: FUNCTION_NAMES[one] for one in functions})
            self.category.choices = choices({code: f"{code} · {CATEGORY_NAMES[code]}" for code in categories})

    def leave_rank_to_the_host(self) -> None:
        """Take away what only the protocol department sets."""
        for name in RANK_FIELDS:
            del self[name]

    def leave_post_to_the_delegation(self) -> None:
        """Take away what a delegate may not say of themselves."""
        for name in POST_FIELDS:
            if name in self:
                del self[name]

    def fill_from_lines(self, today: date) -> bool:
        """Fill the passport's fields from the two pasted lines (UX-32); False when they cannot be read."""
        found = read_lines(self.machine_lines.data or "", today)
        if found is None:
            self.machine_lines.errors = ["Paste both lines, 44 characters each, as they stand at the foot of the page."]
            return False
        self._fill(found)
        return True

    def person_entry(self, *, keep_born_on: date | None = None) -> PersonEntry:
        """The person as entered; `keep_born_on` stands for a date of birth that the viewer does not see and left empty."""
        return PersonEntry(
            family_name=_text(self.family_name.data),
            given_names=_text(self.given_names.data),
            badge_name=_text(self.badge_name.data),
            nationality=_text(self.nationality.data),
            family_first=bool(self.family_first.data),
            native_name=_text(self.native_name.data),
            native_language=_text(self.native_language.data),
            salutation=_text(self.salutation.data),
            style=_text(self.style.data),
            sex=_text(self.sex.data),
            born_on=self.born_on.data or keep_born_on,
            passport=PassportEntry(
                kind=_text(self.passport_kind.data),
                issuer=_text(self.passport_issuer.data),
                number=_text(self.passport_number.data),
                expires_on=self.passport_expires_on.data,
            ),
            email=_text(self.email.data),
            phone=_text(self.phone.data),
        )

    def post_entry(self, present: PostEntry | None = None) -> PostEntry:
        """The post as entered; what the form does not ask stays as it is at present."""
        if "function" not in self:
            if present is None:
                raise ValueError("a form without post fields edits a record that has a post")
            return present
        base = present or PostEntry(DelegateFunction.REP, "")
        if "rank_class" in self:
            base = replace(
                base,
                rank_class=self.rank_class.data,
                took_office_on=self.took_office_on.data,
                is_state_leader=bool(self.is_state_leader.data),
                is_listed=bool(self.is_listed.data),
            )
        return replace(
            base,
            function=DelegateFunction(self.function.data),
            category=_text(self.category.data),
            title=_text(self.title.data),
            native_title=_text(self.native_title.data),
            badge_title=_text(self.badge_title.data),
        )

    def _fill(self, found: DocumentReading) -> None:
        values = {
            "passport_issuer": found.issuer, "family_name": found.family_name, "given_names": found.given_names,
            "passport_number": found.number, "nationality": found.nationality, "born_on": found.born_on,
            "sex": found.sex, "passport_expires_on": found.expires_on,
        }  # fmt: skip
        for name, value in values.items():
            self[name].data, self[name].raw_data = value, None
        for name in found.doubtful:
            self[name].errors = [DOUBTFUL]


class OwnRegistrationForm(PersonForm):
    """What a nominated person says of themselves; the delegation has said function and category."""

    photo = FileField("Photo", render_kw={"accept": PICTURES})


class ClaimForm(PersonForm):
    """A registration that met a registered passport, on its way to the duplicate desk."""

    note = TextAreaField("Note for the duplicate desk")


class NominationForm(RuleForm):
    """Whom the delegation asks to fill in their own registration, and as what they come."""

    name = StringField("Name", [InputRequired("Enter the name of the person.")])
    email = EmailField("E-mail", [Optional(), Email("Enter an address like name@ministry.example.")])
    function = SelectField("Function in the delegation", [InputRequired("Choose the function.")])
    category = SelectField("Category of accreditation", [InputRequired("Choose the category.")])

    def offer(self, functions: Iterable[DelegateFunction], categories: Iterable[str]) -> None:
        """Fill the choices with what the viewer may give."""
        self.function.choices = choices({one.value: FUNCTION_NAMES[one] for one in functions})
        self.category.choices = choices({code: f"{code} · {CATEGORY_NAMES[code]}" for code in categories})

    def post_entry(self) -> PostEntry:
        """As what the person comes."""
        return PostEntry(DelegateFunction(self.function.data), _text(self.category.data))


def _text(value: str | None) -> str:
    return value or ""

"""The form of a person: in the order of the passport first, then badge, post and contact (UX-32)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from wtforms import BooleanField, EmailField, HiddenField, SelectField, StringField, TelField, TextAreaField
from wtforms.validators import InputRequired, Optional

from summit.delegations.facts import PassportEntry, PersonEntry, PostEntry, RankTable
from summit.delegations.forms.fields import PlainDateField, RuleForm, VersionedForm, choices
from summit.delegations.lifecycle import (
    CATEGORY_NAMES,
    FUNCTION_NAMES,
    PASSPORT_NAMES,
    UNRANKED,
    DelegateFunction,
)
from summit.delegations.naming import suggested_salutation, suggested_style
from summit.delegations.nationalities import issuers
from summit.delegations.travel_document import DocumentReading, differences, read_lines, unlike_machine_name

SEXES = {"F": "F", "M": "M", "X": "X"}
PASSPORTS = {kind.value: name for kind, name in PASSPORT_NAMES.items()}
RANK_FIELDS = ("rank_class", "took_office_on", "is_state_leader", "is_listed")
POST_FIELDS = ("function", "category", "title", "native_title", "badge_title", *RANK_FIELDS)
WRONG_DIGIT = "The check digit does not fit: compare with the passport."
DOUBTFUL = {
    "personal_number": "The check digit of the personal number does not fit: copy the lines again.",
    "composite": "The last check digit does not fit the line as a whole: copy the lines again.",
}
UNREAD_LINES = "Paste both lines, 44 characters each, as they stand at the foot of the page; of a card, all of its lines."


class PersonForm(VersionedForm):
    """Everything asked about a person, for registration and for editing; `seen` marks the values that the page began with."""

    seen = HiddenField()
    machine_lines = TextAreaField("Machine-readable lines", [Optional()], render_kw={"rows": 2, "spellcheck": "false"})
    passport_kind = SelectField("Kind of passport", choices=choices(PASSPORTS))
    passport_issuer = SelectField("Issued by")
    family_name = StringField("Family name")
    given_names = StringField("Given names")
    passport_number = StringField("Passport number", render_kw={"autocomplete": "off", "spellcheck": "false"})
    machine_name = StringField("Machine-readable name", render_kw={"autocomplete": "off", "spellcheck": "false"})
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
    personal_title = StringField("Academic or military title")
    address_name = StringField("Name in the salutation")
    phonetic_hint = StringField("How the name is spoken")
    sort_as = StringField("Name in alphabetical lists")
    function = SelectField("Function in the delegation", [InputRequired("Choose the function.")])
    category = SelectField("Category of accreditation", [InputRequired("Choose the category.")])
    title = StringField("Official title in English")
    native_title = StringField("Official title in the native language")
    badge_title = StringField("Title on the badge")
    rank_class = SelectField("Class of precedence", coerce=int, default=UNRANKED, choices=[])
    took_office_on = PlainDateField("In office since")
    is_state_leader = BooleanField("Head of State, Head of Government or Minister for Foreign Affairs of a State")
    is_listed = BooleanField("Stands in the list of participants", default=True)
    email = EmailField("E-mail")
    phone = TelField("Mobile telephone")

    def offer(self, functions: Iterable[DelegateFunction], categories: Iterable[str], ranks: RankTable) -> None:
        """Fill the choices: documents and classes from the tables, functions and categories as the viewer may give them."""
        self.ranks = ranks
        self.nationality.choices = choices(issuers())
        self.passport_issuer.choices = choices(issuers())
        if "function" in self:
            self.function.choices = choices({one.value: FUNCTION_NAMES[one] for one in functions})
            self.category.choices = choices({code: f"{code} · {CATEGORY_NAMES[code]}" for code in categories})
            self.rank_class.choices = choices({one.number: f"{one.number} · {one.name}" for one in ranks}, empty="")

    def leave_rank_to_the_host(self) -> None:
        """Take away what only the protocol department sets."""
        for name in RANK_FIELDS:
            del self[name]

    def leave_post_to_the_delegation(self) -> None:
        """Take away what a delegate may not say of themselves."""
        for name in POST_FIELDS:
            if name in self:
                del self[name]

    def keep_only(self, name: str) -> None:
        """Ask one field and nothing else."""
        for other in [one.name for one in self if one.name not in (name, "version", "csrf_token")]:
            del self[other]

    def is_only_helped(self, asked: Mapping[str, str], today: date, *, rank: int = UNRANKED) -> bool:
        """Whether the form was sent to be filled in, by its lines or with suggestions, and not to be saved."""
        if asked.get("fill"):
            self.fill_from_lines(today)
        elif asked.get("suggest"):
            self.suggest_address(rank)
        else:
            return False
        return True

    def fill_from_lines(self, today: date) -> bool:
        """Fill what is empty from the pasted lines, and say where they differ from what was typed (UX-32, PER-07).

        False when they cannot be read.
        """
        found = read_lines(self.machine_lines.data or "", today)
        if found is None:
            self.machine_lines.errors = [UNREAD_LINES]
            return False
        unlike = differences(found, self.person_entry())
        self._fill(found)
        for name, said in unlike.items():
            self[name].errors = [*self[name].errors, f"The machine-readable lines say {said}. Compare with the passport."]
        return True

    def unlike_lines(self, today: date) -> list[str]:
        """Labels of what the pasted lines or the machine-readable name spell otherwise: told, never refused (PER-07)."""
        found = read_lines(self.machine_lines.data or "", today)
        typed = self.person_entry()
        names = (*(differences(found, typed) if found else ()), *unlike_machine_name(typed))
        return [self[name].label.text.lower() for name in dict.fromkeys(names)]

    def suggest_address(self, rank: int = UNRANKED) -> None:
        """Put a style and a salutation where nothing was typed (PER-08); `rank` is the class where the form has none."""
        post = self.post_entry(PostEntry(DelegateFunction.REP, "")) if _is_chosen(self) else None
        if not self.style.data and post is not None:
            known = post.rank_class or rank if "rank_class" in self else rank
            self.style.data = suggested_style(self.ranks.kind_of(known), post.function, post.title)
        if not self.salutation.data:
            self.salutation.data = suggested_salutation(self.sex.data or "")

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
            personal_title=_text(self.personal_title.data),
            address_name=_text(self.address_name.data),
            phonetic_hint=_text(self.phonetic_hint.data),
            machine_name=_text(self.machine_name.data),
            sort_as=_text(self.sort_as.data),
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
            "sex": found.sex, "passport_expires_on": found.expires_on, "machine_name": found.machine_name,
        }  # fmt: skip
        for name, value in values.items():
            if not self[name].data and value:
                self[name].data, self[name].raw_data = value, None
        for name in found.doubtful:
            shown = self[name if name in self else "machine_lines"]
            shown.errors = [*shown.errors, DOUBTFUL.get(name, WRONG_DIGIT)]


class PrincipalForm(RuleForm):
    """Whom a spouse or partner accompanies."""

    principal = SelectField("Principal")

    def offer(self, people: Iterable[tuple[str, str]]) -> None:
        """Codes and names of those who can be accompanied."""
        self.principal.choices = choices(dict(people), empty="Nobody")


class ReplacementForm(RuleForm):
    """Who takes the place of somebody who was withdrawn."""

    by = SelectField("Who takes the place")

    def offer(self, people: Iterable[tuple[str, str]]) -> None:
        """Codes and names of those who can take it."""
        self.by.choices = choices(dict(people), empty="Nobody")


class ClaimForm(PersonForm):
    """A registration that met a registered passport, on its way to the duplicate desk."""

    note = TextAreaField("Note for the duplicate desk")


class NominationForm(RuleForm):
    """Whom the delegation asks to fill in their own registration, and as what they come."""

    name = StringField("Name", [InputRequired("Enter the name of the person.")])
    email = EmailField("E-mail")
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


def _is_chosen(form: PersonForm) -> bool:
    return "function" not in form or form.function.data in set(DelegateFunction)

"""What was typed into the form of a person, in words and in groups, to be checked before it is sent (UX-07)."""

from __future__ import annotations

from dataclasses import dataclass

from summit.delegations.forms.comparison import UNSHOWN, words_of
from summit.delegations.forms.person import PersonForm
from summit.delegations.forms.photo import PhotoFields

GROUPS = (
    ("As in the passport", (
        "passport_kind", "passport_issuer", "passport_number", "family_name", "given_names", "machine_name", "nationality",
        "born_on", "sex", "passport_expires_on",
    )),
    ("Name as it is used", (
        "badge_name", "family_first", "style", "salutation", "personal_title", "address_name", "native_name",
        "native_language", "phonetic_hint", "sort_as",
    )),
    ("Contact", ("email", "phone")),
)  # fmt: skip
SHOWN_END = 3


@dataclass(frozen=True)
class TypedAnswer:
    """One answer; `field` is the name of the field in which it is changed."""

    label: str
    words: str
    field: str


class OwnAnswersForm(PhotoFields):
    """Sending what was checked; the photo comes last, because a browser cannot be asked to keep it."""


def answers_of(form: PersonForm) -> list[tuple[str, list[TypedAnswer]]]:
    """Every answer by its group, in the order of the form; of the passport's number only the end."""
    return [
        (title, [TypedAnswer(form[name].label.text, _words(form, name), name) for name in names])
        for title, names in GROUPS
    ]


def _words(form: PersonForm, name: str) -> str:
    if name != UNSHOWN:
        return words_of(form[name])
    number = form[name].data or ""
    return "•" * 6 + number[-SHOWN_END:] if len(number) > SHOWN_END else "•" * 6 * bool(number)

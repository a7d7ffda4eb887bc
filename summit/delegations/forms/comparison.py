"""Two versions of one record, field by field: what was saved meanwhile and what was typed (UX-28)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, SelectField

from summit.delegations.forms.person import PersonForm

SAVED, MINE, ANEW = "saved", "mine", "anew"
UNCOMPARED = frozenset({"version", "csrf_token", "seen", "machine_lines"})
UNSHOWN = "passport_number"
COVERED = "••••••"
CHECKED = "y"


@dataclass(frozen=True)
class FieldDifference:
    """One field that has two values. `choice` is what stands chosen beforehand; empty when both changed it."""

    name: str
    label: str
    saved: str
    mine: str
    carried: str
    choice: str
    is_check: bool


@dataclass(frozen=True)
class Secrets:
    """What the page may not show in clear: masks of the passport number on file and as typed, and the latter sealed.

    `is_other` says that the typed number is another than that on file. `hides_birth`: the viewer sees no date of birth.
    """

    on_file: str = ""
    typed: str = ""
    sealed: str = ""
    is_other: bool = False
    hides_birth: bool = False


def texts_of(form: PersonForm) -> dict[str, str]:
    """Every compared field as a browser would send it."""
    return {field.name: _sent(field) for field in form if field.name not in UNCOMPARED}


def differences(
    mine: PersonForm, saved: PersonForm, changed: Mapping[str, tuple[bool, bool]], secrets: Secrets
) -> list[FieldDifference]:
    """The fields whose two values differ, in the order of the form.

    `changed` says of each field whether it was changed meanwhile, and whether it was changed on this page.
    """
    found = []
    for field in mine:
        name = field.name
        if name in UNCOMPARED or not _differs(field, saved[name], secrets):
            continue
        by_them, by_me = changed.get(name, (True, True))
        choice = MINE if by_me and not by_them else SAVED if by_them and not by_me else ""
        shown = _covered(field, saved[name], secrets)
        is_secret = name == UNSHOWN
        found.append(
            FieldDifference(
                name=name,
                label=field.label.text,
                saved=shown[0],
                mine=shown[1],
                carried=secrets.sealed if is_secret else _sent(field),
                choice=MINE if is_secret else choice,
                is_check=isinstance(field, BooleanField),
            )
        )
    return found


def unchosen(sent: Mapping[str, str], names: Iterable[str]) -> list[str]:
    """The compared fields for which nobody has chosen a version yet."""
    return [name for name in names if sent.get(f"pick-{name}") not in (SAVED, MINE, ANEW)]


def chosen_texts(sent: Mapping[str, str], saved: Mapping[str, str]) -> MultiDict[str, str]:
    """The form as it would have been sent with every choice of the comparison carried out."""
    found = MultiDict({name: text for name, text in sent.items() if not name.startswith(("pick-", "mine-"))})
    for name in compared(sent):
        pick = sent.get(f"pick-{name}", MINE)
        text = {SAVED: saved.get(name, ""), MINE: sent.get(f"mine-{name}", "")}.get(pick, sent.get(name, ""))
        found.setlist(name, [text])  # an empty text too: a field that is not sent keeps what is on file
    return found


def compared(sent: Iterable[str]) -> list[str]:
    """The names of the fields that a sent comparison is about."""
    return [name.removeprefix("mine-") for name in sent if name.startswith("mine-")]


def words_of(field: Field) -> str:
    """What stands in the field, in words; empty when nothing does."""
    if isinstance(field, BooleanField):
        return "Yes" if field.data else "No"
    if isinstance(field, SelectField):
        return next((choice.label for choice in field.iter_choices() if choice.value == field.data and field.data), "")
    return _sent(field)


def _differs(mine: Field, saved: Field, secrets: Secrets) -> bool:
    if mine.name == UNSHOWN:
        return secrets.is_other
    if mine.name == "born_on" and secrets.hides_birth:
        return bool(mine.data)
    return " ".join(_sent(mine).split()) != " ".join(_sent(saved).split())


def _covered(mine: Field, saved: Field, secrets: Secrets) -> tuple[str, str]:
    """Both values in words, the saved one first."""
    if mine.name == UNSHOWN:
        return secrets.on_file, secrets.typed
    if mine.name == "born_on" and secrets.hides_birth:
        return COVERED, words_of(mine)
    return words_of(saved), words_of(mine)


def _sent(field: Field) -> str:
    if isinstance(field, BooleanField):
        return CHECKED if field.data else ""
    if hasattr(field.data, "isoformat"):
        return f"{field.data.day} {field.data:%B %Y}"
    return str(field.data) if field.data is not None else ""

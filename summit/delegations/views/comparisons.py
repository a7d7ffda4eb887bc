"""Two people edit one record: the second sees both versions, field by field, and chooses (UX-28)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from summit.accounts.permissions import Action
from summit.delegations import queries
from summit.delegations.forms import (
    UNSHOWN,
    PersonForm,
    Secrets,
    chosen_texts,
    compared,
    differences,
    texts_of,
    unchosen,
)
from summit.delegations.models import Participant
from summit.delegations.views.doors import Answer, within
from summit.foundation.db import reading
from summit.foundation.errors import Conflict, RuleBroken, StaleVersion, SummitError
from summit.foundation.sealing import SealBroken, mask, seal, unseal

UNREADABLE = "Type the passport number once more: what was kept of it cannot be read."


class ChoiceMissing(RuleBroken):
    """A field of the comparison has no version chosen."""

    def __init__(self) -> None:
        super().__init__("Choose a version for every field below.")


@dataclass(frozen=True)
class PresentRecord:
    """A record as it is now: what its form begins with, in what shape, and a mark for each of its values."""

    code: str
    name: str
    version: int
    delegation: str
    rank_class: int
    typed: Mapping[str, object]
    shape: Callable[[PersonForm], None]
    hides_birth: bool
    marks: Mapping[str, str] = field(default_factory=dict)

    def fresh(self) -> PersonForm:
        """The form as if nothing had been sent."""
        return self._shaped(PersonForm(formdata=None, data=self._values))

    def form(self, sent: MultiDict[str, str] | None) -> PersonForm:
        """The form with what was sent laid over the record."""
        if sent is None:
            return self.fresh()
        return self._shaped(PersonForm(sent, data=self._values))

    @property
    def _values(self) -> dict[str, object]:
        seen = ",".join(f"{name}:{mark}" for name, mark in self.marks.items())
        return {**self.typed, "version": self.version, "seen": seen}

    def _shaped(self, form: PersonForm) -> PersonForm:
        self.shape(form)
        return form


def chosen(sent: MultiDict[str, str], fresh: PersonForm) -> MultiDict[str, str] | None:
    """What the form holds after the choices of a comparison; None when nothing was sent."""
    if not sent:
        return None
    if not compared(sent):
        return sent
    found = chosen_texts(sent, texts_of(fresh))
    if sent.get(f"pick-{UNSHOWN}") == "mine":
        with reading() as session:
            found[UNSHOWN] = _unsealed(session, sent[f"mine-{UNSHOWN}"])
    return found


def open_choices(sent: Mapping[str, str]) -> bool:
    """Whether a comparison was sent with a field for which nobody chose."""
    return bool(unchosen(sent, compared(sent)))


def comparison_page(mine: PersonForm, present: PresentRecord, refusal: SummitError) -> Answer:
    """Both versions of every field that differs; sending it saves what is chosen. Nothing typed is lost."""
    seen = dict(part.split(":", 1) for part in (mine.seen.data or "").split(",") if ":" in part)
    with reading() as session:
        participant = queries.participant_within(session, within(session, Action.EDIT_PEOPLE), present.code)
        texts = texts_of(mine)
        own = queries.marks_of(session, participant, texts)
        secrets = _secrets(session, participant, mine, present)
    changed = {
        name: (present.marks.get(name) != mark, own.get(name) != mark) for name, mark in seen.items()
    }
    fresh = present.fresh()
    found = differences(mine, fresh, changed, secrets)
    differing = {one.name for one in found}
    page = render_template(
        "delegations/participant_comparison.html",
        form=fresh,
        mine=mine,
        differences=found,
        carried={name: text for name, text in texts.items() if text and name not in {*differing, UNSHOWN}},
        problem="" if isinstance(refusal, StaleVersion) else refusal.sentence,
        person=present,
        form_failed=True,
        back=url_for(".participant_page", code=present.code),
    )
    return page, 409 if isinstance(refusal, Conflict) else refusal.status


def _secrets(session: Session, participant: Participant, mine: PersonForm, present: PresentRecord) -> Secrets:
    typed = mine.passport_number.data or ""
    on_file, is_other = queries.passport_on_file(session, participant, typed)
    return Secrets(
        on_file=on_file,
        typed=mask(typed) if typed else "",
        sealed=seal(session, typed) if typed else "",
        is_other=is_other,
        hides_birth=present.hides_birth,
    )


def _unsealed(session: Session, sealed: str) -> str:
    try:
        return unseal(session, sealed)
    except SealBroken as error:
        raise RuleBroken(UNREADABLE, UNSHOWN) from error

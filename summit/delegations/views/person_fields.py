"""One field of a person, changed from the list: by the action of the whole form, so that every rule of it holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any  # Any: one field of an entry, by its name

from flask import flash, url_for
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.delegations import actions, queries
from summit.delegations.forms import PersonForm
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken, StaleVersion
from summit.foundation.web import next_address, see_other

# What may change after approval without a new review (ACC-03): of the person, and of the post.
OF_PERSON = ("badge_name", "email", "phone")
OF_POST = ("title", "native_title", "badge_title")


@dataclass(frozen=True)
class FieldNow:
    """The field as it is on file."""

    person: str
    value: str
    version: int


@blueprint.route("/people/<string:code>/fields/<string:name>", methods=["GET", "POST"])
@guard(Action.EDIT_PEOPLE)
def person_field(code: str, name: str) -> Answer:
    """Change one field; who comes second reads what is on file by now, and may save all the same (UX-28)."""
    back, present = next_address(url_for(".participant_page", code=code)), _present(code, name)
    form = PersonForm(data={name: present.value, "version": present.version})
    form.keep_only(name)
    refusal: Refusal = None
    is_late = False
    if form.validate_on_submit():
        try:
            _save(code, name, form)
        except StaleVersion as error:
            refusal, is_late = error, True
            form.form_errors.append(_changed_to(present.value))
            form.version.raw_data, form.version.data = None, present.version
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("Saved.", "success")
            return see_other(back)
    return form_page(
        "delegations/person_field.html", form, refusal, one=form[name], person=present, back=back, is_late=is_late
    )


def listed_fields(session: Session) -> tuple[str, ...]:
    """The fields that the viewer may change of everybody in the list of people; none for who may so of some only."""
    if not may(Action.EDIT_PEOPLE):
        return ()
    reached = within(session, Action.EDIT_PEOPLE)
    if reached != within(session, Action.SEE_DELEGATIONS):
        return ()
    return OF_PERSON if reached.only_participant is not None else OF_PERSON + OF_POST


def _present(code: str, name: str) -> FieldNow:
    with reading() as session:
        reached = within(session, Action.EDIT_PEOPLE)
        participant = queries.participant_within(session, reached, code)
        if name not in OF_PERSON and (name not in OF_POST or reached.only_participant is not None):
            raise NotFound()
        holder = participant.person if name in OF_PERSON else participant
        return FieldNow(participant.person.badge_name, getattr(holder, name), participant.version)


def _save(code: str, name: str, form: PersonForm) -> None:
    with committing() as session:
        participant = queries.participant_within(session, within(session, Action.EDIT_PEOPLE), code)
        person, post = queries.entries_of(participant)
        change: dict[str, Any] = {name: form[name].data or ""}
        actions.edit_participant(
            session,
            current_actor(),
            utc_now(),
            participant=participant,
            person=replace(person, **change) if name in OF_PERSON else person,
            post=replace(post, **change) if name in OF_POST else post,
            version=form.version.data,
        )


def _changed_to(value: str) -> str:
    kept = f"It now reads “{value}”." if value else "The field is empty now."
    return f"Somebody changed this record after you opened it. {kept} Save to put yours in its place."

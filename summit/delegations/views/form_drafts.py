"""Drafts of the forms about a person: kept while one types, taken up again, thrown away (UX-08)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, jsonify, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard, public
from summit.delegations import actions, queries
from summit.delegations.facts import FormDraftFacts
from summit.delegations.forms import PersonForm
from summit.delegations.rules import OWN_REGISTRATION
from summit.delegations.views.doors import blueprint, event_clock, within
from summit.foundation.clock import local, utc_now
from summit.foundation.db import committing, reading
from summit.foundation.web import see_other

UNKEPT = "csrf_token"


@dataclass(frozen=True)
class DraftDoor:
    """Whose draft it is, of which form, and where it is kept, thrown away and gone on with."""

    owner: str
    form: str
    back: str

    @property
    def keep(self) -> str:
        return f"{self.back}/draft"

    @property
    def removal(self) -> str:
        return f"{self.back}/draft/removal"

    @property
    def again(self) -> str:
        return f"{self.back}?draft=yes"

    @property
    def is_begun(self) -> bool:
        """Whether the person goes on with the draft on this page."""
        return bool(request.args.get("draft"))


def registration_door(code: str) -> DraftDoor:
    """The signed-in user's draft of a registration in that delegation."""
    return DraftDoor(current_actor().code, f"registration:{code}", url_for("delegations.registration", code=code))


def record_door(code: str) -> DraftDoor:
    """The signed-in user's draft of an edit of that person."""
    return DraftDoor(current_actor().code, f"record:{code}", url_for("delegations.record", code=code))


def own_registration_door(nomination: str, secret: str) -> DraftDoor:
    """The draft of whoever holds the one-time link of that nomination."""
    return DraftDoor(nomination, OWN_REGISTRATION, url_for("delegations.own_registration", secret=secret))


def kept_draft(session: Session, door: DraftDoor) -> FormDraftFacts | None:
    """The draft to be offered on a fresh page; none while something is being sent."""
    if request.method != "GET":
        return None
    return queries.form_draft(session, utc_now(), owner=door.owner, form=door.form)


def begun(draft: FormDraftFacts | None) -> MultiDict[str, str] | None:
    """What the form begins with when the person goes on with the draft."""
    return MultiDict(draft.texts) if draft and request.args.get("draft") else None


def forget(session: Session, door: DraftDoor) -> None:
    """The form was sent, so the draft goes with the same transaction."""
    actions.drop_form_draft(session, owner=door.owner, form=door.form)


@blueprint.post("/delegations/<string:code>/registration/draft")
@guard(Action.REGISTER_PEOPLE)
def registration_draft(code: str) -> Response:
    """Keep what is typed of a registration."""
    return _keep(_within_delegation(code))


@blueprint.post("/delegations/<string:code>/registration/draft/removal")
@guard(Action.REGISTER_PEOPLE)
def registration_draft_removal(code: str) -> Response:
    """Throw the draft of a registration away."""
    return _throw_away(_within_delegation(code))


@blueprint.post("/people/<string:code>/record/draft")
@guard(Action.EDIT_PEOPLE)
def record_draft(code: str) -> Response:
    """Keep what is typed of an edit."""
    return _keep(_within_people(code))


@blueprint.post("/people/<string:code>/record/draft/removal")
@guard(Action.EDIT_PEOPLE)
def record_draft_removal(code: str) -> Response:
    """Throw the draft of an edit away."""
    return _throw_away(_within_people(code))


@blueprint.post("/nominations/<string:secret>/draft")
@public("the one-time link is the proof; the draft is bound to it")
def own_registration_draft(secret: str) -> Response:
    """Keep what a nominated person types."""
    return _keep(_behind_link(secret))


@blueprint.post("/nominations/<string:secret>/draft/removal")
@public("the one-time link is the proof; the draft is bound to it")
def own_registration_draft_removal(secret: str) -> Response:
    """Throw the draft of a nominated person away."""
    return _throw_away(_behind_link(secret))


def _within_delegation(code: str) -> DraftDoor:
    with reading() as session:
        found = queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)
        return registration_door(found.code)


def _within_people(code: str) -> DraftDoor:
    with reading() as session:
        found = queries.participant_within(session, within(session, Action.EDIT_PEOPLE), code)
        return record_door(found.code)


def _behind_link(secret: str) -> DraftDoor:
    with reading() as session:
        return own_registration_door(queries.nomination_by_secret(session, secret, utc_now()).code, secret)


def _keep(door: DraftDoor) -> Response:
    now = utc_now()
    names = {field.name for field in PersonForm(formdata=None)} - {UNKEPT}
    texts = {name: text for name, text in request.form.items() if name in names}
    with committing() as session:
        actions.keep_form_draft(session, now, owner=door.owner, form=door.form, texts=texts)
        said = f"Draft saved {local(now, event_clock(session).zone):%H:%M}"
    if request.accept_mimetypes.best == "application/json":
        return jsonify(said=said)
    flash(f"{said}. It is kept for seven days; nobody else sees it.", "success")
    return see_other(door.again)


def _throw_away(door: DraftDoor) -> Response:
    with committing() as session:
        forget(session, door)
    flash("The draft is thrown away.", "success")
    return see_other(door.back)

"""Tags and notes of the protocol department, on a person and on a delegation."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.forms import NoteForm, TagForm
from summit.delegations.models import Delegation, Participant
from summit.delegations.rules import require_tags
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other

LONGEST_WORD = 200


@dataclass(frozen=True)
class Door:
    """Where one record's tags and notes are written: `page`, `tags` and `removal` are addresses, `back` the record's page."""

    noted: Participant | Delegation
    page: str
    tags: str
    removal: str
    back: str


@blueprint.route("/people/<string:code>/notes", methods=["GET", "POST"])
@guard(Action.SEE_INTERNAL)
def person_notes(code: str) -> Answer:
    """What the department noted about a person, and a new note."""
    return _notes("person", code)


@blueprint.post("/people/<string:code>/tags")
@guard(Action.SEE_INTERNAL)
def person_tags(code: str) -> Answer:
    """Put tags on a person."""
    return _tags("person", code)


@blueprint.post("/people/<string:code>/tags/removal")
@guard(Action.SEE_INTERNAL)
def person_tag_removal(code: str) -> Answer:
    """Take a tag off a person."""
    return _tag_removal("person", code)


@blueprint.route("/delegations/<string:code>/notes", methods=["GET", "POST"])
@guard(Action.SEE_INTERNAL)
def delegation_notes(code: str) -> Answer:
    """What the department noted about a delegation, and a new note."""
    return _notes("delegation", code)


@blueprint.post("/delegations/<string:code>/tags")
@guard(Action.SEE_INTERNAL)
def delegation_tags(code: str) -> Answer:
    """Put tags on a delegation."""
    return _tags("delegation", code)


@blueprint.post("/delegations/<string:code>/tags/removal")
@guard(Action.SEE_INTERNAL)
def delegation_tag_removal(code: str) -> Answer:
    """Take a tag off a delegation."""
    return _tag_removal("delegation", code)


@blueprint.post("/notes/<int:number>/cancellation")
@guard(Action.SEE_INTERNAL)
def note_cancellation(number: int) -> Response:
    """Strike a note out."""
    with committing() as session:
        note = queries.note_by_number(session, number)
        noted = queries.record_of(session, note)
        actions.strike_note(session, current_actor(), utc_now(), note=note)
        kind, code = "person" if isinstance(noted, Participant) else "delegation", noted.code
    flash("The note is struck out.", "success")
    return see_other(url_for(f".{kind}_notes", code=code))


def _notes(kind: str, code: str) -> Answer:
    form, refusal = NoteForm(), None
    if form.validate_on_submit():
        try:
            with committing() as session:
                door = _door(session, kind, code)
                actions.write_note(session, current_actor(), utc_now(), noted=door.noted, body=form.body.data or "")
        except RuleBroken as error:
            form.refuse(refusal := error)
        else:
            flash("The note is kept.", "success")
            return see_other(door.page)
    return _page(kind, code, form, TagForm(formdata=None), refusal)


def _tags(kind: str, code: str) -> Answer:
    form, refusal = TagForm(), None
    if form.validate_on_submit():
        try:
            with committing() as session:
                door = _door(session, kind, code)
                words = require_tags(form.tag.data or "")
                actions.add_tags(session, current_actor(), utc_now(), noted=door.noted, words=words)
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("Tagged.", "success")
            return see_other(door.page)
    return _page(kind, code, NoteForm(formdata=None), form, refusal)


def _tag_removal(kind: str, code: str) -> Answer:
    with committing() as session:
        door = _door(session, kind, code)
        word = request.form.get("tag", "")[:LONGEST_WORD]
        actions.remove_tag(session, current_actor(), utc_now(), noted=door.noted, word=word)
    flash("The tag is taken off.", "success")
    return see_other(door.page)


def _page(kind: str, code: str, note: NoteForm, tag: TagForm, refusal: Refusal) -> Answer:
    with reading() as session:
        door = _door(session, kind, code)
        facts = queries.internal_facts(session, current_actor(), door.noted)
        name = _name(session, door.noted)
    tag.tag.id = tag.tag.label.field_id = "new-tag"
    failed = tag if tag.errors else note
    return form_page("delegations/notes.html", failed, refusal, note=note, tag=tag, door=door, facts=facts, name=name)


def _door(session: Session, kind: str, code: str) -> Door:
    reached = within(session, Action.SEE_INTERNAL)
    noted: Participant | Delegation
    if kind == "person":
        noted, back = queries.participant_within(session, reached, code), ".participant_page"
    else:
        noted, back = queries.delegation_within(session, reached, code), ".delegation_page"
    ways = (f".{kind}_notes", f".{kind}_tags", f".{kind}_tag_removal", back)
    return Door(noted, *(url_for(way, code=code) for way in ways))


def _name(session: Session, noted: Participant | Delegation) -> str:
    if isinstance(noted, Participant):
        return noted.person.badge_name
    return queries.names_of(session, [noted.party_id])[noted.party_id]

"""What a nominated person has typed, to be checked before it is sent (UX-07); only from here it is sent."""

from __future__ import annotations

from flask import render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from summit.accounts.permissions import public
from summit.delegations import actions, queries
from summit.delegations.facts import FormDraftFacts, RankTable
from summit.delegations.forms import OwnAnswersForm, PersonForm, answers_of
from summit.delegations.views.doors import Answer, Refusal, blueprint, event_clock
from summit.delegations.views.form_drafts import DraftDoor, forget, own_registration_door
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.route("/nominations/<string:secret>/answers", methods=["GET", "POST"])
@public("the one-time link is the proof; it shows what was typed behind this very link")
def own_answers(secret: str) -> Answer:
    """All answers at a glance, with a link to change each; then they are sent, with a photo."""
    now = utc_now()
    with reading() as session:
        door = _door(session, secret)
        draft = queries.form_draft(session, now, owner=door.owner, form=door.form)
    if draft is None:
        return see_other(door.back)
    form, typed = OwnAnswersForm(), _typed(draft)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            name = _send(secret, typed, form)
        except (RuleBroken, Conflict) as error:
            refusal = error
        else:
            with reading() as session:
                delegation = queries.nomination_delegation(session, door.owner)
            return render_template("delegations/registration_received.html", name=name, delegation=delegation)
    return _page(secret, form, typed, refusal)


def continue_to_answers(secret: str, form: PersonForm) -> Response:
    """Keep what was typed, judged as far as it can be before it is sent, and show it. Raises RuleBroken, DraftTaken."""
    now = utc_now()
    with committing() as session:
        door = _door(session, secret)
        actions.require_own_answers(now, person=form.person_entry())
        texts = {field.name: request.form[field.name] for field in form if field.name in request.form}
        texts.pop("csrf_token", None)
        actions.keep_form_draft(session, now, owner=door.owner, form=door.form, texts=texts)
    return see_other(url_for(".own_answers", secret=secret))


def _door(session: Session, secret: str) -> DraftDoor:
    return own_registration_door(queries.nomination_by_secret(session, secret, utc_now()).code, secret)


def _typed(draft: FormDraftFacts) -> PersonForm:
    texts = {**draft.texts, "csrf_token": request.form.get("csrf_token", "")}
    form = PersonForm(MultiDict(texts))
    form.offer([], [], RankTable())
    form.leave_post_to_the_delegation()
    return form


def _send(secret: str, typed: PersonForm, form: OwnAnswersForm) -> str:
    if not typed.validate():
        raise RuleBroken("Something has to be mended before this can be sent: open the answers once more and continue.")
    now, portrait = utc_now(), form.portrait()
    with committing() as session:
        found = queries.nomination_by_secret(session, secret, now)
        participant, actor = actions.take_up_nomination(session, now, nomination=found, person=typed.person_entry())
        if portrait is not None:
            actions.store_photo(session, actor, now, participant=participant, portrait=portrait)
        forget(session, own_registration_door(found.code, secret))
        return participant.person.badge_name


def _differences(typed: PersonForm) -> list[str]:
    """PER-07: what differs from the machine-readable lines is said, never refused."""
    unlike = typed.unlike_lines(utc_now().date())
    return [f"Other than in the machine-readable lines: {', '.join(unlike)}. Compare with your passport."] * bool(unlike)


def _page(secret: str, form: OwnAnswersForm, typed: PersonForm, refusal: Refusal) -> Answer:
    now = utc_now()
    with reading() as session:
        found = queries.nomination_by_secret(session, secret, now)
        page = render_template(
            "delegations/own_answers.html",
            form=form,
            problems=[refusal.sentence] if refusal else [],
            form_failed=refusal is not None,
            groups=answers_of(typed),
            warnings=(*queries.own_warnings(session, found, typed.person_entry()), *_differences(typed)),
            nomination=queries.nomination_facts(found, now),
            delegation=queries.delegation_facts(session, found.delegation),
            clock=event_clock(session),
            back=url_for(".own_registration", secret=secret, draft="yes"),
        )
    return (page, refusal.status) if refusal else page

"""The posts of one person (DEL-12): adding, removing, and choosing the one of this event."""

from __future__ import annotations

from flask import flash, url_for

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.delegations import actions, queries
from summit.delegations.forms import PostForm, VersionedForm
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.route("/people/<string:code>/posts", methods=["GET", "POST"])
@guard(Action.REGISTER_PEOPLE)
def posts(code: str) -> Answer:
    """All posts of the person, and a form for one more."""
    form = _form(code)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.add_post(
                    session,
                    current_actor(),
                    utc_now(),
                    participant=queries.participant_within(session, within(session, Action.REGISTER_PEOPLE), code),
                    post=form.entry(),
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("The post is added.", "success")
            return see_other(url_for(".posts", code=code))
    return _page(code, form, refusal)


@blueprint.post("/people/<string:code>/posts/<int:number>/removal")
@guard(Action.REGISTER_PEOPLE)
def post_removal(code: str, number: int) -> Answer:
    """Take a further post off the record."""
    try:
        with committing() as session:
            participant = queries.participant_within(session, within(session, Action.REGISTER_PEOPLE), code)
            found = queries.post_of(session, participant, number)
            actions.remove_post(session, current_actor(), utc_now(), participant=participant, post=found)
    except (RuleBroken, Conflict) as error:
        return _refused(code, error)
    flash("The post is removed.", "success")
    return see_other(url_for(".posts", code=code))


@blueprint.post("/people/<string:code>/posts/<int:number>/event-capacity")
@guard(Action.REGISTER_PEOPLE)
def post_capacity(code: str, number: int) -> Answer:
    """Let the person come in that post."""
    form = VersionedForm()
    try:
        with committing() as session:
            participant = queries.participant_within(session, within(session, Action.REGISTER_PEOPLE), code)
            actions.take_post(
                session,
                current_actor(),
                utc_now(),
                participant=participant,
                post=queries.post_of(session, participant, number),
                version=form.version.data or 0,
            )
            title = participant.title
    except (RuleBroken, Conflict) as error:
        return _refused(code, error)
    flash(f"The post of this event is now: {title}.", "success")
    return see_other(url_for(".posts", code=code))


def _form(code: str) -> PostForm:
    with reading() as session:
        queries.participant_within(session, within(session, Action.REGISTER_PEOPLE), code)
        ranks = queries.rank_table(session)
    form = PostForm()
    form.offer(ranks)
    if not may(Action.MANAGE_DELEGATIONS):
        form.leave_rank_to_the_host()
    return form


def _refused(code: str, error: RuleBroken | Conflict) -> Answer:
    form = _form(code)
    form.form_errors.append(error.sentence)
    return _page(code, form, error)


def _page(code: str, form: PostForm, refusal: Refusal) -> Answer:
    with reading() as session:
        participant = queries.participant_within(session, within(session, Action.REGISTER_PEOPLE), code)
        return form_page(
            "delegations/person_posts.html",
            form,
            refusal,
            person=queries.participant_view(session, current_actor(), participant),
            posts=queries.held_posts(session, participant),
            may_rank=may(Action.MANAGE_DELEGATIONS),
            is_open=participant.state == ParticipantState.ENROLLED
            and (not participant.is_locked or may(Action.MANAGE_DELEGATIONS)),
        )

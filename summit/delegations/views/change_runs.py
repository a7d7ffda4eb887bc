"""One change for many people of the list: what and for whom, what became of it, and undoing it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.delegations import actions, queries
from summit.delegations.facts import PersonLine, RunEntry
from summit.delegations.forms import RunForm
from summit.delegations.lifecycle import RUN_NAMES, TAGGING, PartyKind, RunVerb
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, offered_posts, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import next_address, picked, see_other

MOST_NAMED = 10


@blueprint.get("/change-runs")
@guard(Action.REGISTER_PEOPLE)
def change_runs() -> str:
    """The last changes of many people within reach."""
    with reading() as session:
        runs = queries.runs_within(session, within(session, Action.REGISTER_PEOPLE), utc_now())
    return render_template("delegations/change_runs.html", runs=runs)


@blueprint.route("/change-runs/draft", methods=["GET", "POST"])
@guard(Action.REGISTER_PEOPLE)
def change_run_draft() -> Answer:
    """What is to be done to the chosen people, and doing it."""
    back, verb = next_address(url_for(".people")), _verb()
    versions = picked(request.values.getlist("pick"))
    if verb is None or not versions:
        flash("Choose people in the list first, then what to change.", "warning")
        return see_other(back)
    with reading() as session:
        people = queries.picked_people(session, within(session, Action.REGISTER_PEOPLE), versions)
        kind = _kind(session, people)
    form = RunForm()
    form.offer(verb, *offered_posts(kind))
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                reached = within(session, Action.REGISTER_PEOPLE)
                run = actions.change_many(
                    session,
                    current_actor(),
                    utc_now(),
                    within=reached,
                    versions=versions,
                    entry=RunEntry(verb.value, form.value),
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            return see_other(url_for(".change_run", code=run.code, next=back))
    return form_page(
        "delegations/change_run_draft.html",
        form,
        refusal,
        verb=verb,
        heading=f"{RUN_NAMES[verb]}: {len(people)} {'person' if len(people) == 1 else 'people'}",
        people=people,
        versions=versions,
        back=back,
    )


@blueprint.get("/change-runs/<string:code>")
@guard(Action.REGISTER_PEOPLE)
def change_run(code: str) -> str:
    """What became of each person."""
    with reading() as session:
        found = queries.run_within(session, within(session, Action.REGISTER_PEOPLE), code)
        run = queries.run_facts(session, found, utc_now())
    return render_template("delegations/change_run.html", run=run, back=next_address(url_for(".people")))


@blueprint.post("/change-runs/<string:code>/reversal")
@guard(Action.REGISTER_PEOPLE)
def change_run_reversal(code: str) -> Response:
    """Put back, within a day, what the change did."""
    with committing() as session:
        reached = within(session, Action.REGISTER_PEOPLE)
        run = queries.run_within(session, reached, code)
        kept = actions.undo_run(session, current_actor(), utc_now(), within=reached, run=run)
    others = " and others" if len(kept) > MOST_NAMED else ""
    left = f" Left as they are: {', '.join(kept[:MOST_NAMED])}{others}." if kept else ""
    flash(f"The change is undone.{left}", "warning" if kept else "success")
    return see_other(url_for(".change_run", code=code))


def run_verbs() -> dict[str, str]:
    """What the viewer may do to many people at once, by the value of its button."""
    if not may(Action.REGISTER_PEOPLE):
        return {}
    return {verb.value: name for verb, name in RUN_NAMES.items() if verb not in TAGGING or may(Action.SEE_INTERNAL)}


def _verb() -> RunVerb | None:
    wanted = request.values.get("verb", "")
    return RunVerb(wanted) if wanted in run_verbs() else None


def _kind(session: Session, people: Sequence[PersonLine]) -> PartyKind:
    """The kind of the delegation whose posts are offered: a focal point has one delegation only."""
    if not people:
        return PartyKind.STATE_M
    return PartyKind(queries.delegation_by_code(session, people[0].delegation_code).party.kind)

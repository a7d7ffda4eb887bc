"""What a side arranges for its meeting."""

from __future__ import annotations

from flask import flash, render_template, request, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import RequestFacts
from summit.bilaterals.forms import ArrangementForm
from summit.bilaterals.lifecycle import Side
from summit.bilaterals.views.doors import Answer, Refusal, answering_side, blueprint, within, write_down
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.route("/bilaterals/<string:code>/arrangements", methods=["GET", "POST"])
@guard(Action.ANSWER_BILATERAL)
def arrangements(code: str) -> Answer:
    """Language, interpretation, needs, press and gifts; the desk chooses for which of the two sides."""
    facts, side, needs, is_desk = _read(code)
    form = ArrangementForm()
    refusal: Refusal = None
    if not form.is_submitted():
        form.show(facts.arranged(side), needs)
        form.version.data = str(facts.version)
    elif form.validate():
        try:
            with committing() as session:
                actions.arrange(
                    session,
                    current_actor(),
                    utc_now(),
                    request=queries.request_within(session, within(session, Action.ANSWER_BILATERAL), code),
                    by=side,
                    version=form.seen(),
                    arrangements=form.arrangements(),
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(error)
            refusal = error
        else:
            flash("The arrangements are saved.", "success")
            return see_other(url_for(".request_page", code=code))
    page = render_template(
        "bilaterals/arrangements.html",
        form=form,
        form_failed=bool(form.errors),
        request=facts,
        side=side,
        is_desk=is_desk,
    )
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page


def _read(code: str) -> tuple[RequestFacts, str, str, bool]:
    """The request, the side that is spoken for, its needs, and whether the desk speaks."""
    with reading() as session:
        seen = within(session, Action.ANSWER_BILATERAL)
        found = queries.request_within(session, seen, code)
        facts = queries.facts_of(session, found, seen, utc_now())
        needs = queries.needs_of(session, found, seen)
    side = answering_side(seen, facts)
    if seen.everything and request.args.get("side") in set(Side):
        side = request.args["side"]
    write_down(seen, code, [code])
    return facts, side, needs.get(Side(side), ""), seen.everything

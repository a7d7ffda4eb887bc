"""The duplicate desk: what may be one person, two records side by side, and what is decided (DEL-01)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.facts import Comparison
from summit.delegations.forms import MergerForm
from summit.delegations.models import Participant
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import Page, page_number, see_other

PARTS = {"": "Pairs", "claims": "Claims of delegations", "dismissed": "Not the same person"}
LISTS: dict[str, Callable[..., Sequence[object]]] = {
    "": queries.found_pairs,
    "claims": queries.waiting_claims,
    "dismissed": queries.dismissed_pairs,
}
PER_PAGE = 25


@blueprint.get("/duplicates")
@guard(Action.RESOLVE_DUPLICATES)
def duplicate_desk() -> str:
    """Pairs, strongest first; what delegations claim; pairs that were dismissed."""
    part = request.args.get("part", "")
    part = part if part in PARTS else ""
    with reading() as session:
        counts = queries.desk_counts(session)
        number = min(page_number(), max(1, -(-counts[part] // PER_PAGE)))
        lines = LISTS[part](session, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
        return render_template(
            "delegations/duplicate_desk.html",
            parts=PARTS,
            counts=counts,
            part=part,
            page=Page(lines, number, PER_PAGE, counts[part]),
        )


@blueprint.route("/duplicates/<string:code>/<string:other>", methods=["GET", "POST"])
@guard(Action.RESOLVE_DUPLICATES)
def merger(code: str, other: str) -> Answer:
    """Two records side by side, field by field; sent, they become one, and the first of the address stays."""
    with reading() as session:
        facts = queries.comparison(session, current_actor(), *_pair(session, code, other))
    form = MergerForm(data={"stays_version": facts.stays.version, "goes_version": facts.goes.version})
    form.offer(facts.fields)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                stays, goes = _pair(session, code, other)
                actions.merge_participants(
                    session, current_actor(), utc_now(), stays=stays, goes=goes, merger=form.merger()
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash(f"The two records are one now. {facts.goes.code} leads here.", "success")
            return see_other(url_for(".participant_page", code=code))
    return _merger_page(form, refusal, facts)


@blueprint.post("/duplicates/<string:code>/<string:other>/dismissal")
@guard(Action.RESOLVE_DUPLICATES)
def dismissal(code: str, other: str) -> Response:
    """They are two people: the desk shows the pair no more."""
    with committing() as session:
        first, second = _pair(session, code, other)
        actions.dismiss_pair(session, current_actor(), utc_now(), first=first, second=second)
    flash("The desk shows this pair no more. You find it under “Not the same person”.", "success")
    return see_other(url_for(".duplicate_desk"))


@blueprint.post("/duplicates/<string:code>/<string:other>/dismissal/end")
@guard(Action.RESOLVE_DUPLICATES)
def dismissal_end(code: str, other: str) -> Response:
    """The pair is to be looked at again."""
    with committing() as session:
        first, second = _pair(session, code, other)
        actions.end_dismissal(session, current_actor(), utc_now(), first=first, second=second)
    flash("The pair is to be looked at again.", "success")
    return see_other(url_for(".merger", code=code, other=other))


def _pair(session: Session, code: str, other: str) -> tuple[Participant, Participant]:
    reached = within(session, Action.RESOLVE_DUPLICATES)
    return queries.participant_within(session, reached, code), queries.participant_within(session, reached, other)


def _merger_page(form: MergerForm, refusal: Refusal, facts: Comparison) -> Answer:
    return form_page("delegations/merger.html", form, refusal, pair=facts)

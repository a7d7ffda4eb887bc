"""The list of requests, one request, and asking for a meeting."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.bilaterals import actions, queries
from summit.bilaterals.forms import WishForm
from summit.bilaterals.views.doors import Answer, Refusal, blueprint, request_view, within, write_down
from summit.delegations.models import Delegation
from summit.delegations.queries import delegation_by_code, delegation_within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import Page, page_number, paged, see_other
from summit.venues.queries import as_of, the_summit

PART_NAMES = {
    "returned": "Back at the desk",
    "held": "Held",
    "unanswered": "Without an answer",
    "answer": "To answer",
    "waiting": "Waiting for the other side",
    "placing": "Waiting for a room",
    "confirmed": "Confirmed",
    "closed": "Closed",
}


@blueprint.get("/bilaterals")
@guard(Action.SEE_BILATERALS)
def request_list() -> str:
    """The requests that the signed-in user may know of, by part."""
    part, delegation = request.args.get("part", ""), request.args.get("delegation", "")
    with reading() as session:
        seen = within(session, Action.SEE_BILATERALS)
        now = utc_now()
        at = as_of(session, now)
        part = part if part in queries.parts(seen, at) else ""
        partners = queries.partners_of(session) if seen.everything else []
        delegation = delegation if delegation in dict(partners) else ""
        statement = queries.requests_of(seen, at, part=part, delegation=delegation)
        found = paged(session, statement, number=page_number())
        rows = queries.request_facts(session, found.rows, seen, now)
        counts = queries.counts(session, seen, now)
        summit = the_summit(session)
    write_down(seen, "list", (row.code for row in rows))
    return render_template(
        "bilaterals/request_list.html",
        page=Page(rows, found.number, found.per_page, found.total),
        part=part,
        parts=[(key, PART_NAMES[key], counts[key]) for key in counts],
        everything=sum(counts.values()),
        chosen=delegation,
        opens_at=queries.board_opens(summit.first_day, summit.zone),
        partners=partners,
        summit=summit,
        is_desk=seen.everything,
        may_ask=may(Action.ASK_BILATERAL),
        may_place=may(Action.PLACE_BILATERAL),
        may_keep_apart=may(Action.KEEP_APART),
    )


@blueprint.get("/bilaterals/<string:code>")
@guard(Action.SEE_BILATERALS)
def request_page(code: str) -> Answer:
    """One request: the two sides, its time, what can be answered, what happened."""
    return request_view(code)


@blueprint.route("/bilaterals/request", methods=["GET", "POST"])
@guard(Action.ASK_BILATERAL)
def request_form() -> Answer:
    """Ask another delegation for a meeting; the desk first says for whom it asks."""
    with reading() as session:
        asking = _asking(session)
        summit = the_summit(session)
        if asking is None:
            return render_template("bilaterals/request_asking.html", partners=queries.partners_of(session))
        form = WishForm(data={"asked": request.args.get("asked", "")})
        form.offer(
            queries.partners_of(session, asking.id), queries.principals_of(session, asking.id), summit
        )
        asking_name = dict(queries.partners_of(session)).get(asking.code, "")
        asking_code = asking.code
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                made = actions.ask(
                    session,
                    current_actor(),
                    utc_now(),
                    asking=delegation_within(session, within(session, Action.ASK_BILATERAL), asking_code),
                    asked=delegation_by_code(session, form.asked.data),
                    wish=form.wish(summit),
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(_at_field(error))
            refusal = error
        else:
            flash("The request is sent. You see here when the other side has answered.", "success")
            return see_other(url_for(".request_page", code=made.code))
    page = render_template(
        "bilaterals/request_form.html",
        form=form,
        form_failed=bool(form.errors),
        asking=asking_name,
        summit=summit,
        opens_at=queries.board_opens(summit.first_day, summit.zone),
        is_possible=bool(asking_name),
    )
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page


def _asking(session: Session) -> Delegation | None:
    """The delegation that asks: the own one, or the one that the desk chose."""
    seen = within(session, Action.ASK_BILATERAL)
    code = request.args.get("asking", "")
    if seen.everything:
        return delegation_within(session, seen, code) if code else None
    (own_id,) = seen.delegations or (0,)
    own = session.get(Delegation, own_id)
    return delegation_within(session, seen, own.code if own else "")


def _at_field(error: RuleBroken | Conflict) -> RuleBroken | Conflict:
    """The window's ends are typed as clocks, so their errors stand there."""
    clocks = {"wished_from": "clock_from", "wished_until": "clock_until"}
    if isinstance(error, RuleBroken) and error.field in clocks:
        error.field = clocks[error.field]
    return error

"""Classes of precedence: the table, a new class, a changed one, one that goes (domain 3.2)."""

from __future__ import annotations

from flask import flash, render_template, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.delegations import actions, queries
from summit.delegations.forms import RankForm, RankOpeningForm
from summit.delegations.lifecycle import RANK_KIND_EFFECTS, RANK_KIND_NAMES, UNRANKED
from summit.delegations.views.doors import Answer, blueprint, form_page
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import see_other


@blueprint.get("/rank-classes")
@guard(Action.SEE_PRECEDENCE)
def rank_list() -> str:
    """Every class, what it means, and how many people are of it."""
    with reading() as session:
        lines = queries.rank_lines(session)
    return render_template(
        "delegations/rank_list.html",
        lines=lines,
        kinds=RANK_KIND_NAMES,
        effects=RANK_KIND_EFFECTS,
        may_set=may(Action.DECIDE_PRECEDENCE),
    )


@blueprint.route("/rank-classes/opening", methods=["GET", "POST"])
@guard(Action.DECIDE_PRECEDENCE)
def rank_opening() -> Answer:
    """Add a class."""
    form = RankOpeningForm()
    refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.open_rank(session, current_actor(), utc_now(), entry=form.entry(form.number.data))
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("The class can be given to people from now on.", "success")
            return see_other(url_for(".rank_list"))
    return form_page("delegations/rank_opening.html", form, refusal, kinds=RANK_KIND_NAMES, effects=RANK_KIND_EFFECTS)


@blueprint.route("/rank-classes/<int:number>", methods=["GET", "POST"])
@guard(Action.DECIDE_PRECEDENCE)
def rank_page(number: int) -> Answer:
    """Rename a class, change what it means, or take it away."""
    with reading() as session:
        line = queries.rank_line(session, queries.rank_class(session, number))
    form = RankForm(data={"name": line.entry.name, "kind": line.entry.kind.value, "holds": line.entry.holds,
                          "version": line.version})  # fmt: skip
    refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.edit_rank(
                    session,
                    current_actor(),
                    utc_now(),
                    rank=queries.rank_class(session, number),
                    entry=form.entry(number),
                    version=form.version.data,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("Saved. Lists that are published stay as they are.", "success")
            return see_other(url_for(".rank_list"))
    return form_page(
        "delegations/rank_page.html", form, refusal, line=line, kinds=RANK_KIND_NAMES, effects=RANK_KIND_EFFECTS,
        may_remove=not line.people and number != UNRANKED,
    )  # fmt: skip


@blueprint.post("/rank-classes/<int:number>/removal")
@guard(Action.DECIDE_PRECEDENCE)
def rank_removal(number: int) -> Response:
    """Take a class away that nobody is of."""
    form = RankForm()
    with committing() as session:
        rank = queries.rank_class(session, number)
        actions.remove_rank(session, current_actor(), utc_now(), rank=rank, version=form.version.data or 0)
    flash(f"Class {number} is removed.", "success")
    return see_other(url_for(".rank_list"))

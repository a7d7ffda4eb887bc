"""Two plans beside each other: what the second moves, adds and drops."""

from __future__ import annotations

from flask import render_template, request

from summit.accounts.permissions import Action, guard
from summit.bilaterals import queries
from summit.bilaterals.rules import changes, quality_words
from summit.bilaterals.views.doors import Answer, blueprint, within, write_down
from summit.foundation.db import reading
from summit.venues.queries import the_summit


@blueprint.get("/bilaterals/plans/<string:code>/comparison")
@guard(Action.PLACE_BILATERAL)
def plan_comparison(code: str) -> Answer:
    """Choose another plan, and see in what the two differ."""
    chosen = request.args.get("plan", "")[:20]
    with reading() as session:
        seen = within(session, Action.PLACE_BILATERAL)
        run = queries.plan_by_code(session, code)
        others = queries.plans_beside(session, run)
        board = queries.board_of(session, run)
        other = queries.board_of(session, queries.plan_by_code(session, chosen)) if chosen else None
        summit = the_summit(session)
    found = changes(board.draft, other.draft) if other else []
    names = board.names | (other.names if other else {})
    write_down(seen, f"plan {code}", (one.request for one in found))
    return render_template(
        "bilaterals/plan_comparison.html",
        code=code,
        chosen=chosen,
        others=others,
        board=board,
        other=other,
        moved=[one for one in found if one.before and one.after],
        added=[one for one in found if one.before is None],
        dropped=[one for one in found if one.after is None],
        names=names,
        quality=quality_words,
        summit=summit,
    )

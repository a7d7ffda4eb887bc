"""What the desk has in stock."""

from __future__ import annotations

from flask import flash, render_template, url_for

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges import actions, queries
from summit.badges.forms import MovementForm, StockItemForm
from summit.badges.views.doors import Answer, blueprint
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import page_number, paged, see_other


@blueprint.route("/badges/stock", methods=["GET", "POST"])
@guard(Action.PRINT_BADGES)
def stock() -> Answer:
    """Levels and movements, and the form for something else to be counted."""
    form = StockItemForm()
    if not form.is_submitted():
        return _stock_page(form)
    if not form.validate():
        return _stock_page(form, status=422)
    try:
        with committing() as session:
            item = actions.open_stock_item(session, current_actor(), utc_now(), name=form.name.data or "")
            code = item.code
    except RuleBroken as error:
        form.refuse(error)
        return _stock_page(form, status=error.status)
    flash("It is counted from now on. Enter what is there.", "success")
    return see_other(url_for(".stock_movements", code=code))


@blueprint.route("/badges/stock/<string:code>/movements", methods=["GET", "POST"])
@guard(Action.PRINT_BADGES)
def stock_movements(code: str) -> Answer:
    """Something came, went, or was counted."""
    form = MovementForm()
    if not form.is_submitted():
        return _movement_page(code, form)
    if not form.validate():
        return _movement_page(code, form, status=422)
    try:
        with committing() as session:
            movement = actions.move_stock(
                session,
                current_actor(),
                utc_now(),
                item=queries.stock_item(session, code),
                kind=form.kind.data or "",
                number=form.number.data,
                note=form.note.data or "",
            )
            level = movement.level
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _movement_page(code, form, status=error.status)
    flash(f"Entered. There are {level} now.", "success")
    return see_other(url_for(".stock"))


def _stock_page(form: StockItemForm, *, status: int = 200) -> Answer:
    with reading() as session:
        items = queries.stock_lines(session)
        page = paged(session, queries.movements(), number=page_number(), per_page=20)
        lines = queries.movement_lines(page.rows)
    return render_template(
        "badges/stock.html", form=form, form_failed=bool(form.errors), items=items, page=page, lines=lines
    ), status


def _movement_page(code: str, form: MovementForm, *, status: int = 200) -> Answer:
    with reading() as session:
        item = queries.stock_item(session, code)
    return render_template(
        "badges/stock_movement.html", form=form, form_failed=bool(form.errors), item=item
    ), status

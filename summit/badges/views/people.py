"""Somebody's cards: looked up, printed once more, made void."""

from __future__ import annotations

from io import BytesIO

from flask import flash, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges import actions, queries
from summit.badges.facts import CARD_FILTERS, HolderFilters
from summit.badges.forms import IdentityForm, ReasonForm
from summit.badges.lifecycle import BADGE, BadgeState
from summit.badges.rules import PIN_CATEGORY
from summit.badges.views.doors import Answer, blueprint, within
from summit.delegations.queries import participant_within, replaced_by, replacing
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.web import page_number, paged, see_other


@blueprint.get("/badges/people")
@guard(Action.PRINT_BADGES)
def people() -> Answer:
    """People and their cards, by name, delegation or serial."""
    card = request.args.get("card", "")
    filters = HolderFilters(
        search=request.args.get("q", "")[:200].strip(), card=card if card in CARD_FILTERS else ""
    )
    with reading() as session:
        page = paged(session, queries.holders_matching(within(session), filters), number=page_number())
        lines = queries.holder_lines(session, page.rows)
    return render_template(
        "badges/people.html", filters=filters, card_filters=CARD_FILTERS, page=page, lines=lines
    )


@blueprint.get("/badges/people/<string:code>")
@guard(Action.PRINT_BADGES)
def person_cards(code: str) -> Answer:
    """Every card of one person, and the forms for a reprint and for a lost card."""
    return _person_page(code, ReasonForm())


@blueprint.get("/badges/people/<string:code>/specimen.pdf")
@guard(Action.PRINT_BADGES)
def specimen(code: str) -> Response:
    """The card as it will look, with a code that opens no door."""
    with reading() as session:
        content = queries.specimen_pdf(
            session, participant=participant_within(session, within(session), code)
        )
    return send_file(
        BytesIO(content), mimetype="application/pdf", download_name=f"specimen-{code}.pdf", max_age=0
    )


@blueprint.post("/badges/cards/<string:serial>/reissue")
@guard(Action.PRINT_BADGES)
def reissue(serial: str) -> Answer:
    """Print a badge a second time, with the reason (BDG-03)."""
    form = ReasonForm()
    with reading() as session:
        code = queries.card_by_serial(session, serial).participant.code
    if not form.validate_on_submit():
        return _person_page(code, form, status=422)
    try:
        with committing() as session:
            badge = queries.card_to_change(session, serial)
            fresh = actions.reissue(
                session, current_actor(), utc_now(), badge=badge, reason=form.reason.data or ""
            )
            run_code = fresh.run.code if fresh.run else ""
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _person_page(code, form, status=error.status)
    flash(f"Card {serial} is void from now on. Issue {fresh.issue_number} is being drawn.", "success")
    return see_other(url_for(".run_page", code=run_code))


@blueprint.post("/badges/cards/<string:serial>/voidance")
@guard(Action.PRINT_BADGES)
def voidance(serial: str) -> Answer:
    """A wrong card counts no more; nothing is printed in its place yet. One that is out is reported instead (BDG-03)."""
    form = ReasonForm()
    with reading() as session:
        code = queries.card_by_serial(session, serial).participant.code
    if not form.validate_on_submit():
        return _person_page(code, form, status=422)
    try:
        with committing() as session:
            badge = queries.card_to_change(session, serial)
            actions.void_badge(
                session, current_actor(), utc_now(), badge=badge, reason=form.reason.data or ""
            )
    except (RuleBroken, Conflict) as error:
        form.refuse(error)
        return _person_page(code, form, status=error.status)
    flash(f"Card {serial} is void: every gate refuses it from now on.", "success")
    return see_other(url_for(".person_cards", code=code))


def _person_page(code: str, form: ReasonForm, *, status: int = 200) -> Answer:
    with reading() as session:
        participant = participant_within(session, within(session), code)
        (holder,) = queries.holder_lines(session, [participant])
        history = queries.card_lines(session, queries.cards_of(session, participant))
        loss = queries.open_loss_of(session, participant)
        live = queries.live_card_of(session, participant.id)
        replaces, replaced = replacing(session, participant), replaced_by(session, participant)
        still_out = queries.card_lines(session, queries.replaced_cards_out(session, [participant.id]))
        receipt = queries.receipt_of(session, live) if live else ""
        reported = queries.loss_lines(session, [loss], for_host=True)[0] if loss else None
    verbs = BADGE.verbs(BadgeState(holder.card.state)) if holder.card else ()
    return render_template(
        "badges/person_cards.html",
        form=form,
        form_failed=bool(form.errors),
        holder=holder,
        history=history,
        may_void="void" in verbs,
        may_reissue=holder.is_admitted and "void" in verbs and "hand_over" in verbs,
        identity=IdentityForm(),
        delegation_code=participant.delegation.code,
        reported=reported,
        receipt=receipt,
        replaces=replaces,
        replaced_by=replaced,
        still_out=still_out,
        wears_pin=participant.category == PIN_CATEGORY,
    ), status

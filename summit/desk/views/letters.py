"""The outbox: the list, one letter, what an officer does with it, and the addresses that do not answer."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.desk.views.doors import blueprint
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import ImpossibleMove, NotFound
from summit.foundation.web import place_in_list, see_other
from summit.notices import actions, queries
from summit.notices.facts import LANGUAGES, NoticeFilters
from summit.notices.lifecycle import STATE_NAMES, NoticeState

MOST_PICKS = 200


@blueprint.get("/outbox")
@guard(Action.SEE_OUTBOX)
def outbox() -> str:
    """What was written to whom and when, and what became of it."""
    filters = _filters()
    with reading() as session:
        found = queries.letters_listed(session, filters, place_in_list())
        counts = queries.counts_by_state(session)
        bounced = len(queries.bounced_addresses(session))
        sends = queries.has_mail_server(session)
    return render_template(
        "desk/outbox.html",
        found=found,
        filters=filters,
        chips=_chips(counts),
        kinds=queries.kind_titles(),
        bounced=bounced,
        sends=sends,
        may_pick=may(Action.WORK_LETTERS) and filters.state == NoticeState.HELD,
    )


@blueprint.get("/outbox/<string:code>")
@guard(Action.SEE_OUTBOX)
def letter_page(code: str) -> str:
    """One letter with its text, links that open something left out."""
    with reading() as session:
        page = queries.notice_page(session, code)
    return render_template(
        "desk/letter_page.html", page=page, languages=LANGUAGES, may_work=may(Action.WORK_LETTERS)
    )


@blueprint.post("/outbox/releases")
@guard(Action.WORK_LETTERS)
def letter_releases() -> Response:
    """Let the chosen held letters go."""
    return _picked(actions.release, "released")


@blueprint.post("/outbox/discards")
@guard(Action.WORK_LETTERS)
def letter_discards() -> Response:
    """Discard the chosen held letters."""
    return _picked(actions.discard, "discarded")


@blueprint.post("/outbox/<string:code>/release")
@guard(Action.WORK_LETTERS)
def letter_release(code: str) -> Response:
    """Let one held letter go."""
    with committing() as session:
        actions.release(session, current_actor(), utc_now(), notice=queries.notice_by_code(session, code))
    flash("Released. It goes out with the next delivery.", "success")
    return see_other(url_for(".letter_page", code=code))


@blueprint.post("/outbox/<string:code>/discard")
@guard(Action.WORK_LETTERS)
def letter_discard(code: str) -> Response:
    """Discard one held letter."""
    with committing() as session:
        actions.discard(session, current_actor(), utc_now(), notice=queries.notice_by_code(session, code))
    flash("Discarded. It stays readable here and is never sent.", "success")
    return see_other(url_for(".letter_page", code=code))


@blueprint.post("/outbox/<string:code>/repetition")
@guard(Action.WORK_LETTERS)
def letter_repetition(code: str) -> Response:
    """Send a letter again."""
    copies = request.form.get("version", "0")
    with committing() as session:
        again = actions.repeat(
            session,
            current_actor(),
            utc_now(),
            notice=queries.notice_by_code(session, code),
            copies=int(copies) if copies.isascii() and copies.isdigit() and len(copies) < 6 else 0,
        ).code
    flash("It goes out again with the next delivery.", "success")
    return see_other(url_for(".letter_page", code=again))


@blueprint.post("/outbox/<string:code>/bounce")
@guard(Action.WORK_LETTERS)
def letter_bounce(code: str) -> Response:
    """Note that a letter came back to the ministry's mailbox."""
    with committing() as session:
        actions.note_return(session, current_actor(), utc_now(), notice=queries.notice_by_code(session, code))
    flash("Noted. Further letters to this address are held until somebody clears it.", "success")
    return see_other(url_for(".letter_page", code=code))


@blueprint.get("/outbox/addresses")
@guard(Action.SEE_OUTBOX)
def bounced_addresses() -> str:
    """The addresses to which letters are held."""
    with reading() as session:
        found = queries.bounced_addresses(session)
    return render_template("desk/bounced_addresses.html", addresses=found, may_work=may(Action.WORK_LETTERS))


@blueprint.post("/outbox/addresses/<int:number>/clearance")
@guard(Action.WORK_LETTERS)
def address_clearance(number: int) -> Response:
    """Letters to this address go out again."""
    with committing() as session:
        bounced = queries.bounced_address(session, number)
        actions.clear_address(session, current_actor(), utc_now(), bounced=bounced)
    flash("Cleared. Held letters to it still wait for your release.", "success")
    return see_other(url_for(".bounced_addresses"))


def _chips(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    """Parameter, label and figure of each state, all of them first."""
    states = [(state.value, name, counts[state.value]) for state, name in STATE_NAMES.items()]
    return [("", "All", sum(counts.values())), *states]


def _filters() -> NoticeFilters:
    state, kind = request.args.get("state", ""), request.args.get("kind", "")
    return NoticeFilters(
        state=state if state in set(NoticeState) else "",
        kind=kind if kind in queries.kind_titles() else "",
        recipient=request.args.get("q", "").strip()[:254],
    )


def _picked(act: Callable[..., None], done_word: str) -> Response:
    """Do it to each of the chosen letters; those that somebody else moved meanwhile are left as they are."""
    back = see_other(url_for(".outbox", state=NoticeState.HELD.value))
    codes = list(dict.fromkeys(request.form.getlist("pick")))[:MOST_PICKS]
    if not codes:
        flash("Choose at least one letter first.", "warning")
        return back
    done = 0
    with committing() as session:
        for code in codes:
            try:
                act(session, current_actor(), utc_now(), notice=queries.notice_by_code(session, code))
            except (ImpossibleMove, NotFound):
                continue
            done += 1
    left = len(codes) - done
    letters = f"{done} letter{'' if done == 1 else 's'} {done_word}."
    flash(letters + (f" {left} had been decided by somebody else." if left else ""), "success" if done else "warning")
    return back

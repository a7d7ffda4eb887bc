"""The words of letters: every kind, a ministry's own words in each language, and how the recipient will see them."""

from __future__ import annotations

from flask import flash, render_template, request, url_for
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.desk import queries
from summit.desk.facts import LetterPreview
from summit.desk.forms import WordingForm
from summit.desk.views.doors import blueprint
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken, SummitError
from summit.foundation.web import see_other
from summit.notices import actions
from summit.notices.facts import LANGUAGES, KindLine
from summit.notices.queries import (
    checked_wording,
    kind_line,
    kind_lines,
    kind_of_address,
    language_of_address,
    wording_for,
)

Answer = Response | str | tuple[str, int]


@blueprint.get("/outbox/wordings")
@guard(Action.WORK_LETTERS)
def wordings() -> str:
    """Every kind of letter, its own words by language, and whether it waits for an officer."""
    with reading() as session:
        lines = kind_lines(session)
    return render_template("desk/wordings.html", lines=lines, languages=LANGUAGES)


@blueprint.post("/outbox/wordings/<string:kind>/review")
@guard(Action.WORK_LETTERS)
def kind_review(kind: str) -> Response:
    """Letters of this kind wait for an officer from now on, or go at once."""
    chosen = kind_of_address(kind)
    is_held = request.form.get("held") == "yes"
    with committing() as session:
        actions.set_review(session, current_actor(), utc_now(), kind=chosen, is_held=is_held)
    flash(
        f"{chosen.title}: letters now {'wait for your release' if is_held else 'go at once'}.", "success"
    )
    return see_other(url_for(".wordings"))


@blueprint.route("/outbox/wordings/<string:kind>/<string:language>", methods=["GET", "POST"])
@guard(Action.WORK_LETTERS)
def wording_page(kind: str, language: str) -> Answer:
    """Own words for one kind in one language: kept, or only shown as the recipient would see them."""
    chosen, language = kind_of_address(kind), language_of_address(language)
    with reading() as session:
        line = kind_line(session, chosen)
        present = wording_for(session, chosen, language)[1]
    own = line.own.get(language)
    form = WordingForm(
        data={"subject": present.subject, "body": present.body, "version": own.version if own else 0}
    )
    refusal: SummitError | None = None
    if form.validate_on_submit():
        try:
            if request.form.get("preview"):
                checked_wording(chosen, form.wording)
            else:
                return _save(form, line, language)
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
    return _page(form, line, language, refusal)


@blueprint.post("/outbox/wordings/<string:kind>/<string:language>/removal")
@guard(Action.WORK_LETTERS)
def wording_removal(kind: str, language: str) -> Response:
    """Own words are dropped; those that came with the program hold again."""
    chosen, language = kind_of_address(kind), language_of_address(language)
    version = WordingForm().version.data or 0
    with committing() as session:
        actions.drop_wording(session, current_actor(), utc_now(), kind=chosen, language=language, version=version)
    flash(f"{chosen.title}: there are no own words in {LANGUAGES[language]} any more.", "success")
    return see_other(url_for(".wordings"))


def _page(form: WordingForm, line: KindLine, language: str, refusal: SummitError | None) -> Answer:
    page = render_template(
        "desk/wording_page.html",
        form=form,
        form_failed=bool(form.errors),
        line=line,
        own=line.own.get(language),
        language=language,
        languages=LANGUAGES,
        previews=() if form.errors else _previews(line, form, language),
    )
    if refusal is not None:
        return page, refusal.status
    return (page, 422) if form.errors else page


def _save(form: WordingForm, line: KindLine, language: str) -> Response:
    with committing() as session:
        actions.write_wording(
            session,
            current_actor(),
            utc_now(),
            kind=line.kind,
            language=language,
            wording=form.wording,
            version=form.version.data or 0,
        )
    flash("Saved. Letters written from now on use these words.", "success")
    return see_other(url_for(".wording_page", kind=line.kind.slug, language=language))


def _previews(line: KindLine, form: WordingForm, language: str) -> tuple[LetterPreview, ...]:
    with reading() as session:
        return queries.letter_previews(session, line.kind, checked_wording(line.kind, form.wording), language)

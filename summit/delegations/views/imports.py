"""A sheet with people: sent, looked at, done, called off, undone."""

from __future__ import annotations

import hashlib

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.forms import ImportForm, VersionedForm
from summit.delegations.lifecycle import ImportState
from summit.delegations.models import Delegation, RegisterImport
from summit.delegations.queries import fields_for
from summit.delegations.sheet import COLUMNS, SheetFile, guessed_columns, read_sheet, require_columns
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken, SummitError
from summit.foundation.web import see_other

MOST_SHOWN = 50


@blueprint.route("/delegations/<string:code>/imports", methods=["GET", "POST"])
@guard(Action.REGISTER_PEOPLE)
def imports(code: str) -> Answer:
    """Send a sheet, and the sheets that were sent before."""
    form = ImportForm()
    with reading() as session:
        delegation = _delegation(session, code)
        facts = queries.delegation_facts(session, delegation)
        before = queries.imports_of(session, delegation.id, utc_now())
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            number = _draft(form, code)
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            return see_other(url_for(".import_page", code=code, number=number))
    return form_page("delegations/imports.html", form, refusal, delegation=facts, imports=before)


@blueprint.get("/delegations/<string:code>/imports/<int:number>")
@guard(Action.REGISTER_PEOPLE)
def import_page(code: str, number: int) -> str:
    """What the sheet would do, row by row; afterwards what it did."""
    with reading() as session:
        return _page(session, code, number)


@blueprint.post("/delegations/<string:code>/imports/<int:number>/columns")
@guard(Action.REGISTER_PEOPLE)
def import_columns(code: str, number: int) -> Answer:
    """Say which column holds which field."""
    try:
        with committing() as session:
            _, draft = _import(session, code, number)
            given = {at: request.form.get(f"column-{at}", "") for at in range(len(queries.sheet_in(session, draft).header))}
            allowed = set(fields_for(current_actor()))
            columns = {at: name for at, name in given.items() if name in allowed}
            actions.choose_columns(session, draft=draft, version=VersionedForm().version.data or 0, columns=columns)
    except (RuleBroken, Conflict) as error:
        return _refused(code, number, error)
    return see_other(url_for(".import_page", code=code, number=number))


@blueprint.post("/delegations/<string:code>/imports/<int:number>/confirmation")
@guard(Action.REGISTER_PEOPLE)
def import_confirmation(code: str, number: int) -> Answer:
    """Do the sheet: all of it, or with `rows=good` what can be done."""
    try:
        with committing() as session:
            delegation, draft = _import(session, code, number)
            actions.confirm_import(
                session,
                current_actor(),
                utc_now(),
                delegation=delegation,
                draft=draft,
                version=VersionedForm().version.data or 0,
                only_good=request.form.get("rows") == "good",
            )
            told = f"{draft.added} registered, {draft.edited} changed, {draft.left_out} rows left out."
    except (RuleBroken, Conflict) as error:
        return _refused(code, number, error)
    flash(told, "success")
    return see_other(url_for(".import_page", code=code, number=number))


@blueprint.post("/delegations/<string:code>/imports/<int:number>/cancellation")
@guard(Action.REGISTER_PEOPLE)
def import_cancellation(code: str, number: int) -> Response:
    """Throw the draft away."""
    with committing() as session:
        delegation, draft = _import(session, code, number)
        actions.cancel_import(session, current_actor(), utc_now(), delegation=delegation, draft=draft)
    flash("The sheet is thrown away. Nothing was changed.", "success")
    return see_other(url_for(".imports", code=code))


@blueprint.post("/delegations/<string:code>/imports/<int:number>/reversal")
@guard(Action.REGISTER_PEOPLE)
def import_reversal(code: str, number: int) -> Response:
    """Take back what the import did, within a day."""
    with committing() as session:
        delegation, done = _import(session, code, number)
        skipped = actions.undo_import(session, current_actor(), utc_now(), delegation=delegation, done=done)
    left = f" Changed since, and left as they are: {', '.join(skipped[:MOST_SHOWN])}." if skipped else ""
    flash(f"The import is undone.{left}", "warning" if skipped else "success")
    return see_other(url_for(".imports", code=code))


def _draft(form: ImportForm, code: str) -> int:
    """Read the file before the transaction begins, since a workbook takes a while; returns the draft's number."""
    content = form.file.data.read()
    sheet = read_sheet(content, encoding=form.encoding.data, delimiter=form.delimiter.data)
    with committing() as session:
        delegation = _delegation(session, code)
        allowed = set(fields_for(current_actor()))
        columns = queries.remembered_columns(session, delegation.id, sheet.header) or guessed_columns(sheet.header)
        file = SheetFile(
            name=form.file.data.filename or "",
            digest=hashlib.sha256(content).hexdigest(),
            sheet=sheet,
            columns={at: name for at, name in columns.items() if name in allowed},
        )
        draft = actions.draft_import(session, current_actor(), utc_now(), delegation=delegation, file=file)
        return draft.id


def _delegation(session: Session, code: str) -> Delegation:
    return queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)


def _import(session: Session, code: str, number: int) -> tuple[Delegation, RegisterImport]:
    delegation = _delegation(session, code)
    return delegation, queries.import_of(session, delegation.id, number)


def _refused(code: str, number: int, error: SummitError) -> Answer:
    with reading() as session:
        return _page(session, code, number, error.sentence), error.status


def _page(session: Session, code: str, number: int, problem: str = "") -> str:
    delegation, found = _import(session, code, number)
    facts = queries.delegation_facts(session, delegation)
    shown = queries.import_facts(found, utc_now())
    if found.state != ImportState.DRAFT:
        return render_template("delegations/import_done.html", delegation=facts, done=shown, problem=problem)
    sheet, columns = queries.sheet_in(session, found), queries.columns_of(found)
    lines = []
    try:
        require_columns(sheet, columns)
    except RuleBroken as error:
        problem = problem or error.sentence
    else:
        judged = queries.judged_rows(
            session, current_actor(), utc_now(), delegation=delegation, sheet=sheet, columns=columns
        )
        lines = [row.line for row in judged]
    by_verb = {verb: [line for line in lines if line.verb == verb] for verb in ("refuse", "edit", "add", "keep")}
    return render_template(
        "delegations/import_draft.html",
        delegation=facts,
        draft=shown,
        problem=problem,
        lines=by_verb,
        most=MOST_SHOWN,
        columns=[(at, heading, columns.get(at, "")) for at, heading in enumerate(sheet.header)],
        left_out=[heading or "without heading" for at, heading in enumerate(sheet.header) if at not in columns],
        fields={name: COLUMNS[name].heading for name in fields_for(current_actor()) if name != "delegation"},
        form_failed=bool(problem),
    )

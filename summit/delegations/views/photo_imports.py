"""Photos of a delegation as a ZIP file: sent, looked at beside the names, stored or thrown away."""

from __future__ import annotations

import shutil
from tempfile import TemporaryFile

from flask import flash, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.forms import PhotoArchiveForm, VersionedForm
from summit.delegations.lifecycle import PhotoImportState
from summit.delegations.models import Delegation, PhotoImport
from summit.delegations.photograph import SentPhoto, photos_in
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken, SummitError
from summit.foundation.web import see_other

MOST_FILES = 150  # each is read in a process of its own, while the sender waits


@blueprint.route("/delegations/<string:code>/photo-imports", methods=["GET", "POST"])
@guard(Action.REGISTER_PEOPLE)
def photo_imports(code: str) -> Answer:
    """Send a ZIP file of photos, and those that were sent before."""
    with reading() as session:
        delegation = _delegation(session, code)
        facts = queries.delegation_facts(session, delegation)
        before = queries.photo_imports_of(session, delegation.id)
    form = PhotoArchiveForm()
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            number = _draft(form, code)
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            return see_other(url_for(".photo_import_page", code=code, number=number))
    return form_page(
        "delegations/photo_imports.html", form, refusal, delegation=facts, imports=before, most=MOST_FILES
    )


@blueprint.get("/delegations/<string:code>/photo-imports/<int:number>")
@guard(Action.REGISTER_PEOPLE)
def photo_import_page(code: str, number: int) -> str:
    """Which file shows whom; afterwards how many were stored."""
    with reading() as session:
        return _page(session, code, number)


@blueprint.get("/delegations/<string:code>/photo-imports/<int:number>/photos/<int:line>")
@guard(Action.REGISTER_PEOPLE)
def photo_import_picture(code: str, number: int, line: int) -> Response:
    """The portrait that would be stored, for who sent it to compare."""
    with reading() as session:
        _, found = _import(session, code, number)
        path = queries.photo_import_picture(session, found, line)
    return Response(path.read_bytes(), mimetype="image/jpeg")


@blueprint.post("/delegations/<string:code>/photo-imports/<int:number>/confirmation")
@guard(Action.REGISTER_PEOPLE)
def photo_import_confirmation(code: str, number: int) -> Answer:
    """Store the photos: all of them, or with `photos=good` those that can be."""
    try:
        with committing() as session:
            _, draft = _import(session, code, number)
            actions.confirm_photo_import(
                session,
                current_actor(),
                utc_now(),
                draft=draft,
                version=VersionedForm().version.data or 0,
                only_good=request.form.get("photos") == "good",
            )
            told = f"{draft.stored} photo{'' if draft.stored == 1 else 's'} stored, {draft.left_out} left out."
    except (RuleBroken, Conflict) as error:
        return _refused(code, number, error)
    flash(told, "success")
    return see_other(url_for(".photo_import_page", code=code, number=number))


@blueprint.post("/delegations/<string:code>/photo-imports/<int:number>/cancellation")
@guard(Action.REGISTER_PEOPLE)
def photo_import_cancellation(code: str, number: int) -> Response:
    """Throw the draft away."""
    with committing() as session:
        _, draft = _import(session, code, number)
        actions.cancel_photo_import(session, current_actor(), utc_now(), draft=draft)
    flash("The photos are thrown away. Nothing was changed.", "success")
    return see_other(url_for(".photo_imports", code=code))


def _draft(form: PhotoArchiveForm, code: str) -> int:
    """Read the photos before the transaction begins, since many take a while; returns the draft's number."""
    photos = _photos(form)
    with committing() as session:
        delegation = _delegation(session, code)
        draft = actions.draft_photo_import(
            session, current_actor(), utc_now(), delegation=delegation, photos=photos
        )
        return draft.id


def _photos(form: PhotoArchiveForm) -> list[SentPhoto]:
    with TemporaryFile() as archive:
        shutil.copyfileobj(form.file.data.stream, archive)
        archive.flush()
        return list(photos_in(archive, MOST_FILES))


def _delegation(session: Session, code: str) -> Delegation:
    return queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)


def _import(session: Session, code: str, number: int) -> tuple[Delegation, PhotoImport]:
    delegation = _delegation(session, code)
    return delegation, queries.photo_import_of(session, delegation.id, number)


def _refused(code: str, number: int, error: SummitError) -> Answer:
    with reading() as session:
        return _page(session, code, number, error.sentence), error.status


def _page(session: Session, code: str, number: int, problem: str = "") -> str:
    delegation, found = _import(session, code, number)
    is_draft = found.state == PhotoImportState.DRAFT
    lines = queries.photo_import_lines(session, found) if is_draft else []
    return render_template(
        "delegations/photo_import_draft.html" if is_draft else "delegations/photo_import_done.html",
        delegation=queries.delegation_facts(session, delegation),
        draft=queries.photo_import_facts(found),
        refused=[line for line in lines if line.fault],
        good=[line for line in lines if not line.fault],
        problem=problem,
        form_failed=bool(problem),
    )

"""The page of one kind of document: choose what it is about, look at it, publish it."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.documents import actions, queries
from summit.documents.facts import Asked
from summit.documents.forms import PublicationForm
from summit.documents.kinds import KindFacts
from summit.documents.lifecycle import (
    CLASSIFICATION_NAMES,
    PUBLISHED,
    STATE_NAMES,
    SubjectKind,
    VersionState,
)
from summit.documents.views.doors import (
    LANGUAGES,
    Answer,
    asked_language,
    asked_number,
    blueprint,
    in_name,
    known_languages,
    note_codes,
    note_reading,
    pdf,
    readable,
    viewer,
)
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import NotFound, RuleBroken, SummitError
from summit.foundation.web import see_other
from summit.paper.facts import MissingGlyph

SUBJECT_LABELS = {
    SubjectKind.DAY: "Day",
    SubjectKind.DELEGATION: "Delegation",
    SubjectKind.PARTICIPANT: "Head of delegation",
    SubjectKind.MEETING: "Meeting",
}


@blueprint.get("/documents/kinds/<string:kind>")
@guard(Action.SEE_DOCUMENTS)
def document_page(kind: str) -> Answer:
    """What the document is, its versions, and how to publish it; the address names subject and language."""
    found = readable(kind)
    return _page(found, Asked(found.kind, request.args.get("subject", "")[:20], asked_language()))


@blueprint.get("/documents/kinds/<string:kind>/draft.pdf")
@guard(Action.SEE_DOCUMENTS)
def document_draft(kind: str) -> Response:
    """The document as it is now; with `since` only what changed after that version."""
    found, since = readable(kind), asked_number("since")
    wanted = request.args.get("state", "")
    state = VersionState(wanted) if wanted in PUBLISHED else VersionState.PROVISIONAL
    with reading() as session:
        subject = request.args.get("subject", "")[:20] or _first_subject(session, found)
        asked = Asked(found.kind, subject, asked_language(), state)
        content = actions.draft_pdf(session, current_actor(), utc_now(), asked=asked, since=since)
        facts = queries.gathered(session, utc_now(), asked=asked, viewer=viewer(session)) if found.needs else None
    if facts is not None:
        note_reading(f"{kind} {subject}".strip(), facts)
    name = f"{kind}-draft-{in_name(asked.language)}"
    return pdf(content, f"{name}-since-{since}" if since else name)


@blueprint.post("/documents/kinds/<string:kind>/versions")
@guard(Action.PUBLISH_DOCUMENTS)
def publication(kind: str) -> Answer:
    """Publish the document as its next version."""
    found, form = readable(kind), PublicationForm()
    language = known_languages(form.language.data or "")
    asked = Asked(found.kind, (form.subject.data or "")[:20], language)
    with reading() as session:
        form.offer(found, queries.document_of(session, asked))
    if not form.validate_on_submit():
        return _page(found, asked, form)
    asked, now = replace(asked, state=VersionState(form.state.data)), utc_now()
    hours = {"hours": form.hours.data or 0} if found.has_window else {}
    said = actions.Publication(note=form.note.data or "", **hours)
    try:
        with reading() as session:
            prepared = actions.prepare_version(session, current_actor(), now, asked=asked)
        with committing() as session:
            version = actions.publish_prepared(session, current_actor(), now, prepared=prepared, publication=said)
            code, number = version.document.code, version.number
    except NotFound:
        raise
    except (SummitError, MissingGlyph) as error:
        refusal = error if isinstance(error, SummitError) else RuleBroken(str(error))
        form.refuse(refusal)
        return _page(found, asked, form, refusal.status)
    flash(f"Version {number} is published.", "success")
    return see_other(url_for(".version_page", code=code, number=number))


def _page(kind: KindFacts, asked: Asked, form: PublicationForm | None = None, status: int = 422) -> Answer:
    with reading() as session:
        subjects = queries.subjects_of(session, kind, utc_now(), viewer(session))
        asked = Asked(kind.kind, asked.subject or next(iter(subjects), ""), asked.language)
        is_known = bool(asked.subject) or kind.subject is SubjectKind.SUMMIT
        subject = queries.subject_name(session, asked, viewer(session)) if is_known else ""
        document = queries.document_of(session, asked)
        versions = queries.versions_of(session, document)
        open_requests = queries.open_requests(session) if kind.has_window else 0
    if kind.subject is SubjectKind.MEETING:
        note_codes(f"{kind.kind.value} choice", subjects)
    fresh = form is None
    if form is None:
        form = PublicationForm(formdata=None, data={"subject": asked.subject, "language": asked.language})
        form.offer(kind, document)
    page = render_template(
        "documents/document_page.html",
        kind=kind, asked=asked, subject=subject, subjects={**({asked.subject: subject} if subject else {}), **subjects},
        subject_label=SUBJECT_LABELS.get(kind.subject, ""), is_known=is_known, code=document.code if document else "",
        versions=versions, open_requests=open_requests, form=form, form_failed=not fresh, languages=LANGUAGES,
        states=STATE_NAMES, classes=CLASSIFICATION_NAMES, may_publish=may(Action.PUBLISH_DOCUMENTS),
        draft_state=VersionState.FINAL if versions and kind.has_window else VersionState.PROVISIONAL,
    )  # fmt: skip
    return page if fresh else (page, status)


def _first_subject(session: Session, kind: KindFacts) -> str:
    return next(iter(queries.subjects_of(session, kind, utc_now(), viewer(session))), "")

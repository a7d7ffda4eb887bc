"""The page of one kind of document: choose what it is about, look at it, publish it."""

from __future__ import annotations

from flask import Response, flash, render_template, request, url_for
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.agenda.queries import days_of_programme
from summit.delegations.queries import delegation_names, heads_at, opening_moment
from summit.documents import actions, queries
from summit.documents.facts import Asked
from summit.documents.forms import PublicationForm
from summit.documents.kinds import KindFacts, kind_named
from summit.documents.lifecycle import (
    CLASSIFICATION_NAMES,
    PUBLISHED,
    STATE_NAMES,
    SubjectKind,
    VersionState,
)
from summit.documents.permissions import require_readable
from summit.documents.views.doors import (
    LANGUAGES,
    Answer,
    asked_language,
    blueprint,
    in_name,
    known_languages,
    note_codes,
    note_reading,
    pdf,
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
    found = _readable(kind)
    return _page(found, Asked(found.kind, request.args.get("subject", "")[:20], asked_language()))


@blueprint.get("/documents/kinds/<string:kind>/draft.pdf")
@guard(Action.SEE_DOCUMENTS)
def document_draft(kind: str) -> Response:
    """The document as it is now."""
    found = _readable(kind)
    wanted = request.args.get("state", "")
    state = VersionState(wanted) if wanted in PUBLISHED else VersionState.PROVISIONAL
    with reading() as session:
        subject = request.args.get("subject", "")[:20] or _first_subject(session, found)
        asked = Asked(found.kind, subject, asked_language(), state)
        content = actions.draft_pdf(session, current_actor(), utc_now(), asked=asked)
        facts = queries.gathered(session, utc_now(), asked=asked, viewer=viewer(session)) if found.needs else None
    if facts is not None:
        note_reading(f"{kind} {subject}".strip(), facts)
    return pdf(content, f"{kind}-draft-{in_name(asked.language)}")


@blueprint.post("/documents/kinds/<string:kind>/versions")
@guard(Action.PUBLISH_DOCUMENTS)
def publication(kind: str) -> Answer:
    """Publish the document as its next version."""
    found, form = _readable(kind), PublicationForm()
    language = known_languages(form.language.data or "")
    asked = Asked(found.kind, (form.subject.data or "")[:20], language)
    with reading() as session:
        form.offer(found, queries.document_of(session, asked))
    if not form.validate_on_submit():
        return _page(found, asked, form)
    try:
        with committing() as session:
            version = actions.publish_version(
                session,
                current_actor(),
                utc_now(),
                asked=Asked(found.kind, asked.subject, language, VersionState(form.state.data)),
                publication=actions.Publication(note=form.note.data or "", hours=form.hours.data or 0)
                if found.has_window
                else actions.Publication(note=form.note.data or ""),
            )
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
        subjects = _subjects(session, kind)
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


def _readable(name: str) -> KindFacts:
    kind = kind_named(name)
    require_readable(current_actor(), kind)
    return kind


def _first_subject(session: Session, kind: KindFacts) -> str:
    return next(iter(_subjects(session, kind)), "")


def _subjects(session: Session, kind: KindFacts) -> dict[str, str]:
    """What a document of the kind can be about, by name; any participant by code, the heads by choice."""
    if kind.subject is SubjectKind.DAY:
        return {day.isoformat(): f"{day:%A, %-d %B %Y}" for day in days_of_programme(session)}
    if kind.subject is SubjectKind.DELEGATION:
        return dict(delegation_names(session))
    if kind.subject is SubjectKind.PARTICIPANT:
        heads = heads_at(session, opening_moment(session, utc_now())).values()
        return {one.code: one.person.badge_name for one in sorted(heads, key=lambda one: one.person.badge_name)}
    if kind.subject is SubjectKind.MEETING:
        return queries.meetings_to_print(session, viewer(session), utc_now())
    return {}

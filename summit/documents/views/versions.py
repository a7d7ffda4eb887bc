"""One published version: page by page on the screen, as a file, and what changed since an earlier one."""

from __future__ import annotations

from io import BytesIO

from flask import Response, render_template
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, guard
from summit.documents import actions, queries
from summit.documents.facts import FACTS_OF, Bilingual, NoteVerbale
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import CLASSIFICATION_NAMES, STATE_NAMES, Classification, DocumentKind
from summit.documents.models import DocumentVersion
from summit.documents.render import render_note_docx
from summit.documents.views.doors import (
    LANGUAGES,
    asked_number,
    blueprint,
    file,
    in_name,
    note_reading,
    pdf,
    readable_kinds,
    viewer,
)
from summit.foundation.clock import utc_now
from summit.foundation.db import reading
from summit.foundation.errors import NotFound
from summit.paper.pictures import page_count, page_picture

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = 100  # lines of each kind of difference on the page; the report has them all


@blueprint.get("/documents/<string:code>/versions/<int:number>")
@guard(Action.SEE_DOCUMENTS)
def version_page(code: str, number: int) -> str:
    """A version with its pages, and what changed since an earlier one, the one before by itself."""
    with reading() as session:
        version = _version(session, code, number)
        asked, since = queries.asked_of(version), _since(number)
        pages = page_count(actions.version_pdf(session, version, printed_at=version.published_at))
        values = {
            "kind": KINDS[asked.kind],
            "asked": asked,
            "subject": queries.subject_name(session, asked, viewer(session)),
            "line": queries.version_line(version),
            "versions": queries.versions_of(session, version.document),
            "differences": queries.differences_since(session, version, since) if since else None,
        }
    _note(version)
    return render_template(
        "documents/version_page.html",
        code=code, since=since, shown=SHOWN, pages=pages, page=min(max(1, asked_number("page", 1)), max(1, pages)),
        is_note=_is_note(version), languages=LANGUAGES, states=STATE_NAMES,
        classification=CLASSIFICATION_NAMES[Classification(version.classification)], until=version.corrections_until,
        **values,
    )  # fmt: skip


@blueprint.get("/documents/<string:code>/versions/<int:number>.pdf")
@guard(Action.SEE_DOCUMENTS)
def version_file(code: str, number: int) -> Response:
    """The version to print, from its frozen facts alone; with `since` only what changed after that earlier one."""
    since = asked_number("since")
    with reading() as session:
        version = _version(session, code, number)
        content = actions.version_pdf(session, version, printed_at=utc_now(), since=since)
    _note(version)
    return pdf(content, f"{_file_name(version)}-since-{since}" if since else _file_name(version))


@blueprint.get("/documents/<string:code>/versions/<int:number>/note.docx")
@guard(Action.SEE_DOCUMENTS)
def version_letter(code: str, number: int) -> Response:
    """A note verbale for the ministry's own letterhead."""
    with reading() as session:
        version = _version(session, code, number)
    facts = queries.facts_of(version)
    if not isinstance(facts, NoteVerbale | Bilingual) or not _is_note(version):
        raise NotFound()
    buffer = BytesIO()
    render_note_docx(facts, buffer, printed_at=version.published_at)
    return file(buffer.getvalue(), f"{_file_name(version)}.docx", WORD, "attachment")


@blueprint.get("/documents/<string:code>/versions/<int:number>/picture.png")
@guard(Action.SEE_DOCUMENTS)
def version_picture(code: str, number: int) -> Response:
    """One page as it is printed; `page` counts from 1."""
    with reading() as session:
        version = _version(session, code, number)
        content = actions.version_pdf(session, version, printed_at=version.published_at)
    picture = page_picture(content, asked_number("page", 1))
    if picture is None:
        raise NotFound()
    _note(version)
    return file(picture, "page.png", "image/png", "inline")


@blueprint.get("/documents/<string:code>/versions/<int:number>/differences.pdf")
@guard(Action.SEE_DOCUMENTS)
def version_differences(code: str, number: int) -> Response:
    """The report of what changed since the version that `since` names, the one before by itself."""
    with reading() as session:
        version = _version(session, code, number)
        content = actions.differences_pdf(session, utc_now(), version=version, since=_since(number))
    _note(version)
    return pdf(content, f"{_file_name(version)}-differences")


def _file_name(version: DocumentVersion) -> str:
    return f"{version.document.kind}-{version.number}-{in_name(version.document.language)}"


def _is_note(version: DocumentVersion) -> bool:
    return FACTS_OF[DocumentKind(version.document.kind)] is NoteVerbale


def _note(version: DocumentVersion) -> None:
    note_reading(f"{version.document.code} version {version.number}", queries.facts_of(version))


def _version(session: Session, code: str, number: int) -> DocumentVersion:
    return queries.version_within(session, readable_kinds(), code, number)


def _since(number: int) -> int:
    """An earlier version of the address; the one before where it names none."""
    wanted = asked_number("since", number - 1)
    return wanted if 0 < wanted < number else number - 1


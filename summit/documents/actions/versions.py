"""Publishing a document: its facts are frozen, and its pages drawn from them ever after (DOC-00)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.policy import Action
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.queries import artwork_finder
from summit.delegations.queries import reach
from summit.documents.comparing import changed_parts, differences
from summit.documents.facts import DRAFT, Asked, DifferenceReport, Differences, Facts, Issue
from summit.documents.freezing import digest_of, frozen
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import DOCUMENT, VERB_TO, VersionState
from summit.documents.models import Document, DocumentVersion
from summit.documents.permissions import require_readable
from summit.documents.queries import (
    asked_of,
    differences_since,
    document_of,
    facts_of,
    gathered,
    issue_of,
    open_requests,
    subject_name,
    version_before,
)
from summit.documents.render import paper_of, render_differences
from summit.documents.rules import (
    NothingChanged,
    PublishedMeanwhile,
    require_answered,
    require_circulated,
    window_end,
)
from summit.documents.words import TITLES
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as

FIRST = PublishedMeanwhile("Somebody else published this document at the same moment. Look at that version first.")


@dataclass(frozen=True)
class Publication:
    """How a version goes out: what it says about itself, and how many hours delegations have for corrections."""

    note: str = ""
    hours: int = 24


@dataclass(frozen=True)
class Prepared:
    """What the next version of a document will say, and the number of the last one when it was read."""

    asked: Asked
    facts: Facts
    latest: int


def draft_pdf(session: Session, actor: Actor, now: datetime, *, asked: Asked, since: int = 0) -> bytes:
    """The document as it is now, without a number; with `since` only what changed after that version.

    Raises NotFound, UnknownLanguage, NothingChanged.
    """
    require_readable(actor, KINDS[asked.kind])
    viewer = reach(session, actor, Action.SEE_BILATERALS, now)
    facts = gathered(session, now, asked=asked, viewer=viewer)
    if since:
        before = facts_of(version_before(session, asked, since))
        return _changed_pdf(session, asked, (before, facts), printed_at=now, issue=replace(DRAFT, since=since))
    return paper_of(asked.kind, facts, printed_at=now, issue=DRAFT, artwork=artwork_finder(session))


def prepare_version(session: Session, actor: Actor, now: datetime, *, asked: Asked) -> Prepared:
    """What the next version would say, drawn once, so that nothing is published that cannot be printed (DOC-04).

    A door does this in a reading session: all of it is of one moment, however many statements read it, and nobody waits
    for the drawing. Raises NotFound for what the actor may not read, CorrectionsWaiting (DOC-02), MissingGlyph.
    """
    kind = KINDS[asked.kind]
    require_readable(actor, kind)
    require_answered(kind, asked.state, open_requests(session))
    viewer = reach(session, actor, Action.SEE_BILATERALS, now)
    subject_name(session, asked, viewer)
    document = document_of(session, asked)
    facts = gathered(session, now, asked=asked, viewer=viewer)
    paper_of(asked.kind, facts, printed_at=now, artwork=artwork_finder(session))
    return Prepared(asked, facts, document.latest if document is not None else 0)


def publish_prepared(
    session: Session, actor: Actor, now: datetime, *, prepared: Prepared, publication: Publication | None = None
) -> DocumentVersion:
    """Freeze what was prepared as the next version in the state that was asked for.

    Raises PublishedMeanwhile where another version came after it was prepared, for that may say something newer;
    NotFound, NotCirculated and CorrectionsWaiting (DOC-02), NothingChanged.
    """
    publication, asked = publication or Publication(), prepared.asked
    kind = KINDS[asked.kind]
    require_readable(actor, kind)
    document = _document(session, asked)
    if document.latest != prepared.latest:
        raise PublishedMeanwhile(FIRST.sentence)
    state = VersionState(document.state)
    require_circulated(kind, state, asked.state)
    require_answered(kind, asked.state, open_requests(session))
    until = window_end(kind, asked.state, now, publication.hours)
    target = DOCUMENT.after(state, VERB_TO[asked.state])
    content = frozen(prepared.facts)
    digest = digest_of(content)
    _require_change(session, document, target, digest)
    version = DocumentVersion(
        document=document, number=document.latest + 1, state=target.value, classification=kind.classification.value,
        content=content, content_digest=digest, corrections_until=until, note=" ".join(publication.note.split()),
        published_by=actor.code, published_by_name=actor.name, published_at=now,
    )  # fmt: skip
    with refused_as(session, document_versions_number=FIRST):
        session.add(version)
        document.state, document.latest = target.value, version.number
    after = {"kind": asked.kind.value, "subject": asked.subject, "language": asked.language,
             "version": version.number, "digest": digest}  # fmt: skip
    record(session, actor, now, verb=VERB_TO[target], of=("document", document.code), after=after)
    return version


def publish_version(
    session: Session, actor: Actor, now: datetime, *, asked: Asked, publication: Publication | None = None
) -> DocumentVersion:
    """Both at once, for who writes what the version is about in the same transaction; raises what both raise."""
    prepared = prepare_version(session, actor, now, asked=asked)
    return publish_prepared(session, actor, now, prepared=prepared, publication=publication)


def version_pdf(session: Session, version: DocumentVersion, *, printed_at: datetime, since: int = 0) -> bytes:
    """The pages of a version, from its frozen facts alone: the same bytes for the same time of printing (DOC-00).

    With `since` only what changed after that earlier version. Raises NotFound, NothingChanged.
    """
    asked, facts = asked_of(version), facts_of(version)
    if since:
        before = facts_of(version_before(session, asked, since))
        issue = replace(issue_of(version), since=since)
        return _changed_pdf(session, asked, (before, facts), printed_at=printed_at, issue=issue)
    return paper_of(
        asked.kind, facts, printed_at=printed_at, issue=issue_of(version), artwork=artwork_finder(session)
    )


def differences_pdf(session: Session, now: datetime, *, version: DocumentVersion, since: int) -> bytes:
    """The report of what changed since that earlier version; NotFound where there is none."""
    found = differences_since(session, version, since)
    return _report(asked_of(version), facts_of(version), found, printed_at=now, issue=replace(issue_of(version), since=since))


def _changed_pdf(
    session: Session, asked: Asked, states: tuple[Facts, Facts], *, printed_at: datetime, issue: Issue
) -> bytes:
    """Of a paper that is handed out in parts, or to one reader, what has to be printed again; of a list the report."""
    before, after = states
    kind = KINDS[asked.kind]
    if not kind.parts and not kind.has_bundle:
        return _report(asked, after, differences(before, after), printed_at=printed_at, issue=issue)
    changed = changed_parts(before, after)
    if changed is None:
        raise NothingChanged(f"Nothing changed since version {issue.since}, so there is nothing to print.")
    return paper_of(asked.kind, changed, printed_at=printed_at, issue=issue, artwork=artwork_finder(session))


def _report(asked: Asked, facts: Facts, found: Differences, *, printed_at: datetime, issue: Issue) -> bytes:
    buffer = BytesIO()
    report = DifferenceReport(facts.frame, TITLES[asked.kind][facts.frame.language], issue.since, found)
    render_differences(report, buffer, printed_at=printed_at, issue=issue)
    return buffer.getvalue()


def _document(session: Session, asked: Asked) -> Document:
    """The document's row, locked; a new one before its first version."""
    statement = select(Document).where(
        Document.kind == asked.kind.value, Document.subject == asked.subject, Document.language == asked.language
    )
    found = session.scalar(statement.with_for_update())
    if found is not None:
        return found
    document = Document(
        code=new_code("W"), kind=asked.kind.value, subject=asked.subject, language=asked.language,
        state=DOCUMENT.first.value, latest=0,
    )  # fmt: skip
    with refused_as(session, documents_subject=FIRST):
        session.add(document)
    return document


def _require_change(session: Session, document: Document, target: VersionState, digest: str) -> None:
    last = session.execute(
        select(DocumentVersion.state, DocumentVersion.content_digest).where(
            DocumentVersion.document_id == document.id, DocumentVersion.number == document.latest
        )
    ).one_or_none()
    if last is not None and tuple(last) == (target.value, digest):
        raise NothingChanged(f"Nothing changed since version {document.latest}, so there is nothing to publish.")

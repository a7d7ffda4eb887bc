"""Documents and their versions as they were frozen."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from summit.documents.comparing import differences
from summit.documents.facts import FACTS_OF, Asked, Bilingual, Differences, Facts, Issue, VersionLine
from summit.documents.freezing import thawed
from summit.documents.kinds import KINDS, KindFacts
from summit.documents.lifecycle import DocumentKind, VersionState
from summit.documents.models import Document, DocumentVersion
from summit.foundation.errors import NotFound


def document_of(session: Session, asked: Asked) -> Document | None:
    """The document that is meant; None before its first version."""
    return session.scalar(
        select(Document).where(
            Document.kind == asked.kind.value,
            Document.subject == asked.subject,
            Document.language == asked.language,
        )
    )


def version_within(session: Session, kinds: Iterable[KindFacts], code: str, number: int) -> DocumentVersion:
    """The version of that number with its document, if it is of one of these kinds; else NotFound."""
    statement = (
        select(DocumentVersion)
        .join(DocumentVersion.document)
        .where(
            Document.code == code,
            Document.kind.in_([one.kind.value for one in kinds]),
            DocumentVersion.number == number,
        )
        .options(contains_eager(DocumentVersion.document))
    )
    found = session.scalar(statement)
    if found is None:
        raise NotFound()
    return found


def last_versions(session: Session, asked: Asked) -> dict[str, DocumentVersion]:
    """The latest version of each document of that kind and language, by subject, in one query."""
    statement = (
        select(DocumentVersion)
        .join(DocumentVersion.document)
        .where(
            Document.kind == asked.kind.value,
            Document.language == asked.language,
            DocumentVersion.number == Document.latest,
        )
        .options(contains_eager(DocumentVersion.document))
    )
    return {version.document.subject: version for version in session.scalars(statement)}


def version_before(session: Session, asked: Asked, number: int) -> DocumentVersion:
    """The version of that number of the document that is meant, or NotFound."""
    document = document_of(session, asked)
    if document is None:
        raise NotFound()
    return version_within(session, [KINDS[asked.kind]], document.code, number)


def versions_of(session: Session, document: Document | None) -> list[VersionLine]:
    """The versions of a document, the latest first; none before the first."""
    if document is None:
        return []
    statement = (
        select(DocumentVersion)
        .where(DocumentVersion.document_id == document.id)
        .order_by(DocumentVersion.number.desc())
    )
    return [version_line(one) for one in session.scalars(statement)]


def latest_of_kinds(session: Session) -> dict[DocumentKind, tuple[Document, int]]:
    """For each kind the document that was published last, and how many documents of the kind there are."""
    rows = session.execute(
        select(Document, DocumentVersion.id)
        .join(DocumentVersion, (DocumentVersion.document_id == Document.id) & (DocumentVersion.number == Document.latest))
        .order_by(DocumentVersion.id)
    ).all()
    found: dict[DocumentKind, tuple[Document, int]] = {}
    for document, _ in rows:
        kind = DocumentKind(document.kind)
        found[kind] = (document, found[kind][1] + 1 if kind in found else 1)
    return found


def facts_of(version: DocumentVersion) -> Facts:
    """What was frozen, and nothing else (DOC-00). The version's document is loaded with it."""
    kind, content = FACTS_OF[DocumentKind(version.document.kind)], version.content
    if len(asked_of(version).languages) == 1:
        return thawed(kind, content)
    return Bilingual(thawed(kind, content["first"]), thawed(kind, content["second"]))


def issue_of(version: DocumentVersion) -> Issue:
    """What its pages say about the version."""
    return Issue(version.number, VersionState(version.state), version.corrections_until)


def asked_of(version: DocumentVersion) -> Asked:
    """The document that the version belongs to, as it is asked for."""
    document = version.document
    return Asked(DocumentKind(document.kind), document.subject, document.language, VersionState(version.state))


def differences_since(session: Session, version: DocumentVersion, number: int) -> Differences:
    """What changed from that earlier version to this one; NotFound where there is no such version."""
    if not 1 <= number < version.number:
        raise NotFound()
    document = version.document
    earlier = version_within(session, [KINDS[DocumentKind(document.kind)]], document.code, number)
    return differences(facts_of(earlier), facts_of(version))


def version_line(version: DocumentVersion) -> VersionLine:
    """A version as its line in the list of versions."""
    return VersionLine(
        number=version.number,
        state=VersionState(version.state),
        published_by=version.published_by_name,
        published_at=version.published_at,
        digest=version.content_digest,
        note=version.note,
    )

"""Documents with their numbered versions, and the corrections that delegations ask for."""

from __future__ import annotations

from datetime import datetime
from typing import Any  # Any: the frozen facts of a version are a tree of JSON

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models import Delegation, Participant
from summit.foundation.db import Base, Moment


class Document(Base):
    """One document in one language, or in two with a comma between them (`en,fr`): `kind`, and what it is about, a day,
    a public code or nothing.

    `state` and `latest` repeat those of its last version; `latest` is 0 before the first.
    """

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("kind", "subject", "language", name="uq_documents_subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(20), default="")
    language: Mapped[str] = mapped_column(String(5))
    state: Mapped[str] = mapped_column(String(12))
    latest: Mapped[int] = mapped_column(default=0)


class DocumentVersion(Base):
    """Version `number` of a document as it was published (DOC-00): `content` its frozen facts, `content_digest` their
    SHA-256. `corrections_until` is when the window of a provisional list ends (DOC-02).
    """

    __tablename__ = "document_versions"
    __table_args__ = (
        UniqueConstraint("document_id", "number", name="uq_document_versions_number"),
        CheckConstraint("number >= 1", name="version_counts_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    classification: Mapped[str] = mapped_column(String(12))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_digest: Mapped[str] = mapped_column(String(64))
    corrections_until: Mapped[datetime | None] = mapped_column(Moment)
    note: Mapped[str] = mapped_column(String(300), default="")
    published_by: Mapped[str] = mapped_column(String(20))
    published_by_name: Mapped[str] = mapped_column(String(200))
    published_at: Mapped[datetime] = mapped_column(Moment)
    document: Mapped[Document] = relationship()


class Correction(Base):
    """What a delegation asks to have corrected in a provisional list, and what was decided (DOC-02).

    `participant_id` is empty where it is about nobody who is listed. `is_done` says that the record has been changed; an
    accepted correction without it waits for somebody to edit the record. One open request a person and field.
    """

    __tablename__ = "corrections"
    __table_args__ = (
        Index(
            "uq_corrections_open", "participant_id", "field", unique=True,
            sqlite_where=text("state = 'open'"), postgresql_where=text("state = 'open'"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("document_versions.id"), index=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    field: Mapped[str] = mapped_column(String(12))
    wanted: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(12))
    asked_by: Mapped[str] = mapped_column(String(20))
    asked_by_name: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(String(300), default="")
    decided_by: Mapped[str] = mapped_column(String(20), default="")
    decided_by_name: Mapped[str] = mapped_column(String(200), default="")
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    is_done: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    delegation: Mapped[Delegation] = relationship()
    participant: Mapped[Participant | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

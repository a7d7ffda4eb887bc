"""What the protocol department notes about people and delegations for itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from summit.foundation.db import Base, Moment

ON_ONE_RECORD = "(participant_id IS NULL) <> (delegation_id IS NULL)"


class Tag(Base):
    """A short word on a participant or on a delegation, once on each. No office but the host's protocol reads it."""

    __tablename__ = "tags"
    __table_args__ = (
        CheckConstraint(ON_ONE_RECORD, name="is_on_one_record"),
        UniqueConstraint("participant_id", "word", name="uq_tags_participant"),
        UniqueConstraint("delegation_id", "word", name="uq_tags_delegation"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(30), index=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegations.id", ondelete="CASCADE"))
    added_by: Mapped[str] = mapped_column(String(20))
    added_at: Mapped[datetime] = mapped_column(Moment)


class InternalNote(Base):
    """A note on a participant or on a delegation; never edited, struck out at most.

    `body_sealed` is encrypted, since a note says what it likes about a person; it goes when the record goes.
    """

    __tablename__ = "internal_notes"
    __table_args__ = (CheckConstraint(ON_ONE_RECORD, name="is_on_one_record"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id", ondelete="CASCADE"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegations.id", ondelete="CASCADE"), index=True)
    body_sealed: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(String(20))
    written_by_name: Mapped[str] = mapped_column(String(200))
    written_at: Mapped[datetime] = mapped_column(Moment)
    struck_by_name: Mapped[str] = mapped_column(String(200), default="")
    struck_at: Mapped[datetime | None] = mapped_column(Moment)

"""The application of one participant, and every decision taken on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models import Participant
from summit.foundation.db import Base, Moment


class Accreditation(Base):
    """The application to be admitted and its outcome. A decision is an UPDATE guarded by state and version.

    No row means draft: the row is made at the first submission. `approved_digest` keeps the participant's
    `record_digest` (identity, function, category) as it was approved, so that after a later change the approval no longer
    counts (ACC-03); `cleared_digest` keeps the identity that security answered for. `decided_at` is the moment of the last
    move; `is_late` says that it was handed in after the deadline, so that it waits behind the others (ACC-08).
    """

    __tablename__ = "accreditations"
    __table_args__ = (Index("ix_accreditations_state_submitted", "state", "submitted_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="draft")
    clearance: Mapped[str] = mapped_column(String(12), default="pending")
    cleared_at: Mapped[datetime | None] = mapped_column(Moment)
    cleared_by: Mapped[str] = mapped_column(String(20), default="")
    cleared_digest: Mapped[str] = mapped_column(String(64), default="")
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    submitted_by: Mapped[str] = mapped_column(String(20), default="")
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    approved_digest: Mapped[str] = mapped_column(String(64), default="")
    notice_version: Mapped[str] = mapped_column(String(20), default="")
    is_late: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[int] = mapped_column(default=1)
    participant: Mapped[Participant] = relationship()


class Decision(Base):
    """Who decided what, when, on what grounds. One per version of the application: two officers make one decision."""

    __tablename__ = "decisions"
    __table_args__ = (UniqueConstraint("accreditation_id", "version", name="uq_decisions_once_per_version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    accreditation_id: Mapped[int] = mapped_column(ForeignKey("accreditations.id"), index=True)
    version: Mapped[int]
    verb: Mapped[str] = mapped_column(String(12))
    from_state: Mapped[str] = mapped_column(String(12))
    to_state: Mapped[str] = mapped_column(String(12))
    reason_code: Mapped[str] = mapped_column(String(30), default="")
    reason_text: Mapped[str] = mapped_column(String(500), default="")
    decided_by: Mapped[str] = mapped_column(String(20))
    decided_by_name: Mapped[str] = mapped_column(String(200))
    decided_at: Mapped[datetime] = mapped_column(Moment)

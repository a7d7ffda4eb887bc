"""Whose place was taken by whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from summit.foundation.db import Base, Moment


class Replacement(Base):
    """Somebody who was withdrawn is replaced by one other person of the delegation, who replaces nobody else (ACC-11)."""

    __tablename__ = "replacements"
    __table_args__ = (CheckConstraint("replaced_id <> by_id", name="replaces_somebody_else"),)

    replaced_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), unique=True)
    named_at: Mapped[datetime] = mapped_column(Moment)
    named_by_name: Mapped[str] = mapped_column(String(200))

"""Filters of the long lists that somebody wants to find again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.accounts.models import User
from summit.foundation.db import Base, Moment


class SavedView(Base):
    """A filter and an order of the list of people or of delegations under a name, each name once for each user and list.

    `question` is what stands behind the question mark of the list's address. `office` is the role value of those who see
    it besides its owner, or empty. What a reader sees through it is decided by the reader's own reach, each time anew.
    """

    __tablename__ = "saved_views"
    __table_args__ = (UniqueConstraint("user_id", "kind", "name", name="uq_saved_views_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(60))
    question: Mapped[str] = mapped_column(String(2000))
    office: Mapped[str] = mapped_column(String(40), default="", index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    user: Mapped[User] = relationship()

"""People who are asked to register themselves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models.delegation import Delegation
from summit.foundation.db import Base, Moment


class Nomination(Base):
    """A delegation names a person, who fills in the rest through a one-time link (ACC-01).

    Only the link's hash is kept. It is taken up, or ended, or it runs out; the person then stands in the delegation like
    everybody else, and the focal point hands the application in. `is_late` says that the deadline was over (ACC-08).
    """

    __tablename__ = "nominations"
    __table_args__ = (CheckConstraint("used_at IS NULL OR ended_at IS NULL", name="ends_one_way"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    function: Mapped[str] = mapped_column(String(10))
    category: Mapped[str] = mapped_column(String(4))
    nominated_by: Mapped[str] = mapped_column(String(20))
    nominated_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    is_late: Mapped[bool] = mapped_column(default=False)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    delegation: Mapped[Delegation] = relationship()

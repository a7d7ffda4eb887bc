"""Who acts for a delegation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.accounts.models import User
from summit.delegations.models.delegation import Delegation
from summit.delegations.models.invitation import Paper
from summit.foundation.db import Base, Moment


class FocalPoint(Base):
    """A mandate: this user acts for this delegation between two moments (DEL-30, PM-3).

    `paper` names the paper that says so; `filed_paper` is that paper when it lies on file.
    """

    __tablename__ = "focal_points"
    __table_args__ = (
        UniqueConstraint("user_id", "delegation_id", "mandate_from", name="uq_focal_points_mandate"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    mandate_from: Mapped[datetime] = mapped_column(Moment)
    mandate_until: Mapped[datetime] = mapped_column(Moment)
    is_deputy: Mapped[bool] = mapped_column(default=False)
    paper: Mapped[str] = mapped_column(String(200), default="")
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("papers.id"), index=True)
    user: Mapped[User] = relationship()
    delegation: Mapped[Delegation] = relationship()
    filed_paper: Mapped[Paper | None] = relationship()

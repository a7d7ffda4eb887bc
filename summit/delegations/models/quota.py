"""How many places a delegation has, and by when it fills them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models.delegation import Delegation
from summit.foundation.db import Base, Moment


class Quota(Base):
    """One rule (DEL-20): a kind of party or one delegation, badges or a zone, some functions or all, so many places.

    `kind` is empty in the rule of one delegation, which is an exception and carries approver and reason; `zone` is empty
    where badges are counted; `functions` are codes, space separated in the order of the table, empty for all.
    """

    __tablename__ = "quotas"
    __table_args__ = (
        CheckConstraint("places >= 0", name="places_are_not_negative"),
        CheckConstraint("(delegation_id IS NULL) = (kind <> '')", name="quota_is_of_a_kind_or_a_delegation"),
        CheckConstraint("delegation_id IS NULL OR reason <> ''", name="exception_has_a_reason"),
        Index("uq_quotas_kind", "kind", "zone", "functions", unique=True, sqlite_where=text("delegation_id IS NULL"),
              postgresql_where=text("delegation_id IS NULL")),
        Index("uq_quotas_delegation", "delegation_id", "zone", "functions", unique=True),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(12), default="")
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegations.id"))
    zone: Mapped[str] = mapped_column(String(4), default="")
    functions: Mapped[str] = mapped_column(String(120), default="")
    places: Mapped[int]
    reason: Mapped[str] = mapped_column(String(500), default="")
    approved_by: Mapped[str] = mapped_column(String(20))
    approved_by_name: Mapped[str] = mapped_column(String(200))
    approved_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    delegation: Mapped[Delegation | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Deadline(Base):
    """By when delegations do one thing (domain 4.6). What comes later is marked late, or refused at a hard stop (ACC-08)."""

    __tablename__ = "deadlines"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    falls_at: Mapped[datetime] = mapped_column(Moment)
    is_hard: Mapped[bool] = mapped_column(default=False)

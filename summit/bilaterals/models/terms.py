"""What the host has settled for all meetings: who is kept apart, and how many interpreters it has."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models import Delegation
from summit.foundation.db import Base, Moment


class SeparationPair(Base):
    """Two delegations that are not brought near each other (BIL-18), whichever way round they were entered.

    `reason` is sealed and may be empty; only the Chief of Protocol reads it, or that there is a pair at all.
    """

    __tablename__ = "separation_pairs"
    __table_args__ = (
        CheckConstraint("one_id < other_id", name="separation_is_ordered"),
        UniqueConstraint("one_id", "other_id", name="uq_separation_pairs_pair"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    one_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    reason_sealed: Mapped[str] = mapped_column(String(1200), default="")
    entered_at: Mapped[datetime] = mapped_column(Moment)
    entered_by: Mapped[str] = mapped_column(String(20))
    entered_by_name: Mapped[str] = mapped_column(String(200))
    one: Mapped[Delegation] = relationship(foreign_keys=[one_id])
    other: Mapped[Delegation] = relationship(foreign_keys=[other_id])


class InterpreterPool(Base):
    """How many interpreters of a language (a code of two letters) the host has for bilateral meetings (BIL-15)."""

    __tablename__ = "interpreter_pools"
    __table_args__ = (CheckConstraint("places BETWEEN 0 AND 99", name="pool_is_a_number"),)

    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    places: Mapped[int]

"""The classes of precedence of this summit."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from summit.foundation.db import Base


class RankClass(Base):
    """One class of principals (domain 3.2, EVT-05). `number` orders them, lower is higher; `kind` is what rules ask for."""

    __tablename__ = "rank_classes"
    __table_args__ = (CheckConstraint("number BETWEEN 1 AND 999", name="number_has_three_figures"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(24))
    holds: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

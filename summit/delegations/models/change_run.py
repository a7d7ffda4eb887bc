"""One change made to many people of the list at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from summit.foundation.db import Base, Moment


class ChangeRun(Base):
    """What was done to whom, kept for a day so that it can be undone as one step.

    `delegation_id` is that of the focal point who did it, None for an office of the host. `rows_sealed` holds names, what
    each had before, and who was left out and why: encrypted, and emptied after a day.
    """

    __tablename__ = "change_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegations.id"), index=True)
    verb: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    started_by: Mapped[str] = mapped_column(String(20))
    started_by_name: Mapped[str] = mapped_column(String(200))
    done_at: Mapped[datetime] = mapped_column(Moment)
    changed: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    rows_sealed: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

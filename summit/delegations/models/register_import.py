"""A sheet that was sent in for one delegation: a draft to be looked at, then done, called off or undone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from summit.foundation.db import Base, Moment


class RegisterImport(Base):
    """One file for one delegation. The database refuses to do the same file twice.

    `sheet_sealed` holds the cells until the draft ends, `undo_sealed` what an undoing puts back; both are identity data
    and encrypted. `columns` says which column holds which field, by its number from 0; they are remembered for
    the next sheet with the same headings, which `header_hash` stands for.
    """

    __tablename__ = "imports"
    __table_args__ = (
        Index("uq_imports_done", "delegation_id", "file_hash", unique=True, sqlite_where=text("state = 'done'"),
              postgresql_where=text("state = 'done'")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    file_hash: Mapped[str] = mapped_column(String(64))
    header_hash: Mapped[str] = mapped_column(String(64))
    columns: Mapped[dict[str, str]] = mapped_column(JSON)
    sheet_sealed: Mapped[str] = mapped_column(Text, default="")
    undo_sealed: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(12))
    started_by: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    added: Mapped[int] = mapped_column(default=0)
    edited: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

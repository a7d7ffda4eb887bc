"""A ZIP file of photos that was sent in: a draft to be looked at, then done or called off."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from summit.foundation.db import Base, Moment


class PhotoLine(TypedDict, total=False):
    """One file of the archive: its name with everything hidden that may be a passport's number, whom it shows, what is kept.

    `participant` is a code or empty, `file` and `digest` are those of the portrait in the photo folder or empty.
    """

    label: str
    participant: str
    file: str
    digest: str
    findings: list[str]
    fault: str


class PhotoImport(Base):
    """One ZIP file for one delegation, or for all of them where `delegation_id` is None.

    `lines` is emptied when the draft ends, so that nothing is kept of a portrait that nobody has.
    """

    __tablename__ = "photo_imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegations.id"), index=True)
    lines: Mapped[list[PhotoLine]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(12))
    started_by: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(Moment)
    stored: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

"""The invitation of a delegation, and the papers it files: notes verbales and letters."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models.delegation import Delegation
from summit.foundation.db import Base, Moment


class Invitation(Base):
    """The host's letter to a delegation and the answer to it: one for each delegation.

    `level` is the class (domain 3.2) to which the letter is addressed, `announced_level` the one that the answer names, and
    `announced_size` the number of people it names; None where nothing is said.
    """

    __tablename__ = "invitations"
    __table_args__ = (CheckConstraint("announced_size >= 0", name="announced_size_is_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), unique=True)
    state: Mapped[str] = mapped_column(String(12))
    sent_on: Mapped[date]
    level: Mapped[int | None]
    reference: Mapped[str] = mapped_column(String(120), default="")
    replied_on: Mapped[date | None]
    announced_level: Mapped[int | None]
    announced_size: Mapped[int | None]
    remark: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(default=1)
    delegation: Mapped[Delegation] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Paper(Base):
    """A note verbale or letter as it came (DEL-30, DEL-31): the file lies encrypted under a name of ours.

    `media_type` was judged by the content, `byte_count` and `digest` (SHA-256) are those of the file before it was sealed.
    `name_list` is what an officer typed from a note that nominates: a line for each person, name and function (DEL-32).
    """

    __tablename__ = "papers"
    __table_args__ = (
        CheckConstraint("(reconciled_at IS NULL) = (reconciled_by = '')", name="reconciled_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    reference: Mapped[str] = mapped_column(String(120))
    dated_on: Mapped[date]
    file_name: Mapped[str] = mapped_column(String(80))
    media_type: Mapped[str] = mapped_column(String(40))
    byte_count: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    filed_by: Mapped[str] = mapped_column(String(20))
    filed_by_name: Mapped[str] = mapped_column(String(200))
    filed_at: Mapped[datetime] = mapped_column(Moment)
    name_list: Mapped[str] = mapped_column(Text, default="")
    reconciled_by: Mapped[str] = mapped_column(String(20), default="")
    reconciled_by_name: Mapped[str] = mapped_column(String(200), default="")
    reconciled_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    delegation: Mapped[Delegation] = relationship()

    __mapper_args__ = {"version_id_col": version}

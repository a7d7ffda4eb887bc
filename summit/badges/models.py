"""Cards and the orders by which they are printed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models import Participant
from summit.foundation.db import Base, Moment
from summit.foundation.jobs.models import Job


class PrintRun(Base):
    """One order of printing: a frozen list of badges, one PDF, one confirmation by the operator.

    `design_id` is the version of the design that it froze; without one, the cards are drawn as the standard has them.
    """

    __tablename__ = "print_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(12), default="queued")
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"))
    file_name: Mapped[str] = mapped_column(String(80), default="")
    problem: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[str] = mapped_column(String(20))
    created_by_name: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    design_id: Mapped[int | None] = mapped_column(ForeignKey("designs.id"))
    job: Mapped[Job | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Badge(Base):
    """One card. A reprint is a new issue (`issue_number` k + 1), never an edit.

    At most one card of a participant is live: the partial unique index refuses a second (DEL-03, BDG-03). `token_id` is
    the random id inside the signed QR; `serial` is printed on the card.
    """

    __tablename__ = "badges"
    __table_args__ = (
        UniqueConstraint("participant_id", "issue_number", name="uq_badges_issue"),
        Index("uq_badges_one_live", "participant_id", unique=True, sqlite_where=text("state <> 'void'"),
              postgresql_where=text("state <> 'void'")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(String(20), unique=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    issue_number: Mapped[int] = mapped_column(default=1)
    token_id: Mapped[str] = mapped_column(String(24), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="queued")
    run_id: Mapped[int | None] = mapped_column(ForeignKey("print_runs.id"), index=True)
    place: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Moment)
    printed_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(String(200), default="")
    participant: Mapped[Participant] = relationship()
    run: Mapped[PrintRun | None] = relationship()


class CardDesign(Base):
    """One version of a design: `code` names the design, `number` its version, `content` is its JSON.

    Of each kind and category (an empty one is for all) at most one version is published, and of each design at most one
    is a draft: partial unique indexes refuse a second. A published version never changes again. `artworks` are the file
    names of the pictures that were sent for it.
    """

    __tablename__ = "designs"
    __table_args__ = (
        UniqueConstraint("code", "number", name="uq_designs_number"),
        Index("uq_designs_one_draft", "code", unique=True, sqlite_where=text("state = 'draft'"),
              postgresql_where=text("state = 'draft'")),
        Index("uq_designs_one_in_use", "kind", "category", unique=True, sqlite_where=text("state = 'published'"),
              postgresql_where=text("state = 'published'")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20))
    number: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str] = mapped_column(String(12))
    category: Mapped[str] = mapped_column(String(8), default="")
    name: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(12), default="draft")
    content: Mapped[str] = mapped_column(Text)
    artworks: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by_name: Mapped[str] = mapped_column(String(200), default="")
    changed_at: Mapped[datetime] = mapped_column(Moment)
    changed_by_name: Mapped[str] = mapped_column(String(200), default="")
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

"""Cards of persons, and where each went (BDG-01, BDG-03)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.badges.models.runs import PrintRun
from summit.delegations.models import Delegation, Participant
from summit.foundation.db import Base, Moment

_IS_LIVE = "state IN ('queued', 'printed', 'handed_out')"


class Badge(Base):
    """One card. A reprint is a new issue (`issue_number` k + 1), never an edit.

    At most one card of a participant is live: the partial unique index refuses a second (DEL-03, BDG-03). `token_id` is
    the random id inside the signed QR; `serial` is printed on the card. `needs_check` holds from the hand-over to a proxy
    until the bearer's identity was checked (BDG-06).
    """

    __tablename__ = "badges"
    __table_args__ = (
        UniqueConstraint("participant_id", "issue_number", name="uq_badges_issue"),
        Index("uq_badges_one_live", "participant_id", unique=True, sqlite_where=text(_IS_LIVE),
              postgresql_where=text(_IS_LIVE)),
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
    needs_check: Mapped[bool] = mapped_column(default=False)
    participant: Mapped[Participant] = relationship()
    run: Mapped[PrintRun | None] = relationship()


class HandOver(Base):
    """Cards that went over the desk at one moment against one signed receipt (BDG-01). `kind` is a HandOverKind.

    `document` is the kind of document that the collector showed, never its number.
    """

    __tablename__ = "hand_overs"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(12))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    collector: Mapped[str] = mapped_column(String(200))
    document: Mapped[str] = mapped_column(String(20))
    authorization: Mapped[str] = mapped_column(String(120), default="")
    handed_at: Mapped[datetime] = mapped_column(Moment)
    handed_by: Mapped[str] = mapped_column(String(20))
    handed_by_name: Mapped[str] = mapped_column(String(200))
    delegation: Mapped[Delegation] = relationship()


class HandOverLine(Base):
    """One card of a hand-over; with a reason, a card that stayed at the desk. No card is handed over twice (BDG-01)."""

    __tablename__ = "hand_over_lines"
    __table_args__ = (
        UniqueConstraint("hand_over_id", "badge_id", name="uq_hand_over_lines_once"),
        Index("uq_hand_over_lines_one_way", "badge_id", unique=True, sqlite_where=text("reason = ''"),
              postgresql_where=text("reason = ''")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    hand_over_id: Mapped[int] = mapped_column(ForeignKey("hand_overs.id"))
    badge_id: Mapped[int] = mapped_column(ForeignKey("badges.id"), index=True)
    reason: Mapped[str] = mapped_column(String(200), default="")


class BadgeLoss(Base):
    """A card that was reported lost, stolen or damaged, and what was decided about a new one (BDG-03).

    The officer who approves and who checks the bearer's identity are two persons: `ck_badge_losses_two_persons`.
    """

    __tablename__ = "badge_losses"
    __table_args__ = (
        CheckConstraint("checked_by = '' OR checked_by <> decided_by", name="two_persons"),
        Index("ix_badge_losses_by_state", "state", "reported_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    badge_id: Mapped[int] = mapped_column(ForeignKey("badges.id"), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="reported")
    circumstances: Mapped[str] = mapped_column(String(500))
    reported_at: Mapped[datetime] = mapped_column(Moment)
    reported_by: Mapped[str] = mapped_column(String(20))
    reported_by_name: Mapped[str] = mapped_column(String(200))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[str] = mapped_column(String(20), default="")
    decided_by_name: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    checked_at: Mapped[datetime | None] = mapped_column(Moment)
    checked_by: Mapped[str] = mapped_column(String(20), default="")
    checked_by_name: Mapped[str] = mapped_column(String(200), default="")
    document: Mapped[str] = mapped_column(String(20), default="")
    replacement_id: Mapped[int | None] = mapped_column(ForeignKey("badges.id"), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    badge: Mapped[Badge] = relationship(foreign_keys=[badge_id])
    replacement: Mapped[Badge | None] = relationship(foreign_keys=[replacement_id])

    __mapper_args__ = {"version_id_col": version}

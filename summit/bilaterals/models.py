"""One delegation asks another; the agreed meeting holds a room and both principals."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models import Delegation, Participant
from summit.foundation.db import Base, Moment
from summit.venues.models import Room

NOT_FREED = "state NOT IN ('expired', 'released', 'superseded')"


class MeetingRequest(Base):
    """One delegation asks another for a meeting (BIL-01). `subject` is sealed and may be empty; no talking points.

    `turn` is whose answer is awaited: asking, asked, both, or desk. `proposed_at` is the time last offered.
    """

    __tablename__ = "meeting_requests"
    __table_args__ = (
        CheckConstraint("asking_id <> asked_id", name="two_delegations"),
        CheckConstraint("minutes IN (15, 20, 30, 45)", name="duration_is_offered"),
        Index("ix_meeting_requests_asking_state", "asking_id", "state"),
        Index("ix_meeting_requests_asked_state", "asked_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    asking_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    asked_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    asking_principal_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    asked_principal_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    minutes: Mapped[int] = mapped_column(default=30)
    wished_from: Mapped[datetime | None] = mapped_column(Moment)
    wished_until: Mapped[datetime | None] = mapped_column(Moment)
    persons_per_side: Mapped[int] = mapped_column(default=4)
    subject_sealed: Mapped[str] = mapped_column(String(400), default="")
    proposed_at: Mapped[datetime | None] = mapped_column(Moment)
    turn: Mapped[str] = mapped_column(String(6), default="asked")
    state: Mapped[str] = mapped_column(String(12), default="sent")
    requested_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    asking: Mapped[Delegation] = relationship(foreign_keys=[asking_id])
    asked: Mapped[Delegation] = relationship(foreign_keys=[asked_id])
    asking_principal: Mapped[Participant] = relationship(foreign_keys=[asking_principal_id])
    asked_principal: Mapped[Participant | None] = relationship(foreign_keys=[asked_principal_id])

    __mapper_args__ = {"version_id_col": version}


class BilateralMeeting(Base):
    """A held or confirmed meeting: room and both principals are tied in the same transaction (BIL-03, BIL-10, BIL-13).

    A hold lapses by itself at `held_until`; each side's acceptance of its time has a moment, and with both it is confirmed.
    A request has one meeting at most, beside holds that came to nothing. `priority` is the class of BIL-21, 0 the highest.
    """

    __tablename__ = "bilateral_meetings"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="meeting_has_length"),
        CheckConstraint("priority BETWEEN 0 AND 3", name="priority_is_a_class"),
        CheckConstraint("(held_until IS NOT NULL) OR (state <> 'held')", name="hold_lapses"),
        Index(
            "uq_bilateral_meetings_standing",
            "request_id",
            unique=True,
            sqlite_where=text(NOT_FREED),
            postgresql_where=text(NOT_FREED),
        ),
        Index("ix_bilateral_meetings_held_until", "held_until"),
        Index("ix_bilateral_meetings_starts", "starts_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("meeting_requests.id"), index=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(12), default="held")
    priority: Mapped[int] = mapped_column(default=3)
    held_until: Mapped[datetime | None] = mapped_column(Moment)
    asking_accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    asked_accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    request: Mapped[MeetingRequest] = relationship()
    room: Mapped[Room] = relationship()

    __mapper_args__ = {"version_id_col": version}

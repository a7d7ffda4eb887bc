"""One delegation asks another; the agreed meeting holds a room and both principals."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models import Delegation, Participant
from summit.foundation.db import Base, Moment
from summit.venues.models import Room

IS_FLIGHT = "kind IN ('arrival', 'departure')"
NOT_FREED = "state NOT IN ('expired', 'released', 'superseded')"


class MeetingRequest(Base):
    """One delegation asks another for a meeting (BIL-01). `subject` is sealed and may be empty; no talking points.

    `wished_from` and `wished_until` are the time that would suit best, further ones are `windows`. Each side has its language
    (a code of two letters, empty when it is not said), its interpretation and its needs, which are sealed.
    `asking_yields` the right-hand side of the room where it would have it (BIL-31).
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
    kind: Mapped[str] = mapped_column(String(14), default="meeting")
    asking_language: Mapped[str] = mapped_column(String(2), default="")
    asked_language: Mapped[str] = mapped_column(String(2), default="")
    asking_interpretation: Mapped[str] = mapped_column(String(6), default="none")
    asked_interpretation: Mapped[str] = mapped_column(String(6), default="none")
    asking_needs_sealed: Mapped[str] = mapped_column(String(800), default="")
    asked_needs_sealed: Mapped[str] = mapped_column(String(800), default="")
    press: Mapped[str] = mapped_column(String(6), default="none")
    exchanges_gifts: Mapped[bool] = mapped_column(default=False)
    asking_yields: Mapped[bool] = mapped_column(default=False)
    proposed_at: Mapped[datetime | None] = mapped_column(Moment)
    turn: Mapped[str] = mapped_column(String(6), default="asked")
    state: Mapped[str] = mapped_column(String(12), default="sent")
    requested_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    asking: Mapped[Delegation] = relationship(foreign_keys=[asking_id])
    asked: Mapped[Delegation] = relationship(foreign_keys=[asked_id])
    asking_principal: Mapped[Participant] = relationship(foreign_keys=[asking_principal_id])
    asked_principal: Mapped[Participant | None] = relationship(foreign_keys=[asked_principal_id])
    windows: Mapped[list[MeetingWindow]] = relationship(
        order_by="MeetingWindow.position", cascade="all, delete-orphan", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": version}


class MeetingWindow(Base):
    """A further time that would suit the asking side, `position` 2 or 3 after the one on the request (BIL-01)."""

    __tablename__ = "meeting_windows"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="window_has_length"),
        CheckConstraint("position IN (2, 3)", name="three_windows"),
        Index("uq_meeting_windows_position", "request_id", "position", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("meeting_requests.id"))
    position: Mapped[int]
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)


class BilateralMeeting(Base):
    """A held or confirmed meeting: room and both principals are tied in the same transaction (BIL-03, BIL-10, BIL-13).

    A hold lapses by itself at `held_until`; each side's acceptance of its time has a moment, and with both it is confirmed.
    A request has one meeting at most, beside holds that came to nothing. `priority` is the class of BIL-21, 0 the highest;
    `over_run` counts the minutes that it is expected to last beyond its end. The names are those of the host's own people.
    `flight_reason` says why the meeting stands inside the time that a flight keeps free, empty for all others (BIL-16).
    """

    __tablename__ = "bilateral_meetings"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="meeting_has_length"),
        CheckConstraint("priority BETWEEN 0 AND 3", name="priority_is_a_class"),
        CheckConstraint("over_run BETWEEN 0 AND 120", name="over_run_is_short"),
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
    called_at: Mapped[datetime | None] = mapped_column(Moment)
    begun_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    over_run: Mapped[int] = mapped_column(default=0)
    liaison_name: Mapped[str] = mapped_column(String(120), default="")
    interpreter_name: Mapped[str] = mapped_column(String(120), default="")
    flight_reason: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    request: Mapped[MeetingRequest] = relationship()
    room: Mapped[Room] = relationship()

    __mapper_args__ = {"version_id_col": version}


class PullAside(Base):
    """Two delegations spoke with each other unplanned, standing: when, and who, no more (BIL-43)."""

    __tablename__ = "pull_asides"
    __table_args__ = (CheckConstraint("one_id < other_id", name="pair_is_ordered"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    happened_at: Mapped[datetime] = mapped_column(Moment, index=True)
    one_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    one: Mapped[Delegation] = relationship(foreign_keys=[one_id])
    other: Mapped[Delegation] = relationship(foreign_keys=[other_id])


class PrincipalBlock(Base):
    """What keeps a principal that is no line of the programme: a flight, which is one moment, or rest, prayer, a meal.

    `kind` is a BlockKind. A participant has one arrival and one departure (TRV-02).
    """

    __tablename__ = "principal_blocks"
    __table_args__ = (
        CheckConstraint("starts_at <= ends_at", name="block_does_not_run_backwards"),
        Index("ix_principal_blocks_participant", "participant_id", "starts_at"),
        Index(
            "uq_principal_blocks_flight",
            "participant_id",
            "kind",
            unique=True,
            sqlite_where=text(IS_FLIGHT),
            postgresql_where=text(IS_FLIGHT),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    kind: Mapped[str] = mapped_column(String(10))
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    participant: Mapped[Participant] = relationship()


class RoomRequest(Base):
    """A delegation has a room for a meeting of its own, provisionally: a bilateral meeting may take it."""

    __tablename__ = "room_requests"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="room_time_has_length"),
        Index("ix_room_requests_delegation", "delegation_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    persons: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="booked")
    requested_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    delegation: Mapped[Delegation] = relationship()
    room: Mapped[Room] = relationship()

    __mapper_args__ = {"version_id_col": version}

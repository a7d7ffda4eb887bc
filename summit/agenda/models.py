"""The programme: lines, who chairs and speaks, side events and their sponsors."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models import Delegation, Participant
from summit.foundation.db import Base, Moment
from summit.venues.models import Room


class Topic(Base):
    """One of the event's themes for side events."""

    __tablename__ = "topics"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    title_vi: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(default=0)


class AgendaEntry(Base):
    """A line of the programme (SES-01). While planned it owns a RoomHold of `setup_minutes` before its start.

    `for_all_heads` marks a line that every head of delegation attends (SES-02). `languages` are two-letter codes, space
    separated: the interpretation offered.
    """

    __tablename__ = "agenda_entries"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="entry_has_length"),
        Index("ix_agenda_entries_starts", "starts_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    abstract: Mapped[str] = mapped_column(String(2000), default="")
    starts_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    setup_minutes: Mapped[int] = mapped_column(default=0)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"))
    languages: Mapped[str] = mapped_column(String(40), default="en")
    access: Mapped[str] = mapped_column(String(12), default="delegates")
    is_public: Mapped[bool] = mapped_column(default=True)
    for_all_heads: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(12), default="planned")
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topics.id"))
    version: Mapped[int] = mapped_column(default=1)
    room: Mapped[Room | None] = relationship()
    topic: Mapped[Topic | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Contributor(Base):
    """Who chairs, speaks or signs in a line; it owns the Engagement of that participant."""

    __tablename__ = "contributors"
    __table_args__ = (UniqueConstraint("entry_id", "participant_id", name="uq_contributors_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("agenda_entries.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), index=True)
    part: Mapped[str] = mapped_column(String(12))
    position: Mapped[int] = mapped_column(default=0)
    entry: Mapped[AgendaEntry] = relationship()
    participant: Mapped[Participant] = relationship()


class Sponsorship(Base):
    """A delegation that leads or co-sponsors a side event; unconfirmed names are not printed (SID-02)."""

    __tablename__ = "sponsorships"
    __table_args__ = (UniqueConstraint("entry_id", "delegation_id", name="uq_sponsorships_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("agenda_entries.id", ondelete="CASCADE"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    is_lead: Mapped[bool] = mapped_column(default=False)
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    entry: Mapped[AgendaEntry] = relationship()
    delegation: Mapped[Delegation] = relationship()

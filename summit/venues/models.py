"""The summit itself, its places, and who holds a room when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.foundation.db import Base, Moment
from summit.foundation.overlap import forbid_overlap


class Summit(Base):
    """The one summit of this installation: a single row."""

    __tablename__ = "summit"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    title: Mapped[str] = mapped_column(String(300))
    short_title: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(120))
    zone: Mapped[str] = mapped_column(String(60))
    first_day: Mapped[date]
    last_day: Mapped[date]
    collection_point: Mapped[str] = mapped_column(String(200), default="the accreditation centre")


class Venue(Base):
    """A building."""

    __tablename__ = "venues"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(300), default="")


class Zone(Base):
    """An access area: R red, B blue, G green, M media, V vehicle (domain 4.5)."""

    __tablename__ = "zones"

    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))


class Room(Base):
    """A room of a venue; `kind` is a key of ROOM_KINDS, `capacity` counts persons."""

    __tablename__ = "rooms"
    __table_args__ = (CheckConstraint("capacity > 0", name="capacity_is_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    venue_id: Mapped[int] = mapped_column(ForeignKey("venues.id"))
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20), default="meeting")
    capacity: Mapped[int]
    zone_code: Mapped[str | None] = mapped_column(ForeignKey("zones.code"))
    floor: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[int] = mapped_column(default=0)
    venue: Mapped[Venue] = relationship()


class RoomHold(Base):
    """A room is taken from `held_from` until `held_until` (set-up and clearing included) for one thing.

    The row exists exactly as long as the room is tied; the database refuses two that overlap (BK-2, BK-3).
    `holder_kind` is agenda_entry or bilateral_meeting, `holder_code` its public code; `label` is what all
    may read (a bilateral's label is "Reserved", BIL-50). One that `lapses_at` a moment may be taken from then on.
    """

    __tablename__ = "room_holds"
    __table_args__ = (CheckConstraint("held_from < held_until", name="hold_has_length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), index=True)
    held_from: Mapped[datetime] = mapped_column(Moment)
    held_until: Mapped[datetime] = mapped_column(Moment)
    holder_kind: Mapped[str] = mapped_column(String(30))
    holder_code: Mapped[str] = mapped_column(String(20), unique=True)
    label: Mapped[str] = mapped_column(String(200))
    lapses_at: Mapped[datetime | None] = mapped_column(Moment)
    room: Mapped[Room] = relationship()


class RoomClosure(Base):
    """A room cannot be used from `closed_from` until `closed_until`: nothing new is placed there.

    What held it before stays as it is until a person moves it (BIL-41), so this is no hold. The same is noted once.
    """

    __tablename__ = "room_closures"
    __table_args__ = (
        CheckConstraint("closed_from < closed_until", name="closure_has_length"),
        Index("uq_room_closures_span", "room_id", "closed_from", "closed_until", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    closed_from: Mapped[datetime] = mapped_column(Moment)
    closed_until: Mapped[datetime] = mapped_column(Moment)
    room: Mapped[Room] = relationship()


forbid_overlap(RoomHold.__table__, key="room_id", name="room_is_free")  # type: ignore[arg-type]

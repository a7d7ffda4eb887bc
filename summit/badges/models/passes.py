"""Numbered cards: floater passes, day badges, vehicle passes, records of pins (DEL-20, DEL-21, BDG-04, TRV-11)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.badges.models.runs import Printed
from summit.delegations.models import Delegation, Participant
from summit.foundation.db import Base, Moment


class FloaterQuota(Base):
    """How many transferable passes of a zone a kind of party, or one delegation instead, may hold (DEL-20, DEL-21).

    With an empty letter it counts all of the zone together; a letter sets how many of them may be of it.
    """

    __tablename__ = "floater_quotas"
    __table_args__ = (
        CheckConstraint("places >= 0", name="places_are_not_negative"),
        CheckConstraint("(delegation_id IS NULL) = (kind <> '')", name="quota_is_of_a_kind_or_a_delegation"),
        Index("uq_floater_quotas_kind", "kind", "zone_code", "letter", unique=True,
              sqlite_where=text("delegation_id IS NULL"), postgresql_where=text("delegation_id IS NULL")),
        Index("uq_floater_quotas_delegation", "delegation_id", "zone_code", "letter", unique=True),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), default="")
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegations.id"))
    zone_code: Mapped[str] = mapped_column(ForeignKey("zones.code"))
    letter: Mapped[str] = mapped_column(String(1), default="")
    places: Mapped[int]


class FloaterPass(Printed, Base):
    """A transferable card of one zone with a letter, numbered for ever: `R-D-007`. It alone names nobody (4.5, ZON-01).

    With a `delegation_id` it is printed with the name of that delegation and goes to no other.
    """

    __tablename__ = "floater_passes"
    __table_args__ = (UniqueConstraint("zone_code", "letter", "number", name="uq_floater_passes_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(String(20), unique=True)
    zone_code: Mapped[str] = mapped_column(ForeignKey("zones.code"))
    letter: Mapped[str] = mapped_column(String(1))
    number: Mapped[int]
    token_id: Mapped[str] = mapped_column(String(24), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="at_desk")
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegations.id"), index=True)
    delegation: Mapped[Delegation | None] = relationship()


class FloaterLoan(Base):
    """A floater pass is with a delegation from the hand-over until it ends: returned, or lost. One loan of one pass at once.

    Loans of one hand-over share the code of their `receipt`.
    """

    __tablename__ = "floater_loans"
    __table_args__ = (
        Index("uq_floater_loans_one_open", "floater_id", unique=True, sqlite_where=text("ended_at IS NULL"),
              postgresql_where=text("ended_at IS NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    receipt: Mapped[str] = mapped_column(String(20), index=True)
    floater_id: Mapped[int] = mapped_column(ForeignKey("floater_passes.id"), index=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    collector: Mapped[str] = mapped_column(String(200))
    document: Mapped[str] = mapped_column(String(20))
    handed_at: Mapped[datetime] = mapped_column(Moment)
    handed_by: Mapped[str] = mapped_column(String(20))
    handed_by_name: Mapped[str] = mapped_column(String(200))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    floater: Mapped[FloaterPass] = relationship()
    delegation: Mapped[Delegation] = relationship()


class DayBadge(Printed, Base):
    """A numbered badge for one day, printed beforehand for the day on which nothing works, entered afterwards (BDG-04)."""

    __tablename__ = "day_badges"
    __table_args__ = (
        UniqueConstraint("valid_on", "number", name="uq_day_badges_number"),
        Index("uq_day_badges_token_id", "token_id", unique=True),
        CheckConstraint("number > 0", name="number_is_positive"),
        CheckConstraint("given_at IS NULL OR holder <> ''", name="who_holds_it_is_named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(String(20), unique=True)
    token_id: Mapped[str] = mapped_column(String(24))
    valid_on: Mapped[date]
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(12), default="printed")
    holder: Mapped[str] = mapped_column(String(200), default="")
    delegation_name: Mapped[str] = mapped_column(String(200), default="")
    document: Mapped[str] = mapped_column(String(20), default="")
    given_at: Mapped[datetime | None] = mapped_column(Moment)
    entered_at: Mapped[datetime | None] = mapped_column(Moment)
    entered_by: Mapped[str] = mapped_column(String(20), default="")
    entered_by_name: Mapped[str] = mapped_column(String(200), default="")


_CAR_IS_LIVE = "state IN ('queued', 'printed', 'handed_out')"


class VehiclePass(Printed, Base):
    """A car may pass on its days into its zones; behind the window it shows its plate and its number (TRV-11).

    One plate has one live pass at once. Days are those of the summit's zone, both included.
    """

    __tablename__ = "vehicle_passes"
    __table_args__ = (
        CheckConstraint("valid_until >= valid_from", name="days_are_in_order"),
        Index("uq_vehicle_passes_one_live", "plate", unique=True, sqlite_where=text(_CAR_IS_LIVE),
              postgresql_where=text(_CAR_IS_LIVE)),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(String(20), unique=True)
    number: Mapped[int] = mapped_column(unique=True)
    token_id: Mapped[str] = mapped_column(String(24), unique=True)
    plate: Mapped[str] = mapped_column(String(20))
    driver: Mapped[str] = mapped_column(String(200), default="")
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    zones: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    state: Mapped[str] = mapped_column(String(12), default="queued")
    reason: Mapped[str] = mapped_column(String(200), default="")
    collector: Mapped[str] = mapped_column(String(200), default="")
    made_at: Mapped[datetime] = mapped_column(Moment)
    handed_at: Mapped[datetime | None] = mapped_column(Moment)
    delegation: Mapped[Delegation] = relationship()


_IS_ISSUED = "state = 'issued'"
_IS_NOT_BACK = "state <> 'returned'"


class LapelPin(Printed, Base):
    """Who has the pin of which number (domain 4.5); the record card of it is printed and signed.

    A pin that came back may be given to somebody else; one person has one pin at once.
    """

    __tablename__ = "lapel_pins"
    __table_args__ = (
        CheckConstraint("number > 0", name="number_is_positive"),
        Index("uq_lapel_pins_number", "number", unique=True, sqlite_where=text(_IS_NOT_BACK),
              postgresql_where=text(_IS_NOT_BACK)),
        Index("uq_lapel_pins_one_each", "participant_id", unique=True, sqlite_where=text(_IS_ISSUED),
              postgresql_where=text(_IS_ISSUED)),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(String(20), unique=True)
    number: Mapped[int]
    token_id: Mapped[str] = mapped_column(String(24), unique=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    state: Mapped[str] = mapped_column(String(12), default="issued")
    collector: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    issued_at: Mapped[datetime] = mapped_column(Moment)
    issued_by_name: Mapped[str] = mapped_column(String(200))
    participant: Mapped[Participant] = relationship()

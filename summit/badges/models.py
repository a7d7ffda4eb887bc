"""Cards, the orders by which they are printed, and where each card went (BDG-01, BDG-03)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models import Delegation, Participant
from summit.foundation.db import Base, Moment
from summit.foundation.jobs.models import Job


class Printer(Base):
    """A card printer; an order of printing may name one, so that the desk sees what waits at which (BDG-07)."""

    __tablename__ = "printers"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    place: Mapped[str] = mapped_column(String(120), default="")
    is_in_use: Mapped[bool] = mapped_column(default=True)


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
    printer_id: Mapped[int | None] = mapped_column(ForeignKey("printers.id"), index=True)
    design_id: Mapped[int | None] = mapped_column(ForeignKey("designs.id"))
    job: Mapped[Job | None] = relationship()
    printer: Mapped[Printer | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


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


class FloaterPass(Base):
    """A transferable card of one zone with a letter, numbered for ever: `R-D-007`. It alone names nobody (4.5, ZON-01)."""

    __tablename__ = "floater_passes"
    __table_args__ = (UniqueConstraint("zone_code", "letter", "number", name="uq_floater_passes_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(String(20), unique=True)
    zone_code: Mapped[str] = mapped_column(ForeignKey("zones.code"))
    letter: Mapped[str] = mapped_column(String(1))
    number: Mapped[int]
    token_id: Mapped[str] = mapped_column(String(24), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="at_desk")


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


class DayBadge(Base):
    """A numbered badge for one day, printed beforehand for the day on which nothing works, entered afterwards (BDG-04)."""

    __tablename__ = "day_badges"
    __table_args__ = (
        UniqueConstraint("valid_on", "number", name="uq_day_badges_number"),
        CheckConstraint("number > 0", name="number_is_positive"),
        CheckConstraint("given_at IS NULL OR holder <> ''", name="who_holds_it_is_named"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    serial: Mapped[str] = mapped_column(String(20), unique=True)
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


class StockItem(Base):
    """Something that the desk counts: blank cards, pins, holders. The level never falls below nothing."""

    __tablename__ = "stock_items"
    __table_args__ = (CheckConstraint("level >= 0", name="level_is_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    level: Mapped[int] = mapped_column(default=0)


class StockMovement(Base):
    """What came, went or was counted; `change` is what it added to the level, `level` what was there afterwards."""

    __tablename__ = "stock_movements"
    __table_args__ = (Index("ix_stock_movements_newest", "moved_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("stock_items.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    change: Mapped[int]
    level: Mapped[int]
    note: Mapped[str] = mapped_column(String(200), default="")
    moved_at: Mapped[datetime] = mapped_column(Moment)
    moved_by: Mapped[str] = mapped_column(String(20))
    moved_by_name: Mapped[str] = mapped_column(String(200))
    item: Mapped[StockItem] = relationship()
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

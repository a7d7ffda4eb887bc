"""How each list is ordered, what the Chief of Protocol fixed in it, and what was published."""

from __future__ import annotations

from datetime import datetime
from typing import Any  # Any: the frozen content of a version is a tree of JSON

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models.delegation import Delegation
from summit.delegations.models.party import Party
from summit.foundation.db import Base, Moment


class ListSettings(Base):
    """How one list is ordered, once somebody has decided otherwise than it begins with (PRE-01). `kind` is the list."""

    __tablename__ = "list_settings"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), unique=True)
    mode: Mapped[str] = mapped_column(String(12))
    tie_break: Mapped[str] = mapped_column(String(12))
    language: Mapped[str] = mapped_column(String(2))
    drawn_party_id: Mapped[int | None] = mapped_column(ForeignKey("parties.id"))
    host_first: Mapped[bool]
    reio_among_states: Mapped[bool]
    organizations: Mapped[str] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(default=1)
    drawn_party: Mapped[Party | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class OrderOverride(Base):
    """Where the Chief of Protocol placed a delegation in one list, and why (PRE-05).

    One a delegation and list, and one a fixed place: the database refuses the second. `place` counts from 1.
    """

    __tablename__ = "order_overrides"
    __table_args__ = (
        UniqueConstraint("kind", "delegation_id", name="uq_order_overrides_delegation"),
        UniqueConstraint("kind", "place", name="uq_order_overrides_place"),
        CheckConstraint("(place IS NULL) <> (other_id IS NULL)", name="a_place_or_a_neighbor"),
        CheckConstraint("place >= 1", name="place_counts_from_one"),
        CheckConstraint("other_id <> delegation_id", name="neighbor_is_another"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    manner: Mapped[str] = mapped_column(String(8))
    place: Mapped[int | None]
    other_id: Mapped[int | None] = mapped_column(ForeignKey("delegations.id"))
    reason: Mapped[str] = mapped_column(String(500))
    decided_by: Mapped[str] = mapped_column(String(20))
    decided_by_name: Mapped[str] = mapped_column(String(200))
    decided_at: Mapped[datetime] = mapped_column(Moment)
    delegation: Mapped[Delegation] = relationship(foreign_keys=delegation_id)
    other: Mapped[Delegation | None] = relationship(foreign_keys=other_id)


class PublishedOrder(Base):
    """Version `number` of a list, frozen (PRE-06): `content` as it was published, `content_digest` its SHA-256."""

    __tablename__ = "published_orders"
    __table_args__ = (UniqueConstraint("kind", "number", name="uq_published_orders_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    content_digest: Mapped[str] = mapped_column(String(64))
    published_by: Mapped[str] = mapped_column(String(20))
    published_by_name: Mapped[str] = mapped_column(String(200))
    published_at: Mapped[datetime] = mapped_column(Moment)

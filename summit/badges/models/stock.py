"""What is counted at the desk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.foundation.db import Base, Moment


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

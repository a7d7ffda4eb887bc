"""Levels of stock and what moved them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from summit.badges.facts import MOVEMENTS, MovementLine, StockLine
from summit.badges.models import StockItem, StockMovement
from summit.foundation.errors import NotFound


def stock_lines(session: Session) -> list[StockLine]:
    """Everything that is counted, by name, with its level and when it last moved."""
    newest = (
        select(StockMovement.item_id, func.max(StockMovement.moved_at).label("moved_at"))
        .group_by(StockMovement.item_id)
        .subquery()
    )
    statement = (
        select(StockItem, newest.c.moved_at)
        .outerjoin(newest, newest.c.item_id == StockItem.id)
        .order_by(StockItem.name)
    )
    return [StockLine(item.code, item.name, item.level, at) for item, at in session.execute(statement)]


def stock_item(session: Session, code: str) -> StockItem:
    """The item of that code, or NotFound."""
    found = session.scalar(select(StockItem).where(StockItem.code == code))
    if found is None:
        raise NotFound()
    return found


def movements() -> Select[StockMovement]:
    """Every movement, the newest first: a statement to be paged."""
    return (
        select(StockMovement)
        .options(joinedload(StockMovement.item))
        .order_by(StockMovement.moved_at.desc(), StockMovement.id.desc())
    )


def movement_lines(rows: Sequence[StockMovement]) -> list[MovementLine]:
    """These movements as lines of a list."""
    return [
        MovementLine(
            row.item.name, MOVEMENTS[row.kind], row.change, row.level, row.note, row.moved_at, row.moved_by_name
        )
        for row in rows
    ]

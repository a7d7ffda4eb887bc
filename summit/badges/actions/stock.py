"""What the desk has in stock, counted by movements; never less than nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.models import StockItem, StockMovement
from summit.badges.rules import StockTooLow, require_item_name, require_movement, require_unknown_item
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as


def open_stock_item(session: Session, actor: Actor, now: datetime, *, name: str) -> StockItem:
    """Something that is counted from now on. Raises ItemNameMissing, ItemKnown."""
    item = StockItem(code=new_code("S"), name=require_item_name(name), level=0)
    with refused_as(session, stock_items_name=require_unknown_item()):
        session.add(item)
    record(session, actor, now, verb="open", of=("stock", item.code), after={"name": item.name})
    return item


def move_stock(
    session: Session, actor: Actor, now: datetime, *, item: StockItem, kind: str, number: int | None, note: str
) -> StockMovement:
    """So many came, were used, were spoiled, or were counted to be there. Raises MovementIncomplete, StockTooLow."""
    amount = require_movement(kind, number)
    before = session.scalar(select(StockItem.level).where(StockItem.id == item.id).with_for_update()) or 0
    change = {"received": amount, "used": -amount, "spoiled": -amount, "counted": amount - before}[kind]
    refusal = StockTooLow(f"There are {before} of {item.name}: {amount} cannot leave. Count first if that is wrong.")
    with refused_as(session, stock_items_level_is_not_negative=refusal):
        session.execute(update(StockItem).where(StockItem.id == item.id).values(level=StockItem.level + change))
    session.refresh(item)
    movement = StockMovement(
        item=item,
        kind=kind,
        change=change,
        level=item.level,
        note=" ".join(note.split())[:200],
        moved_at=now,
        moved_by=actor.code,
        moved_by_name=actor.name,
    )
    session.add(movement)
    session.flush()
    record(
        session, actor, now, verb=kind, of=("stock", item.code), before={"level": before}, after={"level": item.level}
    )
    return movement

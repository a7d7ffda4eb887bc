"""Runs of numbered cards: ordered on the desk, or drawn into a file from the shell (BDG-07)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.actions.runs import queue_drawing
from summit.badges.facts import PassOrder
from summit.badges.lifecycle import PRINT_RUN
from summit.badges.models import PrintRun
from summit.badges.queries import (
    NumberedCard,
    designs_in_use,
    only_printer,
    pass_category,
    pass_kind,
    passes_in_house,
    passes_waiting,
    title_of_order,
    version_for,
)
from summit.badges.rules import require_paper, require_passes
from summit.foundation.codes import new_code


def order_passes(session: Session, actor: Actor, now: datetime, *, order: PassOrder) -> PrintRun:
    """Freeze which numbered cards are printed, and by what design, and queue the drawing.

    Raises NobodyToPrint when none waits, UnknownPaper, NotFound for a kind that is none.
    """
    require_paper(order.paper)
    cards = list(session.scalars(passes_waiting(order)))
    require_passes(len(cards))
    kind = pass_kind(order.kind)
    design = version_for(designs_in_use(session, kind), pass_category(kind))
    run = PrintRun(
        code=new_code("R"),
        title=title_of_order(order)[:200],
        state=PRINT_RUN.first,
        kind=order.kind,
        paper=order.paper,
        created_at=now,
        created_by=actor.code,
        created_by_name=actor.name,
        printer=only_printer(session),
        design_id=design.id if design else None,
    )
    session.add(run)
    session.flush()
    for place, card in enumerate(cards, 1):
        card.run_id, card.place = run.id, place
    queue_drawing(session, actor, now, run=run)
    after = {"title": run.title, "cards": len(cards)}
    record(session, actor, now, verb="order", of=("print_run", run.code), after=after)
    return run


def freeze_passes(session: Session, actor: Actor, now: datetime, *, order: PassOrder) -> Sequence[NumberedCard]:
    """The numbered cards of an order that are in the house, for a file drawn at the command line, which is recorded.

    Raises NobodyToPrint, UnknownPaper, NotFound for a kind that is none.
    """
    require_paper(order.paper)
    cards = session.scalars(passes_in_house(order)).all()
    require_passes(len(cards))
    after = {"title": title_of_order(order), "cards": len(cards)}
    record(session, actor, now, verb="draw", of=("passes", order.key or order.kind), after=after)
    return cards

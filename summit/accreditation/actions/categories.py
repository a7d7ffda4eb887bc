"""The badge categories of this summit."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from summit.accreditation.facts import CategoryFacts
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.lifecycle import CATEGORY_NAMES
from summit.delegations.models import AccreditationCategory

DEFAULTS = Path(__file__).parents[1] / "data" / "categories.csv"


def open_category(session: Session, facts: CategoryFacts) -> AccreditationCategory:
    """Enter a category, or replace the one of that code."""
    return session.merge(
        AccreditationCategory(
            code=facts.code,
            name=facts.name,
            color=facts.color,
            pattern=facts.pattern,
            zones=" ".join(facts.zones),
            self_print=facts.self_print,
            position=facts.position,
        )
    )


def open_categories(
    session: Session, actor: Actor, now: datetime, *, found: Sequence[CategoryFacts] | None = None
) -> None:
    """Enter these categories, or the default table of domain 4.5; they can be entered again without harm."""
    found = default_categories() if found is None else found
    for facts in found:
        open_category(session, facts)
    session.flush()
    codes = " ".join(facts.code for facts in found)
    record(session, actor, now, verb="open", of=("accreditation_categories", "ALL"), after={"codes": codes})


def default_categories() -> list[CategoryFacts]:
    """The table of domain 4.5 in its order."""
    with DEFAULTS.open(encoding="utf-8", newline="") as rows:
        return [
            CategoryFacts(
                code=row["code"],
                name=CATEGORY_NAMES[row["code"]],
                color=row["color"],
                pattern=row["pattern"],
                zones=tuple(row["zones"].split()),
                self_print=row["self_print"] == "yes",
                position=position,
            )
            for position, row in enumerate(csv.DictReader(rows), 1)
        ]

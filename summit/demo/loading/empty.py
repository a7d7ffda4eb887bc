"""The demonstration is built on empty ground only."""

from __future__ import annotations

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from summit.foundation.db import Base
from summit.foundation.errors import Conflict

# The reviewed names of States and the classes of precedence may be there already, and the journal says since when.
MAY_BE_THERE = frozenset({"parties", "party_names", "rank_classes", "audit_entries"})


class NotEmpty(Conflict):
    """Somebody has begun to work with this database."""


def require_empty(session: Session) -> None:
    """Raise NotEmpty when any table has a row but those of the names of States and of the classes."""
    for table in Base.metadata.sorted_tables:
        found = None if table.name in MAY_BE_THERE else session.scalar(select(literal(1)).select_from(table).limit(1))
        if found:
            raise NotEmpty(
                f"The demonstration needs an empty database; this one has rows in {table.name}. "
                "Take another database, or begin again with `make reset`."
            )

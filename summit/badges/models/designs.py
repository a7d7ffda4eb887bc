"""Designs of cards in numbered versions, which the database keeps as they were published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column

from summit.foundation.db import Base, Moment
from summit.foundation.overlap import run_on


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


KEPT = (
    "id", "code", "number", "kind", "category", "name", "content", "artworks", "created_at", "created_by_name",
    "published_at",
)  # fmt: skip
NAME = "published_design_does_not_change"
_STEPS = "(OLD.state = 'published' AND NEW.state = 'retired') OR NEW.state = OLD.state"


def _differs(unlike: str) -> str:
    """Whether a version that is no draft would become another one; a published one may be retired."""
    return " OR ".join(f"NEW.{column} {unlike} OLD.{column}" for column in KEPT) + f" OR NOT ({_STEPS})"


_RAISE = f"BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
SQLITE_GUARDS = (
    f"CREATE TRIGGER {NAME}_on_update BEFORE UPDATE ON designs FOR EACH ROW "
    f"WHEN OLD.state <> 'draft' AND ({_differs('IS NOT')}) {_RAISE}",
    f"CREATE TRIGGER {NAME}_on_delete BEFORE DELETE ON designs FOR EACH ROW WHEN OLD.state <> 'draft' {_RAISE}",
)
POSTGRESQL_GUARDS = (
    "CREATE OR REPLACE FUNCTION refuse_design_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
    f"BEGIN RAISE EXCEPTION '{NAME}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER {NAME}_on_update BEFORE UPDATE ON designs FOR EACH ROW "
    f"WHEN (OLD.state <> 'draft' AND ({_differs('IS DISTINCT FROM')})) EXECUTE FUNCTION refuse_design_change()",
    f"CREATE TRIGGER {NAME}_on_delete BEFORE DELETE ON designs FOR EACH ROW "
    "WHEN (OLD.state <> 'draft') EXECUTE FUNCTION refuse_design_change()",
    f"CREATE TRIGGER {NAME}_on_truncate BEFORE TRUNCATE ON designs "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_design_change()",
)
for statement in SQLITE_GUARDS:
    event.listen(CardDesign.__table__, "after_create", run_on("sqlite", statement))
for statement in POSTGRESQL_GUARDS:
    event.listen(CardDesign.__table__, "after_create", run_on("postgresql", statement))

"""Two rows may not hold the same thing at the same time: the database itself refuses, on both dialects.

Intervals are half-open, `[from, until)`: a hold that ends at 10:00 and one that starts at 10:00 do not clash.
PostgreSQL gets an exclusion constraint, SQLite two triggers that raise the constraint's name; `db.constraint_of` reads
both alike.
"""

from __future__ import annotations

from sqlalchemy import DDL, Table, event, func
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.schema import ExecutableDDLElement


def forbid_overlap(
    table: Table, *, key: str, name: str, start: str = "held_from", end: str = "held_until"
) -> None:
    """Attach the guard to the table, so that `create_all` and the migrations build the same one."""
    columns = table.c
    table.append_constraint(
        ExcludeConstraint(
            (columns[key], "="),
            (func.tstzrange(columns[start], columns[end], "[)"), "&&"),
            name=name,
            using="gist",
        ).ddl_if(dialect="postgresql")
    )
    event.listen(
        table.metadata,
        "before_create",
        run_on("postgresql", "CREATE EXTENSION IF NOT EXISTS btree_gist"),
    )
    for statement in sqlite_triggers(table.name, key=key, name=name, start=start, end=end):
        event.listen(table, "after_create", run_on("sqlite", statement))


def run_on(dialect: str, statement: str) -> ExecutableDDLElement:
    """A statement that runs with `create_all` on one dialect only."""
    return DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]


def sqlite_triggers(
    table: str, *, key: str, name: str, start: str = "held_from", end: str = "held_until"
) -> tuple[str, str]:
    """The triggers of one table, for insert and for update."""
    clash = (
        f"SELECT 1 FROM {table} AS other WHERE other.{key} = NEW.{key} AND other.id <> NEW.id "  # noqa: S608  # nosec  # names from our own models
        f"AND other.{start} < NEW.{end} AND NEW.{start} < other.{end}"
    )
    body = f"FOR EACH ROW WHEN EXISTS ({clash}) BEGIN SELECT RAISE(ABORT, '{name}'); END"
    return (
        f"CREATE TRIGGER {name}_on_insert BEFORE INSERT ON {table} {body.replace('AND other.id <> NEW.id ', '')}",
        f"CREATE TRIGGER {name}_on_update BEFORE UPDATE ON {table} {body}",
    )

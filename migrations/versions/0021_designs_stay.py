"""What was published of a design stays as it was.

Revision 0021, after 0020.
"""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

NAME = "published_design_does_not_change"
KEPT = (
    "id", "code", "number", "kind", "category", "name", "content", "artworks", "created_at", "created_by_name",
    "published_at",
)  # fmt: skip
STEPS = "(OLD.state = 'published' AND NEW.state = 'retired') OR NEW.state = OLD.state"


def upgrade() -> None:
    _guard_designs()


def downgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for deed in ("update", "delete") if is_sqlite else ("update", "delete", "truncate"):
        op.execute(f"DROP TRIGGER {NAME}_on_{deed}" + ("" if is_sqlite else " ON designs"))
    if not is_sqlite:
        op.execute("DROP FUNCTION refuse_design_change()")


def _guard_designs() -> None:
    """A draft changes; a published version is retired and nothing else."""
    if op.get_bind().dialect.name == "sqlite":
        refusal = f"BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
        changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in KEPT)
        op.execute(
            f"CREATE TRIGGER {NAME}_on_update BEFORE UPDATE ON designs FOR EACH ROW "
            f"WHEN OLD.state <> 'draft' AND ({changed} OR NOT ({STEPS})) {refusal}"
        )
        op.execute(
            f"CREATE TRIGGER {NAME}_on_delete BEFORE DELETE ON designs FOR EACH ROW WHEN OLD.state <> 'draft' {refusal}"
        )
        return
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in KEPT)
    op.execute(
        "CREATE FUNCTION refuse_design_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{NAME}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for deed, when in (
        ("update", f"FOR EACH ROW WHEN (OLD.state <> 'draft' AND ({changed} OR NOT ({STEPS})))"),
        ("delete", "FOR EACH ROW WHEN (OLD.state <> 'draft')"),
        ("truncate", "FOR EACH STATEMENT"),
    ):
        op.execute(
            f"CREATE TRIGGER {NAME}_on_{deed} BEFORE {deed.upper()} ON designs {when} "
            "EXECUTE FUNCTION refuse_design_change()"
        )

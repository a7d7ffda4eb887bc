"""What was published of a design stays as it was; numbered cards of every kind are printed in runs; who
replaces whom.

Revision 0021, after 0020.
"""

from __future__ import annotations

import secrets

import sqlalchemy as sa
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
    op.add_column("print_runs", sa.Column("kind", sa.String(length=12), nullable=False, server_default="badge"))
    op.add_column("print_runs", sa.Column("paper", sa.String(length=8), nullable=False, server_default=""))
    for table in ("floater_passes", "day_badges"):
        _print_in_runs(table)
    _reserve_floaters()
    _sign_day_badges()
    _create_vehicle_passes()
    _create_lapel_pins()
    _create_replacements()


def downgrade() -> None:
    op.drop_table("replacements")
    op.drop_table("lapel_pins")
    op.drop_table("vehicle_passes")
    op.drop_index("uq_day_badges_token_id", "day_badges")
    op.drop_column("day_badges", "token_id")
    op.drop_index(op.f("ix_floater_passes_delegation_id"), "floater_passes")
    op.drop_column("floater_passes", "delegation_id")
    for table in ("floater_passes", "day_badges"):
        op.drop_index(op.f(f"ix_{table}_run_id"), table)
        op.drop_column(table, "run_id")
        op.drop_column(table, "place")
    # What is lost or spoiled opens no door there either.
    op.execute("UPDATE floater_passes SET state = 'lost' WHERE state = 'void'")
    op.execute("UPDATE day_badges SET state = 'void' WHERE state = 'lost'")
    # Without its kind a run of other cards would be taken for one of badges.
    op.execute("DELETE FROM print_runs WHERE kind <> 'badge'")
    op.drop_column("print_runs", "paper")
    op.drop_column("print_runs", "kind")
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


def _print_in_runs(table: str) -> None:
    # Written out, because a table that others refer to must not be copied and dropped.
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN run_id INTEGER CONSTRAINT fk_{table}_run_id REFERENCES print_runs (id)"
    )
    op.create_index(op.f(f"ix_{table}_run_id"), table, ["run_id"])
    op.add_column(table, sa.Column("place", sa.Integer(), nullable=False, server_default="0"))


def _reserve_floaters() -> None:
    op.execute(
        "ALTER TABLE floater_passes ADD COLUMN delegation_id INTEGER "
        "CONSTRAINT fk_floater_passes_delegation_id REFERENCES delegations (id)"
    )
    op.create_index(op.f("ix_floater_passes_delegation_id"), "floater_passes", ["delegation_id"])


def _sign_day_badges() -> None:
    """Every day badge gets the random id that its code will carry."""
    op.add_column("day_badges", sa.Column("token_id", sa.String(length=24), nullable=False, server_default=""))
    bind = op.get_bind()
    for (number,) in bind.execute(sa.text("SELECT id FROM day_badges")).all():
        bind.execute(
            sa.text("UPDATE day_badges SET token_id = :token WHERE id = :id"),
            {"token": secrets.token_hex(8), "id": number},
        )
    op.create_index("uq_day_badges_token_id", "day_badges", ["token_id"], unique=True)


def _create_vehicle_passes() -> None:
    op.create_table(
        "vehicle_passes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token_id", sa.String(length=24), nullable=False),
        sa.Column("plate", sa.String(length=20), nullable=False),
        sa.Column("driver", sa.String(length=200), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("zones", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("collector", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False, server_default="0"),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("ck_vehicle_passes_days_are_in_order")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name=op.f("fk_vehicle_passes_delegation_id")),
        sa.ForeignKeyConstraint(["run_id"], ["print_runs.id"], name=op.f("fk_vehicle_passes_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vehicle_passes")),
        sa.UniqueConstraint("number", name=op.f("uq_vehicle_passes_number")),
        sa.UniqueConstraint("serial", name=op.f("uq_vehicle_passes_serial")),
        sa.UniqueConstraint("token_id", name=op.f("uq_vehicle_passes_token_id")),
    )
    for column in ("delegation_id", "run_id"):
        op.create_index(op.f(f"ix_vehicle_passes_{column}"), "vehicle_passes", [column])
    _unique_while("uq_vehicle_passes_one_live", "vehicle_passes", "plate", "state IN ('queued', 'printed', 'handed_out')")


def _create_lapel_pins() -> None:
    op.create_table(
        "lapel_pins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token_id", sa.String(length=24), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("collector", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by_name", sa.String(length=200), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False, server_default="0"),
        sa.CheckConstraint("number > 0", name=op.f("ck_lapel_pins_number_is_positive")),
        sa.ForeignKeyConstraint(["participant_id"], ["participants.id"], name=op.f("fk_lapel_pins_participant_id")),
        sa.ForeignKeyConstraint(["run_id"], ["print_runs.id"], name=op.f("fk_lapel_pins_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lapel_pins")),
        sa.UniqueConstraint("serial", name=op.f("uq_lapel_pins_serial")),
        sa.UniqueConstraint("token_id", name=op.f("uq_lapel_pins_token_id")),
    )
    op.create_index(op.f("ix_lapel_pins_run_id"), "lapel_pins", ["run_id"])
    _unique_while("uq_lapel_pins_number", "lapel_pins", "number", "state <> 'returned'")
    _unique_while("uq_lapel_pins_one_each", "lapel_pins", "participant_id", "state = 'issued'")


def _create_replacements() -> None:
    op.create_table(
        "replacements",
        sa.Column("replaced_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("named_by_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint("replaced_id <> by_id", name=op.f("ck_replacements_replaces_somebody_else")),
        sa.ForeignKeyConstraint(["by_id"], ["participants.id"], name=op.f("fk_replacements_by_id")),
        sa.ForeignKeyConstraint(["replaced_id"], ["participants.id"], name=op.f("fk_replacements_replaced_id")),
        sa.PrimaryKeyConstraint("replaced_id", name=op.f("pk_replacements")),
        sa.UniqueConstraint("by_id", name=op.f("uq_replacements_by_id")),
    )


def _unique_while(name: str, table: str, column: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, [column], unique=True, sqlite_where=where, postgresql_where=where)

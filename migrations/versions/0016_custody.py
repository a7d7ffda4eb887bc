"""Where cards go after printing: printers, hand-overs, receipts, reported losses.

Revision 0016, after 0015.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NOT_VOID = sa.text("state <> 'void'")
IS_LIVE = sa.text("state IN ('queued', 'printed', 'handed_out')")
WENT = sa.text("reason = ''")


def upgrade() -> None:
    _create_printers()
    op.add_column("badges", sa.Column("needs_check", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_index("uq_badges_one_live", "badges")
    op.create_index(
        "uq_badges_one_live", "badges", ["participant_id"], unique=True, sqlite_where=IS_LIVE, postgresql_where=IS_LIVE
    )
    _create_hand_overs()
    _create_losses()


def downgrade() -> None:
    """A card that was lost, stolen or returned opened no door, so it becomes void; one that is out counts as printed."""
    op.drop_table("badge_losses")
    op.drop_table("hand_over_lines")
    op.drop_table("hand_overs")
    op.drop_index("uq_badges_one_live", "badges")
    op.execute("UPDATE badges SET state = 'void' WHERE state IN ('lost', 'stolen', 'returned')")
    op.execute("UPDATE badges SET state = 'printed' WHERE state = 'handed_out'")
    op.create_index(
        "uq_badges_one_live", "badges", ["participant_id"], unique=True, sqlite_where=NOT_VOID, postgresql_where=NOT_VOID
    )
    op.drop_column("badges", "needs_check")
    op.drop_index(op.f("ix_print_runs_printer_id"), "print_runs")
    with op.batch_alter_table("print_runs") as batch:
        batch.drop_constraint("fk_print_runs_printer_id", type_="foreignkey")
        batch.drop_column("printer_id")
    op.drop_table("printers")


def _create_printers() -> None:
    op.create_table(
        "printers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("is_in_use", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printers")),
        sa.UniqueConstraint("code", name=op.f("uq_printers_code")),
        sa.UniqueConstraint("name", name=op.f("uq_printers_name")),
    )
    with op.batch_alter_table("print_runs") as batch:
        batch.add_column(sa.Column("printer_id", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_print_runs_printer_id", "printers", ["printer_id"], ["id"])
    op.create_index(op.f("ix_print_runs_printer_id"), "print_runs", ["printer_id"])


def _create_hand_overs() -> None:
    op.create_table(
        "hand_overs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("collector", sa.String(length=200), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("authorization", sa.String(length=120), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_by", sa.String(length=20), nullable=False),
        sa.Column("handed_by_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name=op.f("fk_hand_overs_delegation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_overs")),
        sa.UniqueConstraint("code", name=op.f("uq_hand_overs_code")),
    )
    op.create_index(op.f("ix_hand_overs_delegation_id"), "hand_overs", ["delegation_id"])
    op.create_table(
        "hand_over_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hand_over_id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["badge_id"], ["badges.id"], name=op.f("fk_hand_over_lines_badge_id")),
        sa.ForeignKeyConstraint(["hand_over_id"], ["hand_overs.id"], name=op.f("fk_hand_over_lines_hand_over_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over_lines")),
        sa.UniqueConstraint("hand_over_id", "badge_id", name="uq_hand_over_lines_once"),
    )
    op.create_index(op.f("ix_hand_over_lines_badge_id"), "hand_over_lines", ["badge_id"])
    op.create_index(
        "uq_hand_over_lines_one_way",
        "hand_over_lines",
        ["badge_id"],
        unique=True,
        sqlite_where=WENT,
        postgresql_where=WENT,
    )


def _create_losses() -> None:
    op.create_table(
        "badge_losses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("circumstances", sa.String(length=500), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by", sa.String(length=20), nullable=False),
        sa.Column("reported_by_name", sa.String(length=200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=20), nullable=False),
        sa.Column("decided_by_name", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.String(length=20), nullable=False),
        sa.Column("checked_by_name", sa.String(length=200), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("replacement_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("checked_by = '' OR checked_by <> decided_by", name=op.f("ck_badge_losses_two_persons")),
        sa.ForeignKeyConstraint(["badge_id"], ["badges.id"], name=op.f("fk_badge_losses_badge_id")),
        sa.ForeignKeyConstraint(["replacement_id"], ["badges.id"], name=op.f("fk_badge_losses_replacement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_losses")),
        sa.UniqueConstraint("badge_id", name=op.f("uq_badge_losses_badge_id")),
        sa.UniqueConstraint("code", name=op.f("uq_badge_losses_code")),
        sa.UniqueConstraint("replacement_id", name=op.f("uq_badge_losses_replacement_id")),
    )
    op.create_index("ix_badge_losses_by_state", "badge_losses", ["state", "reported_at", "id"])

"""Where cards go after printing: printers, hand-overs, reported losses, floater passes, day badges, stock.

Revision 0017, after 0016.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
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
    _create_floaters()
    _create_day_badges()
    _create_stock()


def downgrade() -> None:
    """A card that was lost, stolen or returned opened no door, so it becomes void; one that is out counts as printed."""
    for table in (
        "stock_movements", "stock_items", "day_badges", "floater_loans", "floater_passes", "floater_quotas", "badge_losses",
    ):  # fmt: skip
        op.drop_table(table)
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
    op.drop_column("print_runs", "printer_id")
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
    # Written out, because a table that others refer to must not be copied and dropped.
    op.execute(
        "ALTER TABLE print_runs ADD COLUMN printer_id INTEGER "
        "CONSTRAINT fk_print_runs_printer_id REFERENCES printers (id)"
    )
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


def _create_floaters() -> None:
    op.create_table(
        "floater_quotas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("zone_code", sa.String(length=4), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.CheckConstraint("places >= 0", name=op.f("ck_floater_quotas_places_are_not_negative")),
        sa.CheckConstraint(
            "(delegation_id IS NULL) = (kind <> '')",
            name=op.f("ck_floater_quotas_quota_is_of_a_kind_or_a_delegation"),
        ),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name=op.f("fk_floater_quotas_delegation_id")),
        sa.ForeignKeyConstraint(["zone_code"], ["zones.code"], name=op.f("fk_floater_quotas_zone_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_floater_quotas")),
    )
    of_kind = sa.text("delegation_id IS NULL")
    op.create_index(
        "uq_floater_quotas_kind",
        "floater_quotas",
        ["kind", "zone_code", "letter"],
        unique=True,
        sqlite_where=of_kind,
        postgresql_where=of_kind,
    )
    op.create_index(
        "uq_floater_quotas_delegation", "floater_quotas", ["delegation_id", "zone_code", "letter"], unique=True
    )
    op.create_table(
        "floater_passes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("zone_code", sa.String(length=4), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("token_id", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["zone_code"], ["zones.code"], name=op.f("fk_floater_passes_zone_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_floater_passes")),
        sa.UniqueConstraint("serial", name=op.f("uq_floater_passes_serial")),
        sa.UniqueConstraint("token_id", name=op.f("uq_floater_passes_token_id")),
        sa.UniqueConstraint("zone_code", "letter", "number", name="uq_floater_passes_number"),
    )
    _create_floater_loans()


def _create_floater_loans() -> None:
    op.create_table(
        "floater_loans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(length=20), nullable=False),
        sa.Column("floater_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("collector", sa.String(length=200), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_by", sa.String(length=20), nullable=False),
        sa.Column("handed_by_name", sa.String(length=200), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name=op.f("fk_floater_loans_delegation_id")),
        sa.ForeignKeyConstraint(["floater_id"], ["floater_passes.id"], name=op.f("fk_floater_loans_floater_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_floater_loans")),
    )
    for column in ("receipt", "floater_id", "delegation_id"):
        op.create_index(op.f(f"ix_floater_loans_{column}"), "floater_loans", [column])
    is_open = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_floater_loans_one_open",
        "floater_loans",
        ["floater_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _create_day_badges() -> None:
    op.create_table(
        "day_badges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("valid_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("delegation_name", sa.String(length=200), nullable=False),
        sa.Column("document", sa.String(length=20), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entered_by", sa.String(length=20), nullable=False),
        sa.Column("entered_by_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_day_badges_number_is_positive")),
        sa.CheckConstraint("given_at IS NULL OR holder <> ''", name=op.f("ck_day_badges_who_holds_it_is_named")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_badges")),
        sa.UniqueConstraint("serial", name=op.f("uq_day_badges_serial")),
        sa.UniqueConstraint("valid_on", "number", name="uq_day_badges_number"),
    )


def _create_stock() -> None:
    op.create_table(
        "stock_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level >= 0", name=op.f("ck_stock_items_level_is_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_items")),
        sa.UniqueConstraint("code", name=op.f("uq_stock_items_code")),
        sa.UniqueConstraint("name", name=op.f("uq_stock_items_name")),
    )
    op.create_table(
        "stock_movements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by", sa.String(length=20), nullable=False),
        sa.Column("moved_by_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["stock_items.id"], name=op.f("fk_stock_movements_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_movements")),
    )
    op.create_index(op.f("ix_stock_movements_item_id"), "stock_movements", ["item_id"])
    op.create_index("ix_stock_movements_newest", "stock_movements", ["moved_at", "id"])

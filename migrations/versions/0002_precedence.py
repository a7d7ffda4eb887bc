"""Precedence: how each list is ordered, what was fixed in it, what was published; the dates that break ties.

Revision 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

DATES = (
    ("participants", "took_office_on", sa.Date()),
    ("delegations", "credentials_on", sa.Date()),
    ("delegations", "confirmed_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    for table, name, kind in DATES:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_table(
        "list_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("tie_break", sa.String(length=12), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("drawn_party_id", sa.Integer(), nullable=True),
        sa.Column("host_first", sa.Boolean(), nullable=False),
        sa.Column("reio_among_states", sa.Boolean(), nullable=False),
        sa.Column("organizations", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["drawn_party_id"], ["parties.id"], name=op.f("fk_list_settings_drawn_party_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_settings")),
        sa.UniqueConstraint("kind", name=op.f("uq_list_settings_kind")),
    )
    op.create_table(
        "order_overrides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("manner", sa.String(length=8), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("decided_by", sa.String(length=20), nullable=False),
        sa.Column("decided_by_name", sa.String(length=200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(place IS NULL) <> (other_id IS NULL)", name=op.f("ck_order_overrides_a_place_or_a_neighbor")
        ),
        sa.CheckConstraint("place >= 1", name=op.f("ck_order_overrides_place_counts_from_one")),
        sa.CheckConstraint("other_id <> delegation_id", name=op.f("ck_order_overrides_neighbor_is_another")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_order_overrides_delegation_id")
        ),
        sa.ForeignKeyConstraint(["other_id"], ["delegations.id"], name=op.f("fk_order_overrides_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_overrides")),
        sa.UniqueConstraint("kind", "delegation_id", name="uq_order_overrides_delegation"),
        sa.UniqueConstraint("kind", "place", name="uq_order_overrides_place"),
    )
    op.create_table(
        "published_orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("published_by", sa.String(length=20), nullable=False),
        sa.Column("published_by_name", sa.String(length=200), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_orders")),
        sa.UniqueConstraint("kind", "number", name="uq_published_orders_number"),
    )


def downgrade() -> None:
    for table in ("published_orders", "order_overrides", "list_settings"):
        op.drop_table(table)
    for table, name, _ in reversed(DATES):
        op.drop_column(table, name)

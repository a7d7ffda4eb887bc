"""Quotas as rules, deadlines, and what came late.

Every delegation keeps the number of badges it had: where that is not the usual one, as an exception.

Revision 0004, after 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

USUAL = 50
KEPT = "The number that was agreed before quotas were rules."
MARKED = ("participants", "accreditations")


def upgrade() -> None:
    op.create_table(
        "deadlines",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("falls_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_hard", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_deadlines")),
    )
    op.create_table(
        "quotas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("zone", sa.String(length=4), nullable=False),
        sa.Column("functions", sa.String(length=120), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("approved_by", sa.String(length=20), nullable=False),
        sa.Column("approved_by_name", sa.String(length=200), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("places >= 0", name=op.f("ck_quotas_places_are_not_negative")),
        sa.CheckConstraint(
            "(delegation_id IS NULL) = (kind <> '')", name=op.f("ck_quotas_quota_is_of_a_kind_or_a_delegation")
        ),
        sa.CheckConstraint(
            "delegation_id IS NULL OR reason <> ''", name=op.f("ck_quotas_exception_has_a_reason")
        ),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name=op.f("fk_quotas_delegation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotas")),
        sa.UniqueConstraint("code", name=op.f("uq_quotas_code")),
    )
    op.create_index(
        "uq_quotas_kind",
        "quotas",
        ["kind", "zone", "functions"],
        unique=True,
        sqlite_where=sa.text("delegation_id IS NULL"),
        postgresql_where=sa.text("delegation_id IS NULL"),
    )
    op.create_index("uq_quotas_delegation", "quotas", ["delegation_id", "zone", "functions"], unique=True)
    for table in MARKED:
        op.add_column(table, sa.Column("is_late", sa.Boolean(), server_default=sa.false(), nullable=False))
    _keep_the_numbers()


def downgrade() -> None:
    for table in MARKED:
        op.drop_column(table, "is_late")
    op.drop_table("quotas")
    op.drop_table("deadlines")


def _keep_the_numbers() -> None:
    """A delegation's public code, its letter changed, is a code that no quota has."""
    op.get_bind().execute(
        sa.text(
            "INSERT INTO quotas (code, kind, delegation_id, zone, functions, places, reason, approved_by, "
            "approved_by_name, approved_at, version) "
            "SELECT 'Q' || substr(code, 2), '', id, '', '', badge_quota, :reason, 'SYSTEM', 'migration', created_at, 1 "
            "FROM delegations WHERE badge_quota <> :usual"
        ),
        {"reason": KEPT, "usual": USUAL},
    )

"""Delegations that are kept apart, the host's interpreters, and an asking side that yields the right-hand side.

Revision 0024, after 0023.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "separation_pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("reason_sealed", sa.String(length=1200), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=20), nullable=False),
        sa.Column("entered_by_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_separation_pairs_separation_is_ordered")),
        sa.ForeignKeyConstraint(["one_id"], ["delegations.id"], name=op.f("fk_separation_pairs_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["delegations.id"], name=op.f("fk_separation_pairs_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_separation_pairs")),
        sa.UniqueConstraint("code", name=op.f("uq_separation_pairs_code")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_separation_pairs_pair")),
    )
    op.create_index(op.f("ix_separation_pairs_other_id"), "separation_pairs", ["other_id"])
    op.create_table(
        "interpreter_pools",
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.CheckConstraint("places BETWEEN 0 AND 99", name=op.f("ck_interpreter_pools_pool_is_a_number")),
        sa.PrimaryKeyConstraint("language", name=op.f("pk_interpreter_pools")),
    )
    op.add_column("meeting_requests", sa.Column("asking_yields", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("meeting_requests", "asking_yields")
    op.drop_table("interpreter_pools")
    op.drop_index(op.f("ix_separation_pairs_other_id"), "separation_pairs")
    op.drop_table("separation_pairs")

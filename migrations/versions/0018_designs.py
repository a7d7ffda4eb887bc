"""Designs of cards in numbered versions, and the version that a print run froze.

Revision 0018, after 0017.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "designs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("artworks", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_name", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_name", sa.String(length=200), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_designs"),
        sa.UniqueConstraint("code", "number", name="uq_designs_number"),
    )
    for name, columns, state in (
        ("uq_designs_one_draft", ["code"], "draft"),
        ("uq_designs_one_in_use", ["kind", "category"], "published"),
    ):
        where = sa.text(f"state = '{state}'")
        op.create_index(name, "designs", columns, unique=True, sqlite_where=where, postgresql_where=where)
    # Written out, because a table that others refer to must not be copied and dropped.
    op.execute(
        "ALTER TABLE print_runs ADD COLUMN design_id INTEGER "
        "CONSTRAINT fk_print_runs_design_id REFERENCES designs (id)"
    )


def downgrade() -> None:
    op.drop_column("print_runs", "design_id")
    op.drop_index("uq_designs_one_in_use", "designs")
    op.drop_index("uq_designs_one_draft", "designs")
    op.drop_table("designs")

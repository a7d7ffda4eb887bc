"""What the program noticed in a photo, and ZIP files of photos that were sent in.

Revision 0010, after 0009.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("persons", sa.Column("photo_findings", sa.String(length=80), nullable=False, server_default=""))
    op.create_table(
        "photo_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("started_by", sa.String(length=20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name=op.f("fk_photo_imports_delegation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo_imports")),
    )
    op.create_index(op.f("ix_photo_imports_delegation_id"), "photo_imports", ["delegation_id"])


def downgrade() -> None:
    op.drop_table("photo_imports")
    op.drop_column("persons", "photo_findings")

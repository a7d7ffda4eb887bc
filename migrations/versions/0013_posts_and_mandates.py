"""Further posts of a person, and the filed paper that gives a mandate.

Revision 0013, after 0012.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "further_posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("native_title", sa.String(length=160), nullable=False),
        sa.Column("badge_title", sa.String(length=80), nullable=False),
        sa.Column("rank_class", sa.Integer(), nullable=False),
        sa.Column("took_office_on", sa.Date(), nullable=True),
        sa.Column("is_state_leader", sa.Boolean(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_further_posts_has_a_title")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_further_posts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_further_posts")),
        sa.UniqueConstraint("person_id", "title", name="uq_further_posts_title"),
    )
    op.create_index(op.f("ix_further_posts_rank_class"), "further_posts", ["rank_class"])
    # Written out, because SQLite takes the reference with the column only and would otherwise copy the whole table.
    op.execute(
        "ALTER TABLE focal_points ADD COLUMN paper_id INTEGER "
        "CONSTRAINT fk_focal_points_paper_id REFERENCES papers (id)"
    )
    op.create_index(op.f("ix_focal_points_paper_id"), "focal_points", ["paper_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_focal_points_paper_id"), "focal_points")
    op.drop_column("focal_points", "paper_id")
    op.drop_index(op.f("ix_further_posts_rank_class"), "further_posts")
    op.drop_table("further_posts")

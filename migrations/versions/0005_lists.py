"""Lists that stay fast: the words of names, an index for each order of the list of people; and saved views.

Revision 0005, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LONGEST_WORD = 80
ORDERS = {
    "ix_participants_by_name": [
        "sort_name",
        "id",
        "state",
        "delegation_id",
        "person_id",
        "category",
        "function",
    ],
    "ix_participants_by_function": ["function", "sort_name", "id", "state"],
    "ix_participants_by_rank": ["rank_class", "sort_name", "id", "state"],
    "ix_participants_by_category": ["category", "sort_name", "id", "state"],
    "ix_participants_by_delegation": ["delegation_id", "position", "id", "state"],
}
REPLACED = {
    "ix_participants_sort_name": ["sort_name"],
    "ix_participants_delegation_position": ["delegation_id", "position", "id"],
}
MISSING = {
    "ix_persons_without_photo": "photo_file = ''",
    "ix_persons_without_passport": "passport_sealed = ''",
}


def upgrade() -> None:
    word = sa.String(LONGEST_WORD).with_variant(sa.String(LONGEST_WORD, collation="C"), "postgresql")
    words = op.create_table(
        "person_words",
        sa.Column("word", word, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_person_words_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("word", "person_id", name=op.f("pk_person_words")),
    )
    op.create_index(op.f("ix_person_words_person_id"), "person_words", ["person_id"])
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("question", sa.String(length=2000), nullable=False),
        sa.Column("office", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_saved_views_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("code", name=op.f("uq_saved_views_code")),
        sa.UniqueConstraint("user_id", "kind", "name", name="uq_saved_views_name"),
    )
    op.create_index(op.f("ix_saved_views_office"), "saved_views", ["office"])
    for name in REPLACED:
        op.drop_index(name, "participants")
    for name, columns in ORDERS.items():
        op.create_index(name, "participants", columns)
    for name, condition in MISSING.items():
        op.create_index(
            name, "persons", ["id"], sqlite_where=sa.text(condition), postgresql_where=sa.text(condition)
        )
    rows = op.get_bind().execute(sa.text("SELECT id, search_text FROM persons")).all()
    found = {(word[:LONGEST_WORD], person_id) for person_id, text in rows for word in text.split()}
    op.bulk_insert(words, [{"word": word, "person_id": person_id} for word, person_id in sorted(found)])


def downgrade() -> None:
    op.drop_index(op.f("ix_saved_views_office"), "saved_views")
    op.drop_table("saved_views")
    for name in MISSING:
        op.drop_index(name, "persons")
    for name in ORDERS:
        op.drop_index(name, "participants")
    for name, columns in REPLACED.items():
        op.create_index(name, "participants", columns)
    op.drop_index(op.f("ix_person_words_person_id"), "person_words")
    op.drop_table("person_words")

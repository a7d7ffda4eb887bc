"""Documents with numbered versions, and corrections of the provisional list.

Revision 0019, after 0018.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.UniqueConstraint("code", name="uq_documents_code"),
        sa.UniqueConstraint("kind", "subject", "language", name="uq_documents_subject"),
    )
    op.create_table(
        "document_versions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("classification", sa.String(length=12), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_digest", sa.String(length=64), nullable=False),
        sa.Column("corrections_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("published_by", sa.String(length=20), nullable=False),
        sa.Column("published_by_name", sa.String(length=200), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number >= 1", name="version_counts_from_one"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_document_versions_document_id"),
        sa.UniqueConstraint("document_id", "number", name="uq_document_versions_number"),
    )
    _create_corrections()


def downgrade() -> None:
    op.drop_table("corrections")
    op.drop_table("document_versions")
    op.drop_table("documents")


def _create_corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=12), nullable=False),
        sa.Column("wanted", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_by", sa.String(length=20), nullable=False),
        sa.Column("asked_by_name", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=300), nullable=False),
        sa.Column("decided_by", sa.String(length=20), nullable=False),
        sa.Column("decided_by_name", sa.String(length=200), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["document_versions.id"], name="fk_corrections_version_id"
        ),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name="fk_corrections_delegation_id"),
        sa.ForeignKeyConstraint(["participant_id"], ["participants.id"], name="fk_corrections_participant_id"),
        sa.UniqueConstraint("code", name="uq_corrections_code"),
    )
    op.create_index("ix_corrections_version_id", "corrections", ["version_id"])
    op.create_index("ix_corrections_delegation_id", "corrections", ["delegation_id"])
    op.create_index(
        "uq_corrections_open", "corrections", ["participant_id", "field"], unique=True,
        sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"),
    )  # fmt: skip

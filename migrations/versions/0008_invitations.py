"""Invitations, the papers that delegations file, and whom spouses accompany.

Revision 0008, after 0007.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("announced_level", sa.Integer(), nullable=True),
        sa.Column("announced_size", sa.Integer(), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("announced_size >= 0", name=op.f("ck_invitations_announced_size_is_not_negative")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name=op.f("fk_invitations_delegation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("delegation_id", name=op.f("uq_invitations_delegation_id")),
    )
    op.create_table(
        "papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("file_name", sa.String(length=80), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("byte_count", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("filed_by", sa.String(length=20), nullable=False),
        sa.Column("filed_by_name", sa.String(length=200), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name_list", sa.Text(), nullable=False),
        sa.Column("reconciled_by", sa.String(length=20), nullable=False),
        sa.Column("reconciled_by_name", sa.String(length=200), nullable=False),
        sa.Column("reconciled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(reconciled_at IS NULL) = (reconciled_by = '')", name=op.f("ck_papers_reconciled_by_somebody")
        ),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name=op.f("fk_papers_delegation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers")),
        sa.UniqueConstraint("code", name=op.f("uq_papers_code")),
    )
    with op.batch_alter_table("papers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_papers_delegation_id"), ["delegation_id"], unique=False)
    op.create_table(
        "accompaniments",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("principal_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "participant_id <> principal_id", name=op.f("ck_accompaniments_accompanies_somebody_else")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_accompaniments_participant_id")
        ),
        sa.ForeignKeyConstraint(["principal_id"], ["participants.id"], name=op.f("fk_accompaniments_principal_id")),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_accompaniments")),
        sa.UniqueConstraint("principal_id", name=op.f("uq_accompaniments_principal_id")),
    )


def downgrade() -> None:
    op.drop_table("accompaniments")
    with op.batch_alter_table("papers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_papers_delegation_id"))
    op.drop_table("papers")
    op.drop_table("invitations")

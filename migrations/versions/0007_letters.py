"""Letters are sent: their state and tries, a ministry's own words, kinds that are reviewed, addresses that do not answer.

Revision 0007, after 0006. What was written before waits as it did; what is older than two days is held for an officer when a
mail server is first there.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "letter_wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_wordings")),
        sa.UniqueConstraint("kind", "language", name="uq_letter_wordings_kind_language"),
    )
    op.create_table(
        "reviewed_kinds",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_reviewed_kinds")),
    )
    op.create_table(
        "bounced_addresses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("notice_code", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bounced_addresses")),
        sa.UniqueConstraint("address", name=op.f("uq_bounced_addresses_address")),
    )
    op.add_column("users", sa.Column("language", sa.String(length=8), server_default="en", nullable=False))
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.alter_column("body_sealed", existing_type=sa.String(length=8000), type_=sa.Text(), existing_nullable=False)
        batch_op.add_column(sa.Column("language", sa.String(length=8), server_default="en", nullable=False))
        batch_op.add_column(sa.Column("secrets_sealed", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("state", sa.String(length=12), server_default="queued", nullable=False))
        batch_op.add_column(sa.Column("note", sa.String(length=300), server_default="", nullable=False))
        batch_op.add_column(sa.Column("attempts", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("copy_of", sa.String(length=20), server_default="", nullable=False))
        batch_op.create_index("ix_notices_state_due", ["state", "next_try_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_recipient"), ["recipient"], unique=False)
        batch_op.create_index(batch_op.f("ix_notices_copy_of"), ["copy_of"], unique=False)
    op.execute("UPDATE notices SET next_try_at = created_at")
    op.execute("UPDATE notices SET state = 'sent' WHERE sent_at IS NOT NULL")


def downgrade() -> None:
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notices_copy_of"))
        batch_op.drop_index(batch_op.f("ix_notices_recipient"))
        batch_op.drop_index("ix_notices_state_due")
        for column in ("copy_of", "next_try_at", "attempts", "note", "state", "secrets_sealed", "language"):
            batch_op.drop_column(column)
        batch_op.alter_column("body_sealed", existing_type=sa.Text(), type_=sa.String(length=8000), existing_nullable=False)
    op.drop_column("users", "language")
    op.drop_table("bounced_addresses")
    op.drop_table("reviewed_kinds")
    op.drop_table("letter_wordings")

"""Tags and notes of the protocol department, changes of many people at once, and the history of one record.

Revision 0011, after 0010.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ON_ONE_RECORD = "(participant_id IS NULL) <> (delegation_id IS NULL)"
RECORDS = {"participant_id": "participants.id", "delegation_id": "delegations.id"}


def upgrade() -> None:
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=30), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("added_by", sa.String(length=20), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(ON_ONE_RECORD, name=op.f("ck_tags_is_on_one_record")),
        *_records("tags"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("participant_id", "word", name="uq_tags_participant"),
        sa.UniqueConstraint("delegation_id", "word", name="uq_tags_delegation"),
    )
    op.create_index(op.f("ix_tags_word"), "tags", ["word"])
    op.create_table(
        "internal_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=True),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("body_sealed", sa.Text(), nullable=False),
        sa.Column("written_by", sa.String(length=20), nullable=False),
        sa.Column("written_by_name", sa.String(length=200), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_by_name", sa.String(length=200), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(ON_ONE_RECORD, name=op.f("ck_internal_notes_is_on_one_record")),
        *_records("internal_notes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_internal_notes")),
    )
    for column in RECORDS:
        op.create_index(op.f(f"ix_internal_notes_{column}"), "internal_notes", [column])
    op.create_table(
        "change_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("started_by", sa.String(length=20), nullable=False),
        sa.Column("started_by_name", sa.String(length=200), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("rows_sealed", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name=op.f("fk_change_runs_delegation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_runs")),
        sa.UniqueConstraint("code", name=op.f("uq_change_runs_code")),
    )
    op.create_index(op.f("ix_change_runs_delegation_id"), "change_runs", ["delegation_id"])
    op.create_index("ix_audit_entries_object", "audit_entries", ["object_code", "id"])


def downgrade() -> None:
    op.drop_index("ix_audit_entries_object", "audit_entries")
    op.drop_index(op.f("ix_change_runs_delegation_id"), "change_runs")
    op.drop_table("change_runs")
    for column in RECORDS:
        op.drop_index(op.f(f"ix_internal_notes_{column}"), "internal_notes")
    op.drop_table("internal_notes")
    op.drop_index(op.f("ix_tags_word"), "tags")
    op.drop_table("tags")


def _records(table: str) -> list[sa.ForeignKeyConstraint]:
    """The participant or the delegation whose row it is; it goes when that goes."""
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")
        for column, target in RECORDS.items()
    ]

"""Rooms that are closed for a time, and the reason for which a meeting stands inside the time that a flight keeps free.

Revision 0025, after 0024.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "room_closures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("closed_from", MOMENT, nullable=False),
        sa.Column("closed_until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_closures")),
        sa.UniqueConstraint("code", name=op.f("uq_room_closures_code")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_room_closures_room_id")),
        sa.CheckConstraint("closed_from < closed_until", name=op.f("ck_room_closures_closure_has_length")),
    )
    op.create_index(
        "uq_room_closures_span", "room_closures", ["room_id", "closed_from", "closed_until"], unique=True
    )
    op.add_column("bilateral_meetings", sa.Column("flight_reason", sa.String(length=200), nullable=False, server_default=""))


def downgrade() -> None:
    op.execute("DELETE FROM principal_blocks WHERE kind = 'away'")
    op.drop_column("bilateral_meetings", "flight_reason")
    op.drop_index("uq_room_closures_span", "room_closures")
    op.drop_table("room_closures")

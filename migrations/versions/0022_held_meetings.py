"""Meetings that are held before both sides have agreed.

Revision 0022, after 0020.

A room and a person may be tied until a moment at which the tie lapses by itself. A request may be held again after a hold that
came to nothing, so of its meetings only one that stands is unique.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NOT_FREED = sa.text("state NOT IN ('expired', 'released', 'superseded')")


def upgrade() -> None:
    for table in ("room_holds", "engagements"):
        op.add_column(table, sa.Column("lapses_at", MOMENT, nullable=True))
    with op.batch_alter_table("bilateral_meetings") as meetings:
        meetings.drop_constraint("uq_bilateral_meetings_request_id", type_="unique")
        meetings.alter_column("confirmed_at", existing_type=MOMENT, nullable=True)
        meetings.add_column(sa.Column("priority", sa.Integer(), nullable=False, server_default="3"))
        for name in ("held_until", "asking_accepted_at", "asked_accepted_at"):
            meetings.add_column(sa.Column(name, MOMENT, nullable=True))
        meetings.create_check_constraint(op.f("ck_bilateral_meetings_priority_is_a_class"), "priority BETWEEN 0 AND 3")
        meetings.create_check_constraint(
            op.f("ck_bilateral_meetings_hold_lapses"), "(held_until IS NOT NULL) OR (state <> 'held')"
        )
    op.execute("UPDATE bilateral_meetings SET asking_accepted_at = confirmed_at, asked_accepted_at = confirmed_at")
    op.create_index("ix_bilateral_meetings_request_id", "bilateral_meetings", ["request_id"])
    op.create_index("ix_bilateral_meetings_held_until", "bilateral_meetings", ["held_until"])
    op.create_index(
        "uq_bilateral_meetings_standing",
        "bilateral_meetings",
        ["request_id"],
        unique=True,
        sqlite_where=NOT_FREED,
        postgresql_where=NOT_FREED,
    )


def downgrade() -> None:
    for table, code in (("room_holds", "holder_code"), ("engagements", "duty_code")):
        op.execute(f"DELETE FROM {table} WHERE {code} IN (SELECT code FROM bilateral_meetings WHERE state = 'held')")  # noqa: S608
    # What was only held has no place in the older tables; what took place, or did not, reads there as what it was before.
    op.execute("DELETE FROM bilateral_meetings WHERE state IN ('held', 'expired', 'released', 'superseded')")
    op.execute("UPDATE bilateral_meetings SET state = 'confirmed' WHERE state IN ('called', 'in_progress', 'done')")
    op.execute("UPDATE bilateral_meetings SET state = 'cancelled' WHERE state = 'no_show'")
    op.execute("UPDATE bilateral_meetings SET confirmed_at = starts_at WHERE confirmed_at IS NULL")
    op.execute("UPDATE meeting_requests SET state = 'sent', turn = 'asked', proposed_at = NULL WHERE state = 'with_desk'")
    for index in ("standing", "held_until", "request_id"):
        prefix = "uq" if index == "standing" else "ix"
        op.drop_index(f"{prefix}_bilateral_meetings_{index}", "bilateral_meetings")
    with op.batch_alter_table("bilateral_meetings") as meetings:
        meetings.drop_constraint(op.f("ck_bilateral_meetings_hold_lapses"), type_="check")
        meetings.drop_constraint(op.f("ck_bilateral_meetings_priority_is_a_class"), type_="check")
        for name in ("asked_accepted_at", "asking_accepted_at", "held_until", "priority"):
            meetings.drop_column(name)
        meetings.alter_column("confirmed_at", existing_type=MOMENT, nullable=False)
        meetings.create_unique_constraint(op.f("uq_bilateral_meetings_request_id"), ["request_id"])
    for table in ("engagements", "room_holds"):
        op.drop_column(table, "lapses_at")

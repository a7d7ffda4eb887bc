"""Meetings that are held before both sides have agreed, and all that a request may say.

Revision 0022, after 0021.

A room and a person may be tied until a moment at which the tie lapses by itself. A request may be held again after a hold that
came to nothing, so of its meetings only one that stands is unique.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
IS_FLIGHT = sa.text("kind IN ('arrival', 'departure')")
NOT_FREED = sa.text("state NOT IN ('expired', 'released', 'superseded')")


TEXTS = {
    "kind": (14, "meeting"),
    "asking_language": (2, ""),
    "asked_language": (2, ""),
    "asking_interpretation": (6, "none"),
    "asked_interpretation": (6, "none"),
    "asking_needs_sealed": (800, ""),
    "asked_needs_sealed": (800, ""),
    "press": (6, "none"),
}


def upgrade() -> None:
    for name, (length, usual) in TEXTS.items():
        column = sa.Column(name, sa.String(length=length), nullable=False, server_default=usual)
        op.add_column("meeting_requests", column)
    op.add_column("meeting_requests", sa.Column("exchanges_gifts", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "meeting_windows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_meeting_windows_window_has_length")),
        sa.CheckConstraint("position IN (2, 3)", name=op.f("ck_meeting_windows_three_windows")),
        sa.ForeignKeyConstraint(["request_id"], ["meeting_requests.id"], name=op.f("fk_meeting_windows_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_windows")),
    )
    op.create_table(
        "principal_blocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.CheckConstraint("starts_at <= ends_at", name=op.f("ck_principal_blocks_block_does_not_run_backwards")),
        sa.ForeignKeyConstraint(["participant_id"], ["participants.id"], name=op.f("fk_principal_blocks_participant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_principal_blocks")),
        sa.UniqueConstraint("code", name=op.f("uq_principal_blocks_code")),
    )
    op.create_index("ix_principal_blocks_participant", "principal_blocks", ["participant_id", "starts_at"])
    op.create_index(
        "uq_principal_blocks_flight",
        "principal_blocks",
        ["participant_id", "kind"],
        unique=True,
        sqlite_where=IS_FLIGHT,
        postgresql_where=IS_FLIGHT,
    )
    op.create_table(
        "room_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_room_requests_room_time_has_length")),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegations.id"], name=op.f("fk_room_requests_delegation_id")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_room_requests_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_requests")),
        sa.UniqueConstraint("code", name=op.f("uq_room_requests_code")),
    )
    op.create_index("ix_room_requests_delegation", "room_requests", ["delegation_id", "starts_at"])
    op.create_table(
        "pull_asides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_pull_asides_pair_is_ordered")),
        sa.ForeignKeyConstraint(["one_id"], ["delegations.id"], name=op.f("fk_pull_asides_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["delegations.id"], name=op.f("fk_pull_asides_other_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pull_asides")),
        sa.UniqueConstraint("code", name=op.f("uq_pull_asides_code")),
    )
    op.create_index(op.f("ix_pull_asides_happened_at"), "pull_asides", ["happened_at"])
    op.create_index("uq_meeting_windows_position", "meeting_windows", ["request_id", "position"], unique=True)
    for table in ("room_holds", "engagements"):
        op.add_column(table, sa.Column("lapses_at", MOMENT, nullable=True))
    with op.batch_alter_table("bilateral_meetings") as meetings:
        meetings.drop_constraint("uq_bilateral_meetings_request_id", type_="unique")
        meetings.alter_column("confirmed_at", existing_type=MOMENT, nullable=True)
        meetings.add_column(sa.Column("priority", sa.Integer(), nullable=False, server_default="3"))
        for name in ("held_until", "asking_accepted_at", "asked_accepted_at", "called_at", "begun_at", "ended_at"):
            meetings.add_column(sa.Column(name, MOMENT, nullable=True))
        meetings.add_column(sa.Column("over_run", sa.Integer(), nullable=False, server_default="0"))
        for name in ("liaison_name", "interpreter_name"):
            meetings.add_column(sa.Column(name, sa.String(length=120), nullable=False, server_default=""))
        meetings.create_check_constraint(op.f("ck_bilateral_meetings_over_run_is_short"), "over_run BETWEEN 0 AND 120")
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
        meetings.drop_constraint(op.f("ck_bilateral_meetings_over_run_is_short"), type_="check")
        for name in (
            "interpreter_name", "liaison_name", "over_run", "ended_at", "begun_at", "called_at", "asked_accepted_at",
            "asking_accepted_at", "held_until", "priority",
        ):  # fmt: skip
            meetings.drop_column(name)
        meetings.alter_column("confirmed_at", existing_type=MOMENT, nullable=False)
        meetings.create_unique_constraint(op.f("uq_bilateral_meetings_request_id"), ["request_id"])
    for table in ("engagements", "room_holds"):
        op.drop_column(table, "lapses_at")
    op.execute("DELETE FROM room_holds WHERE holder_kind = 'delegation_meeting'")
    op.drop_table("room_requests")
    op.drop_table("principal_blocks")
    op.drop_index(op.f("ix_pull_asides_happened_at"), "pull_asides")
    op.drop_table("pull_asides")
    op.drop_index("uq_meeting_windows_position", "meeting_windows")
    op.drop_table("meeting_windows")
    for name in ("exchanges_gifts", *reversed(TEXTS)):
        op.drop_column("meeting_requests", name)

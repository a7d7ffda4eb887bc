"""Plans of many bilateral meetings, and what was changed in them by hand.

Revision 0023, after 0022.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "schedule_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("left_out", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("fault", sa.String(length=500), nullable=False),
        sa.Column("stop_asked", sa.Boolean(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(length=20), nullable=False),
        sa.Column("asked_by_name", sa.String(length=200), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_runs")),
        sa.UniqueConstraint("code", name=op.f("uq_schedule_runs_code")),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_schedule_runs_job_id")),
        sa.CheckConstraint("seconds > 0", name=op.f("ck_schedule_runs_time_is_allowed")),
        sa.CheckConstraint("lane = 1", name=op.f("ck_schedule_runs_one_lane")),
    )
    where = sa.text("state IN ('queued', 'running')")
    op.create_index(
        "uq_schedule_runs_one_at_work", "schedule_runs", ["lane"], unique=True, sqlite_where=where, postgresql_where=where
    )
    op.create_table(
        "plan_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("request_code", sa.String(length=20), nullable=False),
        sa.Column("room_before", sa.String(length=20), nullable=False),
        sa.Column("start_before", sa.Integer(), nullable=False),
        sa.Column("room_after", sa.String(length=20), nullable=False),
        sa.Column("start_after", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_steps")),
        sa.UniqueConstraint("run_id", "number", name=op.f("uq_plan_steps_number")),
        sa.ForeignKeyConstraint(["run_id"], ["schedule_runs.id"], name=op.f("fk_plan_steps_run_id")),
    )


def downgrade() -> None:
    op.drop_table("plan_steps")
    op.drop_index("uq_schedule_runs_one_at_work", "schedule_runs")
    op.drop_table("schedule_runs")

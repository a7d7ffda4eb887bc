"""Plans of many meetings: what was asked, what was found, and what somebody changed in it by hand."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.foundation.db import Base, Moment
from summit.foundation.jobs import Job

_AT_WORK = text("state IN ('queued', 'running')")


class ScheduleRun(Base):
    """One planning. `problem` is frozen when it is asked for, `plan` when it ends: both are JSON without a name in them.

    `occasion` is empty for a plan of everything, otherwise the JSON of what happened on the day (BIL-41) and `answers` are
    the ways to go on, of which `plan` is the one that was sent. `seconds` is the
    time allowed. `version` counts every change, so that two who change the draft see each other. There is one `lane`: only
    one planning is at work at a time. `first_day` is the day from whose 00:00 the minutes count.
    """

    __tablename__ = "schedule_runs"
    __table_args__ = (
        CheckConstraint("seconds > 0", name="time_is_allowed"),
        CheckConstraint("lane = 1", name="one_lane"),
        Index("uq_schedule_runs_one_at_work", "lane", unique=True, sqlite_where=_AT_WORK, postgresql_where=_AT_WORK),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="queued")
    lane: Mapped[int] = mapped_column(default=1)
    first_day: Mapped[date]
    seed: Mapped[int] = mapped_column(default=1)
    seconds: Mapped[int]
    occasion: Mapped[str] = mapped_column(Text, default="")
    problem: Mapped[str] = mapped_column(Text)
    left_out: Mapped[str] = mapped_column(Text, default="[]")
    plan: Mapped[str] = mapped_column(Text, default="")
    answers: Mapped[str] = mapped_column(Text, default="")
    fault: Mapped[str] = mapped_column(String(500), default="")
    stop_asked: Mapped[bool] = mapped_column(default=False)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(20))
    asked_by_name: Mapped[str] = mapped_column(String(200))
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    changed_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    job: Mapped[Job | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class PlanStep(Base):
    """One change of a plan's draft by hand; the draft is the plan with its steps, and undoing takes the last one away.

    An empty room is no place: `before` that the meeting had none, `after` that it was put aside. Starts are minutes since
    00:00 of the first day.
    """

    __tablename__ = "plan_steps"
    __table_args__ = (UniqueConstraint("run_id", "number", name="uq_plan_steps_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("schedule_runs.id"))
    number: Mapped[int]
    request_code: Mapped[str] = mapped_column(String(20))
    room_before: Mapped[str] = mapped_column(String(20), default="")
    start_before: Mapped[int] = mapped_column(default=0)
    room_after: Mapped[str] = mapped_column(String(20), default="")
    start_after: Mapped[int] = mapped_column(default=0)
    taken_at: Mapped[datetime] = mapped_column(Moment)
    taken_by_name: Mapped[str] = mapped_column(String(200))

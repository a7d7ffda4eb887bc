"""The job table: what is to be done in the background, by whom it is being done, and how far it is."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from summit.foundation.db import Base, Moment
from summit.foundation.lifecycle import Lifecycle


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


JOB: Lifecycle[JobState] = Lifecycle(
    "job",
    JobState.QUEUED,
    [
        ("start", [JobState.QUEUED], JobState.RUNNING),
        ("finish", [JobState.RUNNING], JobState.DONE),
        ("fail", [JobState.RUNNING], JobState.FAILED),
        ("requeue", [JobState.RUNNING, JobState.FAILED, JobState.CANCELLED], JobState.QUEUED),
        ("cancel", [JobState.QUEUED, JobState.RUNNING], JobState.CANCELLED),
    ],
)


class Job(Base):
    """One piece of background work. The queue carries only its id, so a lost message loses nothing."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_state_beat", "state", "heartbeat_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(12), default="queued")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str] = mapped_column(String(80), default="")
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    problem: Mapped[str] = mapped_column(String(500), default="")
    created_by: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(Moment)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    heartbeat_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)

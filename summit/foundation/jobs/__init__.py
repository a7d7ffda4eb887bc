"""Background work that survives a kill: our own table holds the truth, the queue carries only an id."""

from summit.foundation.jobs.models import JOB, Job, JobState
from summit.foundation.jobs.queue import (
    Interrupted,
    JobRun,
    cancel_job,
    job_kind,
    queue_job,
    requeue_job,
    run_job,
)
from summit.foundation.jobs.worker import (
    at_each_sweep,
    register_worker,
    requeue_stale,
    start_embedded,
    sweep_all,
    work_forever,
)

__all__ = [
    "JOB",
    "Interrupted",
    "Job",
    "JobRun",
    "JobState",
    "at_each_sweep",
    "cancel_job",
    "job_kind",
    "queue_job",
    "register_worker",
    "requeue_job",
    "requeue_stale",
    "run_job",
    "start_embedded",
    "sweep_all",
    "work_forever",
]

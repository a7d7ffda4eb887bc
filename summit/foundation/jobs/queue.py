"""Queueing a job, and carrying one out."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from summit.foundation.clock import utc_now
from summit.foundation.codes import new_code
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, NotFound, SummitError
from summit.foundation.jobs.models import JOB, Job, JobState

log = logging.getLogger("summit.jobs")
MOST_ATTEMPTS = 5
BEAT_SECONDS = 2.0
TELL_SECONDS = 0.25
_kinds: dict[str, Callable[[JobRun], None]] = {}
_send: dict[str, Callable[[int], None]] = {}


class Interrupted(Exception):
    """The operator asked the job to stop, or it was given to another worker: leave nothing half done."""


class JobRun:
    """What a running job may ask of the system: its payload, the database, and to tell how far it is."""

    def __init__(self, database: Database, job: Job, worker: str) -> None:
        self.database = database
        self.job_id = job.id
        self.code = job.code
        self.payload = dict(job.payload)
        self.worker = worker
        self._told_at = 0.0

    def report(self, done: int, total: int) -> None:
        """Tell the progress, at most some times a second; raises Interrupted when cancelled or taken over."""
        if done < total and time.monotonic() - self._told_at < TELL_SECONDS:
            return
        self._told_at = time.monotonic()
        with self.database.committing() as session:
            self._beat(session, done=done, total=total)

    def _beat(self, session: Session, **values: int) -> None:
        mine = (Job.id == self.job_id, Job.state == JobState.RUNNING, Job.worker == self.worker)
        asked = session.scalar(
            update(Job).where(*mine).values(heartbeat_at=utc_now(), **values).returning(Job.cancel_asked)
        )
        if asked is None or asked:
            raise Interrupted(self.code)

    def beat_until(self, stop: threading.Event) -> None:
        """Keep the heartbeat going from a thread of its own while the work is long."""
        while not stop.wait(BEAT_SECONDS):
            try:
                with self.database.committing() as session:
                    self._beat(session)
            except Interrupted:
                return
            except Exception:
                log.exception("job %s: no heartbeat", self.code)


def job_kind(kind: str) -> Callable[[Callable[[JobRun], None]], Callable[[JobRun], None]]:
    """Registers the function that carries out jobs of this kind. It must be safe to run again from the start."""

    def decorate(work: Callable[[JobRun], None]) -> Callable[[JobRun], None]:
        _kinds[kind] = work
        return work

    return decorate


def queue_job(session: Session, now: datetime, *, kind: str, payload: dict[str, str], created_by: str) -> Job:
    """Write the job in the caller's transaction; the queue hears of it once that is committed."""
    job = Job(code=new_code("J"), kind=kind, payload=payload, created_by=created_by, created_at=now)
    session.add(job)
    session.flush()
    _send_after_commit(session, job.id)
    return job


def cancel_job(session: Session, job: Job, now: datetime) -> None:
    """Stop a queued job at once; a running one stops at its next report."""
    if job.state == JobState.QUEUED:
        job.state = JOB.after(JobState(job.state), "cancel")
        job.finished_at = now
    elif job.state == JobState.RUNNING:
        job.cancel_asked = True
    else:
        raise ImpossibleMove("This job has already ended.")


def requeue_job(session: Session, job: Job) -> None:
    """Take an ended, failed or abandoned job up again."""
    job.state = JOB.after(JobState(job.state), "requeue")
    job.cancel_asked = False
    job.problem = ""
    job.worker = ""
    job.finished_at = None
    session.flush()
    _send_after_commit(session, job.id)


def run_job(database: Database, job_id: int, worker: str) -> None:
    """Claim the job and carry it out. Of two workers with the same id, one claims it and the other does nothing."""
    with database.committing() as session:
        claimed = session.scalar(
            update(Job)
            .where(Job.id == job_id, Job.state == JobState.QUEUED)
            .values(
                state=JobState.RUNNING,
                worker=worker,
                attempts=Job.attempts + 1,
                started_at=utc_now(),
                heartbeat_at=utc_now(),
                done=0,
            )
            .returning(Job.id)
        )
        job = session.get(Job, job_id, populate_existing=True) if claimed else None
    if job is None:
        return
    _carry_out(JobRun(database, job, worker), job.kind)


def _carry_out(run: JobRun, kind: str) -> None:
    stop = threading.Event()
    heart = threading.Thread(target=run.beat_until, args=(stop,), name=f"beat-{run.code}", daemon=True)
    heart.start()
    problem = ""
    verb = "finish"
    try:
        _kinds[kind](run)
    except Interrupted:
        verb = "cancel"
    except SummitError as error:
        verb, problem = "fail", error.sentence
    except Exception as error:
        log.exception("job %s failed", run.code)
        verb, problem = (
            "fail",
            f"The job stopped on an error ({type(error).__name__}). The operator's log has the details.",
        )
    finally:
        stop.set()
    _end(run, verb, problem)


def _end(run: JobRun, verb: str, problem: str) -> None:
    with run.database.committing() as session:
        job = session.get(Job, run.job_id)
        if job is None or job.worker != run.worker or job.state != JobState.RUNNING:
            return
        job.state = JOB.after(JobState.RUNNING, verb)
        job.problem = problem[:500]
        job.finished_at = utc_now()


def find_job(session: Session, code: str) -> Job:
    """The job of that code, or NotFound."""
    job = session.scalar(select(Job).where(Job.code == code))
    if job is None:
        raise NotFound()
    return job


def _send_after_commit(session: Session, job_id: int) -> None:
    told = False

    @event.listens_for(session, "after_commit")
    def _tell(_: Session) -> None:
        nonlocal told
        # The event also comes when a savepoint is released, and then nobody else can see the job yet.
        if told or session.in_nested_transaction():
            return
        told = True
        send = _send.get("queue")
        if send is not None:
            send(job_id)


def on_queued(send: Callable[[int], None] | None) -> None:
    """Who is told of a queued job's id; None means nobody (the periodic sweep still finds it)."""
    _send.pop("queue", None)
    if send is not None:
        _send["queue"] = send

"""The workers: one thread inside the server, or processes of their own; and the sweep that leaves no job behind."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from flask import Flask
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.consumer import Consumer
from huey.serializer import SignedSerializer
from sqlalchemy import and_, or_, select

from config import Config
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.files import sweep_drafts
from summit.foundation.jobs.models import Job, JobState
from summit.foundation.jobs.queue import MOST_ATTEMPTS, on_queued, requeue_job, run_job

log = logging.getLogger("summit.jobs")
STALE_AFTER = timedelta(seconds=20)
SWEEP_EVERY = 5.0
Sweep = Callable[[Database], object]
_sweeps: list[Sweep] = []


def at_each_sweep(sweep: Sweep) -> Sweep:
    """Registers what the workers do every few seconds. Several workers may do it at once, so it must be safe to run again."""
    _sweeps.append(sweep)
    return sweep


def register_worker(app: Flask, config: Config, database: Database) -> None:
    """Connect the queue: jobs queued by this process are sent to it, or run at once when the worker is `immediate`."""
    if config.worker == "immediate":
        on_queued(lambda job_id: run_job(database, job_id, "immediate"))
        return
    queue = _queue(config)
    worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"

    @queue.task()  # type: ignore[untyped-decorator]
    def carry_out(job_id: int) -> None:
        with app.app_context():
            run_job(database, job_id, worker)

    on_queued(carry_out)
    app.extensions["job_queue"] = queue


def start_embedded(app: Flask) -> None:
    """One consumer thread inside this server process: what `make run` uses."""
    database: Database = app.extensions["database"]
    sweep_drafts(Path(app.instance_path))  # this process is the only one that writes files, and has not begun
    _take_up_again(database, everything=True)
    consumer = _consumer(app.extensions["job_queue"])
    consumer._set_signal_handlers = lambda: None
    threading.Thread(target=consumer.run, name="jobs", daemon=True).start()
    threading.Thread(
        target=_sweep_forever, args=(database, threading.Event()), name="job-sweep", daemon=True
    ).start()


def work_forever(app: Flask) -> None:
    """A worker process of its own (`flask jobs work`); several may run beside each other."""
    database: Database = app.extensions["database"]
    stop = threading.Event()
    threading.Thread(target=_sweep_forever, args=(database, stop), name="job-sweep", daemon=True).start()
    try:
        _consumer(app.extensions["job_queue"]).run()
    finally:
        stop.set()


def sweep_all(database: Database) -> None:
    """Each sweep once; one that fails keeps no other from its turn."""
    for sweep in (requeue_stale, *_sweeps):
        try:
            sweep(database)
        except Exception:
            log.exception("the sweep %r failed", sweep)


def requeue_stale(database: Database) -> int:
    """Requeue jobs whose worker died, and tell the queue again of jobs it never heard of; returns how many."""
    return _take_up_again(database, everything=False)


def _take_up_again(database: Database, *, everything: bool) -> int:
    """`everything`: this process is the only worker, so whatever is marked running was cut off."""
    now = utc_now()
    late = now + STALE_AFTER if everything else now - STALE_AFTER
    dead = and_(Job.state == JobState.RUNNING, Job.heartbeat_at < late)
    unheard = and_(Job.state == JobState.QUEUED, Job.created_at < late)
    with database.reading() as session:
        found = session.scalars(select(Job.id).where(or_(dead, unheard))).all()
    if not found:
        return 0
    with database.committing() as session:
        for job in session.scalars(
            select(Job).where(Job.id.in_(found), or_(dead, unheard)).with_for_update()
        ):
            _take_up(session, job)
    return len(found)


def _take_up(session: object, job: Job) -> None:
    if job.attempts >= MOST_ATTEMPTS:
        job.state = JobState.FAILED
        job.problem = f"Given up after {job.attempts} tries that were cut off."
        return
    if job.state == JobState.QUEUED:
        job.state = JobState.RUNNING
    requeue_job(session, job)  # type: ignore[arg-type]


def _sweep_forever(database: Database, stop: threading.Event) -> None:
    while not stop.wait(SWEEP_EVERY):
        sweep_all(database)


def _consumer(queue: Huey) -> Consumer:
    return Consumer(
        queue, workers=1, periodic=False, check_worker_health=True, initial_delay=0.05, max_delay=0.5
    )


def _queue(config: Config) -> Huey:
    serializer = SignedSerializer(secret=config.secret_key)
    if config.queue_url.startswith("redis"):
        return RedisHuey("summit", url=config.queue_url, serializer=serializer)
    if config.queue_url.startswith("postgres") or config.database_url.startswith("postgresql"):
        dsn = (config.queue_url or config.database_url).replace("postgresql+psycopg://", "postgresql://")
        return PostgresHuey("summit", dsn=dsn, serializer=serializer)
    config.instance.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("summit", filename=str(config.instance / "queue.sqlite"), serializer=serializer)

"""Jobs survive a cut, are claimed once, and stop when asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, RuleBroken
from summit.foundation.jobs import (
    Interrupted,
    Job,
    JobRun,
    at_each_sweep,
    cancel_job,
    job_kind,
    queue_job,
    requeue_stale,
    run_job,
    sweep_all,
)
from summit.foundation.jobs.queue import MOST_ATTEMPTS, on_queued

carried_out: list[str] = []


@job_kind("tests.count")
def count(run: JobRun) -> None:
    carried_out.append(run.payload["name"])
    run.report(1, 1)


@job_kind("tests.refuse")
def refuse(run: JobRun) -> None:
    raise RuleBroken("The name cannot be printed.")


@job_kind("tests.crash")
def crash(run: JobRun) -> None:
    raise ZeroDivisionError


@job_kind("tests.endless")
def endless(run: JobRun) -> None:
    for step in range(10_000):
        run.report(step, 10_000)
        threading.Event().wait(0.02)


@pytest.fixture(autouse=True)
def _quiet_queue(app: Flask) -> Iterator[None]:
    """Nobody hears of queued jobs unless the test says so."""
    on_queued(None)
    carried_out.clear()
    yield
    on_queued(None)


def queued(database: Database, kind: str) -> int:
    with database.committing() as session:
        return queue_job(session, utc_now(), kind=kind, payload={"name": kind}, created_by="U-1").id


def found(database: Database, job_id: int) -> Job:
    with database.reading() as session:
        return session.get_one(Job, job_id)


def test_a_job_runs_once_though_two_workers_hear_of_it(database: Database) -> None:
    job_id = queued(database, "tests.count")
    threads = [threading.Thread(target=run_job, args=(database, job_id, name)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert carried_out == ["tests.count"]
    job = found(database, job_id)
    assert (job.state, job.done, job.total, job.attempts) == ("done", 1, 1, 1)


def test_the_queue_hears_of_a_job_only_when_it_is_committed(database: Database) -> None:
    heard: list[int] = []
    on_queued(heard.append)

    def undone() -> None:
        with database.committing() as session:
            queue_job(session, utc_now(), kind="tests.count", payload={}, created_by="U-1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    assert heard == []
    job_id = queued(database, "tests.count")
    assert heard == [job_id]


def test_a_savepoint_that_ends_behind_a_queued_job_tells_nobody(database: Database) -> None:
    heard: list[int] = []
    on_queued(heard.append)
    with database.committing() as session:
        job = queue_job(session, utc_now(), kind="tests.count", payload={}, created_by="U-1")
        with session.begin_nested():
            session.flush()
        assert heard == []
    assert heard == [job.id]


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("tests.refuse", "The name cannot be printed."),
        ("tests.crash", "The job stopped on an error (ZeroDivisionError)."),
    ],
)
def test_a_failure_is_told_in_a_sentence(database: Database, kind: str, problem: str) -> None:
    job_id = queued(database, kind)
    run_job(database, job_id, "w")
    job = found(database, job_id)
    assert job.state == "failed"
    assert job.problem.startswith(problem)


def test_a_running_job_stops_when_it_is_asked_to(database: Database) -> None:
    job_id = queued(database, "tests.endless")
    worker = threading.Thread(target=run_job, args=(database, job_id, "w"))
    worker.start()
    while found(database, job_id).state != "running":
        threading.Event().wait(0.01)
    with database.committing() as session:
        cancel_job(session, session.get_one(Job, job_id), utc_now())
    worker.join(timeout=20)
    assert not worker.is_alive()
    assert found(database, job_id).state == "cancelled"


def test_a_queued_job_is_cancelled_at_once_and_an_ended_one_not_at_all(database: Database) -> None:
    job_id = queued(database, "tests.count")
    with database.committing() as session:
        cancel_job(session, session.get_one(Job, job_id), utc_now())
    run_job(database, job_id, "w")
    assert carried_out == []
    with pytest.raises(ImpossibleMove), database.committing() as session:
        cancel_job(session, session.get_one(Job, job_id), utc_now())


def test_a_job_whose_worker_died_is_taken_up_again(database: Database) -> None:
    job_id = queued(database, "tests.count")
    long_ago = utc_now() - timedelta(minutes=5)
    with database.committing() as session:
        session.execute(update(Job).values(state="running", worker="dead", heartbeat_at=long_ago, attempts=1))
    on_queued(lambda number: run_job(database, number, "alive"))
    assert requeue_stale(database) == 1
    job = found(database, job_id)
    assert (job.state, job.worker, job.attempts) == ("done", "alive", 2)


def test_a_job_with_a_living_worker_is_left_alone(database: Database) -> None:
    queued(database, "tests.count")
    with database.committing() as session:
        session.execute(update(Job).values(state="running", worker="alive", heartbeat_at=utc_now()))
    assert requeue_stale(database) == 0


def test_a_job_that_is_always_cut_off_is_given_up(database: Database) -> None:
    job_id = queued(database, "tests.count")
    long_ago = utc_now() - timedelta(minutes=5)
    with database.committing() as session:
        session.execute(update(Job).values(state="running", heartbeat_at=long_ago, attempts=MOST_ATTEMPTS))
    requeue_stale(database)
    assert found(database, job_id).state == "failed"


def test_a_worker_that_lost_its_job_stops(database: Database) -> None:
    job_id = queued(database, "tests.count")
    with database.committing() as session:
        session.execute(update(Job).values(state="running", worker="other", heartbeat_at=utc_now()))
    with pytest.raises(Interrupted):
        JobRun(database, found(database, job_id), "me").report(1, 1)
    with database.reading() as session:
        assert session.scalars(select(Job.worker)).one() == "other"


def test_a_sweep_that_fails_keeps_no_other_from_its_turn(database: Database) -> None:
    swept: list[str] = []

    @at_each_sweep
    def broken(where: Database) -> None:
        swept.append("broken")
        raise RuntimeError("no")

    @at_each_sweep
    def sound(where: Database) -> None:
        swept.append("sound")

    sweep_all(database)
    assert swept == ["broken", "sound"]

"""A print run survives what happens to its worker: nothing is half done, and it is taken up again (BDG-07, DOC-04)."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import update

from config import Config
from summit.badges import actions, queries
from summit.badges.models import Badge
from summit.delegations.models import Participant
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.files import DRAFT_MARK, sweep_drafts
from summit.foundation.jobs import Job, requeue_stale, run_job
from summit.foundation.jobs.queue import on_queued
from tests.badges.stage import admit, cards_of, desk, give_photo, order, run_of
from tests.badges.test_runs import cancel, resume
from tests.factories import NOW

PEOPLE = 40
KILLS = 10


@pytest.fixture(autouse=True)
def _nobody_listens(app: Flask) -> Iterator[None]:
    """Jobs stay in the queue until the test carries them out."""
    on_queued(None)
    yield
    on_queued(None)


def job_of(database: Database, code: str) -> Job:
    job = run_of(database, code).job
    assert job is not None
    return job


def carry_out(database: Database, code: str, worker: str = "worker") -> None:
    run_job(database, job_of(database, code).id, worker)


def file_of(database: Database, code: str) -> Path:
    with database.reading() as session:
        return queries.run_file(session, queries.run_by_code(session, code))


def pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def test_a_run_waits_for_its_worker_and_tells_how_far_it_is(database: Database) -> None:
    with database.committing() as session:
        admit(session, 3)
    code = order(database)
    assert queries.progress_of(run_of(database, code)).label == "Waiting for the printer"
    assert not file_of(database, code).exists()
    carry_out(database, code)
    found = queries.progress_of(run_of(database, code))
    assert (found.state, found.label, found.done, found.total) == ("ready", "Ready to print", 3, 3)
    assert pages(file_of(database, code)) == 3


def work(config: Config, job_id: int, number: int) -> None:
    run_job(Database(config), job_id, f"worker-{number}")


def wait_until_drawing(worker: BaseProcess, path: Path) -> None:
    """Until the worker has begun the file, or has already ended."""
    while worker.is_alive() and not list(path.parent.glob(f"*{DRAFT_MARK}*")):
        time.sleep(0.0005)


def test_a_worker_killed_ten_times_leaves_nothing_half_done(database: Database) -> None:
    with database.committing() as session:
        people = admit(session, PEOPLE)
        for number, one in enumerate(people[:20]):
            give_photo(session, one, (number * 10, 90, 120))
        ids = [one.id for one in people]
    code = order(database)
    frozen = [(card.serial, card.token_id, card.place) for card in cards_of(database, code)]
    path = file_of(database, code)
    fork = get_context("fork")
    with database.reading() as session:
        assert len(queries.faces_for(session, ids)) == PEOPLE
    database.engine.dispose()
    reached = set()

    for number in range(KILLS):
        worker = fork.Process(target=work, args=(database.config, job_of(database, code).id, number))
        database.engine.dispose()
        worker.start()
        if number % 2:
            wait_until_drawing(worker, path)
        else:
            worker.join(timeout=0.05 + number * 0.06)
        worker.kill()
        worker.join()

        state = queries.state_of(run_of(database, code))
        reached.add((state, bool(sweep_drafts(path.parent))))
        assert path.exists() or state != "ready"  # the file comes first, then the word that it is there
        assert not path.exists() or pages(path) == PEOPLE
        assert [(card.serial, card.token_id, card.place) for card in cards_of(database, code)] == frozen
        with database.committing() as session:
            session.execute(
                update(Job)
                .where(Job.state == "running")
                .values(heartbeat_at=utc_now() - timedelta(minutes=1))
            )
        requeue_stale(database)
        if queries.state_of(run_of(database, code)) == "ready":
            cancel(database, code)
            path.unlink()
        if queries.state_of(run_of(database, code)) in (
            "failed",
            "cancelled",
        ):  # five tries, then a person decides
            resume(database, code)

    (path.parent / f"{path.name}.draft-0123").write_bytes(b"%PDF-1.4 what a killed worker left")
    assert ("queued", True) in reached, f"no kill fell into the drawing: {reached}"
    carry_out(database, code)
    assert run_of(database, code).state == "ready"
    assert pages(path) == PEOPLE
    assert list(path.parent.iterdir()) == [path]
    with database.reading() as session:
        assert queries.desk_counts(session).queued == PEOPLE


def test_a_worker_that_gave_up_leaves_a_run_that_can_be_taken_up(database: Database) -> None:
    with database.committing() as session:
        admit(session)
    code = order(database)
    with database.committing() as session:
        session.execute(
            update(Job).values(state="running", attempts=5, heartbeat_at=utc_now() - timedelta(minutes=1))
        )
    requeue_stale(database)
    with database.reading() as session:
        (line,) = queries.run_lines(session, [run_of(database, code)])
    assert (line.state, line.problem) == ("failed", "Given up after 5 tries that were cut off.")
    resume(database, code)
    carry_out(database, code)
    assert run_of(database, code).state == "ready"


def test_a_run_cancelled_while_it_is_drawn_stops_and_leaves_no_file(database: Database) -> None:
    with database.committing() as session:
        admit(session, 3)
    code = order(database)
    path = file_of(database, code)
    path.parent.mkdir(parents=True)
    drawing = threading.Thread(target=carry_out, args=(database, code))
    with database.committing() as session:  # the worker's first report waits for this transaction on SQLite
        run = queries.run_to_change(session, code)
        actions.cancel_run(session, desk(session), NOW, run=run, version=run.version)
        drawing.start()
        drawing.join(timeout=0.3)
    drawing.join()
    assert run_of(database, code).state == "cancelled"
    assert job_of(database, code).state == "cancelled"
    assert list(path.parent.iterdir()) == []
    resume(database, code)
    carry_out(database, code)
    assert pages(path) == 3


def test_an_overtaken_worker_changes_nothing(database: Database) -> None:
    with database.committing() as session:
        admit(session)
    code = order(database)
    old = job_of(database, code).id
    cancel(database, code)
    resume(database, code)
    with database.committing() as session:
        session.execute(update(Job).where(Job.id == old).values(state="queued", cancel_asked=False))
    run_job(database, old, "old")
    assert run_of(database, code).state == "queued"
    assert not file_of(database, code).exists()
    carry_out(database, code)
    assert run_of(database, code).state == "ready"


def test_a_name_without_glyphs_fails_the_run_before_printing_and_names_it(database: Database) -> None:
    with database.committing() as session:
        fine, stray = (
            admit(session)[0],
            admit(session, 1, native_name="Anna \U00013000", native_language="en")[0],
        )
    code = order(database)
    carry_out(database, code)

    run = run_of(database, code)
    serials = {card.participant_id: card.serial for card in cards_of(database, code)}
    assert run.state == "failed"
    assert serials[stray.id] in run.problem
    assert "Anna \U00013000" in run.problem
    assert "U+13000" in run.problem
    assert job_of(database, code).problem == run.problem
    assert not file_of(database, code).exists()

    with database.committing() as session:
        card = queries.card_to_change(session, serials[stray.id])
        actions.void_badge(session, desk(session), NOW, badge=card, reason="name to be mended")
    resume(database, code)
    carry_out(database, code)
    assert run_of(database, code).state == "ready"
    assert pages(file_of(database, code)) == 1
    with database.reading() as session:
        assert [face.serial for face in queries.badge_faces(session, run_of(database, code))] == [
            serials[fine.id]
        ]


def test_a_run_without_cards_left_fails_with_a_sentence(database: Database) -> None:
    with database.committing() as session:
        admit(session)
    code = order(database)
    with database.committing() as session:
        card = queries.card_to_change(session, cards_of(database, code)[0].serial)
        actions.void_badge(session, desk(session), NOW, badge=card, reason="changed")
    carry_out(database, code)
    run = run_of(database, code)
    assert (run.state, run.problem) == ("failed", "There is nobody to print.")


def test_a_photograph_that_was_lost_fails_the_run_and_names_its_person(database: Database) -> None:
    with database.committing() as session:
        (person,) = admit(session)
        give_photo(session, person)
    code = order(database)
    with database.reading() as session:
        (face,) = queries.badge_faces(session, queries.run_by_code(session, code))
        assert face.photo is not None
        face.photo.write_bytes(b"\xff\xd8 no picture")
        name = session.get_one(Participant, person.id).person.badge_name
    carry_out(database, code)
    run = run_of(database, code)
    assert run.state == "failed"
    assert name in run.problem
    with database.reading() as session:
        assert session.get_one(Badge, cards_of(database, code)[0].id).state == "queued"

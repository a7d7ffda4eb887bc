"""Plannings: one at a time, better plans while they come, stopped with the best so far, changed by hand."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from summit.bilaterals import actions, queries
from summit.bilaterals.facts import PlannedMeeting, read_plan, write_problem
from summit.bilaterals.lifecycle import PlanState
from summit.bilaterals.models import ScheduleRun
from summit.bilaterals.rules import NothingToUndo, PlanBroken, PlanningAtWork, conflicts
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, RuleBroken, StaleVersion
from summit.foundation.jobs import Job, run_job
from tests.bilaterals.problems import problem, request
from tests.bilaterals.stage import ask, make_rooms, make_team, meet
from tests.factories import NOW, SYSTEM

TEN = 600


def crowd(session: Session, *, meeting: bool = False) -> list[str]:
    """Three delegations that all wish to meet, in one room; returns the codes of their requests."""
    laos, chile, japan = (make_team(session, code) for code in ("LA", "CL", "JP"))
    (room, *_) = make_rooms(session, 12, 12)
    codes = [ask(session, one, other).code for one, other in ((laos, chile), (chile, japan), (laos, japan))]
    if meeting:
        meet(session, make_team(session, "KE"), laos, room, "10:00")
    return codes


def planned(database: Database, *, seconds: int = 5) -> str:
    """The code of a planning that has come to its end."""
    with database.committing() as session:
        run = actions.ask_for_plan(session, SYSTEM, NOW, seconds=seconds)
    return run.code


def test_a_plan_is_found_proven_and_keeps_every_rule(database: Database) -> None:
    with database.committing() as session:
        codes = crowd(session, meeting=True)
    code = planned(database)
    with database.reading() as session:
        run = queries.plan_by_code(session, code)
        plan = read_plan(run.plan)
        assert (run.state, run.fault, run.job.state if run.job else "") == (PlanState.READY, "", "done")
        assert {one.request for one in plan.meetings} > set(codes)
        assert plan.objective == plan.bound == 3 * 2 + 4
        assert conflicts(plan.meetings, queries.problem_of(run)) == []
        progress = queries.progress_of(run, NOW)
        assert (progress.placed, progress.wanted, progress.is_moving) == (4, 4, False)


def test_only_one_planning_is_at_work(session: Session) -> None:
    crowd(session)
    first = actions.ask_for_plan(session, SYSTEM, NOW, seconds=5)
    with pytest.raises(PlanningAtWork):
        actions.ask_for_plan(session, SYSTEM, NOW, seconds=5)
    actions.stop_plan(session, SYSTEM, NOW, run=first)
    assert first.state == PlanState.DISCARDED
    assert actions.ask_for_plan(session, SYSTEM, NOW, seconds=5).state == PlanState.QUEUED


def test_a_planning_whose_worker_gave_up_does_not_keep_the_next_one_waiting(session: Session) -> None:
    crowd(session)
    first = actions.ask_for_plan(session, SYSTEM, NOW, seconds=5)
    assert first.job is not None
    first.job.state = "failed"
    session.flush()
    second = actions.ask_for_plan(session, SYSTEM, NOW, seconds=5)
    assert (first.state, second.state) == (PlanState.FAILED, PlanState.QUEUED)
    assert first.fault.startswith("The planning was cut off")


def test_without_a_wish_there_is_nothing_to_plan(session: Session) -> None:
    make_rooms(session, 12)
    with pytest.raises(RuleBroken, match="No open request"):
        actions.ask_for_plan(session, SYSTEM, NOW, seconds=5)


def large_problem() -> str:
    """So many wishes of so few that the solver needs its whole time."""
    people = problem().principals
    pairs = [(one.code, other.code) for one in people for other in people if one is not other]
    wishes = tuple(request(f"M{number}", *pairs[number % len(pairs)], weight=1 + number % 9) for number in range(90))
    return write_problem(problem(requests=wishes, days=tuple((day * 1440 + 480, day * 1440 + 1200) for day in range(3))))


def test_who_stops_a_planning_keeps_the_best_plan_so_far(database: Database, app: Flask) -> None:
    with database.committing() as session:
        run = ScheduleRun(
            code="PL-1", first_day=NOW.date(), seconds=300, problem=large_problem(), asked_at=NOW, asked_by="x",
            asked_by_name="X",
        )
        session.add(run)
        run.job = a_job(session, "PL-1")
        session.flush()
        job_id = run.job.id
    worker = threading.Thread(target=run_job, args=(database, job_id, "test"))
    worker.start()
    seen: list[int] = []
    while worker.is_alive() and not seen:
        with database.reading() as session:
            progress = queries.progress_of(queries.plan_by_code(session, "PL-1"), NOW + timedelta(seconds=1))
        seen += [progress.placed] if progress.placed else []
        time.sleep(0.1)
    with database.committing() as session:
        actions.stop_plan(session, SYSTEM, NOW, run=queries.plan_to_change(session, "PL-1"))
    worker.join(60)
    assert not worker.is_alive()
    with database.reading() as session:
        run = queries.plan_by_code(session, "PL-1")
        plan = read_plan(run.plan)
        assert run.state == PlanState.STOPPED
        assert 0 < plan.objective <= plan.bound
        assert len(plan.meetings) + len(plan.unplaced) == 90
        assert conflicts(plan.meetings, queries.problem_of(run)) == []


def a_job(session: Session, code: str) -> Job:
    """A job that nobody has heard of yet."""
    job = Job(code="J-1", kind=actions.PLAN_KIND, payload={"plan": code}, created_by="x", created_at=NOW)
    session.add(job)
    return job


def test_a_solver_that_breaks_off_fails_the_planning(database: Database) -> None:
    with database.committing() as session:
        run = ScheduleRun(
            code="PL-1", first_day=NOW.date(), seconds=1, problem="{}", asked_at=NOW, asked_by="x", asked_by_name="X"
        )
        session.add(run)
        run.job = a_job(session, "PL-1")
        session.flush()
        job_id = run.job.id
    run_job(database, job_id, "test")
    with database.reading() as session:
        run = queries.plan_by_code(session, "PL-1")
        assert (run.state, run.job.state if run.job else "") == (PlanState.FAILED, "failed")
        assert run.fault.startswith("The planning broke off")


def test_a_planning_that_was_cut_off_begins_again(database: Database) -> None:
    with database.committing() as session:
        run = ScheduleRun(
            code="PL-1", first_day=NOW.date(), seconds=5, problem=write_problem(problem()), asked_at=NOW, asked_by="x",
            asked_by_name="X", state="running", plan='{"meetings": []}',
        )
        session.add(run)
        run.job = a_job(session, "PL-1")
        session.flush()
        job_id = run.job.id
    run_job(database, job_id, "another worker")
    with database.reading() as session:
        run = queries.plan_by_code(session, "PL-1")
        assert (run.state, len(read_plan(run.plan).meetings)) == (PlanState.READY, 2)


def test_a_change_by_hand_keeps_every_rule_and_can_be_taken_back(database: Database) -> None:
    with database.committing() as session:
        codes = crowd(session, meeting=True)
    first, second, _ = codes
    code = planned(database)
    with database.committing() as session:
        run = queries.plan_to_change(session, code)
        before, version = queries.draft_of(session, run), run.version
        free = PlannedMeeting(first, "B-02", 11 * 60)
        draft = [one for one in before if one.request not in codes]
        for aside in codes:
            actions.move_in_plan(
                session, SYSTEM, NOW, run=run, meeting=PlannedMeeting(aside, "", 0), version=run.version
            )
        assert set(queries.draft_of(session, run)) == set(draft)
        actions.move_in_plan(session, SYSTEM, NOW, run=run, meeting=free, version=run.version)
        assert set(queries.draft_of(session, run)) == {*draft, free}
        with pytest.raises(PlanBroken, match="would be in two places") as refused:
            actions.move_in_plan(
                session, SYSTEM, NOW, run=run, meeting=PlannedMeeting(second, "B-01", 11 * 60), version=run.version
            )
        assert "Chile – Japan" in refused.value.sentence
        assert second not in refused.value.sentence
        with pytest.raises(StaleVersion):
            actions.undo_in_plan(session, SYSTEM, NOW, run=run, version=version)
        for _ in range(4):
            actions.undo_in_plan(session, SYSTEM, NOW, run=run, version=run.version)
        assert set(queries.draft_of(session, run)) == set(before)
        with pytest.raises(NothingToUndo):
            actions.undo_in_plan(session, SYSTEM, NOW, run=run, version=run.version)


def test_what_stands_is_not_moved_in_a_plan(database: Database) -> None:
    with database.committing() as session:
        crowd(session, meeting=True)
    code = planned(database)
    with database.committing() as session:
        run = queries.plan_to_change(session, code)
        fixed = next(one.code for one in queries.problem_of(run).requests if one.fixed is not None)
        with pytest.raises(PlanBroken, match="held or confirmed"):
            actions.move_in_plan(
                session, SYSTEM, NOW, run=run, meeting=PlannedMeeting(fixed, "B-02", TEN), version=None
            )
        actions.discard_plan(session, SYSTEM, NOW, run=run, version=run.version)
        with pytest.raises(ImpossibleMove):
            actions.move_in_plan(
                session, SYSTEM, NOW, run=run, meeting=PlannedMeeting(fixed, "B-02", TEN), version=None
            )


def test_the_board_says_why_a_request_has_no_place(database: Database) -> None:
    with database.committing() as session:
        laos, chile = make_team(session, "LA"), make_team(session, "CL")
        make_rooms(session, 6)
        crowded = ask(session, laos, chile, persons_per_side=4).code
        small = ask(session, make_team(session, "JP"), laos, persons_per_side=2).code
        nobody = ask(session, chile, make_team(session, "KE"))
        nobody.asked_principal = None
        left_out = nobody.code
    code = planned(database)
    with database.reading() as session:
        board = queries.board_of(session, queries.plan_by_code(session, code))
    assert [(one.request, one.standing, one.room) for one in board.placed] == [(small, "planned", "B-01")]
    assert [(one.request, one.standing, one.why) for one in board.unplaced] == [
        (crowded, "unplaced", "No room is large enough."),
        (left_out, "left_out", "A side has not named its principal yet."),
    ]
    assert (board.objective, board.found, board.bound, board.steps) == (2, 2, 2, 0)
    assert [lane.code for lane in board.rooms] == ["B-01"]
    assert {lane.name for lane in board.principals} == {"Chile", "Japan", "Lao People's Democratic Republic"}

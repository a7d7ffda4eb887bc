"""Shell doors of bilaterals: plans from files and into files, lapsed holds, and the worker's door for a planning."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from summit.bilaterals import actions, queries
from summit.bilaterals.facts import (
    FileUnreadable,
    Plan,
    Replan,
    Ring,
    read_known_of,
    read_meetings,
    read_problem,
    with_reasons,
    write_answers,
    write_meetings,
    write_plan,
    write_problem,
    write_replan,
)
from summit.bilaterals.models import ScheduleRun
from summit.bilaterals.rules import conflicts, in_words, stood, struck
from summit.bilaterals.solver import PlanningFailed, explained, planned_apart, replans, solve
from summit.foundation.clock import utc_now
from summit.foundation.db import Database, database, reading
from summit.foundation.errors import RuleBroken, SummitError
from summit.foundation.jobs import Interrupted, JobRun, at_each_sweep, job_kind

bilaterals = AppGroup("bilaterals", help="Plans of bilateral meetings, and places that are held for them.")
_file = click.Path(exists=True, dir_okay=False, path_type=Path)
BROKE_OFF = "The planning broke off. Ask for it again; if it happens once more, tell the operator."
_out = click.Path(dir_okay=False, path_type=Path)


@bilaterals.command("export-problem")
@click.option("--out", type=_out, required=True, help="Where the problem is written.")
def export_problem(out: Path) -> None:
    """Write what is to be planned now: open requests, meetings that stand, rooms and duties. No name is in it."""
    try:
        with reading() as session:
            case = queries.planning_case(session, utc_now())
    except SummitError as error:
        raise click.ClickException(error.sentence) from error
    out.write_text(write_problem(case.problem), encoding="utf-8")
    standing = sum(1 for request in case.problem.requests if request.fixed is not None)
    wishes = len(case.problem.requests) - standing
    click.echo(f"{wishes} requests, {standing} meetings that stand, {len(case.left_out)} requests left out.")


@bilaterals.command("solve")
@click.argument("problem", type=_file)
@click.option("--out", type=_out, required=True, help="Where the plan is written.")
@click.option(
    "--time-limit", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True, help="Seconds."
)
@click.option("--seed", type=int, default=1, show_default=True)
def solve_problem(problem: Path, out: Path, time_limit: float, seed: int) -> None:
    """Place as much weight as can be, and say how far that is from the best."""
    try:
        found = read_problem(problem.read_text(encoding="utf-8"))
    except FileUnreadable as error:
        raise click.ClickException(str(error)) from error
    plan = solve(found, seed=seed, time_limit=time_limit)
    out.write_text(write_plan(plan), encoding="utf-8")
    click.echo(_summary(plan))


@bilaterals.command("check")
@click.argument("problem", type=_file)
@click.argument("plan", type=_file)
def check_plan(problem: Path, plan: Path) -> None:
    """List every rule that the plan breaks; ends with 1 if there is one."""
    try:
        found = read_problem(problem.read_text(encoding="utf-8"))
        meetings = read_meetings(plan.read_text(encoding="utf-8"))
    except FileUnreadable as error:
        raise click.ClickException(str(error)) from error
    broken = conflicts(meetings, found)
    for one in broken:
        click.echo(in_words(one))
    if broken:
        raise click.exceptions.Exit(1)
    click.echo(f"The plan keeps every rule: {len(meetings)} meetings.")


@job_kind(actions.PLAN_KIND)
def plan_meetings(job: JobRun) -> None:
    """Solve a planning in a process of its own and keep every better plan. Killed anywhere, it can begin again."""
    with job.database.committing() as session:
        run = queries.plan_to_change(session, job.payload["plan"])
        if run.state not in queries.AT_WORK or run.job_id != job.job_id:
            raise Interrupted(job.code)
        actions.start_plan(session, utc_now(), run=run)
    try:
        found = _answers(job, run) if run.occasion else {"plan": _best_plan(job, run)}
    except PlanningFailed as error:
        with job.database.committing() as session:
            run = queries.plan_to_change(session, run.code)
            actions.fail_plan(session, utc_now(), run=run, fault=BROKE_OFF)
        raise RuleBroken(BROKE_OFF) from error
    with job.database.committing() as session:
        actions.finish_plan(session, utc_now(), run=queries.plan_to_change(session, run.code), **found)


def _answers(job: JobRun, run: ScheduleRun) -> dict[str, str]:
    """The ways to go on after what happened on the day, the nearest first."""
    problem = queries.problem_of(run)
    answers: list[str] = []
    changed, before = struck(problem), write_meetings(stood(problem))
    with planned_apart(write_problem(changed), seed=run.seed, seconds=run.seconds, previous=before) as found:
        for told in found:
            answers += [told.plan] if told is not None else []
            with job.database.committing() as session:
                is_to_stop = actions.keep_better(
                    session, run_id=run.id, answers=write_answers(answers) if told else ""
                )
            if told is not None and told.is_last or is_to_stop and answers:
                return {"plan": answers[-1], "answers": write_answers(answers)}
    raise PlanningFailed(BROKE_OFF)


def _best_plan(job: JobRun, run: ScheduleRun) -> str:
    """The last plan, or the best one so far once somebody asked to stop, with the reasons of what has no place."""
    best = ""
    with planned_apart(run.problem, seed=run.seed, seconds=run.seconds) as plans:
        for told in plans:
            if told is not None and told.is_last:
                return told.plan
            best = told.plan if told is not None else best
            with job.database.committing() as session:
                is_to_stop = actions.keep_better(session, run_id=run.id, plan=told.plan if told else "")
            if is_to_stop and best:
                return with_reasons(best, explained(queries.problem_of(run), read_meetings(best)))
    raise PlanningFailed(BROKE_OFF)


@bilaterals.command("replan")
@click.argument("problem", type=_file)
@click.option("--previous", type=_file, required=True, help="The plan that people know.")
@click.option("--out", type=_out, required=True, help="Where the new plan is written.")
@click.option(
    "--ring", type=click.Choice(["0", "1", "all"]), default="1", show_default=True,
    help="Who may be moved: the meetings concerned (0), those of their counterparts as well (1), or all.",
)  # fmt: skip
@click.option(
    "--time-limit", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True, help="Seconds."
)
def replan_problem(problem: Path, previous: Path, out: Path, ring: str, time_limit: float) -> None:
    """Mend a plan after the problem changed: keep the weight, and move as few meetings as can be (BIL-41).

    Each ring's answer is told as it comes; the last one is written.
    """
    try:
        changed = read_problem(problem.read_text(encoding="utf-8"))
        text = previous.read_text(encoding="utf-8")
        meetings, known_of = read_meetings(text), read_known_of(text)
    except FileUnreadable as error:
        raise click.ClickException(str(error)) from error
    until = Ring.ALL if ring == "all" else Ring(int(ring))
    for answer in replans(changed, meetings, told=known_of, ring=until, time_limit=time_limit):
        out.write_text(write_replan(answer), encoding="utf-8")
        click.echo(_became(answer))
    for code in answer.lifted:
        click.echo(f"{code} cannot be held where it is fixed; its place was lifted. Please look at it.")


_REACH = {Ring.OWN: "Only those concerned", Ring.COUNTERPARTS: "Their counterparts too", Ring.ALL: "Everybody"}


def _became(answer: Replan) -> str:
    proven = "nothing better exists" if answer.is_proven else f"gap {100 * answer.plan.gap:.2f} %"
    return (
        f"{_REACH[answer.ring]}: {len(answer.kept)} kept, {len(answer.moved)} moved, {len(answer.dropped)} dropped, "
        f"{len(answer.added)} added. Weight {answer.plan.objective}, {proven}, in {answer.plan.seconds:.1f} s."
    )


@bilaterals.command("expire")
def expire() -> None:
    """End every hold that has lapsed, as the worker does every few seconds."""
    ended = end_lapsed_holds(database())
    click.echo(f"{ended} holds have lapsed." if ended != 1 else "1 hold has lapsed.")


@at_each_sweep
def end_lapsed_holds(where: Database) -> int:
    """One transaction when there is something to end, none otherwise; returns how many were ended."""
    now = utc_now()
    with where.reading() as session:
        if not queries.lapsed_holds(session, now):
            return 0
    with where.committing() as session:
        return actions.expire_holds(session, now)


def _summary(plan: Plan) -> str:
    return (
        f"{len(plan.meetings)} placed, {len(plan.unplaced)} not. Weight {plan.objective} of at most {plan.bound} "
        f"(gap {100 * plan.gap:.2f} %), {plan.status}, in {plan.seconds:.1f} s."
    )


groups = (bilaterals,)

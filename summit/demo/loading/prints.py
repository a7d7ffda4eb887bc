"""Badges of two delegations: one print run drawn and confirmed, one that waits for the operator's eye."""

from __future__ import annotations

from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.badges.actions import confirm_run, order_run
from summit.badges.facts import RunSelection, SelectionKind
from summit.badges.lifecycle import PrintRunState
from summit.badges.models import PrintRun
from summit.badges.queries import run_to_change
from summit.demo.loading.stage import NAME, Stage
from summit.foundation.db import Database
from summit.foundation.jobs import run_job

CONFIRMED, DRAWN = "FR", "LA"


def print_badges(database: Database, stage: Stage) -> str:
    """Order both runs, draw them here and now, and confirm the first.

    Drawing is a job, and a job sees what is committed: so this follows the one transaction that holds all the rest.
    """
    for party in (CONFIRMED, DRAWN):
        with database.committing() as session:
            run = _ordered(session, stage, party)
        if run.job_id is not None:
            run_job(database, run.job_id, NAME)
    with database.committing() as session:
        confirmed = _confirm(session, stage)
    return f"2 print runs drawn, {confirmed} of them confirmed"


def _ordered(session: Session, stage: Stage, party: str) -> PrintRun:
    selection = RunSelection(SelectionKind.DELEGATION, stage.delegations[party].code)
    run = order_run(session, stage.staff[Role.BADGE_DESK], stage.moment, selection=selection)
    stage.print_runs[party] = run.code
    return run


def _confirm(session: Session, stage: Stage) -> int:
    run = run_to_change(session, stage.print_runs[CONFIRMED])
    if run.state != PrintRunState.READY:
        return 0
    confirm_run(session, stage.staff[Role.BADGE_DESK], stage.moment, run=run, version=run.version)
    return 1

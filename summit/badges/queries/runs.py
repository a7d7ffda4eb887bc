"""Print runs, as the badge desk reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from summit.badges.facts import LeftOut, Progress, RunLine
from summit.badges.lifecycle import BadgeState, PrintRunState
from summit.badges.models import Badge, Printer, PrintRun
from summit.badges.queries.passes import passes_counted
from summit.foundation.db import config_of
from summit.foundation.errors import NotFound
from summit.foundation.jobs import JobState

LEFT_OUT = "left_out"
_ENDED = (JobState.FAILED, JobState.CANCELLED)
_SPOKEN = {
    PrintRunState.QUEUED: "Waiting for the printer",
    PrintRunState.READY: "Ready to print",
    PrintRunState.CONFIRMED: "Printed and confirmed",
    PrintRunState.FAILED: "Stopped",
    PrintRunState.CANCELLED: "Cancelled",
}


def run_by_code(session: Session, code: str) -> PrintRun:
    """The print run of that code with its job, or NotFound."""
    loaded = (joinedload(PrintRun.job), joinedload(PrintRun.printer))
    found = session.scalar(select(PrintRun).where(PrintRun.code == code).options(*loaded))
    if found is None:
        raise NotFound()
    return found


def run_to_change(session: Session, code: str) -> PrintRun:
    """The same, and nobody else may change it until the transaction ends."""
    statement = select(PrintRun).where(PrintRun.code == code).with_for_update()
    found = session.scalar(statement.execution_options(populate_existing=True))
    if found is None:
        raise NotFound()
    return found


def runs(printer: str = "") -> Select[PrintRun]:
    """Every print run, the newest first, or those at the printer of that code: a statement to be paged."""
    statement = (
        select(PrintRun)
        .outerjoin(PrintRun.printer)
        .options(joinedload(PrintRun.job), contains_eager(PrintRun.printer))
        .order_by(PrintRun.created_at.desc(), PrintRun.id.desc())
    )
    return statement.where(Printer.code == printer) if printer else statement


def run_lines(session: Session, rows: Sequence[PrintRun]) -> list[RunLine]:
    """These runs as lines of a list: one more query for each kind of card among them, whatever their number."""
    counted = (
        select(Badge.run_id, func.count().label("cards"))
        .where(Badge.run_id.in_([row.id for row in rows]), Badge.state != BadgeState.VOID.value)
        .group_by(Badge.run_id)
    )
    counts = {row.run_id: row.cards for row in session.execute(counted)} | passes_counted(session, rows)
    return [
        RunLine(
            code=row.code,
            title=row.title,
            state=state_of(row),
            count=counts.get(row.id, 0),
            created_at=row.created_at,
            created_by_name=row.created_by_name,
            version=row.version,
            problem=row.problem
            or (row.job.problem if row.job and state_of(row) == PrintRunState.FAILED else ""),
            progress=progress_of(row),
            printer=row.printer.name if row.printer else "",
            kind=row.kind,
            paper=row.paper,
        )
        for row in rows
    ]


def state_of(run: PrintRun) -> str:
    """The state as the desk sees it: a run whose worker gave up has failed, though nobody was left to say so."""
    if run.state == PrintRunState.QUEUED and run.job is not None and run.job.state in _ENDED:
        return PrintRunState.FAILED.value
    return run.state


def progress_of(run: PrintRun) -> Progress:
    """How far the run is."""
    state = PrintRunState(state_of(run))
    job = run.job
    label = _SPOKEN[state]
    if state is PrintRunState.QUEUED and job is not None and job.state == JobState.RUNNING:
        label = f"Drawing card {job.done} of {job.total}" if job.total else "Checking names and photographs"
    return Progress(state.value, label, job.done if job else 0, job.total if job else 0)


def left_out_of(run: PrintRun) -> dict[str, LeftOut]:
    """Participant code -> why the run left that person out when it was ordered."""
    noted = run.job.payload.get(LEFT_OUT, "") if run.job else ""
    return {code: LeftOut(why) for code, why in (pair.split(":", 1) for pair in noted.split())}


def note_left_out(left_out: Sequence[tuple[str, LeftOut]]) -> str:
    """The same, as the job keeps it."""
    return " ".join(f"{code}:{why.value}" for code, why in left_out)


def run_file(session: Session, run: PrintRun) -> Path:
    """Where the PDF of a run lies."""
    return config_of(session).instance / "print-runs" / (run.file_name or file_name_of(run))


def file_name_of(run: PrintRun) -> str:
    return f"{run.code}.pdf"

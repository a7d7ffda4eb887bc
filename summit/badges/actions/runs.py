"""Print runs: ordered, drawn by a job, given up and taken up again, confirmed (BDG-07)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accreditation.queries import standings
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.actions.making import confirm_cards, make_cards, make_void, take_turn
from summit.badges.actions.passes import settle_passes
from summit.badges.facts import RunSelection
from summit.badges.layout import CardKind
from summit.badges.lifecycle import PRINT_RUN, BadgeState, PrintRunState
from summit.badges.models import Badge, PrintRun
from summit.badges.queries import (
    LEFT_OUT,
    RunPlan,
    designs_in_use,
    file_name_of,
    note_left_out,
    only_printer,
    passes_to_print,
    plan_run,
    state_of,
    version_for,
)
from summit.badges.rules import require_serials, require_somebody, require_version
from summit.foundation.codes import new_code
from summit.foundation.jobs import JobState, cancel_job, queue_job

PRINT_KIND = "badges.print"
MISPRINT = "misprint"
NO_LONGER_ADMITTED = "no longer admitted when the run was taken up again"


def order_run(session: Session, actor: Actor, now: datetime, *, selection: RunSelection) -> PrintRun:
    """Freeze the list of a selection into cards and queue the drawing. Who is left out is noted with the reason.

    Raises NobodyToPrint, and BadgeOrdered when another order was first.
    """
    take_turn(session)
    plan = plan_run(session, selection)
    require_somebody(len(plan.people), [why for _, why in plan.left_out])
    return open_run(session, actor, now, plan=plan)


def open_run(session: Session, actor: Actor, now: datetime, *, plan: RunPlan) -> PrintRun:
    """Make the cards of a plan and queue their drawing."""
    run = PrintRun(
        code=new_code("R"),
        title=plan.title[:200],
        state=PRINT_RUN.first,
        created_at=now,
        created_by=actor.code,
        created_by_name=actor.name,
        printer=only_printer(session),
        design_id=_design_of(session, plan),
    )
    session.add(run)
    cards = make_cards(session, actor, now, people=plan.people, run=run)
    queue_drawing(session, actor, now, run=run, left_out=note_left_out(plan.left_out))
    after = {"title": run.title, "cards": len(cards), "left_out": len(plan.left_out)}
    record(session, actor, now, verb="order", of=("print_run", run.code), after=after)
    return run


def finish_run(session: Session, now: datetime, *, run: PrintRun) -> None:
    """The file is whole: the run is ready to print."""
    run.state = PRINT_RUN.after(PrintRunState(run.state), "finish")
    run.file_name, run.problem = file_name_of(run), ""
    record(session, Actor.system("print job"), now, verb="finish", of=("print_run", run.code))


def fail_run(session: Session, now: datetime, *, run: PrintRun, problem: str) -> None:
    """Something on a card cannot be printed: nothing is (DOC-04). The list stays frozen, to be taken up again."""
    run.state = PRINT_RUN.after(PrintRunState(run.state), "fail")
    run.problem = problem[:500]
    record(session, Actor.system("print job"), now, verb="fail", of=("print_run", run.code))


def confirm_run(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    run: PrintRun,
    version: int,
    misprints: Collection[str] = (),
) -> None:
    """The operator has looked at the cards: the good ones are printed, misprints are void by serial (BDG-07)."""
    require_version(run, version)
    run.state = PRINT_RUN.after(PrintRunState(run.state), "confirm")
    if run.kind != CardKind.BADGE:
        settle_passes(session, actor, now, run=run, misprints=misprints)
        return
    cards = _queued_cards(session, run)
    require_serials([card.serial for card in cards], misprints)
    for card in cards:
        if card.serial in misprints:
            make_void(card, MISPRINT)
            record(session, actor, now, verb="void", of=("badge", card.serial), reason=MISPRINT)
    good = [card for card in cards if card.serial not in misprints]
    confirm_cards(good, now)
    after = {"printed": len(good), "misprints": len(cards) - len(good)}
    record(session, actor, now, verb="confirm", of=("print_run", run.code), after=after)


def cancel_run(session: Session, actor: Actor, now: datetime, *, run: PrintRun, version: int) -> None:
    """Stop the run. Its cards keep their serials: they wait for this run to be taken up, or go over into the next."""
    require_version(run, version)
    run.state = PRINT_RUN.after(PrintRunState(run.state), "cancel")
    if run.job is not None and run.job.state in (JobState.QUEUED, JobState.RUNNING):
        cancel_job(session, run.job, now)
    record(session, actor, now, verb="cancel", of=("print_run", run.code))


def resume_run(session: Session, actor: Actor, now: datetime, *, run: PrintRun, version: int) -> None:
    """Take the run up again from the start: the same cards, without those who lost their admission meanwhile."""
    require_version(run, version)
    take_turn(session)
    if state_of(run) == run.state:  # otherwise its worker gave up, and the run is still to be drawn
        run.state = PRINT_RUN.after(PrintRunState(run.state), "resume")
    run.problem = ""
    is_of_badges = run.kind == CardKind.BADGE
    dropped = _drop_not_admitted(session, actor, now, run) if is_of_badges else 0
    require_somebody(len(_queued_cards(session, run) if is_of_badges else passes_to_print(session, run)), ())
    queue_drawing(session, actor, now, run=run, left_out=run.job.payload.get(LEFT_OUT, "") if run.job else "")
    record(session, actor, now, verb="resume", of=("print_run", run.code), after={"dropped": dropped})


def queue_drawing(session: Session, actor: Actor, now: datetime, *, run: PrintRun, left_out: str = "") -> None:
    """Every try is a job of its own; what an older one still does counts no more."""
    payload = {"run": run.code, LEFT_OUT: left_out}
    run.job = queue_job(session, now, kind=PRINT_KIND, payload=payload, created_by=actor.code)
    session.flush()


def _design_of(session: Session, plan: RunPlan) -> int | None:
    """The version that the run freezes; None for the standard design."""
    design = version_for(designs_in_use(session, CardKind.BADGE), plan.people[0][0].category)
    return design.id if design else None


def _queued_cards(session: Session, run: PrintRun) -> list[Badge]:
    statement = select(Badge).where(Badge.run_id == run.id, Badge.state == BadgeState.QUEUED.value)
    return list(session.scalars(statement.order_by(Badge.place)))


def _drop_not_admitted(session: Session, actor: Actor, now: datetime, run: PrintRun) -> int:
    cards = _queued_cards(session, run)
    found = standings(session, [card.participant_id for card in cards])
    dropped = Counter(found[card.participant_id].is_admitted for card in cards)[False]
    for card in cards:
        if not found[card.participant_id].is_admitted:
            make_void(card, NO_LONGER_ADMITTED)
            record(session, actor, now, verb="void", of=("badge", card.serial), reason=NO_LONGER_ADMITTED)
    session.flush()
    return dropped

"""Changes of many people: whom one is about, and what became of the last ones."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any  # Any: the rows of a run as JSON gives them back

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from summit.delegations.facts import PersonLine, RunFacts, RunRow
from summit.delegations.lifecycle import RUN_RESULTS, ChangeRunState, RunVerb
from summit.delegations.models import ChangeRun, Delegation, Participant, Person
from summit.delegations.queries.people import PeopleFilters, people_matching, person_lines
from summit.delegations.queries.reach import Reach
from summit.delegations.rules import is_undoable
from summit.foundation.errors import NotFound
from summit.foundation.sealing import unseal

SHOWN = 20


def picked_people(session: Session, within: Reach, codes: Collection[str]) -> list[PersonLine]:
    """Those of these people who are within reach, in the order of the list: two queries."""
    statement = people_matching(within, PeopleFilters(state="")).where(Participant.code.in_(codes))
    return person_lines(session, session.scalars(statement).all())


def participants_to_change(session: Session, within: Reach, codes: Collection[str]) -> list[Participant]:
    """Those of these people who are within reach, by delegation.

    The rows of delegations, persons and participants are taken first, in the order in which the change of one takes them,
    so that two who change many queue instead of waiting for each other in a ring.
    """
    chosen = select(Participant.id).where(Participant.code.in_(codes), within.of_participants())
    own = select(Participant.delegation_id).where(Participant.id.in_(chosen))
    selves = select(Participant.person_id).where(Participant.id.in_(chosen))
    session.execute(select(Delegation.id).where(Delegation.id.in_(own)).order_by(Delegation.id).with_for_update())
    session.execute(select(Person.id).where(Person.id.in_(selves)).order_by(Person.id).with_for_update())
    statement = (
        people_matching(within, PeopleFilters(state=""))
        .where(Participant.id.in_(chosen))
        .order_by(None)
        .order_by(Participant.id)
        .with_for_update(of=Participant)
        .execution_options(populate_existing=True)
    )
    return sorted(session.scalars(statement), key=lambda one: (one.delegation_id, one.position, one.id))


def run_within(session: Session, within: Reach, code: str) -> ChangeRun:
    """The run of that code if within reach: a delegation's own, all for an office of the host; else NotFound."""
    found = session.scalar(select(ChangeRun).where(ChangeRun.code == code, _reached(within)))
    if found is None:
        raise NotFound()
    return found


def runs_within(session: Session, within: Reach, now: datetime) -> list[RunFacts]:
    """The last runs within reach, the latest first, without their rows."""
    statement = select(ChangeRun).where(_reached(within)).order_by(ChangeRun.id.desc()).limit(SHOWN)
    return [_facts(run, now, {}) for run in session.scalars(statement)]


def run_facts(session: Session, run: ChangeRun, now: datetime) -> RunFacts:
    """One run with its rows, as long as they are kept."""
    return _facts(run, now, run_rows(session, run))


def run_rows(session: Session, run: ChangeRun) -> dict[str, Any]:
    """The value given, and the rows done, left out and kept by the undoing, as they are sealed; empty after a day."""
    if not run.rows_sealed:
        return {"value": "", "done": [], "left": []}
    found: dict[str, Any] = json.loads(unseal(session, run.rows_sealed))
    return found


def _reached(within: Reach) -> ColumnElement[bool]:
    return true() if within.everything else ChangeRun.delegation_id.in_(within.delegations)


def _facts(run: ChangeRun, now: datetime, rows: dict[str, Any]) -> RunFacts:
    return RunFacts(
        code=run.code,
        result=RUN_RESULTS[RunVerb(run.verb)],
        state=run.state,
        by=run.started_by_name,
        done_at=run.done_at,
        changed=run.changed,
        left_out=run.left_out,
        may_undo=run.state == ChangeRunState.DONE and run.changed > 0 and is_undoable(run.done_at, now),
        done=_rows(rows.get("done", [])),
        left=_rows(rows.get("left", [])),
        kept=_rows(rows.get("kept", [])),
    )


def _rows(rows: list[dict[str, Any]]) -> tuple[RunRow, ...]:
    return tuple(RunRow(row["code"], row["name"], row.get("sentence", "")) for row in rows)

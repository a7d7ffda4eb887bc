"""One change for many people: each by the rules of the form, with a result for every one, and a day to undo it all."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.internal import add_tags, remove_tag
from summit.delegations.actions.people import edit_participant, reinstate_participant, withdraw_participant
from summit.delegations.facts import PostEntry, RunEntry
from summit.delegations.lifecycle import (
    CHANGE_RUN,
    FUNCTION_NAMES,
    ChangeRunState,
    DelegateFunction,
    RunVerb,
)
from summit.delegations.models import ChangeRun, Participant
from summit.delegations.queries.change_runs import participants_to_change, run_rows
from summit.delegations.queries.people import entries_of
from summit.delegations.queries.reach import Reach
from summit.delegations.rules import (
    UNDO_WITHIN,
    require_picks,
    require_reason,
    require_tags,
    require_undoable,
    require_version,
)
from summit.foundation.codes import new_code
from summit.foundation.errors import RuleBroken, SummitError
from summit.foundation.sealing import seal

GONE = "There is no such person, or it is not open to you."
NO_FUNCTION, NO_CATEGORY = "Choose the function.", "Choose the category."
Row = dict[str, object]


def change_many(
    session: Session, actor: Actor, now: datetime, *, within: Reach, versions: Mapping[str, int], entry: RunEntry
) -> ChangeRun:
    """Do it to those for whom it can be done; `versions` has, by code, the version on the page.

    Raises RuleBroken for an entry that could be done to nobody; what stands against one person leaves that one out.
    """
    require_picks(len(versions))
    sweep_change_runs(session, now)
    entry = _judged(entry)
    found = participants_to_change(session, within, versions.keys())
    done: list[Row] = []
    left: list[Row] = []
    for participant in found:
        code, name = participant.code, participant.person.badge_name
        before = _before(participant)
        try:
            with session.begin_nested():
                _do(session, actor, now, participant, versions[code], entry)
        except SummitError as error:
            left.append({"code": code, "name": name, "sentence": error.sentence})
        else:
            done.append({"code": code, "name": name, "version": participant.version, "before": before})
    gone = sorted(versions.keys() - {one.code for one in found})
    left += [{"code": code, "name": code, "sentence": GONE} for code in gone]
    run = ChangeRun(
        code=new_code("L"),
        delegation_id=None if within.everything else min(within.delegations, default=None),
        verb=entry.verb,
        state=CHANGE_RUN.first.value,
        started_by=actor.code,
        started_by_name=actor.name,
        done_at=now,
        changed=len(done),
        left_out=len(left),
        rows_sealed=seal(session, json.dumps({"value": entry.value, "done": done, "left": left})),
    )
    session.add(run)
    _record(session, actor, now, "change_many", run)
    return run


def undo_run(session: Session, actor: Actor, now: datetime, *, within: Reach, run: ChangeRun) -> list[str]:
    """Put back what the run changed; returns the names of those who were touched since, or cannot go back, left alone.

    Raises ImpossibleMove for what is undone, Conflict after a day.
    """
    session.refresh(run, with_for_update=True)
    state = CHANGE_RUN.after(ChangeRunState(run.state), "undo").value
    require_undoable(run.done_at, now)
    rows = run_rows(session, run)
    found = {one.code: one for one in participants_to_change(session, within, [row["code"] for row in rows["done"]])}
    kept = []
    for row in rows["done"]:
        participant = found.get(row["code"])
        try:
            if participant is None:
                raise RuleBroken(GONE)
            with session.begin_nested():
                _put_back(session, actor, now, participant, run.verb, rows["value"], row)
        except SummitError as error:
            kept.append({"code": row["code"], "name": row["name"], "sentence": error.sentence})
    run.state, run.rows_sealed = state, seal(session, json.dumps({**rows, "kept": kept}))
    _record(session, actor, now, "undo_change", run)
    return [one["name"] for one in kept]


def sweep_change_runs(session: Session, now: datetime) -> int:
    """Forget the people of every run that is older than a day; returns how many runs."""
    old = (ChangeRun.done_at < now - UNDO_WITHIN, ChangeRun.rows_sealed != "")
    return len(session.scalars(update(ChangeRun).where(*old).values(rows_sealed="").returning(ChangeRun.id)).all())


def _judged(entry: RunEntry) -> RunEntry:
    """The entry as it can be done to somebody."""
    verb, value = RunVerb(entry.verb), entry.value
    if verb is RunVerb.FUNCTION and value not in set(DelegateFunction):
        raise RuleBroken(NO_FUNCTION, "function")
    if verb is RunVerb.CATEGORY and not value:
        raise RuleBroken(NO_CATEGORY, "category")
    if verb is RunVerb.WITHDRAW:
        return replace(entry, value=require_reason(value))
    if verb in (RunVerb.ADD_TAG, RunVerb.REMOVE_TAG):
        return replace(entry, value=",".join(require_tags(value)))
    return entry


def _do(
    session: Session, actor: Actor, now: datetime, participant: Participant, version: int, entry: RunEntry
) -> None:
    verb = RunVerb(entry.verb)
    if verb is RunVerb.WITHDRAW:
        withdraw_participant(
            session, actor, now, participant=participant, version=version, reason=entry.value
        )
    elif verb is RunVerb.ADD_TAG:
        add_tags(session, actor, now, noted=participant, words=entry.value.split(","))
    elif verb is RunVerb.REMOVE_TAG:
        for word in entry.value.split(","):
            remove_tag(session, actor, now, noted=participant, word=word)
    else:
        require_version(participant.version, version)
        if getattr(participant, verb.value) == entry.value:
            raise RuleBroken(f"Already {_spoken(entry)}.")
        _write(session, actor, now, participant, version, lambda post: _changed(post, verb, entry.value))


def _spoken(entry: RunEntry) -> str:
    if entry.verb == RunVerb.FUNCTION:
        return FUNCTION_NAMES[DelegateFunction(entry.value)]
    return f"in category {entry.value}"


def _changed(post: PostEntry, verb: RunVerb, value: str) -> PostEntry:
    if verb is RunVerb.FUNCTION:
        return replace(post, function=DelegateFunction(value))
    return replace(post, category=value)


def _put_back(
    session: Session, actor: Actor, now: datetime, participant: Participant, verb: str, value: str, row: Mapping[str, object]
) -> None:
    before, version = row["before"], int(str(row["version"]))
    if verb == RunVerb.ADD_TAG:
        for word in value.split(","):
            remove_tag(session, actor, now, noted=participant, word=word)
    elif verb == RunVerb.REMOVE_TAG:
        add_tags(session, actor, now, noted=participant, words=value.split(","))
    elif isinstance(before, dict) and verb == RunVerb.WITHDRAW:
        reinstate_participant(session, actor, now, participant=participant, version=version)
        participant.is_late = bool(before["is_late"])  # who was registered in time was so all along
        session.flush()
    elif isinstance(before, dict):
        _write(session, actor, now, participant, version, lambda post: replace(
            post, function=DelegateFunction(before["function"]), category=before["category"],
            is_listed=bool(before["is_listed"]),
        ))  # fmt: skip


def _write(
    session: Session,
    actor: Actor,
    now: datetime,
    participant: Participant,
    version: int,
    change: Callable[[PostEntry], PostEntry],
) -> None:
    person, post = entries_of(participant)
    edit_participant(
        session, actor, now, participant=participant, person=person, post=change(post), version=version
    )


def _before(participant: Participant) -> Row:
    return {name: getattr(participant, name) for name in ("function", "category", "is_listed", "is_late")}


def _record(session: Session, actor: Actor, now: datetime, verb: str, run: ChangeRun) -> None:
    session.flush()
    after = {"what": run.verb, "changed": run.changed, "left_out": run.left_out}
    record(session, actor, now, verb=verb, of=("change_run", run.code), after=after)

"""Taking a sheet into a delegation: a draft to look at, then all of it or nothing, and a day to take it back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.people import edit_participant, register_delegate, withdraw_participant
from summit.delegations.actions.turns import take_turn
from summit.delegations.lifecycle import IMPORT, ImportState
from summit.delegations.models import Delegation, Participant, RegisterImport
from summit.delegations.naming import tidied
from summit.delegations.queries.imports import (
    JudgedRow,
    columns_of,
    header_digest,
    judged_rows,
    sheet_in,
)
from summit.delegations.queries.people import entries_of, participant_by_code
from summit.delegations.queries.reach import Reach
from summit.delegations.rules import (
    AlreadyImported,
    ImportRefused,
    is_undoable,
    require_undoable,
    require_version,
)
from summit.delegations.sheet import SheetFile, cells_of, entries_from, require_columns
from summit.foundation.db import refused_as
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.sealing import seal, unseal

KEPT_FOR = timedelta(hours=24)
DONE_BEFORE = "This very file was imported for this delegation already. Nothing was changed."


def draft_import(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, file: SheetFile
) -> RegisterImport:
    """Keep a sheet, sealed, to be looked at; drafts and undo records older than a day go. Raises AlreadyImported."""
    sweep_imports(session, now)
    done = select(RegisterImport.id).where(
        RegisterImport.delegation_id == delegation.id,
        RegisterImport.file_hash == file.digest,
        RegisterImport.state == ImportState.DONE.value,
    )
    if session.scalar(done) is not None:
        raise AlreadyImported(DONE_BEFORE)
    draft = RegisterImport(
        delegation_id=delegation.id,
        file_name=tidied(file.name)[:200],
        file_hash=file.digest,
        header_hash=header_digest(file.sheet.header),
        columns=_stored(file.columns),
        sheet_sealed=seal(session, file.sheet.to_text()),
        state=IMPORT.first.value,
        started_by=actor.code,
        started_at=now,
    )
    session.add(draft)
    _record(session, actor, now, "draft_import", draft, delegation)
    return draft


def choose_columns(session: Session, *, draft: RegisterImport, version: int, columns: Mapping[int, str]) -> None:
    """Say which column holds which field. Raises RuleBroken when no column names the people."""
    require_version(draft.version, version)
    IMPORT.after(ImportState(draft.state), "confirm")
    require_columns(sheet_in(session, draft), columns)
    draft.columns = _stored(columns)
    session.flush()


def confirm_import(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    delegation: Delegation,
    draft: RegisterImport,
    version: int,
    only_good: bool = False,
) -> None:
    """Do the sheet: every row, or nothing and ImportRefused names the row; with `only_good` the rows that can be done."""
    require_version(draft.version, version)
    state = IMPORT.after(ImportState(draft.state), "confirm").value
    sheet, columns = sheet_in(session, draft), columns_of(draft)
    require_columns(sheet, columns)
    with refused_as(session, imports_done=AlreadyImported(DONE_BEFORE)):
        draft.state, draft.done_at = state, now
    undo: list[dict[str, object]] = []
    rows = judged_rows(session, actor, now, delegation=delegation, sheet=sheet, columns=columns)
    wanted = [row for row in rows if row.line.verb != "keep"]
    take_turn(session, {row.participant: row.participant.version for row in wanted if row.participant}, into=delegation)
    for row in wanted:
        try:
            with session.begin_nested():
                undo.append(_do(session, actor, now, delegation, row))
        except (RuleBroken, Conflict) as error:
            if not only_good:
                where = row.line.where or f"Row {row.line.number}"
                raise ImportRefused(f"{where}: {error.sentence} Nothing was imported.") from error
            draft.left_out += 1
    draft.added = sum(one["before"] is None for one in undo)
    draft.edited = len(undo) - draft.added
    draft.sheet_sealed, draft.undo_sealed = "", seal(session, json.dumps(undo))
    _record(session, actor, now, "confirm_import", draft, delegation)


def cancel_import(session: Session, actor: Actor, now: datetime, *, delegation: Delegation, draft: RegisterImport) -> None:
    """Throw the draft away, its cells at once."""
    draft.state = IMPORT.after(ImportState(draft.state), "cancel").value
    draft.sheet_sealed = ""
    _record(session, actor, now, "cancel_import", draft, delegation)


def undo_import(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, done: RegisterImport
) -> list[str]:
    """Withdraw whom the import added and put back whom it edited; returns the codes of those touched since, left alone.

    A passport that the import brought to somebody who had none stays on file.
    """
    state = IMPORT.after(ImportState(done.state), "undo").value
    require_undoable(done.done_at, now)
    skipped = []
    lines = [(line, participant_by_code(session, line["code"])) for line in json.loads(unseal(session, done.undo_sealed))]
    take_turn(session, {participant: participant.version for _, participant in lines})
    for line, participant in lines:
        try:
            with session.begin_nested():
                _put_back(session, actor, now, participant, line, f"Import of {done.file_name} undone")
        except (RuleBroken, Conflict):
            skipped.append(participant.code)
    done.state, done.undo_sealed = state, ""
    _record(session, actor, now, "undo_import", done, delegation)
    return skipped


def sweep_imports(session: Session, now: datetime) -> int:
    """Cancel drafts that nobody confirmed for a day and forget what could be undone until then; returns how many."""
    old = list(session.scalars(select(RegisterImport).where(
        RegisterImport.started_at < now - KEPT_FOR,
        (RegisterImport.sheet_sealed != "") | (RegisterImport.undo_sealed != ""),
    )))  # fmt: skip
    swept = 0
    for one in old:
        if one.state == ImportState.DRAFT:
            one.state = IMPORT.after(ImportState.DRAFT, "cancel").value
        elif is_undoable(one.done_at, now):
            continue
        one.sheet_sealed = one.undo_sealed = ""
        swept += 1
    session.flush()
    return swept


def record_export(session: Session, actor: Actor, now: datetime, *, within: Reach, people: int) -> None:
    """Note with each delegation, or once for `all`, who took its register out, and how large it was (PRV-02, PRV-05)."""
    codes = ["all"] if within.everything else session.scalars(select(Delegation.code).where(within.of_delegations()))
    for code in codes:
        record(session, actor, now, verb="export_register", of=("delegation", code), after={"people": people})


def _do(session: Session, actor: Actor, now: datetime, delegation: Delegation, row: JudgedRow) -> dict[str, object]:
    """Do one row through the action of the form; returns what an undoing needs."""
    if row.person is None or row.post is None:
        raise RuleBroken(row.line.fault)
    if row.participant is None:
        new = register_delegate(session, actor, now, delegation=delegation, person=row.person, post=row.post)
        return {"code": new.code, "version": new.version, "before": None}
    found = row.participant
    before = cells_of(*entries_of(found))
    if found.person.passport_sealed:
        before["passport_number"] = unseal(session, found.person.passport_sealed)
    edit_participant(
        session, actor, now, participant=found, person=row.person, post=row.post, version=found.version
    )
    return {"code": found.code, "version": found.version, "before": before}


def _put_back(
    session: Session, actor: Actor, now: datetime, participant: Participant, line: dict[str, object], reason: str
) -> None:
    version, before = int(str(line["version"])), line["before"]
    if before is None:
        withdraw_participant(session, actor, now, participant=participant, version=version, reason=reason)
    elif isinstance(before, dict):
        person, post = entries_from(before, entries_of(participant))
        if not before["born_on"]:
            person = replace(person, born_on=None)
        edit_participant(session, actor, now, participant=participant, person=person, post=post, version=version)


def _record(
    session: Session, actor: Actor, now: datetime, verb: str, found: RegisterImport, delegation: Delegation
) -> None:
    session.flush()
    after = {"file": found.file_hash[:12], "added": found.added, "edited": found.edited, "left_out": found.left_out}
    record(session, actor, now, verb=verb, of=("delegation", delegation.code), after=after)


def _stored(columns: Mapping[int, str]) -> dict[str, str]:
    return {str(at): name for at, name in columns.items()}

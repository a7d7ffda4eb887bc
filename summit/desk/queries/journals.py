"""The journal for its reader: who may not know of bilateral meetings cannot put one together from its lines (BIL-50)."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from summit.accounts.policy import Action
from summit.audit.facts import AuditLine
from summit.audit.queries import journal
from summit.desk.queries.viewer import Viewer

ONE_SIDE = "One of the two sides"
DESK = "desk"


def journal_for(session: Session, viewer: Viewer, *, before: int | None = None, limit: int = 50) -> list[AuditLine]:
    """The newest lines, or those older than line `before`.

    A contact who asked and another who accepted would tell together who meets, and so would two schedules in which the desk
    read of one meeting. Whoever does not reach every bilateral finds the sides unnamed and the meetings counted.
    """
    lines = journal(session, before=before, limit=limit)
    if not viewer.may(Action.KEEP_APART):
        lines = [_without_pair(line) for line in lines]
    if viewer.within(session, Action.SEE_BILATERALS).everything:
        return lines
    return [_veiled(line) for line in lines]


def _without_pair(line: AuditLine) -> AuditLine:
    """That a pair was entered or taken back stays in the journal, who they are does not (BIL-18)."""
    return replace(line, after={}) if line.object_kind == "separation_pair" else line


def _veiled(line: AuditLine) -> AuditLine:
    if line.object_kind == "meeting_request" and line.after.get("by") != DESK:
        return replace(line, actor_name=ONE_SIDE)
    if line.object_kind == "bilateral_reading":
        return replace(line, after={"requests": str(len(line.after.get("requests", "").split()))})
    return line

"""Filing papers: the sealed file first, then the row that points at it, so that a crash leaves no row without a file."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.facts import PaperEntry
from summit.delegations.models import Delegation, FocalPoint, Paper
from summit.delegations.queries.papers import paper_count, paper_folder
from summit.delegations.rules import (
    require_name_list,
    require_nominating,
    require_paper,
    require_unlinked,
    require_unsettled,
    require_version,
)
from summit.delegations.scanned import media_type_of
from summit.foundation.codes import new_code, new_secret
from summit.foundation.files import write_whole
from summit.foundation.sealing import seal_bytes

YOUNG = timedelta(hours=1)


def file_paper(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, paper: PaperEntry, content: bytes
) -> Paper:
    """Keep a note verbale or letter, encrypted, with who filed it (DEL-31). Raises RuleBroken with the field."""
    paper = require_paper(paper, paper_count(session, delegation.id), now.date())
    media_type = media_type_of(content)
    name = f"{new_secret()}.sealed"
    write_whole(paper_folder(session) / name, seal_bytes(session, content))
    filed = Paper(
        code=new_code("L"),
        delegation_id=delegation.id,
        kind=paper.kind,
        reference=paper.reference,
        dated_on=paper.dated_on,
        file_name=name,
        media_type=media_type,
        byte_count=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        filed_by=actor.code,
        filed_by_name=actor.name,
        filed_at=now,
    )
    session.add(filed)
    session.flush()
    record(session, actor, now, verb="file_paper", of=("delegation", delegation.code), after=_told(filed))
    return filed


def remove_paper(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, paper: Paper, version: int
) -> None:
    """Take a paper off the file that was filed by mistake; the sweep deletes its bytes. Raises PaperSettled, StaleVersion."""
    require_version(paper.version, version)
    require_unsettled(paper.reconciled_at)
    # Who links a mandate to this paper waits here, or has linked it already and is found (actions.mandates).
    session.execute(select(Paper.id).where(Paper.id == paper.id).with_for_update())
    require_unlinked(session.scalar(select(FocalPoint.id).where(FocalPoint.paper_id == paper.id).limit(1)))
    told = _told(paper)
    session.delete(paper)
    session.flush()
    record(session, actor, now, verb="remove_paper", of=("delegation", delegation.code), before=told)


def list_names(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, paper: Paper, name_list: str, version: int
) -> None:
    """Keep what an officer typed from the note: a person a line (DEL-32). It has to be reconciled again.

    Raises RuleBroken with the field, StaleVersion.
    """
    require_version(paper.version, version)
    require_nominating(paper.kind)
    paper.name_list = require_name_list(name_list)
    paper.reconciled_by, paper.reconciled_by_name, paper.reconciled_at = "", "", None
    session.flush()
    names = {"paper": paper.code, "names": len(paper.name_list.splitlines())}
    record(session, actor, now, verb="list_names", of=("delegation", delegation.code), after=names)


def reconcile_paper(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, paper: Paper, version: int
) -> None:
    """An officer has compared the note with the register, and what stands in the register counts (DEL-32)."""
    require_version(paper.version, version)
    require_nominating(paper.kind)
    paper.reconciled_by, paper.reconciled_by_name, paper.reconciled_at = actor.code, actor.name, now
    session.flush()
    record(
        session, actor, now, verb="reconcile_paper", of=("delegation", delegation.code), after={"paper": paper.code}
    )


def sweep_papers(session: Session, now: datetime) -> int:
    """Delete files that no row points at any more; returns how many. A young file may belong to an open transaction."""
    kept = set(session.scalars(select(Paper.file_name)))
    orphans = [path for path in paper_folder(session).glob("*") if path.name not in kept and _is_old(path, now)]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _is_old(path: Path, now: datetime) -> bool:
    return now.timestamp() - path.stat().st_mtime > YOUNG.total_seconds()


def _told(paper: Paper) -> dict[str, object]:
    return {
        "paper": paper.code, "kind": paper.kind, "reference": paper.reference, "dated_on": paper.dated_on,
        "digest": paper.digest[:12],
    }  # fmt: skip

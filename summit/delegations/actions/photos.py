"""Taking in photos: the file first, then the row that points at it, so that a crash leaves no row without a file."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.deadlines import keep_deadline
from summit.delegations.facts import KeptPhoto
from summit.delegations.lifecycle import DeadlineKind, PhotoImportState
from summit.delegations.models import Participant, Person, PhotoImport
from summit.delegations.photograph import Portrait
from summit.delegations.queries.people import photo_folder
from summit.delegations.rules import require_editable, require_enrolled
from summit.foundation.codes import new_secret
from summit.foundation.files import write_whole

YOUNG = timedelta(hours=1)


def store_photo(session: Session, actor: Actor, now: datetime, *, participant: Participant, portrait: Portrait) -> None:
    """Keep the portrait that was read from a sent file.

    What the program noticed stays beside it and refuses nothing (PHO-03). Raises RuleBroken, Conflict.
    """
    require_photo_wanted(session, actor, now, participant=participant)
    point_at_photo(session, actor, now, participant=participant, kept=keep_file(session, portrait))


def require_photo_wanted(session: Session, actor: Actor, now: datetime, *, participant: Participant) -> None:
    """Somebody who is registered, whose record is open and not past the deadline of changes. Raises RuleBroken, Conflict."""
    require_enrolled(participant)
    require_editable(participant, actor)
    keep_deadline(session, actor, now, kind=DeadlineKind.CHANGES)


def keep_file(session: Session, portrait: Portrait) -> KeptPhoto:
    """Write the JPEG under a name that nobody can guess; a row may point at it afterwards."""
    name = f"{new_secret()}.jpg"
    write_whole(photo_folder(session) / name, portrait.jpeg)
    return KeptPhoto(name, hashlib.sha256(portrait.jpeg).hexdigest(), portrait.findings)


def point_at_photo(
    session: Session, actor: Actor, now: datetime, *, participant: Participant, kept: KeptPhoto
) -> None:
    """Make the file the person's photo. What it is compared with is the caller's to ask."""
    person = participant.person
    person.photo_file, person.photo_digest = kept.file, kept.digest
    person.photo_findings = " ".join(kept.findings)
    session.flush()
    record(
        session,
        actor,
        now,
        verb="store_photo",
        of=("participant", participant.code),
        after={"digest": person.photo_digest[:12]},
    )


def sweep_photos(session: Session, now: datetime) -> int:
    """Delete files that no person and no draft points at any more; returns how many.

    A young file may belong to an open transaction.
    """
    folder = photo_folder(session)
    kept = set(session.scalars(select(Person.photo_file).where(Person.photo_file != "")))
    for lines in session.scalars(select(PhotoImport.lines).where(PhotoImport.state == PhotoImportState.DRAFT.value)):
        kept |= {line["file"] for line in lines}
    orphans = [path for path in folder.glob("*") if path.name not in kept and _is_old(path, now)]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _is_old(path: Path, now: datetime) -> bool:
    return now.timestamp() - path.stat().st_mtime > YOUNG.total_seconds()

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
from summit.delegations.lifecycle import DeadlineKind
from summit.delegations.models import Participant, Person
from summit.delegations.photograph import portrait
from summit.delegations.queries.people import photo_folder
from summit.delegations.rules import require_editable, require_enrolled
from summit.foundation.codes import new_secret
from summit.foundation.files import write_whole

YOUNG = timedelta(hours=1)


def store_photo(session: Session, actor: Actor, now: datetime, *, participant: Participant, content: bytes) -> None:
    """Check, re-encode and keep the photo; nothing of the sent file but its pixels survives. Raises RuleBroken."""
    require_enrolled(participant)
    require_editable(participant, actor)
    keep_deadline(session, actor, now, kind=DeadlineKind.CHANGES)
    jpeg = portrait(content)
    name = f"{new_secret()}.jpg"
    write_whole(photo_folder(session) / name, jpeg)
    person = participant.person
    person.photo_file, person.photo_digest = name, hashlib.sha256(jpeg).hexdigest()
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
    """Delete files that no person points at any more; returns how many. A young file may belong to an open transaction."""
    folder = photo_folder(session)
    kept = set(session.scalars(select(Person.photo_file).where(Person.photo_file != "")))
    orphans = [path for path in folder.glob("*") if path.name not in kept and _is_old(path, now)]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _is_old(path: Path, now: datetime) -> bool:
    return now.timestamp() - path.stat().st_mtime > YOUNG.total_seconds()

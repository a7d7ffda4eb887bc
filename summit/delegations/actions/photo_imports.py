"""Taking in the photos of a ZIP file: a draft with the face beside the name, then all that are good, or none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.photos import keep_file, point_at_photo, require_photo_wanted
from summit.delegations.facts import KeptPhoto
from summit.delegations.lifecycle import PHOTO_IMPORT, PhotoFinding, PhotoImportState
from summit.delegations.models import Delegation, PhotoImport, PhotoLine
from summit.delegations.photograph import SentPhoto
from summit.delegations.queries.people import participant_by_code
from summit.delegations.queries.photo_imports import Roll, label_of, roll_of, shown_in
from summit.delegations.rules import ImportRefused, require_version
from summit.foundation.errors import Conflict, RuleBroken

KEPT_FOR = timedelta(hours=24)
SHOWN_BEFORE = "An earlier file shows the same person. Leave one of them out."
NONE_GOOD = "None of the photos can be stored."


def draft_photo_import(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation | None, photos: Iterable[SentPhoto]
) -> PhotoImport:
    """Keep the portraits to be looked at, each beside the person it shows; drafts older than a day go.

    Passport numbers in the names of files are compared as keyed hashes and kept nowhere.
    """
    sweep_photo_imports(session, now)
    roll, seen = roll_of(session, delegation), set[str]()
    draft = PhotoImport(
        delegation_id=delegation.id if delegation else None,
        lines=[_line(session, actor, now, roll, photo, seen) for photo in photos],
        state=PHOTO_IMPORT.first.value,
        started_by=actor.code,
        started_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def confirm_photo_import(
    session: Session, actor: Actor, now: datetime, *, draft: PhotoImport, version: int, only_good: bool = False
) -> None:
    """Store every photo, or nothing and ImportRefused says which stands in the way; with `only_good` those that can be."""
    session.refresh(draft, with_for_update=True)  # who confirms second waits, and then sees that it is done
    require_version(draft.version, version)
    draft.state = PHOTO_IMPORT.after(PhotoImportState(draft.state), "confirm").value
    session.flush()
    for line in draft.lines:
        try:
            with session.begin_nested():
                _store(session, actor, now, draft, line)
        except (RuleBroken, Conflict) as error:
            if not only_good:
                raise ImportRefused(f"{line['label']}: {error.sentence} No photo was stored.") from error
            draft.left_out += 1
        else:
            draft.stored += 1
    if not draft.stored:
        raise ImportRefused(NONE_GOOD)
    draft.lines = []
    _record(session, actor, now, "confirm_photos", draft)


def cancel_photo_import(session: Session, actor: Actor, now: datetime, *, draft: PhotoImport) -> None:
    """Throw the draft away; its portraits go with the next sweep."""
    draft.state = PHOTO_IMPORT.after(PhotoImportState(draft.state), "cancel").value
    draft.lines = []
    _record(session, actor, now, "cancel_photos", draft)


def sweep_photo_imports(session: Session, now: datetime) -> int:
    """Cancel drafts that nobody confirmed for a day; returns how many."""
    old = select(PhotoImport).where(
        PhotoImport.state == PhotoImportState.DRAFT.value, PhotoImport.started_at < now - KEPT_FOR
    )
    swept = 0
    for one in session.scalars(old):
        one.state, one.lines = PHOTO_IMPORT.after(PhotoImportState.DRAFT, "cancel").value, []
        swept += 1
    session.flush()
    return swept


def _line(
    session: Session, actor: Actor, now: datetime, roll: Roll, photo: SentPhoto, seen: set[str]
) -> PhotoLine:
    """One file, judged by the rules that hold for a single photo."""
    line = PhotoLine(label=label_of(roll, photo.name), participant="", file="", digest="", findings=[], fault=photo.fault)
    found, fault = shown_in(session, roll, photo.name)
    if found is None:
        return line | PhotoLine(fault=fault)
    line["participant"] = found.code
    if photo.portrait is None:
        return line
    try:
        require_photo_wanted(session, actor, now, participant=found)
    except (RuleBroken, Conflict) as refusal:
        return line | PhotoLine(fault=refusal.sentence)
    if found.code in seen:
        return line | PhotoLine(fault=SHOWN_BEFORE)
    seen.add(found.code)
    kept = keep_file(session, photo.portrait)
    return line | PhotoLine(file=kept.file, digest=kept.digest, findings=list(kept.findings))


def _store(session: Session, actor: Actor, now: datetime, draft: PhotoImport, line: PhotoLine) -> None:
    if line["fault"]:
        raise RuleBroken(line["fault"])
    participant = participant_by_code(session, line["participant"])
    if draft.delegation_id not in (None, participant.delegation_id):
        raise Conflict("This person is no longer in the delegation.")
    require_photo_wanted(session, actor, now, participant=participant)
    findings = tuple(PhotoFinding(one) for one in line["findings"])
    point_at_photo(
        session, actor, now, participant=participant, kept=KeptPhoto(line["file"], line["digest"], findings)
    )


def _record(session: Session, actor: Actor, now: datetime, verb: str, draft: PhotoImport) -> None:
    session.flush()
    delegation = session.get(Delegation, draft.delegation_id) if draft.delegation_id else None
    record(
        session,
        actor,
        now,
        verb=verb,
        of=("delegation", delegation.code if delegation else "all"),
        after={"stored": draft.stored, "left_out": draft.left_out},
    )

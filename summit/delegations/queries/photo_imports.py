"""Whom the photos of a ZIP file show, by the names of the files, and the drafts made of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from summit.delegations.facts import PhotoImportFacts, PhotoImportLine
from summit.delegations.lifecycle import PHOTO_FINDINGS, PhotoFinding
from summit.delegations.models import Delegation, Participant, PhotoImport
from summit.delegations.naming import tidied
from summit.delegations.queries.heads import spoken_name
from summit.delegations.queries.people import people_of, photo_folder
from summit.delegations.rules import tidied_number
from summit.foundation.errors import NotFound
from summit.foundation.sealing import mask, search_hash

SHOWN = 20
LONGEST_LABEL = 60
ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp"})
NOBODY = "Nobody here has this code or passport number. Name the file by the participant's code, such as P-7K3QXM2A.jpg."
SEVERAL = "More than one person has this passport number. Name the file by the participant's code."


@dataclass(frozen=True)
class Roll:
    """The people whom photos may show, by code and by the keyed hash of issuer and passport number."""

    by_code: dict[str, Participant]
    by_passport: dict[str, Participant]
    issuers: frozenset[str]


def roll_of(session: Session, delegation: Delegation | None) -> Roll:
    """The people of a delegation, or of all of them."""
    if delegation is not None:
        people = people_of(session, delegation.id, withdrawn=True)
    else:
        whole = joinedload(Participant.delegation).joinedload(Delegation.party)
        people = list(session.scalars(select(Participant).options(joinedload(Participant.person), whole)))
    return Roll(
        {one.code: one for one in people},
        {one.person.passport_hash: one for one in people if one.person.passport_hash},
        frozenset(one.person.passport_issuer for one in people if one.person.passport_hash),
    )


def shown_in(session: Session, roll: Roll, name: str) -> tuple[Participant | None, str]:
    """Whom the file of that name shows, or why nobody can be told."""
    stem = _path(name).stem.strip()
    coded = roll.by_code.get(stem.upper())
    if coded is not None:
        return coded, ""
    number = tidied_number(stem)
    hashes = {search_hash(session, issuer, number) for issuer in roll.issuers} if number else set()
    found = {one.code: one for key in hashes if (one := roll.by_passport.get(key))}
    if len(found) > 1:
        return None, SEVERAL
    return (next(iter(found.values())), "") if found else (None, NOBODY)


def label_of(roll: Roll, name: str) -> str:
    """The file's name as a page may show it: what may be a passport's number is hidden but for three signs (PRV-04)."""
    path = _path(name)
    stem = path.stem.strip()
    if stem.upper() not in roll.by_code and any(char.isdigit() for char in stem):
        stem = mask(stem)[-12:]
    ending = path.suffix.lower() if path.suffix.lower() in ENDINGS else ""
    return tidied(stem)[:LONGEST_LABEL] + ending


def photo_import_of(session: Session, delegation_id: int, number: int) -> PhotoImport:
    """The import of that number if it is this delegation's; else NotFound."""
    found = session.scalar(
        select(PhotoImport).where(PhotoImport.id == number, PhotoImport.delegation_id == delegation_id)
    )
    if found is None:
        raise NotFound()
    return found


def photo_imports_of(session: Session, delegation_id: int) -> list[PhotoImportFacts]:
    """The delegation's last twenty, the latest first."""
    statement = (
        select(PhotoImport)
        .where(PhotoImport.delegation_id == delegation_id)
        .order_by(PhotoImport.id.desc())
        .limit(SHOWN)
    )
    return [photo_import_facts(one) for one in session.scalars(statement)]


def photo_import_facts(found: PhotoImport) -> PhotoImportFacts:
    """The import as a page shows it."""
    return PhotoImportFacts(found.id, found.state, found.started_at, found.stored, found.left_out, found.version)


def photo_import_lines(session: Session, found: PhotoImport) -> list[PhotoImportLine]:
    """Each file of a draft with whom it shows."""
    codes = {line["participant"] for line in found.lines if line["participant"]}
    statement = select(Participant).where(Participant.code.in_(codes)).options(joinedload(Participant.person))
    people = {one.code: one.person for one in session.scalars(statement)}
    shown = []
    for number, line in enumerate(found.lines):
        person = people.get(line["participant"])
        shown.append(PhotoImportLine(
            number=number,
            label=line["label"],
            code=line["participant"],
            name=spoken_name(person) if person else "",
            replaces=bool(person and person.photo_file),
            has_picture=bool(line["file"]),
            findings=tuple(PHOTO_FINDINGS[PhotoFinding(one)] for one in line["findings"]),
            fault=line["fault"],
        ))  # fmt: skip
    return shown


def photo_import_picture(session: Session, found: PhotoImport, line: int) -> Path:
    """Where the portrait of that line lies; NotFound when there is none."""
    file = found.lines[line]["file"] if line < len(found.lines) else ""
    path = photo_folder(session) / file
    if not file or not path.is_file():
        raise NotFound()
    return path


def _path(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))

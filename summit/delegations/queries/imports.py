"""What a sheet would do to a delegation, judged row by row by the rules that hold for the form."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.policy import Action, widest
from summit.audit.facts import Actor
from summit.delegations.facts import ImportFacts, ImportLine, PersonEntry, PostEntry
from summit.delegations.lifecycle import DelegateFunction, ImportState, PartyKind
from summit.delegations.models import Delegation, Headship, Participant, Person, RegisterImport
from summit.delegations.queries.parties import names_of
from summit.delegations.queries.people import entries_of, people_of
from summit.delegations.queries.quotas import allocation_of, quota_rules
from summit.delegations.queries.ranks import rank_table
from summit.delegations.quotas import require_place
from summit.delegations.rules import (
    ALREADY_NAMED,
    ALREADY_REGISTERED,
    HeadAlreadyNamed,
    PersonAlreadyRegistered,
    is_undoable,
    require_editable,
    require_enrolled,
    require_offered,
    require_person,
    require_post,
    require_rank_of_host,
    tidied_number,
    tidied_person,
    tidied_post,
)
from summit.delegations.sheet import COLUMNS, Sheet, SheetRow, address, cells_of, entries_from
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.sealing import mask, search_hash, unseal

COVERED = "••••"
NOWHERE = -1


@dataclass(frozen=True)
class JudgedRow:
    """A row with what it would write; `participant` is the record it changes, None for somebody new."""

    line: ImportLine
    person: PersonEntry | None = None
    post: PostEntry | None = None
    participant: Participant | None = None


def import_of(session: Session, delegation_id: int, number: int) -> RegisterImport:
    """The import of that number if it is this delegation's; else NotFound."""
    found = session.scalar(
        select(RegisterImport).where(RegisterImport.id == number, RegisterImport.delegation_id == delegation_id)
    )
    if found is None:
        raise NotFound()
    return found


def imports_of(session: Session, delegation_id: int, now: datetime) -> list[ImportFacts]:
    """The delegation's last twenty imports, the latest first."""
    statement = (
        select(RegisterImport)
        .where(RegisterImport.delegation_id == delegation_id)
        .order_by(RegisterImport.id.desc())
        .limit(20)
    )
    return [import_facts(one, now) for one in session.scalars(statement)]


def import_facts(found: RegisterImport, now: datetime) -> ImportFacts:
    """The import as a page shows it."""
    may_undo = found.state == ImportState.DONE and is_undoable(found.done_at, now)
    return ImportFacts(
        found.id, found.file_name, found.state, found.started_at, found.added, found.edited, found.left_out,
        found.version, may_undo,
    )  # fmt: skip


def remembered_columns(session: Session, delegation_id: int, header: tuple[str, ...]) -> dict[int, str] | None:
    """The columns as this delegation last chose them for a sheet with these headings."""
    statement = (
        select(RegisterImport)
        .where(RegisterImport.delegation_id == delegation_id, RegisterImport.header_hash == header_digest(header))
        .order_by(RegisterImport.id.desc())
        .limit(1)
    )
    last = session.scalar(statement)
    return columns_of(last) if last else None


def header_digest(header: tuple[str, ...]) -> str:
    """What stands for these headings in this order."""
    return hashlib.sha256("\x1f".join(header).encode()).hexdigest()


def sheet_in(session: Session, found: RegisterImport) -> Sheet:
    """The cells of a draft."""
    return Sheet.from_text(unseal(session, found.sheet_sealed))


def columns_of(found: RegisterImport) -> dict[int, str]:
    """Which column holds which field."""
    return {int(at): name for at, name in found.columns.items()}


def judged_rows(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, sheet: Sheet, columns: Mapping[int, str]
) -> list[JudgedRow]:
    """Each row as it would be done, one after the other: the same queries, whatever the number of rows."""
    return _Judge(session, actor, now, delegation, columns).rows(sheet)


class _Judge:
    """Keeps what every row is compared with."""

    def __init__(
        self, session: Session, actor: Actor, now: datetime, delegation: Delegation, columns: Mapping[int, str]
    ) -> None:
        self.session, self.actor, self.columns, self.delegation = session, actor, columns, delegation
        self.on: date = now.date()
        self.kind = PartyKind(delegation.party.kind)
        people = people_of(session, delegation.id, withdrawn=True)
        self.by_code = {one.code: one for one in people}
        self.by_passport = {one.person.passport_hash: one for one in people if one.person.passport_hash}
        self.elsewhere: frozenset[str | None] = frozenset()
        self.seen: set[str] = set()
        self.rules, self.allocation = quota_rules(session, delegation), allocation_of(session, delegation.id)
        self.name = names_of(session, [delegation.party_id])[delegation.party_id]
        held = select(Headship.participant_id).where(Headship.delegation_id == delegation.id)
        self.heads: set[int | None] = set(session.scalars(held))
        self.ranks = rank_table(session)
        cell = widest(actor.roles, Action.SEE_IDENTITY)
        self.covers_birth = actor.user_id is not None and (cell is None or cell.masked)

    def rows(self, sheet: Sheet) -> list[JudgedRow]:
        values = [(row, self._values(row)) for row in sheet.rows]
        hashes = {found for _, cells in values if (found := self._hash(cells))}
        registered = select(Person.passport_hash).where(Person.passport_hash.in_(hashes))
        self.elsewhere = frozenset(self.session.scalars(registered)) - set(self.by_passport)
        return [self._row(row, cells) for row, cells in values]

    def _values(self, row: SheetRow) -> dict[str, str]:
        return {name: row.cells[at] if at < len(row.cells) else "" for at, name in self.columns.items()}

    def _hash(self, cells: Mapping[str, str]) -> str:
        """The keyed hash of the passport in the row."""
        number = tidied_number(cells.get("passport_number", ""))
        issuer = cells.get("passport_issuer", "").strip().upper()
        return search_hash(self.session, issuer, number) if number and issuer else ""

    def _row(self, row: SheetRow, cells: dict[str, str]) -> JudgedRow:
        name = " ".join(cells.get(part, "").strip() for part in ("given_names", "family_name")).strip()
        if row.fault:
            return JudgedRow(ImportLine(row.number, "refuse", fault=row.fault))
        try:
            return self._judged(row.number, cells, name)
        except (RuleBroken, Conflict) as error:
            where = self._where(row.number, getattr(error, "field", None))
            return JudgedRow(ImportLine(row.number, "refuse", name, fault=error.sentence, where=where))

    def _judged(self, number: int, cells: dict[str, str], name: str) -> JudgedRow:
        participant = self._participant(cells)
        present = entries_of(participant) if participant else None
        person, post = entries_from(cells, present)
        person, post = tidied_person(person), tidied_post(post)
        require_person(person, self.on)
        require_post(post, self.ranks)
        require_offered(self.actor, self.kind, post, present[1] if present else None)
        if participant is None:
            require_rank_of_host(self.actor, post, PostEntry(post.function, post.category))
            self._take_place((post.function.value, post.category))
            self._take_seat(post, None)
            return JudgedRow(ImportLine(number, "add", person.badge_name), person, post)
        require_enrolled(participant)
        require_editable(participant, self.actor)
        require_rank_of_host(self.actor, post, participant)
        self._take_place((post.function.value, post.category), was=(participant.function, participant.category))
        self._take_seat(post, participant)
        differences = self._differences(participant, person, post, cells)
        line = ImportLine(number, "edit" if differences else "keep", person.badge_name or name, participant.code, differences)
        return JudgedRow(line, person, post, participant)

    def _participant(self, cells: Mapping[str, str]) -> Participant | None:
        """Whom the row is about: by the participant's code, else by the passport; None for somebody new."""
        code, passport = cells.get("code", "").strip().upper(), self._hash(cells)
        if code and code not in self.by_code:
            raise RuleBroken(f"Nobody in this delegation has the code {code[:20]}. Leave it empty for a new person.", "code")
        found = self.by_code[code] if code else self.by_passport.get(passport)
        keys = {found.code} if found else set()
        keys |= {passport} if passport else set()
        if keys & self.seen:
            raise RuleBroken("An earlier row of the sheet is about the same person.", "code" if code else "passport_number")
        self.seen |= keys
        holder = self.by_passport.get(passport)
        if passport in self.elsewhere or (holder is not None and holder is not found):
            raise PersonAlreadyRegistered(ALREADY_REGISTERED)
        return found

    def _take_place(self, post: tuple[str, str], was: tuple[str, str] | None = None) -> None:
        """A place as the rows before this one leave it; somebody who changes post gives theirs back first."""
        people = Counter(self.allocation.people)
        if was is not None:
            people[was] -= 1
        require_place(self.rules, replace(self.allocation, people=people), post, delegation=self.name, was=was)
        people[post] += 1
        self.allocation = replace(self.allocation, people=people)

    def _take_seat(self, post: PostEntry, participant: Participant | None) -> None:
        """The head's seat as the rows before this one leave it; function and seat go together (DEL-10)."""
        person = participant.id if participant else None
        if post.function is DelegateFunction.HOD and (person is None or person not in self.heads):
            if self.heads:
                raise HeadAlreadyNamed(ALREADY_NAMED)
            self.heads.add(person)
        elif participant and participant.function == DelegateFunction.HOD != post.function:
            self.heads.discard(person)

    def _differences(
        self, participant: Participant, person: PersonEntry, post: PostEntry, cells: Mapping[str, str]
    ) -> tuple[tuple[str, str, str], ...]:
        before, after = cells_of(*entries_of(participant)), cells_of(person, post)
        number = person.passport.number if person.passport else ""
        same = number and person.passport and participant.person.passport_hash == search_hash(
            self.session, person.passport.issuer, number
        )
        after["passport_number"] = mask(number) if number and not same else ""
        before["passport_number"] = ""
        found = [(name, before[name], after[name]) for name in after if name in cells and before[name] != after[name]]
        return tuple(
            (COLUMNS[name].heading, *((COVERED, COVERED) if self._is_covered(name) else (was, becomes)))
            for name, was, becomes in found
        )

    def _is_covered(self, name: str) -> bool:
        return name == "born_on" and self.covers_birth

    def _where(self, number: int, field: str | None) -> str:
        at = next((at for at, name in self.columns.items() if name == field), NOWHERE)
        return "" if at == NOWHERE else address(at, number)

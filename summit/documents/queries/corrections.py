"""Corrections that delegations ask for, and a delegation's own part of the provisional list (DOC-02)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import Reach, names_of, spoken_name
from summit.documents.facts import CorrectionFacts, ListedDelegation, Listing, ParticipantList
from summit.documents.freezing import thawed
from summit.documents.lifecycle import CorrectedField, CorrectionState, DocumentKind, VersionState
from summit.documents.models import Correction, Document, DocumentVersion
from summit.documents.queries.lists import listed_delegation
from summit.documents.rules import is_window_open
from summit.documents.words import function_name
from summit.foundation.errors import NotFound

ENGLISH = "en"


def circulated_list(session: Session) -> DocumentVersion | None:
    """The last version of the list of participants in English, the master (DOC-05), with its document."""
    statement = (
        select(DocumentVersion)
        .join(DocumentVersion.document)
        .where(
            Document.kind == DocumentKind.LIST_OF_PARTICIPANTS.value,
            Document.language == ENGLISH,
            DocumentVersion.number == Document.latest,
        )
        .options(contains_eager(DocumentVersion.document))
    )
    return session.scalar(statement)


def listing(session: Session, delegation: Delegation, now: datetime) -> Listing | None:
    """What stands of the delegation in the list that circulates, and what it asked for; None before there is a list."""
    version = circulated_list(session)
    if version is None:
        return None
    facts = thawed(ParticipantList, version.content)
    own = listed_delegation(facts, delegation.code) or ListedDelegation(delegation.code, "", ())
    name = names_of(session, [delegation.party_id])[delegation.party_id]
    state = VersionState(version.state)
    return Listing(
        delegation_code=delegation.code,
        delegation=name,
        flag=delegation.party.flag,
        number=version.number,
        state=state,
        published_at=version.published_at,
        corrections_until=version.corrections_until,
        is_open=is_window_open(state, version.corrections_until, now),
        people=tuple(
            (one.code, one.name, one.title, function_name("HOD" if one.is_head else one.function, ENGLISH))
            for one in own.people
        ),
        corrections=tuple(_read(session, _corrections().where(Correction.delegation_id == delegation.id))),
    )


def corrections(session: Session, *, state: CorrectionState | None = None) -> list[CorrectionFacts]:
    """Every request, those that wait first, the latest first; three queries."""
    statement = _corrections()
    if state is not None:
        statement = statement.where(Correction.state == state.value)
    return _read(session, statement)


def correction_within(session: Session, within: Reach, code: str) -> Correction:
    """The request of that code if its delegation is within reach; else NotFound."""
    found = session.scalar(_corrections().where(Correction.code == code, within.of_delegations()))
    if found is None:
        raise NotFound()
    return found


def open_requests(session: Session) -> int:
    """How many requests wait for a decision."""
    statement = select(func.count(Correction.id)).where(Correction.state == CorrectionState.OPEN.value)
    return session.scalar(statement) or 0


def _corrections() -> Select[Correction]:
    return (
        select(Correction)
        .join(Correction.delegation)
        .options(
            contains_eager(Correction.delegation).joinedload(Delegation.party),
            joinedload(Correction.participant).joinedload(Participant.person),
        )
        .order_by((Correction.state != CorrectionState.OPEN.value), Correction.asked_at.desc(), Correction.id.desc())
    )


def _read(session: Session, statement: Select[Correction]) -> list[CorrectionFacts]:
    rows = session.scalars(statement).all()
    names = names_of(session, {row.delegation.party_id for row in rows})
    return [_facts(row, names) for row in rows]


def _facts(row: Correction, names: dict[int, str]) -> CorrectionFacts:
    return CorrectionFacts(
        code=row.code,
        delegation_code=row.delegation.code,
        delegation=names[row.delegation.party_id],
        flag=row.delegation.party.flag,
        participant_code=row.participant.code if row.participant else "",
        name=spoken_name(row.participant.person) if row.participant else "",
        field=CorrectedField(row.field),
        wanted=row.wanted,
        state=CorrectionState(row.state),
        asked_by=row.asked_by_name,
        asked_at=row.asked_at,
        version=row.version,
        answer=row.answer,
        decided_by=row.decided_by_name,
        decided_at=row.decided_at,
        is_done=row.is_done,
    )

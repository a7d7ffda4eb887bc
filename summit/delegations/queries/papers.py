"""The invitation of a delegation and the papers it filed: what was said, what is on file, and where the register differs."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from summit.delegations.facts import (
    Difference,
    InvitationFacts,
    LetterEntry,
    PaperFacts,
    RankTable,
    RegisteredLine,
)
from summit.delegations.lifecycle import (
    FUNCTION_NAMES,
    MEDIA_NAMES,
    PAPER_NAMES,
    PARTICIPATION,
    UNNOMINATED,
    DelegateFunction,
    PaperKind,
    ParticipationState,
)
from summit.delegations.models import Delegation, Invitation, Paper, Participant, Party
from summit.delegations.queries.heads import spoken_name
from summit.delegations.queries.people import people_of
from summit.delegations.queries.ranks import rank_table
from summit.delegations.rules import differences, named_lines
from summit.foundation.db import config_of
from summit.foundation.errors import NotFound
from summit.foundation.sealing import unseal_bytes


def invitation_of(session: Session, delegation_id: int) -> Invitation | None:
    """The invitation of this delegation; None while no letter was recorded."""
    return session.scalar(select(Invitation).where(Invitation.delegation_id == delegation_id))


def invitation_facts(session: Session, delegation_id: int) -> InvitationFacts | None:
    """The invitation as plain values; None while no letter was recorded."""
    found = invitation_of(session, delegation_id)
    if found is None:
        return None
    ranks = rank_table(session)
    return InvitationFacts(
        state=found.state,
        sent_on=found.sent_on,
        level=_class(found.level, ranks),
        reference=found.reference,
        replied_on=found.replied_on,
        announced_level=_class(found.announced_level, ranks),
        announced_size=found.announced_size,
        remark=found.remark,
        letter=LetterEntry(found.sent_on, found.reference, found.level),
        verbs=PARTICIPATION.verbs(ParticipationState(found.state)),
        version=found.version,
    )


def papers_of(session: Session, delegation_id: int) -> list[PaperFacts]:
    """Every paper of the delegation, the newest first."""
    statement = (
        select(Paper)
        .where(Paper.delegation_id == delegation_id)
        .order_by(Paper.dated_on.desc(), Paper.id.desc())
    )
    return [paper_facts(one) for one in session.scalars(statement)]


def mandate_papers(session: Session, delegation_id: int) -> list[PaperFacts]:
    """The papers of the delegation that were filed as a mandate of its focal point, the newest first (DEL-30)."""
    return [one for one in papers_of(session, delegation_id) if one.kind == PaperKind.MANDATE]


def paper_facts(paper: Paper) -> PaperFacts:
    """One paper as plain values."""
    return PaperFacts(
        code=paper.code,
        kind=paper.kind,
        kind_name=PAPER_NAMES[PaperKind(paper.kind)],
        reference=paper.reference,
        dated_on=paper.dated_on,
        media_name=MEDIA_NAMES[paper.media_type],
        byte_count=paper.byte_count,
        filed_by=paper.filed_by_name,
        filed_at=paper.filed_at,
        name_list=paper.name_list,
        reconciled_by=paper.reconciled_by_name,
        reconciled_at=paper.reconciled_at,
        version=paper.version,
    )


def paper_of(session: Session, delegation_id: int, code: str) -> Paper:
    """One paper of this delegation, or NotFound."""
    found = session.scalar(select(Paper).where(Paper.code == code, Paper.delegation_id == delegation_id))
    if found is None:
        raise NotFound()
    return found


def paper_count(session: Session, delegation_id: int) -> int:
    """How many papers the delegation has on file."""
    return session.scalar(select(func.count()).where(Paper.delegation_id == delegation_id)) or 0


def paper_content(session: Session, paper: Paper) -> bytes:
    """The file as it came. NotFound when it is not where it should be; SealBroken without the key."""
    path = paper_folder(session) / paper.file_name
    if not path.is_file():
        raise NotFound()
    return unseal_bytes(session, path.read_bytes())


def paper_folder(session: Session) -> Path:
    """The installation's folder of papers: nothing in it is readable without the field key."""
    return config_of(session).instance / "papers"


def differences_in(session: Session, paper: Paper) -> list[Difference]:
    """Where the names of the note and the register differ now (DEL-32); none while no names are typed in."""
    note = named_lines(paper.name_list)
    return differences(note, _registered(people_of(session, paper.delegation_id))) if note else []


def without_note() -> Select[int]:
    """Ids of the delegations that have to be nominated by a paper and are not (DEL-31)."""
    noted = select(Paper.delegation_id).where(Paper.kind == PaperKind.NOMINATION.value)
    senders = select(Party.id).where(Party.kind.not_in([kind.value for kind in UNNOMINATED]))
    return select(Delegation.id).where(Delegation.party_id.in_(senders), Delegation.id.not_in(noted))


def lacking_note(session: Session, delegation_ids: Collection[int]) -> frozenset[int]:
    """Those of these delegations whose nominating paper is missing, in one query (DEL-31)."""
    return frozenset(session.scalars(without_note().where(Delegation.id.in_(delegation_ids))))


def _registered(people: list[Participant]) -> list[RegisteredLine]:
    return [
        RegisteredLine(
            code=one.code,
            name=spoken_name(one.person),
            names=tuple(
                name
                for name in (
                    f"{one.person.family_name} {one.person.given_names}",
                    one.person.badge_name,
                    one.person.native_name,
                )
                if name.strip()
            ),
            function=FUNCTION_NAMES[DelegateFunction(one.function)],
            posts=(FUNCTION_NAMES[DelegateFunction(one.function)], one.function, one.title, one.native_title),
        )
        for one in people
    ]


def _class(level: int | None, ranks: RankTable) -> str:
    return ranks.name_of(level) if level is not None else ""

"""What happened to one person or to one delegation, across the rooms, as far as the viewer may know (UX-29)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import CompoundSelect, Select, select, union, union_all
from sqlalchemy.orm import Session

from summit.accounts.models import User
from summit.accounts.policy import Action
from summit.accreditation.models import Accreditation
from summit.audit.facts import AuditLine
from summit.audit.queries import journal_about
from summit.badges.models import Badge
from summit.delegations.facts import RankTable
from summit.delegations.models import Delegation, FocalPoint, Nomination, Participant, Person, Quota
from summit.delegations.queries import Reach, rank_table
from summit.desk.facts import History, HistoryLine
from summit.desk.queries.sentences import HOST_LINES, OPEN_LINES, deeds_of, reason_of
from summit.desk.queries.viewer import Viewer

PER_PAGE = 50
SYSTEM = "SYSTEM"
NOBODY = ("", SYSTEM)  # codes of no record and no user: with them a question about nobody is the same question
OFFICES = {"accreditation": "The accreditation desk", "badge": "The badge desk"}


@dataclass(frozen=True)
class _Behind:
    """What stands behind the codes of a page of lines: names, people, who acts for the delegation, and the classes."""

    names: dict[str, str]
    people: dict[str, tuple[str, str]]
    own: set[str]
    ranks: RankTable


def person_history(session: Session, viewer: Viewer, participant: Participant, *, before: int | None) -> History:
    """The person's registration, application and badges, newest first; the delegation's side reads no internal matter."""
    of_person = _codes_of_people(select(Participant.id).where(Participant.id == participant.id))
    return _history(session, viewer, participant.delegation_id, union_all(*of_person), before)


def delegation_history(session: Session, viewer: Viewer, delegation: Delegation, *, before: int | None) -> History:
    """The delegation, its nominations, exceptions and people, newest first; a delegate reads of their own person alone."""
    reached = viewer.within(session, Action.SEE_HISTORY)
    people = select(Participant.id).where(Participant.delegation_id == delegation.id, reached.of_participants())
    codes = _codes_of_people(people)
    if reached.only_participant is None:
        codes += [
            select(Delegation.code).where(Delegation.id == delegation.id),
            select(Nomination.code).where(Nomination.delegation_id == delegation.id),
            select(Quota.code).where(Quota.delegation_id == delegation.id),
        ]
    return _history(session, viewer, delegation.id, union_all(*codes), before)


def _codes_of_people(people: Select[int]) -> list[Select[str]]:
    return [
        select(Participant.code).where(Participant.id.in_(people)),
        select(Accreditation.code).where(Accreditation.participant_id.in_(people)),
        select(Badge.serial).where(Badge.participant_id.in_(people)),
    ]


def _history(
    session: Session, viewer: Viewer, delegation_id: int, codes: CompoundSelect[str], before: int | None
) -> History:
    for_host = _is_host(viewer.within(session, Action.SEE_HISTORY))
    kinds = OPEN_LINES.keys() | HOST_LINES.keys() if for_host else OPEN_LINES.keys()
    found = journal_about(session, codes, kinds, before=before, limit=PER_PAGE + 1)
    lines = found[:PER_PAGE]
    behind = _Behind(
        _names(session, lines),
        _people(session, lines),
        _own_side(session, delegation_id, {*NOBODY, *(line.actor_code for line in lines)}),
        rank_table(session),
    )
    return History(
        tuple(_line(line, behind, for_host=for_host) for line in lines),
        older=lines[-1].number if len(found) > PER_PAGE else None,
    )


def _is_host(reached: Reach) -> bool:
    return reached.everything


def _line(line: AuditLine, behind: _Behind, *, for_host: bool) -> HistoryLine:
    is_own = line.actor_code in behind.own
    code, name = behind.people.get(line.object_code, ("", ""))
    return HistoryLine(
        number=line.number,
        at=line.at,
        who=_who(line, is_named=for_host or is_own),
        deeds=deeds_of(line, behind.names, behind.ranks, for_host=for_host),
        person=code,
        name=name,
        is_late=line.after.get("late") == "True",
        reason=reason_of(line) if for_host or is_own or line.verb == "return_" else "",
    )


def _who(line: AuditLine, *, is_named: bool) -> str:
    """Who did it. The delegation's side reads which desk of the host it was, not which officer (ACC-04)."""
    if line.actor_code == SYSTEM:
        return "The system"
    return line.actor_name if is_named else OFFICES.get(line.object_kind, "The protocol department")


def _own_side(session: Session, delegation_id: int, actors: set[str]) -> set[str]:
    """Those of the actors who belong to the delegation: its focal points, its delegates, who came through its links."""
    mandates = select(FocalPoint.user_id).where(FocalPoint.delegation_id == delegation_id)
    delegates = select(Participant.user_id).where(
        Participant.delegation_id == delegation_id, Participant.user_id.is_not(None)
    )
    users = select(User.code).where(User.code.in_(actors), User.id.in_(union(mandates, delegates)))
    links = select(Nomination.code).where(Nomination.code.in_(actors), Nomination.delegation_id == delegation_id)
    return set(session.scalars(union_all(users, links)))


def _people(session: Session, lines: Sequence[AuditLine]) -> dict[str, tuple[str, str]]:
    """Code and name of the person behind the codes of participants, applications and badges: one query."""
    codes = {*NOBODY, *(line.object_code for line in lines)}
    shown = (Participant.code.label("person"), Person.badge_name)
    parts = [
        select(Participant.code.label("code"), *shown).join(Participant.person).where(Participant.code.in_(codes)),
        select(Accreditation.code, *shown)
        .join(Participant, Participant.id == Accreditation.participant_id)
        .join(Participant.person)
        .where(Accreditation.code.in_(codes)),
        select(Badge.serial, *shown)
        .join(Participant, Participant.id == Badge.participant_id)
        .join(Participant.person)
        .where(Badge.serial.in_(codes)),
    ]
    return {code: (person, name) for code, person, name in session.execute(union_all(*parts))}


def _names(session: Session, lines: Iterable[AuditLine]) -> dict[str, str]:
    """Names behind the codes of participants and users in these lines: one query."""
    values = [pair for line in lines for pair in {**line.before, **line.after}.items()]
    codes = {*NOBODY, *(value for key, value in values if key in ("participant", "user"))}
    people = (
        select(Participant.code, Person.badge_name).join(Participant.person).where(Participant.code.in_(codes))
    )
    users = select(User.code, User.name).where(User.code.in_(codes))
    return dict(session.execute(union_all(people, users)).all())

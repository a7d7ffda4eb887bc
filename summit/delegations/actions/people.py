"""Registering people, and what happens to a registration afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified, set_committed_value

from summit.accounts.actions import revoke_links
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.companions import drop_companion, place_by_class
from summit.delegations.actions.deadlines import keep_deadline
from summit.delegations.actions.headships import drop_headships, name_head
from summit.delegations.actions.quotas import change_place, take_place
from summit.delegations.actions.ranks import held_rank
from summit.delegations.actions.records import journal_view, write_passport, write_person, write_post
from summit.delegations.actions.replacements import drop_replacement
from summit.delegations.facts import PersonEntry, PostEntry
from summit.delegations.lifecycle import (
    PARTICIPANT,
    DeadlineKind,
    DelegateFunction,
    ParticipantState,
    PartyKind,
)
from summit.delegations.models import Delegation, Headship, Nomination, Participant, Person
from summit.delegations.queries.people import people_of
from summit.delegations.rules import (
    ALREADY_REGISTERED,
    PersonAlreadyRegistered,
    record_digest,
    require_editable,
    require_enrolled,
    require_offered,
    require_person,
    require_post,
    require_rank_of_host,
    require_reason,
    require_same_people,
    require_unfollowed,
    require_version,
    tidied_person,
    tidied_post,
)
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.foundation.errors import RuleBroken, StaleVersion
from summit.foundation.sealing import search_hash, unseal


def register_delegate(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    delegation: Delegation,
    person: PersonEntry,
    post: PostEntry,
    nomination: Nomination | None = None,
) -> Participant:
    """Register a person in a delegation, at the end of its list (DEL-13). Somebody registered as head takes the head's seat.

    Of who was nominated, post and deadline were judged then, as of who nominated. Raises RuleBroken with the field,
    DeadlinePassed, QuotaReached, PersonAlreadyRegistered, HeadAlreadyNamed.
    """
    person, post = tidied_person(person), tidied_post(post)
    require_person(person, now.date())
    require_post(post, held_rank(session, post.rank_class))
    require_rank_of_host(actor, post, PostEntry(post.function, post.category))
    if nomination is None:
        is_late = require_nominable(session, actor, now, delegation=delegation, post=post)
    else:
        is_late = nomination.is_late
    position = take_place(session, delegation, (post.function.value, post.category))
    participant = Participant(
        code=new_code("P"),
        delegation=delegation,
        position=position,
        state=PARTICIPANT.first.value,
        registered_by=actor.code,
        registered_at=now,
        is_late=is_late,
    )
    with refused_as(session, persons_passport_hash=PersonAlreadyRegistered(ALREADY_REGISTERED)):
        participant.person = Person(code=new_code("N"))
        write_person(participant, person)
        write_passport(session, participant.person, person.passport)
        write_post(participant, post)
        participant.record_digest = record_digest(participant)
        session.add(participant)
    record(
        session, actor, now, verb="register", of=("participant", participant.code), after=journal_view(participant)
    )
    if post.function is DelegateFunction.HOD:
        name_head(session, actor, now, delegation=delegation, participant=participant)
    return participant


def require_nominable(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, post: PostEntry
) -> bool:
    """A post that the actor may give somebody of this delegation now; whether it comes late (ACC-08).

    Raises RuleBroken with the field, DeadlinePassed.
    """
    require_offered(actor, PartyKind(delegation.party.kind), post, None)
    return keep_deadline(session, actor, now, kind=DeadlineKind.NOMINATION)


def edit_participant(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    participant: Participant,
    person: PersonEntry,
    post: PostEntry,
    version: int,
) -> None:
    """Write the whole entry over the record that the person saw; an empty passport keeps the one on file.

    Raises StaleVersion, RecordLocked (ACC-02), and what register_delegate raises.
    """
    require_version(participant.version, version)
    require_enrolled(participant)
    require_editable(participant, actor)
    person, post = tidied_person(person), tidied_post(post)
    require_person(person, now.date())
    require_post(post, held_rank(session, post.rank_class))
    require_rank_of_host(actor, post, participant)
    require_offered(actor, PartyKind(participant.delegation.party.kind), post, participant)
    is_late = keep_deadline(session, actor, now, kind=DeadlineKind.CHANGES)
    change_place(session, participant, (post.function.value, post.category))
    before, function = journal_view(participant), participant.function
    with refused_as(session, persons_passport_hash=PersonAlreadyRegistered(ALREADY_REGISTERED)):
        write_person(participant, person)
        write_passport(session, participant.person, person.passport)
        write_post(participant, post)
        participant.record_digest = record_digest(participant)
        flag_modified(participant, "title")  # the version counts every edit, of the person too
    after = journal_view(participant)
    changed = [field for field in after if after[field] != before[field]]
    record(
        session,
        actor,
        now,
        verb="edit",
        of=("participant", participant.code),
        before={field: before[field] for field in changed},
        after={field: after[field] for field in changed} | ({"late": True} if is_late else {}),
    )
    if participant.function != function:
        _follow_function(session, actor, now, participant, was=function)
    place_by_class(session, participant)


def withdraw_participant(
    session: Session, actor: Actor, now: datetime, *, participant: Participant, version: int, reason: str
) -> None:
    """Take a person out of the delegation: place, seat of head, passport and link are free again, the record stays."""
    require_version(participant.version, version)
    participant.state = PARTICIPANT.after(ParticipantState(participant.state), "withdraw").value
    # Only who is registered counts as a duplicate (DEL-01), so that a person may move to another delegation (DEL-03).
    participant.person.passport_hash = None
    drop_headships(session, participant)
    drop_companion(session, participant)
    session.flush()
    record(
        session,
        actor,
        now,
        verb="withdraw",
        of=("participant", participant.code),
        reason=require_reason(reason),
    )
    if participant.user is not None:
        revoke_links(session, actor, now, user=participant.user)


def reinstate_participant(
    session: Session, actor: Actor, now: datetime, *, participant: Participant, version: int
) -> None:
    """Take a withdrawn person back, if there is a place and the person is registered nowhere else meanwhile."""
    require_version(participant.version, version)
    require_unfollowed(participant)
    state = PARTICIPANT.after(ParticipantState(participant.state), "reinstate").value
    is_late = keep_deadline(session, actor, now, kind=DeadlineKind.NOMINATION)
    take_place(session, participant.delegation, (participant.function, participant.category))
    person = participant.person
    with refused_as(session, persons_passport_hash=PersonAlreadyRegistered(ALREADY_REGISTERED)):
        participant.state, participant.is_late, participant.followed_by = state, is_late, None
        if person.passport_sealed:
            number = unseal(session, person.passport_sealed)
            person.passport_hash = person.passport_trace = search_hash(session, person.passport_issuer, number)
    drop_replacement(session, participant)
    record(session, actor, now, verb="reinstate", of=("participant", participant.code))
    if participant.function == DelegateFunction.HOD:
        name_head(
            session, actor, now, delegation=participant.delegation, participant=participant
        )


def place_participant(
    session: Session, actor: Actor, now: datetime, *, participant: Participant, after: Participant | None
) -> None:
    """Move a person in the delegation's own order (DEL-13): behind `after`, or to the beginning."""
    require_enrolled(participant)
    ordered = list(
        session.scalars(
            select(Participant)
            .where(Participant.delegation_id == participant.delegation_id)
            .order_by(Participant.position, Participant.id)
        )
    )
    ordered.remove(participant)
    ordered.insert(ordered.index(after) + 1 if after in ordered else 0, participant)
    before = participant.position
    for position, placed in enumerate(ordered, 1):
        if placed.position != position:
            placed.position = position
    session.flush()
    record(
        session,
        actor,
        now,
        verb="place",
        of=("participant", participant.code),
        before={"position": before},
        after={"position": participant.position},
    )


def order_people(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, wanted: Sequence[str], seen: Sequence[str]
) -> None:
    """Put the enrolled people of a delegation into that order (DEL-13); both are codes, `seen` the order on the page.

    Raises StaleVersion when the order is another one by now, OrderChanged when `wanted` names other people than `seen`.
    """
    require_same_people(wanted, seen)
    session.execute(select(Delegation.id).where(Delegation.id == delegation.id).with_for_update())
    present = {one.code: one for one in people_of(session, delegation.id)}
    if list(present) != list(seen):
        raise StaleVersion("Somebody changed this order, or the people in it, after you opened it. This is the present one.")
    gone = [one for one in people_of(session, delegation.id, withdrawn=True) if one.code not in present]
    for position, placed in enumerate([*(present[code] for code in wanted), *gone], 1):
        if placed.position != position:
            placed.position = position
    session.flush()
    record(
        session,
        actor,
        now,
        verb="order_people",
        of=("delegation", delegation.code),
        before={"order": " ".join(seen)},
        after={"order": " ".join(wanted)},
    )


def reveal_passport(session: Session, actor: Actor, now: datetime, *, participant: Participant, reason: str) -> str:
    """The passport number in full; who saw it and why stands in the journal (PRV-04, PM-7)."""
    reason = require_reason(reason)
    sealed = participant.person.passport_sealed
    if not sealed:
        raise RuleBroken("There is no passport number on file.", "reason")
    record(session, actor, now, verb="reveal_passport", of=("participant", participant.code), reason=reason)
    return unseal(session, sealed)


def note_application(session: Session, *, participant: Participant, state: str) -> None:
    """Repeat the state of the application with the person. The record's version stays: nothing of the record has changed.

    The caller records its decision.
    """
    session.execute(
        update(Participant)
        .where(Participant.id == participant.id)
        .values(application=state)
        .execution_options(synchronize_session=False)
    )
    set_committed_value(participant, "application", state)


def lock_participant(session: Session, *, participant: Participant) -> None:
    """Close the record to the delegation while a decision stands (ACC-02). The caller records its decision."""
    participant.is_locked = True
    session.flush()


def unlock_participant(session: Session, *, participant: Participant) -> None:
    """Open the record to the delegation again. The caller records its decision."""
    participant.is_locked = False
    session.flush()


def _follow_function(session: Session, actor: Actor, now: datetime, participant: Participant, *, was: str) -> None:
    """The function of head and the head's seat go together; an acting head of another function keeps the days given.

    Who is spouse no longer accompanies nobody (DEL-11).
    """
    if was == DelegateFunction.SPO:
        drop_companion(session, participant)
    if was == DelegateFunction.HOD:
        drop_headships(session, participant)
    elif participant.function == DelegateFunction.HOD and not _is_head_at_some_time(session, participant):
        name_head(
            session, actor, now, delegation=participant.delegation, participant=participant
        )


def _is_head_at_some_time(session: Session, participant: Participant) -> bool:
    found = session.scalar(select(Headship.id).where(Headship.participant_id == participant.id).limit(1))
    return found is not None

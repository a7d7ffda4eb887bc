"""What the duplicate desk decides about two records: one person, or two (DEL-01)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.claims import settle_claims
from summit.delegations.actions.people import edit_participant, withdraw_participant
from summit.delegations.actions.posts import hand_on_posts
from summit.delegations.actions.turns import take_turn
from summit.delegations.facts import PassportEntry
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import PairDismissal, Participant, Person
from summit.delegations.queries.people import entries_of
from summit.delegations.rules import (
    PASSPORT,
    PHOTO,
    PairDismissed,
    merged_entries,
    require_pair,
    require_reason,
)
from summit.foundation.db import refused_as
from summit.foundation.errors import NotFound
from summit.foundation.sealing import unseal

DISMISSED = "Somebody has just said that these two are not the same person. Open the desk again."


@dataclass(frozen=True)
class Merger:
    """What the person saw and chose: both versions, and the fields that are taken from the record that goes."""

    stays_version: int
    goes_version: int
    taken: frozenset[str]
    reason: str


def merge_participants(
    session: Session, actor: Actor, now: datetime, *, stays: Participant, goes: Participant, merger: Merger
) -> None:
    """Make one record of two: `goes` is withdrawn and leads to `stays`, which takes the chosen fields (DEL-01)
    and keeps the posts of both (DEL-12).

    A passport can only stand once, so that of the other is freed first. Raises StaleVersion when either changed meanwhile,
    and what edit_participant raises.
    """
    reason = require_reason(merger.reason)
    require_pair(stays, goes)
    take_turn(session, {stays: merger.stays_version, goes: merger.goes_version})
    present = entries_of(stays)
    person, post = merged_entries(present, entries_of(goes), merger.taken)
    if PASSPORT in merger.taken:
        person = replace(person, passport=whole_passport(session, goes.person))
    if goes.state == ParticipantState.ENROLLED:
        withdraw_participant(session, actor, now, participant=goes, version=goes.version, reason=reason)
    if merger.taken - {PHOTO}:
        edit_participant(session, actor, now, participant=stays, person=person, post=post, version=stays.version)
    if PHOTO in merger.taken:
        stays.person.photo_file, stays.person.photo_digest = goes.person.photo_file, goes.person.photo_digest
        stays.person.photo_findings = goes.person.photo_findings
    flag_modified(stays, "title")  # whoever opened the record that stays learns that it is another one
    hand_on_posts(session, left=goes, kept=stays, replaced=present[1])
    let_follow(session, goes, by=stays)
    settle_claims(session, actor, now, stays=stays, goes=goes)
    taken = ", ".join(sorted(merger.taken))
    for one, after in ((stays, {"other": goes.code, "taken": taken}), (goes, {"into": stays.code})):
        record(session, actor, now, verb="merge", of=("participant", one.code), after=after, reason=reason)


def dismiss_pair(
    session: Session, actor: Actor, now: datetime, *, first: Participant, second: Participant
) -> PairDismissal:
    """Say that two records are of two people: the desk shows the pair no more. Raises PairDismissed."""
    require_two(first, second)
    low, high = sorted((first.person_id, second.person_id))
    dismissal = PairDismissal(
        first_person_id=low,
        second_person_id=high,
        dismissed_by=actor.code,
        dismissed_by_name=actor.name,
        dismissed_at=now,
    )
    with refused_as(session, pair_dismissals_pair=PairDismissed(DISMISSED)):
        session.add(dismissal)
    _record_pair(session, actor, now, "dismiss_pair", first, second)
    return dismissal


def end_dismissal(session: Session, actor: Actor, now: datetime, *, first: Participant, second: Participant) -> None:
    """Take it back: the pair is to be looked at again. NotFound when nobody has dismissed it."""
    low, high = sorted((first.person_id, second.person_id))
    ended = session.scalar(
        delete(PairDismissal)
        .where(PairDismissal.first_person_id == low, PairDismissal.second_person_id == high)
        .returning(PairDismissal.id)
    )
    if ended is None:
        raise NotFound()
    _record_pair(session, actor, now, "end_dismissal", first, second)


def let_follow(session: Session, gone: Participant, *, by: Participant) -> None:
    """The record of `gone`, and whatever it followed, leads to `by` from now on."""
    session.execute(
        update(Participant)
        .where(Participant.followed_by_id == gone.id, Participant.id != by.id)
        .values(followed_by_id=by.id, version=Participant.version + 1)
    )
    gone.followed_by = by
    session.flush()


def whole_passport(session: Session, person: Person) -> PassportEntry | None:
    """The passport as it would be typed in again, number and all; None when there is none."""
    if not person.passport_sealed:
        return None
    number = unseal(session, person.passport_sealed)
    return PassportEntry(person.passport_kind, person.passport_issuer, number, person.passport_expires_on)


def require_two(first: Participant, second: Participant) -> None:
    """One record is no pair; the address of such a pair names nothing."""
    if first.person_id == second.person_id:
        raise NotFound()


def _record_pair(
    session: Session, actor: Actor, now: datetime, verb: str, first: Participant, second: Participant
) -> None:
    for one, other in ((first, second), (second, first)):
        record(session, actor, now, verb=verb, of=("participant", one.code), after={"other": other.code})

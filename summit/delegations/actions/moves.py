"""A person changes from one delegation to another (DEL-03)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.claims import settle_moved
from summit.delegations.actions.duplicates import let_follow, whole_passport
from summit.delegations.actions.people import register_delegate, withdraw_participant
from summit.delegations.actions.posts import hand_on_posts
from summit.delegations.actions.turns import take_turn
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries.people import entries_of
from summit.delegations.rules import require_enrolled, require_other_delegation


@dataclass(frozen=True)
class Relocation:
    """What the person is to be in the other delegation, and why; `version` is the one that was seen."""

    function: DelegateFunction
    category: str
    reason: str
    version: int


def move_participant(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    participant: Participant,
    delegation: Delegation,
    relocation: Relocation,
) -> Participant:
    """Withdraw the registration and register the same person in the other delegation, as a fresh application (DEL-03).

    What was approved and printed counts for the old record alone, which is withdrawn. Place, deadline and post are judged as
    for everybody who is registered there: raises what register_delegate raises, and StaleVersion.
    """
    take_turn(session, {participant: relocation.version}, into=delegation)
    require_enrolled(participant)
    require_other_delegation(participant, delegation)
    person, post = entries_of(participant)
    person = replace(person, passport=whole_passport(session, participant.person))
    post = replace(post, function=relocation.function, category=relocation.category)
    left = participant.person
    withdraw_participant(
        session, actor, now, participant=participant, version=participant.version, reason=relocation.reason
    )
    moved = register_delegate(session, actor, now, delegation=delegation, person=person, post=post)
    moved.person.photo_file, moved.person.photo_digest = left.photo_file, left.photo_digest
    moved.person.photo_findings = left.photo_findings
    hand_on_posts(session, left=participant, kept=moved, replaced=post)
    let_follow(session, participant, by=moved)
    settle_moved(session, actor, now, person_id=left.id, moved=moved)
    for one, after in (
        (participant, {"to": delegation.code, "followed_by": moved.code}),
        (moved, {"from": participant.delegation.code, "follows": participant.code}),
    ):
        record(session, actor, now, verb="move", of=("participant", one.code), after=after, reason=relocation.reason)
    return moved

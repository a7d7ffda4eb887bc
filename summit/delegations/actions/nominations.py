"""Asking people to register themselves, and what they send in (ACC-01)."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.form_drafts import drop_form_draft
from summit.delegations.actions.people import register_delegate, require_nominable
from summit.delegations.actions.ranks import held_rank
from summit.delegations.facts import PersonEntry, PostEntry
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Delegation, Nomination, Participant
from summit.delegations.naming import tidied
from summit.delegations.rules import (
    OWN_REGISTRATION,
    require_nominee,
    require_person,
    require_post,
    tidied_person,
)
from summit.foundation.codes import hashed, new_code, new_secret
from summit.foundation.errors import Conflict

LIFE = timedelta(days=14)
SPENT = "This link has just been used or ended. Ask the focal point of your delegation for a new one."


def nominate(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, name: str, email: str, post: PostEntry
) -> tuple[Nomination, str]:
    """Name somebody who is to fill in their own registration; the second answer is the secret of the link, told once.

    Only function and category of the post are kept. It takes no place in the quota: the registration will. Raises RuleBroken,
    DeadlinePassed.
    """
    name, email = tidied(name), tidied(email)
    require_nominee(name, email)
    require_post(post, held_rank(session, post.rank_class))
    is_late = require_nominable(session, actor, now, delegation=delegation, post=post)
    secret = new_secret()
    nomination = Nomination(
        code=new_code("O"),
        delegation=delegation,
        token_hash=hashed(secret),
        name=name,
        email=email,
        function=post.function.value,
        category=post.category,
        nominated_by=actor.code,
        nominated_at=now,
        expires_at=now + LIFE,
        is_late=is_late,
    )
    session.add(nomination)
    record(
        session, actor, now, verb="nominate", of=("nomination", nomination.code),
        after={"delegation": delegation.code, "name": name, "function": nomination.function, "category": post.category},
    )  # fmt: skip
    return nomination, secret


def take_up_nomination(
    session: Session, now: datetime, *, nomination: Nomination, person: PersonEntry
) -> tuple[Participant, Actor]:
    """Register who holds the link, once; the second answer is that person as the one who acts.

    Raises Conflict when the link was used or ended in the same moment, and what `register_delegate` raises: the link
    then stays good, for the transaction is undone.
    """
    taken = session.scalar(
        update(Nomination)
        .where(Nomination.id == nomination.id, Nomination.used_at.is_(None), Nomination.ended_at.is_(None))
        .values(used_at=now)
        .returning(Nomination.id)
    )
    if taken is None:
        raise Conflict(SPENT)
    actor = Actor.by_link(nomination.code, nomination.name)
    post = PostEntry(DelegateFunction(nomination.function), nomination.category)
    participant = register_delegate(
        session, actor, now, delegation=nomination.delegation, person=person, post=post, nomination=nomination
    )
    record(
        session, actor, now, verb="take_up", of=("nomination", nomination.code), after={"participant": participant.code}
    )
    return participant, actor


def require_own_answers(now: datetime, *, person: PersonEntry) -> None:
    """What can be judged of the answers before they are sent. Raises RuleBroken with the field."""
    require_person(tidied_person(person), now.date())


def end_nomination(session: Session, actor: Actor, now: datetime, *, nomination: Nomination) -> None:
    """Let the link lead nowhere. Raises Conflict when it was used meanwhile."""
    ended = session.scalar(
        update(Nomination)
        .where(Nomination.id == nomination.id, Nomination.used_at.is_(None))
        .values(ended_at=now)
        .returning(Nomination.id)
    )
    if ended is None:
        raise Conflict("The person has just registered. Withdraw the registration if it should not stand.")
    drop_form_draft(session, owner=nomination.code, form=OWN_REGISTRATION)
    record(session, actor, now, verb="end", of=("nomination", nomination.code))

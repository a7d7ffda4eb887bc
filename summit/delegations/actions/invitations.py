"""The personal link of a delegate."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.accounts.actions import EmailTaken, issue_link, open_account
from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.models import Participant
from summit.delegations.rules import require_enrolled


def invite_delegate(session: Session, actor: Actor, now: datetime, *, participant: Participant) -> str:
    """Make the delegate's personal link and return its secret, which is shown or sent once; an older link ends.

    The account behind it has no password. Its address is the person's own, or one made from the participant's code when
    the person has none or another account has it.
    """
    require_enrolled(participant)
    user = participant.user or _open_account(session, actor, now, participant)
    participant.user = user
    session.flush()
    record(session, actor, now, verb="invite", of=("participant", participant.code), after={"user": user.code})
    return issue_link(session, actor, now, user=user, purpose="personal")


def _open_account(session: Session, actor: Actor, now: datetime, participant: Participant) -> User:
    made_up = f"{participant.code.lower()}@delegate.invalid"
    person = participant.person
    if person.email:
        try:
            return open_account(
                session, actor, now, email=person.email, name=person.badge_name, roles=[Role.DELEGATE]
            )
        except EmailTaken:
            pass
    return open_account(session, actor, now, email=made_up, name=person.badge_name, roles=[Role.DELEGATE])

"""The accounts: every office of the host, two focal points, one delegate with a personal link."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of, hash_password, open_account, set_first_password
from summit.accounts.policy import Role
from summit.accounts.queries import user_by_email
from summit.audit.facts import Actor
from summit.delegations.actions import appoint_focal_point, invite_delegate
from summit.delegations.models import Participant
from summit.demo.cast.assembling import DELEGATE, DELEGATE_EMAIL
from summit.demo.loading.stage import Stage
from summit.demo.names import Sex, person_name
from summit.demo.signatories import HOST
from summit.demo.staff import DOMAIN, DemoAccount, accounts, password_of
from summit.foundation.db import config_of

OPENED_AT = datetime(2025, 8, 4, 2, tzinfo=UTC)
APPOINTED_AT = datetime(2025, 8, 8, 11, tzinfo=UTC)
A_YEAR = timedelta(days=365)
HANDED_OVER, PREDECESSOR = "LA", f"focal_point.la.before@{DOMAIN}"
PAPER = "Note verbale 218/2025 of 1 August 2025"


def open_offices(session: Session, stage: Stage) -> str:
    """An account for every office of the host."""
    for account in accounts():
        if not account.party:
            stage.staff[account.role] = _opened(session, stage, account, OPENED_AT)
    return f"{len(stage.staff)} offices of the host"


def appoint_focal_points(session: Session, stage: Stage) -> str:
    """Focal points with a mandate that is in force for a year from now, whenever the demonstration is loaded.

    One delegation names somebody first who hands over in the summer (loading.contacts).
    """
    for account in accounts():
        if account.party:
            stage.focal_points[account.party] = _opened(session, stage, account, APPOINTED_AT)
            user = user_by_email(session, account.email)
            if user is None:
                raise LookupError(account.email)
            if account.party == HANDED_OVER:
                user = open_account(
                    session, stage.system, APPOINTED_AT, email=PREDECESSOR, name="Bounmy Keola", roles=[account.role]
                )
            appoint_focal_point(
                session,
                stage.staff[Role.PROTOCOL_OFFICER],
                APPOINTED_AT,
                delegation=stage.delegations[account.party],
                user=user,
                mandate_from=APPOINTED_AT,
                mandate_until=stage.moment + A_YEAR,
                paper=PAPER,
            )
    return f"{len(stage.focal_points)} focal points"


def invite_the_delegate(session: Session, stage: Stage) -> str:
    """One delegate with a personal link; `flask demo accounts` shows a fresh one each time."""
    if DELEGATE not in stage.participants:
        return "no delegate invited"
    participant = session.get_one(Participant, stage.participants[DELEGATE])
    invite_delegate(session, stage.focal_points["FR"], stage.moment, participant=participant)
    return "1 delegate invited"


def is_loaded(session: Session) -> bool:
    """Whether the accounts of the demonstration are there."""
    return all(user_by_email(session, account.email) is not None for account in accounts())


def fresh_link(session: Session, actor: Actor, now: datetime) -> str | None:
    """A new personal link of the invited delegate: its secret, shown once. None when nobody was invited."""
    user = user_by_email(session, DELEGATE_EMAIL)
    participant = user and session.scalar(select(Participant).where(Participant.user_id == user.id))
    return invite_delegate(session, actor, now, participant=participant) if participant else None


def _opened(session: Session, stage: Stage, account: DemoAccount, now: datetime) -> Actor:
    rng = random.Random(f"{stage.plan.seed} {account.email}")
    sex: Sex = rng.choice(("F", "M"))
    name = person_name(rng, account.party or HOST, sex)
    order = (name.family, name.given) if name.family_first else (name.given, name.family)
    user = open_account(
        session, stage.system, now, email=account.email, name=" ".join(order).strip(), roles=[account.role]
    )
    password = password_of(config_of(session).secret_key, account.email)
    hashed = hash_password(session, password)
    set_first_password(session, stage.system, now, user=user, password_hash=hashed)
    return actor_of(user)

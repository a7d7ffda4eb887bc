"""Who acts for a delegation, and from when until when (DEL-30, PM-3)."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import end_sessions, issue_link, open_account
from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.accounts.queries import user_by_email
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.facts import Mandate
from summit.delegations.models import Delegation, FocalPoint
from summit.delegations.naming import tidied
from summit.delegations.rules import (
    MandateTaken,
    require_focal_point_account,
    require_mandate_room,
    require_span,
)
from summit.foundation.db import refused_as
from summit.foundation.errors import RuleBroken

LONGEST_PAPER = 200
LONGEST_NAME = 200


def appoint_focal_point(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    delegation: Delegation,
    user: User,
    **mandate: Unpack[Mandate],
) -> FocalPoint:
    """Give the user a mandate for the delegation, named by a paper.

    Raises MandateTaken beyond one primary and two deputies at a time (DEL-30).
    """
    require_focal_point_account(user)
    require_span(mandate["mandate_from"], mandate["mandate_until"], "mandate_until")
    paper = tidied(mandate["paper"])
    if not 0 < len(paper) <= LONGEST_PAPER:
        raise RuleBroken("Name the note verbale or letter that nominates the focal point.", "paper")
    is_deputy = mandate.get("is_deputy", False)
    _lock(session, delegation)
    require_mandate_room(_others(session, delegation, mandate), is_deputy=is_deputy)
    focal_point = FocalPoint(
        user=user,
        delegation=delegation,
        mandate_from=mandate["mandate_from"],
        mandate_until=mandate["mandate_until"],
        is_deputy=is_deputy,
        paper=paper,
    )
    same = MandateTaken("This person has a mandate from that moment on already.")
    with refused_as(session, focal_points_mandate=same):
        session.add(focal_point)
    record(
        session,
        actor,
        now,
        verb="appoint_focal_point",
        of=("delegation", delegation.code),
        after={"user": user.code, "from": mandate["mandate_from"], "until": mandate["mandate_until"], "paper": paper},
    )
    return focal_point


def nominate_contact(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    delegation: Delegation,
    email: str,
    name: str,
    **mandate: Unpack[Mandate],
) -> str:
    """Appoint the contact of that address, with a personal account made where there is none.

    Returns the secret of the invitation link, which is shown once; empty when the contact has a password already.
    """
    user = user_by_email(session, email) or open_account(
        session, actor, now, email=email, name=tidied(name)[:LONGEST_NAME], roles=[Role.FOCAL_POINT]
    )
    appoint_focal_point(session, actor, now, delegation=delegation, user=user, **mandate)
    return "" if user.password_hash else issue_link(session, actor, now, user=user, purpose="invitation")


def end_mandate(session: Session, actor: Actor, now: datetime, *, focal_point: FocalPoint) -> None:
    """End a mandate at this moment and sign its holder out (PM-12); one that has not begun is removed."""
    before = {"user": focal_point.user.code, "until": focal_point.mandate_until}
    delegation = focal_point.delegation
    if focal_point.mandate_from >= now:
        session.delete(focal_point)
    else:
        focal_point.mandate_until = min(now, focal_point.mandate_until)
    session.flush()
    end_sessions(session, focal_point.user)
    record(session, actor, now, verb="end_mandate", of=("delegation", delegation.code), before=before)


def _lock(session: Session, delegation: Delegation) -> None:
    session.execute(select(Delegation.id).where(Delegation.id == delegation.id).with_for_update())


def _others(session: Session, delegation: Delegation, mandate: Mandate) -> list[bool]:
    """Of each mandate that overlaps: whether it is a deputy's."""
    statement = select(FocalPoint.is_deputy).where(
        FocalPoint.delegation_id == delegation.id,
        FocalPoint.mandate_from < mandate["mandate_until"],
        mandate["mandate_from"] < FocalPoint.mandate_until,
    )
    return list(session.scalars(statement))

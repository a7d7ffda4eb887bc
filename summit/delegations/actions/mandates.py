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
from summit.delegations.models import Delegation, FocalPoint, Paper
from summit.delegations.naming import tidied
from summit.delegations.queries.papers import paper_of
from summit.delegations.rules import (
    MandateTaken,
    SuccessorMissing,
    require_focal_point_account,
    require_hand_over,
    require_mandate_paper,
    require_mandate_room,
    require_span,
)
from summit.foundation.db import refused_as
from summit.foundation.errors import NotFound, RuleBroken

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
    """Give the user a mandate for the delegation, named by a paper, and by the one on file if there is one.

    Raises MandateTaken beyond one primary and two deputies at a time (DEL-30).
    """
    require_focal_point_account(user)
    require_span(mandate["mandate_from"], mandate["mandate_until"], "mandate_until")
    filed = _filed(session, delegation, mandate.get("filed", ""))
    paper = tidied(mandate["paper"]) or (filed.reference if filed else "")
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
        filed_paper=filed,
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


def hand_over_mandate(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    focal_point: FocalPoint,
    email: str,
    name: str,
    **mandate: Unpack[Mandate],
) -> str:
    """End a mandate at the hour at which the successor's begins, so that the delegation is never without (DEL-30).

    The others keep theirs; a deputy who follows is deputy no longer. Returns what nominate_contact returns.
    Raises RuleBroken with the field, MandateTaken.
    """
    delegation, starts = focal_point.delegation, mandate["mandate_from"]
    _lock(session, delegation)
    session.refresh(focal_point)
    require_hand_over(focal_point.mandate_from, focal_point.mandate_until, starts, now)
    successor = user_by_email(session, email)
    if successor is not None and successor.id == focal_point.user_id:
        raise RuleBroken("This person holds the mandate. Enter the address of the successor.", "email")
    before = {"user": focal_point.user.code, "until": focal_point.mandate_until}
    focal_point.mandate_until = starts
    if successor is not None:
        _end_at(session, delegation, successor, starts)
    session.flush()
    record(
        session,
        actor,
        now,
        verb="hand_over_mandate",
        of=("delegation", delegation.code),
        before=before,
        after={"until": starts},
    )
    mandate["is_deputy"] = focal_point.is_deputy
    if starts <= now:
        end_sessions(session, focal_point.user)
    return nominate_contact(session, actor, now, delegation=delegation, email=email, name=name, **mandate)


def end_mandate(
    session: Session, actor: Actor, now: datetime, *, focal_point: FocalPoint, without_successor: bool = False
) -> None:
    """End a mandate at this moment and sign its holder out (PM-12); one that has not begun is removed.

    Raises SuccessorMissing when the delegation would have no focal point, unless it is said that it may be without (DEL-30).
    """
    before = {"user": focal_point.user.code, "until": focal_point.mandate_until}
    delegation = focal_point.delegation
    _lock(session, delegation)
    if focal_point.mandate_from >= now:
        session.delete(focal_point)
    else:
        if not without_successor:
            _require_successor(session, focal_point, now)
        focal_point.mandate_until = min(now, focal_point.mandate_until)
    session.flush()
    end_sessions(session, focal_point.user)
    record(session, actor, now, verb="end_mandate", of=("delegation", delegation.code), before=before)


def link_paper(session: Session, actor: Actor, now: datetime, *, focal_point: FocalPoint, filed: str) -> None:
    """Say which paper on file gives the mandate; an empty code means none. Raises NotFound, RuleBroken with the field."""
    delegation = focal_point.delegation
    paper = _filed(session, delegation, filed)
    before = {"user": focal_point.user.code, "paper": focal_point.filed_paper.code if focal_point.filed_paper else ""}
    focal_point.filed_paper = paper
    session.flush()
    after = {"paper": paper.code if paper else ""}
    record(
        session, actor, now, verb="link_paper", of=("delegation", delegation.code), before=before, after=after
    )


def _filed(session: Session, delegation: Delegation, code: str) -> Paper | None:
    """The paper of that code, which stays on file until the transaction ends."""
    if not code:
        return None
    paper = paper_of(session, delegation.id, code)
    held = session.scalar(select(Paper.id).where(Paper.id == paper.id).with_for_update(read=True, key_share=True))
    if held is None:
        raise NotFound()
    require_mandate_paper(paper.kind)
    return paper


def _end_at(session: Session, delegation: Delegation, user: User, at: datetime) -> None:
    """What the user had for this delegation before the new mandate ends with it."""
    statement = select(FocalPoint).where(
        FocalPoint.delegation_id == delegation.id,
        FocalPoint.user_id == user.id,
        FocalPoint.is_deputy.is_(True),
        FocalPoint.mandate_until > at,
    )
    for deputy in session.scalars(statement):
        if deputy.mandate_from < at:
            deputy.mandate_until = at
        else:
            session.delete(deputy)


def _require_successor(session: Session, focal_point: FocalPoint, now: datetime) -> None:
    """Somebody acts for the delegation afterwards, or did not before either."""
    if focal_point.is_deputy or focal_point.mandate_until <= now:
        return
    following = select(FocalPoint.id).where(
        FocalPoint.delegation_id == focal_point.delegation_id,
        FocalPoint.is_deputy.is_(False),
        FocalPoint.id != focal_point.id,
        FocalPoint.mandate_until > now,
    )
    if session.scalar(following.limit(1)) is None:
        raise SuccessorMissing(
            "The delegation would have no focal point. Hand the mandate over, or end it without a successor."
        )


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

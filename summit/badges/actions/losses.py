"""Lost, stolen and damaged cards: reported, a new one approved or refused, replaced (BDG-03)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.accreditation.queries import standings
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.actions.making import take_turn
from summit.badges.actions.runs import open_run
from summit.badges.lifecycle import BADGE, LOSS, BadgeState, LossKind, LossState
from summit.badges.models import Badge, BadgeLoss
from summit.badges.queries import RunPlan, live_card_of
from summit.badges.rules import (
    require_admitted,
    require_approver,
    require_identity,
    require_loss_version,
    require_reason,
)
from summit.foundation.codes import new_code

LONGEST_CIRCUMSTANCES = 500


def report_loss(
    session: Session, actor: Actor, now: datetime, *, badge: Badge, kind: LossKind, circumstances: str
) -> BadgeLoss:
    """The card is lost, stolen or damaged: from this moment its token opens no door (BDG-03).

    Raises ReasonMissing, ImpossibleMove.
    """
    require_reason(circumstances)
    verb = f"report_{kind}"
    before = badge.state
    badge.state = BADGE.after(BadgeState(badge.state), verb)
    badge.needs_check = False
    loss = BadgeLoss(
        code=new_code("L"),
        badge=badge,
        state=LOSS.first,
        circumstances=" ".join(circumstances.split())[:LONGEST_CIRCUMSTANCES],
        reported_at=now,
        reported_by=actor.code,
        reported_by_name=actor.name,
    )
    session.add(loss)
    session.flush()
    record(session, actor, now, verb=verb, of=("badge", badge.serial), before={"state": before}, reason=loss.circumstances)
    return loss


def approve_replacement(session: Session, actor: Actor, now: datetime, *, loss: BadgeLoss, version: int) -> None:
    """An officer agrees to a new card. Raises StaleVersion, ImpossibleMove."""
    _decide(session, actor, now, loss, version, "approve", "")


def refuse_replacement(
    session: Session, actor: Actor, now: datetime, *, loss: BadgeLoss, version: int, reason: str
) -> None:
    """An officer refuses a new card, with the reason. Raises ReasonMissing, StaleVersion, ImpossibleMove."""
    _decide(session, actor, now, loss, version, "refuse", require_reason(reason))


def replace(
    session: Session, actor: Actor, now: datetime, *, loss: BadgeLoss, document: str, is_compared: bool
) -> Badge:
    """The desk has checked who stands there: the card of the next issue is ordered in a run of its own (BDG-03).

    Raises ImpossibleMove before the approval, SamePerson, IdentityUnchecked, NotAdmitted.
    """
    take_turn(session)
    session.refresh(loss)
    state = LOSS.after(LossState(loss.state), "replace")
    require_identity(document, is_compared)
    require_approver(loss.decided_by, actor.code)
    participant = loss.badge.participant
    found = standings(session, [participant.id])[participant.id]
    require_admitted(found.is_admitted, participant.person.badge_name)
    loss.state, loss.document = state, document
    loss.checked_at, loss.checked_by, loss.checked_by_name = now, actor.code, actor.name
    session.flush()
    open_run(session, actor, now, plan=RunPlan(f"Replacement of {loss.badge.serial}", ((participant, None),), ()))
    fresh = live_card_of(session, participant.id)
    if fresh is None:
        raise LookupError("a replacement made no card")
    loss.replacement = fresh
    after = {"replaces": loss.badge.serial, "issue": fresh.issue_number, "document": document}
    record(session, actor, now, verb="replace", of=("badge", fresh.serial), after=after)
    return fresh


def _decide(
    session: Session, actor: Actor, now: datetime, loss: BadgeLoss, version: int, verb: str, reason: str
) -> None:
    require_loss_version(loss, version)
    loss.state = LOSS.after(LossState(loss.state), verb)
    loss.decided_at, loss.decided_by, loss.decided_by_name = now, actor.code, actor.name
    loss.reason = reason
    session.flush()
    spoken = {"approve": "approve_replacement", "refuse": "refuse_replacement"}[verb]
    record(session, actor, now, verb=spoken, of=("badge", loss.badge.serial), after={"report": loss.code}, reason=reason)

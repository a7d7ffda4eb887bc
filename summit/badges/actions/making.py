"""Making cards: the one place where rows of badges come from."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.lifecycle import BADGE, LIVE, BadgeState
from summit.badges.models import Badge, PrintRun
from summit.badges.queries import names_with_loss
from summit.badges.rules import BadgeOrdered, require_no_loss
from summit.delegations.models import Participant
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as

ORDER_LOCK = 7_203_002
EARLIER_RECORD = "Made for an earlier registration of the person, who has a new card"
_TOKEN_BYTES = 8
_ONE_LIVE = "Somebody else has just ordered a badge for the same person. Open the page again and look."


def take_turn(session: Session) -> None:
    """Orders come one after the other, so that each sees whom the last one took; the unique index has the last word.

    SQLite's writers already queue at BEGIN IMMEDIATE; PostgreSQL takes one lock until the transaction ends.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ORDER_LOCK})


def make_cards(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    people: Sequence[tuple[Participant, Badge | None]],
    run: PrintRun | None,
) -> list[Badge]:
    """One queued card each, in this order; a card that was never printed goes over into the run as it is (BDG-03).
    Raises BadgeOrdered, and ReplacementNotApproved for somebody whose reported loss has no replacement yet.

    Who moved or was merged has the cards of the earlier record void from here on: never two live badges (DEL-03).
    """
    require_no_loss(names_with_loss(session, [participant.id for participant, _ in people]))
    _void_earlier(session, actor, now, [participant.id for participant, _ in people])
    issued = _issued(session, [participant.id for participant, _ in people])
    cards = []
    for place, (participant, waiting) in enumerate(people, 1):
        card = waiting or _card(now, participant, issue_number=issued.get(participant.id, 0) + 1)
        card.run, card.place = run, place
        cards.append(card)
    refusal = BadgeOrdered(_ONE_LIVE)
    with refused_as(session, badges_one_live=refusal, badges_issue=refusal):
        session.add_all(cards)
    return cards


def make_void(card: Badge, reason: str, verb: str = "void") -> None:
    """The card counts no more; its token is refused at the next scan (BDG-03). Raises ImpossibleMove for one that is out."""
    card.state = BADGE.after(BadgeState(card.state), verb)
    card.reason = reason


def confirm_cards(cards: Sequence[Badge], now: datetime) -> None:
    """Good cards lie on the desk."""
    for card in cards:
        card.state = BADGE.after(BadgeState(card.state), "confirm")
        card.printed_at = now


def _card(now: datetime, participant: Participant, *, issue_number: int) -> Badge:
    return Badge(
        serial=new_code("B"),
        participant=participant,
        issue_number=issue_number,
        token_id=secrets.token_hex(_TOKEN_BYTES),
        state=BADGE.first,
        created_at=now.replace(microsecond=0),
    )


def _void_earlier(session: Session, actor: Actor, now: datetime, participant_ids: Sequence[int]) -> None:
    statement = (
        select(Badge)
        .join(Badge.participant)
        .where(Participant.followed_by_id.in_(participant_ids), Badge.state.in_(LIVE))
        .order_by(Badge.id)
    )
    for card in session.scalars(statement).all():
        make_void(card, EARLIER_RECORD, "supersede")
        record(session, actor, now, verb="void", of=("badge", card.serial), reason=EARLIER_RECORD)


def _issued(session: Session, participant_ids: Sequence[int]) -> dict[int, int]:
    """The last issue number of each participant who ever had a card."""
    statement = (
        select(Badge.participant_id, func.max(Badge.issue_number).label("last"))
        .where(Badge.participant_id.in_(participant_ids))
        .group_by(Badge.participant_id)
    )
    return {row.participant_id: row.last for row in session.execute(statement)}

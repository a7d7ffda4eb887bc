"""Cards on their way: one envelope is collected in bulk and by a proxy, two cards wait, one that is out is lost."""

from __future__ import annotations

from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.badges.actions import approve_replacement, hand_over, report_loss
from summit.badges.facts import HandOverEntry, HandOverKind
from summit.badges.models import Badge
from summit.badges.queries import cards_at_desk
from summit.demo.loading.prints import CONFIRMED
from summit.demo.loading.stage import Stage
from summit.foundation.db import Database

STAY, PROXY = 2, 1


def hand_badges_over(database: Database, stage: Stage) -> str:
    """The envelope of the confirmed run is opened, as far as there are cards in it."""
    with database.committing() as session:
        cards = list(session.scalars(cards_at_desk(stage.delegations[CONFIRMED])))
        if len(cards) <= STAY + PROXY:
            return "no badge handed over"
        going, by_proxy = cards[: -STAY - PROXY], cards[-STAY - PROXY : -STAY]
        _collect(session, stage, by_proxy, HandOverKind.BY_PROXY)
        _collect(session, stage, going, HandOverKind.IN_BULK)
    with database.committing() as session:
        _lose(session, stage, going[-1].id)
    return f"{len(cards) - STAY} badges handed over, 1 of them lost since"


def _collect(session: Session, stage: Stage, cards: list[Badge], kind: HandOverKind) -> None:
    is_proxy = kind is HandOverKind.BY_PROXY
    entry = HandOverEntry(
        kind=kind,
        serials=frozenset(card.serial for card in cards),
        collector="Bearer of the letter" if is_proxy else stage.focal_points[CONFIRMED].name,
        document="identity_card" if is_proxy else "passport",
        is_compared=True,
        authorization="Letter of 20 October 2025" if is_proxy else "",
        has_copy=is_proxy,
        left_because="" if is_proxy else "Arrive on the second day",
    )
    desk = stage.staff[Role.BADGE_DESK]
    hand_over(session, desk, stage.moment, delegation=stage.delegations[CONFIRMED], entry=entry)


def _lose(session: Session, stage: Stage, badge_id: int) -> None:
    """The contact reports it, and an officer has approved a new one: its bearer is expected with a passport."""
    loss = report_loss(
        session,
        stage.focal_points[CONFIRMED],
        stage.moment,
        badge=session.get_one(Badge, badge_id),
        is_stolen=False,
        circumstances="Left in a taxi between the hotel and the Convention Centre",
    )
    officer = stage.staff[Role.ACCREDITATION_OFFICER]
    approve_replacement(session, officer, stage.moment, loss=loss, version=loss.version)

"""Single cards: void, printed once more, printed by their bearer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.accreditation.queries import categories, standings
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.actions.making import confirm_cards, make_cards, make_void, take_turn
from summit.badges.actions.runs import open_run
from summit.badges.facts import LeftOut, RunSelection, SelectionKind
from summit.badges.lifecycle import BadgeState
from summit.badges.models import Badge
from summit.badges.queries import (
    RunPlan,
    cards_that_are_out,
    is_returned,
    live_card_of,
    participants_with_card,
    plan_cards,
    replaced_cards_out,
)
from summit.badges.rules import (
    CardNotPrinted,
    is_free,
    require_admitted,
    require_in_house,
    require_not_returned,
    require_reason,
    require_replaced_back,
    require_self_print,
    require_somebody,
)
from summit.delegations.models import Participant
from summit.venues.queries import the_summit

HAVE_CARD = frozenset({LeftOut.HAS_BADGE, LeftOut.IN_ANOTHER_RUN})


def void_badge(session: Session, actor: Actor, now: datetime, *, badge: Badge, reason: str) -> None:
    """The card counts no more: spoiled at the desk, or never to be printed; one that is out is reported (BDG-03).

    Raises CardIsOut, ReasonMissing, ImpossibleMove.
    """
    require_in_house([badge])
    reason = require_reason(reason)
    before = badge.state
    make_void(badge, reason)
    session.flush()
    record(
        session,
        actor,
        now,
        verb="void",
        of=("badge", badge.serial),
        before={"state": before},
        after={"state": badge.state},
        reason=reason,
    )


def reissue(session: Session, actor: Actor, now: datetime, *, badge: Badge, reason: str) -> Badge:
    """Print a badge a second time: the printed card is void, a new one with the next issue number is queued (BDG-03).

    Asked twice, the second is an ImpossibleMove: the card it names is void by then. Raises CardIsOut, ReasonMissing,
    NotAdmitted, CardNotPrinted.
    """
    take_turn(session)
    session.refresh(badge)
    require_in_house([badge])
    reason = require_reason(reason)
    if badge.state == BadgeState.QUEUED:
        raise CardNotPrinted(
            "This card is not printed yet. Confirm its run first, naming it as a misprint if it is one."
        )
    participant = badge.participant
    standing = standings(session, [participant.id])[participant.id]
    require_admitted(standing.is_admitted, participant.person.badge_name)
    void_badge(session, actor, now, badge=badge, reason=reason)
    plan = RunPlan(f"Reprint of {badge.serial}", ((participant, None),), ())
    open_run(session, actor, now, plan=plan)
    fresh = live_card_of(session, participant.id)
    if fresh is None:
        raise LookupError("a reprint made no card")
    after = {"replaces": badge.serial, "issue": fresh.issue_number}
    record(session, actor, now, verb="reissue", of=("badge", fresh.serial), after=after, reason=reason)
    return fresh


def issue_for_self(session: Session, actor: Actor, now: datetime, *, participant: Participant) -> Badge:
    """The card of somebody who prints it at home: the live one, or a first one that counts as printed.

    Only where the category allows it. Raises NotSelfPrinted, NotAdmitted, BadgeOrdered, and
    CardReturned for somebody who gave the card back, ReplacedCardOut (ACC-11).
    """
    take_turn(session)
    found = categories(session).get(participant.category)
    require_self_print(found is not None and found.self_print, the_summit(session).collection_point)
    standing = standings(session, [participant.id])[participant.id]
    require_admitted(standing.is_admitted, participant.person.badge_name)
    card = live_card_of(session, participant.id)
    require_replaced_back(replaced_cards_out(session, [participant.id]))
    require_not_returned(is_returned(session, participant))
    if not is_free(card):
        return card  # type: ignore[return-value]  # a card that is not free exists
    (card,) = make_cards(session, actor, now, people=[(participant, card)], run=None)
    confirm_cards([card], now)
    session.flush()
    after = {"participant": participant.code, "issue": card.issue_number}
    record(session, actor, now, verb="issue_for_self", of=("badge", card.serial), after=after)
    return card


def freeze_cards(session: Session, actor: Actor, now: datetime, *, selection: RunSelection) -> list[int]:
    """Make the cards that a selection lacks, without a run: for a file drawn at the command line, which is recorded.

    Returns the ids of all of the selection whose card is in the house now. A later run takes the new ones over. A card that
    is out is left away, for a copy of it would be a second card (BDG-03). Raises NobodyToPrint, and CardIsOut for one person.
    """
    take_turn(session)
    plan = plan_cards(session, selection)
    if selection.kind is SelectionKind.PARTICIPANT:
        require_in_house(cards_that_are_out(session, selection.code))
    fresh = [(participant, card) for participant, card in plan.people if card is None]
    cards = make_cards(session, actor, now, people=fresh, run=None)
    in_house = participants_with_card(session, [code for code, why in plan.left_out if why in HAVE_CARD])
    drawn = [participant.id for participant, _ in plan.people] + in_house
    require_somebody(len(drawn), [why for _, why in plan.left_out])
    after = {"title": plan.title, "cards": len(drawn), "new": len(cards)}
    record(session, actor, now, verb="draw", of=("badges", selection.code or "ALL"), after=after)
    return drawn

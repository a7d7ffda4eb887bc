"""Cards on their way: handed over against a receipt, taken back, their bearers checked (BDG-01, BDG-02, BDG-05, BDG-06)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from summit.accreditation.queries import standings
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.facts import HandOverEntry, HandOverKind
from summit.badges.lifecycle import BADGE, BadgeState
from summit.badges.models import Badge, HandOver, HandOverLine
from summit.badges.queries import cards_at_desk_to_change, cards_to_change, opening_day, replaced_cards_out
from summit.badges.rules import (
    NotAtDesk,
    NothingToCheck,
    require_admitted,
    require_at_desk,
    require_embassy,
    require_entry,
    require_identity,
    require_out,
    require_reason_left,
    require_replaced_back,
)
from summit.delegations.models import Delegation
from summit.delegations.queries import rank_table
from summit.foundation.codes import new_code
from summit.foundation.db import config_of, refused_as

GONE = "One of these badges was handed over in this very moment. Look at the list and choose again."


def hand_over(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, entry: HandOverEntry
) -> HandOver:
    """Cards of one delegation leave the desk against one receipt; whatever stays is noted with the reason (BDG-01).

    All or nothing. Raises HandOverIncomplete, NotAtDesk, NotAdmitted, NotForEmbassy, ReplacedCardOut (ACC-11).
    """
    require_entry(entry)
    cards = cards_at_desk_to_change(session, delegation)
    require_at_desk(cards, entry.serials)
    going = [card for card in cards if card.serial in entry.serials]
    left = [card for card in cards if card.serial not in entry.serials]
    reason = require_reason_left(left, entry)
    _require_all_admitted(session, going)
    require_replaced_back(replaced_cards_out(session, [card.participant_id for card in going]))
    if entry.kind is HandOverKind.EMBASSY:
        require_embassy(going, rank_table(session), now, opening_day(session))
    given = _receipt(actor, now, delegation, entry)
    with refused_as(session, hand_over_lines_one_way=NotAtDesk(GONE)):
        session.add(given)
        session.flush()
        _note_cards(session, given, going, left if reason else [], reason)
    _journal(session, actor, now, given=given, going=going, left=len(left) if reason else 0)
    return given


def take_back(session: Session, actor: Actor, now: datetime, *, badge: Badge) -> None:
    """The card is back at the desk: it opens no door any more (BDG-05). Raises ImpossibleMove."""
    badge.state = BADGE.after(BadgeState(badge.state), "return_")
    badge.needs_check = False
    record(session, actor, now, verb="return_", of=("badge", badge.serial))


def take_back_all(session: Session, actor: Actor, now: datetime, *, serials: Collection[str]) -> list[Badge]:
    """A pile of cards is back at the desk, all or none, each as a single one comes back (BDG-05).

    Raises NothingToReturn, and NotOut with the serials that were not out.
    """
    cards = cards_to_change(session, serials)
    require_out({card.serial: card.state for card in cards}, serials)
    for card in cards:
        take_back(session, actor, now, badge=card)
    return cards


def check_identity(
    session: Session, actor: Actor, now: datetime, *, badge: Badge, document: str, is_compared: bool
) -> None:
    """The bearer of a card that a proxy collected has shown a document: the card may be used (BDG-06).

    Raises IdentityUnchecked, NothingToCheck.
    """
    require_identity(document, is_compared)
    if not badge.needs_check:
        raise NothingToCheck("No identity check is due for this badge.")
    badge.needs_check = False
    record(session, actor, now, verb="check_identity", of=("badge", badge.serial), after={"document": document})


def _require_all_admitted(session: Session, cards: Sequence[Badge]) -> None:
    found = standings(session, [card.participant_id for card in cards])
    for card in cards:
        require_admitted(found[card.participant_id].is_admitted, card.participant.person.badge_name)


def _receipt(actor: Actor, now: datetime, delegation: Delegation, entry: HandOverEntry) -> HandOver:
    return HandOver(
        code=new_code("H"),
        kind=entry.kind.value,
        delegation_id=delegation.id,
        collector=" ".join(entry.collector.split())[:200],
        document=entry.document,
        authorization=" ".join(entry.authorization.split())[:120],
        handed_at=now,
        handed_by=actor.code,
        handed_by_name=actor.name,
    )


def _note_cards(
    session: Session, given: HandOver, going: Sequence[Badge], left: Sequence[Badge], reason: str
) -> None:
    """The lines in one statement and the cards in another, however many there are."""
    lines = [{"hand_over_id": given.id, "badge_id": card.id, "reason": ""} for card in going]
    lines += [{"hand_over_id": given.id, "badge_id": card.id, "reason": reason} for card in left]
    session.execute(insert(HandOverLine), lines)
    needs_check = given.kind == HandOverKind.BY_PROXY and config_of(session).badge_proxy_check
    session.execute(
        update(Badge)
        .where(Badge.id.in_([card.id for card in going]))
        .values(state=BADGE.after(BadgeState.PRINTED, "hand_over").value, needs_check=needs_check)
    )


def _journal(
    session: Session, actor: Actor, now: datetime, *, given: HandOver, going: Sequence[Badge], left: int
) -> None:
    after = {"cards": len(going), "left": left, "kind": given.kind}
    record(session, actor, now, verb="hand_over", of=("hand_over", given.code), after=after)
    for card in going:
        record(session, actor, now, verb="hand_over", of=("badge", card.serial), after={"receipt": given.code})

"""Envelopes at the desk, hand-overs and their receipts (BDG-01, BDG-07)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from summit.badges.facts import (
    DOCUMENTS,
    HAND_OVERS,
    EnvelopeLabel,
    EnvelopeLine,
    HandOverFacts,
    HandOverKind,
    HandOverLineFacts,
)
from summit.badges.lifecycle import BadgeState
from summit.badges.models import Badge, HandOver, HandOverLine
from summit.badges.queries.cards import in_printing_order, loaded_cards
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import names_of
from summit.foundation.clock import moment
from summit.foundation.errors import NotFound
from summit.venues.queries import the_summit

AT_DESK = (Badge.state == BadgeState.PRINTED.value) & Badge.run_id.is_not(None)  # others are printed by their bearers
IS_OUT = Badge.state == BadgeState.HANDED_OUT.value


def opening_day(session: Session) -> datetime:
    """The moment in which the first day of the summit begins."""
    summit = the_summit(session)
    return moment(datetime.combine(summit.first_day, time.min), summit.zone)


def envelopes() -> Select[Delegation]:
    """Delegations with cards at the desk first, then those whose cards are all out: a statement to be paged."""
    at_desk = _has_cards(AT_DESK)
    return (
        select(Delegation)
        .join(Delegation.party)
        .where(_has_cards(AT_DESK | IS_OUT))
        .order_by(at_desk.desc(), Delegation.sort_name, Delegation.id)
        .options(joinedload(Delegation.party))
    )


def envelope_lines(session: Session, rows: Sequence[Delegation]) -> list[EnvelopeLine]:
    """These delegations with what lies in their envelopes: two queries, whatever their number."""
    counted: dict[tuple[int, str], int] = defaultdict(int)
    statement = (
        select(Participant.delegation_id, Badge.state, func.count().label("cards"))
        .join(Badge, Badge.participant_id == Participant.id)
        .where(Participant.delegation_id.in_([row.id for row in rows]), AT_DESK | IS_OUT)
        .group_by(Participant.delegation_id, Badge.state)
    )
    for line in session.execute(statement):
        counted[line.delegation_id, line.state] = line.cards
    names = names_of(session, {row.party_id for row in rows})
    return [
        EnvelopeLine(
            row.code,
            names[row.party_id],
            row.party.flag,
            counted[row.id, BadgeState.PRINTED.value],
            counted[row.id, BadgeState.HANDED_OUT.value],
        )
        for row in rows
    ]


def cards_at_desk(delegation: Delegation) -> Select[Badge]:
    """The cards in the envelope of a delegation, in printing order."""
    return in_printing_order(loaded_cards().where(Participant.delegation_id == delegation.id, AT_DESK))


def cards_out(delegation: Delegation) -> Select[Badge]:
    """The cards of a delegation that are out with their bearers, in printing order."""
    return in_printing_order(loaded_cards().where(Participant.delegation_id == delegation.id, IS_OUT))


def holders_of_cards(session: Session) -> list[EnvelopeLine]:
    """Every delegation with cards that are out, by name."""
    statement = (
        select(Delegation).where(_has_cards(IS_OUT)).order_by(Delegation.sort_name, Delegation.id)
    )
    return envelope_lines(session, session.scalars(statement.options(joinedload(Delegation.party))).all())


def cards_at_desk_to_change(session: Session, delegation: Delegation) -> list[Badge]:
    """The same, and nobody else may change them until the transaction ends."""
    statement = cards_at_desk(delegation).with_for_update(of=Badge).execution_options(populate_existing=True)
    return list(session.scalars(statement))


def envelope_labels(session: Session, codes: Sequence[str] = ()) -> list[EnvelopeLabel]:
    """A label for each envelope with cards in it, in the order of the delegations; of these alone when codes are given."""
    statement = (
        select(Badge.serial, Delegation)
        .join(Badge.participant)
        .join(Participant.person)
        .join(Participant.delegation)
        .where(AT_DESK)
    )
    if codes:
        statement = statement.where(Delegation.code.in_(codes))
    serials: dict[int, list[str]] = defaultdict(list)
    found: dict[int, Delegation] = {}
    for serial, delegation in session.execute(in_printing_order(statement)):
        serials[delegation.id].append(serial)
        found[delegation.id] = delegation
    names = names_of(session, {delegation.party_id for delegation in found.values()})
    summit = the_summit(session)
    return [
        EnvelopeLabel(
            event=summit.short_title,
            delegation=names[delegation.party_id],
            delegation_code=delegation.code,
            count=len(serials[number]),
            first_serial=serials[number][0],
            last_serial=serials[number][-1],
            collection_point=summit.collection_point,
        )
        for number, delegation in found.items()
    ]


def hand_over_by_code(session: Session, code: str) -> HandOver:
    """The hand-over of that code, or NotFound."""
    statement = (
        select(HandOver)
        .where(HandOver.code == code)
        .options(joinedload(HandOver.delegation).joinedload(Delegation.party))
    )
    found = session.scalar(statement)
    if found is None:
        raise NotFound()
    return found


def hand_over_facts(session: Session, given: HandOver) -> HandOverFacts:
    """A hand-over with every card on its receipt, in printing order."""
    statement = (
        loaded_cards()
        .join(HandOverLine, HandOverLine.badge_id == Badge.id)
        .add_columns(HandOverLine.reason)
        .where(HandOverLine.hand_over_id == given.id)
    )
    lines = [
        HandOverLineFacts(
            serial=card.serial,
            issue_number=card.issue_number,
            name=card.participant.person.badge_name,
            category=card.participant.category,
            participant_code=card.participant.code,
            reason=reason,
        )
        for card, reason in session.execute(in_printing_order(statement))
    ]
    names = names_of(session, [given.delegation.party_id])
    return HandOverFacts(
        code=given.code,
        kind=HAND_OVERS[HandOverKind(given.kind)],
        delegation_code=given.delegation.code,
        delegation=names[given.delegation.party_id],
        flag=given.delegation.party.flag,
        collector=given.collector,
        document=DOCUMENTS[given.document],
        authorization=given.authorization,
        handed_at=given.handed_at,
        handed_by_name=given.handed_by_name,
        cards=tuple(line for line in lines if not line.reason),
        left=tuple(line for line in lines if line.reason),
    )


def hand_overs_of(session: Session, delegation: Delegation) -> list[tuple[HandOver, int]]:
    """The hand-overs to a delegation, the newest first, each with the number of its cards."""
    counted = (
        select(HandOverLine.hand_over_id, func.count().label("cards"))
        .where(HandOverLine.reason == "")
        .group_by(HandOverLine.hand_over_id)
        .subquery()
    )
    statement = (
        select(HandOver, counted.c.cards)
        .join(counted, counted.c.hand_over_id == HandOver.id)
        .where(HandOver.delegation_id == delegation.id)
        .order_by(HandOver.handed_at.desc(), HandOver.id.desc())
    )
    return [(given, cards) for given, cards in session.execute(statement)]


def receipt_of(session: Session, card: Badge) -> str:
    """The code of the hand-over by which this card went out; empty while it has not."""
    statement = (
        select(HandOver.code)
        .join(HandOverLine, HandOverLine.hand_over_id == HandOver.id)
        .where(HandOverLine.badge_id == card.id, HandOverLine.reason == "")
    )
    return session.scalar(statement) or ""


def _has_cards(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(Badge.id)
        .join(Badge.participant)
        .where(Participant.delegation_id == Delegation.id, condition)
        .exists()
    )

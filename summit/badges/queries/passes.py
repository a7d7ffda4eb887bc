"""Numbered cards of every kind: which wait to be printed, what stands on them, and the code that each carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias, cast

from sqlalchemy import ColumnElement, Select, false, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from summit.badges.facts import CARD_KIND_NAMES, LETTERS, PassLine, PassOrder
from summit.badges.layout import CardKind
from summit.badges.lifecycle import (
    DayBadgeState,
    FloaterState,
    LapelPinState,
    PrintRunState,
    VehiclePassState,
)
from summit.badges.models import DayBadge, FloaterPass, LapelPin, PrintRun, VehiclePass
from summit.delegations.models import Participant
from summit.foundation.errors import NotFound
from summit.venues.queries import zones

NumberedCard: TypeAlias = FloaterPass | DayBadge | VehiclePass | LapelPin
_Column: TypeAlias = InstrumentedAttribute[str] | InstrumentedAttribute[int] | InstrumentedAttribute[date]
MODELS: Mapping[CardKind, type[NumberedCard]] = {
    CardKind.FLOATER: FloaterPass,
    CardKind.DAY_BADGE: DayBadge,
    CardKind.VEHICLE: VehiclePass,
    CardKind.PIN_RECORD: LapelPin,
}
WAITING: Mapping[CardKind, str] = {
    CardKind.FLOATER: FloaterState.AT_DESK.value,
    CardKind.DAY_BADGE: DayBadgeState.PRINTED.value,
    CardKind.VEHICLE: VehiclePassState.QUEUED.value,
    CardKind.PIN_RECORD: LapelPinState.ISSUED.value,
}
# The category whose own design draws a kind of numbered card, if it has one.
CATEGORY_OF = {CardKind.DAY_BADGE: "X", CardKind.PIN_RECORD: "PIN"}
_GIVEN_UP = (PrintRunState.CANCELLED.value, PrintRunState.FAILED.value)


def pass_kind(kind: str) -> CardKind:
    """The kind of numbered card that is called so, or NotFound."""
    if kind not in {one.value for one in MODELS}:
        raise NotFound("There are no numbered cards of this kind.")
    return CardKind(kind)


def pass_category(kind: CardKind) -> str:
    """The category whose design draws these numbered cards, if it has one of its own; empty is that for all."""
    return CATEGORY_OF.get(kind, "")


def passes_waiting(order: PassOrder) -> Select[NumberedCard]:
    """The numbered cards of an order that no run has printed or is about to print, by number.

    Nobody else may take them until the transaction ends. Raises NotFound for a kind that is none.
    """
    kind = pass_kind(order.kind)
    model = MODELS[kind]
    given_up = select(PrintRun.id).where(PrintRun.state.in_(_GIVEN_UP))
    is_free = or_(model.run_id.is_(None), model.run_id.in_(given_up))
    statement = _all_of(kind).where(model.state == WAITING[kind], is_free, _chosen(kind, order.key))
    return statement.order_by(*_by_number(kind)).with_for_update(of=model).execution_options(populate_existing=True)


def passes_in_house(order: PassOrder) -> Select[NumberedCard]:
    """Those of an order that are not with anybody, printed or not: for a file drawn at the command line."""
    kind = pass_kind(order.kind)
    model = MODELS[kind]
    states = {WAITING[kind], VehiclePassState.PRINTED.value}
    return _all_of(kind).where(model.state.in_(states), _chosen(kind, order.key)).order_by(*_by_number(kind))


def passes_of_run(run: PrintRun) -> Select[NumberedCard]:
    """The numbered cards of a run in its order, void ones too: a statement to be paged."""
    model = MODELS[CardKind(run.kind)]
    return _all_of(CardKind(run.kind)).where(model.run_id == run.id).order_by(model.place, model.id)


def passes_counted(session: Session, runs: Sequence[PrintRun]) -> dict[int, int]:
    """Id of a run -> how many of its numbered cards are not void: one query, whatever kinds there are among them."""
    ids = [run.id for run in runs]
    counts = (
        select(model.run_id, func.count().label("cards"))
        .where(model.run_id.in_(ids), model.state != "void")
        .group_by(model.run_id)
        for model in MODELS.values()
    )
    return {row.run_id: row.cards for row in session.execute(union_all(*counts))}


def passes_to_print(session: Session, run: PrintRun) -> list[NumberedCard]:
    """Those of them that are still to be printed."""
    state = WAITING[CardKind(run.kind)]
    return [one for one in session.scalars(passes_of_run(run)) if one.state == state]


def pass_lines(session: Session, rows: Sequence[NumberedCard]) -> list[PassLine]:
    """These numbered cards as lines of a list: one more query for names, whatever their number."""
    known = zones(session)
    return [PassLine(row.serial, *_told(row, known), row.state) for row in rows]


def title_of_order(order: PassOrder) -> str:
    """What a run of these is called."""
    name = {
        CardKind.FLOATER: "Floater passes",
        CardKind.DAY_BADGE: "Day badges",
        CardKind.VEHICLE: "Vehicle passes",
        CardKind.PIN_RECORD: "Records of lapel pins",
    }.get(pass_kind(order.kind), CARD_KIND_NAMES[order.kind])
    return f"{name}: {order.key}" if order.key else name


def _all_of(kind: CardKind) -> Select[NumberedCard]:
    """Every numbered card of a kind, each with what names it."""
    statement = cast("Select[NumberedCard]", select(MODELS[kind]))
    if kind is CardKind.PIN_RECORD:
        return statement.options(joinedload(LapelPin.participant).joinedload(Participant.person))
    return statement


def _told(row: NumberedCard, known: Mapping[str, str]) -> tuple[str, str]:
    match row:
        case FloaterPass():
            return known.get(row.zone_code, row.zone_code), LETTERS[row.letter]
        case DayBadge():
            return f"{row.valid_on:%-d %B %Y}", f"No. {row.number:03d}"
        case VehiclePass():
            return row.plate, f"No. {row.number:03d}"
        case LapelPin():
            return row.participant.person.badge_name, f"Pin {row.number:03d}"


def _by_number(kind: CardKind) -> tuple[_Column, ...]:
    match kind:
        case CardKind.FLOATER:
            return FloaterPass.zone_code, FloaterPass.letter, FloaterPass.number
        case CardKind.DAY_BADGE:
            return DayBadge.valid_on, DayBadge.number
        case CardKind.VEHICLE:
            return (VehiclePass.number,)
    return (LapelPin.number,)


def _chosen(kind: CardKind, key: str) -> ColumnElement[bool]:
    """Which of a kind an order means; a key that says nothing means none."""
    model = MODELS[kind]
    if not key:
        return model.id.is_not(None)
    if kind is CardKind.FLOATER:
        zone, _, letter = key.partition("-")
        return (FloaterPass.zone_code == zone) & (FloaterPass.letter == letter)
    if kind is CardKind.DAY_BADGE:
        try:
            return DayBadge.valid_on == date.fromisoformat(key)
        except ValueError:
            return false()
    return model.serial == key

"""Vehicle passes and lapel pins, as their lists and pages read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from summit.badges.facts import PinLine, VehicleLine
from summit.badges.models import LapelPin, PrintRun, VehiclePass
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import names_of
from summit.foundation.errors import NotFound

Card = TypeVar("Card", VehiclePass, LapelPin)


def vehicle_passes(search: str = "") -> Select[VehiclePass]:
    """Every vehicle pass by number, or those whose plate, driver or serial holds these words: a statement to be paged."""
    wanted = " ".join(search.upper().split())
    statement = _vehicles().order_by(VehiclePass.number.desc())
    if not wanted:
        return statement
    return statement.where(
        or_(
            VehiclePass.plate.contains(wanted, autoescape=True),
            func.upper(VehiclePass.driver).contains(wanted, autoescape=True),
            VehiclePass.serial == wanted,
        )
    )


def vehicle_pass_by_serial(session: Session, serial: str) -> VehiclePass:
    """The vehicle pass of that serial, or NotFound."""
    return _found(session.scalar(_vehicles().where(VehiclePass.serial == serial)))


def vehicle_pass_to_change(session: Session, serial: str) -> VehiclePass:
    """The same, and nobody else may change it until the transaction ends."""
    statement = _vehicles().where(VehiclePass.serial == serial).with_for_update(of=VehiclePass)
    return _found(session.scalar(statement.execution_options(populate_existing=True)))


def vehicle_lines(session: Session, rows: Sequence[VehiclePass]) -> list[VehicleLine]:
    """These vehicle passes as lines of a list: two more queries, whatever their number."""
    names, runs = names_of(session, {row.delegation.party_id for row in rows}), _runs(session, rows)
    return [
        VehicleLine(
            serial=row.serial,
            number=row.number,
            plate=row.plate,
            driver=row.driver,
            delegation_code=row.delegation.code,
            delegation=names[row.delegation.party_id],
            flag=row.delegation.party.flag,
            zones=tuple(row.zones.split()),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            state=row.state,
            reason=row.reason,
            collector=row.collector,
            handed_at=row.handed_at,
            run=runs.get(row.run_id, ""),
        )
        for row in rows
    ]


def lapel_pins() -> Select[LapelPin]:
    """Every pin that was given out by number, the latest holder first: a statement to be paged."""
    return _pins().order_by(LapelPin.number, LapelPin.id.desc())


def pin_by_serial(session: Session, serial: str) -> LapelPin:
    """The pin of that record, or NotFound."""
    return _found(session.scalar(_pins().where(LapelPin.serial == serial)))


def pin_to_change(session: Session, serial: str) -> LapelPin:
    """The pin of that record, and nobody else may change it until the transaction ends; or NotFound."""
    statement = _pins().where(LapelPin.serial == serial).with_for_update(of=LapelPin)
    return _found(session.scalar(statement.execution_options(populate_existing=True)))


def pin_lines(session: Session, rows: Sequence[LapelPin]) -> list[PinLine]:
    """These pins as lines of a list: two more queries, whatever their number."""
    names = names_of(session, {row.participant.delegation.party_id for row in rows})
    runs = _runs(session, rows)
    return [
        PinLine(
            serial=row.serial,
            number=row.number,
            name=row.participant.person.badge_name,
            participant_code=row.participant.code,
            delegation=names[row.participant.delegation.party_id],
            flag=row.participant.delegation.party.flag,
            state=row.state,
            reason=row.reason,
            collector=row.collector,
            issued_at=row.issued_at,
            issued_by_name=row.issued_by_name,
            run=runs.get(row.run_id, ""),
        )
        for row in rows
    ]


def pins_of(session: Session, participant: Participant) -> list[PinLine]:
    """The pins that somebody has or had, the latest first."""
    statement = _pins().where(LapelPin.participant_id == participant.id).order_by(LapelPin.id.desc())
    return pin_lines(session, session.scalars(statement).all())


def _vehicles() -> Select[VehiclePass]:
    loaded = contains_eager(VehiclePass.delegation)
    return (
        select(VehiclePass)
        .join(VehiclePass.delegation)
        .join(Delegation.party)
        .options(loaded.contains_eager(Delegation.party))
    )


def _pins() -> Select[LapelPin]:
    loaded = contains_eager(LapelPin.participant)
    return (
        select(LapelPin)
        .join(LapelPin.participant)
        .join(Participant.person)
        .join(Participant.delegation)
        .join(Delegation.party)
        .options(
            loaded.contains_eager(Participant.person),
            loaded.contains_eager(Participant.delegation).contains_eager(Delegation.party),
        )
    )


def _runs(session: Session, rows: Sequence[VehiclePass] | Sequence[LapelPin]) -> dict[int | None, str]:
    statement = select(PrintRun.id, PrintRun.code).where(PrintRun.id.in_([row.run_id for row in rows]))
    return {row.id: row.code for row in session.execute(statement)}


def _found(card: Card | None) -> Card:
    if card is None:
        raise NotFound()
    return card

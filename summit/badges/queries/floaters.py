"""Floater passes: what lies at the desk, what each delegation may hold and holds (DEL-20, DEL-21, DEL-22)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from summit.badges.facts import (
    ALL_LETTERS,
    DOCUMENTS,
    LETTERS,
    FloaterHolder,
    FloaterLine,
    FloaterReceipt,
    PlacesEntry,
    PlacesLine,
    Pool,
    PoolLine,
)
from summit.badges.lifecycle import FloaterState, PrintRunState
from summit.badges.models import FloaterLoan, FloaterPass, FloaterQuota, PrintRun
from summit.delegations.lifecycle import PartyKind
from summit.delegations.models import Delegation, Party
from summit.delegations.queries import Reach, names_of
from summit.foundation.errors import NotFound
from summit.venues.queries import zones

SHOWN = 5  # serials named as the next ones
IS_OPEN = FloaterLoan.ended_at.is_(None)


def pool_lines(session: Session) -> list[PoolLine]:
    """Each zone and letter of which there are passes: two queries."""
    names = zones(session)
    counted: dict[Pool, Counter[str]] = defaultdict(Counter)
    following: dict[Pool, list[str]] = defaultdict(list)
    unprinted: Counter[Pool] = Counter()
    given_up = select(PrintRun.id).where(PrintRun.state.in_((PrintRunState.CANCELLED.value, PrintRunState.FAILED.value)))
    is_free = or_(FloaterPass.run_id.is_(None), FloaterPass.run_id.in_(given_up))
    statement = select(FloaterPass.zone_code, FloaterPass.letter, FloaterPass.state, FloaterPass.serial, is_free)
    for zone, letter, state, serial, waits in session.execute(statement.order_by(FloaterPass.number)):
        counted[zone, letter][state] += 1
        unprinted[zone, letter] += waits and state == FloaterState.AT_DESK
        if state == FloaterState.AT_DESK and len(following[zone, letter]) < SHOWN:
            following[zone, letter].append(serial)
    order = list(LETTERS)
    return [
        PoolLine(
            zone,
            names.get(zone, zone),
            letter,
            states[FloaterState.AT_DESK.value],
            states[FloaterState.HANDED_OUT.value],
            states[FloaterState.LOST.value],
            tuple(following[zone, letter]),
            unprinted[zone, letter],
        )
        for (zone, letter), states in sorted(counted.items(), key=lambda one: (one[0][0], order.index(one[0][1])))
    ]


def floater_holders(within: Reach) -> Select[Delegation]:
    """The delegations within reach that hold passes or may hold some, by name: a statement to be paged."""
    holds = select(FloaterLoan.id).where(FloaterLoan.delegation_id == Delegation.id, IS_OPEN).exists()
    may_hold = (
        select(FloaterQuota.id)
        .where(or_(FloaterQuota.delegation_id == Delegation.id, FloaterQuota.kind == Party.kind), FloaterQuota.places > 0)
        .exists()
    )
    return (
        select(Delegation)
        .join(Delegation.party)
        .options(contains_eager(Delegation.party))
        .where(within.of_delegations(), or_(holds, may_hold))
        .order_by(holds.desc(), Delegation.sort_name, Delegation.id)
    )


def holder_facts(session: Session, rows: Sequence[Delegation]) -> list[FloaterHolder]:
    """These delegations with the number of passes they hold: two queries."""
    statement = (
        select(FloaterLoan.delegation_id, func.count().label("held"))
        .where(FloaterLoan.delegation_id.in_([row.id for row in rows]), IS_OPEN)
        .group_by(FloaterLoan.delegation_id)
    )
    held = {row.delegation_id: row.held for row in session.execute(statement)}
    names = names_of(session, {row.party_id for row in rows})
    return [
        FloaterHolder(row.code, names[row.party_id], row.party.flag, held.get(row.id, 0)) for row in rows
    ]


def held_floaters(session: Session, delegation: Delegation) -> Counter[Pool]:
    """How many passes of each zone and letter are with a delegation now."""
    statement = (
        select(FloaterPass.zone_code, FloaterPass.letter, func.count().label("held"))
        .join(FloaterLoan, FloaterLoan.floater_id == FloaterPass.id)
        .where(FloaterLoan.delegation_id == delegation.id, IS_OPEN)
        .group_by(FloaterPass.zone_code, FloaterPass.letter)
    )
    return Counter({(row.zone_code, row.letter): row.held for row in session.execute(statement)})


def places_of(session: Session, delegation: Delegation) -> dict[Pool, int]:
    """Zone and letter -> how many a delegation may hold: its own numbers, else those of its kind (DEL-20)."""
    found: dict[Pool, int] = {}
    for row in _quotas_of(session, delegation):
        found[row.zone_code, row.letter] = row.places
    return found


def places_lines(session: Session, delegation: Delegation) -> list[PlacesLine]:
    """What a delegation may hold and holds, by zone, all letters together first."""
    names, held = zones(session), held_floaters(session, delegation)
    rows = {(row.zone_code, row.letter): row for row in _quotas_of(session, delegation)}
    pools = sorted({*rows, *((zone, ALL_LETTERS) for zone, _ in held)})
    return [
        PlacesLine(
            zone,
            names.get(zone, zone),
            letter,
            rows[zone, letter].places if (zone, letter) in rows else 0,
            sum(number for (its, one), number in held.items() if its == zone and letter in (ALL_LETTERS, one)),
            (zone, letter) in rows and rows[zone, letter].delegation_id is not None,
        )
        for zone, letter in pools
    ]


def quota_row(session: Session, whom: PartyKind | Delegation, entry: PlacesEntry) -> FloaterQuota | None:
    """The row that sets these places, if there is one."""
    is_theirs = (
        FloaterQuota.delegation_id == whom.id
        if isinstance(whom, Delegation)
        else FloaterQuota.delegation_id.is_(None) & (FloaterQuota.kind == whom.value)
    )
    return session.scalar(
        select(FloaterQuota).where(
            is_theirs, FloaterQuota.zone_code == entry.zone, FloaterQuota.letter == entry.letter
        )
    )


def kind_places(session: Session) -> list[tuple[str, str, str, int]]:
    """Kind of party, zone, letter and places, of every rule for a kind."""
    statement = (
        select(FloaterQuota.kind, FloaterQuota.zone_code, FloaterQuota.letter, FloaterQuota.places)
        .where(FloaterQuota.delegation_id.is_(None))
        .order_by(FloaterQuota.kind, FloaterQuota.zone_code, FloaterQuota.letter)
    )
    return [(row.kind, row.zone_code, row.letter, row.places) for row in session.execute(statement)]


def floaters_out(session: Session, delegation: Delegation) -> list[FloaterLine]:
    """The passes that a delegation holds now, by serial."""
    return _lines(session, FloaterLoan.delegation_id == delegation.id, IS_OPEN)


def floater_receipt(session: Session, code: str) -> FloaterReceipt:
    """What was handed out under that receipt, or NotFound."""
    statement = (
        select(FloaterLoan)
        .where(FloaterLoan.receipt == code)
        .options(joinedload(FloaterLoan.delegation).joinedload(Delegation.party))
        .limit(1)
    )
    loan = session.scalar(statement)
    if loan is None:
        raise NotFound()
    names = names_of(session, [loan.delegation.party_id])
    return FloaterReceipt(
        code,
        names[loan.delegation.party_id],
        loan.collector,
        DOCUMENTS[loan.document],
        loan.handed_at,
        loan.handed_by_name,
        tuple(_lines(session, FloaterLoan.receipt == code)),
    )


def floaters_to_change(session: Session, serials: Collection[str]) -> list[FloaterPass]:
    """These passes by number, and nobody else may change them until the transaction ends."""
    statement = (
        select(FloaterPass)
        .where(FloaterPass.serial.in_(serials))
        .order_by(FloaterPass.zone_code, FloaterPass.letter, FloaterPass.number)
        .with_for_update()
    )
    return list(session.scalars(statement.execution_options(populate_existing=True)))


def floater_to_change(session: Session, serial: str) -> FloaterPass:
    """One of them, or NotFound."""
    found = floaters_to_change(session, [serial])
    if not found:
        raise NotFound()
    return found[0]


def open_loan_of(session: Session, floater: FloaterPass) -> FloaterLoan | None:
    """The loan by which this pass is out."""
    statement = select(FloaterLoan).where(FloaterLoan.floater_id == floater.id, IS_OPEN)
    return session.scalar(statement.options(joinedload(FloaterLoan.delegation)))


def _quotas_of(session: Session, delegation: Delegation) -> list[FloaterQuota]:
    """The rules that count: those of the delegation itself in place of those of its kind."""
    is_theirs = or_(FloaterQuota.delegation_id == delegation.id, FloaterQuota.kind == delegation.party.kind)
    rows = session.scalars(select(FloaterQuota).where(is_theirs).order_by(FloaterQuota.delegation_id.is_not(None)))
    return list({(row.zone_code, row.letter): row for row in rows}.values())


def _lines(session: Session, *conditions: ColumnElement[bool]) -> list[FloaterLine]:
    names = zones(session)
    statement = (
        select(FloaterPass, FloaterLoan)
        .join(FloaterLoan, FloaterLoan.floater_id == FloaterPass.id)
        .where(*conditions)
        .order_by(FloaterPass.zone_code, FloaterPass.letter, FloaterPass.number)
    )
    return [
        FloaterLine(
            one.serial,
            one.zone_code,
            names.get(one.zone_code, one.zone_code),
            one.letter,
            one.state,
            loan.collector,
            loan.handed_at,
            loan.receipt,
        )
        for one, loan in session.execute(statement)
    ]

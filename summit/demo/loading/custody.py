"""The badge desk at work: its equipment, one envelope collected in bulk and by a proxy, one badge lost since."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from summit.accounts.policy import Role
from summit.accreditation.queries import admitted
from summit.badges.actions import (
    approve_replacement,
    hand_over,
    issue_pin,
    lend_floaters,
    make_day_badges,
    make_floaters,
    make_vehicle_pass,
    move_stock,
    open_printer,
    open_stock_item,
    report_loss,
    set_places,
)
from summit.badges.facts import HandOverEntry, HandOverKind, LoanEntry, PinEntry, PlacesEntry, VehicleEntry
from summit.badges.lifecycle import LossKind
from summit.badges.models import Badge
from summit.badges.queries import cards_at_desk
from summit.delegations.lifecycle import PartyKind
from summit.delegations.models import Participant
from summit.demo.loading.prints import CONFIRMED
from summit.demo.loading.stage import Stage
from summit.foundation.db import Database
from summit.venues.queries import the_summit

STAY, FEW = 2, 4
PRINTERS = (("Card printer 1", "Accreditation center, left"), ("Card printer 2", "Accreditation center, right"))
STOCK = (("Blank cards A6", 4000, 18), ("Lapel pins", 150, 0), ("Holders with ribbon", 4000, 5))
DAY_BADGES = 50
PLATES = ("29A-123.45", "29A-678.90", "80-NG-011-22")
PIN_CATEGORY, PINS = "PIN", 4
RED = "R"
RED_PLACES = {"": 6, "S": 1, "M": 1}
RED_PASSES = {"D": 120, "S": 30, "M": 30}


def hand_badges_over(database: Database, stage: Stage) -> str:
    """The envelope of the confirmed run is opened, as far as there are cards in it."""
    with database.committing() as session:
        cards = list(session.scalars(cards_at_desk(stage.delegations[CONFIRMED])))
        is_small = len(cards) <= FEW
        going = cards[:1] if is_small else cards[:-STAY]
        by_proxy = None if is_small else going.pop()
        if by_proxy:
            _collect(session, stage, [by_proxy], HandOverKind.BY_PROXY)
        if going:
            _collect(session, stage, going, HandOverKind.IN_BULK)
            _lose(session, stage, going[-1].id)
    return f"badges handed over: {len(going) + bool(by_proxy)}, lost since: {bool(going):d}"


def equip_desk(database: Database, stage: Stage) -> str:
    """Two printers, stock, day badges for every day, floater passes of which one delegation holds a few, cars and pins."""
    desk, now = stage.staff[Role.BADGE_DESK], stage.moment
    with database.committing() as session:
        for name, place in PRINTERS:
            open_printer(session, desk, now, name=name, place=place)
        for name, number, used in STOCK:
            item = open_stock_item(session, desk, now, name=name)
            move_stock(session, desk, now, item=item, kind="received", number=number, note="")
            if used:
                move_stock(session, desk, now, item=item, kind="used", number=used, note="")
        for day in the_summit(session).days():
            make_day_badges(session, desk, now, day=day, count=DAY_BADGES)
        passes = _lend(session, stage)
        pins = _give_pins(session, stage)
        for number, plate in enumerate(PLATES):
            _admit_car(session, stage, plate, number)
    return (
        f"{len(PRINTERS)} printers, {len(STOCK)} things in stock, {passes} floater passes handed out, "
        f"{len(PLATES)} vehicle passes, {pins} lapel pins"
    )


def _admit_car(session: Session, stage: Stage, plate: str, number: int) -> None:
    """A car of the confirmed delegation for all days of the summit."""
    summit = the_summit(session)
    entry = VehicleEntry(plate, f"Driver {number + 1}", ("B", "G"), summit.first_day, summit.last_day)
    desk = stage.staff[Role.BADGE_DESK]
    make_vehicle_pass(session, desk, stage.moment, delegation=stage.delegations[CONFIRMED], entry=entry)


def _give_pins(session: Session, stage: Stage) -> int:
    """The first principals who are admitted have their pins; returns how many."""
    statement = (
        select(Participant)
        .where(Participant.category == PIN_CATEGORY, Participant.id.in_(admitted()))
        .options(joinedload(Participant.person))
        .order_by(Participant.id)
        .limit(PINS)
    )
    principals = session.scalars(statement).all()
    for number, participant in enumerate(principals, 1):
        entry = PinEntry(number, "Member of the mission", "embassy_card", is_compared=True)
        issue_pin(session, stage.staff[Role.BADGE_DESK], stage.moment, participant=participant, entry=entry)
    return len(principals)


def _lend(session: Session, stage: Stage) -> int:
    """The ASEM rule: six passes of the red zone for a Member State, of them one for security and one for a messenger."""
    desk, chief, now = stage.staff[Role.BADGE_DESK], stage.staff[Role.CHIEF_OF_PROTOCOL], stage.moment
    for letter, places in RED_PLACES.items():
        set_places(session, chief, now, whom=PartyKind.STATE_M, entry=PlacesEntry(RED, letter, places))
    serials: list[str] = []
    for letter, count in RED_PASSES.items():
        made = make_floaters(session, desk, now, zone=RED, letter=letter, count=count)
        serials += made[:2] if letter == "D" else made[:1]
    entry = LoanEntry(frozenset(serials), stage.focal_points[CONFIRMED].name, "passport", is_compared=True)
    lend_floaters(session, desk, now, delegation=stage.delegations[CONFIRMED], entry=entry)
    return len(serials)


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
        kind=LossKind.LOST,
        circumstances="Left in a taxi between the hotel and the Convention Centre",
    )
    officer = stage.staff[Role.ACCREDITATION_OFFICER]
    approve_replacement(session, officer, stage.moment, loss=loss, version=loss.version)

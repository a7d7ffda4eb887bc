"""More of everything: what a list is made of when a summit is large."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.accreditation import actions as accreditation
from summit.agenda import actions as agenda
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import ContributorPart, EntryKind
from summit.badges import actions as badges
from summit.badges.facts import (
    HandOverEntry,
    HandOverKind,
    LoanEntry,
    PlacesEntry,
    RunSelection,
    SelectionKind,
    VehicleEntry,
)
from summit.badges.lifecycle import LossKind
from summit.badges.queries import live_card_of
from summit.bilaterals import actions as bilaterals
from summit.delegations import actions as delegations
from summit.delegations.facts import OrganizationEntry, PassportEntry, PersonEntry, PostEntry
from summit.delegations.lifecycle import DelegateFunction, PartyKind
from summit.delegations.models import Delegation, Participant
from summit.delegations.photograph import cut
from summit.delegations.queries import delegation_by_code, participant_by_code
from summit.venues.actions import open_room
from summit.venues.facts import RoomFacts
from summit.venues.models import Room, Venue
from tests.bilaterals.stage import hanoi, wish
from tests.factories import FACTS, NOW, SYSTEM, appoint, make_user, sign_in
from tests.journeys.stage import Scene, build, picture

QUARTER = timedelta(minutes=15)
A_DAY_HAS = 40  # quarters of an hour in which the programme of the crowd runs


def build_crowd(session: Session, size: int) -> Scene:
    """The scene, and `size` more people, delegations, lines, rooms, requests, meetings, cards, runs, accounts, browsers."""
    scene = build(session)
    own = delegation_by_code(session, scene.own.delegation)
    officer = session.get_one(User, scene.users[Role.ACCREDITATION_OFFICER])
    people = [_person(session, own, number, DelegateFunction.REP, photo=number < 10) for number in range(size)]
    for person in people:
        case = accreditation.submit(session, SYSTEM, NOW, participant=person)
        accreditation.approve(session, actor_of(officer), NOW, accreditation=case, version=case.version)
    for person in people[: size // 2]:
        one = RunSelection(SelectionKind.PARTICIPANT, person.code)
        run = badges.order_run(session, SYSTEM, NOW, selection=one)
        session.flush()
        badges.cancel_run(session, SYSTEM, NOW, run=run, version=run.version)
    _custody(session, own, people[size // 2 : size // 2 + size // 4], size)
    badges.order_run(session, SYSTEM, NOW, selection=RunSelection(SelectionKind.DELEGATION, own.code))
    venue = session.scalars(select(Venue)).first()
    assert venue is not None
    rooms = [_room(session, venue, number) for number in range(size)]
    bodies = [_body(session, number) for number in range(size)]
    _programme(session, rooms, people, bodies, participant_by_code(session, scene.own.head))
    _meetings(session, own, rooms, bodies)
    for number in range(size):
        make_user(session, roles=[Role.TRANSPORT], name=f"Driver {number}")
        sign_in(session, session.get_one(User, scene.users[Role.ADMINISTRATOR]))
    return scene


def _person(
    session: Session, delegation: Delegation, number: int, function: DelegateFunction, *, photo: bool = False
) -> Participant:
    """A complete person whose rank spares the vetting."""
    code = f"{delegation.code}{number}"
    entry = PersonEntry(
        f"Member{code}", "Anh", f"Anh MEMBER{code}", "FRA",
        passport=PassportEntry("diplomatic", "FRA", f"CROWD{delegation.id}{number:05d}", date(2031, 1, 1)),
        born_on=date(1970, 1, 1), sex="F", email=f"member{code}@crowd.example".lower(),
    )  # fmt: skip
    post = PostEntry(function, "D", title="Ambassador", rank_class=20)
    person = delegations.register_delegate(session, SYSTEM, NOW, delegation=delegation, person=entry, post=post)
    if photo:
        delegations.store_photo(session, SYSTEM, NOW, participant=person, portrait=cut(picture(100 + number)))
    else:
        person.person.photo_file = "drawn-elsewhere.jpg"
    return person


def _custody(session: Session, own: Delegation, people: list[Participant], size: int) -> None:
    """Cards that are out, every second of them lost; passes, day badges, printers and stock in proportion."""
    cards = []
    for person in people:
        run = badges.order_run(
            session, SYSTEM, NOW, selection=RunSelection(SelectionKind.PARTICIPANT, person.code)
        )
        badges.finish_run(session, NOW, run=run)
        badges.confirm_run(session, SYSTEM, NOW, run=run, version=run.version)
        card = live_card_of(session, person.id)
        assert card is not None
        cards.append(card)
    for card in cards:
        entry = HandOverEntry(HandOverKind.IN_PERSON, frozenset({card.serial}), "Bearer", "passport", is_compared=True)
        badges.hand_over(session, SYSTEM, NOW, delegation=own, entry=entry)
    session.expire_all()
    for card in cards[::2]:
        badges.report_loss(session, SYSTEM, NOW, badge=card, kind=LossKind.LOST, circumstances="In a taxi")
    badges.set_places(session, SYSTEM, NOW, whom=own, entry=PlacesEntry("B", "", size))
    serials = badges.make_floaters(session, SYSTEM, NOW, zone="B", letter="D", count=size)
    loan = LoanEntry(frozenset(serials), "Bearer", "passport", is_compared=True)
    badges.lend_floaters(session, SYSTEM, NOW, delegation=own, entry=loan)
    badges.make_day_badges(session, SYSTEM, NOW, day=FACTS.first_day, count=size)
    for number in range(size):
        car = VehicleEntry(f"CAR {number}", "Driver", ("B",), FACTS.first_day, FACTS.last_day)
        badges.make_vehicle_pass(session, SYSTEM, NOW, delegation=own, entry=car)
    for number in range(size // 5):
        badges.open_printer(session, SYSTEM, NOW, name=f"Printer {number}", place="Hall 2")
        item = badges.open_stock_item(session, SYSTEM, NOW, name=f"Thing {number}")
        badges.move_stock(session, SYSTEM, NOW, item=item, kind="received", number=5, note="")


def _body(session: Session, number: int) -> tuple[Delegation, Participant]:
    """An organization with a head and a focal point."""
    names = {("en", "short"): f"Body {number:03d}"}
    party = delegations.add_organization(
        session, SYSTEM, NOW, entry=OrganizationEntry(f"BODY{number}", PartyKind.IGO.value, names)
    )
    delegation = delegations.open_delegation(session, SYSTEM, NOW, party=party)
    head = _person(session, delegation, 0, DelegateFunction.HOD)
    if number < 2:
        appoint(session, delegation)
    return delegation, head


def _room(session: Session, venue: Venue, number: int) -> Room:
    facts = RoomFacts(
        f"X-{number:03d}", f"Room {number}", 30, kind="bilateral" if number % 2 else "meeting", position=number
    )
    return open_room(session, SYSTEM, NOW, venue=venue, facts=facts)


def _programme(
    session: Session,
    rooms: list[Room],
    people: list[Participant],
    bodies: list[tuple[Delegation, Participant]],
    head: Participant,
) -> None:
    """A line for each room on the second day: half of them one after the other with the head of `own`, half side events."""
    opening = hanoi("08:00", day=26)
    for number, (room, person, (delegation, _)) in enumerate(zip(rooms, people, bodies, strict=True)):
        is_side_event = bool(number % 2) or number >= 2 * A_DAY_HAS
        starts_at = opening + QUARTER * ((number // 2) % A_DAY_HAS)
        draft = EntryDraft(
            EntryKind.SIDE_EVENT if is_side_event else EntryKind.DISCUSSION, f"Line {number}", starts_at,
            starts_at + timedelta(minutes=5), room=room.code, topic="T1" if is_side_event else "",
        )  # fmt: skip
        entry = agenda.schedule_entry(session, SYSTEM, NOW, facts=draft)
        speaker = person if is_side_event else head
        agenda.name_contributor(
            session, SYSTEM, NOW, entry=entry, participant=speaker, part=ContributorPart.SPEAKER
        )
        if is_side_event:
            agenda.add_sponsor(session, SYSTEM, NOW, entry=entry, delegation=delegation, is_lead=True)


def _meetings(
    session: Session, own: Delegation, rooms: list[Room], bodies: list[tuple[Delegation, Participant]]
) -> None:
    """Each body asks `own`; every two bodies meet in a room of theirs, and the next ones have agreed and wait for one."""
    free = wish("08:00", "20:00")
    for delegation, _ in bodies:
        bilaterals.ask(session, SYSTEM, NOW, asking=delegation, asked=own, wish=free)
    for number in range(0, len(bodies) - 1, 2):
        (asking, _), (asked, _) = bodies[number], bodies[number + 1]
        for placed, clock in ((True, "10:00"), (False, "12:00")):
            request = bilaterals.ask(
                session, SYSTEM, NOW, asking=asking if placed else asked, asked=asked if placed else asking, wish=free
            )
            bilaterals.offer_other_time(
                session, SYSTEM, NOW, request=request, by="asked", version=None, starts_at=hanoi(clock)
            )
            bilaterals.accept(session, SYSTEM, NOW, request=request, by="asking", version=None)
            if placed:
                bilaterals.confirm(
                    session, SYSTEM, NOW, request=request, room=rooms[number], starts_at=hanoi(clock)
                )

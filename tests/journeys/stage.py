"""One scene with a thing of every kind for two delegations that may not know of each other, and one user an office."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of, issue_link
from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.accreditation import actions as accreditation
from summit.accreditation.facts import CategoryFacts
from summit.accreditation.lifecycle import Clearance
from summit.accreditation.models import Accreditation
from summit.accreditation.queries import categories
from summit.agenda import actions as agenda
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import Access, ContributorPart, EntryKind
from summit.agenda.models import AgendaEntry
from summit.audit.facts import Actor
from summit.badges import actions as badges
from summit.badges.facts import (
    DayBadgeEntry,
    DesignEntry,
    HandOverEntry,
    HandOverKind,
    LoanEntry,
    PassOrder,
    PinEntry,
    PlacesEntry,
    RunSelection,
    SelectionKind,
    VehicleEntry,
)
from summit.badges.lifecycle import LossKind
from summit.badges.models import Badge
from summit.badges.queries import day_badge_to_change, examined, live_card_of
from summit.bilaterals import actions as bilaterals
from summit.bilaterals.facts import (
    Noted,
    Occasion,
    OccasionKind,
    PlannedMeeting,
    Ring,
    Span,
    write_answers,
    write_plan,
    write_replan,
)
from summit.bilaterals.queries import noted_occasions, problem_of
from summit.bilaterals.rules import stood, struck
from summit.bilaterals.solver import replans, solve
from summit.delegations import actions as delegations
from summit.delegations.facts import (
    HeldPostEntry,
    LetterEntry,
    OrganizationEntry,
    PaperEntry,
    PassportEntry,
    PersonEntry,
    PostEntry,
    QuotaEntry,
    RankClassEntry,
    ReplyEntry,
    RunEntry,
    ViewEntry,
)
from summit.delegations.lifecycle import DeadlineKind, DelegateFunction, PartyKind
from summit.delegations.models import Delegation, FocalPoint, Headship, Paper, Participant
from summit.delegations.photograph import SentPhoto, cut
from summit.delegations.precedence import DEFAULTS, ListKind, Manner, Pin
from summit.delegations.queries import Reach, delegation_by_code, draft_of, participant_by_code
from summit.delegations.rules import OWN_REGISTRATION
from summit.delegations.sheet import Sheet, SheetFile, SheetRow
from summit.documents import actions as documents
from summit.documents.facts import Asked
from summit.documents.lifecycle import CorrectedField, DocumentKind, VersionState
from summit.documents.queries import circulated_list
from summit.notices import actions as notices
from summit.notices.facts import Envelope, Outcome, Wording
from summit.notices.kinds import BY_CODE
from summit.notices.models import BouncedAddress
from summit.notices.queries import notice_by_code
from summit.venues.actions import open_venue, open_zone, set_summit
from summit.venues.facts import SummitFacts
from summit.venues.models import Room
from tests.bilaterals.stage import Team, agree, ask, hanoi
from tests.factories import FACTS, NOW, SYSTEM, appoint, make_delegation, make_user
from tests.journeys.words import IDENTITY, INTERNAL, NUMBER, OPERATIONAL, REFUSAL, SUBJECT, Words

ALWAYS = datetime(2020, 1, 1, tzinfo=UTC)
DAY = FACTS.first_day.isoformat()
ZONES = {"A": "Plenary hall", "B": "Meeting rooms"}


@dataclass(frozen=True)
class Side:
    """What one delegation has: public codes and numbers as they stand in addresses."""

    delegation: str
    head: str
    people: dict[str, str]
    cases: dict[str, str]
    focal_point: int
    headship: int
    register_import: int
    entry: str
    side_event: str
    co_sponsor: str
    request: str
    requests: dict[str, str]
    block: str
    room_request: str
    separation: str
    badge: str
    run: str
    nomination: str
    quota: str
    rank: int
    ordered: str
    override: int
    published: int
    paper: str
    photo_import: int
    photo_line: int
    change_run: str
    note: int
    post: int
    twin: str
    hand_over: str
    loss: str
    open_loss: str
    printer: str
    floater: str
    floater_receipt: str
    day_badge: str
    day_badge_out: str
    stock: str
    vehicle: str
    vehicle_out: str
    pin: str
    pass_run: str
    stranger: str
    design: str = ""
    published_design: str = ""
    claim: str = ""
    answered_claim: str = ""
    document: str = ""
    version: int = 0
    correction: str = ""
    plan: str = ""
    occasion: str = ""
    noted: str = ""


@dataclass(frozen=True)
class Scene:
    """Both sides, the ids of a user for each office, and what belongs to no side.

    The focal point and the delegate act for `own`; `stranger` is the focal point of `other`.
    """

    own: Side
    other: Side
    users: dict[Role, int]
    stranger: int
    user_code: str
    room: str
    party: str
    secrets: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    bounced: int = 0


def build(session: Session, words: Words | None = None) -> Scene:
    """The whole scene in an empty database with parties; about two seconds."""
    words = words or Words()
    _describe_summit(session, words)
    rooms = _open_rooms(session, words)
    for code, title in (("T1", "Electronic evidence"), ("T2", "Assistance")):
        agenda.open_topic(session, SYSTEM, NOW, code=code, title=words(title), title_vi=words("Chủ đề"), position=1)
    for kind in DeadlineKind:
        delegations.set_deadline(session, SYSTEM, NOW, kind=kind, falls_at=datetime(2090, 1, 1, tzinfo=UTC))
    delegations.open_quota(session, SYSTEM, NOW, whom=PartyKind.STATE_M, entry=QuotaEntry(9, functions=("MSG",)))
    staff = {role: make_user(session, roles=[role], name=words(f"Officer {role.value}")) for role in Role}
    partners = [_team(session, code, words) for code in ("CL", "DE")]
    first = _Building(session, words, staff, rooms, partners[0])
    own, focal_point, delegate = first.side("FR", at=0)
    other, stranger, _ = _Building(session, words, staff, rooms, partners[1]).side("JP", at=1)
    own = _with_claims(session, words, staff, (own, other.delegation), focal_point)
    other = _with_claims(session, words, staff, (other, own.delegation), session.get_one(User, stranger.id))
    own, other = (_with_documents(session, words, staff, side) for side in (own, other))
    bilaterals.set_interpreters(session, SYSTEM, NOW, language="fr", places=9)
    own, other = (replace(side, plan=_plan(session, staff)) for side in (own, other))
    own, other = (
        replace(
            side,
            occasion=_occasion(session, staff, room),
            noted=next(one.code for one in noted_occasions(session, NOW) if one.name == room),
        )
        for side, room in ((own, "B-01"), (other, "B-02"))
    )
    for role in (Role.CHIEF_OF_PROTOCOL, Role.PROTOCOL_OFFICER):
        for kind in ("people", "delegations"):
            view = ViewEntry(kind, words("Photos of States", 60), "kind=STATE_M", office=role.value)
            delegations.save_view(session, actor_of(staff[role]), NOW, entry=view)
    staff |= {Role.FOCAL_POINT: focal_point, Role.DELEGATE: delegate}
    party = _organization(session, words)
    secrets = {
        purpose: issue_link(session, SYSTEM, datetime.now(UTC), user=user, purpose=purpose)
        for purpose, user in (
            ("invitation", make_user(session, roles=[Role.ORGANIZER], name=words("New organizer"))),
            ("reset", staff[Role.TRANSPORT]),
            ("personal", delegate),
            ("calendar", delegate),
        )
    }
    secrets["nomination"] = first.secret
    letters, bounced = _letters(session, words)
    return Scene(
        own=own,
        other=other,
        users={role: user.id for role, user in staff.items()},
        stranger=stranger.id,
        user_code=staff[Role.OPERATIONS_ROOM].code,
        room=rooms["B"][0].code,
        party=party,
        secrets=secrets,
        letters=letters,
        bounced=bounced,
    )


def _plan(session: Session, staff: dict[Role, User]) -> str:
    """A plan of all open requests that has come to its end, with one change by hand."""
    desk = actor_of(staff[Role.BILATERAL_DESK])
    run = bilaterals.ask_for_plan(session, desk, NOW, seconds=10)
    bilaterals.start_plan(session, NOW, run=run)
    problem = problem_of(run)
    found = solve(problem, time_limit=1)
    bilaterals.finish_plan(session, NOW, run=run, plan=write_plan(found))
    standing = {one.code for one in problem.requests if one.fixed is not None}
    moved = next(one.request for one in found.meetings if one.request not in standing)
    bilaterals.move_in_plan(
        session, desk, NOW, run=run, meeting=PlannedMeeting(moved, "", 0), version=run.version
    )
    return run.code


def _occasion(session: Session, staff: dict[Role, User], room: str) -> str:
    """A room is lost, and there are two ways to go on."""
    run = bilaterals.ask_for_answers(
        session, actor_of(staff[Role.BILATERAL_DESK]), NOW, occasion=Occasion(OccasionKind.ROOM_LOST, room, 840, 1000)
    )
    bilaterals.start_plan(session, NOW, run=run)
    problem = problem_of(run)
    before = stood(problem)
    told = [one.request for one in before]
    found = replans(struck(problem), before, told=told, ring=Ring.COUNTERPARTS, time_limit=1)
    answers = [write_replan(one) for one in found]
    bilaterals.finish_plan(session, NOW, run=run, plan=answers[-1], answers=write_answers(answers))
    return run.code


def picture(shade: int = 150) -> bytes:
    """A plain JPEG that is large enough for a photo."""
    out = io.BytesIO()
    Image.new("RGB", (420, 540), (shade, 120, 100)).save(out, "JPEG")
    return out.getvalue()


class _Building:
    """Builds one side; keeps what every step needs."""

    def __init__(
        self, session: Session, words: Words, staff: dict[Role, User], rooms: dict[str, list[Room]], partner: Team
    ) -> None:
        self.session, self.words, self.staff, self.rooms, self.partner = session, words, staff, rooms, partner

    def side(self, code: str, at: int) -> tuple[Side, User, User]:
        """The delegation of that party; `at` keeps the two sides' times and rooms apart."""
        self.code = code
        self.delegation = make_delegation(self.session, code, badge_quota=400)
        head = self.person("head", DelegateFunction.HOD, rank_class=40)
        focal_point = appoint(self.session, self.delegation, user=self._user(Role.FOCAL_POINT))
        appoint_deputy(self.session, self.delegation, self.words)
        people = {name: self.person(name) for name in PEOPLE}
        people["spouse"] = self.person("spouse", DelegateFunction.SPO)
        delegations.accompany(self.session, SYSTEM, NOW, participant=people["spouse"], principal=head)
        people["head"] = head
        cases = self._cases(people)
        delegations.invite_delegate(self.session, SYSTEM, NOW, participant=head)
        assert head.user is not None
        line, side_event = self._programme(head, people["adviser"], at)
        requests = self._requests(Team(self.delegation, head, focal_point), at)
        printer = badges.open_printer(
            self.session, SYSTEM, NOW, name=f"{code} {self.words('Printer', 70)}", place=self.words("Hall 2", 120)
        )
        hand_over, open_loss = self._custody([people[name] for name in HOLDERS])
        loss = self._replaced(head)
        run, badge = self._badges(head, people["approved"])
        nomination, self.secret = delegations.nominate(
            self.session, SYSTEM, datetime.now(UTC), delegation=self.delegation,
            name=self.words(f"Nominated {code}"), email=f"{OPERATIONAL}{code}nominated@mark.example".lower(),
            post=PostEntry(DelegateFunction.ADV, "D"),
        )  # fmt: skip
        texts = {"family_name": self.words("Typed family name"), "given_names": self.words("Typed given names"),
                 "nationality": "FRA", "phone": "+33 1 23"}  # fmt: skip
        delegations.keep_form_draft(
            self.session, datetime.now(UTC), owner=nomination.code, form=OWN_REGISTRATION, texts=texts
        )
        ordered = (ListKind.SEATING, ListKind.SIGNING)[at]
        side = Side(
            delegation=self.delegation.code,
            nomination=nomination.code,
            head=head.code,
            people={name: person.code for name, person in people.items()},
            cases=cases,
            focal_point=self._id(FocalPoint, FocalPoint.delegation_id == self.delegation.id),
            headship=self._id(Headship, Headship.delegation_id == self.delegation.id),
            register_import=self._import(),
            entry=line.code,
            side_event=side_event.code,
            co_sponsor=self.partner.delegation.code,
            request=requests["confirmed"],
            requests=requests,
            block=bilaterals.block_principal(
                self.session, SYSTEM, NOW, participant=head, kind="rest", span=Span(hanoi("12:00"), hanoi("12:30"))
            ).code,
            separation=bilaterals.keep_apart(
                self.session, actor_of(self.staff[Role.CHIEF_OF_PROTOCOL]), NOW, one=self.delegation,
                other=self.partner.delegation, reason=self.words("Reason", 200),
            ).code,
            room_request=bilaterals.ask_room(
                self.session, SYSTEM, NOW, delegation=self.delegation, starts_at=hanoi("09:00"), minutes=30, persons=4
            ).code,
            badge=badge,
            run=run,
            quota=self._quota(),
            rank=self._rank(at),
            ordered=ordered.value,
            override=self._decision(ordered),
            published=self._publication(ordered),
            paper=self._paper(),
            photo_import=self._photo_import(head),
            photo_line=0,
            change_run=self._change_run(people, focal_point),
            note=self._noted(head),
            post=self._post(head),
            twin=people["adviser"].code,
            hand_over=hand_over,
            loss=loss,
            open_loss=open_loss,
            printer=printer.code,
            **self._passes(),
            **self._cars_and_pins(people["approved"], at),
            stranger=people["submitted"].code,
            design=self._design(),
            published_design=self._published_design(at),
        )
        officer = actor_of(self.staff[Role.PROTOCOL_OFFICER])
        delegations.dismiss_pair(
            self.session, officer, NOW, first=people["adviser"], second=people["submitted"]
        )
        return side, focal_point, head.user

    def _rank(self, at: int) -> int:
        """A class that nobody is of."""
        entry = RankClassEntry(91 + at, self.words(f"Class of {self.code}", 80), holds=self.words("Posts", 300))
        chief = actor_of(self.staff[Role.CHIEF_OF_PROTOCOL])
        return delegations.open_rank(self.session, chief, NOW, entry=entry).number

    def _quota(self) -> str:
        """An exception that this delegation was granted."""
        entry = QuotaEntry(2, functions=("SEC",), reason=self.words(f"Asked for by {self.code}", 300))
        chief = actor_of(self.staff[Role.CHIEF_OF_PROTOCOL])
        return delegations.open_quota(self.session, chief, NOW, whom=self.delegation, entry=entry).code

    def person(
        self, name: str, function: DelegateFunction = DelegateFunction.ADV, rank_class: int = 70
    ) -> Participant:
        """One participant with a text in every field, a passport and a photo."""
        words, mark = self.words, f"{self.code}{name}"
        number = sum(map(ord, mark)) % 90 + 10
        passport = passport_of(self.code, name)
        entry = PersonEntry(
            family_name=words(f"{IDENTITY}{mark}"),
            given_names=words(f"{IDENTITY}{mark} given"),
            badge_name=words(f"PUB{mark} NAME"),
            nationality="FRA",
            native_name=words(f"Nguyễn {mark}"),
            native_language=words("vi", 8),
            salutation=words("Ms", 20),
            style=words("H.E.", 20),
            personal_title=words("General", 40),
            address_name=words("Minister", 80),
            phonetic_hint=words("NGWEN", 120),
            sort_as=words(f"PUB{mark}", 200),
            sex="F",
            born_on=date(1961, 2, 3),
            passport=PassportEntry("diplomatic", "FRA", passport, date(2031, 1, 1)),
            email=f"{OPERATIONAL}{mark}@mark.example".lower().replace(" ", "-"),
            phone=f"+33 7311 {number}",
        )
        post = PostEntry(
            function=function,
            category="D",
            title=words(f"Minister of {mark}", 160),
            native_title=words(f"Bộ trưởng {mark}", 160),
            badge_title=words(f"Minister {mark}", 80),
            rank_class=rank_class,
        )
        person = delegations.register_delegate(
            self.session, SYSTEM, NOW, delegation=self.delegation, person=entry, post=post
        )
        delegations.store_photo(self.session, SYSTEM, NOW, participant=person, portrait=cut(picture(number * 2)))
        return person

    def _import(self) -> int:
        """A sheet that waits to be looked at: one row can be done, one cannot."""
        header = (self.words("Family name"), "Function", "Category", "Nationality", self.words("Shoe size"))
        rows = (
            SheetRow(2, (self.words(f"{IDENTITY}{self.code}newcomer"), "ADV", "D", "FRA", "44")),
            SheetRow(3, (self.words(f"{IDENTITY}{self.code}stranger"), "ADV", "D", "QQQ", self.words("45"))),
        )
        columns = dict(enumerate(("family_name", "function", "category", "nationality")))
        file = SheetFile(self.words("register.csv"), f"{self.code:0>64}", Sheet(header, rows), columns)
        draft = delegations.draft_import(self.session, SYSTEM, NOW, delegation=self.delegation, file=file)
        return int(draft.id)

    def _photo_import(self, head: Participant) -> int:
        """Photos that wait to be looked at: one shows somebody, one nobody."""
        photos = [
            SentPhoto(f"{head.code}.jpg", cut(picture(90))),
            SentPhoto(f"{self.words('portrait')}.jpg", cut(picture(91))),
        ]
        draft = delegations.draft_photo_import(self.session, SYSTEM, NOW, delegation=self.delegation, photos=photos)
        return int(draft.id)

    def _cases(self, people: dict[str, Participant]) -> dict[str, str]:
        """Applications in every state, by the name of the person."""
        cases = {name: self._submit(people[name]) for name in ("head", *WAYS)}
        for name, way in WAYS.items():
            for step in way:
                step(self, cases[name])
        self._decide("approve", cases["head"])
        delegations.withdraw_participant(
            self.session,
            SYSTEM,
            NOW,
            participant=people["gone"],
            version=people["gone"].version,
            reason=self.words("Falls ill", 300),
        )
        return {name: case.code for name, case in cases.items()}

    def _submit(self, person: Participant) -> Accreditation:
        actor = actor_of(self.staff[Role.PROTOCOL_OFFICER])
        return accreditation.submit(self.session, actor, NOW, participant=person)

    def answer(self, case: Accreditation, clearance: Clearance) -> None:
        """The security answer."""
        accreditation.record_clearance(
            self.session,
            actor_of(self.staff[Role.VETTING_OFFICER]),
            NOW,
            accreditation=case,
            version=case.version,
            clearance=clearance,
        )

    def _decide(self, verb: str, case: Accreditation) -> None:
        getattr(accreditation, verb)(
            self.session,
            actor_of(self.staff[Role.ACCREDITATION_OFFICER]),
            NOW,
            accreditation=case,
            version=case.version,
            reason_code="" if verb == "approve" else "other",
            reason_text="" if verb == "approve" else self.words(f"{REFUSAL} {self.code}{verb}", 300),
        )

    def decide(self, verb: str) -> Callable[[Accreditation], None]:
        return lambda case: self._decide(verb, case)

    def _programme(self, head: Participant, adviser: Participant, at: int) -> tuple[AgendaEntry, AgendaEntry]:
        """A public line, an internal one of this delegation alone, and its side event with a co-sponsor not confirmed."""
        public = self._line(EntryKind.PLENARY, "Plenary", 9 + at, self.rooms["M"][0])
        internal = self._line(EntryKind.REHEARSAL, "Internal", 11 + at, self.rooms["M"][1], is_public=False)
        side_event = self._line(EntryKind.SIDE_EVENT, "Side event", 13 + at, self.rooms["M"][0], topic="T1")
        for entry, person, part in (
            (public, head, ContributorPart.SPEAKER),
            (internal, head, ContributorPart.CHAIR),
            (internal, adviser, ContributorPart.SPEAKER),
            (side_event, adviser, ContributorPart.SPEAKER),
        ):
            agenda.name_contributor(self.session, SYSTEM, NOW, entry=entry, participant=person, part=part)
        for delegation, is_lead in ((self.delegation, True), (self.partner.delegation, False)):
            agenda.add_sponsor(
                self.session, SYSTEM, NOW, entry=side_event, delegation=delegation, is_lead=is_lead
            )
        called_off = self._line(EntryKind.DISCUSSION, "Called off", 17 + at, None)
        agenda.cancel_entry(
            self.session, SYSTEM, NOW, entry=called_off, version=called_off.version, reason=self.words("No quorum")
        )
        return internal, side_event

    def _line(
        self, kind: EntryKind, title: str, hour: int, room: Room | None, topic: str = "", is_public: bool = True
    ) -> AgendaEntry:
        draft = EntryDraft(
            kind=kind,
            title=self.words(f"{title} PROG{self.code}", 120),
            starts_at=hanoi(f"{hour:02d}:00"),
            ends_at=hanoi(f"{hour:02d}:45"),
            room=room.code if room else "",
            abstract=self.words("What it is about.", 900),
            topic=topic,
            access=Access.DELEGATES,
            is_public=is_public,
        )
        return agenda.schedule_entry(self.session, SYSTEM, NOW, facts=draft)

    def _requests(self, team: Team, at: int) -> dict[str, str]:
        """Requests to and from the partner in every standing. One meeting is confirmed."""
        subject = self.words(f"{SUBJECT}{self.code}", 60)
        room = self.rooms["B"][at]
        confirmed = agree(self.session, team, self.partner, "15:00", subject=subject)
        landing = Span(hanoi("14:00"), hanoi("14:00"))
        flight = bilaterals.block_principal(
            self.session, SYSTEM, NOW, participant=self.partner.head, kind="arrival", span=landing
        )
        placed = bilaterals.confirm(
            self.session, SYSTEM, NOW, request=confirmed, room=room, starts_at=hanoi("15:00"),
            noted=Noted(flight_reason=self.words("Both asked for it", 200)),
        )  # fmt: skip
        bilaterals.unblock_principal(self.session, SYSTEM, NOW, block=flight)
        bilaterals.assign(
            self.session, SYSTEM, NOW, meeting=placed, liaison=f"{self.words('Liaison', 80)} {self.code}",
            interpreter=f"{self.words('Interpreter', 80)} {self.code}", version=placed.version,
        )  # fmt: skip
        called_off = agree(self.session, self.partner, team, "16:00", subject=subject)
        meeting = bilaterals.confirm(
            self.session, SYSTEM, NOW, request=called_off, room=room, starts_at=hanoi("16:00")
        )
        bilaterals.cancel(
            self.session, SYSTEM, NOW, meeting=meeting, version=meeting.version, reason=self.words("Late flight")
        )
        agreed = agree(self.session, self.partner, team, "18:00", subject=subject)
        sent = ask(self.session, team, self.partner, subject=subject)
        declined = ask(self.session, self.partner, team, subject=subject)
        bilaterals.decline(self.session, SYSTEM, NOW, request=declined, by="asked", version=declined.version)
        received = ask(self.session, self.partner, team, subject=subject)
        found = (confirmed, called_off, agreed, sent, declined, received)
        return {name: request.code for name, request in zip(STANDINGS, found, strict=True)}

    def _custody(self, holders: list[Participant]) -> tuple[str, str]:
        """Of three printed cards one waits at the desk, one went to a proxy, and one was lost by its bearer."""
        actor = actor_of(self.staff[Role.BADGE_DESK])
        for one in holders:
            case = self._submit(one)
            CLEAR(self, case)
            self._decide("approve", case)
        _, with_proxy, lost = (self._printed(one) for one in holders)
        entry = HandOverEntry(
            HandOverKind.BY_PROXY, frozenset({with_proxy.serial}), self.words(f"Proxy of {self.code}", 200), "passport",
            is_compared=True, authorization=self.words("Letter of 20 October", 120), has_copy=True,
        )  # fmt: skip
        given = badges.hand_over(self.session, actor, NOW, delegation=self.delegation, entry=entry)
        entry = HandOverEntry(
            HandOverKind.IN_BULK, frozenset({lost.serial}), self.words(f"Contact {self.code}", 200), "passport",
            is_compared=True, left_because=self.words("Arrives on the 26th", 200),
        )  # fmt: skip
        badges.hand_over(self.session, actor, NOW, delegation=self.delegation, entry=entry)
        self.session.expire_all()
        loss = badges.report_loss(
            self.session, actor, NOW, badge=lost, kind=LossKind.LOST, circumstances=self.words("In a taxi", 500)
        )
        officer = actor_of(self.staff[Role.ACCREDITATION_OFFICER])
        badges.refuse_replacement(
            self.session, officer, NOW, loss=loss, version=loss.version, reason=self.words("Third loss", 200)
        )
        return given.code, loss.code

    def _printed(self, person: Participant) -> Badge:
        """The card of an admitted person, confirmed as good."""
        actor = actor_of(self.staff[Role.BADGE_DESK])
        selection = RunSelection(SelectionKind.PARTICIPANT, person.code)
        run = badges.order_run(self.session, actor, NOW, selection=selection)
        badges.finish_run(self.session, NOW, run=run)
        badges.confirm_run(self.session, actor, NOW, run=run, version=run.version)
        card = live_card_of(self.session, person.id)
        assert card is not None
        return card

    def _replaced(self, head: Participant) -> str:
        """The head lost a first card; the second waits for a run."""
        actor, officer = (actor_of(self.staff[role]) for role in (Role.BADGE_DESK, Role.ACCREDITATION_OFFICER))
        loss = badges.report_loss(
            self.session, actor, NOW, badge=self._printed(head), kind=LossKind.STOLEN, circumstances=self.words("Taken", 500)
        )
        badges.approve_replacement(self.session, officer, NOW, loss=loss, version=loss.version)
        fresh = badges.replace(self.session, actor, NOW, loss=loss, document="passport", is_compared=True)
        assert fresh.run is not None
        badges.cancel_run(self.session, actor, NOW, run=fresh.run, version=fresh.run.version)
        return loss.code

    def _passes(self) -> dict[str, str]:
        """Floater passes with the delegation, a day badge that waits and one that is entered, and something in stock."""
        session, words, actor = self.session, self.words, actor_of(self.staff[Role.BADGE_DESK])
        badges.set_places(session, SYSTEM, NOW, whom=self.delegation, entry=PlacesEntry("A", "", 6))
        badges.set_places(session, SYSTEM, NOW, whom=PartyKind.STATE_M, entry=PlacesEntry("A", "S", 1))
        first, second = badges.make_floaters(session, actor, NOW, zone="A", letter="D", count=2)
        entry = LoanEntry(frozenset({first, second}), words(f"Bearer {self.code}", 200), "passport", is_compared=True)
        receipt = badges.lend_floaters(session, actor, NOW, delegation=self.delegation, entry=entry)
        waiting, out = badges.make_day_badges(session, actor, NOW, day=FACTS.first_day, count=2)
        given = DayBadgeEntry(words(f"Day bearer {self.code}", 200), words("Kitchen", 200), "passport", hanoi("09:20"))
        badge = day_badge_to_change(session, out)
        badges.enter_day_badge(session, actor, hanoi("20:00"), badge=badge, entry=given)
        item = badges.open_stock_item(session, actor, NOW, name=f"{self.code} {words('Blank cards', 70)}")
        badges.move_stock(session, actor, NOW, item=item, kind="received", number=50, note=words("Box 2", 200))
        return {
            "floater": first, "floater_receipt": receipt, "day_badge": waiting, "day_badge_out": out, "stock": item.code,
        }  # fmt: skip

    def _cars_and_pins(self, principal: Participant, at: int) -> dict[str, str]:
        """A vehicle pass in a run that is cancelled, one that is out, one that is spoiled, and pins of which one is lost."""
        session, words, actor = self.session, self.words, actor_of(self.staff[Role.BADGE_DESK])
        made = []
        for number in (1, 2, 3):
            plate, driver = f"{self.code}{number} {words('29A', 15)}", words(f"Driver {self.code}", 200)
            entry = VehicleEntry(plate, driver, ("A", "B"), FACTS.first_day, FACTS.last_day)
            made.append(badges.make_vehicle_pass(session, actor, NOW, delegation=self.delegation, entry=entry))
        waiting, out, spoiled = made
        run = badges.order_passes(session, actor, NOW, order=PassOrder("vehicle", out.serial))
        badges.finish_run(session, NOW, run=run)
        badges.confirm_run(session, actor, NOW, run=run, version=run.version)
        badges.hand_vehicle_pass_over(session, actor, NOW, found=out, collector=words("Driver of the day", 200))
        badges.void_vehicle_pass(session, actor, NOW, found=spoiled, reason=words("Plate misspelled", 200))
        given_up = badges.order_passes(session, actor, NOW, order=PassOrder("vehicle", waiting.serial, "A4"))
        badges.cancel_run(session, actor, NOW, run=given_up, version=given_up.version)
        pins = []
        category, principal.category = principal.category, "PIN"
        for number in (2 * at + 1, 2 * at + 2):
            entry_of_pin = PinEntry(number, words(f"Secretary {self.code}", 200), "passport", is_compared=True)
            pins.append(badges.issue_pin(session, actor, NOW, participant=principal, entry=entry_of_pin))
            if len(pins) == 1:
                badges.lose_pin(session, actor, NOW, pin=pins[0], reason=words("In the sea", 200))
        principal.category = category
        session.flush()
        return {
            "vehicle": waiting.serial, "vehicle_out": out.serial, "pin": pins[1].serial, "pass_run": given_up.code,
        }  # fmt: skip

    def _badges(self, head: Participant, other: Participant) -> tuple[str, str]:
        """A run with the head's card and one that is void, drawn once this is committed; and one that failed."""
        actor = actor_of(self.staff[Role.BADGE_DESK])
        run = badges.order_run(self.session, actor, NOW, selection=RunSelection(SelectionKind.CATEGORY, "D"))
        self.session.flush()
        card, lost = live_card_of(self.session, head.id), live_card_of(self.session, other.id)
        assert card is not None
        assert lost is not None
        badges.void_badge(self.session, actor, NOW, badge=lost, reason=self.words("Name misspelled", 300))
        again = RunSelection(SelectionKind.PARTICIPANT, other.code)
        failed = badges.order_run(self.session, actor, NOW, selection=again)
        badges.fail_run(self.session, NOW, run=failed, problem=self.words("A letter that no font has", 500))
        return run.code, card.serial

    def _design(self) -> str:
        """A draft as it begins."""
        officer = actor_of(self.staff[Role.PROTOCOL_OFFICER])
        entry = DesignEntry("badge", self.words(f"Design of {self.code}", 80))
        return badges.open_design(self.session, officer, NOW, entry=entry).code

    def _published_design(self, at: int) -> str:
        """A design in use, for a category that nobody of the scene has."""
        desk = actor_of(self.staff[Role.BADGE_DESK])
        entry = DesignEntry("badge", self.words(f"Design in use {self.code}", 80), category=("T", "X")[at])
        design = badges.open_design(self.session, desk, NOW, entry=entry)
        self.session.flush()
        seen = examined(self.session, design)
        badges.publish_design(self.session, desk, NOW, design=design, version=design.version, examined=seen)
        return design.code

    def _paper(self) -> str:
        """An invitation that was answered, a letter that is reconciled, and a note whose names differ from the register."""
        actor, words = actor_of(self.staff[Role.PROTOCOL_OFFICER]), self.words
        letter = LetterEntry(NOW.date(), words(f"Invitation {self.code}", 120), 40)
        given = delegations.record_invitation(self.session, actor, NOW, delegation=self.delegation, letter=letter)
        reply = ReplyEntry("accept", NOW.date(), 40, 12, words(f"Comes by air, {self.code}", 300))
        delegations.record_reply(
            self.session, actor, NOW, delegation=self.delegation, reply=reply, version=given.version
        )
        settled, note = (self._filed(actor, number) for number in (1, 2))
        delegations.reconcile_paper(
            self.session, actor, NOW, delegation=self.delegation, paper=settled, version=settled.version
        )
        names = f"{words(f'Newcomer {self.code}', 100)}, {words('Adviser', 100)}".replace("\n", " ")
        delegations.list_names(
            self.session, actor, NOW, delegation=self.delegation, paper=note, name_list=names, version=note.version
        )
        return str(note.code)

    def _filed(self, actor: Actor, number: int) -> Paper:
        entry = PaperEntry("nomination", self.words(f"Note verbale {number}/{self.code}", 120), NOW.date())
        named = replace(actor, name=self.words(actor.name, 200))
        return delegations.file_paper(
            self.session, named, NOW, delegation=self.delegation, paper=entry, content=picture(number)
        )

    def _change_run(self, people: dict[str, Participant], focal_point: User) -> str:
        """Two people to whom their contact gave another function: it was done to one, and the other's record is closed."""
        run = delegations.change_many(
            self.session,
            actor_of(focal_point),
            NOW,
            within=Reach(delegations=frozenset({self.delegation.id})),
            versions={people[name].code: people[name].version for name in ("adviser", "approved")},
            entry=RunEntry("function", "EXP"),
        )
        assert (run.changed, run.left_out) == (1, 1)
        return run.code

    def _noted(self, head: Participant) -> int:
        """Tags and notes on the head and on the delegation; one note is struck out. Returns the number of another."""
        actor = actor_of(self.staff[Role.PROTOCOL_OFFICER])
        for noted in (self.delegation, head):
            tag = self.words(f"{INTERNAL}{self.code}tag".lower(), 30)
            delegations.add_tags(self.session, actor, NOW, noted=noted, words=[tag])
            body = self.words(f"{INTERNAL}{self.code}head", 900)
            struck, note = (
                delegations.write_note(self.session, actor, NOW, noted=noted, body=body) for _ in range(2)
            )
            delegations.strike_note(self.session, actor, NOW, note=struck)
        return note.id

    def _post(self, head: Participant) -> int:
        """What the head is beside the post of this event; its title is another than that one's, whatever the words."""
        entry = HeldPostEntry(
            f"{self.words('Chair of the Council', 150)} too", self.words("Président du Conseil", 160), self.words("Chair", 80)
        )
        actor = actor_of(self.staff[Role.PROTOCOL_OFFICER])
        return delegations.add_post(self.session, actor, NOW, participant=head, post=entry).id

    def _decision(self, kind: ListKind) -> int:
        """This delegation opens the list by decision."""
        override = delegations.decide_place(
            self.session,
            actor_of(self.staff[Role.CHIEF_OF_PROTOCOL]),
            NOW,
            kind=kind,
            code=self.delegation.code,
            pin=Pin(Manner.FIXED, place=1),
            reason=self.words("Agreed with the host", 300),
        )
        return override.id

    def _publication(self, kind: ListKind) -> int:
        """The list as it is on the first day."""
        draft = draft_of(self.session, kind, at=hanoi("09:00"), settings=DEFAULTS[kind])
        actor = actor_of(self.staff[Role.CHIEF_OF_PROTOCOL])
        return delegations.publish_order(self.session, actor, NOW, draft=draft, seen=draft.digest)

    def _user(self, role: Role) -> User:
        return make_user(self.session, roles=[role], name=self.words(f"Contact of {self.code}"))

    def _id(self, model: type, condition: object) -> int:
        found = self.session.scalars(select(model.id).where(condition).order_by(model.id)).first()
        assert found is not None
        return int(found)


def passport_of(code: str, name: str) -> str:
    """The number of the passport of that person of that delegation."""
    number = sum(map(ord, f"{code}{name}")) % 90 + 10
    return f"{NUMBER}{code}{number}{len(name)}{name[:4].upper()}"


def _with_claims(
    session: Session, words: Words, staff: dict[Role, User], sides: tuple[Side, str], contact: User
) -> Side:
    """The delegation claims two people of the other one; the first claim is answered."""
    side, other = sides
    delegation = delegation_by_code(session, side.delegation)
    code = delegation_by_code(session, other).party.code
    found = []
    for name in ("returned", "refused"):
        typed = PersonEntry(
            words(f"Claimed {name}"), words("Given"), "", "FRA",
            passport=PassportEntry("diplomatic", "FRA", passport_of(code, name), date(2031, 1, 1)),
        )  # fmt: skip
        found.append(delegations.claim_person(
            session, actor_of(contact), NOW, delegation=delegation, person=typed, note=words("Comes with us", 300)
        ))  # fmt: skip
    answered, waiting = found
    officer = actor_of(staff[Role.PROTOCOL_OFFICER])
    delegations.keep_registration(
        session, officer, NOW, claim=answered, answer=words("Comes with the others", 300), version=answered.version
    )
    return replace(side, claim=waiting.code, answered_claim=answered.code)


Step = Callable[[_Building, Accreditation], None]


def _answer(clearance: Clearance) -> Step:
    return lambda building, case: building.answer(case, clearance)


def _verb(verb: str) -> Step:
    return lambda building, case: building.decide(verb)(case)


CLEAR = _answer(Clearance.CLEAR)
WAYS: dict[str, tuple[Step, ...]] = {
    "submitted": (),
    "cleared": (CLEAR,),
    "doubtful": (_answer(Clearance.NOT_CLEAR),),
    "returned": (_verb("return_"),),
    "approved": (CLEAR, _verb("approve")),
    "refused": (_verb("refuse"),),
    "suspended": (CLEAR, _verb("approve"), _verb("suspend")),
    "revoked": (CLEAR, _verb("approve"), _verb("revoke")),
}
HOLDERS = ("collecting", "absent", "bereft")
PEOPLE = (*WAYS, "adviser", "gone", *HOLDERS)
STANDINGS = ("confirmed", "called off", "agreed", "sent", "declined", "received")


def appoint_deputy(session: Session, delegation: Delegation, words: Words) -> None:
    """A second contact whose mandate is over."""
    deputy = make_user(session, roles=[Role.FOCAL_POINT], name=words(f"Deputy of {delegation.code}"))
    delegations.appoint_focal_point(
        session,
        SYSTEM,
        NOW,
        delegation=delegation,
        user=deputy,
        mandate_from=ALWAYS,
        mandate_until=datetime(2021, 1, 1, tzinfo=UTC),
        paper=words("Note verbale 1/2020"),
        is_deputy=True,
    )


def _team(session: Session, code: str, words: Words) -> Team:
    """A third delegation with a head, to be met and to co-sponsor."""
    delegation = make_delegation(session, code)
    head = delegations.register_delegate(
        session,
        SYSTEM,
        NOW,
        delegation=delegation,
        person=PersonEntry(words(f"Partner{code}"), words("Ana"), words(f"PARTNER{code} Ana"), "CHL"),
        post=PostEntry(DelegateFunction.HOD, "D", title=words("Minister", 160), rank_class=40),
    )
    return Team(delegation, head, appoint(session, delegation))


def _describe_summit(session: Session, words: Words) -> None:
    set_summit(
        session,
        SYSTEM,
        NOW,
        facts=SummitFacts(
            title=words(FACTS.title),
            short_title=words(FACTS.short_title, 80),
            place=words(FACTS.place, 80),
            zone=FACTS.zone,
            first_day=FACTS.first_day,
            last_day=FACTS.last_day,
            collection_point=words(FACTS.collection_point),
        ),
    )
    accreditation.open_categories(session, SYSTEM, NOW)
    for facts in list(categories(session).values()):
        values = {**vars(facts), "name": words(facts.name, 60), "self_print": facts.code == "D"}
        accreditation.open_category(session, CategoryFacts(**values))
    session.flush()


def _open_rooms(session: Session, words: Words) -> dict[str, list[Room]]:
    """Two meeting rooms and two bilateral rooms, by the letter of their code."""
    from summit.venues.actions import open_room
    from summit.venues.facts import RoomFacts

    for code, name in ZONES.items():
        open_zone(session, code, words(name, 60))
    venue = open_venue(session, SYSTEM, NOW, code="NCC", name=words("Convention Centre", 120), address=words("1 Thang Long"))
    kinds = {"M": ("meeting", 200), "B": ("bilateral", 12)}
    return {
        letter: [
            open_room(
                session,
                SYSTEM,
                NOW,
                venue=venue,
                facts=RoomFacts(
                    f"{letter}-{number:02d}", words(f"{kind} room {number}", 120), seats, kind=kind, zone="B",
                    floor=words("2", 20), position=number,
                ),
            )
            for number in (1, 2)
        ]
        for letter, (kind, seats) in kinds.items()
    }  # fmt: skip


def _letters(session: Session, words: Words) -> tuple[dict[str, str], int]:
    """Own words of a kind that is held, a letter in each standing, and an address that does not answer."""
    kind = BY_CODE["bilaterals/mail/news"]
    own = Wording(words("Nouvelles"), f"{words('Madame, Monsieur')} {{name}}\n{{news}}\n{{address}}")
    notices.write_wording(session, SYSTEM, NOW, kind=kind, language="fr", wording=own, version=0)
    written = {}
    for name in ("sent", "bounced", "held"):
        notices.set_review(session, SYSTEM, NOW, kind=kind, is_held=name == "held")
        values = {"name": words("Anne Durand"), "news": "A delegation asks yours for a meeting.", "address": "https://summit.example/"}
        notice = notices.post(
            session, NOW, to=f"{name}@letters.example", kind=kind.code, once_key=name, values=values, language="fr"
        )
        written[name] = notice.code
    for name in ("sent", "bounced"):
        envelope = Envelope(0, written[name], f"{name}@letters.example", "", "", "fr", NOW, 1)
        notice = notice_by_code(session, written[name])
        notice.attempts = 1
        session.flush()
        outcome = Outcome("send" if name == "sent" else "bounce", words("The mail server refused the address."))
        notices.note_outcome(session, NOW, envelope=replace(envelope, notice_id=notice.id), outcome=outcome)
    return written, session.scalars(select(BouncedAddress.id)).one()


def _with_documents(session: Session, words: Words, staff: dict[Role, User], side: Side) -> Side:
    """A note verbale to the delegation in two versions, the list that circulates, and requests to correct it."""
    actor = actor_of(staff[Role.CHIEF_OF_PROTOCOL])
    named = replace(actor, name=words(actor.name, 200))
    now = datetime.now(UTC)
    note = Asked(DocumentKind.NOTE_REGISTRATION, side.delegation)
    publication = documents.Publication(words("For the ambassador", 300))
    documents.publish_version(session, named, now, asked=note, publication=publication)
    revised = replace(note, state=VersionState.REVISED)
    version = documents.publish_version(session, named, now, asked=revised, publication=publication)
    if circulated_list(session) is None:
        circulated = Asked(DocumentKind.LIST_OF_PARTICIPANTS)
        documents.publish_version(session, named, now, asked=circulated, publication=publication)
    delegation = delegation_by_code(session, side.delegation)
    wanted = words("Minister of State", 300)
    waiting, declined, accepted = (
        documents.ask_correction(
            session, named, now, delegation=delegation,
            entry=documents.CorrectionEntry(field, wanted, participant_by_code(session, side.head)),
        )
        for field in (CorrectedField.TITLE, CorrectedField.PLACE, CorrectedField.OTHER)
    )  # fmt: skip
    documents.decline_correction(session, named, now, correction=declined, version=1, answer=words("It is right", 300))
    documents.accept_correction(session, named, now, correction=accepted, version=1)
    return replace(
        side, document=version.document.code, version=version.number, correction=waiting.code
    )


def _organization(session: Session, words: Words) -> str:
    """An organization with a delegation: hostile names stand where States' reviewed names do. Returns its party's code."""
    entry = OrganizationEntry(
        code="SCENE",
        kind=PartyKind.IGO.value,
        names={("en", "short"): words("Organization of the Scene"), ("en", "formal"): words("The Organization")},
        founded_year=1961,
    )
    party = delegations.add_organization(session, SYSTEM, NOW, entry=entry)
    delegations.open_delegation(session, SYSTEM, NOW, party=party)
    return str(party.code)

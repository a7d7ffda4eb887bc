"""`flask demo load`: the whole summit through the rooms' own actions, on both databases, the same for the same seed."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from summit.accounts.actions import is_password
from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.accounts.queries import user_by_email
from summit.accreditation.models import Accreditation, Decision
from summit.accreditation.queries import admitted
from summit.accreditation.rules import skips_vetting
from summit.agenda.models import AgendaEntry, Contributor, Sponsorship
from summit.app import create_app
from summit.audit.models import AuditEntry
from summit.audit.queries import verify_chain
from summit.badges.models import Badge, CardDesign, PrintRun
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.delegations.actions import default_ranks
from summit.delegations.models import Deadline, Delegation, Engagement, Participant, Party, Person, Quota
from summit.delegations.precedence import ListKind
from summit.delegations.queries import draft_of, kind_rules, list_settings, mandates_of, opening_moment
from summit.demo.cast import Course, Member
from summit.demo.loading import NotEmpty, Plan, planned, require_empty
from summit.demo.loading.terms import QUOTAS
from summit.demo.programme import TOPICS, lines, rooms, side_events
from summit.demo.wishes import Fate
from summit.documents.models import Correction, Document
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.venues.models import Room, RoomHold
from tests.browser import PageClient
from tests.conftest import KINDS, _administer, _named, make_config
from tests.factories import make_user

PEOPLE, SEED = 120, 1
LOAD = ("demo", "load", "--people", str(PEOPLE), "--seed", str(SEED))
ON_COURSE = {
    Course.WAITING: ("submitted", "pending"),
    Course.NEED_TIME: ("submitted", "need_time"),
    Course.NOT_CLEAR: ("submitted", "not_clear"),
    Course.CLEARED: ("submitted", "clear"),
    Course.APPROVED: ("approved", "clear"),
    Course.CHANGED: ("approved", "clear"),
    Course.RETURNED: ("returned", "pending"),
    Course.REFUSED: ("refused", "clear"),
    Course.SUSPENDED: ("suspended", "clear"),
    Course.REVOKED: ("revoked", "clear"),
    Course.WITHDRAWN: ("withdrawn", "pending"),
}


@dataclass
class Demo:
    """One loaded demonstration, and what the command said."""

    app: Flask
    told: Result

    @property
    def database(self) -> Database:
        found: Database = self.app.extensions["database"]
        return found

    def run(self, *arguments: str) -> Result:
        return self.app.test_cli_runner().invoke(args=arguments)

    def accounts(self) -> list[dict[str, str]]:
        told = self.run("demo", "accounts")
        assert told.exit_code == 0, told.output
        found: list[dict[str, str]] = json.loads(told.stdout)
        return found


@pytest.fixture(scope="module")
def load(
    tmp_path_factory: pytest.TempPathFactory,
    _sqlite_template: Path,
    _postgresql_server: str,
    _postgresql_template: str,
) -> Iterator[Callable[[str], Demo]]:
    """`load("sqlite")`: a demonstration on a database of that kind, built once for all tests of this file."""
    loaded: dict[str, Demo] = {}
    name = f"summit_demo_{os.getpid()}"

    def make(kind: str) -> Demo:
        folder = tmp_path_factory.mktemp(f"demo-{kind}")
        if kind == "sqlite":
            shutil.copy(_sqlite_template, folder / "summit.sqlite")
            url = f"sqlite:///{folder / 'summit.sqlite'}"
        else:
            _administer(_postgresql_server, f"CREATE DATABASE {name} TEMPLATE {_postgresql_template}")
            url = _named(_postgresql_server, name)
        app = create_app(make_config(url, folder / "instance"))
        app.test_client_class = PageClient
        return Demo(app, app.test_cli_runner().invoke(args=LOAD))

    def once(kind: str) -> Demo:
        if kind not in loaded:
            loaded[kind] = make(kind)
        return loaded[kind]

    yield once
    for demo in loaded.values():
        demo.database.engine.dispose()
    if "postgresql" in loaded:
        _administer(_postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=KINDS)
def demo(request: pytest.FixtureRequest, load: Callable[[str], Demo]) -> Demo:
    return load(request.param)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planned(SEED, PEOPLE)


def test_the_load_says_what_it_does_and_how_long_it_takes(demo: Demo) -> None:
    assert demo.told.exit_code == 0, demo.told.output
    said = [line.split(" s  ", 1) for line in demo.told.stdout.splitlines()]
    assert all(float(seconds) >= 0 for seconds, _ in said)
    sentences = [what for _, what in said]
    assert sentences[1:5] == [
        "65 rooms, 4 topics", "128 organizations beside the States", "13 offices of the host", "240 delegations",
    ]  # fmt: skip
    assert any(what.startswith(f"{PEOPLE} people, ") for what in sentences)
    assert sentences[-2] == "2 print runs drawn, 1 of them confirmed"
    assert sentences[-1] == "badges handed over: 1, lost since: 1"


def test_everybody_of_the_plan_is_registered_as_planned(demo: Demo, plan: Plan) -> None:
    with demo.database.reading() as session:
        rows = session.execute(
            select(Party.code, Delegation, Participant, Person)
            .join(Delegation, Delegation.party_id == Party.id)
            .join(Participant, Participant.delegation_id == Delegation.id)
            .join(Person, Person.id == Participant.person_id)
        ).all()
        kinds = dict(session.execute(select(Party.kind, func.count()).join(Delegation).group_by(Party.kind)).all())
    found = {f"{code}/{one.position}": _as_registered(one, person) for code, _, one, person in rows}
    assert found == {member.key: _as_planned(member) for member in plan.members}
    assert {code: (one.languages, one.badge_quota) for code, one, _, _ in rows} == {
        team.party: (team.languages, team.badge_quota) for team in plan.teams if team.members
    }
    assert kinds == Counter(team.kind.value for team in plan.teams)


@pytest.mark.parametrize("kind", ListKind)
def test_every_list_of_precedence_can_be_published(demo: Demo, kind: ListKind) -> None:
    """PRE-02, SIG-05: no date that breaks a tie is missing, and the European Union signs after a member State."""
    with demo.database.reading() as session:
        settings, _ = list_settings(session, kind)
        draft = draft_of(session, kind, at=opening_moment(session, utc_now()), settings=settings)
    assert draft.is_publishable
    assert len(draft.order.places) > 60


def test_every_application_is_where_its_course_leads(demo: Demo, plan: Plan) -> None:
    """All states of domain 4.3; clearance is waived by rank (ACC-06)."""
    with demo.database.reading() as session:
        rows = session.execute(
            select(Party.code, Participant, Accreditation)
            .join(Delegation, Delegation.party_id == Party.id)
            .join(Participant, Participant.delegation_id == Delegation.id)
            .outerjoin(Accreditation, Accreditation.participant_id == Participant.id)
        ).all()
        admitted_ids = set(session.scalars(admitted()))
        reasons = {row.accreditation_id: row for row in session.scalars(select(Decision).order_by(Decision.id))}
    by_key = {f"{code}/{one.position}": (one, application) for code, one, application in rows}
    for member in plan.members:
        participant, application = by_key[member.key]
        assert participant.state == ("withdrawn" if member.course is Course.LEFT else "enrolled")
        assert (participant.id in admitted_ids) == (member.course is Course.APPROVED)
        if application is None:
            assert member.course in (Course.LEFT, Course.DRAFT)
        else:
            state, clearance = ON_COURSE[member.course]
            if skips_vetting(participant, default_ranks()):
                clearance = "waived"
            elif member.course is Course.REFUSED and member.reason == "security":
                clearance = "not_clear"
            assert (application.state, application.clearance) == (state, clearance), member.key
            assert reasons[application.id].reason_code == member.reason


def test_nobody_decides_on_what_they_submitted_or_vetted(demo: Demo) -> None:
    """ACC-07, PM-2: the offices of the demonstration are different people."""
    with demo.database.reading() as session:
        rows = session.execute(
            select(Decision.decided_by, Accreditation.submitted_by, Accreditation.cleared_by, Accreditation.clearance)
            .join(Accreditation, Accreditation.id == Decision.accreditation_id)
            .where(Decision.verb == "approve")
        ).all()
        officers = {user.code: next(iter(user.role_values)) for user in session.scalars(select(User))}
    assert len(rows) > PEOPLE // 2
    for row in rows:
        is_waived = row.clearance == "waived"
        assert officers[row.decided_by] == ("chief_of_protocol" if is_waived else "accreditation_officer")
        assert officers.get(row.cleared_by) == (None if is_waived else "vetting_officer")
    assert {officers[row.submitted_by] for row in rows} == {"protocol_officer", "focal_point"}


def test_photos_are_kept_as_the_house_keeps_them(demo: Demo, plan: Plan) -> None:
    with demo.database.reading() as session:
        kept = set(session.scalars(select(Person.photo_file).where(Person.photo_file != "")))
    folder = demo.database.config.instance / "photos"
    assert {path.name for path in folder.iterdir()} == kept
    assert len(kept) == sum(member.has_portrait for member in plan.members)
    with Image.open(folder / sorted(kept)[0]) as photo:
        assert (photo.format, photo.size) == ("JPEG", (600, 771))


def test_the_programme_is_the_one_of_hanoi(demo: Demo, plan: Plan) -> None:
    with demo.database.reading() as session:
        found = {entry.title: entry for entry in session.scalars(select(AgendaEntry))}
        holds = {hold.holder_code: hold for hold in session.scalars(select(RoomHold))}
        codes = {room.id: room.code for room in session.scalars(select(Room))}
        parts = Counter(session.execute(select(AgendaEntry.title, Contributor.part).join(Contributor.entry)).all())
        leads = session.scalars(select(Sponsorship).where(Sponsorship.is_lead)).all()
        confirmed = session.scalar(select(func.count()).where(Sponsorship.is_confirmed))
        sponsors = session.scalar(select(func.count()).select_from(Sponsorship))
    drafts = {one.key: one.draft for one in (*lines(), *side_events())}
    assert set(codes.values()) == {room.code for room in rooms()}
    assert {title: (entry.kind, entry.starts_at, entry.ends_at) for title, entry in found.items()} == {
        draft.title: (draft.kind, draft.starts_at, draft.ends_at) for draft in drafts.values()
    }
    assert {title: codes[holds[entry.code].room_id] for title, entry in found.items()} == {
        draft.title: draft.room for draft in drafts.values()
    }
    side = [entry for entry in found.values() if entry.kind == "side_event"]
    assert Counter(entry.starts_at for entry in side) == dict.fromkeys({entry.starts_at for entry in side}, 12)
    assert (len(side), len({entry.topic_id for entry in side}), len(leads)) == (36, len(TOPICS), 36)
    assert parts == Counter((drafts[scene.entry].title, scene.part.value) for scene in plan.scenes)
    assert confirmed is not None
    assert sponsors is not None
    assert 36 < confirmed < sponsors


def test_meetings_are_placed_without_overlap(demo: Demo, plan: Plan) -> None:
    """BIL-10, BIL-13: no room and no principal is held twice at a time, whatever holds them."""
    with demo.database.reading() as session:
        requests = session.scalars(select(MeetingRequest)).all()
        meetings = session.scalars(select(BilateralMeeting)).all()
        held_twice = [_overlaps(session, RoomHold, "room_id"), _overlaps(session, Engagement, "participant_id")]
        held = Counter(session.scalars(select(RoomHold.holder_kind)))
    fates = Counter(wish.fate for wish in plan.wishes)
    placed = fates[Fate.PLACED]
    assert placed == round(0.4 * len(plan.wishes)) > 0
    assert Counter(request.state for request in requests) == Counter(
        {
            "accepted": placed + fates[Fate.ACCEPTED],
            "declined": fates[Fate.DECLINED],
            "other_time": fates[Fate.OTHER_TIME] + fates[Fate.HELD] + fates[Fate.LAPSED],
            "with_desk": fates[Fate.RETURNED],
            "sent": fates[Fate.SENT],
            "withdrawn": fates[Fate.WITHDRAWN],
        }
    ) + Counter()
    assert Counter(meeting.state for meeting in meetings) == Counter({
        "confirmed": placed,
        "held": fates[Fate.HELD],
        "expired": fates[Fate.LAPSED],
        "released": fates[Fate.RETURNED],
    })  # fmt: skip
    tied = placed + fates[Fate.HELD]
    assert held == {"agenda_entry": len(lines()) + len(side_events()), "bilateral_meeting": tied}
    assert held_twice == [0, 0]


def test_the_terms_are_set_by_the_chief(demo: Demo) -> None:
    """Domain 4.6, DEL-20: soft deadlines that all are over, rules of two kinds of place, and an exception with approver."""
    with demo.database.reading() as session:
        found = session.scalars(select(Deadline).order_by(Deadline.falls_at)).all()
        rules = kind_rules(session)
        exception = session.scalars(select(Quota).where(Quota.functions != "", Quota.kind == "")).one()
        chief = session.scalars(select(User).where(User.email == f"{Role.CHIEF_OF_PROTOCOL.value}@summit.example")).one()
        late = session.scalars(select(Accreditation.submitted_at).where(Accreditation.is_late)).all()
        in_time = session.scalars(select(Accreditation.submitted_at).where(~Accreditation.is_late)).all()
    assert [(one.kind, one.is_hard) for one in found] == [("nomination", False), ("submission", False), ("changes", False)]
    assert {(kind.value, entry.zone, entry.functions, entry.places) for kind, entry in rules} == {
        (kind.value, entry.zone, entry.functions, entry.places) for kind, entry in QUOTAS
    }
    assert (exception.places, exception.functions, exception.approved_by_name) == (4, "SEC", chief.name)
    assert all(at >= found[1].falls_at for at in late)
    assert all(at < found[1].falls_at for at in in_time)


def test_the_journal_tells_the_story_in_order(demo: Demo) -> None:
    with demo.database.reading() as session:
        report = verify_chain(session)
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert report.broken == ()
    assert report.lines == len(entries) > 5 * PEOPLE
    signed_off = next(place for place, entry in enumerate(entries) if entry.object_kind == "demonstration")
    assert entries[signed_off].after == {"seed": str(SEED), "people": str(PEOPLE)}
    first = next(place for place, entry in enumerate(entries) if entry.verb == "set_up")
    told = [entry.at for entry in entries[first : signed_off + 1]]
    assert told == sorted(told)


def test_the_same_seed_is_the_same_summit_on_either_database(load: Callable[[str], Demo]) -> None:
    """Everything but the codes and the secrets, down to the last pixel and the last line of the journal."""
    sqlite, postgresql = (_everything(load(kind)) for kind in KINDS)
    for name, rows in sqlite.items():
        assert rows, name
        assert rows == postgresql[name], name


def test_two_delegations_have_print_runs(demo: Demo) -> None:
    with demo.database.reading() as session:
        runs = session.scalars(select(PrintRun)).all()
        cards = Counter(session.execute(select(PrintRun.state, Badge.state).join(Badge.run)).all())
    assert sorted(run.state for run in runs) == ["confirmed", "ready"]
    assert set(cards) == {("confirmed", "printed"), ("confirmed", "lost"), ("ready", "queued")}
    assert cards["confirmed", "lost"] == 1
    folder = demo.database.config.instance / "print-runs"
    assert {path.name for path in folder.iterdir()} == {run.file_name for run in runs}


def test_papers_are_published_and_corrections_asked(demo: Demo) -> None:
    """No page of documents is empty at the first look, and a design is still drawn at."""
    with demo.database.reading() as session:
        papers = session.execute(
            select(Document.kind, Document.subject, Document.state, Document.latest).order_by(Document.id)
        ).all()
        asked = session.execute(select(Party.code, Correction.state, Correction.field).join(Correction.delegation).join(
            Delegation.party
        ).order_by(Correction.id)).all()  # fmt: skip
        drafts = session.execute(select(CardDesign.kind, CardDesign.state, CardDesign.name)).all()
    assert [tuple(paper) for paper in papers] == [
        ("list-of-participants", "", "provisional", 1),
        ("order-of-precedence", "", "final", 1),
        ("daily-programme", "2025-10-25", "final", 1),
        ("daily-programme", "2025-10-26", "final", 1),
        ("name-plates", "", "final", 1),
    ]
    assert [tuple(one) for one in asked] == [("FR", "open", "title"), ("LA", "open", "place")]
    assert ("place_card", "draft", "Place card with a larger name") in [tuple(one) for one in drafts]


def test_every_account_signs_in_with_its_password(demo: Demo) -> None:
    *accounts, delegate = demo.accounts()
    with demo.database.reading() as session:
        for account in accounts:
            user = user_by_email(session, account["email"])
            assert user is not None
            assert user.role_values == {account["role"]}
            assert is_password(session, user, account["password"])
            assert not is_password(session, user, accounts[0]["password"]) or account is accounts[0]
    assert Counter(account["role"] for account in (*accounts, delegate)) == Counter(
        {role.value: 1 for role in Role} | {Role.FOCAL_POINT.value: 2}
    )


def test_focal_points_act_for_france_and_laos_today(demo: Demo) -> None:
    emails = [account["email"] for account in demo.accounts() if account["role"] == "focal_point"]
    with demo.database.reading() as session:
        users = [user_by_email(session, email) for email in emails]
        found = [mandates_of(session, user.id, utc_now()) for user in users if user]
    assert [[delegation.party.code for delegation in one] for one in found] == [["FR"], ["LA"]]


def test_each_look_at_the_accounts_makes_a_fresh_link(demo: Demo) -> None:
    first, second = (demo.accounts()[-1]["link"].partition("127.0.0.1:5000")[2] for _ in range(2))
    client = demo.app.test_client()
    assert client.get(first).status_code == 404
    page = client.get(second)
    assert page.status_code == 200
    with demo.database.reading() as session:
        delegate = session.scalars(select(Person).where(Person.email == "delegate@summit.example")).one()
    assert delegate.badge_name in page.get_data(as_text=True)


def test_a_second_load_is_refused_and_changes_nothing(demo: Demo) -> None:
    with demo.database.reading() as session:
        before = verify_chain(session)
    told = demo.run(*LOAD)
    assert told.exit_code == 1
    assert "needs an empty database" in told.output
    with demo.database.reading() as session:
        assert verify_chain(session) == before


def test_a_database_in_use_is_not_built_upon(app: Flask) -> None:
    database: Database = app.extensions["database"]
    with database.reading() as session:
        require_empty(session)
    with database.committing() as session:
        make_user(session, roles=[Role.PROTOCOL_OFFICER])
    with database.reading() as session, pytest.raises(NotEmpty) as refused:
        require_empty(session)
    assert "users" in refused.value.sentence
    told = app.test_cli_runner().invoke(args=LOAD)
    assert told.exit_code == 1
    assert refused.value.sentence in told.output


def test_accounts_are_not_invented_where_no_demonstration_is(sqlite_app: Flask) -> None:
    told = sqlite_app.test_cli_runner().invoke(args=("demo", "accounts"))
    assert told.exit_code == 1
    assert "flask demo load" in told.output


def test_who_asks_for_accounts_during_a_load_is_told_to_wait(sqlite_app: Flask) -> None:
    """The load holds the writer's lock until it is done; asking needs none."""
    database: Database = sqlite_app.extensions["database"]
    with database.committing() as loading:
        make_user(loading, roles=[Role.PROTOCOL_OFFICER])
        told = sqlite_app.test_cli_runner().invoke(args=("demo", "accounts"))
    assert told.exit_code == 1
    assert "let that finish" in told.output


def test_a_load_that_breaks_off_leaves_the_database_empty(sqlite_app: Flask) -> None:
    """The disk refuses the first photo: whoever comes next can load again."""
    database: Database = sqlite_app.extensions["database"]
    database.config.instance.mkdir(parents=True, exist_ok=True)
    (database.config.instance / "photos").write_text("a file where a folder should be")
    told = sqlite_app.test_cli_runner().invoke(args=("demo", "load", "--people", "40"))
    assert isinstance(told.exception, OSError)
    assert "240 delegations" in told.output
    with database.reading() as session:
        require_empty(session)


def _as_registered(one: Participant, person: Person) -> tuple[object, ...]:
    return (
        person.badge_name, person.family_name, person.given_names, person.native_name, person.nationality, person.sex,
        person.born_on, person.passport_kind, one.function, one.category, one.title, one.native_title, one.rank_class,
        bool(person.photo_file),
    )  # fmt: skip


def _as_planned(member: Member) -> tuple[object, ...]:
    person, post = member.person, member.post
    return (
        person.badge_name, person.family_name, person.given_names, person.native_name, person.nationality, person.sex,
        person.born_on, person.passport.kind if person.passport else "", post.function, post.category, post.title,
        post.native_title, post.rank_class, member.has_portrait,
    )  # fmt: skip


def _overlaps(session: Session, table: type[RoomHold] | type[Engagement], key: str) -> int | None:
    """How many pairs of rows hold the same thing at one instant."""
    one, other = aliased(table), aliased(table)
    return session.scalar(
        select(func.count())
        .select_from(one)
        .join(other, (getattr(one, key) == getattr(other, key)) & (one.id < other.id))
        .where(one.held_from < other.held_until, other.held_from < one.held_until)
    )


def _everything(demo: Demo) -> dict[str, list[tuple[object, ...]]]:
    """The demonstration by its natural keys."""
    asking, asked = aliased(Delegation), aliased(Delegation)
    asking_party, asked_party = aliased(Party), aliased(Party)
    statements = {
        "people": select(
            Party.code, Participant.position, Person.badge_name, Participant.title, Participant.state, Person.photo_digest,
            Person.passport_expires_on, Accreditation.state, Accreditation.clearance, Accreditation.decided_at,
        )
        .join(Delegation, Delegation.party_id == Party.id)
        .join(Participant, Participant.delegation_id == Delegation.id)
        .join(Person, Person.id == Participant.person_id)
        .outerjoin(Accreditation, Accreditation.participant_id == Participant.id)
        .order_by(Participant.id),
        "parts": select(AgendaEntry.title, Contributor.part, Contributor.position, Person.badge_name)
        .join(Contributor.entry)
        .join(Contributor.participant)
        .join(Participant.person)
        .order_by(Contributor.id),
        "meetings": select(
            asking_party.code, asked_party.code, MeetingRequest.state, MeetingRequest.turn, MeetingRequest.proposed_at,
            BilateralMeeting.starts_at, Room.code,
        )
        .join(asking, asking.id == MeetingRequest.asking_id)
        .join(asked, asked.id == MeetingRequest.asked_id)
        .join(asking_party, asking_party.id == asking.party_id)
        .join(asked_party, asked_party.id == asked.party_id)
        .outerjoin(BilateralMeeting, BilateralMeeting.request_id == MeetingRequest.id)
        .outerjoin(Room, Room.id == BilateralMeeting.room_id)
        .order_by(MeetingRequest.id),
        "journal": select(AuditEntry.verb, AuditEntry.object_kind, AuditEntry.actor_name, AuditEntry.reason)
        .where(AuditEntry.verb != "issue_personal_link", AuditEntry.verb != "invite")
        .order_by(AuditEntry.id),
    }  # fmt: skip
    with demo.database.reading() as session:
        return {name: [tuple(row) for row in session.execute(found)] for name, found in statements.items()}

"""The duplicate desk: who looks like one person, what becomes of two records, and that it happens once (DEL-01, PER-06)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import PassportEntry
from summit.delegations.lifecycle import DelegateFunction, ParticipantState
from summit.delegations.models import Headship, PairDismissal, Participant
from summit.delegations.quotas import QuotaReached
from summit.delegations.rules import (
    Grade,
    HeadAlreadyNamed,
    PairDismissed,
    PersonAlreadyRegistered,
    RegisteredElsewhere,
    record_digest,
)
from summit.foundation.db import Database
from summit.foundation.errors import NotFound, RuleBroken, StaleVersion
from tests.browser import PageClient
from tests.delegations.conftest import Counting, Race
from tests.delegations.test_races import guarded
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, make_user

Sign = Callable[..., PageClient]
BORN = date(1968, 3, 14)
NOBODY_ELSE = {"sex": "F", "nationality": "VNM", "born_on": BORN}
PASSPORT = PassportEntry("diplomatic", "VNM", "B7654321", date(2030, 6, 1))


def found(session: Session) -> list[tuple[str, str, Grade]]:
    """The pairs of the desk by their codes."""
    codes = dict(session.execute(select(Participant.id, Participant.code)).all())
    return [(codes[first], codes[second], Grade(grade)) for first, second, grade in session.execute(queries.pairs())]


def pair(session: Session, **second: object) -> tuple[Participant, Participant]:
    """Two records of one name in two delegations."""
    entry = {"family_name": "Nguyễn", "given_names": "Thị Lan", "badge_name": "NGUYỄN Thị Lan", **NOBODY_ELSE}
    first = make_participant(session, make_delegation(session, "VN"), **entry)
    return first, make_participant(session, make_delegation(session, "FR"), **{**entry, **second})


def merger(stays: Participant, goes: Participant, *taken: str, reason: str = "One person") -> actions.Merger:
    return actions.Merger(stays.version, goes.version, frozenset(taken), reason)


@pytest.mark.parametrize(
    ("second", "grade"),
    [
        ({}, Grade.BIRTH_AND_WORDS),
        ({"family_name": "Lan", "given_names": "Nguyen Thi"}, Grade.BIRTH_AND_WORDS),
        ({"family_name": "Nguyen", "given_names": "Thy Lann"}, Grade.BIRTH_AND_SOUND),
        ({"family_name": "LAN THI", "given_names": "nguyen", "born_on": None}, Grade.WORDS_NO_BIRTH),
        ({"born_on": date(1969, 3, 14)}, Grade.WORDS_OTHER_BIRTH),
        ({"born_on": date(1969, 3, 14), "nationality": "FRA"}, None),
        ({"born_on": None, "nationality": "FRA"}, None),
        ({"given_names": "Thị Mai"}, None),
        ({"family_name": "Nguyễn Thị", "given_names": "Lan Anh"}, None),
    ],
)
def test_what_looks_like_one_person(session: Session, second: dict[str, object], grade: Grade | None) -> None:
    one, other = pair(session, **second)
    assert found(session) == ([(one.code, other.code, grade)] if grade else [])


@pytest.mark.parametrize(
    ("one", "other"), [("Mohamed", "Muhammad"), ("Catherine", "Katharina"), ("Müller", "MULLER"), ("Philipp", "Filip")]
)
def test_spellings_of_one_name_sound_alike(session: Session, one: str, other: str) -> None:
    first, second = pair(session, given_names=other)
    person, post = queries.entries_of(first)
    actions.edit_participant(
        session, SYSTEM, NOW, participant=first, person=replace(person, given_names=one), post=post, version=first.version
    )
    ((_, _, grade),) = found(session)
    assert grade in (Grade.BIRTH_AND_SOUND, Grade.BIRTH_AND_WORDS)
    assert second.state == "enrolled"


def test_a_withdrawn_record_of_the_same_passport_comes_first(session: Session) -> None:
    alike = pair(session)
    old = make_participant(session, make_delegation(session, "DE"), passport=PASSPORT, family_name="Altmann")
    actions.withdraw_participant(session, SYSTEM, NOW, participant=old, version=old.version, reason="ill")
    new = make_participant(session, make_delegation(session, "IT"), passport=PASSPORT, family_name="Nuovo")
    assert found(session) == [
        (new.code, old.code, Grade.PASSPORT),
        (alike[0].code, alike[1].code, Grade.BIRTH_AND_WORDS),
    ]
    actions.withdraw_participant(session, SYSTEM, NOW, participant=new, version=new.version, reason="ill too")
    assert [grade for _, _, grade in found(session)] == [Grade.BIRTH_AND_WORDS]


def test_a_pair_is_dismissed_for_good_and_taken_back(session: Session) -> None:
    one, other = pair(session)
    assert [line.code for line in queries.possible_duplicates(session, one)] == [other.code]
    actions.dismiss_pair(session, SYSTEM, NOW, first=other, second=one)
    assert found(session) == []
    assert queries.possible_duplicates(session, one) == []
    (line,) = queries.dismissed_pairs(session, limit=5, offset=0)
    assert {line.first.code, line.second.code} == {one.code, other.code}
    assert (line.dismissed_by, line.dismissed_at) == ("tests", NOW)
    with pytest.raises(PairDismissed):
        actions.dismiss_pair(session, SYSTEM, NOW, first=one, second=other)
    actions.end_dismissal(session, SYSTEM, NOW, first=one, second=other)
    assert len(found(session)) == 1
    with pytest.raises(NotFound):
        actions.end_dismissal(session, SYSTEM, NOW, first=one, second=other)
    with pytest.raises(NotFound):
        actions.dismiss_pair(session, SYSTEM, NOW, first=one, second=one)
    lines = session.execute(select(AuditEntry.verb, AuditEntry.object_code, AuditEntry.after).order_by(AuditEntry.id)).all()
    assert [tuple(line) for line in lines[-4:]] == [
        ("dismiss_pair", other.code, {"other": one.code}),
        ("dismiss_pair", one.code, {"other": other.code}),
        ("end_dismissal", one.code, {"other": other.code}),
        ("end_dismissal", other.code, {"other": one.code}),
    ]


def test_a_merged_record_takes_what_was_chosen(session: Session) -> None:
    """The passport moves with its hash; the other is withdrawn and leads to the one that stays."""
    stays, goes = pair(session, passport=PASSPORT, email="lan@mofa.example", phone="+84 24 1", native_name="阮氏蘭")
    goes.person.photo_file, goes.person.photo_digest = "goes.jpg", "d" * 64
    stays_digest, passport = stays.record_digest, goes.person.passport_hash
    session.flush()
    actions.merge_participants(
        session, SYSTEM, NOW, stays=stays, goes=goes,
        merger=merger(stays, goes, "passport", "email", "photo", "native_name"),
    )  # fmt: skip
    session.refresh(stays)
    assert (goes.state, goes.followed_by_id) == (ParticipantState.WITHDRAWN, stays.id)
    assert (stays.person.passport_hash, goes.person.passport_hash) == (passport, None)
    assert (stays.person.email, stays.person.phone, stays.person.native_name) == ("lan@mofa.example", "", "阮氏蘭")
    assert (stays.person.photo_file, stays.person.photo_digest) == ("goes.jpg", "d" * 64)
    assert stays.delegation.party.code == "VN"
    assert stays.record_digest == record_digest(stays) != stays_digest
    assert found(session) == []
    verbs = session.execute(
        select(AuditEntry.verb, AuditEntry.object_code, AuditEntry.reason).order_by(AuditEntry.id.desc()).limit(4)
    ).all()
    assert [tuple(one) for one in verbs][::-1] == [
        ("withdraw", goes.code, "One person"),
        ("edit", stays.code, ""),
        ("merge", stays.code, "One person"),
        ("merge", goes.code, "One person"),
    ]
    after = session.scalars(select(AuditEntry.after).where(AuditEntry.verb == "merge").order_by(AuditEntry.id)).all()
    assert after == [
        {"other": goes.code, "taken": "email, native_name, passport, photo"},
        {"into": stays.code},
    ]
    with pytest.raises(PersonAlreadyRegistered):
        make_participant(session, make_delegation(session, "DE"), passport=PASSPORT)
    with pytest.raises(RegisteredElsewhere):
        actions.reinstate_participant(session, SYSTEM, NOW, participant=goes, version=goes.version)


def test_the_head_of_one_delegation_can_take_the_seat_of_a_merged_head(session: Session) -> None:
    """DEL-10: the seat is free because the record that goes leaves it."""
    delegation = make_delegation(session, "FR")
    goes = make_participant(session, delegation, function=DelegateFunction.HOD)
    stays = make_participant(session, delegation, function=DelegateFunction.REP)
    actions.merge_participants(
        session, SYSTEM, NOW, stays=stays, goes=goes, merger=merger(stays, goes, "function")
    )
    assert stays.function == "HOD"
    assert session.scalars(select(Headship.participant_id)).all() == [stays.id]


def test_a_merger_keeps_the_rules_of_the_delegation_that_stays(session: Session) -> None:
    """A head from elsewhere finds the seat taken (DEL-10), and a full delegation full for other functions (DEL-21)."""
    stays, goes = pair(session)
    make_participant(session, stays.delegation, function=DelegateFunction.HOD)
    person, post = queries.entries_of(goes)
    actions.edit_participant(
        session, SYSTEM, NOW, participant=goes, person=person, version=goes.version,
        post=replace(post, function=DelegateFunction.HOD),
    )  # fmt: skip
    with pytest.raises(HeadAlreadyNamed), session.begin_nested():
        actions.merge_participants(
            session, SYSTEM, NOW, stays=stays, goes=goes, merger=merger(stays, goes, "function")
        )
    session.expire_all()
    assert (goes.state, goes.followed_by_id, stays.function) == ("enrolled", None, "REP")


def test_a_merger_needs_two_records_a_reason_and_the_versions_that_were_seen(session: Session) -> None:
    stays, goes = pair(session)
    with pytest.raises(RuleBroken) as refused:
        actions.merge_participants(
            session, SYSTEM, NOW, stays=stays, goes=goes, merger=merger(stays, goes, reason=" ")
        )
    assert refused.value.field == "reason"
    with pytest.raises(RuleBroken):
        actions.merge_participants(session, SYSTEM, NOW, stays=stays, goes=stays, merger=merger(stays, stays))
    with pytest.raises(RuleBroken):
        actions.merge_participants(session, SYSTEM, NOW, stays=stays, goes=goes, merger=merger(stays, goes, "shoe"))
    for wrong in (
        actions.Merger(stays.version - 1, goes.version, frozenset(), "r"),
        actions.Merger(stays.version, goes.version - 1, frozenset(), "r"),
    ):
        with pytest.raises(StaleVersion):
            actions.merge_participants(session, SYSTEM, NOW, stays=stays, goes=goes, merger=wrong)
    assert (stays.state, goes.state) == ("enrolled", "enrolled")


def test_records_that_were_merged_before_lead_to_the_last_one(session: Session) -> None:
    """Three records of one person: every code leads to the one that stands."""
    first, second = pair(session)
    third = make_participant(session, make_delegation(session, "DE"))
    actions.merge_participants(session, SYSTEM, NOW, stays=second, goes=first, merger=merger(second, first))
    actions.merge_participants(session, SYSTEM, NOW, stays=third, goes=second, merger=merger(third, second))
    session.expire_all()
    assert (first.followed_by_id, second.followed_by_id, third.followed_by_id) == (third.id, third.id, None)


@pytest.mark.parametrize("way", ["both ways", "one way"])
def test_two_officers_merge_the_same_pair_at_once(database: Database, at_once: Race, way: str) -> None:
    with database.committing() as session:
        one, other = pair(session)
        codes = (one.code, other.code)
        seen = {one.code: one.version, other.code: other.version}

    def merging(stays: str, goes: str) -> Callable[[Session], object]:
        def deed(session: Session) -> object:
            return actions.merge_participants(
                session, SYSTEM, NOW,
                stays=queries.participant_by_code(session, stays),
                goes=queries.participant_by_code(session, goes),
                merger=actions.Merger(seen[stays], seen[goes], frozenset(), "One person"),
            )  # fmt: skip

        return guarded(deed)

    answers = at_once(merging(*codes), merging(*(codes if way == "one way" else codes[::-1])))
    assert sorted(answers)[-1] == "done", answers
    assert answers.count("done") == 1, answers
    with database.reading() as session:
        states = session.scalars(select(Participant.state).order_by(Participant.state)).all()
        assert states == ["enrolled", "withdrawn"]


def test_a_pair_is_dismissed_once(database: Database, at_once: Race) -> None:
    with database.committing() as session:
        codes = [one.code for one in pair(session)]

    def dismissing(first: str, second: str) -> Callable[[Session], object]:
        return lambda session: actions.dismiss_pair(
            session, SYSTEM, NOW,
            first=queries.participant_by_code(session, first), second=queries.participant_by_code(session, second),
        )  # fmt: skip

    answers = at_once(*(dismissing(*order) for order in (codes, codes[::-1], codes)))
    assert answers.count("done") == 1, answers
    with database.reading() as session:
        assert len(session.scalars(select(PairDismissal)).all()) == 1


def test_the_desk_compares_merges_and_leads_on(database: Database, client_as: Sign) -> None:
    """What protocol may not see is compared and not shown: the date of birth and the passport's number."""
    with database.committing() as session:
        one, other = pair(session, passport=PASSPORT, email="lan@mofa.example", native_name="阮氏蘭")
        stays, goes, delegation = one.code, other.code, other.delegation.code
    desk = client_as(Role.PROTOCOL_OFFICER)
    listed = desk.get("/duplicates").get_data(as_text=True)
    assert "Same date of birth and the same words of the name" in listed
    assert 'Pairs <span>1</span>' in listed
    page = f"/duplicates/{stays}/{goes}"
    compared = desk.get(page).get_data(as_text=True)
    assert "on file, not shown to your office" in compared
    assert "1968" not in compared
    assert "B7654321" not in compared
    assert "•••••321" in compared
    form = {"reason": "One person", "stays_version": "1", "goes_version": "1", "take_passport": "goes",
            "take_email": "goes", "take_native_name": "goes"}  # fmt: skip
    sent = desk.send(page, form, from_page=page)
    assert (sent.status_code, sent.location) == (303, f"/people/{stays}")
    led = desk.get(f"/people/{goes}")
    assert (led.status_code, led.location) == (302, f"/people/{stays}")
    assert "lan@mofa.example" in desk.get(f"/people/{stays}").get_data(as_text=True)
    again = desk.send(page, form, from_page=page)
    assert again.status_code == 409
    with database.committing() as session:
        contact = make_user(session, roles=[Role.FOCAL_POINT])
        appoint(session, queries.delegation_by_code(session, delegation), user=contact)
    own = client_as(user=contact).get(f"/people/{goes}")
    assert own.status_code == 200
    assert "Reinstate" not in own.get_data(as_text=True)


def test_the_form_proposes_what_must_not_be_lost(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        one, other = pair(session, email="lan@mofa.example", salutation="Dr.")
        actions.edit_participant(
            session, SYSTEM, NOW, participant=one, version=one.version, post=queries.entries_of(one)[1],
            person=replace(queries.entries_of(one)[0], salutation="Ms."),
        )  # fmt: skip
        codes = one.code, other.code
    page = client_as(Role.CHIEF_OF_PROTOCOL).get(f"/duplicates/{codes[0]}/{codes[1]}").get_data(as_text=True)
    assert 'checked class="form-check-input" id="take_email-1"' in page
    assert 'checked class="form-check-input" id="take_salutation-0"' in page
    assert 'name="take_family_name"' not in page
    turned = client_as(Role.CHIEF_OF_PROTOCOL).get(f"/duplicates/{codes[1]}/{codes[0]}").get_data(as_text=True)
    assert 'name="take_email"' not in turned


def test_the_desk_costs_the_same_queries_for_any_number_of_pairs(database: Database, count_queries: Counting) -> None:
    with database.committing() as session:
        delegation = make_delegation(session, badge_quota=400)
        for number in range(60):
            make_participant(session, delegation, family_name=f"Name{chr(97 + number % 20) * 2}x")
    costs = []
    for limit in (5, 25):
        with database.reading() as session, count_queries() as seen:
            lines = queries.found_pairs(session, limit=limit, offset=0)
        assert len(lines) == limit
        costs.append(len(seen))
    assert costs == [4, 4]


def test_a_full_delegation_can_still_merge_its_own_two_records(session: Session) -> None:
    """DEL-21: the place of the record that goes is free first."""
    delegation = make_delegation(session, "FR", badge_quota=2)
    one, other = (make_participant(session, delegation) for _ in range(2))
    with pytest.raises(QuotaReached):
        make_participant(session, delegation)
    actions.merge_participants(session, SYSTEM, NOW, stays=one, goes=other, merger=merger(one, other, "title"))
    make_participant(session, delegation)
    assert [person.state for person in queries.people_of(session, delegation.id)] == ["enrolled", "enrolled"]


def test_only_protocol_opens_the_desk(client_as: Sign) -> None:
    assert client_as(Role.ACCREDITATION_OFFICER).get("/duplicates").status_code == 403
    assert client_as(Role.FOCAL_POINT).get("/duplicates").status_code == 403
    home = client_as(Role.PROTOCOL_OFFICER).get("/").get_data(as_text=True)
    assert "Pairs to look at" in home
    assert 'href="/duplicates?part=claims"' in home


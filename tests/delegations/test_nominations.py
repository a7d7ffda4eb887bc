"""Registration from below: a delegation names a person, who registers once through a link (ACC-01)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import PassportEntry, PersonEntry, PostEntry
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Nomination, Participant
from summit.delegations.quotas import QuotaReached
from summit.delegations.rules import PersonAlreadyRegistered, warnings_of_answers
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.errors import NotFound, RuleBroken
from summit.notices.models import Notice
from summit.notices.queries import letter
from tests.browser import PageClient
from tests.delegations.conftest import Race
from tests.delegations.stage import NUMBER, Stage, set_stage, typed
from tests.delegations.test_photos import picture
from tests.factories import NOW, SYSTEM, make_delegation, make_participant, person_entry

Sign = Callable[..., PageClient]
ADVISER = PostEntry(DelegateFunction.ADV, "D")
ASKED = {"name": "Trần Thị B", "email": "b@mofa.example", "function": "EXP", "category": "D"}
OWN_WORDS = ("function", "category", "title", "rank_class", "is_listed")


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.committing() as session:
        return set_stage(session)


def asked(session: Session, **quota: int) -> str:
    """The secret of a link into a delegation."""
    delegation = make_delegation(session, **quota)
    return actions.nominate(session, SYSTEM, NOW, delegation=delegation, name="Ann", email="", post=ADVISER)[1]


def filled(**changes: str) -> dict[str, str]:
    return {key: value for key, value in typed(**changes).items() if key not in OWN_WORDS}


def link_in(page: str) -> str:
    found = re.search(r'value="[^"]*(/nominations/[^"]+)"', page)
    assert found, page
    return found[1]


def test_a_person_registers_through_the_link_and_the_contact_sees_it(
    database: Database, client_as: Sign, stage: Stage
) -> None:
    contact = client_as(user=stage.contact)
    path = f"/delegations/{stage.own}/nomination"
    made = contact.send(path, ASKED, from_page=path).get_data(as_text=True)
    link = link_in(made)
    waiting = contact.get(f"/delegations/{stage.own}").get_data(as_text=True)
    assert "Trần Thị B" in waiting
    assert "Expert, Delegate" in waiting

    nominee = client_as()
    page = nominee.get(link).get_data(as_text=True)
    assert "You are named as <strong>Expert</strong>" in page
    assert 'name="function"' not in page
    checked = nominee.send(link, filled(), from_page=link)
    assert (checked.status_code, checked.location) == (303, f"{link}/answers")
    answers = " ".join(nominee.get(checked.location).text.split())
    for label, field, words in (
        ("Family name", "family_name", "Nguyễn"), ("Date of birth", "born_on", "14 March 1968"),
        ("Passport number", "passport_number", "••••••567"), ("Sex", "sex", "M"),
        ("Issued by", "passport_issuer", "Viet Nam"),
        ("The family name is written first", "family_first", "Yes"), ("E-mail", "email", "a@mofa.example"),
    ):  # fmt: skip
        change = f'<a href="{link}?draft=yes#{field}">Change<span class="visually-hidden">: {label}</span></a>'
        assert f'<dt>{label}</dt> <dd class="answer"><span><bdi>{words}</bdi></span>{change}</dd>' in answers, label
    assert "B 1234567" not in answers
    assert 'value="B 1234567"' in nominee.get(f"{link}?draft=yes").text
    sent = nominee.send(f"{link}/answers", {"photo": (BytesIO(picture()), "me.jpg")}, from_page=link)
    assert sent.status_code == 200
    assert "Thank you, <bdi>NGUYỄN Văn A</bdi>" in sent.get_data(as_text=True)
    with database.reading() as session:
        person = session.scalars(select(Participant).order_by(Participant.id.desc()).limit(1)).one()
        nomination = session.scalars(select(Nomination)).one()
        assert (person.delegation.code, person.function, person.category) == (stage.own, "EXP", "D")
        assert (person.registered_by, person.rank_class, person.is_locked) == (nomination.code, 70, False)
        assert person.person.photo_file
        assert nomination.used_at is not None
        verbs = session.execute(
            select(AuditEntry.verb, AuditEntry.actor_code).order_by(AuditEntry.id.desc()).limit(4)
        ).all()
        own = nomination.code
        assert [verb for verb, actor in verbs if actor == own] == ["store_photo", "take_up", "register"]
    after = contact.get(f"/delegations/{stage.own}").get_data(as_text=True)
    assert "NGUYỄN Văn A" in after
    assert "Asked to register" not in after
    assert nominee.get(link).status_code == 404
    with database.reading() as session:
        notice = session.scalars(select(Notice)).one()
        assert notice.recipient == "b@mofa.example"
        assert link in letter(session, notice.code)[1]


def test_the_form_that_is_refused_keeps_what_was_typed_and_the_link(
    database: Database, client_as: Sign, stage: Stage
) -> None:
    """The passport stands in another delegation's record: the sentence does not say where (DEL-01), the link stays good."""
    with database.committing() as session:
        delegation = queries.delegation_by_code(session, stage.foreign)
        _, secret = actions.nominate(
            session, SYSTEM, utc_now(), delegation=delegation, name="Ann", email="", post=ADVISER
        )
    link, nominee = f"/nominations/{secret}", client_as()
    answers = f"{link}/answers"
    assert nominee.send(answers, {}, from_page=link).location == link  # nothing was typed yet
    wrong = nominee.send(link, filled(nationality="", passport_kind="", born_on="1 May 2024"), from_page=link)
    assert wrong.status_code == 422
    assert nominee.send(link, filled(passport_number=NUMBER, passport_issuer="FRA"), from_page=link).status_code == 303
    taken = nominee.send(answers, {}, from_page=link)
    page = taken.get_data(as_text=True)
    assert taken.status_code == 409
    assert "already registered" in page
    assert "<bdi>Nguyễn</bdi>" in page
    assert "Lemaire" not in page
    assert nominee.send(link, filled(sex="", email="", phone=""), from_page=link).status_code == 303
    bad = nominee.send(answers, {"photo": (BytesIO(b"no picture"), "me.jpg")}, from_page=link)
    assert bad.status_code == 422
    assert "did not arrive whole" in bad.get_data(as_text=True)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Participant)) == 3
    assert nominee.send(answers, {}, from_page=link).status_code == 200


@pytest.mark.parametrize("crafted", [{"function": "HOD"}, {"category": "PIN"}, {"rank_class": "10"}])
def test_a_crafted_form_changes_nothing_of_the_post(
    database: Database, client_as: Sign, stage: Stage, crafted: dict[str, str]
) -> None:
    with database.committing() as session:
        delegation = queries.delegation_by_code(session, stage.own)
        _, secret = actions.nominate(
            session, SYSTEM, utc_now(), delegation=delegation, name="Ann", email="", post=ADVISER
        )
    link = f"/nominations/{secret}"
    nominee = client_as()
    assert nominee.send(link, filled() | crafted, from_page=link).status_code == 303
    assert nominee.send(f"{link}/answers", crafted, from_page=link).status_code == 200
    with database.reading() as session:
        person = session.scalars(select(Participant).order_by(Participant.id.desc()).limit(1)).one()
        assert (person.function, person.category, person.rank_class) == ("ADV", "D", 70)


def test_a_link_that_ended_or_ran_out_opens_nothing(database: Database, client_as: Sign, stage: Stage) -> None:
    contact = client_as(user=stage.contact)
    path = f"/delegations/{stage.own}/nomination"
    link = link_in(contact.send(path, {**ASKED, "email": ""}, from_page=path).get_data(as_text=True))
    with database.reading() as session:
        code = session.scalars(select(Nomination.code)).one()
        assert session.scalar(select(func.count()).select_from(Notice)) == 0
    page = f"/delegations/{stage.own}"
    assert contact.send(f"{page}/nominations/{code}/end", {}, from_page=page).status_code == 303
    assert client_as().get(link).status_code == 404
    assert "Asked to register" not in contact.get(page).get_data(as_text=True)
    with database.committing() as session:
        secret = actions.nominate(
            session, SYSTEM, NOW, delegation=queries.delegation_by_code(session, stage.own), name="B", email="", post=ADVISER
        )[1]
    with database.reading() as session:
        assert queries.nomination_by_secret(session, secret, NOW + timedelta(days=13)).name == "B"
        with pytest.raises(NotFound):
            queries.nomination_by_secret(session, secret, NOW + timedelta(days=14))


def test_another_delegations_nomination_is_not_found(database: Database, client_as: Sign, stage: Stage) -> None:
    with database.committing() as session:
        delegation = queries.delegation_by_code(session, stage.foreign)
        found, _ = actions.nominate(session, SYSTEM, NOW, delegation=delegation, name="B", email="", post=ADVISER)
        code = found.code
    contact = client_as(user=stage.contact)
    page = f"/delegations/{stage.own}"
    foreign = contact.send(f"{page}/nominations/{code}/end", {}, from_page=page)
    assert foreign.status_code == 404
    with database.reading() as session:
        assert session.scalars(select(Nomination)).one().ended_at is None


def test_only_who_registers_people_asks_them_to(client_as: Sign, stage: Stage) -> None:
    path = f"/delegations/{stage.own}/nomination"
    assert client_as(Role.BADGE_DESK).get(path).status_code == 403
    assert client_as(Role.PROTOCOL_OFFICER).get(path).status_code == 200


@pytest.mark.parametrize(("name", "email", "field"), [(" ", "", "name"), ("x" * 201, "", "name"), ("A", "x" * 255, "email")])
def test_a_nominee_has_a_name(database: Database, name: str, email: str, field: str) -> None:
    with database.committing() as session:
        delegation = make_delegation(session)
        with pytest.raises(RuleBroken) as refused:
            actions.nominate(session, SYSTEM, NOW, delegation=delegation, name=name, email=email, post=ADVISER)
        assert refused.value.field == field


def test_a_known_passport_is_refused_behind_the_link_and_the_link_stays_good(database: Database) -> None:
    """DEL-01."""
    passport = PassportEntry("diplomatic", "FRA", NUMBER, date(2031, 1, 1))
    with database.committing() as session:
        secret = asked(session)
        make_participant(session, make_delegation(session, "VN"), passport=passport)
    with pytest.raises(PersonAlreadyRegistered):
        take_up(database, secret, person_entry(passport=passport))
    assert is_good(database, secret)


def test_a_full_delegation_is_full_behind_the_link(database: Database) -> None:
    """DEL-21: refused where the place would be taken."""
    with database.committing() as session:
        secret = asked(session, badge_quota=1)
        make_participant(session, make_delegation(session))
    with pytest.raises(QuotaReached):
        take_up(database, secret, person_entry())
    assert is_good(database, secret)


def take_up(database: Database, secret: str, person: PersonEntry) -> None:
    with database.committing() as session:
        found = queries.nomination_by_secret(session, secret, NOW)
        actions.take_up_nomination(session, NOW, nomination=found, person=person)


def is_good(database: Database, secret: str) -> bool:
    with database.reading() as session:
        return queries.nomination_by_secret(session, secret, NOW).used_at is None


def test_four_browsers_use_the_link_at_once_and_one_registers(database: Database, at_once: Race) -> None:
    with database.committing() as session:
        secret = asked(session)

    def register(number: int) -> Callable[[Session], object]:
        def deed(session: Session) -> object:
            found = queries.nomination_by_secret(session, secret, NOW)
            return actions.take_up_nomination(
                session, NOW, nomination=found, person=person_entry(family_name=f"Twin{number}")
            )

        return deed

    answers = at_once(*(register(number) for number in range(4)))
    assert answers.count("done") == 1, answers
    assert sum("not valid any more" in one or "just been used" in one for one in answers) == 3, answers
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Participant)) == 1


@pytest.mark.parametrize(
    ("changes", "is_late", "expected"),
    [
        ({}, False, ()),
        ({"born_on": None}, False, ("Date of birth, passport number and its expiry date are needed",)),
        ({"passport": PassportEntry("diplomatic", "FRA", NUMBER, date(2025, 10, 25))}, False, ("expires before the end",)),
        ({"passport": PassportEntry("diplomatic", "FRA", NUMBER, date(2025, 12, 1))}, True, ("six months", "marked late")),
    ],
)
def test_what_a_nominee_is_warned_of_before_sending(
    changes: dict[str, object], is_late: bool, expected: tuple[str, ...]
) -> None:
    found = warnings_of_answers(person_entry(**changes), date(2025, 10, 26), is_late=is_late)
    assert len(found) == len(expected)
    assert all(words in sentence for words, sentence in zip(expected, found, strict=True))

"""From the records to the values on a card, and to the code that a gate verifies."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from summit.badges import queries, rules
from summit.badges.facts import EventFace, Lettering
from summit.badges.rules import spelled_days, token_end
from summit.badges.token import Claims, public_key, verify
from summit.delegations.actions import default_ranks, edit_participant
from summit.delegations.facts import PersonEntry, PostEntry
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import entries_of
from summit.foundation.db import Database, config_of
from tests.badges.stage import admit, cards_of, counted, give_photo, order
from tests.factories import NOW, SYSTEM, make_delegation

CHINESE = {
    "family_name": "Zhang", "given_names": "Wei", "badge_name": "ZHANG Wei", "family_first": True,
    "native_name": "张伟", "native_language": "zh", "nationality": "CHN",
}  # fmt: skip


def entitle(database: Database, person: Participant, **post: object) -> None:
    """Change the titles of somebody, which needs no new approval (ACC-03)."""
    with database.committing() as session:
        found = session.get_one(Participant, person.id)
        entry, present = entries_of(found)
        values = {**vars(present), **post}
        assert isinstance(entry, PersonEntry)
        edit_participant(
            session,
            SYSTEM,
            NOW,
            participant=found,
            person=entry,
            post=PostEntry(**values),
            version=found.version,
        )


def speak(database: Database, delegation: Delegation, languages: str) -> None:
    with database.committing() as session:
        session.get_one(Delegation, delegation.id).languages = languages


def test_a_face_holds_what_is_printed_and_nothing_else(database: Database) -> None:
    with database.committing() as session:
        delegation = make_delegation(session, "CN", badge_quota=500)
        (person,) = admit(session, 1, code="CN", **CHINESE)
        give_photo(session, person)
        photo_file = person.person.photo_file
    speak(database, delegation, "en zh")
    entitle(
        database,
        person,
        title="Vice Minister of Public Security",
        native_title="公安部副部长",
        badge_title="Vice Minister",
    )
    (card,) = cards_of(database, order(database))

    with database.reading() as session:
        (face,) = queries.faces_for(session, [person.id])
        instance = config_of(session).instance
    assert face.serial == card.serial
    assert face.values == {
        "event.title": (Lettering("Hanoi Convention"),),
        "event.place_and_days": (Lettering("Hanoi  ·  25–26 October 2025"),),
        "name": (Lettering("ZHANG Wei", "zh"),),
        "native_name": (Lettering("张伟", "zh"),),
        "title": (Lettering("Vice Minister"), Lettering("公安部副部长", "zh")),
        "delegation": (Lettering("China"), Lettering("中国", "zh")),
        "serial": (Lettering(card.serial),),
        "issue": (Lettering(f"{card.serial}  ·  issue 1"),),
    }
    assert face.category is not None
    assert (face.flag, face.category.code, face.zones) == ("CN", "D", ("B", "G"))
    assert face.function == "REP"
    assert (face.photo, face.shows_photo) == (instance / "photos" / photo_file, True)


@pytest.mark.parametrize(
    ("languages", "titles"),
    [
        ("zh", ["公安部副部长"]),
        ("en", ["Counsellor"]),
        ("fr zh", ["Counsellor", "公安部副部长"]),
        ("zh en", ["公安部副部长", "Counsellor"]),
    ],
)
def test_titles_come_in_the_badge_languages(database: Database, languages: str, titles: list[str]) -> None:
    with database.committing() as session:
        delegation = make_delegation(session, "CN", badge_quota=500)
        (person,) = admit(session, 1, code="CN", **CHINESE)
    speak(database, delegation, languages)
    entitle(database, person, native_title="公安部副部长")
    order(database)
    with database.reading() as session:
        (face,) = queries.faces_for(session, [person.id])
    assert [title.text for title in face.values["title"]] == titles


def test_without_a_title_the_function_stands_there_and_no_name_stands_twice(database: Database) -> None:
    with database.committing() as session:
        (person,) = admit(
            session, 1, badge_name="DURAND Anne", native_name="Anne Durand", native_language="fr"
        )
        delegation = person.delegation
    speak(database, delegation, "en fr")
    entitle(database, person, title="")
    order(database)
    with database.reading() as session:
        (face,) = queries.faces_for(session, [person.id])
    assert face.values["title"] == (Lettering("Representative"),)
    assert face.values["native_name"] == ()
    assert face.values["delegation"] == (Lettering("France", "en"),), (
        "France is written alike in both languages"
    )


def test_the_code_verifies_with_the_public_key_and_names_nobody(database: Database) -> None:
    with database.committing() as session:
        (person,) = admit(session)
    (card,) = cards_of(database, order(database))
    with database.reading() as session:
        (face,) = queries.faces_for(session, [person.id])
        seed = config_of(session).badge_key_seed
    claims = verify(public_key(seed), face.token, NOW, event="2025-10-25")
    assert claims == Claims(
        event="2025-10-25",
        token_id=bytes.fromhex(card.token_id),
        issued_at=card.created_at,
        expires_at=datetime(2025, 10, 26, 23, 0, tzinfo=UTC),
        category="D",
        zones=("B", "G"),
        issue_number=1,
    )


@pytest.mark.parametrize(
    ("rank_class", "is_state_leader", "is_without_photo"),
    [
        (10, True, True),
        (15, False, True),
        (20, True, True),
        (22, False, False),
        (40, True, False),
        (70, True, True),
    ],
)
def test_leaders_have_no_photograph_and_ministers_have_one(
    rank_class: int, is_state_leader: bool, is_without_photo: bool
) -> None:
    participant = Participant(rank_class=rank_class, is_state_leader=is_state_leader)
    assert rules.is_without_photo(participant, default_ranks()) == is_without_photo


def test_the_event_as_cards_show_it(database: Database) -> None:
    with database.reading() as session:
        assert queries.event_face(session) == EventFace("Hanoi Convention", "Hanoi  ·  25–26 October 2025")


def test_days_in_words() -> None:
    assert spelled_days(date(2025, 10, 25), date(2025, 10, 25)) == "25 October 2025"
    assert spelled_days(date(2025, 10, 25), date(2025, 10, 26)) == "25–26 October 2025"
    assert spelled_days(date(2025, 9, 30), date(2025, 10, 2)) == "30 September – 2 October 2025"
    assert spelled_days(date(2025, 12, 31), date(2026, 1, 1)) == "31 December 2025 – 1 January 2026"


def test_tokens_end_six_hours_after_the_last_day_in_local_time() -> None:
    assert token_end(date(2025, 10, 26), "Asia/Ho_Chi_Minh") == datetime(2025, 10, 26, 23, 0, tzinfo=UTC)
    # Six hours after midnight are an hour less by the clock when summer time begins that night.
    assert token_end(date(2025, 3, 29), "Europe/Paris") == datetime(2025, 3, 30, 5, 0, tzinfo=UTC)


def test_the_questions_for_faces_do_not_grow_with_the_cards(database: Database) -> None:
    sizes = []
    for more in (2, 10):
        with database.committing() as session:
            admit(session, more)
        order(database)
        with database.reading() as session:
            people = session.scalars(select(Participant.id)).all()
        with database.reading() as session, counted(database) as sent:
            faces = queries.faces_for(session, people)
        sizes.append((len(faces), len(sent)))
    assert [count for count, _ in sizes] == [2, 12]
    assert sizes[0][1] == sizes[1][1] < 10

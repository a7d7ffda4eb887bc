"""Tags and notes: for the protocol department, never for a delegation, never edited."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.models import InternalNote, Tag
from summit.delegations.queries import DelegationFilters, PeopleFilters, Reach
from summit.delegations.rules import NoteOfAnother, TagMissing, TagThere, require_note, require_tags
from summit.foundation.db import Database
from summit.foundation.errors import Conflict, RuleBroken
from summit.foundation.keyset import Place
from tests.browser import PageClient
from tests.delegations.conftest import Race
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, make_user

Sign = Callable[..., PageClient]
SECRET = "Drinks no alcohol, and does not wish it said."
TAG = "delicate"


def test_a_note_is_kept_sealed_and_the_journal_does_not_know_it(session: Session) -> None:
    """PRV-03: the journal is kept longer than the note."""
    officer = actor_of(make_user(session, roles=[Role.PROTOCOL_OFFICER], name="Ms Officer"))
    person = make_participant(session, make_delegation(session, "FR"))
    for noted in (person, person.delegation):
        actions.write_note(session, officer, NOW, noted=noted, body=f" {SECRET}\nSecond   line ")
        actions.add_tags(session, officer, NOW, noted=noted, words=[TAG])
        facts = queries.internal_facts(session, officer, noted)
        assert facts.tags == (TAG,)
        (note,) = facts.notes
        assert (note.body, note.by, note.at, note.may_strike) == (f"{SECRET}\nSecond line", "Ms Officer", NOW, True)
    kept = str([tuple(row) for row in session.execute(select(AuditEntry.__table__))])
    sealed = str(session.scalars(select(InternalNote.body_sealed)).all())
    assert (SECRET in kept, TAG in kept, SECRET in sealed) == (False, False, False)


def test_a_note_is_struck_out_by_its_author_or_the_chief(session: Session) -> None:
    author, colleague, chief = (
        actor_of(make_user(session, roles=[role], name=f"By {role.value}"))
        for role in (Role.PROTOCOL_OFFICER, Role.PROTOCOL_OFFICER, Role.CHIEF_OF_PROTOCOL)
    )
    person = make_participant(session, make_delegation(session, "FR"))
    first, second = (actions.write_note(session, author, NOW, noted=person, body=SECRET) for _ in range(2))
    with pytest.raises(NoteOfAnother):
        actions.strike_note(session, colleague, NOW, note=first)
    actions.strike_note(session, author, NOW, note=first)
    actions.strike_note(session, chief, NOW, note=second)
    with pytest.raises(Conflict, match="already"):
        actions.strike_note(session, chief, NOW, note=first)
    notes = queries.internal_facts(session, colleague, person).notes
    assert [(note.body, note.struck_by, note.struck_at, note.may_strike) for note in notes] == [
        (SECRET, "By chief_of_protocol", NOW, False),
        (SECRET, "By protocol_officer", NOW, False),
    ]


def test_what_is_no_tag_and_no_note(session: Session) -> None:
    assert require_tags(" Call  Back, VISA ,call back,, ") == ("call back", "visa")
    for text in ("", " , ", "x" * 31, ",".join(map(str, range(13)))):
        with pytest.raises(RuleBroken):
            require_tags(text)
    for text in ("", " \n ", "x" * 2001):
        with pytest.raises(RuleBroken):
            require_note(text)
    delegation = make_delegation(session, "FR")
    actions.add_tags(session, SYSTEM, NOW, noted=delegation, words=map(str, range(12)))
    with pytest.raises(RuleBroken, match="at most 12"), session.begin_nested():
        actions.add_tags(session, SYSTEM, NOW, noted=delegation, words=["one more"])
    with pytest.raises(TagMissing):
        actions.remove_tag(session, SYSTEM, NOW, noted=delegation, word="absent")


def test_a_tag_is_put_on_once(database: Database, at_once: Race) -> None:
    with database.committing() as session:
        code = make_participant(session, make_delegation(session, "FR")).code

    def tagging(session: Session) -> object:
        noted = queries.participant_by_code(session, code)
        actions.add_tags(session, SYSTEM, NOW, noted=noted, words=[TAG])
        return None

    assert sorted(at_once(*[tagging] * 3)) == ["The tag “delicate” is there already."] * 2 + ["done"]
    with database.committing() as session:
        assert session.scalars(select(Tag.word)).all() == [TAG]
        with pytest.raises(TagThere):
            tagging(session)


def test_lists_are_filtered_by_tag(session: Session) -> None:
    delegation, other = make_delegation(session, "FR"), make_delegation(session, "VN")
    first, second = make_participant(session, delegation), make_participant(session, other)
    for noted, word in ((first, "visa"), (second, "car"), (delegation, "letter")):
        actions.add_tags(session, SYSTEM, NOW, noted=noted, words=[word])
    everything = Reach(everything=True)
    for word, expected in (("visa", [first]), ("car", [second]), ("letter", []), ("", [first, second])):
        statement = queries.people_matching(everything, PeopleFilters(tag=word))
        assert set(session.scalars(statement)) == set(expected)
    for word, parties in (("letter", [delegation]), ("visa", [])):
        statement = queries.delegations_matching(everything, DelegationFilters(tag=word))
        assert session.scalars(statement).all() == parties
    assert queries.tag_words(session, "people") == ["car", "visa"]
    assert queries.tag_words(session, "delegations") == ["letter"]
    actions.add_tags(session, SYSTEM, NOW, noted=first, words=["bag"])
    people = queries.people_listed(session, everything, PeopleFilters(), Place(), more=["tags"])
    assert {line.code: line.tags for line in people.rows} == {first.code: ("bag", "visa"), second.code: ("car",)}
    cards = queries.delegations_listed(session, everything, DelegationFilters(), Place(), NOW, tagged=True)
    assert {card.code: card.tags for card in cards.rows} == {delegation.code: ("letter",), other.code: ()}


def test_the_filter_tells_a_delegation_nothing(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        delegation = make_delegation(session, "FR")
        tagged = make_participant(session, delegation, badge_name="TAGGED PERSON")
        make_participant(session, delegation, badge_name="OTHER PERSON")
        actions.add_tags(session, SYSTEM, NOW, noted=tagged, words=[TAG])
        contact = appoint(session, delegation)
    names = ("TAGGED PERSON", "OTHER PERSON")
    for client, expected in ((client_as(user=contact), (True, True)), (client_as(Role.PROTOCOL_OFFICER), (True, False))):
        page = client.get(f"/people?tag={TAG}").get_data(as_text=True)
        assert tuple(name in page for name in names) == expected
        assert (">delicate<" in page) == (expected == (True, False))
    reader = client_as(user=contact)
    for address in (f"/people/{tagged.code}", f"/delegations/{delegation.code}", "/people", "/delegations"):
        page = reader.get(address).get_data(as_text=True)
        assert ("Notes and tags" in page, TAG in page) == (False, False), address
    assert reader.get(f"/people/{tagged.code}/notes").status_code == 403


def test_an_officer_writes_and_strikes_on_the_page(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        person = make_participant(session, make_delegation(session, "FR"))
    officer = client_as(Role.PROTOCOL_OFFICER)
    for page in (f"/people/{person.code}", f"/delegations/{person.delegation.code}"):
        wrong = officer.send(f"{page}/notes", {"body": " "}, from_page=f"{page}/notes")
        assert (wrong.status_code, "Write the note first." in wrong.get_data(as_text=True)) == (422, True)
        assert officer.send(f"{page}/notes", {"body": SECRET}, from_page=f"{page}/notes").status_code == 303
        assert officer.send(f"{page}/tags", {"tag": "Call back, visa"}, from_page=f"{page}/notes").status_code == 303
        twice = officer.send(f"{page}/tags", {"tag": "visa"}, from_page=f"{page}/notes")
        assert (twice.status_code, "The tag “visa” is there already." in twice.get_data(as_text=True)) == (409, True)
        assert officer.send(f"{page}/tags/removal", {"tag": "visa"}, from_page=f"{page}/notes").status_code == 303
        shown = officer.get(page).get_data(as_text=True)
        assert (SECRET in shown, ">call back<" in shown, ">visa<" in shown) == (True, True, False)
    with database.reading() as session:
        number = session.scalars(select(InternalNote.id).order_by(InternalNote.id)).first()
    struck = officer.send(f"/notes/{number}/cancellation", from_page=f"/people/{person.code}/notes")
    assert (struck.status_code, struck.location) == (303, f"/people/{person.code}/notes")
    assert "<s class" in officer.get(struck.location).get_data(as_text=True)
    assert SECRET not in officer.get(f"/people/{person.code}").get_data(as_text=True)

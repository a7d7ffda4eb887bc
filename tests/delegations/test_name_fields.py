"""Names that are kept apart: machine-readable, spoken, announced and sorted (PER-01, PER-04, PER-08, PER-10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import PersonEntry
from summit.delegations.models import Participant
from summit.delegations.sheet import read_sheet
from summit.delegations.travel_document import unlike_machine_name
from summit.foundation.db import Database
from summit.foundation.errors import RuleBroken
from tests.browser import PageClient
from tests.delegations.stage import Stage, set_stage, typed
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

Sign = Callable[..., PageClient]
GENERAL = {
    "family_name": "Lương", "given_names": "Tam Quang", "badge_name": "LUONG Tam Quang", "family_first": True,
    "style": "H.E.", "salutation": "Mr.", "personal_title": "General", "address_name": "Minister Quang",
    "phonetic_hint": "LOO-uhng tahm kwahng", "sort_as": "Quang",
}  # fmt: skip


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.committing() as session:
        return set_stage(session)


def edit(session: Session, participant: Participant, **changes: object) -> None:
    person, post = queries.entries_of(participant)
    actions.edit_participant(
        session, SYSTEM, NOW,
        participant=participant, person=replace(person, **changes), post=post, version=participant.version,
    )  # fmt: skip


def test_each_name_is_kept_apart_and_journaled(session: Session) -> None:
    participant = make_participant(session, make_delegation(session, "VN"), **GENERAL)
    entry = queries.entries_of(participant)[0]
    assert {name: getattr(entry, name) for name in GENERAL} == GENERAL
    assert entry.machine_name == "LUONG<<TAM<QUANG"
    assert queries.spoken_name(participant.person) == "H.E. General LUONG Tam Quang"
    assert participant.sort_name == "quang"
    edit(session, participant, phonetic_hint="LOONG", sort_as="", personal_title="")
    line = session.scalars(select(AuditEntry).where(AuditEntry.verb == "edit")).one()
    assert line.before == {"phonetic_hint": "LOO-uhng tahm kwahng", "sort_as": "Quang", "personal_title": "General"}
    assert line.after == {"phonetic_hint": "LOONG", "sort_as": "", "personal_title": ""}
    assert participant.sort_name == "luong tam quang"
    assert queries.spoken_name(participant.person) == "H.E. Mr. LUONG Tam Quang"


def test_the_machine_readable_name_is_suggested_once(session: Session) -> None:
    """PER-01: a new family name does not write another machine-readable one; an empty field asks for a suggestion."""
    participant = make_participant(session, make_delegation(session), family_name="Müller", given_names="Jörg")
    assert participant.person.machine_name == "MUELLER<<JOERG"
    edit(session, participant, machine_name="muxxller<<joerg ")
    edit(session, participant, family_name="Meier")
    assert participant.person.machine_name == "MUXXLLER<<JOERG"
    edit(session, participant, machine_name=" ")
    assert participant.person.machine_name == "MEIER<<JOERG"


@pytest.mark.parametrize("name", ["MÜLLER<<JAN", "MUELLER<<<JAN", "A1<<B", "A" * 40, "=CMD()"])
def test_other_signs_are_no_machine_readable_name(session: Session, name: str) -> None:
    delegation = make_delegation(session)
    with pytest.raises(RuleBroken) as refusal:
        make_participant(session, delegation, machine_name=name)
    assert refusal.value.field == "machine_name"


@pytest.mark.parametrize(
    ("family_name", "given_names", "machine_name", "unlike"),
    [
        ("Müller", "Jörg", "MUELLER<<JOERG", ()),
        ("Müller", "Jörg", "MULLER<<JORG", ()),
        ("Meier", "Jörg", "MUELLER<<JOERG", ("family_name",)),
        ("Meier", "Jan", "MUELLER<<JOERG", ("family_name", "given_names")),
        ("Sukarno", "", "SUKARNO", ()),
        ("", "Anna", "ANNA", ()),
        ("Sukarno", "Anna", "SUKARNO", ("given_names",)),
        ("Nilavadhanananda", "Chayapa Dejthamrong Krasuang", "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K", ()),
        ("Meier", "Jan", "", ()),
    ],
)
def test_what_the_machine_readable_name_does_not_spell_is_told(
    family_name: str, given_names: str, machine_name: str, unlike: tuple[str, ...]
) -> None:
    """PER-07: cut at 39 characters, compared by the table."""
    entry = PersonEntry(family_name, given_names, "", "DEU", machine_name=machine_name)
    assert unlike_machine_name(entry) == unlike


def test_a_contact_types_the_names_and_every_page_says_them(database: Database, client_as: Sign, stage: Stage) -> None:
    client = client_as(user=stage.contact)
    path = f"/delegations/{stage.own}/registration"
    names = {name: value for name, value in GENERAL.items() if isinstance(value, str)}
    sent = client.send(path, typed(**names, machine_name="LUONG<<TAM<QUANQ"), from_page=path)
    assert sent.status_code == 303
    page = client.get(sent.location).get_data(as_text=True)
    assert "<h1><bdi>H.E. General LUONG Tam Quang</bdi></h1>" in page
    for said in ("Minister Quang", "LOO-uhng tahm kwahng", "LUONG&lt;&lt;TAM&lt;QUANQ"):
        assert said in page
    assert "Other than in the machine-readable lines: given names. Compare with the passport." in page
    code = sent.location.rsplit("/", 1)[1]
    found = read_sheet(client.get("/registers/people.csv").data)
    (row,) = [line.cells for line in found.rows if code in line.cells]
    cells = dict(zip(found.header, row, strict=True))
    assert (cells["Machine-readable name"], cells["Academic or military title"]) == ("LUONG<<TAM<QUANQ", "General")
    assert (cells["Name in the salutation"], cells["How the name is spoken"], cells["Sorted as"]) == (
        "Minister Quang", "LOO-uhng tahm kwahng", "Quang",
    )  # fmt: skip
    transport = client_as(Role.TRANSPORT).get(f"/people/{code}").get_data(as_text=True)
    assert "LOO-uhng tahm kwahng" in transport
    assert "QUANQ" not in transport


def test_two_records_are_compared_with_all_their_names(database: Database, client_as: Sign, stage: Stage) -> None:
    with database.committing() as session:
        other = make_participant(session, make_delegation(session, "VN"), **GENERAL).code
    page = client_as(Role.CHIEF_OF_PROTOCOL).get(f"/duplicates/{stage.person}/{other}").get_data(as_text=True)
    for label in ("Machine-readable name", "Academic or military title", "Name in the salutation",
                  "How the name is spoken", "Name in alphabetical lists"):  # fmt: skip
        assert label in page


def test_the_lines_of_the_passport_fill_the_machine_readable_name(client_as: Sign, stage: Stage) -> None:
    client = client_as(user=stage.contact)
    path = f"/delegations/{stage.own}/registration"
    lines = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    page = client.send(path, typed(machine_lines=lines, fill="yes"), from_page=path).get_data(as_text=True)
    assert 'value="ERIKSSON&lt;&lt;ANNA&lt;MARIA"' in page

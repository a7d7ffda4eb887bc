"""A sheet becomes people: judged as the form judges, all or nothing, once, and taken back within a day (RT-03, RT-13)."""

from __future__ import annotations

import io
import json
import re
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.audit.models import AuditEntry
from summit.delegations import actions
from summit.delegations.facts import ImportLine, PassportEntry
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Delegation, Participant, RegisterImport
from summit.delegations.queries import delegation_by_code, judged_rows, register
from summit.delegations.queries.heads import head_at
from summit.delegations.queries.reach import Reach
from summit.delegations.rules import AlreadyImported, ImportRefused
from summit.delegations.sheet import (
    Sheet,
    SheetFile,
    guessed_columns,
    read_sheet,
    write_csv,
    write_workbook,
)
from summit.foundation.db import Database
from summit.foundation.errors import Conflict
from summit.foundation.sealing import mask
from tests.delegations.conftest import Race
from tests.delegations.stage import EMAIL, NUMBER, PHONE, Stage, set_stage
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

Sign = Callable[..., FlaskClient]
HEADER = (
    "Participant,Family name,Given names,Nationality,Date of birth,Passport number,Passport issued by,Kind of passport,"
    "Function,Category,Title,Phone"
)
GOOD = ",Nguyễn,Văn A,VNM,1968-03-14,B0012345,VNM,diplomatic,Adviser,D,Counsellor,+84 24 1234"
OTHER = ",Li,,CHN,,0099,CHN,ordinary,EXP,D,,00 12 34"


def sheet(*rows: str) -> Sheet:
    return read_sheet("\n".join((HEADER, *rows)).encode())


def sent(found: Sheet, digest: str = "1") -> SheetFile:
    return SheetFile("people.csv", digest * 64, found, guessed_columns(found.header))


def lines(session: Session, delegation: Delegation, found: Sheet, actor: Actor = SYSTEM) -> list[ImportLine]:
    rows = judged_rows(
        session, actor, NOW, delegation=delegation, sheet=found, columns=guessed_columns(found.header)
    )
    return [row.line for row in rows]


def done(session: Session, delegation: Delegation, found: Sheet, *, only_good: bool = False) -> RegisterImport:
    draft = actions.draft_import(session, SYSTEM, NOW, delegation=delegation, file=sent(found))
    actions.confirm_import(
        session, SYSTEM, NOW, delegation=delegation, draft=draft, version=draft.version, only_good=only_good
    )
    return draft


def people(session: Session, delegation: Delegation) -> list[tuple[str, str, str, str]]:
    found = session.scalars(
        select(Participant).where(Participant.delegation_id == delegation.id).order_by(Participant.position)
    )
    return [(one.person.family_name, one.title, one.person.phone, one.state) for one in found]


def test_rows_become_people_in_their_order(session: Session) -> None:
    delegation = make_delegation(session)
    draft = done(session, delegation, sheet(GOOD, OTHER))
    assert people(session, delegation) == [
        ("Nguyễn", "Counsellor", "+84 24 1234", "enrolled"),
        ("Li", "", "00 12 34", "enrolled"),
    ]
    assert (draft.state, draft.added, draft.edited, draft.left_out, draft.sheet_sealed) == ("done", 2, 0, 0, "")


def test_each_bad_row_is_named_with_its_cell(session: Session) -> None:
    delegation = make_delegation(session)
    taken = PassportEntry("diplomatic", "FRA", "TAKEN1", date(2031, 1, 1))
    make_participant(session, make_delegation(session, "VN"), passport=taken)
    rows = (
        GOOD,
        GOOD,
        ",Li,,CHN,03/04/1970,,,,EXP,D,,",
        ",Li,,QQQ,,,,,EXP,D,,",
        ",,,CHN,,,,,EXP,D,,",
        ",Li,,CHN,2020-01-01,,,,EXP,D,,",
        ",Li,,CHN,,,,,Juggler,D,,",
        ",Li,,CHN,,TAKEN1,FRA,diplomatic,EXP,D,,",
        "P-NOBODY22,Li,,CHN,,,,,EXP,D,,",
        ",A\0B,,CHN,,,,,EXP,D,,",
    )
    found = lines(session, delegation, sheet(*rows))
    assert [(line.number, line.verb, line.where) for line in found] == [
        (2, "add", ""), (3, "refuse", "F3"), (4, "refuse", "E4"), (5, "refuse", "D5"), (6, "refuse", "B6"),
        (7, "refuse", "E7"), (8, "refuse", "I8"), (9, "refuse", "F9"), (10, "refuse", "A10"), (11, "refuse", ""),
    ]  # fmt: skip
    assert [line.fault[:24] for line in found] == [
        "", "An earlier row of the sh", "Write the date as year-m", "Choose the nationality t", "Enter the name as in the",
        "The date of birth makes ", "“Juggler” is not in the ", "A person with this passp", "Nobody in this delegatio",
        "B11 holds a NUL characte",
    ]  # fmt: skip


def test_all_or_nothing_unless_the_good_rows_are_chosen(database: Database) -> None:
    mixed = sheet(GOOD, ",Li,,QQQ,,,,,EXP,D,,")
    with pytest.raises(ImportRefused, match=r"D3: Choose the nationality"), database.committing() as session:
        done(session, make_delegation(session), mixed)
    with database.committing() as session:
        delegation = make_delegation(session)
        assert people(session, delegation) == []
        draft = done(session, delegation, mixed, only_good=True)
        assert (draft.added, draft.left_out) == (1, 1)
        assert [one[0] for one in people(session, delegation)] == ["Nguyễn"]


def test_the_last_place_refuses_the_whole_sheet(database: Database) -> None:
    with pytest.raises(ImportRefused, match="The one place of France is taken"), database.committing() as session:
        done(session, make_delegation(session, badge_quota=1), sheet(GOOD, OTHER))
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Participant)) == 0


def test_the_preview_foresees_the_places_that_the_rows_take(session: Session) -> None:
    """DEL-21: each row takes its place before the next is judged; who is there already keeps theirs."""
    delegation = make_delegation(session, badge_quota=2)
    present = make_participant(session, delegation, family_name="Abel", given_names="Ann")
    known = f"{present.code},Abel,Anna,FRA,,,,,{present.function},D,,"
    found = lines(session, delegation, sheet(GOOD, known, OTHER))
    assert [(line.verb, line.where) for line in found] == [("add", ""), ("edit", ""), ("refuse", "I4")]
    assert found[2].fault.startswith("All 2 places of France are taken")


def test_the_preview_foresees_that_there_is_one_head(session: Session) -> None:
    """DEL-10: the seat that a row gives up is free for the next."""
    delegation = make_delegation(session)
    head = make_participant(session, delegation, function=DelegateFunction.HOD, family_name="Abel", given_names="Ann")
    new, other = (f",{name},,FRA,,,,,HOD,D,," for name in ("Baker", "Clark"))
    stays = f"{head.code},Abel,Anna,FRA,,,,,HOD,D,,"
    verdicts = [(one.verb, one.where) for one in lines(session, delegation, sheet(stays, new))]
    assert verdicts == [("edit", ""), ("refuse", "I3")]
    steps_down = f"{head.code},Abel,Ann,FRA,,,,,ADV,D,,"
    verdicts = [(one.verb, one.where) for one in lines(session, delegation, sheet(steps_down, new, other))]
    assert verdicts == [("edit", ""), ("add", ""), ("refuse", "I4")]
    done(session, delegation, sheet(steps_down, new))
    assert head_at(session, delegation.id, NOW).person.family_name == "Baker"


def test_the_same_file_twice_does_nothing(session: Session) -> None:
    delegation = make_delegation(session)
    done(session, delegation, sheet(GOOD))
    with pytest.raises(AlreadyImported):
        done(session, delegation, sheet(GOOD))
    assert len(people(session, delegation)) == 1


def test_two_drafts_of_one_file_are_kept_apart_by_the_database(database: Database) -> None:
    with database.committing() as session:
        delegation = make_delegation(session)
        first, second = (
            actions.draft_import(session, SYSTEM, NOW, delegation=delegation, file=sent(sheet(OTHER))) for _ in "12"
        )
        actions.confirm_import(session, SYSTEM, NOW, delegation=delegation, draft=first, version=first.version)
        with pytest.raises(AlreadyImported):
            actions.confirm_import(session, SYSTEM, NOW, delegation=delegation, draft=second, version=second.version)


def test_a_known_person_is_changed_field_by_field(session: Session) -> None:
    stage = set_stage(session)
    delegation = delegation_by_code(session, stage.own)
    row = f"{stage.person},Lemaire,Anna,FRA,,,,,HOD,D,Counsellor,+33 123"
    (line,) = lines(session, delegation, sheet(row))
    assert line == ImportLine(
        2, "edit", "Anne LEMAIRE", stage.person,
        (("Given names", "Anne", "Anna"), ("Mobile telephone", PHONE, "+33 123")),
    )  # fmt: skip
    done(session, delegation, sheet(row))
    found = session.scalars(select(Participant).where(Participant.code == stage.person)).one()
    assert (found.person.given_names, found.person.email, found.person.born_on) == ("Anna", EMAIL, date(1961, 7, 13))
    assert found.person.passport_sealed


def test_a_passport_finds_the_person_without_a_code(session: Session) -> None:
    stage = set_stage(session)
    delegation = delegation_by_code(session, stage.own)
    (line,) = lines(session, delegation, sheet(f",Lemaire,Anne,FRA,,{NUMBER},FRA,,HOD,D,Counsellor,{PHONE}"))
    assert (line.verb, line.code, line.differences) == ("keep", stage.person, ())


def test_a_delegation_gives_neither_rank_nor_functions_of_the_host(session: Session) -> None:
    stage = set_stage(session)
    delegation = delegation_by_code(session, stage.own)
    contact = actor_of(stage.contact)
    found = read_sheet(
        b"Family name,Nationality,Function,Category,Rank\nA,FRA,ADV,D,70\nB,FRA,ADV,D,10\nC,FRA,LO,D,70\nE,FRA,ADV,H,70\n"
    )
    assert [(one.verb, one.where) for one in lines(session, delegation, found, contact)] == [
        ("add", ""), ("refuse", "E3"), ("refuse", "C4"), ("refuse", "D5"),
    ]  # fmt: skip
    assert [one.verb for one in lines(session, delegation, found)] == ["add"] * 4


def test_a_decided_record_is_closed_to_the_delegation(session: Session) -> None:
    """ACC-02."""
    stage = set_stage(session)
    found = session.scalars(select(Participant).where(Participant.code == stage.person)).one()
    actions.lock_participant(session, participant=found)
    row = sheet(f"{stage.person},Lemaire,Anna,FRA,,,,,HOD,D,Counsellor,{PHONE}")
    delegation = delegation_by_code(session, stage.own)
    assert [one.verb for one in lines(session, delegation, row, actor_of(stage.contact))] == ["refuse"]
    assert [one.verb for one in lines(session, delegation, row)] == ["edit"]


def test_an_import_is_undone_but_for_what_was_touched_since(session: Session) -> None:
    stage = set_stage(session)
    delegation = delegation_by_code(session, stage.own)
    row = f"{stage.person},Lemaire,Anna,FRA,1950-01-01,NEW1,FRA,diplomatic,HOD,D,Minister,+33 123"
    draft = done(session, delegation, sheet(GOOD, row, OTHER))
    imported = select(Participant).where(Participant.title == "Counsellor", Participant.function == "ADV")
    touched = session.scalars(imported).one()
    touched.title = "Senior counsellor"
    session.flush()
    assert actions.undo_import(session, SYSTEM, NOW, delegation=delegation, done=draft) == [touched.code]
    back = session.scalars(select(Participant).where(Participant.code == stage.person)).one()
    assert (back.person.given_names, back.title, back.person.born_on) == ("Anne", "Counsellor", date(1961, 7, 13))
    line = f",Lemaire,Anne,FRA,,{NUMBER},FRA,,HOD,D,Counsellor,{PHONE}"
    assert [one.verb for one in lines(session, delegation, sheet(line))] == ["keep"]
    assert [(name, state) for name, _, _, state in people(session, delegation)][-2:] == [
        ("Nguyễn", "enrolled"), ("Li", "withdrawn"),
    ]  # fmt: skip
    assert (draft.state, draft.undo_sealed) == ("undone", "")


def test_a_sheet_and_an_edit_at_once_do_not_wait_in_a_ring(database: Database, at_once: Race) -> None:
    """BK-5: a sheet holds all its people before it writes in the journal, so who holds one of them gets there first."""
    with database.committing() as session:
        delegation = make_delegation(session, badge_quota=50)
        code, codes = delegation.code, [make_participant(session, delegation).code for _ in range(3)]
        rows = [f"{one},Lemaire,Anna,FRA,,,,,ADV,D,Minister,+33 123" for one in codes]
        draft = actions.draft_import(session, SYSTEM, NOW, delegation=delegation, file=sent(sheet(*rows))).id
    is_held = threading.Event()

    def importing(session: Session) -> None:
        assert is_held.wait(30)
        found = session.get_one(RegisterImport, draft)
        delegation = delegation_by_code(session, code)
        actions.confirm_import(session, SYSTEM, NOW, delegation=delegation, draft=found, version=found.version)

    def noting(session: Session) -> None:
        session.execute(select(Participant.id).where(Participant.code == codes[-1]).with_for_update())
        is_held.set()
        time.sleep(0.5)
        record(session, SYSTEM, NOW, verb="edit", of=("participant", codes[-1]))

    assert at_once(importing, noting) == ["done", "done"]
    with database.reading() as session:
        assert set(session.scalars(select(Participant.title).where(Participant.code.in_(codes)))) == {"Minister"}


def test_a_day_later_it_stands(session: Session) -> None:
    delegation = make_delegation(session)
    draft = done(session, delegation, sheet(GOOD))
    with pytest.raises(Conflict, match="within 24 hours"):
        actions.undo_import(session, SYSTEM, NOW + timedelta(hours=25), delegation=delegation, done=draft)


def test_identity_lies_sealed_and_is_forgotten_after_a_day(session: Session) -> None:
    delegation = make_delegation(session)
    kept = done(session, delegation, sheet(GOOD))
    draft = actions.draft_import(session, SYSTEM, NOW, delegation=delegation, file=sent(sheet(OTHER), "2"))
    assert "Nguyễn" not in kept.undo_sealed
    assert "Li" not in json.dumps([draft.file_name, draft.columns])
    assert actions.sweep_imports(session, NOW + timedelta(hours=23)) == 0
    assert actions.sweep_imports(session, NOW + timedelta(hours=25)) == 2
    assert (kept.state, kept.undo_sealed) == ("done", "")
    assert (draft.state, draft.sheet_sealed) == ("cancelled", "")


def test_the_register_comes_in_again_without_a_change(session: Session) -> None:
    """RT-14 through the whole room: an export is an import that changes nothing, and exports the same again."""
    stage = set_stage(session)
    delegation = delegation_by_code(session, stage.own)
    make_participant(session, delegation, family_name="=cmd|'/c calc'!A1", given_names="+41", phone="0012345")
    own = Reach(delegations=frozenset({delegation.id}))
    out = register(session, SYSTEM, NOW, within=own)
    for content in (write_csv(out), write_workbook(out)):
        assert [line.verb for line in lines(session, delegation, read_sheet(content))] == ["keep"] * 3
    done(session, delegation, read_sheet(write_workbook(out)))
    assert register(session, SYSTEM, NOW, within=own).lines == out.lines
    assert mask(NUMBER) in {cell for line in out.lines for cell in line}


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.committing() as session:
        return set_stage(session)


def test_from_the_upload_to_the_undoing(database: Database, client_as: Sign, stage: Stage) -> None:
    client = client_as(user=stage.contact)
    page = f"/delegations/{stage.own}/imports"
    content = "\n".join((HEADER + ",Shoe size", GOOD + ",44")).encode("utf-16")
    answer = client.send(page, {"file": (io.BytesIO(content), "people.csv"), "encoding": "", "delimiter": ""}, from_page=page)
    assert answer.status_code == 303
    draft = answer.location
    shown = client.get(draft).get_data(as_text=True)
    assert "<strong>1</strong> to register" in shown
    assert "left out: <bdi>Shoe size</bdi>" in shown
    assert re.search("Văn A NGUYỄN", shown)
    done = client.send(f"{draft}/confirmation", {"version": "1"}, from_page=draft)
    assert done.status_code == 303
    assert "Undo the import" in client.get(draft).get_data(as_text=True)
    again = client.send(page, {"file": (io.BytesIO(content), "people.csv"), "encoding": "", "delimiter": ""}, from_page=page)
    assert again.status_code == 409
    assert "imported for this delegation already" in again.get_data(as_text=True)
    assert client.send(f"{draft}/reversal", {}, from_page=draft).status_code == 303
    with database.reading() as session:
        added = session.scalars(select(Participant).where(Participant.title == "Counsellor", Participant.function == "ADV"))
        assert [one.state for one in added] == ["withdrawn"]
        verbs = session.scalars(select(AuditEntry.verb).where(AuditEntry.object_code == stage.own))
        assert [verb for verb in verbs if verb.endswith("_import")] == ["draft_import", "confirm_import", "undo_import"]


def test_the_columns_can_be_chosen_and_are_remembered(client_as: Sign, stage: Stage) -> None:
    client = client_as(user=stage.contact)
    page = f"/delegations/{stage.own}/imports"
    drafts = []
    for name in ("Li", "Wang"):
        content = f"Who,Where from,Function,Category\n{name},CHN,ADV,D\n".encode()
        answer = client.send(page, {"file": (io.BytesIO(content), "p.csv"), "encoding": "", "delimiter": ""}, from_page=page)
        drafts.append(answer.location)
        if name == "Li":
            assert "No column holds the family name" in client.get(answer.location).get_data(as_text=True)
            chosen = {"version": "1", "column-0": "family_name", "column-1": "nationality", "column-2": "function",
                      "column-3": "category"}  # fmt: skip
            assert client.send(f"{answer.location}/columns", chosen, from_page=answer.location).status_code == 303
    for draft in drafts:
        assert "<strong>1</strong> to register" in client.get(draft).get_data(as_text=True)


@pytest.mark.parametrize(
    ("role", "born", "phone", "rank"),
    [(None, "1961-07-13", PHONE, False), (Role.PROTOCOL_OFFICER, "••••", PHONE, True)],
)
def test_a_register_holds_what_its_reader_may_see(
    database: Database, client_as: Sign, stage: Stage, role: Role | None, born: str, phone: str, rank: bool
) -> None:
    client = client_as(role) if role else client_as(user=stage.contact)
    found = read_sheet(client.get("/registers/people.csv").data)
    assert found == read_sheet(client.get("/registers/people.xlsx").data)
    rows = [dict(zip(found.header, row.cells, strict=True)) for row in found.rows]
    (lemaire,) = [row for row in rows if row["Participant"] == stage.person]
    assert (lemaire["Date of birth"], lemaire["Mobile telephone"], lemaire["Passport number"]) == (born, phone, mask(NUMBER))
    assert ("Class of precedence" in found.header) is rank
    assert ({row["Delegation"] for row in rows} == {stage.own}) is (role is None)
    with database.reading() as session:
        exports = select(AuditEntry.object_code).where(AuditEntry.verb == "export_register")
        assert session.scalars(exports).all() == ["all" if role else stage.own] * 2


def test_the_empty_sheet_comes_back_as_it_went(client_as: Sign, stage: Stage) -> None:
    found = client_as(user=stage.contact).get(f"/delegations/{stage.own}/empty-register.xlsx")
    assert found.status_code == 200
    assert sorted(guessed_columns(read_sheet(found.data).header).values()) == sorted(
        set(guessed_columns(read_sheet(found.data).header).values())
    )


def test_the_commands(app: Flask, database: Database, stage: Stage, tmp_path: Path) -> None:
    run = app.test_cli_runner().invoke
    file, out, report = tmp_path / "in.csv", tmp_path / "out.xlsx", tmp_path / "report.json"
    file.write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    command = ["delegations", "import", str(file), "--delegation", stage.own]
    dry = run(args=[*command, "--dry-run", "--report", str(report)])
    assert dry.output == "1 to register, 0 to change, 0 that cannot be done\nNothing was changed: a dry run.\n"
    assert json.loads(report.read_text())["counts"] == {"add": 1}
    assert run(args=command).output.endswith("Imported.\n")
    assert "already" in run(args=command).output
    assert run(args=["delegations", "export", "--out", str(out)]).output == "4 people written\n"
    assert len(read_sheet(out.read_bytes()).rows) == 4
    file.write_text(f"{HEADER}\n,Li,,QQQ,,,,,EXP,D,,\n", encoding="utf-8")
    refused = run(args=command)
    assert refused.exit_code == 1
    assert "D2: Choose the nationality" in refused.output


def test_a_whole_register_goes_into_the_delegations_that_it_names(
    app: Flask, database: Database, stage: Stage, tmp_path: Path
) -> None:
    """All of it or nothing, whichever delegation the bad row is of; what was exported comes in again as no change."""
    run, out, file = app.test_cli_runner().invoke, tmp_path / "out.xlsx", tmp_path / "in.csv"
    run(args=["delegations", "export", "--out", str(out)])
    same = run(args=["delegations", "import", str(out), "--dry-run"])
    assert same.output == "0 to register, 0 to change, 0 that cannot be done\nNothing was changed: a dry run.\n"

    def send(*rows: str) -> str:
        file.write_text("\n".join((f"Delegation,{HEADER}", *rows)), encoding="utf-8")
        return run(args=["delegations", "import", str(file)]).output

    assert send(f"{stage.own},{GOOD}").endswith("Imported.\n")
    for bad, sentence in (
        (f"{stage.foreign},,Li,,QQQ,,,,,EXP,D,,", "Choose the nationality"),
        ("D-NOBODY,,Li,,CHN,,,,,EXP,D,,", "There is no delegation D-NOBODY."),
        (",,Li,,CHN,,,,,EXP,D,,", "A3 names no delegation."),
    ):
        other = GOOD.replace("B0012345", "B0099999").replace("Nguyễn", "Phạm")
        assert sentence in send(f"{stage.own},{other}", bad)
    assert send(f"{stage.own},{GOOD},", f"{stage.foreign},{OTHER}").endswith("Imported.\n")
    with database.reading() as session:
        found = [
            [one[0] for one in people(session, delegation_by_code(session, code))] for code in (stage.own, stage.foreign)
        ]
    assert found == [["Lemaire", "Petit", "Nguyễn"], ["Tran", "Li"]]
    assert "No column names the delegations" in run(args=["delegations", "import", str(sheet_without(tmp_path))]).output


def sheet_without(folder: Path) -> Path:
    """A sheet whose columns do not say whose people they are."""
    file = folder / "bare.csv"
    file.write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    return file

"""Invitations and their answers, papers on file, and the note verbale against the register."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.accreditation import actions as accreditation
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import (
    Difference,
    InvitationFacts,
    LetterEntry,
    NamedLine,
    PaperEntry,
    PaperFacts,
    RegisteredLine,
    ReplyEntry,
)
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Invitation, Paper
from summit.delegations.rules import NotInvited, PaperSettled, differences, named_lines
from summit.delegations.scanned import LARGEST_FILE, UNKNOWN, media_type_of
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, NotFound, RuleBroken, StaleVersion
from tests.browser import PageClient
from tests.delegations.conftest import Race
from tests.delegations.stage import Stage, set_stage
from tests.factories import NOW, SYSTEM, make_delegation, make_participant, make_summit

Sign = Callable[..., PageClient]
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
TODAY = NOW.date()
NOTE = PaperEntry("nomination", "Note verbale 112/2025", date(2025, 9, 3))


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, form)
    return out.getvalue()


def file_note(session: Session, delegation: Any, content: bytes = PDF, **changes: Any) -> Paper:
    entry = PaperEntry(**{**vars(NOTE), **changes})
    return actions.file_paper(session, SYSTEM, NOW, delegation=delegation, paper=entry, content=content)


def invite(session: Session, delegation: Any) -> Invitation:
    letter = LetterEntry(date(2025, 8, 4), " Letter  7/2025 ", 20)
    return actions.record_invitation(session, SYSTEM, NOW, delegation=delegation, letter=letter)


def reply(session: Session, delegation: Any, verb: str, on: date = TODAY, **more: Any) -> Invitation:
    found = queries.invitation_of(session, delegation.id)
    return actions.record_reply(
        session, SYSTEM, NOW, delegation=delegation, reply=ReplyEntry(verb, on, **more),
        version=found.version if found else 0,
    )  # fmt: skip


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.committing() as session:
        make_summit(session)
        return set_stage(session)


def test_a_letter_is_answered(session: Session) -> None:
    delegation = make_delegation(session)
    assert queries.invitation_facts(session, delegation.id) is None
    invite(session, delegation)
    reply(session, delegation, "reserve", remark="The cabinet decides next week.")
    reply(session, delegation, "accept", announced_level=40, announced_size=12, remark=" By  air ")
    assert queries.invitation_facts(session, delegation.id) == InvitationFacts(
        state="accepted",
        sent_on=date(2025, 8, 4),
        level="Head of Government",
        reference="Letter 7/2025",
        replied_on=TODAY,
        announced_level="Minister for Foreign Affairs",
        announced_size=12,
        remark="By air",
        letter=LetterEntry(date(2025, 8, 4), "Letter 7/2025", 20),
        verbs=("withdraw",),
        version=3,
    )
    told = session.scalars(select(AuditEntry).where(AuditEntry.object_code == delegation.code)).all()
    assert [line.verb for line in told] == ["open", "invite_delegation", "reserve", "accept"]


def test_what_is_no_answer_is_refused(session: Session) -> None:
    delegation = make_delegation(session)
    with pytest.raises(NotInvited):
        reply(session, delegation, "accept")
    invite(session, delegation)
    with pytest.raises(ImpossibleMove, match="invited"):
        reply(session, delegation, "withdraw")
    for changes, field in (
        ({"verb": "perhaps"}, "verb"),
        ({"on": date(2025, 8, 3)}, "replied_on"),
        ({"on": TODAY + timedelta(days=1)}, "replied_on"),
        ({"announced_level": 11}, "announced_level"),
        ({"announced_size": -1}, "announced_size"),
        ({"remark": "x" * 501}, "remark"),
    ):
        with pytest.raises(RuleBroken) as refusal:
            reply(session, delegation, **{"verb": "accept", **changes})
        assert refusal.value.field == field
    for letter, field in ((LetterEntry(TODAY + timedelta(days=1)), "sent_on"), (LetterEntry(TODAY, "", 1), "level")):
        with pytest.raises(RuleBroken) as refusal:
            actions.record_invitation(session, SYSTEM, NOW, delegation=delegation, letter=letter, version=1)
        assert refusal.value.field == field
    with pytest.raises(StaleVersion):
        actions.record_invitation(session, SYSTEM, NOW, delegation=delegation, letter=LetterEntry(TODAY), version=0)


def test_one_delegation_has_one_invitation(database: Database, at_once: Race) -> None:
    with database.committing() as session:
        delegation_id = make_delegation(session).id

    def deed(session: Session) -> None:
        from summit.delegations.models import Delegation

        invite(session, session.get_one(Delegation, delegation_id))

    told = sorted(at_once(deed, deed))
    assert told[1] == "done"
    assert "Somebody" in told[0]
    with database.reading() as session:
        assert len(session.scalars(select(Invitation)).all()) == 1


@pytest.mark.parametrize(
    ("content", "found"),
    [(PDF, "application/pdf"), (picture("JPEG"), "image/jpeg"), (picture("PNG"), "image/png")],
    ids=["pdf", "jpeg", "png"],
)
def test_a_paper_is_told_by_its_content(content: bytes, found: str) -> None:
    assert media_type_of(content) == found


@pytest.mark.parametrize(
    "content",
    [b"", b"<html><script>alert(1)</script>", PDF[:20], b"MZ" + PDF, picture("GIF"), picture("JPEG")[:400], b"<svg/>",
     b"%!PS-Adobe-3.0 EPSF-3.0", b"PK\x03\x04"],
    ids=["empty", "page", "half a pdf", "program", "gif", "half a picture", "svg", "eps", "archive"],
)  # fmt: skip
def test_what_is_no_paper_is_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken) as refusal:
        media_type_of(content)
    assert (refusal.value.sentence, refusal.value.field) == (UNKNOWN, "file")


def test_a_paper_that_is_too_large_is_refused() -> None:
    wide = io.BytesIO()
    Image.new("1", (9000, 9000)).save(wide, "PNG")
    for content in (PDF + b" " * LARGEST_FILE, wide.getvalue()):
        with pytest.raises(RuleBroken, match="too large"):
            media_type_of(content)


def test_a_paper_is_kept_sealed_and_comes_back_as_it_was(session: Session) -> None:
    """DEL-31: the file is unreadable where it lies; the row says who filed what."""
    delegation = make_delegation(session)
    paper = file_note(session, delegation, reference="  Note verbale\t112/2025 ")
    (path,) = queries.paper_folder(session).iterdir()
    assert b"PDF" not in path.read_bytes()
    assert paper.code not in path.name
    assert queries.paper_content(session, paper) == PDF
    assert queries.papers_of(session, delegation.id) == [
        PaperFacts(
            code=paper.code, kind="nomination", kind_name="Note verbale or letter that nominates the delegation",
            reference="Note verbale 112/2025", dated_on=date(2025, 9, 3), media_name="PDF", byte_count=len(PDF),
            filed_by="tests", filed_at=NOW, name_list="", reconciled_by="", reconciled_at=None, version=1,
        )
    ]  # fmt: skip
    path.unlink()
    with pytest.raises(NotFound):
        queries.paper_content(session, paper)


def test_a_paper_needs_its_particulars(session: Session) -> None:
    delegation = make_delegation(session)
    for changes, field in (
        ({"kind": "poem"}, "kind"),
        ({"reference": " "}, "reference"),
        ({"reference": "x" * 121}, "reference"),
        ({"dated_on": TODAY + timedelta(days=1)}, "dated_on"),
    ):
        with pytest.raises(RuleBroken) as refusal:
            file_note(session, delegation, **changes)
        assert refusal.value.field == field
    assert queries.papers_of(session, delegation.id) == []


def test_a_delegation_has_at_most_two_hundred_papers(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summit.delegations.rules.papers.MOST_PAPERS", 1)
    delegation = make_delegation(session)
    file_note(session, delegation)
    with pytest.raises(RuleBroken, match="papers on file"):
        file_note(session, delegation)


def test_a_paper_filed_by_mistake_goes_and_a_settled_one_stays(session: Session) -> None:
    delegation = make_delegation(session)
    wrong, right = file_note(session, delegation), file_note(session, delegation)
    actions.reconcile_paper(session, SYSTEM, NOW, delegation=delegation, paper=right, version=1)
    with pytest.raises(PaperSettled, match="reconciled"):
        actions.remove_paper(session, SYSTEM, NOW, delegation=delegation, paper=right, version=right.version)
    with pytest.raises(StaleVersion):
        actions.remove_paper(session, SYSTEM, NOW, delegation=delegation, paper=wrong, version=2)
    actions.remove_paper(session, SYSTEM, NOW, delegation=delegation, paper=wrong, version=1)
    assert [one.code for one in queries.papers_of(session, delegation.id)] == [right.code]
    assert actions.sweep_papers(session, datetime.now(UTC)) == 0
    assert actions.sweep_papers(session, datetime.now(UTC) + timedelta(hours=2)) == 1
    assert queries.paper_content(session, right) == PDF


def test_who_has_to_be_nominated_and_is_not(session: Session) -> None:
    """DEL-31: the host's own side is nominated by nobody; another paper does not nominate."""
    from summit.delegations.facts import OrganizationEntry

    noted, other, silent = (make_delegation(session, code) for code in ("FR", "DE", "IT"))
    entry = OrganizationEntry("STAFF", "HOSTSTAFF", {("en", "short"): "Host staff"})
    party = actions.add_organization(session, SYSTEM, NOW, entry=entry)
    staff = actions.open_delegation(session, SYSTEM, NOW, party=party)
    file_note(session, noted)
    file_note(session, other, kind="other")
    ids = [one.id for one in (noted, other, silent, staff)]
    assert queries.lacking_note(session, ids) == {other.id, silent.id}
    assert queries.lacking_note(session, []) == frozenset()


def registered(*names: str, function: str = "Adviser") -> list[RegisteredLine]:
    return [RegisteredLine(f"P-{name}", name, (name,), function, (function, "ADV", "Counsellor")) for name in names]


def test_a_note_that_agrees_has_no_differences() -> None:
    """Styles, capitals, marks and the order of the parts of a name make no difference; nor does a left-out second name."""
    register = registered("Nguyễn Văn An", "Anne Marie LEMAIRE", "Suharto")
    note = named_lines("H.E. Mr. Van An NGUYEN, adviser\nMs. Lemaire Anne, Counsellor\n\n  Suharto\n")
    assert note[2] == NamedLine("Suharto")
    assert differences(note, register) == []
    assert differences([], []) == []


def test_differences_between_note_and_register_are_told() -> None:
    """DEL-32: who is missing on each side, another function, another place in the order."""
    register = registered("Anna Berg", "Carl Dahl", "Eva Falk", "Gun Holm")
    note = named_lines("Eva Falk, Interpreter\nAnna Berg, Adviser\nCarl Dahl\nIda Juhl, Expert")
    assert differences(note, register) == [
        Difference("missing", "Ida Juhl", note="Expert"),
        Difference("extra", "Gun Holm", "P-Gun Holm", register="Adviser"),
        Difference("function", "Eva Falk", "P-Eva Falk", "Interpreter", "Adviser"),
        Difference("place", "Eva Falk", "P-Eva Falk", "1 of 3 in both", "3 of 3 in both"),
    ]


def test_a_turned_order_tells_of_those_who_stand_elsewhere() -> None:
    found = differences(named_lines("Carl Dahl\nEva Falk\nAnna Berg"), registered("Anna Berg", "Eva Falk", "Carl Dahl"))
    assert [(one.name, one.note, one.register) for one in found] == [("Carl Dahl", "1 of 3 in both", "3 of 3 in both")]


def test_one_word_is_too_little_to_know_a_person_by() -> None:
    assert [one.kind for one in differences([NamedLine("Berg")], registered("Anna Berg"))] == ["missing", "extra"]
    assert differences([NamedLine("Ms.")], registered("Ms."))[:1] == []


def test_a_namesake_is_paired_once() -> None:
    found = differences([NamedLine("Anna Berg"), NamedLine("Anna Berg")], registered("Anna Berg", "Anna Maria Berg"))
    assert found == []


def test_a_note_is_compared_typed_and_reconciled(session: Session) -> None:
    delegation = make_delegation(session)
    head = make_participant(
        session, delegation, function=DelegateFunction.HOD, family_name="Lemaire", given_names="Anne"
    )
    paper = file_note(session, delegation)
    assert queries.differences_in(session, paper) == []
    for text, field in (("x" * 20_001, "name_list"),):
        with pytest.raises(RuleBroken) as refusal:
            actions.list_names(
                session, SYSTEM, NOW, delegation=delegation, paper=paper, name_list=text, version=paper.version
            )
        assert refusal.value.field == field
    actions.reconcile_paper(session, SYSTEM, NOW, delegation=delegation, paper=paper, version=1)
    typed = "Ms. Anne Lemaire, Head of Delegation\n\nPaul Petit, Expert"
    actions.list_names(session, SYSTEM, NOW, delegation=delegation, paper=paper, name_list=typed, version=2)
    assert queries.differences_in(session, paper) == [Difference("missing", "Paul Petit", note="Expert")]
    assert (paper.reconciled_at, paper.reconciled_by) == (None, "")
    with pytest.raises(StaleVersion):
        actions.reconcile_paper(session, SYSTEM, NOW, delegation=delegation, paper=paper, version=2)
    actions.reconcile_paper(session, SYSTEM, NOW, delegation=delegation, paper=paper, version=3)
    facts = queries.paper_facts(paper)
    assert (facts.reconciled_by, facts.reconciled_at) == ("tests", NOW)
    assert head.code not in typed
    letter = file_note(session, delegation, kind="appointment")
    with pytest.raises(RuleBroken, match="Only the paper"):
        actions.reconcile_paper(session, SYSTEM, NOW, delegation=delegation, paper=letter, version=1)


def test_a_focal_point_files_a_note_and_protocol_reconciles_it(
    client_as: Sign, stage: Stage, database: Database
) -> None:
    contact = client_as(user=stage.contact)
    own, page = f"/delegations/{stage.own}", f"/delegations/{stage.own}/invitation"
    assert "nominates this delegation is on file" in contact.get(own).get_data(as_text=True)
    form = {"kind": "nomination", "reference": "NV <b>1</b>", "dated_on": "1 September 2025",
            "file": (io.BytesIO(PDF), "../../evil.html")}  # fmt: skip
    sent = contact.send(f"{own}/papers", form, from_page=f"{own}/papers")
    assert (sent.status_code, sent.location) == (303, page)
    shown = contact.get(page).get_data(as_text=True)
    assert "NV &lt;b&gt;1&lt;/b&gt;" in shown
    assert "not scanned for viruses" in shown
    assert "Not reconciled" in shown
    assert "nominates this delegation is on file" not in contact.get(own).get_data(as_text=True)
    with database.reading() as session:
        code = session.scalars(select(Paper.code)).one()
    address = f"{own}/papers/{code}"
    officer = client_as(Role.PROTOCOL_OFFICER)
    typed = {"name_list": "Anne Lemaire, Interpreter\nNobody Known", "version": "1"}
    assert officer.send(f"{address}/names", typed, from_page=f"{address}/names").status_code == 303
    compared = officer.get(address).get_data(as_text=True)
    for words in ("other function", "not registered", "not in the note", "Nobody Known"):
        assert words in compared
    done = officer.send(f"{address}/reconciliation", {"version": "2"}, from_page=address)
    assert done.status_code == 303
    assert "Reconciled" in officer.get(address).get_data(as_text=True)
    again = officer.send(f"{address}/reconciliation", {"version": "2"}, from_page=address)
    assert again.status_code == 409
    assert contact.send(f"{address}/removal", {"version": "3"}, from_page=page).status_code == 409


def test_a_paper_is_saved_and_never_shown(client_as: Sign, stage: Stage, database: Database) -> None:
    """V5.4: a name of ours, the type that was judged, and nothing runs when a browser opens it in spite of all."""
    with database.committing() as session:
        paper = file_note(session, queries.delegation_by_code(session, stage.own))
        code = paper.code
    answer = client_as(user=stage.contact).get(f"/delegations/{stage.own}/papers/{code}/file")
    assert answer.data == PDF
    headers = answer.headers
    assert headers["Content-Disposition"] == f"attachment; filename={code}.pdf"
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store, private"
    answer.close()
    foreign = client_as(user=stage.contact).get(f"/delegations/{stage.foreign}/papers/{code}/file")
    assert foreign.status_code == 404
    assert client_as(Role.BADGE_DESK).get(f"/delegations/{stage.own}/papers/{code}/file").status_code == 403


def test_a_wrong_file_comes_back_with_a_sentence(client_as: Sign, stage: Stage) -> None:
    contact, path = client_as(user=stage.contact), f"/delegations/{stage.own}/papers"
    form = {"kind": "nomination", "reference": "Kept", "dated_on": "3/4/2025", "file": (io.BytesIO(b"<p>"), "a.pdf")}
    page = contact.send(path, form, from_page=path)
    assert page.status_code == 422
    assert "Day and month could be either way round" in page.get_data(as_text=True)
    form |= {"dated_on": "3 April 2025", "file": (io.BytesIO(b"<p>"), "a.pdf")}
    page = contact.send(path, form, from_page=path)
    assert page.status_code == 422
    assert page.get_data(as_text=True).count("no whole PDF, JPEG or PNG") == 2
    assert 'value="Kept"' in page.get_data(as_text=True)


def test_the_letter_and_the_answer_are_recorded(client_as: Sign, stage: Stage) -> None:
    officer, page = client_as(Role.PROTOCOL_OFFICER), f"/delegations/{stage.own}/invitation"
    assert "nothing to answer yet" in officer.get(f"{page}/reply").get_data(as_text=True)
    letter = {"sent_on": "4 August 2025", "reference": "L 7/2025", "level": "20", "version": "0"}
    assert officer.send(f"{page}/letter", letter, from_page=f"{page}/letter").status_code == 303
    assert officer.send(f"{page}/letter", letter, from_page=f"{page}/letter").status_code == 409
    answer = {"verb": "accept", "replied_on": "26 August 2025", "announced_level": "40", "announced_size": "9"}
    answer["version"] = "1"
    assert officer.send(f"{page}/reply", answer, from_page=f"{page}/reply").status_code == 303
    text = officer.get(page).get_data(as_text=True)
    for words in ("4 August 2025", "L 7/2025", "Head of Government", "Accepted", "on 26 August 2025", "<dd>9</dd>"):
        assert words in text
    assert "Record the answer" not in client_as(user=stage.contact).get(page).get_data(as_text=True)


def test_the_queue_tells_who_comes_without_a_note(client_as: Sign, stage: Stage, database: Database) -> None:
    """DEL-31: a warning and a filter; the approval itself is not barred. The host is nominated by nobody."""
    with database.committing() as session:
        cases = [
            accreditation.submit(session, SYSTEM, NOW, participant=queries.participant_by_code(session, code)).code
            for code in (stage.person, stage.foreign_person)
        ]
    officer = client_as(Role.ACCREDITATION_OFFICER)
    waiting = "/accreditations?state=submitted"
    every = officer.get(waiting).get_data(as_text=True)
    assert (every.count("no note verbale"), every.count("data-line")) == (1, 2)
    lacking = officer.get(f"{waiting}&paper=missing").get_data(as_text=True)
    assert "LEMAIRE" in lacking
    assert lacking.count("data-line") == 1
    sentence = "No note verbale or letter that nominates the delegation is on file."
    told = [sentence in officer.get(f"/accreditations/{code}").get_data(as_text=True) for code in cases]
    assert told == [True, False]
    with database.committing() as session:
        file_note(session, queries.delegation_by_code(session, stage.own))
    assert "no note verbale" not in officer.get(waiting).get_data(as_text=True)
    assert sentence not in officer.get(f"/accreditations/{cases[0]}").get_data(as_text=True)

"""The history of a person and of a delegation in plain words, and what a delegation does not read in it (UX-29, ACC-04)."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.accreditation import actions as accreditation
from summit.audit.facts import Actor, AuditLine
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import PassportEntry, RankTable
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Participant
from summit.desk.facts import History, HistoryLine
from summit.desk.queries import Viewer, delegation_history, person_history
from summit.desk.queries.sentences import HOST_LINES, OPEN_LINES, deeds_of
from summit.foundation.db import Database
from tests.browser import PageClient
from tests.factories import NOW, appoint, make_delegation, make_participant, make_user
from tests.journeys.stage import build

Sign = Callable[..., PageClient]
NUMBER = "SECRETNO77"


class Scene:
    """A French delegate with a past: changed by the contact, refused by the host, noted upon by protocol."""

    def __init__(self, session: Session) -> None:
        self.session = session
        offices = (Role.PROTOCOL_OFFICER, Role.ACCREDITATION_OFFICER)
        self.officer, self.desk = (actor_of(make_user(session, roles=[role], name=f"Mr {role.value}")) for role in offices)
        self.delegation = make_delegation(session, "FR")
        self.contact = appoint(session, self.delegation, user=make_user(session, roles=[Role.FOCAL_POINT], name="Anna Li"))
        self.person = make_participant(session, self.delegation, badge_name="Marc PETIT")

    def edit(self, actor: Actor, *, person: dict[str, object] | None = None, post: dict[str, object] | None = None) -> None:
        entry, present = queries.entries_of(self.person)
        actions.edit_participant(
            self.session, actor, NOW, participant=self.person, person=replace(entry, **(person or {})),
            post=replace(present, **(post or {})), version=self.person.version,
        )  # fmt: skip

    def refuse(self) -> None:
        case = accreditation.submit(self.session, actor_of(self.contact), NOW, participant=self.person)
        accreditation.refuse(
            self.session, self.desk, NOW,
            accreditation=case, version=case.version, reason_code="security", reason_text="",
        )  # fmt: skip


def as_host(session: Session, person: Participant, before: int | None = None) -> History:
    officer = actor_of(make_user(session, roles=[Role.PROTOCOL_OFFICER]))
    return person_history(session, Viewer(officer, NOW), person, before=before)


def as_delegation(session: Session, scene: Scene) -> History:
    return person_history(session, Viewer(actor_of(scene.contact), NOW), scene.person, before=None)


def sentences(found: History) -> list[str]:
    return [f"{line.who} {', '.join(line.deeds)}" for line in found.lines]


def test_a_change_is_a_sentence(session: Session) -> None:
    scene = Scene(session)
    contact = actor_of(scene.contact)
    scene.edit(contact, post={"function": DelegateFunction.EXP})
    scene.edit(contact, post={"title": "", "category": "VIP"}, person={"style": "H.E."})
    scene.edit(scene.officer, post={"rank_class": 40, "is_listed": False})
    scene.edit(scene.officer)
    assert sentences(as_host(session, scene.person)) == [
        "Mr protocol_officer saved the record",
        "Mr protocol_officer changed the class of precedence from Chargé d'affaires, other to Minister for Foreign Affairs, "
        "took the name out of the list of participants",
        "Anna Li wrote the style: H.E., changed the category from Delegate to VIP, emptied the title, which was Counsellor",
        "Anna Li changed the function from Representative to Expert",
        "The system registered this person",
    ]
    assert sentences(as_delegation(session, scene)) == [
        "The protocol department saved the record",
        "The protocol department took the name out of the list of participants",
        "Anna Li wrote the style: H.E., changed the category from Delegate to VIP, emptied the title, which was Counsellor",
        "Anna Li changed the function from Representative to Expert",
        "The system registered this person",
    ]


def test_masked_values_stay_masked(session: Session) -> None:
    """PRV-03: that the passport changed is said once, and of nothing masked to what."""
    scene = Scene(session)
    passport = PassportEntry("service", "VNM", NUMBER, None)
    scene.edit(actor_of(scene.contact), person={"passport": passport, "phone": "+33 555 000", "email": "a@b.example"})
    found = as_host(session, scene.person)
    assert set(found.lines[0].deeds) == {"changed the passport", "changed the telephone number", "changed the e-mail address"}
    assert not [text for text in (NUMBER, "+33", "a@b", "VNM") if text in repr(found)]


def test_a_delegation_reads_nothing_internal(session: Session) -> None:
    """ACC-04: neither why it was refused nor by whom, neither notes nor tags nor who looked into the passport."""
    scene = Scene(session)
    scene.refuse()
    actions.write_note(session, scene.officer, NOW, noted=scene.person, body="Delicate.")
    actions.add_tags(session, scene.officer, NOW, noted=scene.person, words=["delicate"])
    actions.reveal_passport(session, scene.desk, NOW, participant=scene.person, reason="Asked by telephone")
    host, own = as_host(session, scene.person), as_delegation(session, scene)
    assert sentences(host) == [
        "Mr accreditation_officer saw the passport number in full",
        "Mr protocol_officer added a tag",
        "Mr protocol_officer wrote a note",
        "Mr accreditation_officer refused the application",
        "Anna Li submitted the application",
        "The system registered this person",
    ]
    assert sentences(own) == [
        "The accreditation desk refused the application",
        "Anna Li submitted the application",
        "The system registered this person",
    ]
    assert [line.reason for line in host.lines if line.reason] == [
        "Asked by telephone", "The security answer stands against it."
    ]  # fmt: skip
    assert [line.reason for line in own.lines if line.reason] == []


def test_reasons_of_ones_own_and_of_a_return_are_read(session: Session) -> None:
    scene = Scene(session)
    case = accreditation.submit(session, actor_of(scene.contact), NOW, participant=scene.person)
    accreditation.return_(
        session, scene.desk, NOW,
        accreditation=case, version=case.version, reason_code="photo_unusable", reason_text="",
    )  # fmt: skip
    actions.withdraw_participant(
        session, actor_of(scene.contact), NOW, participant=scene.person, version=scene.person.version, reason="Falls ill"
    )
    assert [line.reason[:14] for line in as_delegation(session, scene).lines] == ["Falls ill", "The photo cann", "", ""]


def test_the_history_is_paged_by_line(session: Session) -> None:
    scene = Scene(session)
    for number in range(60):
        scene.edit(scene.officer, post={"title": f"Title {number}"})
    first = as_host(session, scene.person)
    second = as_host(session, scene.person, before=first.older)
    assert [len(first.lines), len(second.lines), second.older] == [50, 11, None]
    numbers = [line.number for line in (*first.lines, *second.lines)]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 61


def test_a_delegation_is_the_history_of_all_of_it(session: Session) -> None:
    scene = Scene(session)
    head = make_participant(session, scene.delegation, function=DelegateFunction.HOD, badge_name="Jeanne HEAD")
    make_participant(session, make_delegation(session, "VN"))
    found = delegation_history(session, Viewer(actor_of(scene.contact), NOW), scene.delegation, before=None)
    assert [(line.deeds, line.name) for line in found.lines] == [
        (("named Jeanne HEAD Head of Delegation",), ""),
        (("registered this person",), "Jeanne HEAD"),
        (("registered this person",), "Marc PETIT"),
        (("gave Anna Li a mandate as focal point",), ""),
        (("opened the delegation",), ""),
    ]
    assert found.lines[1] == HistoryLine(
        found.lines[1].number, NOW, "The system", ("registered this person",), head.code, "Jeanne HEAD"
    )
    actions.invite_delegate(session, scene.officer, NOW, participant=scene.person)
    assert scene.person.user is not None
    delegate = Viewer(actor_of(scene.person.user), NOW)
    own = delegation_history(session, delegate, scene.delegation, before=None)
    assert {line.name for line in own.lines} == {"Marc PETIT"}


def test_the_pages_open_to_whom_they_concern(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        scene = Scene(session)
        scene.edit(actor_of(scene.contact), post={"function": DelegateFunction.EXP})
        stranger = appoint(session, make_delegation(session, "VN"))
        person, delegation = scene.person.code, scene.delegation.code
    contact = client_as(user=scene.contact)
    for address in (f"/people/{person}", f"/delegations/{delegation}"):
        assert f'href="{address}/history"' in contact.get(address).get_data(as_text=True)
        page = re.sub(r"<[^>]+>", "", markup.unescape(contact.get(f"{address}/history").get_data(as_text=True)))
        assert "Anna Li changed the function from Representative to Expert." in " ".join(page.split())
        assert client_as(user=stranger).get(f"{address}/history").status_code == 404
        assert client_as(Role.BADGE_DESK).get(f"{address}/history").status_code == 403


def test_every_line_about_these_records_has_its_words(session: Session) -> None:
    """A new verb of the journal must be put into one of the two tables, so that somebody decides who reads it."""
    build(session)
    known = OPEN_LINES.keys() | HOST_LINES.keys()
    assert not OPEN_LINES.keys() & HOST_LINES.keys()
    kinds = {kind for kind, _ in known}
    lines = session.execute(
        select(AuditEntry.object_kind, AuditEntry.verb).where(AuditEntry.object_kind.in_(kinds)).distinct()
    )
    assert {(kind, verb) for kind, verb in lines} - known == set()
    for kind, verb in known:
        line = AuditLine(1, NOW, "U-1", "Anna", verb, kind, "X", {}, {"name": "Ann"})
        for for_host in (True, False):
            (deed,) = deeds_of(line, {}, RankTable(), for_host=for_host)
            assert deed[0].islower(), deed
            assert "%" not in deed, deed


def test_the_verbs_in_the_source_have_their_words() -> None:
    """Actions of delegations, applications and badges that the scene does not happen to carry out."""
    root = Path(__file__).resolve().parents[2] / "summit"
    written = set()
    for room in ("delegations", "accreditation", "badges"):
        for path in (root / room / "actions").glob("*.py"):
            source = " ".join(path.read_text(encoding="utf-8").split())
            of = r'of=\("(participant|delegation|accreditation|badge|nomination)"'
            written |= set(re.findall(rf'verb="(\w+)",? {of}', source))
    known = OPEN_LINES.keys() | HOST_LINES.keys()
    assert len(written) > 15
    assert {(kind, verb) for verb, kind in written} - known == set()

"""The pages as offices and delegations use them, each over its real doors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select

from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.accreditation import actions
from summit.accreditation.lifecycle import NEUTRAL, Clearance
from summit.accreditation.models import Accreditation, Decision
from summit.accreditation.queries import standing
from summit.delegations.actions import set_deadline
from summit.delegations.facts import PassportEntry
from summit.delegations.lifecycle import DeadlineKind, DelegateFunction
from summit.foundation.db import Database
from tests.accreditation.offices import LATER, approved, cleared, decide, officer, submitted
from tests.browser import PageClient
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, make_user

HOSTILE = (
    "<img src=x onerror=alert(1)>", "{{7*7}}", "{0}", "=cmd()", "%s", "<b>unclosed", "a\u202eb", "X" * 200, "</script>",
    "' OR 1=1 --", "Zoë Ø",
)  # fmt: skip
Clients = Callable[..., PageClient]


@pytest.fixture
def officer_client(client_as: Clients) -> PageClient:
    return client_as(Role.ACCREDITATION_OFFICER)


def codes_in(html: str) -> list[str]:
    """The cases that a list links to, in its order."""
    return list(dict.fromkeys(re.findall(r'href="/accreditations/(A-\w+)', html)))


def page(client: PageClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
    return answer.get_data(as_text=True)


def fields_of(html: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that is sent to an address beginning so."""
    form = next(part for part in html.split("<form")[1:] if f'action="{action}' in part)
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', form.split("</form>")[0])
    return {
        re.search(r'name="([^"]*)"', one)[1]: re.search(r'value="([^"]*)"', one)[1]
        for one in found
    }


def send(client: PageClient, case: str, noun: str, query: str = "", **fields: str) -> Any:
    """Open the case's page, fill in the form of that noun and send it."""
    html = page(client, f"/accreditations/{case}{query}")
    address = f"/accreditations/{case}/{noun}"
    return client.post(address + query, data={**fields_of(html, address), **fields})


def state_of(database: Database, code: str) -> str:
    with database.reading() as session:
        return session.scalars(select(Accreditation.state).where(Accreditation.code == code)).one()


def seen(database: Database, code: str) -> dict[str, str]:
    """What a page of the present record would carry, for an officer to whom no button is shown."""
    with database.reading() as session:
        found = session.scalars(select(Accreditation).where(Accreditation.code == code)).one()
        return {"version": str(found.version), "record_seen": found.participant.record_digest}


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Every statement that goes to the database meanwhile."""
    seen: list[str] = []

    def note(*given: Any) -> None:
        if given[2].lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            seen.append(given[2])

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)


def test_the_queue_shows_the_longest_waiting_first_and_counts_each_state(
    database: Database, officer_client: PageClient
) -> None:
    with database.committing() as session:
        waiting = [submitted(session).code for _ in range(3)]
        done = approved(session).code
        make_participant(session, make_delegation(session, "FR"))
    html = page(officer_client, "/accreditations")
    assert codes_in(html) == waiting
    chips = dict(re.findall(r'>(\w+) <span class="chip-count">(\d+)<', html))
    assert chips == {"All": "5", "Draft": "1", "Submitted": "3", "Approved": "1"}
    assert codes_in(page(officer_client, "/accreditations?state=approved")) == [done]
    assert codes_in(page(officer_client, "/accreditations?state=all")) == [*waiting, done]
    assert "/people/P-" in page(officer_client, "/accreditations?state=draft")


def test_the_queue_is_filtered_by_kind_category_delegation_answer_and_name(
    database: Database, officer_client: PageClient
) -> None:
    with database.committing() as session:
        french, union = make_delegation(session, "FR"), make_delegation(session, "EU")
        first = submitted(session, make_participant(session, french, badge_name="NGUYỄN Văn An",
                                                    family_name="Nguyễn", given_names="Văn An")).code  # fmt: skip
        second = cleared(session, make_participant(session, union, category="O")).code
        union_code = union.code
    for query, found in (
        ("q=an+nguyen", [first]), ("kind=REIO", [second]), ("category=O", [second]), ("clearance=clear", [second]),
        (f"delegation={union_code}", [second]), ("q=nobody", []), ("kind=nonsense", [first, second]),
        ("state=nonsense", [first, second]), ("kind=REIO&category=D", []),
    ):  # fmt: skip
        assert codes_in(page(officer_client, f"/accreditations?{query}")) == found, query


def test_an_officer_approves_and_comes_to_the_next_case(database: Database, officer_client: PageClient) -> None:
    with database.committing() as session:
        first, second = (cleared(session).code for _ in range(2))
    answer = send(officer_client, first, "approval", "?state=submitted")
    assert (answer.status_code, state_of(database, first)) == (303, "approved")
    assert answer.location.startswith(f"/accreditations/{second}?")
    assert "is approved." in page(officer_client, answer.location)
    answer = send(officer_client, second, "return", "?state=submitted", reason_code="photo_unusable")
    assert (answer.status_code, state_of(database, second)) == (303, "returned")
    assert answer.location == "/accreditations?state=submitted"
    assert "Nothing waits to be decided" in page(officer_client, answer.location)


def test_a_double_click_is_one_decision_and_a_late_officer_reads_who_was_first(
    database: Database, client_as: Clients
) -> None:
    with database.committing() as session:
        code = cleared(session).code
        first = make_user(session, roles=[Role.ACCREDITATION_OFFICER], name="Officer A")
    client, other = client_as(user=first), client_as(Role.ACCREDITATION_OFFICER)
    address = f"/accreditations/{code}/approval"
    fields = fields_of(page(client, f"/accreditations/{code}"), address)
    late = fields_of(page(other, f"/accreditations/{code}"), f"/accreditations/{code}/refusal")
    assert [client.post(address, data=fields).status_code for _ in range(2)] == [303, 303]
    answer = other.post(f"/accreditations/{code}/refusal", data={**late, "reason_code": "over_quota"})
    assert answer.status_code == 409
    html = answer.get_data(as_text=True)
    assert "Officer A approved this application" in html
    assert "<title>Error:" in html
    with database.reading() as session:
        verbs = session.scalars(select(Decision.verb).order_by(Decision.id)).all()
        assert verbs == ["submit", "approve"]


def test_a_refused_rule_is_shown_on_the_case_and_keeps_what_was_typed(
    database: Database, officer_client: PageClient
) -> None:
    with database.committing() as session:
        code = submitted(session).code
    html = page(officer_client, f"/accreditations/{code}")
    assert "Security has not answered yet" in html
    assert f"/accreditations/{code}/approval" not in html
    answer = officer_client.send(f"/accreditations/{code}/approval", seen(database, code))
    assert answer.status_code == 422
    assert "<li>Security has not answered yet" in answer.get_data(as_text=True)
    answer = send(officer_client, code, "return", reason_code="other", reason_text="")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert '<a href="#return-reason-text">Say the reason in your own words.</a>' in html
    assert '<option selected value="other">' in html
    assert state_of(database, code) == "submitted"


def test_an_officer_bound_to_the_case_reads_why_there_is_no_button(database: Database, client_as: Clients) -> None:
    with database.committing() as session:
        accreditation = cleared(session)
        user = make_user(session, roles=[Role.ACCREDITATION_OFFICER])
        make_participant(session, accreditation.participant.delegation).user_id = user.id
        code = accreditation.code
    client = client_as(user=user)
    html = page(client, f"/accreditations/{code}")
    assert "You are a member of this delegation. Another officer has to decide." in html
    assert f"/accreditations/{code}/approval" not in html
    answer = client.send(f"/accreditations/{code}/approval", seen(database, code))
    assert (answer.status_code, state_of(database, code)) == (422, "submitted")


def test_many_are_approved_at_once_and_each_that_is_left_says_why(
    database: Database, officer_client: PageClient
) -> None:
    with database.committing() as session:
        good = [cleared(session) for _ in range(2)]
        unanswered, stale = submitted(session), cleared(session)
        picks = [f"{one.code}:{one.version}" for one in (*good, unanswered, stale)]
        decide(session, "return_", stale)
    answer = officer_client.send("/accreditations/approvals", {"pick": [*picks, "A-NOBODY22:1"]})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<title>2 approved, 3 left as they are" in html
    for sentence in ("Security has not answered yet", "returned this application", "There is no such application"):
        assert sentence in html
    assert [state_of(database, one.code) for one in (*good, unanswered, stale)] == [
        "approved", "approved", "submitted", "returned",
    ]  # fmt: skip
    assert officer_client.send("/accreditations/approvals", {}).status_code == 303


def test_security_answers_many_on_one_page(database: Database, client_as: Clients) -> None:
    with database.committing() as session:
        cases = [submitted(session) for _ in range(3)]
        head = make_participant(session, make_delegation(session, "DE"), function=DelegateFunction.HOD, rank_class=20)
        waived = submitted(session, head).code
    client = client_as(Role.VETTING_OFFICER)
    html = page(client, "/accreditations/clearances")
    assert codes_in(html) == [one.code for one in cases]
    assert waived not in html
    answers = [f"{cases[0].code}:{cases[0].version}:clear", f"{cases[1].code}:{cases[1].version}:not_clear", ""]
    answer = client.send("/accreditations/clearances", {"answer": [*answers, f"{waived}:2:clear", "nonsense"]})
    text = answer.get_data(as_text=True)
    assert "<title>2 answered, 1 left as it is" in text
    assert "Vetting of this person is waived by rank." in text
    with database.reading() as session:
        found = [session.get_one(Accreditation, one.id).clearance for one in cases]
    assert found == ["clear", "not_clear", "pending"]
    assert codes_in(page(client, "/accreditations/clearances?clearance=not_clear")) == [cases[1].code]


def test_the_vetting_officer_answers_on_the_case(database: Database, client_as: Clients) -> None:
    with database.committing() as session:
        code = submitted(session).code
    client = client_as(Role.VETTING_OFFICER)
    assert send(client, code, "clearance").status_code == 422
    assert send(client, code, "clearance", clearance="clear").status_code == 303
    with database.reading() as session:
        assert session.scalars(select(Accreditation.clearance)).one() == "clear"


def test_protocol_sees_cleared_or_pending_and_no_more(database: Database, client_as: Clients) -> None:
    with database.committing() as session:
        accreditation = submitted(session)
        actions.record_clearance(session, officer(session, Role.VETTING_OFFICER), NOW, accreditation=accreditation,
                                 version=accreditation.version, clearance=Clearance.NOT_CLEAR)  # fmt: skip
        code = accreditation.code
    for role, shown in (
        (Role.PROTOCOL_OFFICER, False), (Role.CHIEF_OF_PROTOCOL, False),
        (Role.ACCREDITATION_OFFICER, True), (Role.VETTING_OFFICER, True),
    ):  # fmt: skip
        client = client_as(role)
        for address in ("/accreditations", f"/accreditations/{code}"):
            assert ("state-not_clear" in page(client, address)) is shown, (role, address)
        listed = codes_in(page(client, "/accreditations?clearance=not_clear"))
        assert listed == [code]
        assert (codes_in(page(client, "/accreditations?clearance=clear")) == []) is shown


def delegation_side(database: Database) -> tuple[User, str, str]:
    """A focal point of France, the code of a complete draft and of one that lacks a passport."""
    with database.committing() as session:
        delegation = make_delegation(session, "FR")
        contact = appoint(session, delegation)
        complete = make_participant(session, delegation).code
        bare = make_participant(session, delegation, passport=None, born_on=None).code
    return contact, complete, bare


def test_a_focal_point_submits_one_after_reading_the_notice(database: Database, client_as: Clients) -> None:
    contact, complete, bare = delegation_side(database)
    client = client_as(user=contact)
    address = f"/people/{complete}/submission"
    stands = page(client, f"/people/{complete}/application")
    assert "Whose turn" in stands
    assert f'href="{address}"' in stands
    assert f'action="{address}"' not in stands  # only from the page with the answers
    html = page(client, address)
    assert "checked" not in html.split("</main>", 1)[0]
    refused = client.post(address, data=fields_of(html, address))
    assert refused.status_code == 422
    assert "Confirm that the person has read the privacy notice." in refused.get_data(as_text=True)
    sent = client.post(address, data={**fields_of(html, address), "notice": "y"})
    assert sent.status_code == 303
    assert "is submitted" in page(client, sent.location)
    again = client.post(address, data={**fields_of(html, address), "notice": "y"})
    assert again.status_code == 409
    assert "You submitted this application" in again.get_data(as_text=True)
    lacking = page(client, f"/people/{bare}/application")
    assert "the passport number" in lacking
    assert f"/people/{bare}/submission" not in lacking
    assert "add the date of birth, the passport number" in page(client, f"/people/{bare}/submission")
    assert "Submit the application" not in page(client, f"/people/{bare}/submission")


def test_all_answers_stand_together_before_they_are_handed_in(database: Database, client_as: Clients) -> None:
    """UX-07, ACC-08, PRV-04: each with its link, the passport masked, and what an officer would warn of."""
    with database.committing() as session:
        delegation = make_delegation(session, "DE")
        contact = appoint(session, delegation)
        passport = PassportEntry("service", "FRA", "SHOWN4711", date(2025, 12, 1))
        person = make_participant(session, delegation, passport=passport, email="a@mofa.example", family_name="Ober <i>")
        code = person.code
        set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.SUBMISSION, falls_at=NOW)
    address = f"/people/{code}/submission"
    html = " ".join(page(client_as(user=contact), address).split())
    for label, field, value in (
        ("Family name", "family_name", "Ober &lt;i&gt;"), ("Date of birth", "born_on", "17 May 1980"),
        ("Kind of passport", "passport_kind", "Official or service passport"), ("Issued by", "passport_issuer", "France"),
        ("Passport expires on", "passport_expires_on", "1 December 2025"), ("Function", "function", "Representative"),
        ("E-mail", "email", "a@mofa.example"), ("Official title", "title", "Counsellor"),
    ):  # fmt: skip
        link = f'<a href="/people/{code}/record#{field}">Change<span class="visually-hidden">: {label}</span></a>'
        assert f'<dt>{label}</dt> <dd class="answer"><span><bdi>{value}</bdi></span>{link}</dd>' in html, label
    assert "SHOWN4711" not in html
    assert "••••••711" in html
    assert "The passport expires within six months after the summit." in html
    assert "There is no photo yet; it can be taken at the accreditation centre." in html
    assert "What comes now is accepted, marked late, and waits behind the others." in html
    officer_page = page(client_as(Role.PROTOCOL_OFFICER), address)
    assert "17 May 1980" not in officer_page
    assert "on file, not shown to your office" in officer_page
    assert client_as(Role.ACCREDITATION_OFFICER).get(address).status_code == 403
    stranger = client_as(user=another_contact(database))
    assert stranger.get(address).status_code == 404


def another_contact(database: Database) -> User:
    with database.committing() as session:
        return appoint(session, make_delegation(session, "JP"))


def test_a_focal_point_submits_all_that_are_complete(database: Database, client_as: Clients) -> None:
    contact, complete, bare = delegation_side(database)
    client = client_as(user=contact)
    html = page(client, "/accreditations")
    assert "1 draft is complete" in html
    assert "Add the date of birth, the passport number, the passport&#39;s expiry date." in html
    unread = client.post("/accreditations/submissions", data=fields_of(html, "/accreditations/submissions"))
    assert "Nothing was submitted" in page(client, unread.location)
    sent = client.post(
        "/accreditations/submissions", data={**fields_of(html, "/accreditations/submissions"), "notice": "y"}
    )
    assert "<title>1 submitted" in sent.get_data(as_text=True)
    html = page(client, "/accreditations")
    assert "draft is complete" not in html
    with database.reading() as session:
        assert [row.participant.code for row in session.scalars(select(Accreditation))] == [complete]


def test_protocol_submits_on_behalf_of_one_named_delegation_only(database: Database, client_as: Clients) -> None:
    delegation_side(database)
    with database.committing() as session:
        german = make_delegation(session, "DE")
        make_participant(session, german)
        code = german.code
    client = client_as(Role.PROTOCOL_OFFICER)
    assert client.send("/accreditations/submissions", {"notice": "y"}).status_code == 404
    html = page(client, f"/accreditations?state=draft&delegation={code}")
    sent = client.post(
        "/accreditations/submissions", data={**fields_of(html, "/accreditations/submissions"), "notice": "y"}
    )
    assert "<title>1 submitted" in sent.get_data(as_text=True)
    with database.reading() as session:
        assert [row.participant.delegation.code for row in session.scalars(select(Accreditation))] == [code]


def test_a_focal_point_reads_the_return_and_not_the_refusal_and_submits_again(
    database: Database, client_as: Clients
) -> None:
    with database.committing() as session:
        returned, refused = cleared(session), cleared(session)
        contact = appoint(session, returned.participant.delegation)
        actions.return_(session, officer(session, name="Officer Hidden"), LATER, accreditation=returned,
                        version=returned.version, reason_code="other", reason_text="Add the second name.")  # fmt: skip
        actions.refuse(session, officer(session, name="Officer Hidden"), LATER, accreditation=refused,
                       version=refused.version, reason_code="security", reason_text="SEC-91c2")  # fmt: skip
        first, second = returned.participant.code, refused.participant.code
        codes = returned.code, refused.code
    client = client_as(user=contact)
    html = page(client, f"/people/{first}/application")
    assert "Add the second name." in html
    assert "Officer Hidden" not in html
    address = f"/people/{first}/submission"
    html = page(client, address)
    assert client.post(address, data={**fields_of(html, address), "notice": "y"}).status_code == 303
    html = page(client, f"/people/{second}/application")
    assert NEUTRAL["refuse"] in html
    for secret in ("SEC-91c2", "security answer", "Officer Hidden"):
        assert secret not in html
    for code, person in zip(codes, (first, second), strict=True):
        answer = client.get(f"/accreditations/{code}")
        assert (answer.status_code, answer.location) == (303, f"/people/{person}/application")


def test_a_focal_point_takes_an_application_back(database: Database, client_as: Clients) -> None:
    with database.committing() as session:
        accreditation = approved(session)
        participant = accreditation.participant
        contact = appoint(session, participant.delegation)
        code, person, number = accreditation.code, participant.code, participant.id
    client = client_as(user=contact)
    html = page(client, f"/people/{person}/application")
    address = f"/accreditations/{code}/withdrawal"
    fields = fields_of(html, address)
    assert client.post(address, data=fields).status_code == 303
    late = client.post(address, data=fields)
    assert late.status_code == 409
    assert "You withdrew this application" in late.get_data(as_text=True)
    with database.reading() as session:
        assert not standing(session, number).is_admitted


def test_a_foreign_application_is_not_found_like_a_missing_one(database: Database, client_as: Clients) -> None:
    with database.committing() as session:
        foreign = cleared(session, code="DE")
        contact = appoint(session, make_delegation(session, "FR"))
        code, person, version = foreign.code, foreign.participant.code, str(foreign.version)
    client = client_as(user=contact)
    token = client.token("/account")

    def tried(method: str, address: str, **fields: str) -> tuple[int, str]:
        answer = client.open(address, method=method, data={"csrf_token": token, **fields} if fields else None)
        html = re.sub(r'(name="csrf_token" value=")[^"]*|[0-9a-f]{16}|[AP]-\w{8}', r"\1", answer.get_data(as_text=True))
        return answer.status_code, html

    for method, address, fields in (
        ("GET", "/accreditations/{case}", {}),
        ("GET", "/people/{person}/application", {}),
        ("POST", "/people/{person}/submission", {"notice": "y", "version": version}),
        ("POST", "/accreditations/{case}/withdrawal", {"version": version}),
    ):
        found = tried(method, address.format(case=code, person=person), **fields)
        missing = tried(method, address.format(case="A-22222222", person="P-22222222"), **fields)
        assert found[0] == 404, address
        assert found == missing, address
    assert code not in page(client, "/accreditations?state=all")
    assert state_of(database, code) == "submitted"


def test_what_an_office_does_not_do_it_cannot_do_by_address(database: Database, client_as: Clients) -> None:
    with database.committing() as session:
        code, contact = cleared(session).code, appoint(session, make_delegation(session, "FR"))
    doors = {
        "approval": {Role.ACCREDITATION_OFFICER, Role.CHIEF_OF_PROTOCOL},
        "refusal": {Role.ACCREDITATION_OFFICER, Role.CHIEF_OF_PROTOCOL},
        "return": {Role.ACCREDITATION_OFFICER, Role.CHIEF_OF_PROTOCOL, Role.PROTOCOL_OFFICER},
        "clearance": {Role.VETTING_OFFICER},
    }
    for role in (Role.PROTOCOL_OFFICER, Role.VETTING_OFFICER, Role.BADGE_DESK, Role.AUDITOR, Role.ADMINISTRATOR):
        client = client_as(role)
        for noun, offices in doors.items():
            answer = client.send(f"/accreditations/{code}/{noun}", {"version": "999"})
            assert (answer.status_code == 403) is (role not in offices), (role, noun)
    client = client_as(user=contact)
    for noun in doors:
        assert client.send(f"/accreditations/{code}/{noun}", {"version": "2"}).status_code == 403
    assert state_of(database, code) == "submitted"


def test_hostile_names_come_out_as_text_on_every_page(database: Database, client_as: Clients) -> None:
    with database.committing() as session:
        delegation = make_delegation(session, "FR", badge_quota=500)
        people = [
            make_participant(session, delegation, family_name=name, given_names=name, badge_name=name, native_name=name)
            for name in HOSTILE
        ]
        contact = appoint(session, delegation)
        cases = [cleared(session, one).code for one in people[:-1]]
        persons = [one.code for one in people]
    office, security, client = client_as(Role.ACCREDITATION_OFFICER), client_as(Role.VETTING_OFFICER), client_as(user=contact)
    pages = [(office, "/accreditations?state=all"), (security, "/accreditations/clearances?clearance=clear"),
             (client, "/accreditations"), *((office, f"/accreditations/{code}") for code in cases),
             *((client, f"/people/{code}/application") for code in persons)]  # fmt: skip
    for who, address in pages:
        html = page(who, address)
        assert "<img src=x" not in html
        assert "<b>unclosed" not in html
        assert ">49<" not in html
    listed = page(office, "/accreditations?state=all")
    for name in ("&lt;img src=x onerror=alert(1)&gt;", "{{7*7}}", "{0}", "=cmd()", "%s", "X" * 200, "Zoë Ø"):
        assert name in listed, name
    versions = [f"{code}:3" for code in cases]
    result = office.send("/accreditations/approvals", {"pick": versions}).get_data(as_text=True)
    assert "<img src=x" not in result


def test_a_list_takes_the_same_queries_for_one_row_and_for_many(database: Database, client_as: Clients) -> None:
    with database.committing() as session:
        make_delegation(session, "FR", badge_quota=500)
        contact = appoint(session, make_delegation(session, "FR"))
        only = cleared(session).code
    office, security, client = client_as(Role.ACCREDITATION_OFFICER), client_as(Role.VETTING_OFFICER), client_as(user=contact)
    lists = [(office, "/accreditations?state=all"), (security, "/accreditations/clearances?clearance=clear"),
             (client, "/accreditations"), (office, f"/accreditations/{only}?state=submitted")]  # fmt: skip

    def figures() -> list[int]:
        found = []
        for who, address in lists:
            with counted(database) as seen:
                page(who, address)
            found.append(len(seen))
        return found

    few = figures()
    with database.committing() as session:
        for code in ("FR", "DE", "IT"):
            for _ in range(9):
                cleared(session, code=code)
                make_participant(session, make_delegation(session, code))
    assert figures() == few
    print(f"statements: queue {few[0]}, security answers {few[1]}, applications {few[2]}, case {few[3]}")


def test_a_page_far_beyond_the_end_is_the_last(database: Database, officer_client: PageClient) -> None:
    with database.committing() as session:
        code = submitted(session).code
    assert codes_in(page(officer_client, "/accreditations?page=400")) == [code]


def test_a_delegate_sees_the_own_application_only_and_the_badge_desk_all_without_deciding(
    database: Database, client_as: Clients
) -> None:
    with database.committing() as session:
        own, other = cleared(session), cleared(session)
        user = make_user(session, roles=[Role.DELEGATE])
        own.participant.user_id = user.id
        mine, theirs = own.participant.code, other.participant.code
    delegate, desk = client_as(user=user), client_as(Role.BADGE_DESK)
    html = page(delegate, "/accreditations")
    assert f"/people/{mine}/application" in html
    assert theirs not in html
    assert "Submit" not in page(delegate, f"/people/{mine}/application").replace("Submitted", "")
    page(delegate, f"/people/{theirs}/application", 404)
    assert delegate.send(f"/people/{mine}/submission", {"notice": "y"}).status_code == 403
    html = page(desk, "/accreditations")
    assert f"/people/{mine}/application" in html
    assert f"/people/{theirs}/application" in html
    assert "draft is complete" not in html

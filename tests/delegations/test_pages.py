"""The pages as browsers see them: forms, errors, links shown once, photos."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.models import UserSession
from summit.accounts.policy import Role
from summit.accounts.queries import usable_link
from summit.audit.models import AuditEntry
from summit.delegations import queries
from summit.delegations.models import Delegation, FocalPoint, Headship, Participant, Party
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from tests.browser import PageClient
from tests.delegations.stage import NUMBER, Stage, set_stage, typed
from tests.delegations.test_photos import picture
from tests.factories import make_delegation, make_participant

Sign = Callable[..., PageClient]
SPECIMEN = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\r\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.committing() as session:
        return set_stage(session)


def newest(session: Session) -> Participant:
    return session.scalars(select(Participant).order_by(Participant.id.desc()).limit(1)).one()


def test_a_contact_registers_a_person(database: Database, client_as: Sign, stage: Stage) -> None:
    client = client_as(user=stage.contact)
    path = f"/delegations/{stage.own}/registration"
    fresh = client.get(path).get_data(as_text=True)
    assert "rank_class" not in fresh
    assert "Liaison Officer" not in fresh
    sent = client.send(path, typed(), from_page=path)
    assert sent.status_code == 303
    page = client.get(sent.location).get_data(as_text=True)
    assert "NGUYỄN Văn A is registered." in page
    assert "<h1><bdi>H.E. Mr. NGUYỄN Văn A</bdi></h1>" in page
    with database.reading() as session:
        found = newest(session)
        assert (found.delegation.code, found.function, found.title) == (stage.own, "ADV", "Adviser")
        assert (found.person.native_name, str(found.person.born_on)) == ("", "1968-03-14")
        assert (found.registered_by, found.rank_class) == (stage.contact.code, 70)
    again = client.send(path, typed(passport_number="X2", again="yes"), from_page=path)
    assert (again.status_code, again.location) == (303, path)


def test_a_contact_cannot_set_rank_by_a_crafted_form(database: Database, client_as: Sign, stage: Stage) -> None:
    client = client_as(user=stage.contact)
    path = f"/delegations/{stage.own}/registration"
    sent = client.send(path, typed(rank_class="10", is_state_leader="y"), from_page=path)
    assert sent.status_code == 303
    with database.reading() as session:
        assert (newest(session).rank_class, newest(session).is_state_leader) == (70, False)
    crafted = client.send(path, typed(passport_number="X2", category="H", function="LO"), from_page=path)
    assert crafted.status_code == 422


def test_the_protocol_department_sets_rank(database: Database, client_as: Sign, stage: Stage) -> None:
    client = client_as(Role.PROTOCOL_OFFICER)
    path = f"/delegations/{stage.own}/registration"
    sent = client.send(path, typed(rank_class="41", is_state_leader="y", category="VIP"), from_page=path)
    assert sent.status_code == 303
    with database.reading() as session:
        assert (newest(session).rank_class, newest(session).is_state_leader) == (41, True)


@pytest.mark.parametrize(
    ("changes", "field", "sentence", "status"),
    [
        ({"family_name": "", "given_names": " "}, "family_name", "Enter the name as in the passport", 422),
        ({"family_name": "x" * 300}, "family_name", "longer than 200 characters", 422),
        ({"nationality": ""}, "nationality", "Choose the nationality", 422),
        ({"born_on": "04/03/1968"}, "born_on", "either way round", 422),
        ({"born_on": "1 May 2020"}, "born_on", "younger than 16", 422),
        ({"email": "nobody"}, "email", "Enter an address", 422),
        ({"phone": "call me"}, "phone", "Enter the number with", 422),
        ({"passport_kind": ""}, "passport_kind", "kind of passport", 422),
        ({"passport_number": NUMBER, "passport_issuer": "FRA"}, "passport_number", "ask the duplicate desk", 409),
        ({"function": "HOD"}, "function", "has a head at that time", 409),
    ],
)
def test_a_wrong_form_says_what_to_mend_and_keeps_the_rest(
    database: Database,
    client_as: Sign,
    stage: Stage,
    changes: dict[str, str],
    field: str,
    sentence: str,
    status: int,
) -> None:
    """UX-06."""
    client = client_as(user=stage.contact)
    path = f"/delegations/{stage.own}/registration"
    answer = client.send(path, typed(title="Kept & safe", **changes), from_page=path)
    page = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert "<title>Error: " in page
    assert f'<a href="#{field}">' in page
    assert page.count(sentence) == 2
    assert 'value="Kept &amp; safe"' in page
    assert f'aria-describedby="{field}' in page
    assert "VN" not in page.split('id="error-summary-title"')[1].split("</ul>")[0]
    with database.reading() as session:
        assert len(session.scalars(select(Participant)).all()) == 3


def test_the_lines_of_the_passport_fill_the_form(client_as: Sign, stage: Stage) -> None:
    """UX-32: six fields and more; a wrong digit is flagged; nothing is saved."""
    client = client_as(user=stage.contact)
    path = f"/delegations/{stage.own}/registration"
    lines = SPECIMEN.replace("UTO", "FRA")
    page = client.send(path, {"machine_lines": lines, "fill": "yes"}, from_page=path).get_data(as_text=True)
    for value in ("Eriksson", "Anna Maria", "L898902C3", "12 August 1974", "15 April 2012"):
        assert f'value="{value}"' in page
    assert '<option selected value="FRA">France</option>' in page
    assert '<option selected value="F">F</option>' in page
    assert "check digit" not in page
    wrong = lines.replace("L898902C36", "L898902C37")
    flagged = client.send(path, {"machine_lines": wrong, "fill": "yes"}, from_page=path)
    assert flagged.status_code == 422
    assert 'href="#passport_number"' in flagged.get_data(as_text=True)
    nonsense = client.send(path, {"machine_lines": "<b>x", "fill": "yes"}, from_page=path)
    assert "Paste both lines" in nonsense.get_data(as_text=True)


def test_what_was_typed_stays_and_its_difference_is_flagged(client_as: Sign, stage: Stage) -> None:
    """PER-07: field by field, and never a refusal."""
    client = client_as(user=stage.contact)
    path = f"/delegations/{stage.own}/registration"
    values = typed(machine_lines=SPECIMEN, family_name="Erikson", given_names="Anna-Maria", born_on="12 August 1974", sex="")
    page = client.send(path, values | {"fill": "yes"}, from_page=path).get_data(as_text=True)
    assert 'value="Erikson"' in page
    assert "The machine-readable lines say Eriksson. Compare with the passport." in page
    assert 'href="#given_names"' not in page
    assert '<option selected value="F">F</option>' in page
    saved = client.send(path, values, from_page=path)
    assert saved.status_code == 303
    told = client.get(saved.location).get_data(as_text=True)
    assert "Other than in the machine-readable lines: issued by, passport number, passport expires on" in told
    assert "L898902C3" not in told


def test_style_and_salutation_are_suggested_and_never_overwritten(client_as: Sign, stage: Stage) -> None:
    """PER-08."""
    client = client_as(user=stage.contact)
    path = f"/delegations/{stage.own}/registration"
    asked = typed(style="", salutation="", sex="F", function="HOD", title="Minister of Justice", suggest="yes")
    page = client.send(path, asked, from_page=path).get_data(as_text=True)
    assert 'value="H.E."' in page
    assert 'value="Ms."' in page
    kept = client.send(path, asked | {"style": "Hon.", "salutation": "Dr."}, from_page=path).get_data(as_text=True)
    assert 'value="Hon."' in kept
    assert 'value="Dr."' in kept
    assert "H.E.<" not in kept
    broken = typed(style="", salutation="", rank_class="x", function="nobody", suggest="yes")
    assert client.send(path, broken, from_page=path).status_code == 200


def record_of(client: PageClient, code: str) -> tuple[str, dict[str, str]]:
    """The edit form's page and what a browser would send back unchanged."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        values: dict[str, str] = {}
        select = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found = {key: value or "" for key, value in attrs}
            if tag == "input" and "name" in found and (found.get("type") != "checkbox" or "checked" in found):
                self.values[found["name"]] = found.get("value", "")
            elif tag == "select":
                self.select = found["name"]
            elif tag == "option" and "selected" in found:
                self.values[self.select] = found["value"]

    page = client.get(f"/people/{code}/record").get_data(as_text=True)
    reader = Reader()
    reader.values = {}
    reader.feed(page.split("<main", 1)[1])
    return page, reader.values


def test_an_unchanged_edit_changes_nothing(database: Database, client_as: Sign, stage: Stage) -> None:
    for client in (client_as(user=stage.contact), client_as(Role.CHIEF_OF_PROTOCOL)):
        with database.reading() as session:
            before = queries.entries_of(queries.participant_by_code(session, stage.person))
        page, values = record_of(client, stage.person)
        assert NUMBER not in page
        sent = client.post(f"/people/{stage.person}/record", data=values)
        assert sent.status_code == 303, sent.get_data(as_text=True)
        with database.reading() as session:
            found = queries.participant_by_code(session, stage.person)
            assert queries.entries_of(found) == before
            assert found.person.passport_sealed


def test_a_delegate_edits_particulars_and_not_the_post(database: Database, client_as: Sign, stage: Stage) -> None:
    client = client_as(user=stage.delegate)
    with database.reading() as session:
        code = session.scalars(select(Participant.code).where(Participant.user_id == stage.delegate.id)).one()
    page, values = record_of(client, code)
    assert 'name="function"' not in page
    crafted = {**values, "phone": "+33 7654321", "function": "HOD", "category": "VIP", "title": "King", "rank_class": "10"}
    assert client.post(f"/people/{code}/record", data=crafted).status_code == 303
    with database.reading() as session:
        found = queries.participant_by_code(session, code)
        assert (found.person.phone, found.function, found.category, found.title, found.rank_class) == (
            "+33 7654321",
            "REP",
            "D",
            "Counsellor",
            70,
        )
    assert client.get(f"/people/{stage.person}").status_code == 404
    assert client.get(f"/people/{code}/withdrawal").status_code == 403


def test_a_locked_record_offers_no_edit_to_the_delegation(database: Database, client_as: Sign, stage: Stage) -> None:
    """ACC-02."""
    from summit.delegations.actions import lock_participant

    client = client_as(user=stage.contact)
    values = record_of(client, stage.person)[1]
    with database.committing() as session:
        lock_participant(session, participant=queries.participant_by_code(session, stage.person))
    page = client.get(f"/people/{stage.person}").get_data(as_text=True)
    assert "A decision stands on this accreditation" in page
    assert f"/people/{stage.person}/record" not in page
    values["version"] = str(int(values["version"]) + 1)
    refused = client.post(f"/people/{stage.person}/record", data=values)
    assert refused.status_code == 409
    assert "accreditation desk" in refused.get_data(as_text=True)
    officer = client_as(Role.PROTOCOL_OFFICER)
    assert f"/people/{stage.person}/record" in officer.get(f"/people/{stage.person}").get_data(as_text=True)


def test_withdrawing_and_reinstating(database: Database, client_as: Sign, stage: Stage) -> None:
    client = client_as(user=stage.contact)
    path = f"/people/{stage.person}/withdrawal"
    with database.reading() as session:
        version = str(queries.participant_by_code(session, stage.person).version)
    assert client.send(path, {"version": version, "reason": ""}, from_page=path).status_code == 422
    assert client.send(path, {"version": "99", "reason": "ill"}, from_page=path).status_code == 409
    done = client.send(path, {"version": version, "reason": "recalled"}, from_page=path)
    assert (done.status_code, done.location) == (303, f"/delegations/{stage.own}")
    page = client.get(f"/delegations/{stage.own}").get_data(as_text=True)
    assert "No head is named" in page
    assert "Withdrawn: 1" in page
    with database.reading() as session:
        line = session.scalars(select(AuditEntry).where(AuditEntry.verb == "withdraw")).one()
        assert (line.object_code, line.reason, line.actor_code) == (stage.person, "recalled", stage.contact.code)
    back = client.send(f"/people/{stage.person}/reinstatement", from_page=f"/people/{stage.person}")
    assert back.status_code == 303
    assert "The registration stands again." in client.get(back.location).get_data(as_text=True)
    assert client.send(f"/people/{stage.person}/reinstatement", from_page="/account").status_code == 409


def test_the_passport_is_shown_for_a_reason_and_a_fresh_password(database: Database, client_as: Sign, stage: Stage) -> None:
    """PRV-04, PM-7."""
    client = client_as(Role.ACCREDITATION_OFFICER)
    path = f"/people/{stage.person}/passport"
    assert NUMBER not in client.get(f"/people/{stage.person}").get_data(as_text=True)
    assert client.send(path, {"reason": " "}, from_page=path).status_code == 422
    shown = client.send(path, {"reason": "compared at the counter"}, from_page=path)
    assert NUMBER in shown.get_data(as_text=True)
    assert "no-store" in shown.headers["Cache-Control"]
    with database.committing() as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.verb == "reveal_passport")).all()
        assert [(line.object_code, line.reason) for line in lines] == [(stage.person, "compared at the counter")]
        for found in session.scalars(select(UserSession)):
            found.confirmed_at = None
    stale = client.post(path, data={"reason": "once more"}, headers={"X-CSRFToken": "x"})
    assert NUMBER not in stale.get_data(as_text=True)
    asked = client.get(path)
    assert asked.status_code == 302
    assert "/confirmation" in asked.location
    assert client_as(Role.PROTOCOL_OFFICER).get(path).status_code == 403


def test_a_photo_is_sent_and_served_to_those_who_may_see_it(client_as: Sign, stage: Stage) -> None:
    client = client_as(user=stage.contact)
    path = f"/people/{stage.person}/photograph"
    assert client.get(f"/people/{stage.person}/photo").status_code == 404
    for content, sentence in ((b"no picture", "did not arrive whole"), (picture(100, 100), "at least 300 pixels")):
        refused = client.send(path, {"photo": (BytesIO(content), "me.jpg")}, from_page=path)
        assert refused.status_code == 422
        assert refused.get_data(as_text=True).count(sentence) == 2
    assert client.send(path, {}, from_page=path).status_code == 422
    sent = client.send(path, {"photo": (BytesIO(picture()), "../../me.svg")}, from_page=path)
    assert sent.status_code == 303
    assert f'src="/people/{stage.person}/photo"' in client.get(sent.location).get_data(as_text=True)
    served = client.get(f"/people/{stage.person}/photo")
    assert (served.status_code, served.mimetype) == (200, "image/jpeg")
    assert served.headers["Cache-Control"] == "no-store, private"
    assert served.data.startswith(b"\xff\xd8\xff")
    assert client_as(Role.OPERATIONS_ROOM).get(f"/people/{stage.person}/photo").status_code == 200
    assert client_as(Role.TRANSPORT).get(f"/people/{stage.person}/photo").status_code == 403


def test_links_are_shown_once(database: Database, client_as: Sign, stage: Stage) -> None:
    contact = client_as(user=stage.contact)
    made = contact.send(f"/people/{stage.person}/invitation", from_page=f"/people/{stage.person}")
    page = made.get_data(as_text=True)
    assert page.count("/personal-links/") == 1
    secret = page.split("/personal-links/")[1].split('"')[0]
    with database.reading() as session:
        found = usable_link(session, secret, "personal", utc_now())
        assert found.user.role_values == {"delegate"}
    assert "/personal-links/" not in contact.get(f"/people/{stage.person}").get_data(as_text=True)
    officer = client_as(Role.PROTOCOL_OFFICER)
    path = f"/delegations/{stage.foreign}/focal-point"
    values = {
        "name": "Minh <b>",
        "email": "minh@mofa.example",
        "paper": "Note verbale 1/2025",
        "mandate_from": "2025-09-01T08:00",
        "mandate_until": "2099-11-01T00:00",
    }
    assert officer.send(path, {**values, "mandate_until": "2025-09-01T08:00"}, from_page=path).status_code == 422
    shown = officer.send(path, values, from_page=path).get_data(as_text=True)
    assert "Minh &lt;b&gt;" in shown
    secret = shown.split("/invitations/")[1].split('"')[0]
    with database.reading() as session:
        assert usable_link(session, secret, "invitation", utc_now()).user.email == "minh@mofa.example"
        mandate = session.scalars(select(FocalPoint).where(FocalPoint.paper == "Note verbale 1/2025")).one()
        assert mandate.mandate_from.isoformat() == "2025-09-01T01:00:00+00:00"
    taken = officer.send(path, {**values, "email": "other@mofa.example"}, from_page=path)
    assert taken.status_code == 409
    own_page = f"/delegations/{stage.foreign}"
    renewed = officer.send(f"{own_page}/focal-points/{mandate.id}/invitation", from_page=own_page)
    assert "/invitations/" in renewed.get_data(as_text=True)
    assert officer.send(f"{own_page}/focal-points/{mandate.id}/end", from_page=own_page).status_code == 409
    ended = officer.send(f"{own_page}/focal-points/{mandate.id}/end", {"successor": "none"}, from_page=own_page)
    assert "Not in force" in officer.get(ended.location).get_data(as_text=True)
    elsewhere = officer.send(f"/delegations/{stage.own}/focal-points/{mandate.id}/end", from_page=own_page)
    assert elsewhere.status_code == 404


def test_naming_and_ending_a_head_in_the_hours_of_the_place(database: Database, client_as: Sign, stage: Stage) -> None:
    """DEL-10: typed in Hanoi time, kept in UTC."""
    client = client_as(user=stage.contact)
    path = f"/delegations/{stage.own}/headship"
    assert "Hanoi time (UTC+7)" in client.get(path).get_data(as_text=True)
    with database.reading() as session:
        deputy = session.scalars(select(Participant.code).where(Participant.user_id == stage.delegate.id)).one()
    values = {"participant": deputy, "head_from": "2025-10-26T08:00"}
    refused = client.send(path, values, from_page=path)
    assert refused.status_code == 409
    done = client.send(path, {**values, "hand_over": "y"}, from_page=path)
    assert done.status_code == 303
    page = client.get(done.location).get_data(as_text=True)
    assert page.count("26 Oct 2025, 08:00 (UTC+7)") == 2
    with database.reading() as session:
        second = session.scalars(select(Headship).order_by(Headship.head_from.desc()).limit(1)).one()
        assert second.head_from.isoformat() == "2025-10-26T01:00:00+00:00"
    foreign = {**values, "participant": stage.foreign_person, "hand_over": "y"}
    assert client.send(path, foreign, from_page=path).status_code == 422
    ended = client.send(f"/delegations/{stage.own}/headships/{second.id}/end", from_page=path)
    assert ended.status_code == 303
    whole = client.send(path, {"participant": deputy, "hand_over": "y"}, from_page=path)
    assert whole.status_code in (303, 409)


def test_the_order_is_changed_by_buttons(database: Database, client_as: Sign, stage: Stage) -> None:
    """DEL-13."""
    client = client_as(user=stage.contact)
    with database.committing() as session:
        delegation = queries.delegation_by_code(session, stage.own)
        names = [make_participant(session, delegation, family_name=name).code for name in ("Aron", "Zola")]
    path = f"/delegations/{stage.own}/order"
    moved = client.send(f"/people/{names[0]}/place", {"behind": names[1]}, from_page=path)
    assert moved.status_code == 303
    page = client.get(path).get_data(as_text=True)
    assert page.index(f'id="{names[1]}"') < page.index(f'id="{names[0]}"')
    assert client.send(f"/people/{names[0]}/place", {"behind": stage.foreign_person}, from_page=path).status_code == 404


def test_opening_an_organization_and_its_delegation(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        make_delegation(session, "FR")
    client = client_as(Role.PROTOCOL_OFFICER)
    assert client.send("/organizations", {"code": "ILO"}, from_page="/organizations").status_code == 422
    values = {"code": "ilo", "kind": "UN_SA", "name": "International Labour Organization", "founded_year": "1919"}
    added = client.send("/organizations", values, from_page="/organizations")
    assert (added.status_code, added.location) == (303, "/delegations/opening?party=ILO")
    assert client.send("/organizations", values, from_page="/organizations").status_code == 409
    page = client.get(added.location).get_data(as_text=True)
    assert '<option selected value="ILO">International Labour Organization (UN specialized agency)</option>' in page
    assert 'value="FR"' not in page
    open_already = {"party": "FR", "language": "en"}
    wrong = client.send("/delegations/opening", open_already, from_page="/organizations")
    assert wrong.status_code == 422
    values = {"party": "ILO", "language": "en", "second_language": "fr"}
    opened = client.send("/delegations/opening", values, from_page="/organizations")
    assert opened.status_code == 303
    with database.reading() as session:
        found = session.scalars(select(Delegation).join(Party).where(Party.code == "ILO")).one()
        assert (found.languages, found.badge_quota) == ("en fr", 50)
    frame = f"/delegations/{found.code}/frame"
    saved = client.send(frame, {"language": "fr", "version": str(found.version)}, from_page=frame)
    assert saved.status_code == 303
    stale = client.send(frame, {"language": "en", "version": str(found.version)}, from_page=frame)
    assert stale.status_code == 409


def test_the_shell_doors(app: Flask, database: Database) -> None:
    with database.committing() as session:
        for code in ("ZM", "ZW"):
            session.delete(queries.party_by_code(session, code))
    runner = app.test_cli_runner()
    assert runner.invoke(args=["delegations", "load-parties"]).output == "2 parties added\n"
    assert runner.invoke(args=["delegations", "load-parties"]).output == "0 parties added\n"
    assert runner.invoke(args=["delegations", "sweep-photos"]).output == "0 files deleted\n"
    with database.reading() as session:
        assert len(session.scalars(select(Party)).all()) == 198

"""Envelopes, receipts and lost badges in a browser: who sees what, and what the pages offer next."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.badges import queries
from summit.badges.models import Badge, BadgeLoss, HandOver
from summit.delegations.models import Delegation
from summit.foundation.db import Database
from tests.badges.test_custody import at_desk, hand_over, states
from tests.badges.test_losses import approve, report
from tests.badges.test_pages import html, send
from tests.badges.test_render import words
from tests.factories import appoint, make_delegation

ClientAs = Callable[..., FlaskClient]
SHOWN = {"document": "passport", "is_compared": "y"}


@pytest.fixture
def desk(client_as: ClientAs) -> FlaskClient:
    return client_as(Role.BADGE_DESK)


def france(database: Database) -> str:
    with database.committing() as session:
        return make_delegation(session, "FR").code


def person_of(database: Database, card: Badge) -> str:
    with database.reading() as session:
        return queries.card_by_serial(session, card.serial).participant.code


def test_from_the_envelope_to_the_signed_receipt(desk: FlaskClient, database: Database) -> None:
    first, late = at_desk(database, 2)
    code = france(database)
    with database.committing() as session:
        contact: User = appoint(session, session.scalars(select(Delegation)).one())
        name = contact.name
    page = html(desk.get("/badges"))
    assert '<strong>2</strong>at the desk' in page
    assert f'href="/badges/envelopes/{code}"' in html(desk.get("/badges/envelopes"))
    page = html(desk.get(f"/badges/envelopes/{code}"))
    assert f'value="{name}"' in page, "the focal point is expected at the desk"
    assert page.count('name="cards"') == page.count(" checked>") - 1 == 2, "every badge goes, in bulk"
    address = f"/badges/envelopes/{code}/hand-overs"
    refused = html(send(desk, address, 422, kind="in_bulk", cards=first.serial, collector="Anne", **SHOWN))
    assert "Say why the badges that are not chosen stay at the desk." in refused
    assert 'value="Anne"' in refused, "what was typed is still there"
    assert refused.count(" checked>") == 2, "the card and the kind"
    assert '<input checked class="form-check-input" id="is_compared"' in refused
    answer = send(
        desk, address, kind="in_bulk", cards=first.serial, collector="Anne", left_because="comes later", **SHOWN
    )
    page = html(desk.get(answer.location))
    for text in ("1 badge handed over", "1 stayed at the desk", "comes later", first.serial, late.serial, "Anne"):
        assert text in page, text
    paper = desk.get(f"{answer.location}/receipt.pdf")
    assert paper.mimetype == "application/pdf"
    assert first.serial in words(paper.data)
    label = desk.get(f"/badges/envelopes/labels.pdf?delegation={code}")
    assert f"Serial {late.serial}" in words(label.data)
    with database.reading() as session:
        assert answer.location.endswith(session.scalars(select(HandOver.code)).one())
    assert "Receipts" in html(desk.get(f"/badges/envelopes/{code}"))


def test_one_person_collects_from_the_own_page(desk: FlaskClient, database: Database) -> None:
    card, _ = at_desk(database, 2)
    code = france(database)
    page = html(desk.get(f"/badges/people/{person_of(database, card)}"))
    assert f'href="/badges/envelopes/{code}?card={card.serial}"' in page
    page = html(desk.get(f"/badges/envelopes/{code}?card={card.serial}"))
    assert page.count('name="cards"') == 2
    assert page.count(" checked>") == 2, "this card, and in person"
    send(desk, f"/badges/envelopes/{code}/hand-overs", kind="in_person", cards=card.serial, collector="Me", **SHOWN)
    page = html(desk.get(f"/badges/people/{person_of(database, card)}"))
    assert "Take the card back" in page
    assert "Handed over against receipt" in page
    send(desk, f"/badges/cards/{card.serial}/return")
    assert states(database)[card.serial] == "returned"
    assert desk.send(f"/badges/cards/{card.serial}/return", {}).status_code == 409


def test_a_card_from_a_proxy_asks_for_the_check(desk: FlaskClient, database: Database) -> None:
    (card,) = at_desk(database, 1)
    send(
        desk, f"/badges/envelopes/{france(database)}/hand-overs", kind="by_proxy", cards=card.serial, collector="Proxy",
        authorization="Letter", has_copy="y", **SHOWN,
    )  # fmt: skip
    person = person_of(database, card)
    assert "It opens no door until its bearer has shown a document here." in html(desk.get(f"/badges/people/{person}"))
    assert person in html(desk.get("/badges/people?card=check"))
    send(desk, f"/badges/cards/{card.serial}/identity-check", document="passport")
    assert "Compare the document with the bearer" in html(desk.get(f"/badges/people/{person}"))
    send(desk, f"/badges/cards/{card.serial}/identity-check", **SHOWN)
    assert "It opens no door until" not in html(desk.get(f"/badges/people/{person}"))
    assert person not in html(desk.get("/badges/people?card=check"))


def test_the_page_of_a_card_that_is_out_offers_the_return_and_the_report_alone(desk: FlaskClient, database: Database) -> None:
    (card,) = at_desk(database, 1)
    person = person_of(database, card)
    before = html(desk.get(f"/badges/people/{person}"))
    assert "Print a second time" in before
    assert "Void without a new card" in before
    hand_over(database, [card])
    page = html(desk.get(f"/badges/people/{person}"))
    assert "Take the card back" in page
    assert "Report it lost, stolen or damaged" in page
    assert "Print a second time" not in page
    assert "Void without a new card" not in page
    for deed in ("reissue", "voidance"):
        refused = html(send(desk, f"/badges/cards/{card.serial}/{deed}", 409, reason="scratched"))
        assert f"Card {card.serial} is out with its bearer." in refused
    assert states(database) == {card.serial: "handed_out"}


def test_the_focal_point_reports_an_officer_approves_and_the_desk_prints(
    client_as: ClientAs, desk: FlaskClient, database: Database
) -> None:
    (card,) = at_desk(database, 1)
    hand_over(database, [card])
    person = person_of(database, card)
    with database.committing() as session:
        contact = appoint(session, make_delegation(session, "FR"))
    focal_point = client_as(user=contact)
    assert "Report a lost badge" in html(focal_point.get(f"/people/{person}"))
    form = f"/badges/people/{person}/loss"
    assert card.serial in html(focal_point.get(form))
    assert "Say why" in html(send(focal_point, form, 422, kind="lost", reason=""))
    answer = send(focal_point, form, kind="stolen", reason="In a <b>taxi</b>")
    assert states(database) == {card.serial: "stolen"}
    page = html(focal_point.get(answer.location))
    assert "In a &lt;b&gt;taxi&lt;/b&gt;" in page
    assert "Approve a new badge" not in page
    assert "The badge is reported already." in html(focal_point.get(form))
    assert answer.location in html(focal_point.get("/lost-badges"))
    assert focal_point.send(f"{answer.location}/approval", {"version": 1}).status_code == 403

    officer = client_as(Role.ACCREDITATION_OFFICER)
    assert "Lost badges to decide" in html(officer.get("/"))
    assert answer.location in html(officer.get("/lost-badges?state=reported"))
    assert "Say why" in html(send(officer, f"{answer.location}/refusal", 422, version=1, reason=""))
    send(officer, f"{answer.location}/approval", version=1)
    assert "Lost badges to decide" not in html(officer.get("/"))
    assert "New badges approved, bearers to come" in html(desk.get("/"))
    assert answer.location not in html(officer.get("/lost-badges?state=reported"))
    assert "Print issue 2" not in html(officer.get(answer.location))

    assert answer.location in html(desk.get(f"/badges/people/{person}"))
    assert "Print issue 2" in html(desk.get(answer.location))
    assert "Compare the document" in html(send(desk, f"{answer.location}/replacement", 422, document="passport"))
    run = send(desk, f"{answer.location}/replacement", **SHOWN).location
    assert f"Replacement of {card.serial}" in html(desk.get(run))
    assert "The new badge is" in html(focal_point.get(answer.location))
    assert send(desk, f"{answer.location}/replacement", 409, **SHOWN)


def test_a_loss_of_another_delegation_is_not_found(client_as: ClientAs, database: Database) -> None:
    (card,) = at_desk(database, 1)
    code = report(database, card)
    approve(database, code)
    stranger = client_as(Role.FOCAL_POINT)
    for address in (f"/lost-badges/{code}", f"/badges/people/{person_of(database, card)}/loss", "/lost-badges/L-NONE"):
        assert stranger.get(address).status_code == 404
    assert "No badge is reported lost, stolen or damaged." in html(stranger.get("/lost-badges"))
    with database.reading() as session:
        assert session.scalars(select(BadgeLoss.state)).one() == "approved"


def test_empty_pages_say_what_to_do(desk: FlaskClient, database: Database) -> None:
    assert "No printed badge lies at the desk." in html(desk.get("/badges/envelopes"))
    code = france(database)
    assert "No badge of this delegation lies at the desk." in html(desk.get(f"/badges/envelopes/{code}"))
    assert desk.get("/badges/envelopes/labels.pdf").status_code == 404

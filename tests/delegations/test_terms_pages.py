"""The pages of quotas and deadlines, and what a focal point reads of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.accreditation.actions import open_categories
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import QuotaEntry
from summit.delegations.lifecycle import DeadlineKind, DelegateFunction, PartyKind
from summit.delegations.models import Deadline, Participant, Quota
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.venues.actions import open_zone
from tests.delegations.stage import typed
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant

Clients = Callable[..., FlaskClient]
REASON = "Asked for in note verbale 44/2025 <b>"
FALLS_AT = datetime(2025, 10, 10, 10, 0, tzinfo=UTC)
WORDS = "10 October 2025, 17:00 Hanoi time (UTC+7)"


def page_of(client: FlaskClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.get_data(as_text=True).split())


def test_the_chief_makes_changes_and_ends_a_rule(database: Database, client_as: Clients) -> None:
    """DEL-20: who approved and why is kept with an exception."""
    with database.committing() as session:
        delegation = make_delegation(session, "FR")
        code = delegation.code
    chief = client_as(Role.CHIEF_OF_PROTOCOL)
    opening = "/quotas/opening"
    made = chief.send(opening, {"whom": "STATE_M", "places": "30", "zone": ""}, from_page=opening)
    assert (made.status_code, made.location) == (303, "/quotas")
    values = {"whom": code, "places": "2", "zone": "", "functions": ["SEC", "MSG"], "reason": REASON}
    assert chief.send(opening, values, from_page=opening).status_code == 303
    page = page_of(chief, "/quotas")
    assert '<td class="words">Badges</td><td class="number" data-label="Places:">30</td>' in page
    assert ">Badges for Messenger or Close Protection</td>" in page
    assert "<bdi>Asked for in note verbale 44/2025 &lt;b&gt;</bdi>" in page
    with database.reading() as session:
        exception = session.scalars(select(Quota).where(Quota.kind == "")).one()
        assert (exception.places, exception.functions, exception.reason) == (2, "MSG SEC", REASON)
        assert exception.approved_by_name.startswith("User ")
    path = f"/quotas/{exception.code}"
    saved = chief.send(path, {"places": "3", "reason": REASON, "version": "1"}, from_page=path)
    assert (saved.status_code, saved.location) == (303, "/quotas")
    stale = chief.send(path, {"places": "9", "reason": REASON, "version": "1"}, from_page=path)
    assert stale.status_code == 409
    assert "Somebody saved this record after you opened it" in stale.get_data(as_text=True)
    assert chief.send(f"{path}/end", {"version": "1"}, from_page=path).status_code == 409
    assert chief.send(f"{path}/end", {"version": "2"}, from_page=path).status_code == 303
    assert "No delegation has an exception." in page_of(chief, "/quotas")
    with database.reading() as session:
        verbs = select(AuditEntry.verb).where(AuditEntry.object_code == exception.code).order_by(AuditEntry.id)
        assert list(session.scalars(verbs)) == ["open", "edit", "end"]


def test_a_rule_that_cannot_be_comes_back_with_a_sentence(database: Database, client_as: Clients) -> None:
    with database.committing() as session:
        code = make_delegation(session, "FR").code
    chief, opening = client_as(Role.CHIEF_OF_PROTOCOL), "/quotas/opening"
    for values, status, told in (
        ({}, 422, "Choose a kind of party or one delegation."),
        ({"whom": "STATE_M", "places": "many"}, 422, "Not a valid integer value."),
        ({"whom": "STATE_M", "places": "-1"}, 422, "Enter 0 to 1,000."),
        ({"whom": "D-ZZZZZZZZ", "places": "1"}, 422, "Not a valid choice."),
        ({"whom": code, "places": "1", "zone": ""}, 422, "Give a reason; it is kept in the journal."),
    ):
        answer = chief.send(opening, values, from_page=opening)
        assert answer.status_code == status, values
        assert told in answer.get_data(as_text=True)
    rule = {"whom": "STATE_M", "places": "4", "zone": ""}
    assert chief.send(opening, rule, from_page=opening).status_code == 303
    again = chief.send(opening, rule, from_page=opening)
    assert again.status_code == 409
    assert "There is a rule for the same people already." in again.get_data(as_text=True)
    with database.reading() as session:
        assert [(one.kind, one.places) for one in session.scalars(select(Quota))] == [("STATE_M", 4)]


def test_an_officer_reads_and_does_not_set(database: Database, client_as: Clients) -> None:
    with database.committing() as session:
        quota = actions.open_quota(session, SYSTEM, NOW, whom=PartyKind.NGO, entry=QuotaEntry(4)).code
    officer = client_as(Role.PROTOCOL_OFFICER)
    for path in ("/quotas", "/deadlines"):
        page = page_of(officer, path)
        assert f'<a href="{path}" aria-current="page">' in page
        assert "/quotas/opening" not in page
        assert "/deadlines/nomination" not in page
    for path in ("/quotas/opening", f"/quotas/{quota}", "/deadlines/nomination"):
        assert officer.get(path).status_code == 403
    assert client_as(Role.FOCAL_POINT).get("/quotas").status_code == 403


def test_a_delegation_sees_its_places_and_by_how_many_it_is_over(database: Database, client_as: Clients) -> None:
    """DEL-23, DEL-24; why an exception was granted is the host's."""
    with database.committing() as session:
        delegation = make_delegation(session, "FR")
        for _ in range(3):
            make_participant(session, delegation, function=DelegateFunction.SEC)
        guards = QuotaEntry(1, functions=("SEC",))
        actions.open_quota(session, SYSTEM, NOW, whom=PartyKind.STATE_M, entry=guards)
        actions.open_quota(session, SYSTEM, NOW, whom=delegation, entry=QuotaEntry(2, reason=REASON))
        contact, code = appoint(session, delegation), delegation.code
    own, chief = page_of(client_as(user=contact), f"/delegations/{code}"), client_as(Role.CHIEF_OF_PROTOCOL)
    for page in (own, page_of(chief, f"/delegations/{code}")):
        assert "This delegation is over its quota by 1: 3 people are registered for 2 badges. Choose who stays." in page
        assert '<dt>Badges</dt> <dd>3 of 2 <span class="state state-pending">over quota by 1</span>' in page
        assert '<dt>Badges for Close Protection</dt> <dd>3 of 1 <span class="state state-pending">over quota by 2' in page
    assert "note verbale 44/2025" not in own
    assert "note verbale 44/2025" in page_of(chief, f"/delegations/{code}")
    assert f'<a href="/delegations/{code}"><bdi>France</bdi></a>: over by 1' in page_of(chief, "/quotas")
    with database.reading() as session:
        assert len(session.scalars(select(Participant).where(Participant.state == "enrolled")).all()) == 3


def test_a_focal_point_reads_badges_and_access_as_two_numbers(database: Database, client_as: Clients) -> None:
    """DEL-24: four badges of nine, but two of two places in a zone; the head's pin needs no card."""
    with database.committing() as session:
        for zone in "RBGM":
            open_zone(session, zone, f"Zone {zone}")
        open_categories(session, SYSTEM, NOW)
        delegation = make_delegation(session, "FR", badge_quota=9)
        actions.open_quota(session, SYSTEM, NOW, whom=delegation, entry=QuotaEntry(2, zone="B", reason=REASON))
        for category in ("PIN", "D", "VIP", "A"):
            make_participant(session, delegation, category=category)
        contact, code = appoint(session, delegation), delegation.code
    page = page_of(client_as(user=contact), f"/delegations/{code}")
    assert "<dt>Badges</dt> <dd>4 of 9</dd> <dt>Zone B</dt> <dd>2 of 2</dd>" in page


def test_the_chief_sets_and_takes_away_a_deadline(database: Database, client_as: Clients) -> None:
    """Domain 4.6: typed and shown on the clocks of the summit's place."""
    chief, path = client_as(Role.CHIEF_OF_PROTOCOL), "/deadlines/nomination"
    values = {"falls_at": "2025-10-10T17:00", "behavior": "hard"}
    assert chief.send(path, values, from_page=path).status_code == 303
    with database.reading() as session:
        one = session.scalars(select(Deadline)).one()
        assert (one.kind, one.falls_at, one.is_hard) == ("nomination", FALLS_AT, True)
    page = page_of(chief, "/deadlines")
    assert WORDS in page
    assert "is refused: hard stop" in page
    form = page_of(chief, path)
    assert 'value="2025-10-10T17:00"' in form
    assert chief.send(path, {"falls_at": "tomorrow", "behavior": "late"}, from_page=path).status_code == 422
    assert chief.send(path, {"falls_at": "2025-10-10T17:00"}, from_page=path).status_code == 422
    assert chief.send(path, {"falls_at": "", "behavior": "late"}, from_page=path).status_code == 303
    assert page_of(chief, "/deadlines").count("No deadline") == 3
    assert chief.get("/deadlines/coronation").status_code == 404


def test_a_focal_point_reads_by_when_and_is_stopped_afterwards(database: Database, client_as: Clients) -> None:
    """ACC-08: on the page of today and on the delegation's own; after a hard stop the form comes back with the sentence."""
    with database.committing() as session:
        delegation = make_delegation(session, "FR")
        contact, code = appoint(session, delegation), delegation.code
        later = utc_now() + timedelta(days=1)
        actions.set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.SUBMISSION, falls_at=later)
        actions.set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.NOMINATION, falls_at=FALLS_AT, is_hard=True)
        told = [line.sentence for line in queries.deadline_lines(session, utc_now())]
    assert told[0] == f"Registration closed on {WORDS}. Ask the protocol department, which can still do it for you."
    assert told[1].startswith("Submit the applications by ")
    client = client_as(user=contact)
    for path in ("/", f"/delegations/{code}"):
        page = page_of(client, path)
        assert all(sentence in page for sentence in told), path
    form = f"/delegations/{code}/registration"
    refused = client.send(form, typed(), from_page=form)
    assert refused.status_code == 422
    assert told[0] in refused.get_data(as_text=True)
    accepted = client_as(Role.PROTOCOL_OFFICER).send(form, typed(), from_page=form)
    assert accepted.status_code == 303
    assert "registered late" in page_of(client, accepted.location)

"""The secret calendar address: shown once, tells of bilaterals that a room is reserved, and dies with what it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import act_for, actor_of, change_roles, revoke_links, set_disabled
from summit.accounts.models import Link, User, UserSession
from summit.accreditation.lifecycle import AccreditationState
from summit.audit.queries import journal
from summit.delegations.actions import invite_delegate, withdraw_participant
from summit.delegations.models import Participant
from summit.delegations.queries import participant_by_code
from summit.desk.actions import make_calendar_address
from summit.desk.queries import calendar_owner
from summit.foundation.codes import hashed
from summit.foundation.db import Database
from summit.foundation.errors import NotFound
from tests.bilaterals.stage import hanoi
from tests.browser import PageClient
from tests.desk.stage import Scene, delegate_in, invited
from tests.factories import NOW, SYSTEM

Clients = Callable[..., PageClient]
ADDRESS = re.compile(r'value="([^"]+/calendars/([\w-]{43})\.ics)"')


@pytest.fixture
def head(database: Database, scene: Scene) -> User:
    """The head of France, who meets Japan, with a personal account."""
    with database.committing() as session:
        return invited(session, scene.france.head)


def made(client: PageClient) -> str:
    """The path of a new calendar address."""
    answer = client.send("/my/calendar-address", from_page="/my")
    assert answer.status_code == 200
    (found,) = ADDRESS.findall(answer.get_data(as_text=True))
    return f"/calendars/{found[1]}.ics"


def test_the_feed_shows_the_own_days_and_no_name(
    head: User, scene: Scene, database: Database, app: Flask, client_as: Clients
) -> None:
    client = client_as(user=head)
    assert "Make a calendar address" in client.get("/my").get_data(as_text=True)
    path = made(client)
    reader = PageClient(app, app.response_class)
    answer = reader.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert [(str(one["SUMMARY"]), str(one["LOCATION"]), one["DTSTART"].dt) for one in events] == [
        ("Opening of the conference", "Hall room 1", hanoi("09:00")),
        ("Reserved", "Bilateral room 1", hanoi("10:00")),
        ("High-level debate", "Hall room 1", hanoi("14:30", 26)),
    ]
    for name in ("Japan", "JP HEADNAME", "France", "FR HEADNAME", "Bilateral meeting"):
        assert name.encode() not in answer.data, name
    page = client.get("/my").get_data(as_text=True)
    assert path.split("/")[2][:20] not in page, "the address is shown once"
    assert "last read" in page


def test_only_the_hash_is_kept_and_every_step_is_in_the_journal(
    head: User, database: Database, client_as: Clients
) -> None:
    client = client_as(user=head)
    path = made(client)
    assert "not read yet" in client.get("/my").get_data(as_text=True)
    secret = path.removeprefix("/calendars/").removesuffix(".ics")
    client.send("/my/calendar-address/termination", from_page="/my")
    with database.reading() as session:
        links = session.scalars(select(Link).where(Link.purpose == "calendar")).all()
        assert [(link.token_hash, link.user_id) for link in links] == [(hashed(secret), head.id)]
        lines = [line for line in journal(session) if "calendar" in line.verb]
    assert [(line.verb, line.actor_code, line.object_code) for line in lines] == [
        ("end_calendar_link", head.code, head.code),
        ("issue_calendar_link", head.code, head.code),
    ]
    assert secret not in repr(lines)


def end_by_new_address(client: PageClient, *_: object) -> None:
    made(client)


def end_by_owner(client: PageClient, *_: object) -> None:
    assert (
        client.send("/my/calendar-address/termination", from_page="/my").headers["Location"] == "/my#calendar"
    )


def end_by_office(_: PageClient, session: Session, user: User, __: Participant) -> None:
    revoke_links(session, SYSTEM, NOW, user=user)


def end_by_closing(_: PageClient, session: Session, user: User, __: Participant) -> None:
    set_disabled(session, SYSTEM, NOW, user=user, disabled=True)


def end_by_role(_: PageClient, session: Session, user: User, __: Participant) -> None:
    change_roles(session, SYSTEM, NOW, user=user, roles=[])


def end_by_withdrawal(_: PageClient, session: Session, __: User, participant: Participant) -> None:
    withdraw_participant(
        session, SYSTEM, NOW, participant=participant, version=participant.version, reason="ill"
    )


ENDS: tuple[Callable[..., None], ...] = (
    end_by_new_address,
    end_by_owner,
    end_by_office,
    end_by_closing,
    end_by_role,
    end_by_withdrawal,
)


def test_the_address_dies_at_once(database: Database, scene: Scene, app: Flask, client_as: Clients) -> None:
    for end in ENDS:
        with database.committing() as session:
            user, participant = delegate_in(session, AccreditationState.APPROVED)
        client = client_as(user=user)
        path = made(client)
        reader = PageClient(app, app.response_class)
        assert reader.get(path).status_code == 200
        if end in (end_by_new_address, end_by_owner):
            end(client)
        else:
            with database.committing() as session:
                end(client, session, session.merge(user), participant_by_code(session, participant.code))
        dead, missing = reader.get(path), reader.get("/calendars/" + "A" * 43 + ".ics")
        assert dead.status_code == missing.status_code == 404, end.__name__
        assert body(dead) == body(missing)


def body(answer: object) -> str:
    """What the page says, without the number of the request."""
    text: str = answer.get_data(as_text=True)
    return re.sub(r"[0-9a-f]{16}", "", text.split("<main", 1)[1].split("</main>", 1)[0])


def test_the_address_lives_until_a_week_after_the_event(head: User, database: Database, scene: Scene) -> None:
    last = hanoi("23:59", 26) + timedelta(days=7)
    with database.committing() as session:
        secret = make_calendar_address(session, actor_of(head), hanoi("08:00"))
    with database.reading() as session:
        _, owner = calendar_owner(session, secret, last)
        assert owner.code == scene.france.head.code
        with pytest.raises(NotFound):
            calendar_owner(session, secret, last + timedelta(minutes=1))


def test_other_links_do_not_open_a_feed(
    head: User, database: Database, scene: Scene, client_as: Clients
) -> None:
    with database.committing() as session:
        personal = invite_delegate(
            session, SYSTEM, NOW, participant=participant_by_code(session, scene.france.head.code)
        )
        feed = make_calendar_address(session, actor_of(head), NOW.replace(year=2026, month=11))
    client = client_as(user=head)
    assert client.get(f"/calendars/{personal}.ics").status_code == 404
    assert client.get(f"/personal-links/{feed}").status_code == 404


def test_an_address_is_made_only_by_a_form_of_ours(head: User, client_as: Clients) -> None:
    client: FlaskClient = client_as(user=head)
    for path in ("/my/calendar-address", "/my/calendar-address/termination", "/my/badge", "/mandate"):
        assert client.post(path).status_code == 400, path
        assert client.get(path).status_code == 405, path


def test_acting_for_another_delegation_stays_in_one_browser(
    scene: Scene, database: Database, client_as: Clients
) -> None:
    client_as(user=scene.france.focal_point)
    client_as(user=scene.france.focal_point)
    with database.committing() as session:
        first, second = session.scalars(
            select(UserSession)
            .where(UserSession.user_id == scene.france.focal_point.id)
            .order_by(UserSession.id)
        ).all()
        actor = actor_of(scene.france.focal_point)
        act_for(session, actor, NOW, session_id=first.id, delegation=scene.france.delegation.code)
        act_for(session, actor_of(scene.japan.focal_point), NOW, session_id=second.id, delegation="D-FOREIGN")
        session.expire_all()
        assert (first.acting_for, second.acting_for) == (scene.france.delegation.code, "")

"""Saved views: the filter comes back, others see what is shared with their office, and nobody removes what is another's."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.delegations import actions, queries
from summit.delegations.facts import ViewEntry, ViewFacts
from summit.delegations.rules import ViewNameTaken
from summit.foundation.db import Database
from summit.foundation.errors import NotFound, RuleBroken
from tests.browser import PageClient
from tests.delegations.conftest import Race
from tests.factories import NOW, make_delegation, make_participant, make_user

Sign = Callable[..., PageClient]
AFRICA = "region=AG&missing=photo"
CHIP = re.compile(
    r'<li><a href="([^"]+)" (aria-current="true")?><bdi>([^<]+)</bdi>(?: <span class="chip-count"><bdi>([^<]+))?'
)


def chips(client: PageClient, address: str) -> list[tuple[str, str, str, str]]:
    """Name, address, mark of the present one and owner of each chip."""
    found = CHIP.findall(client.get(address).get_data(as_text=True))
    return [(markup.unescape(name), markup.unescape(to), here, owner) for to, here, name, owner in found]


def test_a_filter_is_saved_and_found_again(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        make_participant(session, make_delegation(session, "EG"), badge_name="IN AFRICA")
        make_participant(session, make_delegation(session, "FR"), badge_name="IN EUROPE")
    officer = client_as(Role.PROTOCOL_OFFICER)
    page = officer.get(f"/people?{AFRICA}&page=9&x=y").get_data(as_text=True)
    (form,) = [markup.unescape(address) for address in re.findall(r'href="(/saved-views\?list[^"]+)"', page)]
    assert form == f"/saved-views?list=people&{AFRICA}"
    answer = officer.send(form, {"name": "  Missing  photos, Africa ", "office": ""}, from_page=form)
    assert (answer.status_code, answer.location) == (303, f"/people?{AFRICA}")
    assert chips(officer, "/people") == [("Missing photos, Africa", f"/people?{AFRICA}", "", "")]
    assert chips(officer, "/people?missing=photo&region=AG&after=P-X") == [
        ("Missing photos, Africa", f"/people?{AFRICA}", 'aria-current="true"', "")
    ]
    assert "Save this view" not in officer.get(f"/people?{AFRICA}").get_data(as_text=True)
    seen = officer.get(f"/people?{AFRICA}").get_data(as_text=True)
    assert ("IN AFRICA" in seen, "IN EUROPE" in seen) == (True, False)
    assert chips(officer, "/delegations") == []


def test_a_view_is_shared_with_an_office_and_shows_each_what_is_theirs(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        owner = make_user(session, roles=[Role.PROTOCOL_OFFICER, Role.FOCAL_POINT], name="Ms Owner")
    entry = ViewEntry("delegations", "Asia", "region=APG", office="protocol_officer")
    with database.committing() as session:
        actions.save_view(session, actor_of(owner), NOW, entry=entry)
        actions.save_view(session, actor_of(owner), NOW, entry=ViewEntry("delegations", "Mine", "kind=HOST"))
    shared = ("Asia", "/delegations?region=APG", "", "Ms Owner")
    assert chips(client_as(Role.PROTOCOL_OFFICER), "/delegations") == [shared]
    assert chips(client_as(Role.CHIEF_OF_PROTOCOL), "/delegations") == []
    assert [name for name, *_ in chips(client_as(user=owner), "/delegations")] == ["Asia", "Mine"]
    with database.reading() as session:
        (view,) = [one for one in queries.saved_views(session, actor_of(owner), "delegations") if one.name == "Asia"]
    assert view == ViewFacts(view.code, "Asia", "region=APG", "protocol_officer", "Ms Owner", is_own=True)


def test_only_the_owner_removes_a_view(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        owner = make_user(session, roles=[Role.PROTOCOL_OFFICER])
        colleague = make_user(session, roles=[Role.PROTOCOL_OFFICER])
    with database.committing() as session:
        entry = ViewEntry("people", "Africa", AFRICA, office="protocol_officer")
        code = actions.save_view(session, actor_of(owner), NOW, entry=entry).code
    other, own = client_as(user=colleague), client_as(user=owner)
    assert "/removal" not in other.get("/saved-views?list=people").get_data(as_text=True)
    assert other.send(f"/saved-views/{code}/removal").status_code == 404
    with database.reading() as session, pytest.raises(NotFound):
        queries.own_view(session, actor_of(colleague), code)
    assert f"/saved-views/{code}/removal" in own.get("/saved-views?list=people").get_data(as_text=True)
    assert own.send(f"/saved-views/{code}/removal").location == "/saved-views?list=people"
    assert chips(other, "/people") == chips(own, "/people") == []
    assert "No view is saved yet" in own.get("/saved-views").get_data(as_text=True)
    assert own.send(f"/saved-views/{code}/removal").status_code == 404


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (ViewEntry("people", " \u202e ", AFRICA), "name"),
        (ViewEntry("people", "x" * 61, AFRICA), "name"),
        (ViewEntry("people", "Everything", ""), None),
        (ViewEntry("people", "Too long", "q=" + "x" * 2000), None),
        (ViewEntry("people", "For others", AFRICA, office="badge_desk"), "office"),
        (ViewEntry("people", "Taken", "region=APG"), "name"),
    ],
)
def test_what_is_no_view_is_refused(session: Session, entry: ViewEntry, field: str | None) -> None:
    actor = actor_of(make_user(session, roles=[Role.PROTOCOL_OFFICER]))
    actions.save_view(session, actor, NOW, entry=ViewEntry("people", "Taken", AFRICA))
    with pytest.raises(RuleBroken) as refusal:
        actions.save_view(session, actor, NOW, entry=entry)
    assert refusal.value.field == field
    assert isinstance(refusal.value, ViewNameTaken) is (entry.name == "Taken")
    assert [view.question for view in queries.saved_views(session, actor, "people")] == [AFRICA]
    actions.save_view(session, actor, NOW, entry=ViewEntry("delegations", "Taken", "kind=HOST"))


def test_a_refused_view_keeps_what_was_typed(client_as: Sign) -> None:
    officer = client_as(Role.PROTOCOL_OFFICER)
    form = f"/saved-views?list=people&{AFRICA}"
    officer.send(form, {"name": "Africa", "office": ""}, from_page=form)
    for name, sentence in (("Africa", "You have a view of that name already."), ("", "Give the view a name.")):
        answer = officer.send(form, {"name": name, "office": "protocol_officer"}, from_page=form)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert f'<a href="#name">{sentence}</a>' in page
        assert '<option selected value="protocol_officer">' in page


def test_one_name_is_given_once_at_the_same_moment(database: Database, at_once: Race) -> None:
    with database.committing() as session:
        actor = actor_of(make_user(session, roles=[Role.PROTOCOL_OFFICER]))
    entry = ViewEntry("people", "Africa", AFRICA)
    told = at_once(*[lambda session: actions.save_view(session, actor, NOW, entry=entry)] * 3)
    assert sorted(told) == ["You have a view of that name already."] * 2 + ["done"]

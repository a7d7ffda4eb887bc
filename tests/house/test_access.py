"""Every route as every office, for its own thing, another delegation's and one that does not exist (RT-20, PM-1).

What is expected comes from the rights table alone: 403 without the action, 404 for what is foreign, which nobody can tell
from what is missing, and never an answer for somebody who may not have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from summit.accounts.models import UserSession
from summit.accounts.policy import FIELD_GROUP_OF, TABLE, Action, Grant, Role, Scope
from summit.accreditation.lifecycle import CLEARANCE_NAMES, Clearance
from summit.accreditation.models import Accreditation
from summit.foundation.db import Base
from tests.browser import PageClient
from tests.house.source import teach
from tests.journeys.doors import DOORS, FURTHER, Door, Thing, rules, written
from tests.journeys.reading import text_of, tight
from tests.journeys.stage import Scene
from tests.journeys.standing import Standing
from tests.journeys.words import IDENTITY, INTERNAL, NUMBER, OPERATIONAL, REFUSAL, SUBJECT

UNMARKED = {"static", "bootstrap.static"}
PUBLIC = frozenset({200, 303, 422, 503})  # 503: the health page, for these tests have no migrations
REACHED = frozenset({200, 302, 303, 409, 422})
NOT_FOUND = frozenset({404})
OWN, OTHER, MISSING, MIXED = "own", "other", "missing", "mixed"
DELEGATION_SIDE = (Role.FOCAL_POINT, Role.DELEGATE)
# Codes that a form always sends, since its page offers nothing else: without them it names a thing that is missing.
BODIES = {"agenda.sponsors": {"delegation": "delegation"}, "agenda.contributors": {"participant": "head"}}
NOWHERE = {"day": "2031-01-01", "secret": "no-such-secret", "iso2": "QQ", "filename": "no-such-file.css"}


@dataclass(frozen=True)
class Call:
    """One request of the walk: a route, a method, and whose thing the address names."""

    endpoint: str
    method: str
    whose: str
    address: str
    arguments: tuple[str, ...]

    @property
    def door(self) -> Door:
        return DOORS[self.endpoint]


def test_every_route_stands_in_the_table_of_doors(sqlite_app: Flask) -> None:
    served = {rule.endpoint: rule for rule in rules(sqlite_app)}
    teach(
        "Write down in tests/journeys/doors.py what it asks for and whose thing its address names, so that it is walked:",
        (f"{endpoint} ({served[endpoint].rule})" for endpoint in served.keys() - DOORS.keys()),
    )
    teach("Remove from tests/journeys/doors.py what is not served any more:", DOORS.keys() - served.keys())
    for endpoint, door in DOORS.items():
        guarded_by = getattr(sqlite_app.view_functions[endpoint], "guarded_by", "public")
        assert guarded_by == (door.action.value if door.action else "public"), endpoint


def test_every_address_names_each_parameter(sqlite_app: Flask, scene: Scene) -> None:
    for rule in rules(sqlite_app):
        assert set(DOORS[rule.endpoint].arguments(scene.own, scene)) == set(rule.arguments), rule.endpoint


@pytest.mark.parametrize("role", Role)
def test_an_office_reaches_what_the_table_gives_it_and_nothing_else(
    stage: Standing, scene: Scene, role: Role
) -> None:
    client = stage.client(role, scene.users)
    token = client.token("/account")
    cookie = client.get_cookie("summit")
    assert cookie is not None
    stage.keep("walk")
    faults, count = [], 0
    for rule_calls in calls(stage.app, scene):
        answers = {}
        for call in rule_calls:
            response = ask(client, scene, call, token)
            answers[call.whose] = plain(response, call)
            count += 1
            wanted = expected(role, call)
            if response.status_code not in wanted:
                faults.append(f"{call.method} {call.address} ({call.whose}): {response.status_code}, not {sorted(wanted)}")
            if call.method == "POST" and response.status_code in (200, 302, 303):
                stage.restore("walk")
                client.set_cookie("summit", cookie.value)  # signing out, or opening a link, made it another one
        faults += [
            f"{call.method} {call.address} ({call.whose}) is not like missing"
            for call in rule_calls
            if call.door.thing is not Thing.OFFICE
            and expected(role, call) == NOT_FOUND
            and answers[call.whose] != answers[MISSING]
        ]
    print(f"{role.value}: {count} requests")
    teach(f"{role.value} was answered otherwise than the rights table says:", faults)


def test_nobody_gets_past_the_way_in_without_an_account(stage: Standing, scene: Scene) -> None:
    client = stage.client(None, scene.users)
    token = client.token("/sign-in")
    cookie = client.get_cookie("summit")
    assert cookie is not None
    faults = []
    for rule_calls in calls(stage.app, scene):
        for call in rule_calls:
            response = ask(client, scene, call, token)
            if call.door.action is None:
                if response.status_code not in (NOT_FOUND if call.whose == MISSING else PUBLIC):
                    faults.append(f"{call.method} {call.address} ({call.whose}): {response.status_code}")
            elif response.status_code != 302 or not response.location.startswith("/sign-in"):
                faults.append(f"{call.method} {call.address}: {response.status_code}, not the way in")
            stage.restore()
            client.set_cookie("summit", cookie.value)
    teach("Without an account there is only the way in:", faults)


def test_a_change_needs_the_token_of_a_form_of_ours(stage: Standing, scene: Scene) -> None:
    """V3.5.1: every POST route refuses a request that another site could have made."""
    client = stage.client(Role.CHIEF_OF_PROTOCOL, scene.users)
    posts = [call for rule_calls in calls(stage.app, scene) for call in rule_calls if call.method == "POST"]
    open_to_others = [
        f"{call.address}: {response.status_code}"
        for call in posts
        if call.whose == OWN and (response := client.post(call.address, data={})).status_code != 400
    ]
    assert len(posts) > 30
    teach("A POST without a token of ours must answer 400:", open_to_others)


@pytest.mark.parametrize("role", [Role.CHIEF_OF_PROTOCOL, Role.FOCAL_POINT, Role.DELEGATE, Role.BADGE_DESK])
def test_reading_changes_nothing(stage: Standing, scene: Scene, role: Role) -> None:
    """V3.5.1: what is asked by GET leaves every table as it was, but for the notes of who read of bilaterals (BIL-51) and
    when a calendar was last fetched (IC-1).
    """
    client = stage.client(role, scene.users)
    before = contents(stage)
    for rule_calls in calls(stage.app, scene):
        for call in rule_calls:
            if call.method == "GET" and call.whose == OWN and call.endpoint != "desk.calendar":
                ask(client, scene, call, "")
    assert contents(stage) == before


def test_only_ones_own_browsers_can_be_signed_out(stage: Standing, scene: Scene) -> None:
    clients = [stage.client(role, scene.users) for role in (Role.TRANSPORT, Role.TRANSPORT, Role.AUDITOR)]
    with stage.database.reading() as session:
        first, second, foreign = session.scalars(select(UserSession.id).order_by(UserSession.id.desc()).limit(3)).all()[::-1]
    token = clients[0].token("/account")
    for number, status in ((second, 303), (second, 404), (foreign, 404), (999_999, 404)):
        answer = clients[0].post(f"/account/sessions/{number}/termination", data={"csrf_token": token})
        assert answer.status_code == status
    assert [client.get("/account").status_code for client in clients] == [200, 302, 200], first


def test_what_asks_for_a_fresh_password_gets_one(stage: Standing, scene: Scene) -> None:
    """7.5.3: a session that is signed in but not confirmed is led to the confirmation."""
    walked = 0
    for role in Role:
        doors = [call for call in flat(stage.app, scene) if is_delicate(role, call.door) and call.whose == OWN]
        if not doors:
            continue
        client = stage.client(role, scene.users)
        with stage.database.committing() as session:
            for row in session.scalars(select(UserSession)):
                row.confirmed_at = None
        token = client.token("/account")
        for call in doors:
            response = ask(client, scene, call, token)
            assert response.status_code == 302, f"{role}: {call.address}"
            assert response.location.startswith("/account/confirmation"), response.location
            walked += 1
    assert walked >= 4


def test_a_form_cannot_name_what_its_sender_cannot_reach(stage: Standing, scene: Scene) -> None:
    """V15.3.3: codes in the body of a form are looked up within reach, as those in addresses are."""
    client = stage.client(Role.FOCAL_POINT, scene.users)
    own, other = scene.own, scene.other
    stranger = stage.client(scene.stranger, scene.users).get(f"/people/{other.head}").data
    version = str(_version(stage, other.cases["submitted"]))
    before = contents(stage)
    for address, body in (
        (f"/people/{own.people['adviser']}/place", {"behind": other.head}),
        (f"/delegations/{own.delegation}/headship", {"participant": other.head, "head_from": "2025-10-26T09:00"}),
        ("/bilaterals/request", {"asked": other.delegation, "principal": other.head, "minutes": "30"}),
        (f"/bilaterals/{own.requests['received']}/principal", {"principal": other.head, "version": "1"}),
        ("/accreditations/submissions", {"pick": f"{other.cases['returned']}:{version}", "notice": ""}),
        ("/mandate", {"delegation": other.delegation, "code": other.delegation, "acting_for": other.delegation}),
    ):
        response = client.send(address, body, from_page="/account")
        assert response.status_code in (303, 404, 409, 422), f"{address}: {response.status_code}"
        assert client.get(f"/people/{other.head}").status_code == 404, address
    after = contents(stage)
    changed = [name for name in before if before[name] != after[name]]
    assert not changed, changed
    assert stage.client(scene.stranger, scene.users).get(f"/people/{other.head}").data[:500] == stranger[:500]


@dataclass(frozen=True)
class Mark:
    """A text that stands only where its field is shown; `who` may see it of `own`, and with event scope of `other` too."""

    text: str
    action: Action
    is_masked_away: bool = False
    roles: frozenset[Role] | None = None

    def is_open(self, role: Role, *, own: bool) -> bool:
        """Whether the table lets that office see it."""
        cell = TABLE[self.action].get(role)
        if cell is None or (self.is_masked_away and cell.masked) or (self.roles and role not in self.roles):
            return False
        return cell.scope is Scope.EVENT or (own and cell.scope is Scope.OWN)


MARKS = (
    Mark(f"{OPERATIONAL}%shead", Action.SEE_OPERATIONAL),
    Mark(f"{IDENTITY}%shead", Action.SEE_IDENTITY),
    Mark(f"{INTERNAL}%shead", Action.SEE_INTERNAL),
    Mark(f"{INTERNAL}%stag", Action.SEE_INTERNAL),
    Mark(f"{SUBJECT}%s", Action.SEE_BILATERAL_SUBJECT),
    Mark(f"{REFUSAL} %srefuse", Action.SEE_REFUSAL_REASON),
    Mark("PUB%ssubmitted", Action.SEE_DELEGATIONS),
)
# Of a passport number and, where it is masked, of a date of birth nothing stands on any page that is read by GET.
NEVER = (f"{NUMBER}FR", f"{NUMBER}JP")
BORN = ("1961-02-03", "3feb1961", "3february1961", "03feb1961", "february3,1961")
# Protocol reads "cleared" or "pending" and no more (8.2).
READ_ANSWERS = (Role.ACCREDITATION_OFFICER, Role.VETTING_OFFICER)


@pytest.mark.parametrize("role", Role)
def test_an_office_reads_its_field_groups_and_no_other(stage: Standing, scene: Scene, role: Role) -> None:
    """V8.2.3 and PM-5: each mark stands in one field; who may not see the field finds the mark in no page, PDF or feed."""
    client = stage.client(role, scene.users)
    seen = {address: tight(text) for address, text in everything_read(client, stage.app, scene)}
    faults = []
    for mark in MARKS:
        for code, own in (("FR", True), ("JP", False)):
            text = tight(mark.text % code)
            found = [address for address, read in seen.items() if text in read]
            is_own_record = role is Role.DELEGATE and not text.endswith("head")
            if mark.is_open(role, own=own) and not is_own_record:
                assert found, f"{role} sees {text} nowhere: the test would not notice a leak"
            elif not mark.is_open(role, own=own):
                faults += [f"{text} at {address}" for address in found]
    faults += [f"{number} at {address}" for number in NEVER for address, read in seen.items() if tight(number) in read]
    cell = TABLE[Action.SEE_IDENTITY].get(role)
    if cell is None or cell.masked:
        faults += [f"date of birth at {address}" for address, read in seen.items() if any(form in read for form in BORN)]
    answer = [address for address, read in seen.items() if tight(CLEARANCE_NAMES[Clearance.NOT_CLEAR]) in read]
    if role in READ_ANSWERS:
        assert answer, f"{role} reads the security answer nowhere: the test would not notice a leak"
    else:
        faults += [f"the security answer at {address}" for address in answer]
    print(f"{role.value}: {len(seen)} answers read")
    teach(f"{role.value} may not see:", faults)


def everything_read(client: PageClient, app: Flask, scene: Scene) -> Iterator[tuple[str, str]]:
    """Address and text of everything the client is given by GET, of both sides."""
    for call in flat(app, scene):
        if call.method == "GET" and call.whose in (OWN, OTHER) and call.endpoint not in UNMARKED:
            yield call.address, read(client, call.address)
    for side in (scene.own, scene.other):
        for further in FURTHER:
            address = written(app, further.endpoint, further.arguments(side)) + further.question
            yield address, read(client, address)


def read(client: PageClient, address: str) -> str:
    """The text of what the client is given there in the end."""
    response = client.get(address, follow_redirects=True)
    text = text_of(response)
    response.close()
    return text


def expected(role: Role, call: Call) -> frozenset[int]:
    """The statuses that the rights table and the reach of the office allow."""
    door = call.door
    if door.action is None:
        return NOT_FOUND if call.whose == MISSING else PUBLIC
    cell = TABLE[door.action].get(role)
    if cell is None:
        return frozenset({403})
    if call.whose == MISSING or (call.whose == MIXED and door.thing is not Thing.PAIR):
        return NOT_FOUND
    return REACHED if _is_within(role, cell, call) else NOT_FOUND


def _is_within(role: Role, cell: Grant, call: Call) -> bool:
    thing, is_own = call.door.thing, call.whose == OWN
    if thing is Thing.SESSION:
        return False
    if thing in (Thing.NOTHING, Thing.OFFICE, Thing.PAIR):
        return True
    if thing is Thing.LINE:
        return not cell.read_only or (is_own and role in DELEGATION_SIDE)
    return cell.scope is Scope.EVENT or (is_own and cell.scope is Scope.OWN)


def is_delicate(role: Role, door: Door) -> bool:
    """Whether the cell of that office asks for a fresh password."""
    cell = TABLE[door.action].get(role) if door.action else None
    return cell is not None and cell.step_up


def calls(app: Flask, scene: Scene) -> Iterator[list[Call]]:
    """For each route and method: the call for one's own thing, for another's, for a missing one, and for a mixed one."""
    for rule in rules(app):
        if rule.endpoint in UNMARKED:
            continue
        door = DOORS[rule.endpoint]
        own, other = door.arguments(scene.own, scene), door.arguments(scene.other, scene)
        cases = {OWN: own}
        if door.thing is not Thing.NOTHING:
            cases |= {OTHER: other, MISSING: {key: missing(key, value) for key, value in own.items()}}
        if len(own) > 1:
            last = list(own)[-1]
            cases[MIXED] = {**own, last: other[last]} if other[last] != own[last] else {**own, last: missing(last, own[last])}
        if door.thing is Thing.SECRET:
            del cases[OTHER]
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield [
                Call(rule.endpoint, method, whose, written(app, rule.endpoint, given), tuple(map(str, given.values())))
                for whose, given in cases.items()
            ]


def flat(app: Flask, scene: Scene) -> Iterator[Call]:
    for rule_calls in calls(app, scene):
        yield from rule_calls


def missing(key: str, value: str | int) -> str | int:
    """Something of that form that does not exist."""
    if isinstance(value, int):
        return 999_999
    return NOWHERE.get(key) or f"{value.split('-')[0]}-ZZZZZZZZ"


def ask(client: PageClient, scene: Scene, call: Call, token: str) -> TestResponse:
    """The request, with the token of a form when it is one."""
    if call.method == "POST":
        body = {key: getattr(scene.own, name) for key, name in BODIES.get(call.endpoint, {}).items()}
        response = client.post(call.address, data={"csrf_token": token, **body})
    else:
        response = client.get(call.address)
    response.get_data()
    response.close()
    return response


def plain(response: TestResponse, call: Call) -> tuple[int, str, tuple[tuple[str, str], ...]]:
    """Status, body and headers without what differs from request to request and without the codes that were asked for."""
    body = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
    body = re.sub(r'name="csrf_token" value="[^"]+"', "", body)
    for value in (response.headers["X-Request-Id"], *call.arguments):
        body = body.replace(value, "·") if len(value) > 4 else body
    passing = {"X-Request-Id", "Content-Length", "Set-Cookie", "Date"}
    headers = tuple(sorted((key, value) for key, value in response.headers if key not in passing))
    return response.status_code, body, headers


def contents(stage: Standing) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the journal and what a visit itself leaves."""
    passing = {"audit_entries", "user_sessions", "sign_in_failures"}
    with stage.database.reading() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in passing
        }


def _version(stage: Standing, code: str) -> int:
    with stage.database.reading() as session:
        return session.scalars(select(Accreditation.version).where(Accreditation.code == code)).one()


def test_the_marks_cover_every_group_of_fields() -> None:
    """SEE_VETTING has no text of its own: the answer is one of three words, and looked for as such."""
    assert set(FIELD_GROUP_OF) - {mark.action for mark in MARKS} == {Action.SEE_VETTING}

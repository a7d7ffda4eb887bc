"""Values at the edge in every address: the answer is a page that says no, on either database (RT-10)."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from summit.accounts.policy import Role
from summit.foundation.db import Database
from tests.browser import PageClient
from tests.factories import make_delegation
from tests.house.source import teach
from tests.journeys.doors import DOORS, rules, viewers

NUMBERS = ("0", str(2**31), str(2**63), str(2**64 + 1), "9" * 400)
# NUL, a lone surrogate, bytes that are no UTF-8, a way up, a long text, figures of another script, a wildcard of SQL.
TEXTS = ("%00", "%ED%A0%80", "%FF%FE", "%2e%2e", "a" * 5000, "%D9%A1%D9%A2", "%25", "D-%F0%9F%87%BB", "2025-10-25T25:61")
REFUSED = frozenset({200, 302, 303, 400, 403, 404, 405, 409, 422})


def test_values_at_the_edge_of_an_address(app: Flask, database: Database, client_as: Callable[..., FlaskClient]) -> None:
    with database.committing() as session:
        delegation = make_delegation(session).code
    browsers = Browsers(app, client_as)
    faults, count = [], 0
    for rule in rules(app):
        if not rule.arguments or rule.endpoint.endswith("static"):
            continue
        client, token = browsers.of(viewers(DOORS[rule.endpoint])[0])
        for address in addresses(rule, delegation):
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                body = {"csrf_token": token} if method == "POST" else None
                response = client.open(address, method=method, data=body)
                count += 1
                if response.status_code not in REFUSED:
                    faults.append(f"{method} {address[:80]}: {response.status_code}")
                response.close()
    print(f"{database.engine.dialect.name}: {count} requests")
    assert count > 500
    teach("A value that cannot be is answered as one that is not there:", faults)


def test_values_at_the_edge_of_a_question(app: Flask, client_as: Callable[..., FlaskClient]) -> None:
    """Page numbers, journal positions and filters that no page ever writes."""
    client = client_as(Role.CHIEF_OF_PROTOCOL)
    for path in ("/people", "/delegations", "/journal", "/outbox", "/accreditations", "/bilaterals", "/search", "/rooms"):
        for name in ("page", "before", "q", "kind", "state", "sort", "day"):
            for value in (*NUMBERS, *TEXTS[:5], "-1", "1e3", "1&" + name + "=2"):
                response = client.get(f"{path}?{name}={value}")
                assert response.status_code in (200, 302, 400), f"{path}?{name}={value[:40]}: {response.status_code}"


class Browsers:
    """A browser for each office, with the token of a form."""

    def __init__(self, app: Flask, client_as: Callable[..., FlaskClient]) -> None:
        self._app, self._client_as = app, client_as
        self._found: dict[Role | None, tuple[PageClient, str]] = {}

    def of(self, role: Role | None) -> tuple[PageClient, str]:
        if role not in self._found:
            nobody = PageClient(self._app, self._app.response_class, use_cookies=True)
            client = self._client_as(role) if role else nobody
            self._found[role] = client, client.token("/account" if role else "/sign-in")
        return self._found[role]


def addresses(rule: Rule, delegation: str) -> list[str]:
    """The path of the rule with each value in place of its parameters; a number belongs to a delegation that exists."""
    kinds = {name: kind for kind, name in re.findall(r"<(\w+):(\w+)>", rule.rule)}
    values = {name: NUMBERS if kind == "int" else TEXTS for name, kind in kinds.items()}
    if NUMBERS in values.values():
        values |= dict.fromkeys([name for name, kind in kinds.items() if kind != "int"], (delegation,))
    return [
        re.sub(r"<\w+:(\w+)>", lambda found, at=at: _at(values[found.group(1)], at), rule.rule)
        for at in range(max(map(len, values.values())))
    ]


def _at(values: tuple[str, ...], at: int) -> str:
    return values[at % len(values)]

"""The five main pages with the demonstration loaded: CPU per request, and as a ratio to a page that reads nothing.

    .venv/bin/python bench/pages.py [--people 2500] [--rounds 30]

The demonstration is built in a throw-away SQLite file first. Every page is asked for in turn, round after round, so that a
busy minute of the machine falls on all of them alike; the figure is the median of CPU milliseconds in this process.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from config import Config
from summit.accounts.actions import open_session
from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.app import create_app
from summit.delegations.models import Delegation, Party
from summit.foundation.clock import utc_now

BARE = "/about"


def build(folder: Path, people: int) -> Flask:
    """The application on a fresh demonstration."""
    environment = {"SUMMIT_INSTANCE": str(folder), "SUMMIT_WORKER": "immediate"}
    app = create_app(Config.from_environment(environment))
    runner = app.test_cli_runner()
    for arguments in (["db", "upgrade"], ["demo", "load", "--people", str(people)]):
        told = runner.invoke(args=arguments)
        if told.exit_code:
            raise SystemExit(told.output or repr(told.exception))
    return app


def signed_in(app: Flask, role: Role) -> FlaskClient:
    """A browser of the demonstration's first user with this office."""
    with app.extensions["database"].committing() as session:
        user = session.scalars(select(User).where(User.roles.any(role=role.value)).order_by(User.id)).first()
        if user is None:
            raise SystemExit(f"the demonstration has no {role.value}")
        token = open_session(session, utc_now(), user=user, browser="bench", confirmed=True)
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


def pages(app: Flask) -> list[tuple[str, FlaskClient, str]]:
    """Name, browser and address of what is measured."""
    with app.extensions["database"].reading() as session:
        code = session.scalars(select(Delegation.code).join(Party).where(Party.code == "VN")).one()
    protocol = signed_in(app, Role.PROTOCOL_OFFICER)
    accreditation = signed_in(app, Role.ACCREDITATION_OFFICER)
    return [
        ("a page that reads nothing", protocol, BARE),
        ("home of a protocol officer", protocol, "/"),
        ("people list, first 50", protocol, "/people"),
        ("the host's delegation", protocol, f"/delegations/{code}"),
        ("accreditation queue", accreditation, "/accreditations"),
        ("programme of the second day", protocol, "/programme/2025-10-26"),
    ]


def cpu_ms(client: FlaskClient, address: str) -> float:
    started = time.process_time()
    answer = client.get(address)
    spent = (time.process_time() - started) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2500)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = build(Path(folder), options.people)
        wanted = pages(app)
        spent: dict[str, list[float]] = {name: [] for name, _, _ in wanted}
        for _ in range(options.rounds):
            for name, client, address in wanted:
                spent[name].append(cpu_ms(client, address))
    floor = statistics.median(spent["a page that reads nothing"])
    print(f"{'page':<32} {'CPU ms':>8} {'ratio':>7}   {options.people} people, median of {options.rounds}")
    for name, figures in spent.items():
        middle = statistics.median(figures)
        print(f"{name:<32} {middle:>8.1f} {middle / floor:>6.1f}x")


if __name__ == "__main__":
    main()

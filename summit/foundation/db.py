"""The database: typed base, moments in UTC, one transaction a door, refusals by constraint name.

`with committing() as session:` opens the one writing transaction of a door (BEGIN IMMEDIATE on SQLite, so two
writers queue instead of failing half way); `with reading() as session:` cannot write at all.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar  # Any: a session carries what is read in it

from flask import current_app, g, has_request_context
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    Index,
    MetaData,
    UniqueConstraint,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from summit.foundation.errors import SummitError

if TYPE_CHECKING:
    from config import Config

T = TypeVar("T")
CHECKPOINT_AT_BYTES = 8 * 1024 * 1024
NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table's base; it knows nothing of Flask."""

    metadata = MetaData(naming_convention=NAMING)


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. Naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# What SQLite's readers have by nature: what is read twice in one transaction is the same.
_ONE_MOMENT = {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}


class Database:
    """The engine and its two ways in."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.engine = build_engine(config.database_url)
        self._writing = self.engine.execution_options(summit_writes=True)
        self._reading = self.engine.execution_options(**_ONE_MOMENT if not self.is_sqlite else {})

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def committing(self) -> Iterator[Session]:
        """One writing transaction: committed at a clean end, rolled back at any error."""
        with Session(self._writing, expire_on_commit=False, info={"config": self.config}) as session:
            yield session
            session.commit()
        if self.is_sqlite:
            self._checkpoint_when_large()

    @contextmanager
    def reading(self, known: dict[str, Any] | None = None) -> Iterator[Session]:
        """One transaction in which every write is refused by the database, and everything is read as of one moment.

        `known` is what `noted` has read before.
        """
        carried = {"config": self.config, "known": {} if known is None else known}
        with Session(self._reading, expire_on_commit=False, autoflush=False, info=carried) as session:
            yield session

    def _checkpoint_when_large(self) -> None:
        """Copy the log back while holding the writer's lock, so that nobody writes or checkpoints meanwhile."""
        path = self.engine.url.database
        try:
            if not path or os.stat(f"{path}-wal").st_size < CHECKPOINT_AT_BYTES:
                return
        except FileNotFoundError:
            return
        with self._writing.connect() as writer:
            writer.execute(text("SELECT 1"))
            checkpointer = sqlite3.connect(path, timeout=10, isolation_level=None)
            try:
                checkpointer.execute("PRAGMA wal_checkpoint(PASSIVE)")
            finally:
                checkpointer.close()


def build_engine(url: str) -> Engine:
    """An engine with the project's habits for its dialect."""
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": 20, "check_same_thread": False}, pool_size=20)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(
        url,
        pool_pre_ping=True,
        pool_size=20,
        connect_args={
            "connect_timeout": 3,
            "options": "-c timezone=UTC -c statement_timeout=60000 -c idle_in_transaction_session_timeout=120000",
        },
    )


def _prepare_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=20000",
        "wal_autocheckpoint=0",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = bool(connection.get_execution_options().get("summit_writes"))
    if connection.info.get("writes") is not writes:
        connection.connection.cursor().execute(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.info["writes"] = writes
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def database() -> Database:
    """The running app's database."""
    found = current_app.extensions["database"]
    if not isinstance(found, Database):
        raise TypeError("the app was built without a database")
    return found


@contextmanager
def committing() -> Iterator[Session]:
    """The door's one writing transaction in the running app; see Database.committing."""
    g.pop("known", None)
    with database().committing() as session:
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """The door's reading transaction in the running app; what one of a request has noted, the next ones know."""
    known = g.setdefault("known", {}) if has_request_context() else None
    with database().reading(known) as session:
        yield session


def noted(session: Session, name: str, read: Callable[[Session], T]) -> T:
    """What every page asks for, read once in a reading session; a writing session reads it anew."""
    if "known" not in session.info:
        return read(session)
    known: dict[str, T] = session.info["known"]
    if name not in known:
        known[name] = read(session)
    return known[name]


def config_of(session: Session) -> Config:
    """The configuration that the session was opened under."""
    from config import Config

    found = session.info["config"]
    if not isinstance(found, Config):
        raise TypeError("the session was opened outside the database of an app")
    return found


@contextmanager
def refused_as(session: Session, **refusals: SummitError) -> Iterator[None]:
    """Flush inside a savepoint; when the named constraint refuses, raise the error given for it.

    Names may leave out the `uq_`, `ix_` or `ck_` in front. The session stays usable, so the caller can look for
    alternatives before it lets the error go.
    """
    try:
        with session.begin_nested():
            yield
            session.flush()
    except IntegrityError as error:
        name = constraint_of(error)
        for wanted, refusal in refusals.items():
            if name == wanted or name.split("_", 1)[-1] == wanted:
                raise refusal from error
        raise


def constraint_of(error: IntegrityError) -> str:
    """The name of the constraint that refused, the same on both databases; empty if it cannot be told."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name or diagnosis.message_primary or "")
    message = str(error.orig)
    if message.startswith("CHECK constraint failed: "):
        return message.removeprefix("CHECK constraint failed: ")
    if not message.startswith("UNIQUE constraint failed: "):
        return message
    wanted = message.removeprefix("UNIQUE constraint failed: ")
    quoted = re.fullmatch(r"index '(.+)'", wanted)
    return quoted.group(1) if quoted else _unique_name(wanted)


def _unique_name(columns: str) -> str:
    names = [part.strip().split(".", 1) for part in columns.split(",")]
    table = Base.metadata.tables.get(names[0][0])
    if table is None:
        return columns
    wanted = [name for _, name in names]
    uniques = [item for item in (*table.constraints, *table.indexes) if _is_unique(item)]
    for item in uniques:
        if [column.name for column in item.columns] == wanted:  # type: ignore[attr-defined]
            return str(item.name)  # type: ignore[attr-defined]
    return columns


def _is_unique(item: object) -> bool:
    return isinstance(item, UniqueConstraint) or (isinstance(item, Index) and bool(item.unique))

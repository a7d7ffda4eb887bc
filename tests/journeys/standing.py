"""An app that stands with the scene in it: browsers for every office, and a way back to the beginning."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from flask import Flask
from sqlalchemy.orm import Session

from summit.accounts.actions import open_session
from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.app import create_app
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.jobs import register_worker
from tests.browser import PageClient
from tests.conftest import make_config

T = TypeVar("T")


@dataclass
class Standing:
    """The app on a SQLite file of its own. `keep` remembers the database, `restore` brings it back."""

    app: Flask
    database: Database
    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "summit.sqlite"

    def client(self, who: Role | int | None, users: dict[Role, int], *, browser: str = "tests") -> PageClient:
        """A browser that is signed in as the user of that office or of that id, or as nobody."""
        client = PageClient(self.app, self.app.response_class, use_cookies=True)
        if who is not None:
            user_id = users[who] if isinstance(who, Role) else who
            with self.database.committing() as session:
                user = session.get_one(User, user_id)
                token = open_session(session, utc_now(), user=user, browser=browser, confirmed=True)
            with client.session_transaction() as cookie:
                cookie["_user_id"] = token
                cookie["_fresh"] = True
        return client

    def keep(self, name: str = "beginning") -> None:
        """Remember the database as it is."""
        self.database.engine.dispose()
        with closing(sqlite3.connect(self.file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(self.file, self.folder / f"{name}.kept")

    def restore(self, name: str = "beginning") -> None:
        """Bring the database back as it was remembered under that name."""
        self.database.engine.dispose()
        for ending in ("-wal", "-shm"):
            self.file.with_name(self.file.name + ending).unlink(missing_ok=True)
        shutil.copy(self.folder / f"{name}.kept", self.file)

    def take_the_queue(self) -> None:
        """Jobs go to the app that was built last; a standing app asks for them again."""
        register_worker(self.app, self.app.config["SUMMIT"], self.database)


@contextmanager
def standing(template: Path, folder: Path, build: Callable[[Session], T]) -> Iterator[tuple[Standing, T]]:
    """The app in that folder, with what `build` makes of an empty summit; and what `build` returned."""
    shutil.copy(template, folder / "summit.sqlite")
    app = create_app(make_config(f"sqlite:///{folder / 'summit.sqlite'}", folder / "instance"))
    found = Standing(app, app.extensions["database"], folder)
    with app.app_context(), found.database.committing() as session:
        built = build(session)
    yield found, built
    found.database.engine.dispose()

"""An app that knows a mail server, and the letters that the tests write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.notices.actions import post
from summit.notices.models import Notice
from tests.notices.mailbox import Mailbox, mailbox_open

SENDER = "Protocol Department <protocol@ministry.example>"
RESET = "accounts/mail/reset"
NEWS = "bilaterals/mail/news"
LINK = "https://summit.example/password-resets/secret-of-the-link"


@pytest.fixture
def mailbox(app: Flask, database: Database) -> Iterator[Mailbox]:
    """A mail server that the app hands its letters to, once a command asks it to."""
    with mailbox_open() as opened:
        database.config = replace(database.config, mail_server=opened.server, mail_from=SENDER)
        yield opened


def write(
    session: Session,
    key: str = "cause",
    *,
    to: str = "anne@delegation.example",
    name: str = "Anne",
    at: datetime | None = None,
) -> Notice:
    """A letter with a link, caused by `key`."""
    return post(
        session, at or utc_now(), to=to, kind=RESET, once_key=key, values={"name": name, "address": LINK}
    )


def tell_news(session: Session, key: str = "news", *, to: str = "anne@delegation.example", language: str = "en") -> Notice:
    """A letter without a secret."""
    values = {"name": "Anne", "news": "A delegation asks yours for a meeting.", "address": "https://summit.example/bilaterals"}
    return post(session, utc_now(), to=to, kind=NEWS, once_key=key, values=values, language=language)


def at_once(app: Flask, *deeds: Callable[[], object]) -> list[object]:
    """What each deed returns, all started at the same moment."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        with app.app_context():
            start.wait(timeout=30)
            return deed()

    with ThreadPoolExecutor(max_workers=len(deeds)) as pool:
        return list(pool.map(run, deeds))

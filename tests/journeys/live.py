"""The application behind a real port of this machine, and a real browser in front of it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from werkzeug.serving import make_server

from summit.accounts.policy import Role
from summit.accreditation.actions import open_categories
from summit.app import create_app
from tests.conftest import make_config
from tests.factories import NOW, PASSWORD, SYSTEM, appoint, make_delegation, make_summit, make_user
from tools.browser import find

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE = {"width": 390, "height": 844}
PATIENCE = 60_000  # ms: a busy machine is slow, not wrong


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of the running application."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window. Where there is none the test fails and says how to get it."""
    path = find()
    if path is None:
        pytest.fail(
            "There is no Chromium on this machine: `make test` as root installs it, or apt-get install chromium."
        )
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def migrated_app(template: Path, folder: Path) -> Flask:
    """An application on its own copy of the migrated file; links carry the address that it will be served at."""
    shutil.copy(template, folder / "summit.sqlite")
    config = make_config(f"sqlite:///{folder / 'summit.sqlite'}", folder / "instance")
    return create_app(replace(config, public_url=""))


def with_laos(template: Path, folder: Path) -> Flask:
    """A migrated app with the delegation of Laos and its contact, and nobody in it yet."""
    app = migrated_app(template, folder)
    with app.extensions["database"].committing() as session:
        make_summit(session)
        open_categories(session, SYSTEM, NOW)
        contact = make_user(session, roles=[Role.FOCAL_POINT], email="focal_point@example.org")
        appoint(session, make_delegation(session, "LA"), user=contact)
    return app


class Desk:
    """Somebody at a desk: a browser of their own, signed in through the form as `role@example.org`."""

    def __init__(self, browser: Browser, address: str, role: Role | None = None, **screen: object) -> None:
        self.address = address
        self.page: Page = browser.new_context(base_url=address, accept_downloads=True, **screen).new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        if role is not None:
            self.page.goto("/sign-in")
            self.page.get_by_label("E-mail address").fill(f"{role.value}@example.org")
            self.page.get_by_label("Password").fill(PASSWORD)
            self.page.get_by_role("button", name="Sign in").click()
            expect(self.page.get_by_role("heading", level=1)).to_have_text("Today")
            settled(self.page)

    def open(self, *links: str) -> None:
        for link in links:
            self.page.get_by_role("link", name=link).first.click()


def settled(page: Page) -> None:
    """Wait until the scripts of the page that is shown have run: its words stand earlier, but a key is heard only then."""
    page.wait_for_load_state()

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
from playwright.sync_api import Browser, expect, sync_playwright
from werkzeug.serving import make_server

from summit.app import create_app
from tests.conftest import make_config

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
    path = shutil.which("chromium")
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

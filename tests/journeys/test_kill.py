"""kill -9 of the whole server in the middle of a print run: nothing half done, and every run is taken up again (RT-03)."""

from __future__ import annotations

import http.cookiejar
import os
import random
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import func, select

from config import Config
from summit.accounts.policy import Role
from summit.app import create_app
from summit.badges.lifecycle import BadgeState
from summit.badges.models import Badge, PrintRun
from summit.delegations.actions import load_parties
from summit.foundation.db import Database
from summit.foundation.files import DRAFT_MARK
from summit.foundation.jobs.queue import on_queued
from tests.badges.stage import admit, give_photo
from tests.factories import NOW, PASSWORD, SYSTEM, make_summit, make_user
from tests.house.source import ROOT
from tests.house.test_serve import free_port, settings

PEOPLE = 120
KILLS = {"sqlite": 10, "postgresql": 4}
KILLS_A_RUN = 2
PATIENCE = 120.0  # seconds; on a busy machine everything is slow
DESK = "badges@example.org"


class Server:
    """`tools.serve` as `make run` starts it, in a process group of its own, and a badge desk's browser before it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.address = f"http://127.0.0.1:{environment['PORT']}"
        self._browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Returns after how many seconds the first page came."""
        began = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tools.serve"],
            cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        until(self._answers, "the server does not answer")
        return time.monotonic() - began

    def kill(self) -> None:
        """SIGKILL to master and worker at once: nobody gets to clean up."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def sign_in(self) -> None:
        self.send("/sign-in", from_page="/sign-in", email=DESK, password=PASSWORD)

    def send(self, path: str, *, from_page: str, **fields: str) -> str:
        """Send a form with the token of that page; returns the address at which it ends."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(from_page))
        assert token is not None, from_page
        body = urllib.parse.urlencode({"csrf_token": token.group(1), **fields}).encode()
        with self._browser.open(self.address + path, body, timeout=PATIENCE) as answer:
            return str(answer.url)

    def get(self, path: str) -> str:
        with self._browser.open(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, "the server has ended by itself"
        try:
            return bool(self.get("/sign-in"))
        except (urllib.error.URLError, ConnectionError):
            return False


def until(is_so: Callable[[], bool], complaint: str) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, complaint
        time.sleep(0.02)


@pytest.fixture
def environment(bare_database_url: str, tmp_path: Path) -> dict[str, str]:
    return settings(tmp_path / "instance", free_port(), DATABASE_URL=bare_database_url, SUMMIT_WORKER="embedded")


@pytest.fixture
def app(environment: dict[str, str]) -> Flask:
    """The same installation, opened beside the server: to furnish it, and to look at what a kill left."""
    config = Config.from_environment(environment)
    app = create_app(replace(config, argon2_memory_kib=64, argon2_time_cost=1))
    on_queued(None)
    told = app.test_cli_runner().invoke(args=["db", "upgrade"])
    assert told.exit_code == 0, told.output
    database: Database = app.extensions["database"]
    with app.app_context(), database.committing() as session:
        load_parties(session, SYSTEM, NOW)
        make_summit(session)
        make_user(session, roles=[Role.BADGE_DESK], email=DESK)
        for person in admit(session, PEOPLE):
            give_photo(session, person)
    return app


def test_a_kill_in_the_middle_of_a_print_run_leaves_nothing_half_done(
    app: Flask, environment: dict[str, str], database_kind: str, tmp_path: Path
) -> None:
    kills, chance, starts = KILLS[database_kind], random.Random(9), []
    look = Looking(app.extensions["database"], tmp_path / "instance" / "print-runs")
    server = Server(environment)
    try:
        starts.append(server.start())
        server.sign_in()
        hits = 0
        while hits < kills:
            code = server.send("/badges/print-runs", from_page="/badges", kind="waiting").rsplit("/", 1)[1]
            for _ in range(KILLS_A_RUN):
                hits += look.kill_while_drawing(server, code, chance.uniform(0, 0.5))
                look.at_wholeness(code)
                starts.append(server.start())
            until(lambda: look.run(code).state == "ready", f"run {code} is not taken up again")  # noqa: B023
            look.at_the_finished_run(code)
            version = str(look.run(code).version)
            server.send(f"/badges/print-runs/{code}/cancellation", from_page="/badges", version=version)
    finally:
        server.kill()
        app.extensions["database"].engine.dispose()
    starts.sort()
    print(
        f"{database_kind}: {hits} kills in the middle of {PEOPLE} cards; "
        f"ready again after {starts[len(starts) // 2]:.1f} s (median), {starts[-1]:.1f} s at most"
    )


class Looking:
    """What stands in the database and in the folder of runs."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database, self._folder = database, folder

    def run(self, code: str) -> PrintRun:
        with self._database.reading() as session:
            return session.scalars(select(PrintRun).where(PrintRun.code == code)).one()

    def drafts(self) -> list[Path]:
        return list(self._folder.glob(f"*{DRAFT_MARK}*"))

    def kill_while_drawing(self, server: Server, code: str, wait: float) -> int:
        """Kill the server while the file of that run is being written; 1 if it was hit, 0 if it was too late."""
        until(lambda: bool(self.drafts()) or self.run(code).state == "ready", "nobody draws")
        time.sleep(wait)
        server.kill()
        return int(self.run(code).state == "queued")

    def at_wholeness(self, code: str) -> None:
        """After a kill: a file of that name is whole, and everybody has one live card, of this run."""
        path = self._folder / f"{code}.pdf"
        if path.exists():
            assert len(serials_in(path)) == PEOPLE
        with self._database.reading() as session:
            live = session.execute(
                select(Badge.participant_id, func.count())
                .where(Badge.state != BadgeState.VOID)
                .group_by(Badge.participant_id)
            ).all()
        assert [count for _, count in live] == [1] * PEOPLE
        assert self.run(code).state in ("queued", "ready")

    def at_the_finished_run(self, code: str) -> None:
        """The file holds every card of the run once; nothing is left of those that were cut off."""
        with self._database.reading() as session:
            cards = session.scalars(select(Badge.serial).join(PrintRun).where(PrintRun.code == code)).all()
        assert sorted(serials_in(self._folder / f"{code}.pdf")) == sorted(cards)
        assert len(cards) == PEOPLE
        assert self.drafts() == []


def serials_in(path: Path) -> list[str]:
    """The serial printed on each page."""
    with pypdfium2.PdfDocument(path) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    found = [re.findall(r"B-[2-9A-Z]{8}", text) for text in texts]
    assert all(len(set(one)) == 1 for one in found), found
    return [one[0] for one in found]

"""A meeting dragged over the board of a plan: script and layout of each step, in a browser, and the door that judges it.

    .venv/bin/python bench/board.py [--meetings 400] [--steps 200]

A scratch summit with twelve rooms and two days is planned; then a meeting is dragged across the whole board. The figure is
the median of the milliseconds that a step takes in the page, layout included, as a ratio to the same on a board with twenty
meetings; beside it the slowest of twenty steps, and the median of the answers of the door that judges.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask import Flask
from playwright.sync_api import Page, sync_playwright
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from summit.accounts.policy import Role
from summit.app import create_app
from summit.bilaterals import actions
from summit.bilaterals.models import MeetingRequest
from summit.delegations.actions import load_parties, open_default_ranks
from summit.delegations.models import Party
from summit.foundation.codes import new_code
from tests.bilaterals.stage import make_rooms, make_team
from tests.conftest import make_config
from tests.factories import NOW, PASSWORD, SYSTEM, make_summit, make_user
from tools.browser import find

FEW, ROOMS, TEAMS = 20, 12, 40
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WATCH = """() => {
  window.steps = [];
  let began = 0;
  addEventListener("pointermove", () => { began = performance.now(); }, true);
  addEventListener("pointermove", () => { document.body.offsetHeight; steps.push(performance.now() - began); });
}"""
ANSWERS = """() => performance.getEntriesByType("resource")
  .filter((one) => one.name.includes("/verdict")).map((one) => one.duration)"""


@dataclass(frozen=True)
class Dragged:
    """What one drag took: milliseconds of each step, and of each answer of the door."""

    meetings: int
    steps: list[float]
    answers: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.steps)

    @property
    def slow(self) -> float:
        return statistics.quantiles(self.steps, n=20)[-1]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--meetings", type=int, default=400)
    arguments.add_argument("--steps", type=int, default=200)
    asked = arguments.parse_args()
    few, many = (dragged(count, asked.steps) for count in (FEW, asked.meetings))
    for one in (few, many):
        print(
            f"{one.meetings:5} meetings: {one.median:6.2f} ms a step, one in twenty above {one.slow:6.2f} ms; "
            f"a place is judged in {statistics.median(one.answers):5.0f} ms"
        )
    print(f"ratio of a step: {many.median / few.median:.2f}")


def dragged(count: int, steps: int) -> Dragged:
    """A board with that many meetings, and one of them dragged over all of it."""
    with tempfile.TemporaryDirectory() as folder:
        app = scratch(Path(folder))
        with app.extensions["database"].committing() as session:
            fill(session, count)
        with app.app_context(), app.extensions["database"].committing() as session:
            code = actions.ask_for_plan(session, SYSTEM, datetime.now(UTC), seconds=20).code
        with served(app) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
            page = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}).new_page()
            found = on_the_board(page, code, steps)
            browser.close()
        app.extensions["database"].engine.dispose()
        return found


def on_the_board(page: Page, code: str, steps: int) -> Dragged:
    page.set_default_timeout(120_000)
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill("bilateral_desk@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"/bilaterals/plans/{code}")
    page.wait_for_selector("[data-board][data-ready]")
    placed = page.locator(".plan-block").count()
    block = page.locator(".plan-block.mark-planned").first
    block.scroll_into_view_if_needed()
    sheet, box = page.locator("[data-sheet]").bounding_box(), block.bounding_box()
    if sheet is None or box is None:
        raise RuntimeError("the board is not shown")
    page.evaluate(WATCH)
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    for at in range(steps):
        across = 260 + (sheet["width"] - 340) * (at % 40) / 40
        down = 70 + (sheet["height"] - 140) * at / steps
        page.mouse.move(sheet["x"] + across, sheet["y"] + down)
    page.keyboard.press("Escape")
    page.mouse.up()
    return Dragged(placed, page.evaluate("steps"), page.evaluate(ANSWERS))


def scratch(folder: Path) -> Flask:
    """A migrated app of its own, with the desk's account."""
    app = create_app(make_config(f"sqlite:///{folder / 'summit.sqlite'}", folder / "instance"))
    with app.app_context():
        app.test_cli_runner().invoke(args=["db", "upgrade"], catch_exceptions=False)
    with app.extensions["database"].committing() as session:
        load_parties(session, SYSTEM, NOW)
        open_default_ranks(session, SYSTEM, NOW)
        make_summit(session)
        make_user(session, roles=[Role.BILATERAL_DESK], email="bilateral_desk@example.org")
    return app


def fill(session: Session, count: int) -> None:
    """Rooms, heads of delegation, and as many wishes as meetings are wanted, every pair once."""
    make_rooms(session, *[12] * ROOMS)
    codes = session.scalars(select(Party.code).where(Party.kind == "STATE_M").order_by(Party.code).limit(TEAMS)).all()
    teams = [make_team(session, code) for code in codes]
    session.add_all(
        MeetingRequest(
            code=new_code("MR"),
            asking_id=one.delegation.id,
            asked_id=other.delegation.id,
            asking_principal_id=one.head.id,
            asked_principal_id=other.head.id,
            minutes=15,
            requested_at=NOW,
        )
        for one, other in list(combinations(teams, 2))[:count]
    )


@contextmanager
def served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


if __name__ == "__main__":
    main()

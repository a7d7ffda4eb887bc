"""Every page in a real browser, in light, in dark and 320 pixels wide: axe finds nothing, nothing is blocked or cut off.

WCAG 2.2 AA (UX-22). The pages are those of tests/journeys/doors.py, so a new page is looked at as soon as it has its door.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect

from summit.accounts.policy import Role
from tests.house.source import teach
from tests.journeys.doors import Visit, visits, written
from tests.journeys.live import chromium, served
from tests.journeys.stage import Scene, build
from tests.journeys.standing import Standing, standing
from tests.journeys.words import Words

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLORS = ["color-contrast", "link-in-text-block"]
WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 320, "height": 640}
# What the looks ask of axe. Dark changes nothing but colors, and a narrow window nothing of them.
LIGHT = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
DARK = {"runOnly": {"type": "rule", "values": COLORS}, "resultTypes": ["violations"]}
SMALL = {**LIGHT, "rules": {rule: {"enabled": False} for rule in COLORS}}
AGAIN = "options => axe.run(options).then(found => ({violations: found.violations}))"
# What reaches over the right edge and stands in nothing that scrolls by itself: a reader would push the page around.
SPILLING = """() => {
  const edge = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= edge) return ''
  const over = [...document.querySelectorAll('main *, footer *, header *')].filter(
    one => one.getBoundingClientRect().right > edge + 1 && !one.closest('.table-scroll'))
  return over.slice(-3).map(one => one.outerHTML.slice(0, 120)).join(' | ') || 'the whole page'
}"""
# Pages that say no: they must be as readable as the others.
REFUSALS = (
    Visit(Role.CHIEF_OF_PROTOCOL, "", "/people/P-ZZZZZZZZ"),
    Visit(Role.FOCAL_POINT, "", "/users"),
    Visit(None, "", "/invitations/no-such-secret"),
)
# Forms that are sent empty, to look at the page that comes back.
EMPTY_FORMS = (
    (Role.FOCAL_POINT, "delegations.registration"),
    (Role.FOCAL_POINT, "bilaterals.request_form"),
    (Role.ORGANIZER, "agenda.entry_draft"),
    (Role.CHIEF_OF_PROTOCOL, "delegations.focal_point"),
)
ENDLESS = "Wolfeschlegelsteinhausenbergerdorff" * 6
HALVES = (0, 1)  # so that two workers share the walk
FAILED = "Failed to load resource"


@pytest.fixture(scope="module")
def migrated(_sqlite_template: Path) -> Path:
    """A SQLite file with the schema and the parties in it, to be copied."""
    return _sqlite_template


@pytest.fixture(scope="module")
def stage(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Standing, Scene]]:
    with standing(migrated, tmp_path_factory.mktemp("pages"), build) as found:
        yield found


@pytest.mark.parametrize("half", HALVES)
def test_every_page_can_be_read_by_everybody(stage: tuple[Standing, Scene], half: int) -> None:
    app, scene = stage
    walk = list(pages(app, scene))
    assert len(walk) > 120
    faults = []
    with served(app.app) as address, chromium() as browser:
        looker = Looker(browser, app, scene, address)
        for visit in walk[half :: len(HALVES)]:
            page = looker.page(visit.role)
            page.goto(visit.address)
            faults += [f"{visit}, {fault}" for fault in looker.faults(page, is_refusal=visit in REFUSALS)]
    print(f"{len(walk[half :: len(HALVES)])} pages in three looks: {len(faults)} faults")
    teach("Everybody must be able to read and use every page (WCAG 2.2 AA):", faults)


def test_a_name_without_end_pushes_no_page_apart(migrated: Path, tmp_path: Path) -> None:
    """WCAG 1.4.10: at 320 pixels nothing has to be pushed sideways, though no text of the scene has a place to break."""
    faults = []
    with standing(migrated, tmp_path, lambda session: build(session, Words(ENDLESS))) as (app, scene):
        walk = list(pages(app, scene))
        with served(app.app) as address, chromium() as browser:
            looker = Looker(browser, app, scene, address)
            for visit in walk:
                page = looker.page(visit.role)
                page.set_viewport_size(NARROW)
                page.goto(visit.address, wait_until="domcontentloaded")
                spilling = page.evaluate(SPILLING)
                faults += [f"{visit}: {spilling}"] if spilling else []
    teach("At 320 pixels a page scrolls up and down only:", faults)


def test_a_form_that_comes_back_says_what_to_mend(stage: tuple[Standing, Scene]) -> None:
    """UX-06: the title says so, the focus stands on the summary, and each line of it leads to its field."""
    app, scene = stage
    faults = []
    with served(app.app) as address, chromium() as browser:
        looker = Looker(browser, app, scene, address)
        for role, endpoint in EMPTY_FORMS:
            page = looker.page(role)
            arguments = {"code": scene.own.delegation} if endpoint.startswith("delegations.") else {}
            page.goto(written(app.app, endpoint, arguments))
            page.locator("main form .btn-primary[type=submit]").click()
            expect(page).to_have_title(re.compile("^Error: "))
            summary = page.locator(".error-summary")
            expect(summary).to_be_focused()
            targets = [str(link.get_attribute("href")) for link in summary.locator("a").all()]
            assert targets, endpoint
            assert [page.locator(target).count() for target in targets] == [1] * len(targets), targets
            faults += [f"{endpoint}, {fault}" for fault in looker.faults(page, is_refusal=True)]
    teach("A form that comes back must be as readable as the one that was sent:", faults)


class Looker:
    """A browser with a window for each office; it notes what the pages complain of."""

    def __init__(self, browser: Browser, stage: Standing, scene: Scene, address: str) -> None:
        self._browser, self._stage, self._scene, self._address = browser, stage, scene, address
        self._pages: dict[Role | None, Page] = {}
        self._axe = Axe()
        self._complaints: list[str] = []

    def page(self, role: Role | None) -> Page:
        """The window of that office, signed in."""
        if role not in self._pages:
            context = self._browser.new_context(
                base_url=self._address, reduced_motion="reduce", color_scheme="light", viewport=WIDE
            )
            cookie = self._stage.client(role, self._scene.users).get_cookie("summit")
            if cookie is not None:
                context.add_cookies([{"name": "summit", "value": cookie.value, "url": self._address}])
            page = context.new_page()
            page.on("console", self._note)
            page.on("pageerror", lambda error: self._complaints.append(f"script: {error}"))
            self._pages[role] = page
        return self._pages[role]

    def faults(self, page: Page, *, is_refusal: bool = False) -> list[str]:
        """What is wrong with the page that is open, in each look; of a refusal the browser itself says that it is one."""
        found = violations("light", self._axe.run(page, options=LIGHT).response)
        page.emulate_media(color_scheme="dark")
        found += violations("dark", page.evaluate(AGAIN, DARK))
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(NARROW)
        found += violations("narrow", page.evaluate(AGAIN, SMALL))
        spilling = page.evaluate(SPILLING)
        if spilling:
            found.append(f"narrow: reaches over the edge: {spilling}")
        page.set_viewport_size(WIDE)
        found += [f"console: {one}" for one in self._complaints if not (is_refusal and one.startswith(FAILED))]
        self._complaints.clear()
        return found

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._complaints.append(message.text[:200])


def violations(look: str, report: dict[str, Any]) -> list[str]:
    """What axe found, with the first places."""
    return [
        f"{look}: {one['help']} ({one['id']}): {'; '.join(node['html'][:140] for node in one['nodes'][:3])}"
        for one in report["violations"]
    ]


def pages(stage: Standing, scene: Scene) -> Iterator[Visit]:
    """The visits that end on a page, each only once; and the pages that say no."""
    clients = {role: stage.client(role, scene.users) for role in (None, *Role)}
    seen = set()
    for visit in visits(stage.app, scene):
        if (visit.role, visit.address) in seen:
            continue
        seen.add((visit.role, visit.address))
        response = clients[visit.role].get(visit.address)
        response.close()
        if response.status_code == 200 and response.mimetype == "text/html":
            yield visit
    yield from REFUSALS


def test_the_walk_would_notice() -> None:
    """axe, the edge and the console each report a fault that is put before them."""
    page_of = "<!doctype html><html lang='en'><title>t</title><main><h1>t</h1><img src='data:,'>{}</main>"
    with chromium() as browser:
        page = browser.new_page(viewport=NARROW)
        page.set_content(page_of.format("<p style='width: 900px'>wide</p>"))
        found = violations("light", Axe().run(page, options=LIGHT).response)
        assert any("(image-alt)" in one for one in found)
        assert "wide" in page.evaluate(SPILLING)
        page.set_content(page_of.format("<p>narrow</p>"))
        assert page.evaluate(SPILLING) == ""

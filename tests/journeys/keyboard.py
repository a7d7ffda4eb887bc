"""Hands on the keyboard and nowhere else: every stop of a walk shows where one is, is not hidden, and lets one go on."""

from __future__ import annotations

from typing import TypedDict

from playwright.sync_api import Locator, Page

from tests.journeys.live import settled

MOST_STOPS = 200  # of one page
# What is told of a stop: its ring, whether something lies over it, and what became of the ring of the stop before.
STOP = """() => {
  const at = document.activeElement;
  const ring = (one) => ["outlineStyle", "outlineWidth", "boxShadow"].map((part) => getComputedStyle(one)[part]).join(" ");
  const last = window.lastStop;
  const isTrapped = last?.element === at;
  const keepsRing = Boolean(last) && !isTrapped && last.element !== document.body && ring(last.element) === last.ring;
  window.lastStop = { element: at, ring: ring(at) };
  if (at === document.body) return { name: "", ring: "", isTrapped, keepsRing, isHidden: false };
  at.dataset.walked = "";
  const box = at.getClientRects()[0];
  const middle = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
  const above = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
  return { name: at.outerHTML.slice(0, 200), ring: ring(at), isTrapped, keepsRing, isHidden: !at.contains(above) };
}"""
# Everything that a hand with a mouse could reach and that Tab has passed by; of a group of radios one stop is enough.
MISSED = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !("walked" in one.dataset))
  .filter((one) => one.type !== "hidden" && one.type !== "radio")
  .map((one) => one.outerHTML.slice(0, 200))"""
NO_RING = ("none", "auto 0px")


class Stop(TypedDict):
    """Where Tab has led."""

    name: str
    ring: str
    isTrapped: bool
    keepsRing: bool
    isHidden: bool


class Keyboard:
    """Tab, Enter, Space, arrows and letters; a page is only looked at, never touched."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops = 0

    def tab(self) -> Stop:
        """One stop on. Fails where the ring is missing, stays behind, or is covered, and where one cannot leave."""
        self.page.keyboard.press("Tab")
        stop: Stop = self.page.evaluate(STOP)
        assert not stop["isTrapped"], f"Tab does not leave {stop['name']}"
        assert not stop["keepsRing"], f"the stop before {stop['name']} looks the same without focus"
        if stop["name"]:
            self.stops += 1
            assert not stop["ring"].startswith(NO_RING), f"no ring around {stop['name']}: {stop['ring']}"
            assert not stop["isHidden"], f"something lies over {stop['name']}"
        return stop

    def to(self, target: Locator) -> None:
        """Tab until the focus is there."""
        for _ in range(MOST_STOPS):
            self.tab()
            if target.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"Tab never reaches {target}")

    def into_the_page(self) -> None:
        """The first stop of every page leads past the menu; who took that way and then filtered is past it already."""
        if self.page.url.endswith("#content"):
            return
        stop = self.tab()
        assert "skip-link" in stop["name"], stop["name"]
        self.page.keyboard.press("Enter")

    def type(self, field: Locator, text: str) -> None:
        """Go to the field and write over what stands there."""
        self.to(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, field: Locator, option: str) -> None:
        """Go to the list and type what is wanted, as one does; an option is found by how it begins."""
        self.to(field)
        self.page.keyboard.type(option)
        chosen = field.evaluate("one => one.selectedOptions[0].text")
        assert chosen.startswith(option), f"{option} is wanted, {chosen} is chosen"

    def tick(self, box: Locator) -> None:
        """Go to the box and turn it over."""
        self.to(box)
        before = box.is_checked()
        self.page.keyboard.press("Space")
        assert box.is_checked() is not before

    def follow(self, target: Locator) -> None:
        """Go there, press Enter, and wait for the page that comes."""
        self.to(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        settled(self.page)

    def round(self) -> list[str]:
        """Tab through the whole page; what was passed by."""
        for _ in range(MOST_STOPS):
            if not self.tab()["name"]:
                return list(self.page.evaluate(MISSED))
        raise AssertionError("Tab never comes to the end of the page")

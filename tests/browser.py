"""A test client that looks at every page it is given: one title, one h1, unique ids, nothing inline."""

from __future__ import annotations

import contextvars
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


class PageReader(HTMLParser):
    """Counts what a well-made page has once, and collects its faults."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.titles = self.headings = 0
        self.faults: list[str] = []
        self.labels: set[str] = set()
        self.fields: list[tuple[str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in VOID:
            self._open.append(tag)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        self.titles += tag == "title" and "svg" not in self._open
        self.headings += tag == "h1"
        if "style" in values or any(name.startswith("on") for name in values):
            self.faults.append(f"<{tag}> has inline style or script, which the CSP blocks")
        if tag == "script" and not values.get("src"):
            self.faults.append("an inline script, which the CSP blocks")
        if tag == "label" and values.get("for"):
            self.labels.add(str(values["for"]))
        if tag == "img" and "alt" not in values:
            self.faults.append(f"<img src={values.get('src')}> has no alt text")
        if tag in ("input", "select", "textarea") and values.get("type") not in ("hidden", "submit"):
            self.fields.append((str(values.get("id", "")), str(values.get("aria-label", ""))))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1] if self._open else 'nothing'}")
            return
        self._open.pop()


def faults_of(html: str) -> list[str]:
    """Every fault of the page, in words."""
    reader = PageReader()
    reader.feed(html)
    faults = list(reader.faults)
    if reader.titles != 1:
        faults.append(f"{reader.titles} titles in place of one")
    if reader.headings != 1:
        faults.append(f"{reader.headings} h1 in place of one")
    faults += [
        f"id {name!r} stands {reader.ids.count(name)} times"
        for name in {*reader.ids}
        if reader.ids.count(name) > 1
    ]
    faults += [
        f"field {name!r} has no label"
        for name, spoken in reader.fields
        if name not in reader.labels and not spoken
    ]
    return faults


class PageClient(FlaskClient):
    """Fails the test that loads a faulty page, whatever the test is about."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        # A context of its own: otherwise `g`, and with it the signed-in user, would outlive the request in a test that
        # holds an app context open.
        response = contextvars.Context().run(super().open, *args, **kwargs)
        if (
            response.mimetype == "text/html"
            and not response.is_streamed
            and response.status_code not in (302, 303, 308)
        ):
            faults = faults_of(response.get_data(as_text=True))
            assert not faults, f"{response.request.path}: {faults}"
        return response

    def token(self, path: str) -> str:
        """The CSRF token of the form on that page."""
        html = self.get(path).get_data(as_text=True)
        return html.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]

    def send(
        self, path: str, data: dict[str, Any] | None = None, *, from_page: str = "/account", **kwargs: Any
    ) -> TestResponse:
        """POST a form with the CSRF token of a page that shows one."""
        return self.post(path, data={"csrf_token": self.token(from_page), **(data or {})}, **kwargs)

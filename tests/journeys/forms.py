"""The forms of a page, as a browser without scripts would send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

TYPED = frozenset({"text", "email", "search", "tel", "password", "url", ""})
KEPT = frozenset({"csrf_token", "version"})


@dataclass(frozen=True)
class Button:
    """One way to send a form: where to, and what the button adds."""

    action: str
    name: str = ""
    value: str = ""


@dataclass
class Form:
    """One form. `fields` are name and value as the page shows them; `typed` the names that a person writes into."""

    method: str
    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    typed: set[str] = field(default_factory=set)
    buttons: list[Button] = field(default_factory=list)

    def filled(self, text: str, button: Button, *, version: str = "") -> dict[str, list[str]]:
        """What is sent when that text stands in every field that can be written into, and that button is pressed.

        `version` takes the place of the version that the page has seen.
        """
        sent: dict[str, list[str]] = {}
        for name, value in self.fields:
            shown = version or value if name == "version" else value
            sent.setdefault(name, []).append(text if name in self.typed and name not in KEPT else shown)
        if button.name:
            sent[button.name] = [button.value]
        return sent


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        name = values.get("name", "")
        if tag == "form":
            self._form = Form(values.get("method", "get").lower(), self._absolute(values.get("action", "")))
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "input" and name:
            self._input(self._form, name, values)
        elif tag == "textarea" and name:
            self._form.fields.append((name, ""))
            self._form.typed.add(name)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self._option(self._form, values)
        elif tag == "button" and values.get("type") != "button":
            action = self._absolute(values["formaction"]) if "formaction" in values else self._form.action
            self._form.buttons.append(Button(action, name, values.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""

    def _absolute(self, action: str) -> str:
        return urljoin(self.address, action or self.address)

    def _input(self, form: Form, name: str, values: dict[str, str]) -> None:
        kind = values.get("type", "")
        if kind == "file" or (kind in ("checkbox", "radio") and "checked" not in values):
            return
        form.fields.append((name, values.get("value", "")))
        if kind in TYPED:
            form.typed.add(name)

    def _option(self, form: Form, values: dict[str, str]) -> None:
        """A select sends its chosen option, or else the first."""
        is_first = all(name != self._select for name, _ in form.fields)
        if is_first or "selected" in values:
            form.fields = [one for one in form.fields if one[0] != self._select]
            form.fields.append((self._select, values.get("value", "")))


def forms_of(html: str, address: str) -> list[Form]:
    """Every form of the page at that address."""
    reader = _Reader(address)
    reader.feed(html)
    return reader.forms

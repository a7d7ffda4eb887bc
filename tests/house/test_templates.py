"""Pages are plain: house rule 3, and V1.2.1 and V3.4.3 of the security checklist."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.source import (
    TEMPLATES,
    place,
    python_files,
    strings,
    teach,
    template_files,
    text,
    tree,
    without_comments,
)

INCLUDED = re.compile(r"{%-?\s*(?:include|import|from|extends)\b(.*?)%}", re.DOTALL)
QUOTED = re.compile(r"""["']([^"']+\.(?:html|txt|xml|json|js))["']""")

FORBIDDEN_IN_JINJA = {
    r"\|\s*safe\b": "`|safe` lets a name become markup; hand over plain text",
    r"{%-?\s*autoescape\s+false": "escaping stays on",
    r"\.query\b|\bsession\.|\.execute\(": "a template never asks the database; hand it facts",
}
FORBIDDEN_IN_MARKUP = {
    r"\sstyle\s*=": "no inline style: the policy of the pages forbids it; use a class of static/css",
    r"<style\b": "no style element: use static/css",
    r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")": "no inline script: put it into static/js",
    r"\son[a-z]+\s*=": "no inline event handler: listen from static/js",
    r"\bhx-on\b": "no inline event handler: listen from static/js",
    r"javascript:": "no script in a link",
    r"""(?:src|href|action)\s*=\s*["']https?://""": "nothing is loaded from, or sent to, another host",
}


def name_of(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def included_in(template: str) -> set[str]:
    """Names of the templates that a template includes, imports or extends."""
    return {name for part in INCLUDED.findall(without_comments(template)) for name in QUOTED.findall(part)}


def faults_in(template: str) -> list[tuple[int, str]]:
    jinja = without_comments(template)
    # What a tag of Jinja says is no markup: `confirm_button(url, style="danger")`.
    markup = re.sub(
        r"{[%{].*?[%}]}", lambda tag: "x" + "\n" * tag.group().count("\n"), jinja, flags=re.DOTALL
    )
    return sorted(
        (source.count("\n", 0, found.start()) + 1, lesson)
        for source, forbidden in ((jinja, FORBIDDEN_IN_JINJA), (markup, FORBIDDEN_IN_MARKUP))
        for pattern, lesson in forbidden.items()
        for found in re.finditer(pattern, source, flags=re.IGNORECASE)
    )


def is_own(user: str, used: str) -> bool:
    """Whether `user` may include `used`: base.html, _components/, and fragments of its own folder."""
    if used == "base.html" or used.startswith("_components/"):
        return True
    return user.partition("/")[0] == used.partition("/")[0]


def test_every_template_is_used() -> None:
    used = {string for path in python_files() for string in strings(tree(path))}
    for path in template_files():
        used |= included_in(text(path))
    teach(
        "A template that no view, letter or page names is dead: use it or delete it. Unused:",
        (
            place(path)
            for path in template_files()
            if not {name_of(path), name_of(path.with_suffix("")), name_of(path.with_suffix("").with_suffix(""))} & used
        ),
    )


def test_every_template_that_is_named_exists() -> None:
    named = {(place(path), name) for path in template_files() for name in included_in(text(path))}
    here = {name_of(path) for path in template_files()}
    teach("These includes name no template:", (f"{user}: {name}" for user, name in named if name not in here))


def test_a_template_includes_only_its_own_room() -> None:
    teach(
        "A template may use base.html, _components/ and the fragments of its own folder. What two rooms "
        "share becomes a macro in _components/:",
        (
            f"{place(path)} uses {name}"
            for path in template_files()
            for name in included_in(text(path))
            if not is_own(name_of(path), name)
        ),
    )


def test_pages_hold_no_script_no_style_and_no_query() -> None:
    teach(
        "Templates hold markup and plain values, nothing else:",
        (
            f"{place(path)}:{line} {lesson}"
            for path in template_files()
            for line, lesson in faults_in(text(path))
        ),
    )


def test_what_a_template_may_not_hold_is_seen() -> None:
    for broken in (
        "{{ name|safe }}", "{{ name | safe }}", "{% autoescape false %}", '<p style="color:red">',
        "<style>p{}</style>", "<script>alert(1)</script>", '<a onclick="x()">',
        '<div hx-on:click="x()">', '<a href="javascript:x()">',
        '<script src="https://elsewhere.example/x.js">', "{{ Person.query.all() }}",
    ):  # fmt: skip
        assert len(faults_in(f"<p>\n{broken}")) == 1, broken
        assert faults_in(f"<p>\n{broken}")[0][0] == 2
    for kept in (
        '<script src="/static/js/grid.js" defer></script>',
        '<script type="application/json">{{ plan|tojson }}', '<p class="style">only on Monday</p>',
        "{# <b style='x'> #}", '{{ button(url, style="danger") }}', '<option value="online">',
    ):  # fmt: skip
        assert faults_in(kept) == [], kept


def test_includes_are_read() -> None:
    template = """{% extends "base.html" %}{% from '_components/pill.html' import pill with context %}
        {%- include "venues/_row.html" ignore missing -%}{# include "venues/_old.html" #}
        {% include ["venues/_a.html", "venues/_b.html"] %}{% import "venues/_m.html" as m %}"""
    names = {
        "base.html",
        "_components/pill.html",
        *(f"venues/_{part}.html" for part in ("row", "a", "b", "m")),
    }
    assert included_in(template) == names
    assert is_own("venues/room.html", "venues/_row.html")
    assert not is_own("venues/room.html", "agenda/_row.html")
    assert not is_own("base.html", "venues/_row.html")

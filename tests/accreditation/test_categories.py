"""The badge categories of domain 4.5."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from summit.accreditation import actions
from summit.accreditation.facts import CategoryFacts
from summit.accreditation.queries import categories
from summit.delegations.lifecycle import CATEGORY_NAMES
from summit.foundation.db import Database
from tests.factories import NOW, SYSTEM

STYLES = Path(__file__).resolve().parents[2] / "static" / "css" / "summit.css"


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_default_table_is_whole_and_can_be_entered_twice(session: Session) -> None:
    for _ in range(2):
        actions.open_categories(session, SYSTEM, NOW)
    found = categories(session)
    assert {code: facts.name for code, facts in found.items()} == CATEGORY_NAMES
    assert [code for code, facts in found.items() if facts.self_print] == ["D", "O", "S"]
    assert {code: facts.zones for code, facts in found.items() if code in ("PIN", "VIP", "D", "A", "M", "P")} == {
        "PIN": ("R", "B", "G", "M", "V"), "VIP": ("R", "B", "G"), "D": ("B", "G"), "A": ("G",), "M": ("M", "G"), "P": (),
    }  # fmt: skip


def test_no_two_categories_look_alike_and_every_letter_can_be_read(session: Session) -> None:
    actions.open_categories(session, SYSTEM, NOW)
    found = categories(session).values()
    assert len({(facts.color, facts.pattern) for facts in found}) == len(found)
    for facts in found:
        light, dark = sorted((luminance(facts.color), luminance(facts.ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{facts.code}: {facts.ink} on {facts.color}"
        assert facts.letter == facts.code


def test_pages_show_the_colors_of_the_table(session: Session) -> None:
    actions.open_categories(session, SYSTEM, NOW)
    styles = dict(re.findall(r"^\.category-(\w+) \.category-letter \{ (.*) \}$", STYLES.read_text(), re.MULTILINE))
    for code, facts in categories(session).items():
        assert facts.color in styles[code.lower()], code
        if facts.pattern == "solid":
            assert f"color: {facts.ink}" in styles[code.lower()], code
    assert len(styles) == len(CATEGORY_NAMES)


def test_a_category_is_replaced_by_its_code(session: Session) -> None:
    actions.open_categories(session, SYSTEM, NOW)
    actions.open_category(session, CategoryFacts("D", "Delegate", "#000080", "stripes", ("G",), True, 3))
    session.flush()
    assert categories(session)["D"] == CategoryFacts("D", "Delegate", "#000080", "stripes", ("G",), True, 3)
    assert len(categories(session)) == len(CATEGORY_NAMES)


def test_the_command_loads_them_and_may_be_repeated(app: Flask, database: Database) -> None:
    for _ in range(2):
        told = app.test_cli_runner().invoke(args=["accreditation", "load-categories"])
        assert told.exit_code == 0, told.output
    with database.reading() as session:
        assert {"D", "H", "PIN", "X"} <= set(categories(session))

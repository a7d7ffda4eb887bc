"""The picture in the README is taken from the running application, so that it cannot show what is not there.

Written when it is missing or UPDATE_SCREENSHOT=1 is set; otherwise the page is only looked at.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from summit.accounts.policy import Role
from summit.delegations.actions import name_head
from summit.delegations.lifecycle import DelegateFunction
from summit.demo.names import person_name
from summit.foundation.db import Database
from tests.factories import NOW, PASSWORD, SYSTEM, make_delegation, make_participant, make_summit, make_user
from tests.house.source import ROOT
from tests.journeys.live import chromium, migrated_app, served

PICTURE = ROOT / "docs" / "screenshot.png"
STATES = ("VN", "AU", "BR", "CI", "EG", "FR", "JP", "KE", "LA", "MA", "PE", "TH", "UY", "ZA")


def furnish(database: Database) -> None:
    """Fourteen delegations with invented heads, and a protocol officer."""
    rng = random.Random(25)
    with database.committing() as session:
        make_summit(session)
        make_user(session, roles=[Role.PROTOCOL_OFFICER], name="Trần Mai Hương", email="protocol@example.org")
        for state in STATES:
            delegation = make_delegation(session, state)
            for place in range(rng.randint(3, 9)):
                name = person_name(rng, state, rng.choice(("M", "F")))
                person = make_participant(
                    session,
                    delegation,
                    function=DelegateFunction.ADV if place else DelegateFunction.REP,
                    family_name=name.family,
                    given_names=name.given,
                    badge_name=name.badge_name,
                )
                if place == 0:
                    name_head(session, SYSTEM, NOW, delegation=delegation, participant=person, head_from=NOW)


@pytest.fixture
def app(_sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    built = migrated_app(_sqlite_template, tmp_path)
    furnish(built.extensions["database"])
    yield built
    built.extensions["database"].engine.dispose()


def test_the_picture_of_the_readme(app: Flask) -> None:
    with served(app) as address, chromium() as browser:
        page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 800})
        page.goto("/sign-in")
        page.get_by_label("E-mail address").fill("protocol@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("link", name="Delegations", exact=True).click()
        expect(page.get_by_role("row")).to_have_count(len(STATES) + 1)
        page.wait_for_load_state("networkidle")
        picture = page.screenshot()
    if not PICTURE.exists() or os.environ.get("UPDATE_SCREENSHOT") == "1":
        PICTURE.write_bytes(picture)
    assert picture.startswith(b"\x89PNG")

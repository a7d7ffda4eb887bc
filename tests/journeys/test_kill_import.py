"""kill -9 in the middle of imports: what was acknowledged is there, and no sheet is there in part (RT-03)."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from config import Config
from summit.app import create_app
from summit.audit.queries import verify_chain
from summit.delegations.actions import load_parties
from summit.delegations.models import Participant, RegisterImport
from summit.foundation.db import Database
from tests.factories import NOW, SYSTEM, make_delegation
from tests.house.source import ROOT
from tests.house.test_serve import free_port, settings
from tests.journeys.importer import ROWS

KILLS = {"sqlite": 8, "postgresql": 3}


@pytest.fixture
def environment(bare_database_url: str, tmp_path: Path) -> dict[str, str]:
    return settings(tmp_path / "instance", free_port(), DATABASE_URL=bare_database_url)


@pytest.fixture
def app(environment: dict[str, str]) -> Flask:
    app = create_app(replace(Config.from_environment(environment), argon2_memory_kib=64, argon2_time_cost=1))
    told = app.test_cli_runner().invoke(args=["db", "upgrade"])
    assert told.exit_code == 0, told.output
    return app


def test_a_kill_leaves_a_sheet_whole_or_absent(app: Flask, environment: dict[str, str], database_kind: str) -> None:
    database: Database = app.extensions["database"]
    with database.committing() as session:
        load_parties(session, SYSTEM, NOW)
        codes = [make_delegation(session, party, badge_quota=1000).code for party in ("FR", "DE", "IT")]
    chance, acknowledged, imports, first = random.Random(3), set[int](), {}, 1
    for kill in range(KILLS[database_kind]):
        acknowledged |= killed_after(environment, codes[kill % len(codes)], first, chance.uniform(0, 0.4))
        imports = whole(database)
        assert acknowledged <= imports.keys()
        first = max(imports, default=0) + 1
    assert set(imports.values()) == {ROWS}
    with database.reading() as session:
        assert verify_chain(session).broken == ()
    database.engine.dispose()
    print(f"{database_kind}: {KILLS[database_kind]} kills, {len(acknowledged)} sheets acknowledged, 0 lost, 0 in part")


def killed_after(environment: dict[str, str], code: str, first: int, wait: float) -> set[int]:
    """Let the importer begin, kill it so many seconds after its first sheet; returns what it said was done."""
    importer = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.importer", code, str(first)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert importer.stdout is not None
    said = importer.stdout.readline()
    time.sleep(wait)
    os.kill(importer.pid, signal.SIGKILL)
    rest, _ = importer.communicate()
    return {int(number) for number in (said + rest).split("\n") if number}


def whole(database: Database) -> dict[int, int]:
    """The number of each sheet that is done, with how many people it brought; they are all there and nobody else."""
    with database.reading() as session:
        counted = session.execute(select(Participant.title, func.count()).group_by(Participant.title))
        people = dict(counted.all())
        sheets = session.execute(select(RegisterImport.file_hash, RegisterImport.state)).all()
    assert {int(digest) for digest, state in sheets if state == "done"} == {int(title) for title in people}
    assert all(state == "done" for _, state in sheets)
    return {int(title): count for title, count in people.items()}

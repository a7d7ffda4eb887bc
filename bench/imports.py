"""Reading and previewing a sheet of 5,000 good rows: at most 10 seconds and 300 MB; and how soon a bomb is refused.

    .venv/bin/python bench/imports.py [--rows 5000]

The preview is also given as a ratio to a fixed piece of plain Python, measured before and after, since seconds depend on what
else the machine does.
"""

from __future__ import annotations

import argparse
import io
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy import select

from config import Config
from summit.app import create_app
from summit.audit.facts import Actor
from summit.delegations.actions import load_parties, open_delegation
from summit.delegations.models import Delegation, Party
from summit.delegations.queries import judged_rows
from summit.delegations.sheet import Register, guessed_columns, read_sheet, write_csv, write_workbook
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.errors import RuleBroken

LONGEST, MOST_MEMORY = 10, 300
ADDITIONS = 3_000_000
FIELDS = (
    "family_name", "given_names", "nationality", "born_on", "passport_kind", "passport_issuer", "passport_number",
    "passport_expires_on", "function", "category", "title", "email", "phone",
)  # fmt: skip


def yardstick() -> float:
    """Seconds of three million additions."""
    started, total = time.perf_counter(), 0
    for number in range(ADDITIONS):
        total += number
    return time.perf_counter() - started


def register(rows: int) -> Register:
    """That many people of France."""
    lines = [
        [
            f"Durand{number}", "Anne Marie", "FRA", "1980-05-17", "diplomatic", "FRA", f"FX{number:07d}", "2031-01-01",
            "ADV", "D", "Counsellor", f"anne{number}@example.org", "+33 555 000 111",
        ]
        for number in range(rows)
    ]  # fmt: skip
    return Register(FIELDS, lines, "bench", utc_now())


def preview(database: Database, content: bytes) -> tuple[float, float]:
    """Seconds of reading the file and of judging its rows."""
    began = time.perf_counter()
    sheet = read_sheet(content)
    read = time.perf_counter()
    actor, now = Actor.system("bench"), utc_now()
    with database.reading() as session:
        delegation = session.scalars(select(Delegation)).one()
        rows = judged_rows(
            session, actor, now, delegation=delegation, sheet=sheet, columns=guessed_columns(sheet.header)
        )
        if {row.line.verb for row in rows} != {"add"}:
            raise SystemExit("the rows are not good")
    return read - began, time.perf_counter() - read


def bomb() -> bytes:
    """Nine million zeros in nine kilobytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 9_000_000)
    return out.getvalue()


def refusal(content: bytes) -> float:
    """Seconds until the file is refused."""
    began = time.perf_counter()
    try:
        read_sheet(content)
    except RuleBroken:
        return time.perf_counter() - began
    raise SystemExit("the bomb was taken")


def main() -> None:
    parser = argparse.ArgumentParser(description="Seconds to preview a sheet.")
    parser.add_argument("--rows", type=int, default=5000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Config.from_environment({"SUMMIT_INSTANCE": folder}))
        app.test_cli_runner().invoke(args=["db", "upgrade"])
        database: Database = app.extensions["database"]
        with database.committing() as session:
            actor = Actor.system("bench")
            load_parties(session, actor, utc_now())
            party = session.scalars(select(Party).where(Party.code == "FR")).one()
            open_delegation(session, actor, utc_now(), party=party)
        writers: dict[str, Callable[[Register], bytes]] = {"CSV": write_csv, "XLSX": write_workbook}
        for kind, write in writers.items():
            before = yardstick()
            read, judged = preview(database, write(register(rows)))
            unit = (before + yardstick()) / 2
            verdict = "within" if read + judged <= LONGEST else "over"
            print(
                f"{kind}, {rows} rows: read {read:.1f} s, judged {judged:.1f} s, {verdict} {LONGEST} s; "
                f"{(read + judged) / unit:.0f} yardsticks"
            )
        print(f"bomb refused after {refusal(bomb()):.2f} s")
    own, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"peak memory {own:.0f} MB, of the reading child {child:.0f} MB; at most {MOST_MEMORY} MB")


if __name__ == "__main__":
    main()

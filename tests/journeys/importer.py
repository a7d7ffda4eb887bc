"""Imports one small sheet after the other until it is killed, and says each number once it is committed.

    python -m tests.journeys.importer DELEGATION FIRST
"""

from __future__ import annotations

import sys

from config import Config
from summit.app import create_app
from summit.audit.facts import Actor
from summit.delegations.actions import confirm_import, draft_import
from summit.delegations.queries import delegation_by_code
from summit.delegations.sheet import Sheet, SheetFile, SheetRow
from summit.foundation.clock import utc_now

ROWS = 6
COLUMNS = ("family_name", "nationality", "function", "category", "title")


def sheet_number(number: int) -> SheetFile:
    """Six people whose title is the number of the sheet."""
    rows = tuple(SheetRow(at + 2, (f"Member{number}", "FRA", "ADV", "D", str(number))) for at in range(ROWS))
    return SheetFile("people.csv", f"{number:064d}", Sheet(COLUMNS, rows), dict(enumerate(COLUMNS)))


def main(code: str, first: int) -> None:
    """Never ends by itself."""
    database = create_app(Config.from_environment()).extensions["database"]
    actor, number = Actor.system("tests"), first
    while True:
        with database.committing() as session:
            delegation = delegation_by_code(session, code)
            draft = draft_import(session, actor, utc_now(), delegation=delegation, file=sheet_number(number))
            confirm_import(session, actor, utc_now(), delegation=delegation, draft=draft, version=draft.version)
        print(number, flush=True)
        number += 1


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

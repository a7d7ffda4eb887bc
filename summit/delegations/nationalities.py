"""The three-letter codes that stand in travel documents (ICAO 9303), and what they are called here.

States come from the reviewed party list, the special issuers from `travel_issuers.csv`. An issuer is never by itself a
party: nothing here can become a delegation (NAM-08).
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from summit.delegations.naming import english_key

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=1)
def issuers() -> dict[str, str]:
    """Code -> English name, by name."""
    found = {row["iso3"]: row["un_short_en"] for row in _rows("parties.csv")}
    found |= {row["code"]: row["name"] for row in _rows("travel_issuers.csv")}
    return dict(sorted(found.items(), key=lambda pair: english_key(pair[1])))


def is_issuer(code: str) -> bool:
    return code in issuers()


def issuer_name(code: str) -> str:
    """The name of the issuer, or the code itself when it is unknown."""
    return issuers().get(code, code)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))

"""Who came to Hanoi: the 72 signatories, and further States whose presence is invented for the demonstration."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

PARTIES = Path(__file__).resolve().parents[1] / "delegations" / "data" / "parties.csv"
ORGANIZATIONS = Path(__file__).resolve().parent / "data" / "organizations.csv"
HOST = "VN"

# 64 signed in the session of the main hall, three on the second day; reports do not say who the other five of the
# first day were (domain 1.3), so these are chosen.
LATER_ON_FIRST_DAY = frozenset({"GW", "MV", "NR", "PW", "TG"})

# No list of the other delegations is published: these are chosen, from all regional groups.
ATTENDING_ONLY = (
    "AE", "AR", "BD", "BG", "BH", "BO", "CA", "CH", "CO", "DE", "EE", "ET", "FI", "FJ", "GT", "HU", "ID", "IN", "IQ",
    "IT", "JP", "KE", "KG", "KR", "KW", "MM", "MN", "MX", "NO", "NP", "NZ", "OM", "PK", "PY", "RS", "SG", "TJ", "TL",
    "US", "VA",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signatory:
    """A party that signed in Hanoi: on what day, and whether in the session of the main hall (EVT-03)."""

    iso2: str
    signed_on: date
    in_main_hall: bool


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that is no State; `names` maps (language, kind) to a name, `seat` is the ISO2 code of its town's State."""

    code: str
    kind: str
    names: tuple[tuple[tuple[str, str], str], ...]
    city: str
    seat: str
    founded_year: int


@cache
def signatories() -> tuple[Signatory, ...]:
    """All 72 in English alphabetical order: 70 Members, the State of Palestine, the European Union (EVT-02)."""
    rows = sorted((row for row in _rows(PARTIES) if row["hanoi_signed"]), key=lambda row: row["sort_key_en"])
    return tuple(
        Signatory(row["iso2"], day, day.day == 25 and row["iso2"] not in LATER_ON_FIRST_DAY)
        for row in rows
        for day in [date.fromisoformat(row["hanoi_signed"])]
    )


@cache
def attending() -> tuple[str, ...]:
    """ISO2 codes of all parties with a delegation, signatories first."""
    return (*(signatory.iso2 for signatory in signatories()), *ATTENDING_ONLY)


@cache
def organizations() -> tuple[Organization, ...]:
    """Every organization, media house and service that sends people, by code."""
    return tuple(sorted((_organization(row) for row in _rows(ORGANIZATIONS)), key=lambda one: one.code))


def _organization(row: dict[str, str]) -> Organization:
    names = {
        ("en", "short"): row["short_name_en"],
        ("en", "formal"): row["formal_name_en"],
        ("fr", "formal"): row["name_fr"],
    }
    return Organization(
        code=row["code"],
        kind=row["kind"],
        names=tuple((key, name) for key, name in names.items() if name),
        city=row["city"],
        seat=row["seat_iso2"],
        founded_year=int(row["founded_year"]),
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)

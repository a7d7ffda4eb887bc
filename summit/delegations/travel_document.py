"""The two machine-readable lines of a passport (ICAO 9303, two lines of 44 characters) as plain values. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

LINE = 44
WEIGHTS = (7, 3, 1)
CODES = {"D": "DEU"}  # the one issuer whose code in the lines is not its three-letter code


@dataclass(frozen=True)
class DocumentReading:
    """What the lines say. `doubtful` names the fields whose check digit does not fit: look at them again."""

    issuer: str
    family_name: str
    given_names: str
    number: str
    nationality: str
    born_on: date | None
    sex: str
    expires_on: date | None
    doubtful: tuple[str, ...] = ()


def read_lines(text: str, today: date) -> DocumentReading | None:
    """Read two pasted lines; None when there are not two lines of 44. The century of birth is the last one that fits."""
    lines = [re.sub(r"\s", "", line).upper().replace("«", "<<") for line in text.strip().splitlines() if line.strip()]
    if len(lines) != 2 or any(len(line) != LINE or re.search(r"[^A-Z0-9<]", line) for line in lines):
        return None
    first, second = lines
    family, _, given = first[5:].partition("<<")
    doubtful = [
        name
        for name, field, digit in (
            ("passport_number", second[:9], second[9]),
            ("born_on", second[13:19], second[19]),
            ("passport_expires_on", second[21:27], second[27]),
        )
        if check_digit(field) != digit
    ]
    return DocumentReading(
        issuer=_code(first[2:5]),
        family_name=_name(family),
        given_names=_name(given),
        number=second[:9].replace("<", ""),
        nationality=_code(second[10:13]),
        born_on=_day(second[13:19], century_after=today.year - 99),
        sex=second[20] if second[20] in "FM" else "",
        expires_on=_day(second[21:27], century_after=today.year - 50),
        doubtful=tuple(doubtful),
    )


def check_digit(field: str) -> str:
    """The digit that guards a field: weights 7-3-1, letters from A = 10, the filler 0, modulo 10."""
    values = (0 if char == "<" else int(char, 36) for char in field)
    return str(sum(value * WEIGHTS[at % 3] for at, value in enumerate(values)) % 10)


def _code(text: str) -> str:
    bare = text.replace("<", "")
    return CODES.get(bare, bare)


def _name(text: str) -> str:
    return " ".join(part for part in text.split("<") if part).title()


def _day(text: str, *, century_after: int) -> date | None:
    """Two-figure years lie in the hundred years that begin with `century_after`."""
    if not text.isdigit():
        return None
    year = century_after + (int(text[:2]) - century_after) % 100
    try:
        return date(year, int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None

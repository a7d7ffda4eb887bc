"""Three sizes of machine-readable lines: the passport's two of 44, the cards' two of 36 and three of 30."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

WEIGHTS = (7, 3, 1)
CODES = {"D": "DEU"}  # the one issuer whose code in the lines is not its three-letter code
FILLER = "<"
SHORT_NUMBER = 9
NUMBER, BORN, EXPIRES, PERSONAL, COMPOSITE = (
    "passport_number", "born_on", "passport_expires_on", "personal_number", "composite",
)  # fmt: skip


@dataclass(frozen=True)
class DocumentReading:
    """What the lines say. `doubtful` names what a check digit does not fit: look at it again.

    Beside fields these are `personal_number`, the issuer's own number, and `composite`, which guards the line as a whole.
    `is_cut` says that the names fill their place, so that something of them may be missing.
    """

    issuer: str
    family_name: str
    given_names: str
    machine_name: str
    number: str
    nationality: str
    born_on: date | None
    sex: str
    expires_on: date | None
    doubtful: tuple[str, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True)
class _Fields:
    """The parts of the lines as they stand, each guarded one with its digit."""

    issuer: str
    names: str
    number: tuple[str, str]
    nationality: str
    born: tuple[str, str]
    sex: str
    expires: tuple[str, str]
    personal: tuple[str, str] | None
    composite: tuple[str, str]


def read_lines(text: str, today: date) -> DocumentReading | None:
    """Read pasted lines; None when they are not of one of the three sizes.

    The century of birth is the last one that fits.
    """
    lines = [re.sub(r"\s", "", line).upper().replace("«", "<<") for line in text.strip().splitlines() if line.strip()]
    if any(re.search(r"[^A-Z0-9<]", line) for line in lines):
        return None
    match [len(line) for line in lines]:
        case [44, 44]:
            return _reading(_passport(*lines), today)
        case [36, 36]:
            return _reading(_small_passport(*lines), today)
        case [30, 30, 30]:
            return _reading(_card(*lines), today)
    return None


def check_digit(field: str) -> str:
    """The digit that guards a field: weights 7-3-1, letters from A = 10, the filler 0, modulo 10."""
    values = (0 if char == FILLER else int(char, 36) for char in field)
    return str(sum(value * WEIGHTS[at % 3] for at, value in enumerate(values)) % 10)


def _passport(first: str, second: str) -> _Fields:
    return _Fields(
        issuer=first[2:5], names=first[5:], number=(second[:9], second[9]), nationality=second[10:13],
        born=(second[13:19], second[19]), sex=second[20], expires=(second[21:27], second[27]),
        personal=(second[28:42], second[42]), composite=(second[:10] + second[13:20] + second[21:43], second[43]),
    )  # fmt: skip


def _small_passport(first: str, second: str) -> _Fields:
    return _Fields(
        issuer=first[2:5], names=first[5:], number=_number(second[:9], second[9], second[28:35]),
        nationality=second[10:13], born=(second[13:19], second[19]), sex=second[20], expires=(second[21:27], second[27]),
        personal=None, composite=(second[:10] + second[13:20] + second[21:35], second[35]),
    )  # fmt: skip


def _card(first: str, second: str, third: str) -> _Fields:
    return _Fields(
        issuer=first[2:5], names=third, number=_number(first[5:14], first[14], first[15:]), nationality=second[15:18],
        born=(second[:6], second[6]), sex=second[7], expires=(second[8:14], second[14]),
        personal=None, composite=(first[5:] + second[:7] + second[8:15] + second[18:29], second[29]),
    )  # fmt: skip


def _number(field: str, digit: str, optional: str) -> tuple[str, str]:
    """A number too long for its place goes on in the optional one, and its digit stands at the end there."""
    rest = optional.split(FILLER, maxsplit=1)[0]
    if digit == FILLER and len(rest) > 1:
        return field + rest[:-1], rest[-1]
    return field, digit


def _reading(found: _Fields, today: date) -> DocumentReading:
    family, _, given = found.names.partition("<<")
    return DocumentReading(
        issuer=_code(found.issuer),
        family_name=_name(family),
        given_names=_name(given),
        machine_name=re.sub(f"{FILLER}{{3,}}", FILLER * 2, found.names.strip(FILLER)),
        number=found.number[0].replace(FILLER, ""),
        nationality=_code(found.nationality),
        born_on=_day(found.born[0], century_after=today.year - 99),
        sex=found.sex if found.sex in "FM" else "",
        expires_on=_day(found.expires[0], century_after=today.year - 50),
        doubtful=tuple(_doubtful(found)),
        is_cut=not found.names.endswith(FILLER),
    )


def _doubtful(found: _Fields) -> list[str]:
    """A part that is wrong makes the whole wrong too, so the composite speaks only where every part is right."""
    guarded = {NUMBER: found.number, BORN: found.born, EXPIRES: found.expires}
    wrong = [name for name, (field, digit) in guarded.items() if check_digit(field) != digit]
    if found.personal and not _is_personal_number_right(*found.personal):
        wrong.append(PERSONAL)
    if not wrong and check_digit(found.composite[0]) != found.composite[1]:
        wrong.append(COMPOSITE)
    return wrong


def _is_personal_number_right(field: str, digit: str) -> bool:
    """Without a number the digit may be a filler instead of 0."""
    return check_digit(field) == digit or (digit == FILLER and not field.strip(FILLER))


def _code(text: str) -> str:
    bare = text.replace(FILLER, "")
    return CODES.get(bare, bare)


def _name(text: str) -> str:
    return " ".join(part for part in text.split(FILLER) if part).title()


def _day(text: str, *, century_after: int) -> date | None:
    """Two-figure years lie in the hundred years that begin with `century_after`."""
    if not text.isdigit():
        return None
    year = century_after + (int(text[:2]) - century_after) % 100
    try:
        return date(year, int(text[2:4]), int(text[4:6]))
    except ValueError:
        return None

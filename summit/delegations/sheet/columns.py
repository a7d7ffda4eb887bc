"""The columns of a register: their names in English and Vietnamese, what a cell means, and a record as cells.

The same table writes the export and reads the import, so that what went out comes in again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from typing import Any  # Any: fields of an entry are texts, dates, figures and marks

from summit.delegations.facts import PassportEntry, PersonEntry, PostEntry
from summit.delegations.lifecycle import (
    CATEGORY_NAMES,
    FUNCTION_NAMES,
    PASSPORT_NAMES,
    DelegateFunction,
)
from summit.delegations.naming import fold
from summit.delegations.sheet.grid import Sheet, SheetFile, SheetRow, address
from summit.foundation.errors import RuleBroken

HIDDEN = "•"  # in a cell that the export masked: the value on file stays
YES, NO = "yes", "no"
AFFIRMED, DENIED = {"yes", "y", "x", "1", "true", "co"}, {"no", "n", "0", "false", "khong", ""}
AMBIGUOUS = "Write the date as year-month-day, 1968-03-14: other forms can be read two ways."


class Group(Enum):
    """Which group of fields (PRV-02) a column belongs to."""

    PUBLIC = auto()
    IDENTITY = auto()
    OPERATIONAL = auto()
    RANK = auto()  # internal to the protocol department


@dataclass(frozen=True)
class Column:
    """One column: its heading in the export, and further headings under which it is known."""

    heading: str
    group: Group = Group.PUBLIC
    also: tuple[str, ...] = ()


PUBLIC, IDENTITY, OPERATIONAL, RANK = Group.PUBLIC, Group.IDENTITY, Group.OPERATIONAL, Group.RANK
COLUMNS: dict[str, Column] = {
    "delegation": Column("Delegation", also=("delegation code", "mã đoàn", "đoàn")),
    "code": Column("Participant", also=("participant code", "code", "mã đại biểu", "mã")),
    "family_name": Column("Family name", IDENTITY, ("surname", "last name", "họ")),
    "given_names": Column("Given names", IDENTITY, ("given name", "first name", "forenames", "tên", "tên đệm và tên")),
    "machine_name": Column("Machine-readable name", IDENTITY, ("mrz name", "tên trong dòng máy đọc")),
    "family_first": Column("Family name first", PUBLIC, ("họ đứng trước",)),
    "badge_name": Column("Name on the badge", PUBLIC, ("badge name", "display name", "tên trên thẻ")),
    "native_name": Column("Native name", PUBLIC, ("name in native script", "name in the native script", "tên bản ngữ")),
    "native_language": Column("Native language", PUBLIC, ("language of that script", "ngôn ngữ")),
    "style": Column("Style", PUBLIC, ("tôn xưng",)),
    "salutation": Column("Salutation", PUBLIC, ("form of address", "danh xưng")),
    "personal_title": Column("Academic or military title", PUBLIC, ("personal title", "military rank", "học hàm quân hàm")),
    "address_name": Column("Name in the salutation", PUBLIC, ("salutation name", "addressed as", "tên xưng hô")),
    "phonetic_hint": Column("How the name is spoken", PUBLIC, ("phonetic hint", "pronunciation", "cách đọc tên")),
    "sort_as": Column("Sorted as", PUBLIC, ("sort as", "name in alphabetical lists", "xếp theo")),
    "sex": Column("Sex", IDENTITY, ("gender", "giới tính")),
    "nationality": Column("Nationality", IDENTITY, ("citizenship", "quốc tịch")),
    "born_on": Column("Date of birth", IDENTITY, ("born on", "birth date", "dob", "ngày sinh")),
    "passport_kind": Column("Kind of passport", IDENTITY, ("passport type", "loại hộ chiếu")),
    "passport_issuer": Column("Passport issued by", IDENTITY, ("issued by", "issuing state", "nơi cấp hộ chiếu")),
    "passport_number": Column("Passport number", IDENTITY, ("passport no", "passport", "số hộ chiếu")),
    "passport_expires_on": Column("Passport expires on", IDENTITY, ("passport expiry", "expiry date", "ngày hết hạn")),
    "function": Column("Function", PUBLIC, ("function in the delegation", "role", "chức năng")),
    "category": Column("Category", PUBLIC, ("category of accreditation", "loại thẻ")),
    "title": Column("Title", PUBLIC, ("official title", "official title in english", "position", "chức vụ")),
    "native_title": Column("Native title", PUBLIC, ("official title in the native language", "chức vụ bản ngữ")),
    "badge_title": Column("Title on the badge", PUBLIC, ("badge title", "chức vụ trên thẻ")),
    "rank_class": Column("Class of precedence", RANK, ("rank", "rank class")),
    "is_state_leader": Column("State leader", RANK),
    "is_listed": Column("Listed", RANK, ("in the list of participants",)),
    "email": Column("E-mail", OPERATIONAL, ("email", "email address", "e mail address", "thư điện tử")),
    "phone": Column("Mobile telephone", OPERATIONAL, ("phone", "mobile", "telephone", "mobile phone", "điện thoại")),
}
KNOWN = {fold(name): field for field, column in COLUMNS.items() for name in (column.heading, *column.also)}
DATES = frozenset({"born_on", "passport_expires_on"})
MARKS = frozenset({"family_first", "is_state_leader", "is_listed"})
KEPT_WHEN_EMPTY = frozenset({"born_on", "passport_kind", "passport_issuer", "passport_number", "passport_expires_on"})
OF_PASSPORT = ("kind", "issuer", "number", "expires_on")
OF_POST = frozenset({
    "function", "category", "title", "native_title", "badge_title", "rank_class", "is_state_leader", "is_listed",
})  # fmt: skip


def guessed_columns(header: Iterable[str]) -> dict[int, str]:
    """Which column holds which field, by the headings; a heading that is unknown, or known already, is left out."""
    found: dict[int, str] = {}
    for at, heading in enumerate(header):
        field = KNOWN.get(fold(heading))
        if field and field not in found.values():
            found[at] = field
    return found


def require_columns(sheet: Sheet, columns: Mapping[int, str]) -> None:
    """A sheet whose people have names, with one heading row. Raises RuleBroken."""
    if not {"code", "family_name", "given_names"} & set(columns.values()):
        raise RuleBroken("No column holds the family name, the given names or the participant's code.", "columns")
    if len(set(columns.values())) != len(columns):
        raise RuleBroken("Two columns hold the same field. Leave one of them out.", "columns")
    first = sheet.rows[0] if sheet.rows else None
    if first and len(guessed_columns(first.cells)) > max(1, len([cell for cell in first.cells if cell]) // 2):
        raise RuleBroken(f"{address(0, first.number)} begins a second heading row. Keep one.", "file")


def by_delegation(file: SheetFile) -> dict[str, SheetFile]:
    """The rows of each delegation that the sheet names, by its code, as a file of their own. Raises RuleBroken."""
    at = next((at for at, field in file.columns.items() if field == "delegation"), None)
    if at is None:
        raise RuleBroken("No column names the delegations. Add one, or say whose people they are.", "columns")
    rows: dict[str, list[SheetRow]] = {}
    for row in file.sheet.rows:
        code = row.cells[at].strip().upper() if at < len(row.cells) else ""
        if not code:
            raise RuleBroken(f"{address(at, row.number)} names no delegation.", "file")
        rows.setdefault(code, []).append(row)
    return {code: replace(file, sheet=Sheet(file.sheet.header, tuple(own))) for code, own in rows.items()}


def entries_from(values: Mapping[str, str], present: tuple[PersonEntry, PostEntry] | None) -> tuple[PersonEntry, PostEntry]:
    """The cells of one row, by field, laid over the record that is there, or over an empty one.

    An empty or masked cell of birth or passport keeps what is on file. Raises RuleBroken with the field.
    """
    person, post = present or (PersonEntry("", "", "", ""), PostEntry(DelegateFunction.REP, ""))
    given = {name: text for name, text in values.items() if not _keeps(name, text)}
    read = {name: _read(name, text.strip()) for name, text in given.items() if name not in ("delegation", "code")}
    passport = {name.removeprefix("passport_"): value for name, value in read.items() if name.startswith("passport_")}
    of_post = {name: value for name, value in read.items() if name in OF_POST}
    of_person = {name: value for name, value in read.items() if name not in OF_POST and not name.startswith("passport_")}
    if passport:
        of_person["passport"] = replace(person.passport or PassportEntry("", "", "", None), **passport)
    return replace(person, **of_person), replace(post, **of_post)


def cells_of(person: PersonEntry, post: PostEntry) -> dict[str, str]:
    """The record as cells, by field: what an export writes and an import reads again."""
    found = {name: _written(getattr(person, name)) for name in COLUMNS if hasattr(person, name)}
    found |= {name: _written(getattr(post, name)) for name in OF_POST}
    for name in OF_PASSPORT:
        found[f"passport_{name}"] = _written(getattr(person.passport, name)) if person.passport else ""
    return found


def _keeps(name: str, text: str) -> bool:
    return name in KEPT_WHEN_EMPTY and (not text.strip() or HIDDEN in text)


def _read(name: str, text: str) -> Any:
    if name in DATES:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise RuleBroken(AMBIGUOUS, name) from error
    if name in MARKS:
        return _mark(name, text)
    if name == "rank_class":
        return _figure(text)
    if name == "function":
        return DelegateFunction(_coded(name, text, FUNCTION_NAMES))
    if name == "category":
        return _coded(name, text, CATEGORY_NAMES)
    if name == "passport_kind":
        return _coded(name, text, PASSPORT_NAMES)
    return text


def _mark(name: str, text: str) -> bool:
    word = fold(text)
    if word not in AFFIRMED | DENIED:
        raise RuleBroken(f"Write {YES} or {NO}.", name)
    return word in AFFIRMED


def _figure(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise RuleBroken("The class of precedence is a figure from the table, such as 70.", "rank_class")
    return int(text)


def _coded(name: str, text: str, names: Mapping[Any, str]) -> str:
    """The code in the cell, or the code of the name in the cell."""
    word = fold(text)
    for code, full in names.items():
        if word in (fold(str(code)), fold(full)):
            return str(code)
    raise RuleBroken(f"“{text[:40]}” is not in the list of this column.", name)


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)

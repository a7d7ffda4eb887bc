"""A form that can show a refused rule, and a field for dates as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any  # Any: the codes of a select are texts, enums or figures

from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, SelectChoice
from wtforms.widgets import HiddenInput, TextInput

from summit.foundation.errors import SummitError

PICTURES = "image/jpeg,image/png,image/webp"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
UNCLEAR = "Day and month could be either way round. Write the month as a word: 4 March 1968."
UNREADABLE = "Enter a date with day, month and year: 14 March 1968."
WRITTEN = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ .-]+(?P<word>[a-z]{3,9})\.?,?[ .-]+(?P<year>\d{4})"),
    re.compile(r"(?P<word>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})"),
)
EITHER_WAY = re.compile(r"(\d{1,2})[/ -](\d{1,2})[/ -](\d{4})")


def choices(names: Mapping[Any, str], *, empty: str = "Choose…") -> list[SelectChoice]:
    """A table of codes and names as the options of a select, after an empty one unless `empty` is empty."""
    first = [SelectChoice("", empty)] if empty else []
    return first + [SelectChoice(code, name) for code, name in names.items()]


def read_date(text: str) -> date:
    """A date in any form that can be read one way only; raises ValueError with a sentence (UX-34)."""
    bare = " ".join(text.lower().split())
    for pattern in WRITTEN:
        found = pattern.fullmatch(bare)
        if found:
            parts = found.groupdict()
            month = _month(parts["word"]) if parts.get("word") else int(parts["month"])
            return _date(int(parts["year"]), month, int(parts["day"]))
    found = EITHER_WAY.fullmatch(bare)
    if not found:
        raise ValueError(UNREADABLE)
    first, second, year = (int(part) for part in found.groups())
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(UNCLEAR)
    return _date(year, second, first) if second <= 12 else _date(year, first, second)


def _month(word: str) -> int:
    if word[:3] not in MONTHS:
        raise ValueError(UNREADABLE)
    return MONTHS.index(word[:3]) + 1


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(UNREADABLE) from error


class PlainDateField(Field):
    """A date typed as text; what was typed stays in the field when it cannot be read."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data.day} {self.data:%B %Y}" if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nothing typed is no date."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = read_date(typed) if typed else None


class RuleForm(FlaskForm):
    """A form whose version and refusals are shown."""

    def refuse(self, error: SummitError) -> None:
        """Show a refused rule at its field, or above the form."""
        name = getattr(error, "field", None)
        if name in self:
            self[name].errors = [*self[name].errors, error.sentence]
        else:
            self.form_errors.append(error.sentence)


class VersionedForm(RuleForm):
    """A form that carries the version of the record that the person saw."""

    version = IntegerField(widget=HiddenInput(), default=0)

"""The sentences that the program puts into letters, in every language of letters: read from data, filled by name. Pure.

`summit/notices/data/phrases.<language>.csv` holds a line for each key, or one for each plural form of CLDR that differs.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import datetime
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from config import ROOT
from summit.foundation.clock import local, locale_of, offset_label
from summit.notices.facts import ENGLISH, LANGUAGES, Placeholder
from summit.notices.letters import PLACEHOLDER

DATA = ROOT / "summit" / "notices" / "data"
OTHER = "other"
# Every sentence with the placeholders that it holds. `number` also chooses the plural form.
PHRASES: dict[str, tuple[str, ...]] = {
    "lack.photo": ("number",),
    "lack.passport": ("number",),
    "lack.draft": ("number",),
    "lack.returned": ("number",),
    "deadline.nomination": ("when",),
    "deadline.submission": ("when",),
    "deadline.changes": ("when",),
    "when.place": ("date", "time", "place", "offset"),
    "when.utc": ("date", "time"),
    "news.asked": (),
    "news.desk_offer": (),
    "news.accepted": (),
    "news.declined": (),
    "news.offered": (),
    "news.withdrawn": (),
    "news.confirmed": (),
    "news.moved": (),
    "news.called_off": (),
    "news.held": (),
    "news.released": (),
    "news.lapsed": (),
    "news.superseded": (),
    "news.arranged": (),
    "news.no_show": (),
    "news.room_late": (),
    "news.room_taken": (),
}


def sentence(language: str, key: str, *, number: int = 0, **values: str) -> str:
    """The sentence of that key, in English for a language that has none; KeyError for a key or a value that is missing."""
    spoken = language if language in LANGUAGES else ENGLISH
    texts, locale = phrases(spoken), Locale.parse(locale_of(spoken))
    text = texts.get((key, locale.plural_form(number))) or texts[key, OTHER]
    given = {**values, "number": format_decimal(number, locale=locale)}
    return PLACEHOLDER.sub(lambda found: given[found[1]], text)


def moment_words(language: str, at: datetime, *, zone: str, place: str) -> str:
    """A moment as the clocks of `place` show it, as `language` writes dates: `6 October 2025, 10:00 Hanoi time (UTC+7)`.

    Without a place it is UTC.
    """
    spoken = language if language in LANGUAGES else ENGLISH
    there = local(at, zone if place else "UTC")
    day = format_date(there.date(), "long", locale=locale_of(spoken))
    if not place:
        return sentence(language, "when.utc", date=day, time=f"{there:%H:%M}")
    offset = offset_label(at, zone)
    return sentence(language, "when.place", date=day, time=f"{there:%H:%M}", place=place, offset=offset)


def example_of(placeholder: Placeholder, language: str) -> str:
    """What a preview puts in: our own sentences in the language of the letter, several of them as a list."""
    said = [sentence(language, key, number=number) for key, number in placeholder.phrases]
    return "\n".join(f"- {one}" for one in said) if len(said) > 1 else "".join(said) or placeholder.example


@cache
def phrases(language: str) -> Mapping[tuple[str, str], str]:
    """Key and plural form -> text."""
    with (DATA / f"phrases.{language}.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["key"], row["form"]): row["text"] for row in csv.DictReader(lines)}

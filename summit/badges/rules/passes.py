"""Judgements about floater passes, day badges and stock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from summit.badges.facts import (
    ALL_LETTERS,
    DOCUMENTS,
    LETTERS,
    MOVEMENTS,
    DayBadgeEntry,
    LoanEntry,
    Pool,
)
from summit.foundation.clock import local
from summit.foundation.errors import Conflict, RuleBroken

LARGEST_NUMBER = 1_000_000
MOST_AT_ONCE = 500  # numbered cards made in one go


class LoanIncomplete(RuleBroken):
    """Something that a hand-over of floater passes asks for is missing."""


class NoPlaces(RuleBroken):
    """The delegation holds as many floater passes as it may (DEL-21)."""


class TooManyAtOnce(RuleBroken):
    """A number of cards that nobody means."""


class NumberTaken(Conflict):
    """One number stands on one card (BDG-04)."""


class DayBadgeIncomplete(RuleBroken):
    """What is entered of a day badge says who had it, on what document, and when (BDG-04)."""


class StockTooLow(Conflict):
    """More cannot leave than is there."""


class ItemKnown(RuleBroken):
    """Two things of one name could not be told apart."""


class ItemNameMissing(RuleBroken):
    """What is counted has a name."""


class MovementIncomplete(RuleBroken):
    """A movement of stock says what happened to how many."""


def require_loan(entry: LoanEntry) -> None:
    """Floater passes go to somebody who showed a document, against a receipt."""
    for is_given, sentence, field in (
        (bool(entry.serials), "Write the serials of the passes that go.", "serials"),
        (bool(entry.collector.strip()), "Write the name of the person who collects.", "collector"),
        (entry.document in DOCUMENTS, "Choose the document that was shown.", "document"),
        (
            entry.is_compared,
            "Compare the document with the person who collects, then tick the box.",
            "is_compared",
        ),
    ):
        if not is_given:
            raise LoanIncomplete(sentence, field)


def require_places(asked: Mapping[Pool, int], held: Mapping[Pool, int], places: Mapping[Pool, int]) -> None:
    """What is asked for, with what is held already, stays within the places of the zone and of each letter (DEL-21).

    A zone without a number of its own for all letters together has no places at all.
    """
    for zone in sorted({zone for zone, _ in asked}):
        wanted = {letter: asked.get((zone, letter), 0) + held.get((zone, letter), 0) for letter in LETTERS}
        wanted[ALL_LETTERS] = sum(wanted.values())
        allowed = {letter: places[zone, letter] for letter in wanted if (zone, letter) in places}
        allowed.setdefault(ALL_LETTERS, 0)
        for letter, number in allowed.items():
            if wanted[letter] > number and (letter == ALL_LETTERS or asked.get((zone, letter))):
                what = f"with letter {letter}" if letter else "in all"
                raise NoPlaces(
                    f"Zone {zone}: the delegation may hold {number} {what}, and would hold {wanted[letter]}.",
                    "serials",
                )


def require_item_name(name: str) -> str:
    """The name of something in stock, tidied."""
    tidy = " ".join(name.split())
    if not tidy:
        raise ItemNameMissing("Write what is counted, for example: blank cards.", "name")
    return tidy[:80]


def require_unknown_item() -> ItemKnown:
    """What is said when the name is counted already."""
    return ItemKnown("This is counted already.", "name")


def require_movement(kind: str, number: int | None) -> int:
    """A movement of a known kind, of at least one; a count may find nothing."""
    if kind not in MOVEMENTS:
        raise MovementIncomplete("Choose what happened.", "kind")
    if number is None or number > LARGEST_NUMBER or number < (0 if kind == "counted" else 1):
        raise MovementIncomplete("Write a number.", "number")
    return number


def require_letter(letter: str) -> None:
    """A floater pass has one of four letters (4.5)."""
    if letter not in LETTERS:
        raise LoanIncomplete("Choose the letter: D, S, M or I.", "letter")


def require_count(count: int | None) -> int:
    """So many numbered cards at once."""
    if count is None or not 1 <= count <= MOST_AT_ONCE:
        raise TooManyAtOnce(f"Between 1 and {MOST_AT_ONCE} cards can be made at once.", "count")
    return count


def require_day_entry(entry: DayBadgeEntry, valid_on: date, zone: str, now: datetime) -> None:
    """A day badge went to a named person who showed a document, on its own day, and not in the future (BDG-04)."""
    for is_given, sentence, field in (
        (bool(entry.holder.strip()), "Write the name of the bearer.", "holder"),
        (entry.document in DOCUMENTS, "Choose the document that was shown.", "document"),
        (entry.given_at <= now, "The moment lies in the future.", "given_at"),
        (
            local(entry.given_at, zone).date() == valid_on,
            f"This badge is for {valid_on:%-d %B %Y} alone.",
            "given_at",
        ),
    ):
        if not is_given:
            raise DayBadgeIncomplete(sentence, field)

"""Judgements about classes of precedence. They hold for every door."""

from __future__ import annotations

from dataclasses import replace

from summit.delegations.facts import RankClassEntry
from summit.delegations.lifecycle import UNRANKED
from summit.delegations.naming import tidied
from summit.delegations.rules.refusals import RankInUse
from summit.foundation.errors import RuleBroken

LAST_RANK = 999
LONGEST_RANK_NAME = 80
LONGEST_HOLDS = 300


def require_rank(entry: RankClassEntry) -> RankClassEntry:
    """The tidied class, with a number and a name (domain 3.2)."""
    entry = replace(entry, name=tidied(entry.name), holds=tidied(entry.holds))
    if not 1 <= entry.number <= LAST_RANK:
        raise RuleBroken(f"The number of a class lies between 1 and {LAST_RANK}.", "number")
    if not entry.name:
        raise RuleBroken("Enter the name of the class.", "name")
    for text, field, most in ((entry.name, "name", LONGEST_RANK_NAME), (entry.holds, "holds", LONGEST_HOLDS)):
        if len(text) > most:
            raise RuleBroken(f"Use at most {most} characters.", field)
    return entry


def require_removable(number: int, people: int) -> None:
    """A class that somebody is of stays, and so does the one that everybody begins with."""
    if number == UNRANKED:
        raise RankInUse(f"Everybody begins in class {UNRANKED}, so it stays.")
    if people:
        whom = "1 person is" if people == 1 else f"{people:,} people are"
        raise RankInUse(f"{whom} of class {number}. Give them another class first; those withdrawn count too.")

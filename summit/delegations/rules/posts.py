"""Judgements about the posts of one person. They hold for every door."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from summit.delegations.facts import HeldPostEntry, RankTable
from summit.delegations.naming import fold, tidied
from summit.delegations.rules.people import LONGEST_OF_POST
from summit.delegations.rules.refusals import PostKnown
from summit.foundation.errors import RuleBroken

MOST_POSTS = 8
POST_KNOWN = "This post stands on the record already."


def require_held_post(entry: HeldPostEntry, ranks: RankTable) -> HeldPostEntry:
    """The tidied post, with a title and a class of this summit (DEL-12, PER-09). Raises RuleBroken with the field."""
    entry = replace(
        entry,
        title=tidied(entry.title),
        native_title=tidied(entry.native_title),
        badge_title=tidied(entry.badge_title),
    )
    if not entry.title:
        raise RuleBroken("Enter the title in English.", "title")
    for name, (most, label) in LONGEST_OF_POST.items():
        if len(getattr(entry, name)) > most:
            raise RuleBroken(f"{label} is longer than {most} characters. Shorten it.", name)
    if entry.rank_class not in ranks:
        raise RuleBroken("Choose a class from the table of precedence.", "rank_class")
    return entry


def require_post_room(title: str, present: Collection[str]) -> None:
    """A person holds each post once, and at most eight beside that of this event; `present` are all titles held."""
    if is_known_post(title, present):
        raise PostKnown(POST_KNOWN)
    if len(present) > MOST_POSTS:
        raise RuleBroken(f"A record holds at most {MOST_POSTS} further posts. Remove one that is not needed.", "title")


def is_known_post(title: str, present: Collection[str]) -> bool:
    """Whether one of these titles is the same but for capitals and accents."""
    return fold(title) in {fold(one) for one in present}

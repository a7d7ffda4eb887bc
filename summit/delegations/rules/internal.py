"""Judgements about tags and notes of the protocol department. They hold for every door."""

from __future__ import annotations

from summit.accounts.policy import Role
from summit.audit.facts import Actor
from summit.delegations.naming import tidied
from summit.delegations.rules.refusals import NoteOfAnother
from summit.foundation.errors import RuleBroken

LONGEST_TAG = 30
MOST_TAGS = 12
LONGEST_NOTE = 2000


def require_tags(text: str) -> tuple[str, ...]:
    """The tags in a text, parted by commas, each once, in small letters. Raises RuleBroken."""
    words = tuple(dict.fromkeys(word for part in text.split(",") if (word := tidied(part).lower())))
    if not words:
        raise RuleBroken("Enter a tag: one or two words.", "tag")
    if len(words) > MOST_TAGS:
        raise RuleBroken(f"Use at most {MOST_TAGS} tags.", "tag")
    if any(len(word) > LONGEST_TAG for word in words):
        raise RuleBroken(f"A tag has at most {LONGEST_TAG} characters. Write the rest as a note.", "tag")
    return words


def require_tag_room(present: int) -> None:
    """A record that carries every tag says nothing. Raises RuleBroken."""
    if present > MOST_TAGS:
        raise RuleBroken(f"A record has at most {MOST_TAGS} tags. Take one off first.", "tag")


def require_note(text: str) -> str:
    """The tidied note, its lines kept. Raises RuleBroken."""
    body = "\n".join(tidied(line) for line in text.splitlines()).strip()
    if not body:
        raise RuleBroken("Write the note first.", "body")
    if len(body) > LONGEST_NOTE:
        raise RuleBroken(f"A note has at most {LONGEST_NOTE:,} characters. Shorten it, or write two.", "body")
    return body


def is_striker(actor: Actor, written_by: str) -> bool:
    """Whether the actor may strike out that author's note."""
    return actor.user_id is None or actor.code == written_by or Role.CHIEF_OF_PROTOCOL in actor.roles


def require_striker(actor: Actor, written_by: str) -> None:
    """See `is_striker`. Raises NoteOfAnother."""
    if not is_striker(actor, written_by):
        raise NoteOfAnother("A note is struck out by its author or by the Chief of Protocol.")

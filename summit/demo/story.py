"""What officers write and what is talked about in the demonstration, from its book of texts."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any  # Any: a TOML table holds what its author wrote

BOOK = Path(__file__).resolve().parent / "data" / "story.toml"


def words_for(reason: str) -> str:
    """What the officer wrote beside the reason of that code."""
    return str(_book()["words"][reason])


def reasons_of_withdrawal() -> tuple[str, ...]:
    """Why delegations take people out."""
    return tuple(_book()["withdrawal"]["reasons"])


def subjects() -> tuple[str, ...]:
    """What bilateral meetings are about, at most 60 characters each (BIL-01)."""
    return tuple(_book()["meetings"]["subjects"])


@cache
def password_words() -> tuple[str, ...]:
    """The words that passwords are made of."""
    return tuple(_book()["passwords"]["words"].split())


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(BOOK.read_text(encoding="utf-8"))

"""Pages of a list, and where to go next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from flask import redirect, request
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.foundation.keyset import Place

T = TypeVar("T")
PER_PAGE = 50
FARTHEST = 10_000


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list. `number` counts from 1; `total` is the number of rows in all pages."""

    rows: Sequence[T]
    number: int
    per_page: int
    total: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.per_page + 1 if self.rows else 0

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.rows) - 1 if self.rows else 0


def page_number() -> int:
    """The page asked for in the address, 1 when it is missing or nonsense."""
    text = request.args.get("page", "1")
    return min(max(int(text), 1), FARTHEST) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def place_in_list() -> Place:
    """Where the page of a long list begins or ends, as the address says."""
    after, before = request.args.get("after", ""), request.args.get("before", "")
    return Place(after if after.isprintable() else "", before if before.isprintable() else "")


def paged(session: Session, statement: Select[T], *, number: int, per_page: int = PER_PAGE) -> Page[T]:
    """One page of a one-column or entity statement that is already ordered: two queries, whatever the page."""
    total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    number = min(number, max(1, -(-total // per_page)))
    rows = session.scalars(statement.limit(per_page).offset((number - 1) * per_page)).all()
    return Page(rows, number, per_page, total)


def see_other(address: str) -> Response:
    """Answer a form that was carried out: 303, so that a reload does not send it twice."""
    return redirect(address, code=303)


def next_address(default: str) -> str:
    """The `next` parameter when it is a path of our own, the default otherwise (ASVS 3.7.2)."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    own = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted
    plain = own and not parts.scheme and not parts.netloc and not any(ord(char) < 33 for char in wanted)
    return wanted if plain and not wanted.lower().startswith("/%2f") else default

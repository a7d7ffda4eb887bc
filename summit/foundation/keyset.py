"""Long lists by keyset: every page begins at a row, so the last page costs no more than the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar  # Any: a listing has the columns that its page shows

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    SQLColumnExpression,
    String,
    and_,
    cast,
    func,
    select,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

T = TypeVar("T")
PER_PAGE = 50
COUNTED = 1_000


@dataclass(frozen=True)
class Place:
    """Where a page begins: behind the row of that code, or where it ends: before it. At the beginning without either."""

    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class Walk:
    """How a list of many rows is read in its order: `ids` selects theirs with no more joins than the keys need, and `kept`
    are the filters, both written so that no index but that of the order is of use. A database that has no statistics, or
    takes them for more than they are, would otherwise gather and sort everybody for one page.
    """

    ids: Select[int]
    kept: tuple[ColumnElement[bool], ...]


@dataclass(frozen=True)
class Listing:
    """A list in order, not yet read.

    `rows` selects what is shown, with a column `code`, every join and no condition. `within` is the reader's reach and
    `kept` the filters: conditions on the table of `id` and `code` alone, so that rows are counted without the joins.
    `keys` are the order, the last of them different in every row; a descending list is the ascending one read from its end.
    """

    rows: Select[*tuple[Any, ...]]
    id: InstrumentedAttribute[int]
    code: InstrumentedAttribute[str]
    within: ColumnElement[bool]
    kept: tuple[ColumnElement[bool], ...]
    keys: tuple[SQLColumnExpression[Any], ...]
    is_descending: bool
    walk: Walk


@dataclass(frozen=True)
class Stretch(Generic[T]):
    """One page of a long list. `total` counts to COUNTED and no farther; `is_more` says that there are more.

    `previous` is the code before which the page before ends, `next` the one behind which the next begins; empty at the ends.
    """

    rows: Sequence[T]
    total: int
    is_more: bool = False
    previous: str = ""
    next: str = ""


def stretch(
    session: Session, listing: Listing, place: Place, *, per_page: int = PER_PAGE
) -> Stretch[Row[*tuple[Any, ...]]]:
    """One page: three queries, two where it begins at the beginning, whatever the page and the number of rows.

    A code that is unknown or out of reach leads to the first page, as does a place beyond which nobody is left. Up to
    COUNTED rows are sorted, more are walked.
    """
    counted, at = _counted(session, listing), _position(session, listing, place)
    is_backwards = at is not None and not place.after
    goes_down = listing.is_descending != is_backwards
    order = [key.desc() if goes_down else key.asc() for key in listing.keys]
    ids = _ids(listing, counted)
    if at is not None:
        ids = ids.where(_beyond(listing.keys, at, goes_down))
    chosen = ids.order_by(*order).limit(per_page + 1).correlate(None)
    found = session.execute(listing.rows.where(listing.id.in_(chosen)).order_by(*order)).all()
    if at is not None and not found:
        return stretch(session, listing, Place(), per_page=per_page)
    rows, goes_on = found[:per_page], len(found) > per_page
    if is_backwards:
        rows = rows[::-1]
    has_previous, has_next = (goes_on, True) if is_backwards else (at is not None, goes_on)
    return Stretch(
        rows,
        min(len(counted), COUNTED),
        is_more=len(counted) > COUNTED,
        previous=rows[0].code if has_previous else "",
        next=rows[-1].code if has_next else "",
    )


def _counted(session: Session, listing: Listing) -> Sequence[int]:
    """The rows of the list by their ids in no order, up to one beyond COUNTED: as one text, for rows cost ten times that."""
    found = select(listing.id.label("id")).where(listing.within, *listing.kept).limit(COUNTED + 1).subquery()
    listed = session.scalar(select(func.aggregate_strings(cast(found.c.id, String), ",")))
    return [int(number) for number in listed.split(",")] if listed else []


def _ids(listing: Listing, counted: Sequence[int]) -> Select[int]:
    """The ids of all rows of the list, with what their order needs."""
    if len(counted) > COUNTED:
        return listing.walk.ids.where(listing.within, *listing.walk.kept)
    return listing.rows.with_only_columns(listing.id, maintain_column_froms=True).where(
        listing.id.in_(counted)
    )


def _position(session: Session, listing: Listing, place: Place) -> Row[*tuple[Any, ...]] | None:
    """The keys of the row that the place names; it need not pass the filters any more."""
    wanted = place.after or place.before
    if not wanted:
        return None
    statement = listing.rows.with_only_columns(*listing.keys, maintain_column_froms=True)
    return session.execute(statement.where(listing.code == wanted, listing.within)).one_or_none()


def _beyond(
    keys: tuple[SQLColumnExpression[Any], ...], at: Row[*tuple[Any, ...]], goes_down: bool
) -> ColumnElement[bool]:
    """Strictly beyond that position. Where no one index holds all the keys, the first is bounded by itself too."""
    first = keys[0] <= at[0] if goes_down else keys[0] >= at[0]
    beyond = tuple_(*keys) < tuple_(*at) if goes_down else tuple_(*keys) > tuple_(*at)
    is_spread = len({getattr(key, "table", None) for key in keys}) > 1
    return and_(first, beyond) if is_spread else beyond

"""Facts to plain JSON and back, so that a version can be drawn from what was frozen and from nothing else (DOC-00)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import (  # Any: a frozen version is a tree of JSON
    Any,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

T = TypeVar("T")


def frozen(value: object) -> Any:
    """Facts as a tree of JSON: moments and days in ISO 8601, tuples as lists, members of a table as their value."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: frozen(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [frozen(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def thawed(kind: type[T], tree: Any) -> T:
    """The facts of that type again, equal to those that were frozen."""
    hints = _hints(kind)  # type: ignore[arg-type]  # every class can be hashed
    return kind(**{name: _value(hints[name], value) for name, value in tree.items()})


def digest_of(tree: Any) -> str:
    """SHA-256 over the tree in one canonical form."""
    written = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) is UnionType:
        if value is None:
            return None
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    if hint in (str, int, bool):
        return value
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in value)
    if hint in (datetime, date):
        return hint.fromisoformat(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return thawed(hint, value)
    return hint(value)

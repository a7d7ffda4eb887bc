"""Numbers in addresses: no larger than those of rows; and addresses that never change, built once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any  # Any: url_for takes parts of an address among its own options

from flask import Flask, request, url_for
from werkzeug.routing import IntegerConverter, Map

LARGEST_ROW = 2**31 - 1
MOST_KEPT = 2048


class RowNumber(IntegerConverter):
    """`<int:number>` names a row; a number that no row can have is no address of ours, and answers 404."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST_ROW)


def register_addresses(app: Flask) -> None:
    """Let every `<int:…>` of the app be a RowNumber."""
    app.url_map.converters["int"] = RowNumber


def lasting_address(endpoint: str, **values: str) -> str:
    """The address of a file that stands on a page fifty times, or on every page: built once for where the app is mounted."""
    return _built(request.script_root, endpoint, tuple(values.items()))


@lru_cache(MOST_KEPT)
def _built(_root: str, endpoint: str, values: tuple[tuple[str, str], ...]) -> str:
    parts: dict[str, Any] = dict(values)
    return url_for(endpoint, **parts)

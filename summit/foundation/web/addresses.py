"""Numbers in addresses: no larger than those of rows."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST_ROW = 2**31 - 1


class RowNumber(IntegerConverter):
    """`<int:number>` names a row; a number that no row can have is no address of ours, and answers 404."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST_ROW)


def register_addresses(app: Flask) -> None:
    """Let every `<int:…>` of the app be a RowNumber."""
    app.url_map.converters["int"] = RowNumber

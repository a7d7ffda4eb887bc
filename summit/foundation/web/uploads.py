"""How much may be sent: a little from everybody, more on the few pages that ask for it and from those signed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Flask, request


def register_uploads(app: Flask, larger: Mapping[str, int], is_known: Callable[[], bool]) -> None:
    """Take up to so many bytes at these endpoints from who is known; to be registered before anything reads a form."""

    @app.before_request
    def _widen() -> None:
        most = larger.get(request.endpoint or "")
        if most is not None and is_known():
            request.max_content_length = most

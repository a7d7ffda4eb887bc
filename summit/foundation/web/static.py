"""Static files under addresses that change with their content, so that browsers may keep them for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, current_app

from summit.foundation.web.addresses import lasting_address

YEAR = 365 * 24 * 3600


def register_static(app: Flask) -> None:
    """Offer templates `asset('css/summit.css')` and `library('css/bootstrap.min.css')` for Bootstrap's own files."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    app.jinja_env.globals["asset"] = lambda name: _address("static", name)
    app.jinja_env.globals["library"] = lambda name: _address("bootstrap.static", name)


def _address(endpoint: str, name: str) -> str:
    return lasting_address(endpoint, filename=name, v=_digest(str(_file(endpoint, name))))


def _file(endpoint: str, name: str) -> Path:
    owner = current_app if endpoint == "static" else current_app.blueprints["bootstrap"]
    return Path(owner.static_folder or "") / name


@cache
def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]

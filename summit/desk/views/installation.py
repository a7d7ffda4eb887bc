"""The installation: health, flags, credits, journal."""

from __future__ import annotations

import re
import sqlite3

from flask import Response, current_app, jsonify, render_template

from summit.accounts.permissions import Action, guard, public
from summit.desk.queries import health as health_facts
from summit.desk.queries import journal_for
from summit.desk.views.doors import blueprint, journal_place, viewer
from summit.foundation.db import database, reading
from summit.foundation.errors import NotFound
from summit.paper.flags import flag_svg

FLAG_LIFE = 30 * 24 * 3600


@blueprint.get("/health")
@public("says whether the system is up, and nothing about anybody")
def health() -> tuple[Response, int]:
    """Database, version, migration head and worker as JSON; 503 when the database is away."""
    facts = health_facts(database(), current_app.config["SUMMIT"])
    facts["sqlite"] = sqlite3.sqlite_version if database().is_sqlite else ""
    return jsonify(facts), 200 if facts["database"] == "ok" else 503


@blueprint.get("/flags/<string:iso2>.svg")
@public("flags are no secret")
def flag(iso2: str) -> Response:
    """The flag of a two-letter code as SVG."""
    drawing = flag_svg(iso2.upper()) if re.fullmatch(r"[A-Za-z]{2}", iso2) else None
    if drawing is None:
        raise NotFound()
    answer = Response(drawing, mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = f"public, max-age={FLAG_LIFE}"
    return answer


@blueprint.get("/about")
@public("credits of the work that this one stands on")
def about() -> str:
    """What this is, and whose flags, fonts and libraries it uses."""
    return render_template("desk/about.html")


@blueprint.get("/journal")
@guard(Action.SEE_JOURNAL)
def journal() -> str:
    """The journal, newest first."""
    asking = viewer()
    with reading() as session:
        lines = journal_for(session, asking, before=journal_place())
    return render_template("desk/journal.html", lines=lines)

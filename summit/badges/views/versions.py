"""Older versions of a design: what cards were printed by, to be looked at and printed as a proof."""

from __future__ import annotations

from io import BytesIO

from flask import render_template, request, send_file
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, guard
from summit.badges import queries
from summit.badges.facts import SAMPLE_NAMES, Sample
from summit.badges.views.doors import blueprint
from summit.foundation.db import reading


@blueprint.get("/card-designs/<string:code>/versions")
@guard(Action.DESIGN_CARDS)
def design_versions(code: str) -> str:
    """Every version of a design, the newest first."""
    with reading() as session:
        lines = queries.design_lines(session, queries.design_versions(session, code))
    return render_template("badges/design_versions.html", design=lines[0], lines=lines)


@blueprint.get("/card-designs/<string:code>/versions/<int:number>")
@guard(Action.DESIGN_CARDS)
def design_version(code: str, number: int) -> str:
    """One version with the pictures of its sides."""
    with reading() as session:
        row = queries.design_version(session, code, number)
        (line,) = queries.design_lines(session, [row])
        content = queries.design_content(row)
    return render_template(
        "badges/design_version.html",
        design=line,
        has_back=bool(content.back),
        width=content.width,
        height=content.height,
        samples={sample.value: name for sample, name in SAMPLE_NAMES.items()},
        sample=_sample().value,
    )


@blueprint.get("/card-designs/<string:code>/versions/<int:number>/preview.png")
@guard(Action.DESIGN_CARDS)
def design_version_preview(code: str, number: int) -> Response:
    """One side of that version with somebody's values."""
    with reading() as session:
        row = queries.design_version(session, code, number)
        picture = queries.design_picture(
            session,
            row,
            queries.design_content(row),
            sample=_sample(),
            is_back=request.args.get("side") == "back",
        )
    return send_file(BytesIO(picture.png), mimetype="image/png", max_age=0)


@blueprint.get("/card-designs/<string:code>/versions/<int:number>/proof.pdf")
@guard(Action.DESIGN_CARDS)
def design_version_proof(code: str, number: int) -> Response:
    """The hardest cards of the register in that version, on paper; their code opens no door."""
    with reading() as session:
        content = queries.design_proof(session, queries.design_version(session, code, number))
    name = f"proof-{code}-{number}.pdf"
    return send_file(BytesIO(content), mimetype="application/pdf", download_name=name, max_age=0)


def _sample() -> Sample:
    asked = request.args.get("sample", "")
    return Sample(asked) if asked in set(Sample) else Sample.LONGEST

"""Designs of cards: the list, the desk on which one is drawn, its previews, its check and its publication."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

from flask import flash, jsonify, render_template, request, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.accreditation.queries import categories as known_categories
from summit.badges import actions, queries
from summit.badges.artwork import LARGEST_FILE, artwork
from summit.badges.facts import CARD_SIZES, SAMPLE_NAMES, Sample
from summit.badges.forms import ArtworkForm, DesignForm, DesignOpeningForm, SampleForm, VersionForm
from summit.badges.layout.stored import read_design
from summit.badges.lifecycle import DesignState
from summit.badges.models import CardDesign
from summit.badges.views.doors import Answer, blueprint
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken, StaleVersion
from summit.foundation.web import page_number, paged, see_other

PICTURE = "image/png"


@blueprint.route("/card-designs", methods=["GET", "POST"])
@guard(Action.DESIGN_CARDS)
def designs() -> Answer:
    """Every design, and the form that begins another."""
    with reading() as session:
        page = paged(session, queries.designs(), number=page_number())
        lines = queries.design_lines(session, page.rows)
        categories = list(known_categories(session).values())
    form, status = DesignOpeningForm(), 200
    form.offer(categories, lines)
    if form.validate_on_submit():
        try:
            with committing() as session:
                code = actions.open_design(session, current_actor(), utc_now(), entry=form.entry()).code
        except RuleBroken as error:
            form.refuse(error)
        else:
            flash("The design is begun as a draft. No card is printed by it before it is published.", "success")
            return see_other(url_for(".design_page", code=code))
    if request.method == "POST":
        status = 422
    return render_template(
        "badges/designs.html", form=form, form_failed=bool(form.errors), page=page, lines=lines
    ), status


@blueprint.route("/card-designs/<string:code>", methods=["GET", "POST"])
@guard(Action.DESIGN_CARDS)
def design_page(code: str) -> Answer:
    """The desk of a draft, which saves what was drawn on it; the pictures of a version that does not change."""
    form, theirs = DesignForm(), None
    if request.method == "GET":
        return _design_page(code, None)
    with reading() as session:
        queries.design_by_code(session, code)
    if not form.validate_on_submit():
        return _design_page(code, form, status=422)
    try:
        content = read_design(form.content.data or "")
        with committing() as session:
            actions.save_design(
                session,
                current_actor(),
                utc_now(),
                design=queries.design_to_change(session, code),
                content=content,
                version=form.version.data,
            )
    except (RuleBroken, Conflict) as error:
        if not isinstance(error, StaleVersion):
            form.refuse(error)
        theirs = isinstance(error, StaleVersion)
        return _design_page(code, form, is_stale=theirs, status=error.status)
    flash("The design is saved.", "success")
    return see_other(url_for(".design_page", code=code))


@blueprint.get("/card-designs/<string:code>/preview.png")
@guard(Action.DESIGN_CARDS)
def design_preview(code: str) -> Response:
    """One side of the saved design with somebody's values."""
    sample, side = request.args.get("sample", ""), request.args.get("side", "")
    with reading() as session:
        row = queries.design_by_code(session, code)
        picture = queries.design_picture(
            session,
            row,
            queries.design_content(row),
            sample=Sample(sample) if sample in set(Sample) else Sample.LONGEST,
            is_back=side == "back",
        )
    return _sent(picture.png)


@blueprint.post("/card-designs/<string:code>/draft-preview.png")
@guard(Action.DESIGN_CARDS)
def design_draft_preview(code: str) -> Response | tuple[str, int, dict[str, str]]:
    """One side of what is drawn on the desk and not saved; 422 and a plain sentence where it cannot be drawn."""
    form = SampleForm()
    with reading() as session:
        row = queries.design_by_code(session, code)
        try:
            if not form.validate():
                raise RuleBroken("Choose a side and whose card to show.")
            picture = queries.design_picture(
                session,
                row,
                read_design(form.content.data or ""),
                sample=Sample(form.sample.data),
                is_back=form.side.data == "back",
                category=form.category.data or "",
            )
        except RuleBroken as error:
            return error.sentence, error.status, {"Content-Type": "text/plain; charset=utf-8"}
    answer = _sent(picture.png)
    answer.headers["X-Card-Faults"] = quote(picture.fault)
    return answer


@blueprint.post("/card-designs/<string:code>/artworks")
@guard(Action.DESIGN_CARDS)
def design_artworks(code: str) -> Answer:
    """Keep a picture for the design; the script of the desk is answered with the names of all."""
    is_script = request.accept_mimetypes.best == "application/json"
    form = ArtworkForm()
    with reading() as session:
        queries.design_by_code(session, code)
    try:
        if not form.validate_on_submit():
            raise RuleBroken("Choose the file to send.", "file")
        picture = artwork(form.file.data.read(LARGEST_FILE + 1))
        with committing() as session:
            design = queries.design_to_change(session, code)
            name = actions.store_artwork(session, current_actor(), utc_now(), design=design, artwork=picture)
    except (RuleBroken, Conflict) as error:
        if is_script:
            return jsonify(problem=error.sentence), error.status  # type: ignore[return-value]  # a pair as well
        flash(error.sentence, "warning")
    else:
        if is_script:
            return jsonify(name=name, artworks=design.artworks.split(), version=design.version)
        flash("The picture is kept. Name it in an element of the kind artwork.", "success")
    return see_other(url_for(".design_page", code=code))


@blueprint.get("/card-designs/<string:code>/examination")
@guard(Action.DESIGN_CARDS)
def design_examination(code: str) -> str:
    """Every card of the summit looked at in this design, and whose do not come out right (DOC-03, DOC-04)."""
    with reading() as session:
        row = queries.design_by_code(session, code)
        (line,) = queries.design_lines(session, [row])
        found = queries.examine(session, row)
    return render_template("badges/design_examination.html", design=line, found=found)


@blueprint.post("/card-designs/<string:code>/publication")
@guard(Action.DESIGN_CARDS)
def design_publication(code: str) -> Answer:
    """Print cards by this version from the next order on, if every card comes out right."""
    form = VersionForm()
    with reading() as session:
        row = queries.design_by_code(session, code)
        examined = queries.examined(session, row) if form.validate_on_submit() else None
    if examined is None:
        return _design_page(code, None, status=422)
    try:
        with committing() as session:
            design = queries.design_to_change(session, code)
            actions.publish_design(
                session, current_actor(), utc_now(), design=design, version=form.version.data, examined=examined
            )
    except RuleBroken as error:
        flash(error.sentence, "warning")
        return see_other(url_for(".design_examination", code=code))
    flash("The design is published: the next cards are printed by it.", "success")
    return see_other(url_for(".design_page", code=code))


@blueprint.post("/card-designs/<string:code>/retirement")
@guard(Action.DESIGN_CARDS)
def design_retirement(code: str) -> Answer:
    """Print by it no more."""
    form = VersionForm()
    with committing() as session:
        design = queries.design_to_change(session, code)
        actions.retire_design(
            session, current_actor(), utc_now(), design=design, version=form.version.data or 0
        )
    flash("The design is out of use: cards are drawn by the standard design until another is published.", "success")
    return see_other(url_for(".design_page", code=code))


@blueprint.post("/card-designs/<string:code>/removal")
@guard(Action.DESIGN_CARDS)
def design_removal(code: str) -> Answer:
    """Throw a draft away."""
    form = VersionForm()
    with committing() as session:
        design = queries.design_to_change(session, code)
        actions.discard_design(
            session, current_actor(), utc_now(), design=design, version=form.version.data or 0
        )
        is_gone = design.number == 1
    flash("The draft is gone.", "success")
    return see_other(url_for(".designs") if is_gone else url_for(".design_page", code=code))


@blueprint.post("/card-designs/<string:code>/revision")
@guard(Action.DESIGN_CARDS)
def design_revision(code: str) -> Answer:
    """Open the next version as a draft."""
    with committing() as session:
        design = queries.design_to_change(session, code)
        fresh = actions.revise_design(session, current_actor(), utc_now(), design=design)
    flash(f"Version {fresh.number} is open as a draft. Version {design.number} stays as it is.", "success")
    return see_other(url_for(".design_page", code=code))


def _sent(png: bytes) -> Response:
    return send_file(BytesIO(png), mimetype=PICTURE, max_age=0)


def _design_page(
    code: str, form: DesignForm | None, *, is_stale: bool = False, status: int = 200
) -> Answer:
    """The page of the latest version; `form` holds what could not be saved, which stays on the desk."""
    with reading() as session:
        row = queries.design_by_code(session, code)
        (line,) = queries.design_lines(session, [row])
        known = _known(session, row)
    stored = queries.design_content(row)
    shown = DesignForm(formdata=None, content=row.content)
    if form is not None and row.state == DesignState.DRAFT:
        shown.content.data, shown.content.errors = form.content.data, form.content.errors
        shown.form_errors = form.form_errors
    return render_template(
        "badges/design_page.html",
        form=shown,
        form_failed=form is not None,
        design=line,
        known=known,
        theirs=stored if is_stale else None,
        has_back=bool(stored.back),
        width=stored.width,
        height=stored.height,
        artworks=row.artworks.split(),
    ), status


def _known(session: Session, row: CardDesign) -> dict[str, object]:
    """What the desk offers to choose from."""
    return {
        **queries.design_choices(session),
        "sizes": CARD_SIZES,
        "samples": {sample.value: name for sample, name in SAMPLE_NAMES.items()},
        "artworks": row.artworks.split(),
    }

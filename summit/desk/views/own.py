"""The delegate's own page: accreditation, badge, schedule."""

from __future__ import annotations

from flask import Response, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from summit.accounts.permissions import Action, current_actor, guard
from summit.badges.actions import issue_for_self
from summit.badges.queries import own_badge_pdf
from summit.desk import queries
from summit.desk.render import code_svg
from summit.desk.views.doors import blueprint, viewer
from summit.documents.actions import LANGUAGES, participant_schedule_ics, participant_schedule_pdf
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import NotFound
from summit.foundation.web import see_other


@blueprint.get("/my")
@guard(Action.SEE_OWN_BADGE)
def my_page() -> str:
    """Where my application stands, my badge, my days."""
    asking = viewer()
    with reading() as session:
        page = queries.own_page(session, asking, queries.own_participant(session, asking), LANGUAGES)
    return render_template("desk/my_page.html", page=page, now=asking.now)


@blueprint.post("/my/badge")
@guard(Action.SEE_OWN_BADGE)
def own_badge() -> Answer:
    """Make my first card, where the category lets people print their own; a second time shows the same one."""
    asking = viewer()
    with committing() as session:
        participant = queries.own_participant(session, asking)
        issue_for_self(session, current_actor(), asking.now, participant=participant)
    return see_other(url_for(".my_page", _anchor="badge"))


@blueprint.get("/my/badge-code.svg")
@guard(Action.SEE_OWN_BADGE)
def own_badge_code() -> Response:
    """The signed code of my badge, as large as the screen shows it."""
    asking = viewer()
    with reading() as session:
        code = queries.own_code(session, queries.own_participant(session, asking))
    return Response(code_svg(code), mimetype="image/svg+xml")


@blueprint.get("/my/badge.pdf")
@guard(Action.SEE_OWN_BADGE)
def own_badge_file() -> Response:
    """My badge on paper, where the category lets people print their own."""
    asking = viewer()
    with reading() as session:
        participant = queries.own_participant(session, asking)
        if not queries.may_print(session, participant):
            raise NotFound("There is no badge to print.")
        content = own_badge_pdf(session, participant=participant)
    return _file(content, "application/pdf", "badge.pdf")


@blueprint.get("/my/schedule.pdf")
@guard(Action.SEE_OWN_SCHEDULE)
def own_schedule_file() -> Response:
    """My days on paper."""
    wanted = request.args.get("language", "en")
    with reading() as session:
        participant = queries.own_participant(session, viewer())
        content = participant_schedule_pdf(
            session,
            utc_now(),
            participant=participant,
            viewer=queries.own_viewer(participant),
            language=wanted if wanted in LANGUAGES else "en",
        )
    return _file(content, "application/pdf", "schedule.pdf")


@blueprint.get("/my/schedule.ics")
@guard(Action.SEE_OWN_SCHEDULE)
def own_schedule_calendar() -> Response:
    """My days as a calendar file."""
    with reading() as session:
        participant = queries.own_participant(session, viewer())
        content = participant_schedule_ics(
            session, utc_now(), participant=participant, viewer=queries.own_viewer(participant)
        )
    return _file(content, "text/calendar", "schedule.ics")


def _file(content: bytes, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

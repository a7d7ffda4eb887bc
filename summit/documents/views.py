"""Web doors of documents: programme and schedules as PDF and calendar files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO

from flask import Blueprint, Response, render_template, request
from flask_login import current_user
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.agenda.queries import days_of_programme
from summit.bilaterals.actions import record_reading
from summit.delegations.queries import (
    DelegationFilters,
    Reach,
    delegation_cards,
    delegation_within,
    delegations_matching,
    participant_within,
    reach,
)
from summit.documents import ics
from summit.documents.facts import Item, Part
from summit.documents.queries import daily_programme, delegation_schedule, participant_schedule
from summit.documents.render import (
    render_daily_programme,
    render_delegation_schedule,
    render_participant_schedule,
)
from summit.documents.words import WORDS
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import NotFound
from summit.foundation.web import page_number, paged

blueprint = Blueprint("documents", __name__)


@blueprint.get("/documents")
@guard(Action.SEE_PROGRAMME)
def index() -> str:
    """What can be printed, in which language."""
    language = _language()
    search = request.args.get("q", "").strip()
    with reading() as session:
        days = days_of_programme(session)
        page = None
        if may(Action.SEE_DELEGATION_SCHEDULE):
            within = _within(session, Action.SEE_DELEGATION_SCHEDULE)
            page = paged(
                session,
                delegations_matching(within, DelegationFilters(search=search)),
                number=page_number(),
                per_page=25,
            )
            cards = delegation_cards(session, page.rows, utc_now())
    return render_template(
        "documents/index.html",
        days=days,
        page=page,
        cards=cards if page is not None else [],
        language=language,
        languages={code: words.name for code, words in WORDS.items()},
        search=search,
    )


@blueprint.get("/documents/daily-programme/<string:day>.pdf")
@guard(Action.SEE_PROGRAMME)
def daily_programme_pdf(day: str) -> Response:
    """The public programme of one day."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError as error:
        raise NotFound() from error
    with reading() as session:
        facts = daily_programme(session, wanted, _language())
    buffer = BytesIO()
    render_daily_programme(facts, buffer, printed_at=utc_now())
    return _pdf(buffer, f"programme-{day}")


@blueprint.get("/documents/delegation-schedules/<string:code>.pdf")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def delegation_schedule_pdf(code: str) -> Response:
    """A delegation's days on paper."""
    with reading() as session:
        delegation = delegation_within(session, _within(session, Action.SEE_DELEGATION_SCHEDULE), code)
        viewer = _viewer(session)
        facts = delegation_schedule(session, delegation, viewer=viewer, language=_language())
    _note_reading(viewer, f"schedule {code}", [item for plan in facts.people for item in plan.items])
    buffer = BytesIO()
    render_delegation_schedule(facts, buffer, printed_at=utc_now())
    return _pdf(buffer, f"schedule-{code}")


@blueprint.get("/documents/delegation-schedules/<string:code>.ics")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def delegation_schedule_ics(code: str) -> Response:
    """A delegation's days for a calendar program."""
    with reading() as session:
        delegation = delegation_within(session, _within(session, Action.SEE_DELEGATION_SCHEDULE), code)
        viewer = _viewer(session)
        facts = delegation_schedule(session, delegation, viewer=viewer, language=_language())
    _note_reading(viewer, f"schedule {code}", [item for plan in facts.people for item in plan.items])
    return calendar_file(ics.delegation_calendar(facts, made_at=utc_now()), f"schedule-{code}")


@blueprint.get("/documents/participant-schedules/<string:code>.pdf")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def participant_schedule_pdf(code: str) -> Response:
    """One participant's days on paper."""
    with reading() as session:
        participant = participant_within(session, _within(session, Action.SEE_DELEGATION_SCHEDULE), code)
        viewer = _viewer(session)
        facts = participant_schedule(session, participant, viewer=viewer, language=_language())
    _note_reading(viewer, f"schedule {code}", facts.items)
    buffer = BytesIO()
    render_participant_schedule(facts, buffer, printed_at=utc_now())
    return _pdf(buffer, f"schedule-{code}")


@blueprint.get("/documents/participant-schedules/<string:code>.ics")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def participant_schedule_ics(code: str) -> Response:
    """One participant's days for a calendar program."""
    with reading() as session:
        participant = participant_within(session, _within(session, Action.SEE_DELEGATION_SCHEDULE), code)
        viewer = _viewer(session)
        facts = participant_schedule(session, participant, viewer=viewer, language=_language())
    _note_reading(viewer, f"schedule {code}", facts.items)
    return calendar_file(ics.participant_calendar(facts, made_at=utc_now()), f"schedule-{code}")


def calendar_file(content: bytes, name: str) -> Response:
    """A calendar file as an answer."""
    answer = Response(content, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer


def _pdf(buffer: BytesIO, name: str) -> Response:
    answer = Response(buffer.getvalue(), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def _language() -> str:
    wanted = request.args.get("language", "en")
    return wanted if wanted in WORDS else "en"


def _within(session: Session, action: Action) -> Reach:
    return reach(session, current_actor(), action, utc_now(), acting_for=current_user.acting_for)


def _viewer(session: Session) -> Reach:
    """Whose bilaterals the reader may know: for everybody else a room is reserved, and no more (BIL-50)."""
    return _within(session, Action.SEE_BILATERALS)


def _note_reading(viewer: Reach, where: str, items: Iterable[Item]) -> None:
    """Whoever reads of bilaterals without belonging to one leaves a line in the journal (BIL-51)."""
    codes = [item.code for item in items if item.part is Part.BILATERAL]
    if codes and viewer.everything:
        with committing() as session:
            record_reading(session, current_actor(), utc_now(), within=viewer, where=where, codes=codes)

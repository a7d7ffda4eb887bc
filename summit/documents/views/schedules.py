"""Web doors of documents: programme and schedules as PDF and calendar files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO

from flask import Response, render_template, request
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
)
from summit.documents import ics
from summit.documents.facts import Item, Part
from summit.documents.lifecycle import CLASSIFICATION_NAMES, STATE_NAMES
from summit.documents.queries import (
    circulated_list,
    daily_programme,
    delegation_schedule,
    latest_of_kinds,
    open_requests,
    participant_schedule,
)
from summit.documents.render import (
    render_daily_programme,
    render_delegation_schedule,
    render_participant_schedule,
)
from summit.documents.views.doors import (
    LANGUAGES,
    asked_language,
    blueprint,
    calendar_file,
    pdf,
    readable_kinds,
    viewer,
    within,
)
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import NotFound
from summit.foundation.web import page_number, paged


@blueprint.get("/documents")
@guard(Action.SEE_PROGRAMME)
def index() -> str:
    """What can be printed, in which language."""
    language = asked_language()
    search = request.args.get("q", "").strip()
    with reading() as session:
        days = days_of_programme(session)
        page = None
        if may(Action.SEE_DELEGATION_SCHEDULE):
            reachable = within(session, Action.SEE_DELEGATION_SCHEDULE)
            page = paged(
                session,
                delegations_matching(reachable, DelegationFilters(search=search)),
                number=page_number(),
                per_page=25,
            )
            cards = delegation_cards(session, page.rows, utc_now())
        latest = latest_of_kinds(session) if may(Action.SEE_DOCUMENTS) else {}
        waiting = open_requests(session) if may(Action.DECIDE_CORRECTIONS) else 0
        own_list = listed_for(session)
    return render_template(
        "documents/index.html",
        days=days,
        page=page,
        cards=cards if page is not None else [],
        language=language,
        languages=LANGUAGES,
        search=search,
        kinds=readable_kinds(),
        classes=CLASSIFICATION_NAMES,
        states=STATE_NAMES,
        latest=latest,
        waiting=waiting,
        own_list=own_list,
    )


def listed_for(session: Session) -> str:
    """The code of the delegation that the signed-in user acts for, once a list circulates that it can correct."""
    reachable = within(session, Action.ASK_CORRECTIONS)
    if reachable.everything or not reachable.delegations or circulated_list(session) is None:
        return ""
    found = session.scalars(delegations_matching(reachable, DelegationFilters())).first()
    return found.code if found else ""


@blueprint.get("/documents/daily-programme/<string:day>.pdf")
@guard(Action.SEE_PROGRAMME)
def daily_programme_pdf(day: str) -> Response:
    """The public programme of one day."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError as error:
        raise NotFound() from error
    with reading() as session:
        facts = daily_programme(session, wanted, asked_language())
    buffer = BytesIO()
    render_daily_programme(facts, buffer, printed_at=utc_now())
    return pdf(buffer.getvalue(), f"programme-{day}")


@blueprint.get("/documents/delegation-schedules/<string:code>.pdf")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def delegation_schedule_pdf(code: str) -> Response:
    """A delegation's days on paper."""
    with reading() as session:
        delegation = delegation_within(session, within(session, Action.SEE_DELEGATION_SCHEDULE), code)
        seen = viewer(session)
        facts = delegation_schedule(session, delegation, viewer=seen, language=asked_language())
    _note_reading(seen, f"schedule {code}", [item for plan in facts.people for item in plan.items])
    buffer = BytesIO()
    render_delegation_schedule(facts, buffer, printed_at=utc_now())
    return pdf(buffer.getvalue(), f"schedule-{code}")


@blueprint.get("/documents/delegation-schedules/<string:code>.ics")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def delegation_schedule_ics(code: str) -> Response:
    """A delegation's days for a calendar program."""
    with reading() as session:
        delegation = delegation_within(session, within(session, Action.SEE_DELEGATION_SCHEDULE), code)
        seen = viewer(session)
        facts = delegation_schedule(session, delegation, viewer=seen, language=asked_language())
    _note_reading(seen, f"schedule {code}", [item for plan in facts.people for item in plan.items])
    return calendar_file(ics.delegation_calendar(facts, made_at=utc_now()), f"schedule-{code}")


@blueprint.get("/documents/participant-schedules/<string:code>.pdf")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def participant_schedule_pdf(code: str) -> Response:
    """One participant's days on paper."""
    with reading() as session:
        participant = participant_within(session, within(session, Action.SEE_DELEGATION_SCHEDULE), code)
        seen = viewer(session)
        facts = participant_schedule(session, participant, viewer=seen, language=asked_language())
    _note_reading(seen, f"schedule {code}", facts.items)
    buffer = BytesIO()
    render_participant_schedule(facts, buffer, printed_at=utc_now())
    return pdf(buffer.getvalue(), f"schedule-{code}")


@blueprint.get("/documents/participant-schedules/<string:code>.ics")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def participant_schedule_ics(code: str) -> Response:
    """One participant's days for a calendar program."""
    with reading() as session:
        participant = participant_within(session, within(session, Action.SEE_DELEGATION_SCHEDULE), code)
        seen = viewer(session)
        facts = participant_schedule(session, participant, viewer=seen, language=asked_language())
    _note_reading(seen, f"schedule {code}", facts.items)
    return calendar_file(ics.participant_calendar(facts, made_at=utc_now()), f"schedule-{code}")


def _note_reading(seen: Reach, where: str, items: Iterable[Item]) -> None:
    """Whoever reads of bilaterals without belonging to one leaves a line in the journal (BIL-51)."""
    codes = [item.code for item in items if item.part is Part.BILATERAL]
    if codes and seen.everything:
        with committing() as session:
            record_reading(session, current_actor(), utc_now(), within=seen, where=where, codes=codes)

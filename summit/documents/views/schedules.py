"""Web doors of documents: programme and schedules as PDF and calendar files."""

from __future__ import annotations

from datetime import date

from flask import Response, render_template, request
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, guard, may
from summit.agenda.queries import days_of_programme
from summit.delegations.queries import (
    DelegationFilters,
    delegation_cards,
    delegation_within,
    delegations_matching,
    participant_within,
)
from summit.documents import ics
from summit.documents.facts import Bilingual, Facts
from summit.documents.lifecycle import CLASSIFICATION_NAMES, STATE_NAMES, DocumentKind
from summit.documents.queries import (
    circulated_list,
    daily_programme,
    delegation_meetings,
    delegation_schedule,
    in_languages,
    latest_of_kinds,
    open_requests,
    participant_schedule,
)
from summit.documents.render import paper_of
from summit.documents.views.doors import (
    LANGUAGES,
    asked_language,
    blueprint,
    calendar_file,
    in_name,
    note_reading,
    pdf,
    readable_kinds,
    viewer,
    within,
)
from summit.foundation.clock import utc_now
from summit.foundation.db import reading
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
        may_set_up=may(Action.PLACE_BILATERAL),
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
    languages = asked_language()
    with reading() as session:
        facts = in_languages(languages, lambda language: daily_programme(session, wanted, language))
    content = paper_of(DocumentKind.DAILY_PROGRAMME, facts, printed_at=utc_now())
    return pdf(content, f"programme-{day}-{in_name(languages)}")


@blueprint.get("/documents/delegation-schedules/<string:code>.pdf")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def delegation_schedule_pdf(code: str) -> Response:
    """A delegation's days on paper."""
    return _paper(code, DocumentKind.DELEGATION_SCHEDULE, _schedule_of_delegation(code, asked_language()))


@blueprint.get("/documents/delegation-schedules/<string:code>.ics")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def delegation_schedule_ics(code: str) -> Response:
    """A delegation's days for a calendar program."""
    return _calendar(code, _schedule_of_delegation(code, asked_language()))


@blueprint.get("/documents/participant-schedules/<string:code>.pdf")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def participant_schedule_pdf(code: str) -> Response:
    """One participant's days on paper."""
    return _paper(code, DocumentKind.PARTICIPANT_SCHEDULE, _schedule_of_participant(code, asked_language()))


@blueprint.get("/documents/participant-schedules/<string:code>.ics")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def participant_schedule_ics(code: str) -> Response:
    """One participant's days for a calendar program."""
    return _calendar(code, _schedule_of_participant(code, asked_language()))


@blueprint.get("/documents/delegation-meetings/<string:code>.pdf")
@guard(Action.SEE_DELEGATION_SCHEDULE)
def delegation_meetings_pdf(code: str) -> Response:
    """A delegation's bilateral meetings and open requests on paper."""
    now = utc_now()
    with reading() as session:
        delegation = delegation_within(session, within(session, Action.SEE_DELEGATION_SCHEDULE), code)
        seen = viewer(session)
        facts = in_languages(
            asked_language(),
            lambda language: delegation_meetings(session, delegation, now, viewer=seen, language=language),
        )
    note_reading(f"meetings of {code}", facts)
    content = paper_of(DocumentKind.DELEGATION_MEETINGS, facts, printed_at=now)
    return pdf(content, f"bilateral-meetings-{code}-{in_name(asked_language())}")


def _schedule_of_delegation(code: str, languages: str) -> Facts:
    with reading() as session:
        delegation = delegation_within(session, within(session, Action.SEE_DELEGATION_SCHEDULE), code)
        seen = viewer(session)
        return in_languages(
            languages, lambda language: delegation_schedule(session, delegation, viewer=seen, language=language)
        )


def _schedule_of_participant(code: str, languages: str) -> Facts:
    with reading() as session:
        participant = participant_within(session, within(session, Action.SEE_DELEGATION_SCHEDULE), code)
        seen = viewer(session)
        return in_languages(
            languages, lambda language: participant_schedule(session, participant, viewer=seen, language=language)
        )


def _calendar(code: str, facts: Facts) -> Response:
    """A calendar program speaks one language: the first."""
    first = facts.first if isinstance(facts, Bilingual) else facts
    note_reading(f"schedule {code}", first)
    return calendar_file(ics.calendar_of(first, made_at=utc_now()), f"schedule-{code}")


def _paper(code: str, kind: DocumentKind, facts: Facts) -> Response:
    note_reading(f"schedule {code}", facts)
    content = paper_of(kind, facts, printed_at=utc_now())
    return pdf(content, f"schedule-{code}-{in_name(asked_language())}")

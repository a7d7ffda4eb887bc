"""Requests as a viewer may read them: the list, its parts, one request and its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, case, exists, false, func, or_, select
from sqlalchemy.orm import Session, joinedload

from summit.audit.queries import history
from summit.bilaterals.facts import Arrangements, MeetingFacts, RequestFacts, SideFacts, Span, Step
from summit.bilaterals.lifecycle import BOTH, CAME_TO_AN_END, FREED, MeetingState, RequestState, Side
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.permissions import may_read_needs, may_read_subject, own_side, requests_within
from summit.bilaterals.rules import NO_PRINCIPALS, OPEN_STATES, PRINCIPALS, asked_languages, has_lapsed
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import Delegation, Headship, Participant, Party
from summit.delegations.queries import Reach, names_of, spoken_name
from summit.foundation.errors import NotFound
from summit.foundation.sealing import unseal
from summit.venues.queries import as_of

PER_PAGE = 50
PLACING = frozenset({"hold", "confirm", "move"})  # whose reason both sides read (BIL-16); a cancellation's is the desk's
AHEAD = (MeetingState.CONFIRMED, MeetingState.CALLED, MeetingState.IN_PROGRESS)


def request_within(session: Session, within: Reach, code: str) -> MeetingRequest:
    """The request of that code if the viewer may know of it; NotFound for a foreign one as for a missing one (ROL-01)."""
    found = session.scalar(with_sides(select(MeetingRequest)).where(MeetingRequest.code == code, requests_within(within)))
    if found is None:
        raise NotFound()
    return found


def requests_of(within: Reach, at: datetime, *, part: str = "", delegation: str = "") -> Select[MeetingRequest]:
    """The statement of the viewer's requests: those to be answered first, then the newest.

    `part` is a key of `parts`, `delegation` a code, `at` the moment against which holds lapse (`venues.queries.as_of`).
    """
    statement = with_sides(select(MeetingRequest)).where(requests_within(within))
    if part:
        statement = statement.where(parts(within, at).get(part, false()))
    if delegation:
        wanted = select(Delegation.id).where(Delegation.code == delegation)
        statement = statement.where(or_(MeetingRequest.asking_id.in_(wanted), MeetingRequest.asked_id.in_(wanted)))
    awaited = case((MeetingRequest.state.in_(OPEN_STATES) & _is_turn_of(within), 0), else_=1)
    return statement.order_by(awaited, MeetingRequest.requested_at.desc(), MeetingRequest.id.desc())


def parts(within: Reach, at: datetime) -> dict[str, ColumnElement[bool]]:
    """The parts of the viewer's list, in order. What a side has to answer comes first; a delegate only has meetings.

    A hold that has lapsed at `at` is none any more.
    """
    is_open = MeetingRequest.state.in_(OPEN_STATES)
    held = _has_meeting(MeetingState.HELD) & _has_hold_beyond(at)
    stands = _has_meeting(*AHEAD)
    off = _has_meeting(*CAME_TO_AN_END)
    mine = _is_turn_of(within)
    found: dict[str, ColumnElement[bool]] = {}
    if within.everything:
        returned = MeetingRequest.state == RequestState.WITH_DESK
        found |= {"returned": returned, "unanswered": is_open & ~returned & ~held, "held": held}
    elif within.only_participant is None:
        found["answer"] = is_open & mine
        found["waiting"] = is_open & ~mine
    if within.only_participant is None:
        found["placing"] = (MeetingRequest.state == RequestState.ACCEPTED) & ~stands & ~off
    found["confirmed"] = stands
    found["closed"] = MeetingRequest.state.in_([RequestState.DECLINED, RequestState.WITHDRAWN]) | off
    return found


def counts(session: Session, within: Reach, now: datetime) -> dict[str, int]:
    """How many of the viewer's requests are in each part of the list: one query."""
    wanted = parts(within, as_of(session, now))
    columns = [func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in wanted.values()]
    row = session.execute(select(*columns).select_from(MeetingRequest).where(requests_within(within))).one()
    return {part: int(number) for part, number in zip(wanted, row, strict=True)}


def request_facts(
    session: Session, requests: Sequence[MeetingRequest], within: Reach, now: datetime
) -> list[RequestFacts]:
    """Loaded requests as plain values for this viewer: two queries, whatever their number."""
    at = as_of(session, now)
    found = _meetings_of(session, [request.id for request in requests])
    meetings = {key: meeting for key, meeting in found.items() if not has_lapsed(meeting, at)}
    names = names_of(
        session, {side.party_id for request in requests for side in (request.asking, request.asked)}
    )
    return [_facts(request, meetings.get(request.id), names, within) for request in requests]


def facts_of(session: Session, request: MeetingRequest, within: Reach, now: datetime) -> RequestFacts:
    """One loaded request as plain values for this viewer."""
    return request_facts(session, [request], within, now)[0]


def subject_of(session: Session, request: MeetingRequest, within: Reach) -> str | None:
    """The subject for those who may read it, None for all others; `within` is the reach for reading subjects."""
    if not may_read_subject(within, request):
        return None
    return unseal(session, request.subject_sealed) if request.subject_sealed else ""


def needs_of(session: Session, request: MeetingRequest, within: Reach) -> dict[Side, str]:
    """The special needs of the sides whose needs the viewer may read: the own side's, and both for the desk."""
    sealed = {Side.ASKING: request.asking_needs_sealed, Side.ASKED: request.asked_needs_sealed}
    return {
        side: unseal(session, text) if text else ""
        for side, text in sealed.items()
        if may_read_needs(within, request, side)
    }


def steps_of(session: Session, code: str) -> list[Step]:
    """What happened to the request, newest first."""
    return [
        Step(
            at=line.at,
            by=line.after.get("by", ""),
            verb=line.verb,
            about=datetime.fromisoformat(line.after["time"]) if line.after.get("time") else None,
            room=line.after.get("room", ""),
            reason=line.reason if line.verb in PLACING else "",
        )
        for line in history(session, "meeting_request", code)
    ]


def languages_of(request: MeetingRequest) -> tuple[str, ...]:
    """The languages for which the host is asked to interpret at that meeting."""
    return asked_languages(
        (request.asking_language, request.asking_interpretation), (request.asked_language, request.asked_interpretation)
    )


def meeting_of(session: Session, request: MeetingRequest) -> BilateralMeeting | None:
    """The meeting of the request with its room, held ones too; not those that came to nothing."""
    return _meetings_of(session, [request.id]).get(request.id)


def open_requests(session: Session, delegation_id: int) -> int:
    """How many requests of this delegation wait for a last answer (BIL-22)."""
    statement = select(func.count()).where(
        MeetingRequest.asking_id == delegation_id, MeetingRequest.state.in_(OPEN_STATES)
    )
    return session.scalar(statement) or 0


def twin_of(session: Session, asking_id: int, asked_id: int, principal_id: int) -> MeetingRequest | None:
    """An open request of the same principal to the same delegation."""
    statement = select(MeetingRequest).where(
        MeetingRequest.asking_id == asking_id,
        MeetingRequest.asked_id == asked_id,
        MeetingRequest.asking_principal_id == principal_id,
        MeetingRequest.state.in_(OPEN_STATES),
    )
    return session.scalars(statement).first()


def principals_of(session: Session, delegation_id: int) -> list[tuple[str, str]]:
    """Code and name of everybody who can be the delegation's principal, in its own order (DEL-13): those who represent it
    and whoever heads it at some time, whatever that person's function.
    """
    statement = (
        select(Participant)
        .where(
            Participant.delegation_id == delegation_id,
            Participant.state == ParticipantState.ENROLLED,
            or_(Participant.function.in_(PRINCIPALS), Participant.id.in_(select(Headship.participant_id))),
        )
        .order_by(Participant.position, Participant.id)
        .options(joinedload(Participant.person))
    )
    return [
        (one.code, ", ".join(filter(None, [spoken_name(one.person), one.title]))) for one in session.scalars(statement)
    ]


def partners_of(session: Session, delegation_id: int | None = None) -> list[tuple[str, str]]:
    """Code and name of every delegation that holds bilateral meetings, by name, but the given one."""
    rows = session.execute(
        select(Delegation.code, Delegation.party_id)
        .join(Party, Party.id == Delegation.party_id)
        .where(Party.kind.not_in(NO_PRINCIPALS), Delegation.id != (delegation_id or 0))
        .order_by(Delegation.sort_name, Delegation.id)
    ).all()
    names = names_of(session, {row.party_id for row in rows})
    return [(row.code, names[row.party_id]) for row in rows]


def with_sides(statement: Select[MeetingRequest]) -> Select[MeetingRequest]:
    """Load both delegations with their parties and both principals with their persons in the same query."""
    return statement.options(
        joinedload(MeetingRequest.asking).joinedload(Delegation.party),
        joinedload(MeetingRequest.asked).joinedload(Delegation.party),
        joinedload(MeetingRequest.asking_principal).joinedload(Participant.person),
        joinedload(MeetingRequest.asked_principal).joinedload(Participant.person),
    )


def side_facts(delegation: Delegation, principal: Participant | None, names: dict[int, str]) -> SideFacts:
    """One loaded side as plain values."""
    return SideFacts(
        delegation_code=delegation.code,
        name=names[delegation.party_id],
        in_text=in_text(delegation, names),
        flag=delegation.party.flag,
        principal_code=principal.code if principal else "",
        principal=spoken_name(principal.person) if principal else "",
        principal_title=principal.title if principal else "",
        is_withdrawn=principal is not None and principal.state != ParticipantState.ENROLLED,
    )


def in_text(delegation: Delegation, names: dict[int, str]) -> str:
    """The printed name as running text has it: `the Republic of Korea`, `France`."""
    return f"{delegation.party.article} {names[delegation.party_id]}".strip()


def _facts(
    request: MeetingRequest, meeting: BilateralMeeting | None, names: dict[int, str], within: Reach
) -> RequestFacts:
    side = own_side(within, request)
    return RequestFacts(
        code=request.code,
        asking=side_facts(request.asking, request.asking_principal, names),
        asked=side_facts(request.asked, request.asked_principal, names),
        minutes=request.minutes,
        wished_from=request.wished_from,
        wished_until=request.wished_until,
        persons_per_side=request.persons_per_side,
        proposed_at=request.proposed_at,
        requested_at=request.requested_at,
        state=request.state,
        standing=meeting.state if meeting else request.state,
        turn=request.turn if request.state in OPEN_STATES else "",
        own_side=side.value if side else "",
        version=request.version,
        meeting=_meeting_facts(meeting) if meeting else None,
        kind=request.kind,
        asking_yields=request.asking_yields,
        more=tuple(Span(window.starts_at, window.ends_at) for window in request.windows),
        arrangements=tuple((one.value, _arranged(request, one)) for one in Side),
    )


def _arranged(request: MeetingRequest, side: Side) -> Arrangements:
    """What that side has arranged, without its needs, which are sealed (see `needs_of`)."""
    is_asking = side is Side.ASKING
    return Arrangements(
        language=request.asking_language if is_asking else request.asked_language,
        interpretation=request.asking_interpretation if is_asking else request.asked_interpretation,
        press=request.press,
        exchanges_gifts=request.exchanges_gifts,
    )


def _meeting_facts(meeting: BilateralMeeting) -> MeetingFacts:
    return MeetingFacts(
        code=meeting.code,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        room_code=meeting.room.code,
        room_name=meeting.room.name,
        state=meeting.state,
        version=meeting.version,
        held_until=meeting.held_until,
    )


def _meetings_of(session: Session, request_ids: list[int]) -> dict[int, BilateralMeeting]:
    statement = (
        select(BilateralMeeting)
        .where(BilateralMeeting.request_id.in_(request_ids), BilateralMeeting.state.not_in(FREED))
        .options(joinedload(BilateralMeeting.room))
        .execution_options(populate_existing=True)
    )
    return {meeting.request_id: meeting for meeting in session.scalars(statement)}


def _has_meeting(*states: MeetingState) -> ColumnElement[bool]:
    return exists().where(BilateralMeeting.request_id == MeetingRequest.id, BilateralMeeting.state.in_(states))


def _has_hold_beyond(at: datetime) -> ColumnElement[bool]:
    return exists().where(BilateralMeeting.request_id == MeetingRequest.id, BilateralMeeting.held_until > at)


def _is_turn_of(within: Reach) -> ColumnElement[bool]:
    if within.only_participant is not None or not within.delegations:
        return false()
    return or_(
        MeetingRequest.asking_id.in_(within.delegations) & MeetingRequest.turn.in_([Side.ASKING, BOTH]),
        MeetingRequest.asked_id.in_(within.delegations) & MeetingRequest.turn.in_([Side.ASKED, BOTH]),
    )

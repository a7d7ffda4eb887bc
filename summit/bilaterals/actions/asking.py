"""Asking for a meeting and agreeing on its time (BIL-01, BIL-03, BIL-22)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.facts import Actor
from summit.bilaterals.actions.arranging import put_down, sealed
from summit.bilaterals.actions.freeing import give_up, hand_back
from summit.bilaterals.actions.holding import settle
from summit.bilaterals.actions.letters import tell, tell_both
from summit.bilaterals.actions.noting import note_meeting, note_request
from summit.bilaterals.actions.taking import take_request
from summit.bilaterals.facts import MeetingWish
from summit.bilaterals.lifecycle import BOTH, DESK, REQUEST, News, RequestState, Side
from summit.bilaterals.models import BilateralMeeting, MeetingRequest, MeetingWindow
from summit.bilaterals.queries import (
    duties_of,
    offered_times,
    open_requests,
    principals_of,
    twin_of,
)
from summit.bilaterals.rules import (
    TimeNotOffered,
    principal_span,
    require_ahead,
    require_few_open,
    require_kind,
    require_no_twin,
    require_open,
    require_principal,
    require_representative,
    require_summit_day,
    require_turn,
    require_two_delegations,
    require_wish,
)
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import head_at
from summit.foundation.codes import new_code
from summit.venues.queries import the_summit


def ask(
    session: Session, actor: Actor, now: datetime, *, asking: Delegation, asked: Delegation, wish: MeetingWish
) -> MeetingRequest:
    """Ask another delegation for a meeting (BIL-01). Its head is the counterpart until it names somebody else.

    At most ten requests of a delegation are open; they are counted under its lock, so two people cannot make the eleventh
    together (BIL-22).
    """
    summit = the_summit(session)
    require_two_delegations(asking, asked)
    require_kind(wish.kind, asked)
    require_wish(wish, summit.days(), summit.zone, summit.present(now))
    _queue_for(session, asking)
    principal = require_principal(_wished_principal(session, asking, wish, now), asking.id)
    require_representative(principal, dict(principals_of(session, asking.id)))
    require_no_twin(twin_of(session, asking.id, asked.id, principal.id))
    require_few_open(open_requests(session, asking.id))
    counterpart = head_at(session, asked.id, wish.wished_from or now)
    request = MeetingRequest(
        code=new_code("MR"),
        asking=asking,
        asked=asked,
        asking_principal=principal,
        asked_principal=counterpart,
        minutes=wish.minutes,
        wished_from=wish.wished_from,
        wished_until=wish.wished_until,
        persons_per_side=wish.persons_per_side,
        subject_sealed=sealed(session, wish.subject),
        kind=str(wish.kind),
        asking_yields=wish.yields,
        windows=[
            MeetingWindow(position=position, starts_at=span.starts_at, ends_at=span.ends_at)
            for position, span in enumerate(wish.more, 2)
        ],
        turn=Side.ASKED.value,
        state=REQUEST.first.value,
        requested_at=now,
    )
    put_down(session, request, Side.ASKING, wish.arrangements)
    session.add(request)
    session.flush()
    note_request(session, actor, now, request, verb="ask", by=Side.ASKING)
    tell(session, now, request=request, delegation_ids=[asked.id], news=News.ASKED)
    return request


def accept(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    request: MeetingRequest,
    by: str,
    version: int | None,
    starts_at: datetime | None = None,
) -> None:
    """Accept one of the times offered; after an offer of a certain time, that one (BIL-03).

    Raises TimeNotOffered for any other: the calendar of the other side cannot be sounded out (BIL-22). A time that the desk
    offered needs both sides.
    """
    side = Side(by)
    held = take_request(session, now, request, version)
    state = REQUEST.after(RequestState(request.state), "accept")
    require_turn(request, side)
    require_principal(request.asking_principal, request.asking_id)
    require_principal(request.asked_principal, request.asked_id)
    wanted = starts_at or request.proposed_at
    if wanted is None or wanted not in offered_times(session, request, now):
        raise TimeNotOffered("That time is not offered any more. Choose one of those shown, or offer another one.")
    request.proposed_at = wanted
    is_last = request.turn != BOTH
    if is_last:
        request.state = state.value
    else:
        request.turn = side.other.value
    if held is not None:
        _note_acceptance(now, held, side)
    session.flush()
    note_request(session, actor, now, request, verb="accept", by=side, about=wanted)
    if held is None or not is_last:
        _tell_other(session, now, request, side, News.ACCEPTED)
        return
    settle(session, now, held)
    note_meeting(session, actor, now, held, verb="confirm")
    tell_both(session, now, request, News.CONFIRMED)


def decline(
    session: Session, actor: Actor, now: datetime, *, request: MeetingRequest, by: str, version: int | None
) -> None:
    """Decline: the asked side at any time before it is accepted, the asking side when a time was offered to it."""
    side = Side(by)
    held = take_request(session, now, request, version)
    state = REQUEST.after(RequestState(request.state), "decline")
    if side is Side.ASKING:
        require_turn(request, side)
    if held is not None:
        give_up(session, actor, now, held, by=side)
    request.state = state.value
    session.flush()
    note_request(session, actor, now, request, verb="decline", by=side)
    _tell_other(session, now, request, side, News.DECLINED)


def offer_other_time(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    request: MeetingRequest,
    by: str,
    version: int | None,
    starts_at: datetime,
) -> None:
    """Offer a certain time; the other side answers next. `by` is asking, asked, or `desk`, whose offer both must accept.

    A place that is held for the request is given up with it.

    Only the own principal's duties are looked at, so that offers tell nothing of the other's (BIL-22).
    """
    held = take_request(session, now, request, version)
    state = REQUEST.after(RequestState(request.state), "offer_other_time")
    summit = the_summit(session)
    require_ahead(starts_at, summit.present(now))
    require_summit_day(starts_at, summit.days(), summit.zone)
    if held is not None:
        give_up(session, actor, now, held, by=by)
    _require_free(session, now, request, by, starts_at)
    request.proposed_at = starts_at
    request.turn = BOTH if by == DESK else Side(by).other.value
    request.state = state.value
    session.flush()
    note_request(session, actor, now, request, verb="offer_other_time", by=by, about=starts_at)
    if by == DESK:
        told = [request.asking_id, request.asked_id]
        tell(session, now, request=request, delegation_ids=told, news=News.DESK_OFFER)
    else:
        _tell_other(session, now, request, Side(by), News.OFFERED)


def withdraw(
    session: Session, actor: Actor, now: datetime, *, request: MeetingRequest, version: int | None
) -> None:
    """Take the own request back, until its meeting is confirmed; a place that is held for it is free at once."""
    held = take_request(session, now, request, version)
    state = REQUEST.after(RequestState(request.state), "withdraw")
    if held is not None:
        give_up(session, actor, now, held, by=Side.ASKING)
    request.state = state.value
    session.flush()
    note_request(session, actor, now, request, verb="withdraw", by=Side.ASKING)
    _tell_other(session, now, request, Side.ASKING, News.WITHDRAWN)


def name_principal(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    request: MeetingRequest,
    by: str,
    version: int | None,
    participant: Participant,
) -> None:
    """Let somebody else of the own delegation meet, as long as no time is agreed.

    A place was held for two certain people: it is given up, and the desk looks for one that suits the new pair.
    """
    side = Side(by)
    held = take_request(session, now, request, version)
    request.state = REQUEST.after(RequestState(request.state), "name_principal").value
    own_id = request.asking_id if side is Side.ASKING else request.asked_id
    principal = require_principal(participant, own_id)
    require_representative(principal, dict(principals_of(session, own_id)))
    if side is Side.ASKING:
        request.asking_principal = principal
    else:
        request.asked_principal = principal
    if held is not None:
        give_up(session, actor, now, held, by=side)
        hand_back(session, request)
    session.flush()
    note_request(session, actor, now, request, verb="name_principal", by=side)


def _wished_principal(
    session: Session, asking: Delegation, wish: MeetingWish, now: datetime
) -> Participant | None:
    if not wish.principal:
        return head_at(session, asking.id, wish.wished_from or now)
    return session.scalar(
        select(Participant).where(Participant.code == wish.principal, Participant.delegation_id == asking.id)
    )


def _queue_for(session: Session, delegation: Delegation) -> None:
    """Two who ask for one delegation wait for each other, so that the count stays true."""
    locked = select(Delegation.id).where(Delegation.id == delegation.id).with_for_update(key_share=True)
    session.execute(locked).all()


def _note_acceptance(now: datetime, meeting: BilateralMeeting, side: Side) -> None:
    if side is Side.ASKING:
        meeting.asking_accepted_at = now
    else:
        meeting.asked_accepted_at = now


def _require_free(session: Session, now: datetime, request: MeetingRequest, by: str, starts_at: datetime) -> None:
    concerned = {Side.ASKING.value: request.asking_principal_id, Side.ASKED.value: request.asked_principal_id}
    known = [one for side, one in concerned.items() if one is not None and by in (side, DESK)]
    wanted = principal_span(starts_at, request.minutes)
    require_open(wanted, duties_of(session, known, wanted.starts_at, wanted.ends_at, now=now))


def _tell_other(session: Session, now: datetime, request: MeetingRequest, by: Side, news: News) -> None:
    other_id = request.asked_id if by is Side.ASKING else request.asking_id
    tell(session, now, request=request, delegation_ids=[other_id], news=news)

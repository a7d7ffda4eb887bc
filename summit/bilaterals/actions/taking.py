"""Taking the row that is about to change, so that what is judged now still holds when it is written.

The order is always: the interpreters, requests by their ids, their meetings, rooms by their ids, principals by their ids.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.bilaterals.actions.freeing import expire
from summit.bilaterals.models import BilateralMeeting, InterpreterPool, MeetingRequest
from summit.bilaterals.queries import meeting_of
from summit.bilaterals.rules import has_lapsed, require_unplaced, require_version
from summit.venues.queries import as_of


def take_request(
    session: Session, now: datetime, request: MeetingRequest, version: int | None
) -> BilateralMeeting | None:
    """Lock the request and read it anew; answers the place that is held for it, if there is one.

    A hold that has lapsed is ended here, whether or not the worker has come by. Raises StaleVersion, or AlreadyPlaced once
    the meeting is confirmed.
    """
    lock_requests(session, [request.id])
    require_version(version, request.version)
    meeting = meeting_of(session, request)
    if meeting is not None and has_lapsed(meeting, as_of(session, now)):
        expire(session, now, meeting)
        return None
    require_unplaced(meeting)
    return meeting


def take_meeting(session: Session, meeting: BilateralMeeting, version: int | None) -> None:
    """Lock the meeting after its request, in the order in which it was made; raises StaleVersion."""
    lock_requests(session, [meeting.request_id])
    statement = select(BilateralMeeting).where(BilateralMeeting.id == meeting.id).with_for_update(of=BilateralMeeting)
    session.scalars(statement.execution_options(populate_existing=True)).one()
    require_version(version, meeting.version)


def lock_interpreters(session: Session) -> None:
    """Whoever places a meeting waits here for whoever places another, so that the last interpreter goes to one (BIL-15)."""
    session.execute(select(InterpreterPool.language).order_by(InterpreterPool.language).with_for_update()).all()


def lock_requests(session: Session, request_ids: Collection[int]) -> None:
    """Lock these requests in the order of their ids and read them anew: whoever changes several calls this once, first."""
    statement = select(MeetingRequest).where(MeetingRequest.id.in_(request_ids)).order_by(MeetingRequest.id)
    locked = statement.with_for_update(of=MeetingRequest).execution_options(populate_existing=True)
    session.scalars(locked).all()

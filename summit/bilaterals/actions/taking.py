"""Taking the row that is about to change, so that what is judged now still holds when it is written."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.queries import meeting_of
from summit.bilaterals.rules import require_unplaced, require_version


def take_request(session: Session, request: MeetingRequest, version: int | None) -> None:
    """Lock the request and read it anew; raises StaleVersion, or AlreadyPlaced once it has its meeting."""
    _lock_request(session, request)
    require_version(version, request.version)
    require_unplaced(meeting_of(session, request) is not None)


def take_meeting(session: Session, meeting: BilateralMeeting, version: int | None) -> None:
    """Lock the meeting after its request, in the order in which it was made; raises StaleVersion."""
    _lock_request(session, meeting.request)
    statement = select(BilateralMeeting).where(BilateralMeeting.id == meeting.id).with_for_update(of=BilateralMeeting)
    session.scalars(statement.execution_options(populate_existing=True)).one()
    require_version(version, meeting.version)


def _lock_request(session: Session, request: MeetingRequest) -> None:
    statement = select(MeetingRequest).where(MeetingRequest.id == request.id).with_for_update(of=MeetingRequest)
    session.scalars(statement.execution_options(populate_existing=True)).one()

"""What the journal is told of requests and meetings: the side, the time and the room, never a name (PM-5)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.bilaterals.lifecycle import DESK
from summit.bilaterals.models import BilateralMeeting, MeetingRequest

CLOCK = Actor.system("bilaterals")  # what happens by itself when its time has come


def note_request(
    session: Session,
    actor: Actor,
    now: datetime,
    request: MeetingRequest,
    *,
    verb: str,
    by: str,
    about: datetime | None = None,
) -> None:
    """A line about the request; `about` is the time that was offered or accepted."""
    after = {"by": str(by), "state": request.state, "time": about.isoformat() if about else None}
    record(session, actor, now, verb=verb, of=("meeting_request", request.code), after=after)


def note_meeting(
    session: Session,
    actor: Actor,
    now: datetime,
    meeting: BilateralMeeting,
    *,
    verb: str,
    by: str = DESK,
    reason: str = "",
) -> None:
    """A line about the meeting, in the history of its request."""
    after = {
        "by": str(by),
        "meeting": meeting.code,
        "state": meeting.state,
        "time": meeting.starts_at.isoformat(),
        "room": meeting.room.code,
    }
    record(session, actor, now, verb=verb, of=("meeting_request", meeting.request.code), after=after, reason=reason)

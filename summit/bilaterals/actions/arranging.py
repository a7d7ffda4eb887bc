"""What each side arranges for its meeting: language, interpretation, needs, press and gifts (BIL-01)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.facts import Actor
from summit.bilaterals.actions.letters import tell
from summit.bilaterals.actions.noting import note_request
from summit.bilaterals.actions.taking import lock_requests
from summit.bilaterals.facts import Arrangements
from summit.bilaterals.lifecycle import REQUEST, News, RequestState, Side
from summit.bilaterals.models import MeetingRequest
from summit.bilaterals.queries import meeting_of
from summit.bilaterals.rules import require_arrangements, require_not_begun, require_version
from summit.foundation.sealing import seal


def arrange(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    request: MeetingRequest,
    by: str,
    version: int | None,
    arrangements: Arrangements,
) -> None:
    """Change what that side has arranged, until the meeting begins; the other side is told when it concerns both."""
    side = Side(by)
    lock_requests(session, [request.id])
    require_version(version, request.version)
    request.state = REQUEST.after(RequestState(request.state), "arrange").value
    require_not_begun(meeting_of(session, request))
    require_arrangements(arrangements)
    shared = (request.press, request.exchanges_gifts)
    put_down(session, request, side, arrangements)
    session.flush()
    note_request(session, actor, now, request, verb="arrange", by=side)
    if (request.press, request.exchanges_gifts) != shared:
        other_id = request.asked_id if side is Side.ASKING else request.asking_id
        tell(session, now, request=request, delegation_ids=[other_id], news=News.ARRANGED)


def put_down(session: Session, request: MeetingRequest, side: Side, arrangements: Arrangements) -> None:
    """Write the arrangements of that side into the request."""
    own = {
        "language": arrangements.language,
        "interpretation": str(arrangements.interpretation),
        "needs_sealed": sealed(session, arrangements.needs),
    }
    for name, value in own.items():
        setattr(request, f"{side.value}_{name}", value)
    request.press, request.exchanges_gifts = str(arrangements.press), arrangements.exchanges_gifts


def sealed(session: Session, text: str) -> str:
    """The text without blanks around it, sealed; empty when there is none."""
    return seal(session, text.strip()) if text.strip() else ""

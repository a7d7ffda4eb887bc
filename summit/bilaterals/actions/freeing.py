"""A held place that comes to nothing: given up, overtaken by a higher meeting, or lapsed (BIL-02, BIL-21)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.facts import Actor
from summit.bilaterals.actions.letters import tell_of
from summit.bilaterals.actions.noting import CLOCK, note_meeting
from summit.bilaterals.actions.tying import untie
from summit.bilaterals.lifecycle import DESK, MEETING, REQUEST, MeetingState, News, RequestState
from summit.bilaterals.models import BilateralMeeting, MeetingRequest


def expire(session: Session, now: datetime, meeting: BilateralMeeting) -> None:
    """The hold has lapsed. Its time stays offered, as long as it is possible, but nothing is tied to it any more."""
    _end(session, meeting, "expire")
    note_meeting(session, CLOCK, now, meeting, verb="expire")
    tell_of(session, now, meeting, News.LAPSED)


def supersede(session: Session, actor: Actor, now: datetime, meeting: BilateralMeeting) -> None:
    """A meeting of a higher class takes the place; the request goes back to the desk, and both sides are told (BIL-21)."""
    _end(session, meeting, "supersede")
    hand_back(session, meeting.request)
    note_meeting(session, actor, now, meeting, verb="supersede")
    tell_of(session, now, meeting, News.SUPERSEDED)


def give_up(session: Session, actor: Actor, now: datetime, meeting: BilateralMeeting, *, by: str) -> None:
    """Free a held place; what becomes of the request is the caller's."""
    _end(session, meeting, "release")
    note_meeting(session, actor, now, meeting, verb="release", by=by)


def hand_back(session: Session, request: MeetingRequest) -> None:
    """The request waits for the desk, and for no time in particular."""
    request.state = REQUEST.after(RequestState(request.state), "return_").value
    request.turn, request.proposed_at = DESK, None
    session.flush()


def _end(session: Session, meeting: BilateralMeeting, verb: str) -> None:
    meeting.state = MEETING.after(MeetingState(meeting.state), verb).value
    untie(session, meeting)

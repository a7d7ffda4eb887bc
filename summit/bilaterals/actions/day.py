"""The day itself: called, in progress, running late, done, nobody came; who helps, and who spoke unplanned (BIL-40 to 43)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.bilaterals.actions.letters import tell_of
from summit.bilaterals.actions.noting import note_meeting
from summit.bilaterals.actions.taking import take_meeting
from summit.bilaterals.actions.tying import untie
from summit.bilaterals.lifecycle import MEETING, MeetingState, News
from summit.bilaterals.models import BilateralMeeting, PullAside
from summit.bilaterals.queries import day_meetings, next_in_room
from summit.bilaterals.rules import (
    disturbs,
    require_free_helpers,
    require_happened,
    require_helpers,
    require_not_begun,
    require_over_run,
    require_pair,
)
from summit.delegations.models import Delegation
from summit.foundation.codes import new_code


def call(session: Session, actor: Actor, now: datetime, *, meeting: BilateralMeeting, version: int | None) -> None:
    """The two sides are called to the room."""
    _step(session, actor, now, meeting, version, "call")
    meeting.called_at = now


def begin(session: Session, actor: Actor, now: datetime, *, meeting: BilateralMeeting, version: int | None) -> None:
    """Both principals have sat down."""
    _step(session, actor, now, meeting, version, "begin")
    meeting.begun_at = now


def end(session: Session, actor: Actor, now: datetime, *, meeting: BilateralMeeting, version: int | None) -> None:
    """The meeting is over."""
    _step(session, actor, now, meeting, version, "end")
    meeting.ended_at = now


def note_no_show(
    session: Session, actor: Actor, now: datetime, *, meeting: BilateralMeeting, version: int | None
) -> None:
    """Somebody did not come: room and principals are free at once, and both sides are told."""
    _step(session, actor, now, meeting, version, "note_no_show")
    untie(session, meeting)
    tell_of(session, now, meeting, News.NO_SHOW)


def over_run(
    session: Session, actor: Actor, now: datetime, *, meeting: BilateralMeeting, minutes: int, version: int | None
) -> None:
    """The meeting lasts so many minutes longer. Whoever has the room next is told, once it is more than the reset absorbs.

    Nobody is moved by it: the desk offers the next ones a free room (BIL-40, BIL-41).
    """
    require_over_run(minutes)
    was_disturbing = disturbs(meeting.over_run)
    _step(session, actor, now, meeting, version, "over_run")
    meeting.over_run = minutes
    session.flush()
    follower = next_in_room(session, meeting)
    if follower is not None and disturbs(minutes) and not was_disturbing:
        tell_of(session, now, follower, News.ROOM_LATE)


def assign(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    meeting: BilateralMeeting,
    liaison: str,
    interpreter: str,
    version: int | None,
) -> None:
    """Name the host's liaison officer and interpreter of the meeting; raises HelperBusy (BIL-15)."""
    take_meeting(session, meeting, version)
    require_not_begun(meeting)
    require_helpers(liaison, interpreter)
    beside = day_meetings(session, meeting.starts_at, meeting.ends_at, now)
    own = next((one for one in beside if one.code == meeting.code), None)
    if own is not None:
        require_free_helpers(replace(own, liaison=liaison, interpreter=interpreter), beside)
    meeting.liaison_name, meeting.interpreter_name = liaison.strip(), interpreter.strip()
    session.flush()
    note_meeting(session, actor, now, meeting, verb="assign")


def note_pull_aside(
    session: Session, actor: Actor, now: datetime, *, one: Delegation, other: Delegation, happened_at: datetime
) -> PullAside:
    """Note that two delegations spoke unplanned: the time and the pair, no more (BIL-43)."""
    first, second = require_pair(one, other)
    require_happened(happened_at, now)
    noted = PullAside(code=new_code("PA"), happened_at=happened_at, one=first, other=second)
    session.add(noted)
    session.flush()
    after = {"time": happened_at.isoformat()}
    record(session, actor, now, verb="note", of=("pull_aside", noted.code), after=after)
    return noted


def _step(
    session: Session, actor: Actor, now: datetime, meeting: BilateralMeeting, version: int | None, verb: str
) -> None:
    take_meeting(session, meeting, version)
    meeting.state = MEETING.after(MeetingState(meeting.state), verb).value
    session.flush()
    note_meeting(session, actor, now, meeting, verb=verb)

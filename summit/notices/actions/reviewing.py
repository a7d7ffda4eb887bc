"""What an officer does with a letter: lets it go, discards it, sends it again, notes that it came back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.foundation.errors import Conflict
from summit.notices.actions.delivery import ask_for_delivery, remember_bounce
from summit.notices.lifecycle import NOTICE, NoticeState
from summit.notices.models import BouncedAddress, Notice

CAME_BACK = "An officer noted that it came back."


class AlreadyRepeated(Conflict):
    """Somebody sent the letter again a moment ago."""


def release(session: Session, actor: Actor, now: datetime, *, notice: Notice) -> None:
    """A held letter is due now, even to an address from which one came back: the officer has seen the warning."""
    _move(session, actor, now, notice, "release")
    _make_due(session, notice, now)


def discard(session: Session, actor: Actor, now: datetime, *, notice: Notice) -> None:
    """A held letter never goes out; it stays readable."""
    _move(session, actor, now, notice, "discard")


def repeat(session: Session, actor: Actor, now: datetime, *, notice: Notice, copies: int) -> Notice:
    """Send a letter again: one that failed or came back is due once more, of one that was sent a copy is.

    `copies` is how many of them the officer saw: who asks twice, or at the same time as another, sends one (AlreadyRepeated).
    """
    session.refresh(notice, with_for_update=True)
    if notice.state != NoticeState.SENT:
        _move(session, actor, now, notice, "requeue")
        notice.attempts = 0
        _make_due(session, notice, now)
        return notice
    copy = _copy(notice, now, copies)
    refusal = AlreadyRepeated("Somebody has just sent this letter again. Open it anew and look.")
    with refused_as(session, notices_once_key=refusal):
        session.add(copy)
    ask_for_delivery(session, now)
    record(session, actor, now, verb="repeat", of=("notice", notice.code), after={"copy": copy.code})
    return copy


def note_return(session: Session, actor: Actor, now: datetime, *, notice: Notice) -> None:
    """A letter that was sent has come back to the ministry's mailbox: further ones to that address are held."""
    _move(session, actor, now, notice, "bounce")
    notice.note = CAME_BACK
    remember_bounce(session, now, address=notice.recipient, reason=CAME_BACK, code=notice.code)


def clear_address(session: Session, actor: Actor, now: datetime, *, bounced: BouncedAddress) -> None:
    """Letters to this address go out again. The journal names the letter that came back, not the address."""
    session.delete(bounced)
    session.flush()
    record(session, actor, now, verb="clear_address", of=("notice", bounced.notice_code))


def _move(session: Session, actor: Actor, now: datetime, notice: Notice, verb: str) -> None:
    session.refresh(notice, with_for_update=True)
    before = notice.state
    notice.state = NOTICE.after(NoticeState(before), verb)
    session.flush()
    record(
        session, actor, now, verb=verb, of=("notice", notice.code), before={"state": before}, after={"state": notice.state}
    )


def _make_due(session: Session, notice: Notice, now: datetime) -> None:
    notice.next_try_at, notice.note = now, ""
    session.flush()
    ask_for_delivery(session, now)


def _copy(notice: Notice, now: datetime, copies: int) -> Notice:
    return Notice(
        code=new_code("N"),
        once_key=f"again:{notice.code}:{copies}",
        kind=notice.kind,
        language=notice.language,
        recipient=notice.recipient,
        subject=notice.subject,
        body_sealed=notice.body_sealed,
        secrets_sealed=notice.secrets_sealed,
        state=NOTICE.first.value,
        attempts=0,
        copy_of=notice.code,
        created_at=now,
        next_try_at=now,
    )

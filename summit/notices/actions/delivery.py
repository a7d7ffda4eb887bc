"""Letters go out: taken one at a time, each by one sender, and what became of them is noted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.foundation.db import config_of
from summit.foundation.jobs import queue_job
from summit.foundation.sealing import unseal
from summit.notices.facts import Envelope, Outcome
from summit.notices.letters import one_line
from summit.notices.lifecycle import NOTICE, NoticeState
from summit.notices.models import BouncedAddress, Notice
from summit.notices.rules import CLAIM, HELD_AS_STALE, PAUSES, STALE_AFTER, is_last_try

DELIVERY = "letters"
POSTMAN = Actor.system("Delivery of letters")
_QUEUED = NoticeState.QUEUED
_ASKED_FOR = "delivery_asked_for"


def ask_for_delivery(session: Session, now: datetime) -> None:
    """A worker sends what is due as soon as this is committed; one job, however many letters the transaction writes."""
    if config_of(session).mail_server is None or session.info.get(_ASKED_FOR):
        return
    session.info[_ASKED_FOR] = True
    queue_job(session, now, kind=DELIVERY, payload={}, created_by=POSTMAN.code)


def hold_stale(session: Session, now: datetime) -> int:
    """Hold what was never tried and is due for more than two days: nobody knows whether it is still right."""
    since = now - STALE_AFTER
    held = session.scalars(
        update(Notice)
        .where(Notice.state == _QUEUED.value, Notice.attempts == 0, Notice.next_try_at < since)
        .values(state=NOTICE.after(_QUEUED, "hold").value, note=HELD_AS_STALE)
        .returning(Notice.code)
    ).all()
    for code in held:
        record(session, POSTMAN, now, verb="hold", of=("notice", code), reason=HELD_AS_STALE)
    return len(held)


def claim_next(session: Session, now: datetime) -> Envelope | None:
    """Take the letter that is due longest, for ten minutes; None when nothing is due.

    Of two senders one gets it: the UPDATE asks again for the state and the moment. If the one that has it dies, it is due
    once more after those ten minutes, and goes out under the same Message-ID.
    """
    is_due = (Notice.state == _QUEUED.value, Notice.next_try_at <= now)
    wanted = session.scalar(
        select(Notice.id)
        .where(*is_due)
        .order_by(Notice.next_try_at, Notice.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    claimed = session.scalar(
        update(Notice)
        .where(Notice.id == wanted, *is_due)
        .values(attempts=Notice.attempts + 1, next_try_at=now + CLAIM)
        .returning(Notice.id)
    )
    if claimed is None:
        return None
    notice = session.get_one(Notice, claimed, populate_existing=True)
    return Envelope(
        notice_id=notice.id,
        code=notice.code,
        recipient=notice.recipient,
        subject=notice.subject,
        body=unseal(session, notice.body_sealed),
        language=notice.language,
        written_at=notice.created_at,
        attempt=notice.attempts,
    )


def note_outcome(session: Session, now: datetime, *, envelope: Envelope, outcome: Outcome) -> str | None:
    """Write down what became of this try, and return its verb; None if the letter was taken over or moved on meanwhile.

    A try to be repeated waits longer each time; after the last one the letter has failed.
    """
    verb, problem = outcome.verb, one_line(outcome.problem)[:200]
    if not verb and is_last_try(envelope.attempt):
        verb, problem = "fail", f"{problem} Given up after {envelope.attempt} tries."
    values: dict[str, object] = {"note": problem}
    if verb:
        values["state"] = NOTICE.after(_QUEUED, verb).value
        values["sent_at"] = now if verb == "send" else None
    else:
        values["next_try_at"] = now + PAUSES[envelope.attempt - 1]
    mine = (Notice.id == envelope.notice_id, Notice.state == _QUEUED.value, Notice.attempts == envelope.attempt)
    if session.scalar(update(Notice).where(*mine).values(**values).returning(Notice.id)) is None:
        return None
    if verb == "bounce":
        remember_bounce(session, now, address=envelope.recipient, reason=problem, code=envelope.code)
    if verb:
        record(session, POSTMAN, now, verb=verb, of=("notice", envelope.code), reason=problem)
    return verb


def remember_bounce(session: Session, now: datetime, *, address: str, reason: str, code: str) -> None:
    """Further letters to this address are held."""
    address = address.lower()
    found = session.scalar(select(BouncedAddress).where(BouncedAddress.address == address))
    if found is None:
        session.add(BouncedAddress(address=address, reason=reason, bounced_at=now, notice_code=code))
    else:
        found.reason, found.bounced_at, found.notice_code = reason, now, code
    session.flush()

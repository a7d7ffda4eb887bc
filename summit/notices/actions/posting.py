"""Writing letters into the outbox, in the transaction of the change they tell of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.foundation.errors import Conflict
from summit.foundation.sealing import seal
from summit.notices.actions.delivery import ask_for_delivery
from summit.notices.facts import ENGLISH, LetterKind
from summit.notices.kinds import BY_CODE
from summit.notices.letters import filled, one_line
from summit.notices.lifecycle import NOTICE, NoticeState
from summit.notices.models import Notice
from summit.notices.queries import is_bounced, is_reviewed, wording_for
from summit.notices.rules import HELD_BY_BOUNCE, HELD_BY_KIND


class AlreadyPosted(Conflict):
    """The cause has its letter."""


def post(
    session: Session,
    now: datetime,
    *,
    to: str,
    kind: str,
    once_key: str,
    values: Mapping[str, str],
    language: str = ENGLISH,
) -> Notice:
    """Put one letter into the outbox: the words of its kind in that language, else in English, filled with plain values.

    `once_key` names the cause; the same cause writes one letter only, and the second call returns the first one. It waits for
    an officer if its kind does, or if a letter to that address came back; otherwise it is due at once.
    """
    written = _written(session, once_key)
    if written is not None:
        return written
    notice = _notice(session, now, BY_CODE[kind], values, language)
    notice.once_key, notice.recipient = once_key, one_line(to)
    _hold_if_needed(session, notice)
    try:
        with refused_as(session, notices_once_key=AlreadyPosted("This letter is written already.")):
            session.add(notice)
    except AlreadyPosted:
        return session.scalars(select(Notice).where(Notice.once_key == once_key)).one()
    if notice.state == NoticeState.QUEUED:
        ask_for_delivery(session, now)
    return notice


def _written(session: Session, once_key: str) -> Notice | None:
    return session.scalar(select(Notice).where(Notice.once_key == once_key))


def _notice(session: Session, now: datetime, kind: LetterKind, values: Mapping[str, str], language: str) -> Notice:
    used, wording = wording_for(session, kind, language)
    letter = filled(kind, wording, values)
    return Notice(
        code=new_code("N"),
        kind=kind.code,
        language=used,
        subject=letter.subject,
        body_sealed=seal(session, letter.body),
        secrets_sealed=seal(session, json.dumps([values[name] for name in kind.secrets])),
        state=NOTICE.first.value,
        attempts=0,
        created_at=now,
        next_try_at=now,
    )


def _hold_if_needed(session: Session, notice: Notice) -> None:
    if is_bounced(session, notice.recipient):
        notice.note = HELD_BY_BOUNCE
    elif is_reviewed(session, notice.kind):
        notice.note = HELD_BY_KIND
    if notice.note:
        notice.state = NOTICE.after(NOTICE.first, "hold")

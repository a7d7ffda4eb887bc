"""Writing letters into the outbox, in the transaction of the change they tell of."""

from __future__ import annotations

from datetime import datetime

from flask import render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.foundation.codes import new_code
from summit.foundation.sealing import seal
from summit.notices.models import Notice


def post(
    session: Session,
    now: datetime,
    *,
    to: str,
    kind: str,
    once_key: str,
    subject: str,
    values: dict[str, str],
) -> Notice:
    """Put one letter into the outbox: `templates/<kind>.txt` filled with plain values.

    `once_key` names the cause; the same cause writes one letter only, and the second call returns the first one. Line breaks
    never reach a header.
    """
    written = session.scalar(select(Notice).where(Notice.once_key == once_key))
    if written is not None:
        return written
    notice = Notice(
        code=new_code("N"),
        once_key=once_key,
        kind=kind,
        recipient=" ".join(to.split()),
        subject=" ".join(subject.split())[:200],
        body_sealed=seal(session, render_template(f"{kind}.txt", **values)),
        created_at=now,
    )
    session.add(notice)
    session.flush()
    return notice

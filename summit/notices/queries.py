"""Reading the outbox."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from summit.foundation.errors import NotFound
from summit.foundation.sealing import unseal
from summit.notices.models import Notice


def outbox() -> Select[Notice]:
    """All letters, newest first."""
    return select(Notice).order_by(Notice.id.desc())


def letter(session: Session, code: str) -> tuple[Notice, str]:
    """A letter and its text."""
    notice = session.scalar(select(Notice).where(Notice.code == code))
    if notice is None:
        raise NotFound()
    return notice, unseal(session, notice.body_sealed)

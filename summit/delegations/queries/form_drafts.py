"""What somebody has begun to type and not sent."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.delegations.facts import FormDraftFacts
from summit.delegations.models import FormDraft
from summit.foundation.sealing import unseal

DRAFT_LIFE = timedelta(days=7)


def form_draft(session: Session, now: datetime, *, owner: str, form: str) -> FormDraftFacts | None:
    """The draft of this owner in this form; None when there is none, or when it has run out."""
    row = form_draft_row(session, owner, form)
    if row is None or row.saved_at <= now - DRAFT_LIFE:
        return None
    return FormDraftFacts(row.saved_at, json.loads(unseal(session, row.content_sealed)))


def form_draft_row(session: Session, owner: str, form: str) -> FormDraft | None:
    """The row of that draft, however old."""
    return session.scalar(select(FormDraft).where(FormDraft.owner == owner, FormDraft.form == form))

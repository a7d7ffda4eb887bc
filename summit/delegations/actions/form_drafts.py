"""Keeping what somebody types until it is sent (UX-08). A draft is no record, so the journal says nothing of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import CursorResult, delete
from sqlalchemy.orm import Session

from summit.delegations.models import FormDraft
from summit.delegations.queries.form_drafts import DRAFT_LIFE, form_draft_row
from summit.delegations.rules import DraftTaken, require_draft_texts
from summit.foundation.db import refused_as
from summit.foundation.sealing import seal


def keep_form_draft(session: Session, now: datetime, *, owner: str, form: str, texts: Mapping[str, str]) -> None:
    """Keep these texts, sealed, in place of those kept before. Raises RuleBroken when they are too long, DraftTaken."""
    require_draft_texts(texts)
    row = form_draft_row(session, owner, form) or FormDraft(owner=owner, form=form)
    row.content_sealed, row.saved_at = seal(session, json.dumps(dict(texts), ensure_ascii=False)), now
    taken = DraftTaken("This draft was saved from another window at the same moment. Save it once more.")
    with refused_as(session, form_drafts_form=taken):
        session.add(row)


def drop_form_draft(session: Session, *, owner: str, form: str) -> None:
    """Forget the draft, if there is one: it was sent, or is not wanted any more."""
    session.execute(delete(FormDraft).where(FormDraft.owner == owner, FormDraft.form == form))


def sweep_form_drafts(session: Session, now: datetime) -> int:
    """Forget drafts that nobody touched for seven days; returns how many."""
    found = session.execute(delete(FormDraft).where(FormDraft.saved_at <= now - DRAFT_LIFE))
    return found.rowcount if isinstance(found, CursorResult) else 0

"""Making the papers themselves: what a door of this room or of another hands out as a file."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from sqlalchemy.orm import Session

from summit.delegations.models import Participant
from summit.delegations.queries import Reach
from summit.documents import ics
from summit.documents.queries import participant_schedule
from summit.documents.render import render_participant_schedule
from summit.documents.words import WORDS

LANGUAGES: dict[str, str] = {code: words.name for code, words in WORDS.items()}


def participant_schedule_pdf(
    session: Session, now: datetime, *, participant: Participant, viewer: Reach, language: str = "en"
) -> bytes:
    """One participant's days as PDF, printed now. `viewer` is the reader's reach for bilaterals (BIL-50).

    Raises UnknownLanguage for a language that is not in LANGUAGES.
    """
    buffer = BytesIO()
    facts = participant_schedule(session, participant, viewer=viewer, language=language)
    render_participant_schedule(facts, buffer, printed_at=now)
    return buffer.getvalue()


def participant_schedule_ics(
    session: Session, now: datetime, *, participant: Participant, viewer: Reach, language: str = "en"
) -> bytes:
    """The same days as a calendar file (IC-5)."""
    facts = participant_schedule(session, participant, viewer=viewer, language=language)
    return ics.participant_calendar(facts, made_at=now)

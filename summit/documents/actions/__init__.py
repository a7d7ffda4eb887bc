"""Everything that this room does."""

from summit.documents.actions.corrections import (
    CorrectionEntry,
    Decision,
    accept_correction,
    ask_correction,
    decline_correction,
)
from summit.documents.actions.schedules import LANGUAGES, participant_schedule_ics, participant_schedule_pdf
from summit.documents.actions.versions import (
    Publication,
    differences_pdf,
    draft_pdf,
    publish_version,
    version_pdf,
)

__all__ = [
    "LANGUAGES",
    "CorrectionEntry",
    "Decision",
    "Publication",
    "accept_correction",
    "ask_correction",
    "decline_correction",
    "differences_pdf",
    "draft_pdf",
    "participant_schedule_ics",
    "participant_schedule_pdf",
    "publish_version",
    "version_pdf",
]

"""Everything that this room does."""

from summit.documents.actions.bundles import Bundle, bundle_pdf, gather_bundle, publish_bundle
from summit.documents.actions.corrections import (
    CorrectionEntry,
    Decision,
    accept_correction,
    ask_correction,
    decline_correction,
)
from summit.documents.actions.emergency import emergency_folder, note_emergency_folder
from summit.documents.actions.schedules import LANGUAGES, participant_schedule_ics, participant_schedule_pdf
from summit.documents.actions.versions import (
    Prepared,
    Publication,
    differences_pdf,
    draft_pdf,
    prepare_version,
    publish_prepared,
    publish_version,
    version_pdf,
)

__all__ = [
    "Bundle",
    "CorrectionEntry",
    "Decision",
    "LANGUAGES",
    "Prepared",
    "Publication",
    "accept_correction",
    "ask_correction",
    "bundle_pdf",
    "decline_correction",
    "differences_pdf",
    "draft_pdf",
    "emergency_folder",
    "gather_bundle",
    "note_emergency_folder",
    "participant_schedule_ics",
    "participant_schedule_pdf",
    "prepare_version",
    "publish_bundle",
    "publish_prepared",
    "publish_version",
    "version_pdf",
]

"""Everything read about applications; what a user may see starts at delegations.queries.reach."""

from summit.accreditation.queries.case import (
    accreditation_of,
    accreditation_within,
    accreditations_to_change,
    decisions_of,
    has_mandate,
    latest_change,
    ties_of,
    unsubmitted,
)
from summit.accreditation.queries.standing import (
    admitted,
    categories,
    standing,
    standings,
)
from summit.accreditation.queries.work import (
    neighbors,
    passports_missing,
    queue,
    queue_lines,
    state_counts,
    vetting_lines,
    waiver_count,
)

__all__ = [
    "accreditation_of",
    "accreditation_within",
    "accreditations_to_change",
    "admitted",
    "categories",
    "decisions_of",
    "has_mandate",
    "latest_change",
    "neighbors",
    "passports_missing",
    "queue",
    "queue_lines",
    "standing",
    "standings",
    "state_counts",
    "ties_of",
    "unsubmitted",
    "vetting_lines",
    "waiver_count",
]

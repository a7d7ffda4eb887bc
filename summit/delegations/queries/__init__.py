"""Everything read about delegations; what a user may see starts at `reach`."""

from summit.delegations.queries.reach import (
    NOTHING,
    Reach,
    delegation_within,
    mandate_of,
    mandates_of,
    participant_within,
    reach,
)

__all__ = ["NOTHING", "Reach", "delegation_within", "mandate_of", "mandates_of", "participant_within", "reach"]

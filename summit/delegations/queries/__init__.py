"""Everything read about delegations; what a user may see starts at `reach`."""

from summit.delegations.queries.delegations import (
    DelegationFilters,
    delegation_by_code,
    delegation_cards,
    delegation_facts,
    delegations_matching,
    focal_point_of,
    focal_points_of,
    people_counts,
)
from summit.delegations.queries.engagements import engagements_of
from summit.delegations.queries.heads import head_at, heads_at, headship_at, headship_of, headships_of
from summit.delegations.queries.lists import delegations_listed, people_listed
from summit.delegations.queries.parties import (
    names_of,
    parties_without_delegation,
    party_by_code,
    printing_day,
)
from summit.delegations.queries.people import (
    PeopleFilters,
    entries_of,
    participant_by_code,
    participant_facts,
    participant_view,
    people_matching,
    people_of,
    person_lines,
    photo_folder,
    photo_path,
    possible_duplicates,
)
from summit.delegations.queries.reach import (
    NOTHING,
    Reach,
    delegation_within,
    mandate_of,
    mandates_of,
    participant_within,
    reach,
)
from summit.delegations.queries.saved_views import own_view, saved_views

__all__ = [
    "NOTHING",
    "DelegationFilters",
    "PeopleFilters",
    "Reach",
    "delegation_by_code",
    "delegation_cards",
    "delegation_facts",
    "delegation_within",
    "delegations_listed",
    "delegations_matching",
    "engagements_of",
    "entries_of",
    "focal_point_of",
    "focal_points_of",
    "head_at",
    "heads_at",
    "headship_at",
    "headship_of",
    "headships_of",
    "mandate_of",
    "mandates_of",
    "names_of",
    "own_view",
    "participant_by_code",
    "participant_facts",
    "participant_view",
    "participant_within",
    "parties_without_delegation",
    "party_by_code",
    "people_counts",
    "people_listed",
    "people_matching",
    "people_of",
    "person_lines",
    "photo_folder",
    "photo_path",
    "possible_duplicates",
    "printing_day",
    "reach",
    "saved_views",
]

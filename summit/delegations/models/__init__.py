"""The tables of delegations: who sends, who comes, and when they are busy."""

from summit.delegations.models.category import AccreditationCategory
from summit.delegations.models.delegation import Delegation, FocalPoint, Headship
from summit.delegations.models.duplicate import PairDismissal, RegistrationClaim
from summit.delegations.models.nomination import Nomination
from summit.delegations.models.party import Party, PartyName
from summit.delegations.models.person import Engagement, Participant, Person, PersonWord
from summit.delegations.models.precedence import ListSettings, OrderOverride, PublishedOrder
from summit.delegations.models.quota import Deadline, Quota
from summit.delegations.models.register_import import RegisterImport
from summit.delegations.models.saved_view import SavedView

__all__ = [
    "AccreditationCategory",
    "Deadline",
    "Delegation",
    "Engagement",
    "FocalPoint",
    "Headship",
    "ListSettings",
    "Nomination",
    "OrderOverride",
    "PairDismissal",
    "Participant",
    "Party",
    "PartyName",
    "Person",
    "PersonWord",
    "PublishedOrder",
    "Quota",
    "RegisterImport",
    "RegistrationClaim",
    "SavedView",
]

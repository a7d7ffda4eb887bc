"""The tables of delegations: who sends, who comes, and when they are busy."""

from summit.delegations.models.delegation import Delegation, FocalPoint, Headship
from summit.delegations.models.party import Party, PartyName
from summit.delegations.models.person import Engagement, Participant, Person
from summit.delegations.models.register_import import RegisterImport

__all__ = [
    "Delegation",
    "Engagement",
    "FocalPoint",
    "Headship",
    "Participant",
    "Party",
    "PartyName",
    "Person",
    "RegisterImport",
]

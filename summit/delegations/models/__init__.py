"""The tables of delegations: who sends, who comes, and when they are busy."""

from summit.delegations.models.category import AccreditationCategory
from summit.delegations.models.change_run import ChangeRun
from summit.delegations.models.delegation import Delegation, Headship
from summit.delegations.models.duplicate import PairDismissal, RegistrationClaim
from summit.delegations.models.form_draft import FormDraft
from summit.delegations.models.internal import InternalNote, Tag
from summit.delegations.models.invitation import Invitation, Paper
from summit.delegations.models.mandate import FocalPoint
from summit.delegations.models.nomination import Nomination
from summit.delegations.models.party import Party, PartyName
from summit.delegations.models.person import Accompaniment, Engagement, Participant, Person, PersonWord
from summit.delegations.models.photo_import import PhotoImport, PhotoLine
from summit.delegations.models.post import FurtherPost
from summit.delegations.models.precedence import ListSettings, OrderOverride, PublishedOrder
from summit.delegations.models.quota import Deadline, Quota
from summit.delegations.models.rank_class import RankClass
from summit.delegations.models.register_import import RegisterImport
from summit.delegations.models.replacement import Replacement
from summit.delegations.models.saved_view import SavedView

__all__ = [
    "Accompaniment",
    "AccreditationCategory",
    "ChangeRun",
    "Deadline",
    "Delegation",
    "Engagement",
    "FocalPoint",
    "FormDraft",
    "FurtherPost",
    "Headship",
    "InternalNote",
    "Invitation",
    "ListSettings",
    "Nomination",
    "OrderOverride",
    "PairDismissal",
    "Paper",
    "Participant",
    "Party",
    "PartyName",
    "Person",
    "PersonWord",
    "PhotoImport",
    "PhotoLine",
    "PublishedOrder",
    "Quota",
    "RankClass",
    "RegisterImport",
    "RegistrationClaim",
    "Replacement",
    "SavedView",
    "Tag",
]

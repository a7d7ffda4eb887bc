"""Input of delegations: parsed and labelled, judged by the rules."""

from summit.delegations.forms.answers import OwnAnswersForm, TypedAnswer, answers_of
from summit.delegations.forms.comparison import (
    UNSHOWN,
    FieldDifference,
    Secrets,
    chosen_texts,
    compared,
    differences,
    texts_of,
    unchosen,
)
from summit.delegations.forms.delegation import (
    FocalPointForm,
    FrameForm,
    HeadshipForm,
    ImportForm,
    OpeningForm,
    OrganizationForm,
    PhotographForm,
    RevealForm,
    ViewForm,
    WithdrawalForm,
)
from summit.delegations.forms.fields import PlainDateField, RuleForm, VersionedForm, choices, read_date
from summit.delegations.forms.person import NominationForm, PersonForm
from summit.delegations.forms.precedence import DecisionForm, ListForm, SeniorityForm
from summit.delegations.forms.rank import RankForm, RankOpeningForm
from summit.delegations.forms.terms import DeadlineForm, PlacesForm, QuotaForm

__all__ = [
    "DeadlineForm",
    "DecisionForm",
    "FieldDifference",
    "FocalPointForm",
    "FrameForm",
    "HeadshipForm",
    "ImportForm",
    "ListForm",
    "NominationForm",
    "OpeningForm",
    "OrganizationForm",
    "OwnAnswersForm",
    "PersonForm",
    "PhotographForm",
    "PlacesForm",
    "PlainDateField",
    "QuotaForm",
    "RankForm",
    "RankOpeningForm",
    "RevealForm",
    "RuleForm",
    "Secrets",
    "SeniorityForm",
    "TypedAnswer",
    "UNSHOWN",
    "VersionedForm",
    "ViewForm",
    "WithdrawalForm",
    "answers_of",
    "choices",
    "chosen_texts",
    "compared",
    "differences",
    "read_date",
    "texts_of",
    "unchosen",
]

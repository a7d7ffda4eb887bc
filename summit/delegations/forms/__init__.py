"""Input of delegations: parsed and labelled, judged by the rules."""

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
from summit.delegations.forms.duplicates import AnswerForm, MergerForm, RelocationForm
from summit.delegations.forms.fields import PlainDateField, RuleForm, VersionedForm, choices, read_date
from summit.delegations.forms.person import ClaimForm, NominationForm, OwnRegistrationForm, PersonForm
from summit.delegations.forms.precedence import DecisionForm, ListForm, SeniorityForm
from summit.delegations.forms.terms import DeadlineForm, PlacesForm, QuotaForm

__all__ = [
    "AnswerForm",
    "ClaimForm",
    "DeadlineForm",
    "DecisionForm",
    "FocalPointForm",
    "FrameForm",
    "HeadshipForm",
    "ImportForm",
    "ListForm",
    "MergerForm",
    "NominationForm",
    "OpeningForm",
    "OrganizationForm",
    "OwnRegistrationForm",
    "PersonForm",
    "PhotographForm",
    "PlacesForm",
    "PlainDateField",
    "QuotaForm",
    "RelocationForm",
    "RevealForm",
    "RuleForm",
    "SeniorityForm",
    "VersionedForm",
    "ViewForm",
    "WithdrawalForm",
    "choices",
    "read_date",
]

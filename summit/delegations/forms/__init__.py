"""Input of delegations: parsed and labelled, judged by the rules."""

from summit.delegations.forms.delegation import (
    FocalPointForm,
    FrameForm,
    HeadshipForm,
    ImportForm,
    OpeningForm,
    OrganizationForm,
    RevealForm,
    ViewForm,
    WithdrawalForm,
)
from summit.delegations.forms.fields import PlainDateField, RuleForm, VersionedForm, choices, read_date
from summit.delegations.forms.person import NominationForm, OwnRegistrationForm, PersonForm
from summit.delegations.forms.photo import PhotoArchiveForm, PhotographForm
from summit.delegations.forms.precedence import DecisionForm, ListForm, SeniorityForm
from summit.delegations.forms.terms import DeadlineForm, PlacesForm, QuotaForm

__all__ = [
    "DeadlineForm",
    "DecisionForm",
    "FocalPointForm",
    "FrameForm",
    "HeadshipForm",
    "ImportForm",
    "ListForm",
    "NominationForm",
    "OpeningForm",
    "OrganizationForm",
    "OwnRegistrationForm",
    "PersonForm",
    "PhotoArchiveForm",
    "PhotographForm",
    "PlacesForm",
    "PlainDateField",
    "QuotaForm",
    "RevealForm",
    "RuleForm",
    "SeniorityForm",
    "VersionedForm",
    "ViewForm",
    "WithdrawalForm",
    "choices",
    "read_date",
]

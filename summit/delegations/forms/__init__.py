"""Input of delegations: parsed and labelled, judged by the rules."""

from summit.delegations.forms.delegation import (
    FocalPointForm,
    FrameForm,
    HeadshipForm,
    ImportForm,
    OpeningForm,
    OrderForm,
    OrganizationForm,
    PhotographForm,
    RevealForm,
    ViewForm,
    WithdrawalForm,
)
from summit.delegations.forms.fields import PlainDateField, RuleForm, VersionedForm, choices, read_date
from summit.delegations.forms.papers import LetterForm, NamesForm, PaperForm, ReplyForm
from summit.delegations.forms.person import NominationForm, OwnRegistrationForm, PersonForm, PrincipalForm
from summit.delegations.forms.precedence import DecisionForm, ListForm, SeniorityForm
from summit.delegations.forms.terms import DeadlineForm, PlacesForm, QuotaForm

__all__ = [
    "DeadlineForm",
    "DecisionForm",
    "FocalPointForm",
    "FrameForm",
    "HeadshipForm",
    "ImportForm",
    "LetterForm",
    "ListForm",
    "NamesForm",
    "NominationForm",
    "OpeningForm",
    "OrderForm",
    "OrganizationForm",
    "OwnRegistrationForm",
    "PaperForm",
    "PersonForm",
    "PhotographForm",
    "PlacesForm",
    "PlainDateField",
    "PrincipalForm",
    "QuotaForm",
    "ReplyForm",
    "RevealForm",
    "RuleForm",
    "SeniorityForm",
    "VersionedForm",
    "ViewForm",
    "WithdrawalForm",
    "choices",
    "read_date",
]

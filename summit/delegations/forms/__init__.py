"""Input of delegations: parsed and labelled, judged by the rules."""

from summit.delegations.forms.delegation import (
    FocalPointForm,
    FrameForm,
    HeadshipForm,
    OpeningForm,
    OrganizationForm,
    PhotographForm,
    RevealForm,
    WithdrawalForm,
)
from summit.delegations.forms.fields import PlainDateField, RuleForm, VersionedForm, choices, read_date
from summit.delegations.forms.person import PersonForm
from summit.delegations.forms.precedence import DecisionForm, ListForm, SeniorityForm

__all__ = [
    "DecisionForm",
    "FocalPointForm",
    "FrameForm",
    "HeadshipForm",
    "ListForm",
    "OpeningForm",
    "OrganizationForm",
    "PersonForm",
    "PhotographForm",
    "PlainDateField",
    "RevealForm",
    "RuleForm",
    "SeniorityForm",
    "VersionedForm",
    "WithdrawalForm",
    "choices",
    "read_date",
]

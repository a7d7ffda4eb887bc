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
    WithdrawalForm,
)
from summit.delegations.forms.fields import PlainDateField, RuleForm, VersionedForm, choices, read_date
from summit.delegations.forms.person import PersonForm

__all__ = [
    "FocalPointForm",
    "FrameForm",
    "HeadshipForm",
    "ImportForm",
    "OpeningForm",
    "OrganizationForm",
    "PersonForm",
    "PhotographForm",
    "PlainDateField",
    "RevealForm",
    "RuleForm",
    "VersionedForm",
    "WithdrawalForm",
    "choices",
    "read_date",
]

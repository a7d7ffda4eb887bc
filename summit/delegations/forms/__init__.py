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
    LinkForm,
    OpeningForm,
    OrderForm,
    OrganizationForm,
    RevealForm,
    SuccessionForm,
    ViewForm,
    WithdrawalForm,
)
from summit.delegations.forms.duplicates import AnswerForm, MergerForm, RelocationForm
from summit.delegations.forms.fields import PlainDateField, RuleForm, VersionedForm, choices, read_date
from summit.delegations.forms.internal import NoteForm, RunForm, TagForm
from summit.delegations.forms.papers import LetterForm, NamesForm, PaperForm, ReplyForm
from summit.delegations.forms.person import (
    ClaimForm,
    NominationForm,
    PersonForm,
    PrincipalForm,
    ReplacementForm,
)
from summit.delegations.forms.photo import PhotoArchiveForm, PhotographForm
from summit.delegations.forms.post import PostForm
from summit.delegations.forms.precedence import DecisionForm, ListForm, SeniorityForm
from summit.delegations.forms.rank import RankForm, RankOpeningForm
from summit.delegations.forms.terms import DeadlineForm, PlacesForm, QuotaForm

__all__ = [
    "AnswerForm",
    "ClaimForm",
    "DeadlineForm",
    "DecisionForm",
    "FieldDifference",
    "FocalPointForm",
    "FrameForm",
    "HeadshipForm",
    "ImportForm",
    "LetterForm",
    "LinkForm",
    "ListForm",
    "MergerForm",
    "NamesForm",
    "NominationForm",
    "NoteForm",
    "OpeningForm",
    "OrderForm",
    "OrganizationForm",
    "OwnAnswersForm",
    "PaperForm",
    "PersonForm",
    "PhotoArchiveForm",
    "PhotographForm",
    "PlacesForm",
    "PlainDateField",
    "PostForm",
    "PrincipalForm",
    "ReplacementForm",
    "QuotaForm",
    "RankForm",
    "RankOpeningForm",
    "RelocationForm",
    "ReplyForm",
    "RevealForm",
    "RuleForm",
    "RunForm",
    "Secrets",
    "SeniorityForm",
    "SuccessionForm",
    "TagForm",
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

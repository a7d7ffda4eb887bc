"""Forms of bilaterals: asking, answering, placing."""

from summit.bilaterals.forms.answers import AcceptanceForm, OtherTimeForm, PrincipalForm, VerdictForm
from summit.bilaterals.forms.day import HelperForm, OverRunForm, PullAsideForm
from summit.bilaterals.forms.fields import (
    SeenForm,
    alternatives_of,
    choices_of,
    chosen_alternative,
    parsed_day,
    parsed_moment,
    spoken_span,
    summit_days,
)
from summit.bilaterals.forms.placing import (
    CancellationForm,
    HoldForm,
    PlaceForm,
    PlacementForm,
    RelocationForm,
)
from summit.bilaterals.forms.wishes import ArrangementForm, WishForm

__all__ = [
    "AcceptanceForm",
    "ArrangementForm",
    "CancellationForm",
    "HelperForm",
    "HoldForm",
    "OtherTimeForm",
    "OverRunForm",
    "PlaceForm",
    "PlacementForm",
    "PrincipalForm",
    "PullAsideForm",
    "RelocationForm",
    "SeenForm",
    "VerdictForm",
    "WishForm",
    "alternatives_of",
    "choices_of",
    "chosen_alternative",
    "parsed_day",
    "parsed_moment",
    "spoken_span",
    "summit_days",
]

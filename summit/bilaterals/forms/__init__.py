"""Forms of bilaterals: asking, answering, placing."""

from summit.bilaterals.forms.answers import AcceptanceForm, OtherTimeForm, PrincipalForm, VerdictForm
from summit.bilaterals.forms.blocks import (
    BlockForm,
)
from summit.bilaterals.forms.day import AssignmentForm, OverRunForm, PullAsideForm
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
    PlaceForm,
    PlacementForm,
)
from summit.bilaterals.forms.plans import (
    DispatchForm,
    OccasionForm,
    PlanForm,
    PlannedPlaceForm,
    PublicationForm,
    StepForm,
    chosen_place,
)
from summit.bilaterals.forms.rooms import OwnRoomForm
from summit.bilaterals.forms.terms import InterpretersForm, SeparationForm
from summit.bilaterals.forms.wishes import ArrangementForm, WishForm

__all__ = [
    "AcceptanceForm",
    "ArrangementForm",
    "BlockForm",
    "CancellationForm",
    "DispatchForm",
    "AssignmentForm",
    "InterpretersForm",
    "OccasionForm",
    "OtherTimeForm",
    "OverRunForm",
    "OwnRoomForm",
    "PlaceForm",
    "PlacementForm",
    "PlanForm",
    "PlannedPlaceForm",
    "PrincipalForm",
    "PublicationForm",
    "PullAsideForm",
    "SeenForm",
    "SeparationForm",
    "StepForm",
    "VerdictForm",
    "WishForm",
    "alternatives_of",
    "choices_of",
    "chosen_alternative",
    "chosen_place",
    "parsed_day",
    "parsed_moment",
    "spoken_span",
    "summit_days",
]

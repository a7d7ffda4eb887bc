"""The form of a class of precedence."""

from __future__ import annotations

from wtforms import IntegerField, RadioField, StringField
from wtforms.validators import InputRequired

from summit.delegations.facts import RankClassEntry
from summit.delegations.forms.fields import VersionedForm, choices
from summit.delegations.lifecycle import RANK_KIND_NAMES, RankKind


class RankForm(VersionedForm):
    """What a class is called, what it means, and whom it holds."""

    name = StringField("Name", [InputRequired("Enter the name of the class.")])
    kind = RadioField(
        "Meaning", [InputRequired("Choose what the class means.")], choices=choices(RANK_KIND_NAMES, empty="")
    )
    holds = StringField("Whom it holds")

    def entry(self, number: int) -> RankClassEntry:
        """What was entered, for the class of that number."""
        return RankClassEntry(number, self.name.data or "", RankKind(self.kind.data), self.holds.data or "")


class RankOpeningForm(RankForm):
    """A new class, which needs its number too."""

    number = IntegerField(
        "Number", [InputRequired("Enter a number from 1 to 999.")], render_kw={"inputmode": "numeric"}
    )

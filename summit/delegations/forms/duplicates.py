"""Forms of the duplicate desk: merging two records, answering a claim, moving a person."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import Field, IntegerField, RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from summit.delegations.actions import Merger, Relocation
from summit.delegations.facts import ComparedField
from summit.delegations.forms.fields import RuleForm, VersionedForm, choices
from summit.delegations.lifecycle import CATEGORY_NAMES, FUNCTION_NAMES, DelegateFunction
from summit.delegations.rules import MERGED_FIELDS

STAYS, GOES = "stays", "goes"
REASON = [InputRequired("Give a reason; it is kept in the journal.")]
SIDES = {STAYS: "the record that stays", GOES: "the other record"}


class MergerForm(RuleForm):
    """Of each field, which record's value is kept; only those with something to choose are offered.

    It carries the version of both records that was seen.
    """

    stays_version = IntegerField(widget=HiddenInput(), default=0)
    goes_version = IntegerField(widget=HiddenInput(), default=0)
    reason = TextAreaField("Reason", REASON, render_kw={"rows": 2})


    def offer(self, fields: Iterable[ComparedField]) -> None:
        """Leave the fields that differ; propose the other's value where the record that stays has none."""
        wanted = {f"take_{field.name}": field for field in fields if field.is_open}
        for name in [name for name in self._fields if name.startswith("take_")]:
            if name not in wanted:
                del self[name]
            elif not self.is_submitted() and wanted[name].takes_other:
                self[name].data = GOES

    def choice(self, name: str) -> Field | None:
        """The choice for that field, if there is one."""
        return self._fields.get(f"take_{name}")

    def merger(self) -> Merger:
        """What was chosen."""
        taken = frozenset(
            name.removeprefix("take_")
            for name, field in self._fields.items()
            if name.startswith("take_") and field.data == GOES
        )
        return Merger(self.stays_version.data, self.goes_version.data, taken, self.reason.data)


for _name, _field in MERGED_FIELDS.items():
    setattr(MergerForm, f"take_{_name}", RadioField(_field.label, choices=choices(SIDES, empty=""), default=STAYS))


class AnswerForm(VersionedForm):
    """What the claiming delegation reads when the person stays elsewhere."""

    answer = TextAreaField("Sentence for the delegation", [InputRequired("Write a sentence.")], render_kw={"rows": 3})


class RelocationForm(VersionedForm):
    """Where a person goes, as what, and why."""

    delegation = SelectField("New delegation", [InputRequired("Choose the delegation.")])
    function = SelectField("Function there", choices=choices(FUNCTION_NAMES, empty=""))
    category = SelectField("Category there", choices=choices(CATEGORY_NAMES, empty=""))
    reason = TextAreaField("Reason", REASON, render_kw={"rows": 3})

    def offer(self, delegations: Iterable[tuple[str, str]]) -> None:
        """The delegations by name."""
        self.delegation.choices = [SelectChoice("", "Choose…"), *(SelectChoice(code, name) for code, name in delegations)]

    def relocation(self) -> Relocation:
        """What was entered."""
        return Relocation(
            DelegateFunction(self.function.data), self.category.data, self.reason.data, self.version.data
        )

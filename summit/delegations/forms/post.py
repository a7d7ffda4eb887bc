"""The form of a further post."""

from __future__ import annotations

from dataclasses import replace

from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired

from summit.delegations.facts import HeldPostEntry, RankTable
from summit.delegations.forms.fields import PlainDateField, RuleForm, choices
from summit.delegations.lifecycle import UNRANKED

RANK_FIELDS = ("rank_class", "took_office_on", "is_state_leader")


class PostForm(RuleForm):
    """A post that the person holds beside the one of this event."""

    title = StringField("Title in English", [InputRequired("Enter the title in English.")])
    native_title = StringField("Title in the native language")
    badge_title = StringField("Short title for the badge")
    rank_class = SelectField("Class of precedence", coerce=int, default=UNRANKED, choices=[])
    took_office_on = PlainDateField("In office since")
    is_state_leader = BooleanField("Head of State, Head of Government or Minister for Foreign Affairs of a State")

    def offer(self, ranks: RankTable) -> None:
        """The classes of this summit."""
        self.rank_class.choices = choices({one.number: f"{one.number} · {one.name}" for one in ranks}, empty="")

    def leave_rank_to_the_host(self) -> None:
        """Take away what only the protocol department sets."""
        for name in RANK_FIELDS:
            del self[name]

    def entry(self) -> HeldPostEntry:
        """The post as entered."""
        entry = HeldPostEntry(self.title.data or "", self.native_title.data or "", self.badge_title.data or "")
        if "rank_class" not in self:
            return entry
        return replace(
            entry,
            rank_class=self.rank_class.data,
            took_office_on=self.took_office_on.data,
            is_state_leader=bool(self.is_state_leader.data),
        )

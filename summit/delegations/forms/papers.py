"""Forms of invitations and papers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_wtf.file import FileField, FileRequired
from wtforms import Field, IntegerField, SelectField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, NumberRange, Optional, StopValidation

from summit.delegations.facts import LetterEntry, PaperEntry, RankTable, ReplyEntry
from summit.delegations.forms.fields import PlainDateField, RuleForm, VersionedForm, choices
from summit.delegations.lifecycle import PAPER_NAMES, REPLY_NAMES

SCANS = "application/pdf,image/jpeg,image/png"
KINDS = {kind.value: name for kind, name in PAPER_NAMES.items()}


class DayRequired(InputRequired):
    """A date was typed, not blanks; one that cannot be read has its own sentence."""

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Stop with the message when there is no date."""
        super().__call__(form, field)
        if field.data is None and not field.errors:
            raise StopValidation(str(self.message))


class LetterForm(VersionedForm):
    """The host's letter of invitation."""

    sent_on = PlainDateField("Sent on", [DayRequired("Enter the date of the letter.")])
    reference = StringField("Reference")
    level = SelectField("Addressed to")

    def offer(self, ranks: RankTable) -> None:
        """The classes of this summit."""
        self.level.choices = choices({str(one.number): one.name for one in ranks}, empty="No class named")

    def entry(self) -> LetterEntry:
        """What was entered."""
        return LetterEntry(_day(self.sent_on.data), self.reference.data or "", _level(self.level.data))


class ReplyForm(VersionedForm):
    """The answer to the invitation."""

    verb = SelectField("Answer", [InputRequired("Choose the answer.")])
    replied_on = PlainDateField("Answered on", [DayRequired("Enter the date of the answer.")])
    announced_level = SelectField("Level announced")
    announced_size = IntegerField("People announced", [Optional(), NumberRange(0, 5000, "Enter a number of people.")])
    remark = TextAreaField("Remark", render_kw={"rows": 2, "maxlength": 500})

    def offer(self, verbs: Iterable[str], ranks: RankTable) -> None:
        """The answers that are possible now, and the classes of this summit."""
        self.verb.choices = choices({verb: REPLY_NAMES[verb] for verb in verbs})
        self.announced_level.choices = choices({str(one.number): one.name for one in ranks}, empty="Not said")

    def entry(self) -> ReplyEntry:
        """What was entered."""
        return ReplyEntry(
            verb=self.verb.data or "",
            replied_on=_day(self.replied_on.data),
            announced_level=_level(self.announced_level.data),
            announced_size=self.announced_size.data,
            remark=self.remark.data or "",
        )


class PaperForm(RuleForm):
    """A paper to be filed."""

    kind = SelectField("Kind of paper", [InputRequired("Choose the kind of paper.")], choices=choices(KINDS))
    reference = StringField("Number or title", [InputRequired("Enter the number or title that the paper bears.")])
    dated_on = PlainDateField("Dated", [DayRequired("Enter the date of the paper.")])
    file = FileField("File", [FileRequired("Choose the file to send.")], render_kw={"accept": SCANS})

    def entry(self) -> PaperEntry:
        """What was said about it."""
        return PaperEntry(self.kind.data, self.reference.data or "", _day(self.dated_on.data))


class NamesForm(VersionedForm):
    """The people whom the note names, typed in by an officer."""

    name_list = TextAreaField("Names in the note", [Optional()], render_kw={"rows": 12, "spellcheck": "false"})


def _day(value: date | None) -> date:
    if value is None:
        raise ValueError("a form that was not validated has no date")
    return value


def _level(value: str | None) -> int | None:
    return int(value) if value else None

"""Input of tags and notes, and of one change for many people."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import SelectField, StringField, TextAreaField

from summit.delegations.forms.fields import RuleForm, choices
from summit.delegations.lifecycle import CATEGORY_NAMES, FUNCTION_NAMES, TAGGING, DelegateFunction, RunVerb


class NoteForm(RuleForm):
    """A note of the protocol department."""

    body = TextAreaField("Note", render_kw={"rows": 3})


class TagForm(RuleForm):
    """Tags for one record."""

    tag = StringField("Tag", render_kw={"autocomplete": "off"})


class RunForm(RuleForm):
    """What is to be done to the chosen people; only the field that the verb needs is there."""

    function = SelectField("New function")
    category = SelectField("New category")
    reason = TextAreaField("Reason", render_kw={"rows": 2})
    tag = StringField("Tag", render_kw={"autocomplete": "off"})

    def offer(self, verb: RunVerb, functions: Iterable[DelegateFunction], categories: Iterable[str]) -> None:
        """Keep the verb's field, with the choices that the viewer may give."""
        kept = "tag" if verb in TAGGING else "reason" if verb is RunVerb.WITHDRAW else verb.value
        for name in ("function", "category", "reason", "tag"):
            if name != kept:
                del self[name]
        if verb is RunVerb.FUNCTION:
            self.function.choices = choices({one.value: FUNCTION_NAMES[one] for one in functions})
        elif verb is RunVerb.CATEGORY:
            self.category.choices = choices({code: f"{code} · {CATEGORY_NAMES[code]}" for code in categories})

    @property
    def value(self) -> str:
        """What was entered in the one field."""
        return next((field.data or "" for field in self if field.name in ("function", "category", "reason", "tag")), "")

"""Judgements about lists of precedence. They hold for every door."""

from __future__ import annotations

from collections.abc import Mapping

from summit.delegations.precedence import Draft, Manner, Mode, Pin, Settings, TieBreak
from summit.foundation.errors import RuleBroken

LAST_PLACE = 999


def require_settings(settings: Settings) -> None:
    """PRE-01: without rank only the alphabet orders, and a lot needs the State that was drawn."""
    if settings.mode is Mode.ALPHABET and settings.tie_break not in (TieBreak.ALPHABET, TieBreak.DRAWN):
        raise RuleBroken(
            "A list without classes is alphabetical, from a drawn State on if you wish.", "tie_break"
        )
    if settings.tie_break is TieBreak.DRAWN and not settings.drawn:
        raise RuleBroken("Choose the State that was drawn.", "drawn")


def require_pin(code: str, pin: Pin, beside: Mapping[str, str]) -> None:
    """PRE-05: a place that can be, or a neighbor that does not wait for this very delegation.

    `beside` says of each delegation placed by decision beside whom; empty for a fixed place.
    """
    if (pin.manner is Manner.FIXED) != (pin.place is not None) or (pin.manner is Manner.FIXED) == bool(
        pin.other
    ):
        field = "place" if pin.manner is Manner.FIXED else "other"
        raise RuleBroken(
            "Give the number of a fixed place, or the delegation beside which this one stands.", field
        )
    if pin.place is not None and not 1 <= pin.place <= LAST_PLACE:
        raise RuleBroken(f"A place is a number from 1 to {LAST_PLACE}.", "place")
    following = pin.other
    while following:
        if following == code:
            raise RuleBroken("That delegation is itself placed beside this one. Choose another.", "other")
        following = beside.get(following, "")


def early_sentence(name: str) -> str:
    """What is said of an organization that would sign too early."""
    return f"{name}: it may sign only after at least one of its member States, so it has to stand behind one of them."


def require_members_first(before: Draft, after: Draft, code: str = "") -> None:
    """SIG-05: a decision or a setting brings no organization before its member States.

    `code` is the delegation that is decided on; where another organization stood too early before, that is no fault of
    this decision.
    """
    known = {one.code for one in before.early}
    for one in after.early:
        if one.code == code or one.code not in known:
            raise RuleBroken(early_sentence(one.name), "place" if code else "mode")


def require_draft(draft: Draft) -> None:
    """PRE-02, PRE-05, SIG-05: what lets an organization sign too early, misses a date or an override is not publishable."""
    if draft.early:
        raise RuleBroken(early_sentence(draft.early[0].name))
    if not draft.order.is_publishable:
        raise RuleBroken("This list is not publishable yet: dates are missing, or a decision cannot hold.")

"""What a plan breaks, why a request has no place and how good a plan is, in words for the desk. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from summit.bilaterals.facts import SPOKEN, Broken, OutReason, PlanClock, Reason, ReasonKind, Rule
from summit.bilaterals.rules.plans import in_words

Names = Mapping[str, str]

_REASONS = {
    ReasonKind.NO_ROOM: "No room is large enough.",
    ReasonKind.NEVER_BOTH_FREE: "The two are never free together in the time that was wished.",
    ReasonKind.DAY_FULL: "{who} has as many meetings as one wants.",
    ReasonKind.ROOMS_TAKEN: "Both are free, but every room that suits is taken.",
    ReasonKind.MEETINGS_IN_THE_WAY: "Other meetings of {who} fill the time that suits both.",
    ReasonKind.INTERPRETERS_TAKEN: "All interpreters for {language} are at work.",
    ReasonKind.TOO_FAR: "No free room is near enough to what comes before or after.",
    ReasonKind.KEPT_APART: "Choose another room or time.",
}
_LEFT_OUT = {
    OutReason.NOBODY_NAMED: "A side has not named its principal yet.",
    OutReason.LEFT: "A principal has left the delegation.",
    OutReason.TWIN: "The same two principals have another request, which is planned.",
    OutReason.OFF_THE_QUARTER: "The time that both agreed on is over, or not on a quarter of an hour. Find its room by hand.",
}


def broken_words(broken: Broken, names: Names) -> str:
    """The broken rule with names in place of codes; of two who are kept apart one is named, and not why (BIL-18)."""
    if broken.rule is Rule.UNKNOWN:
        return f"{names.get(broken.requests[0], broken.requests[0])} is not open any more."
    if broken.rule is Rule.SEPARATION:
        return f"{names.get(broken.requests[0], broken.requests[0])}: choose another room."
    words = {**names, **SPOKEN} if broken.rule is Rule.INTERPRETERS else names
    return in_words(
        replace(
            broken,
            requests=tuple(names.get(code, code) for code in broken.requests),
            about=words.get(broken.about, broken.about),
        )
    )


def reason_words(reason: Reason, names: Names, clock: PlanClock) -> str:
    """Why a request has no place, and what would free one; of whom it is kept apart nothing is told (BIL-18)."""
    if reason.kind is ReasonKind.KEPT_APART:
        return _REASONS[reason.kind]
    who = " and ".join(names.get(one, one) for one in reason.who) or "the two"
    found = _REASONS[reason.kind].format(who=who, language=SPOKEN.get(reason.language, reason.language))
    if reason.times and reason.instead:
        standing = " and ".join(names.get(one, one) for one in reason.instead)
        return f"{found} {clock.spoken(reason.times[0])} becomes possible when {standing} moves away."
    if reason.times:
        return f"{found} Only this stands against {clock.spoken(reason.times[0])}."
    return found


def left_out_words(reason: OutReason) -> str:
    """Why an open request stands in no plan."""
    return _LEFT_OUT[reason]


def quality_words(objective: int, bound: int) -> str:
    """How far a plan is from the best there is."""
    if not bound:
        return "There is nothing to place."
    if objective >= bound:
        return "No plan can place more."
    return f"At most {100 * (bound - objective) / bound:.1f} % more could be placed."

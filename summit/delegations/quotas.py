"""How places are counted under rules of quota, and when one is refused (DEL-20 to DEL-24). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from summit.delegations.facts import Allocation, QuotaEntry, QuotaRule
from summit.delegations.lifecycle import FUNCTION_NAMES, PINNED, DelegateFunction
from summit.delegations.naming import tidied
from summit.delegations.rules import require_reason
from summit.foundation.errors import Conflict, RuleBroken

USUAL_BADGES = 50  # of a delegation for which no rule says otherwise (ASEM 8, domain 2.3)
LARGEST_QUOTA = 1000


class QuotaReached(Conflict):
    """The delegation has no place left of that kind (DEL-21)."""

    field = "function"


class QuotaKnown(Conflict):
    """There is a rule for the same people already."""

    field = "places"


def require_quota(entry: QuotaEntry, *, is_exception: bool) -> QuotaEntry:
    """The rule with its functions in the order of the table; an exception carries its reason (DEL-20)."""
    if not 0 <= entry.places <= LARGEST_QUOTA:
        raise RuleBroken(f"The quota lies between 0 and {LARGEST_QUOTA:,}.", "places")
    if set(entry.functions) - set(DelegateFunction):
        raise RuleBroken("Choose functions from the list.", "functions")
    return replace(
        entry,
        functions=tuple(one.value for one in DelegateFunction if one in entry.functions),
        reason=require_reason(entry.reason) if is_exception or tidied(entry.reason) else "",
    )


def is_counted(entry: QuotaEntry, post: tuple[str, str], allocation: Allocation) -> bool:
    """Whether a person of that function and category takes one of the places; who wears a pin needs no card (APEC-16)."""
    function, category = post
    if entry.functions and function not in entry.functions:
        return False
    return not entry.zone or (category != PINNED and entry.zone in allocation.zones.get(category, ()))


def allocated(entry: QuotaEntry, allocation: Allocation) -> int:
    """How many of the places are taken."""
    return sum(number for post, number in allocation.people.items() if is_counted(entry, post, allocation))


def require_place(
    rules: Iterable[QuotaRule],
    allocation: Allocation,
    post: tuple[str, str],
    *,
    delegation: str,
    was: tuple[str, str] | None = None,
) -> None:
    """A place under every rule that counts a person of that function and category (DEL-20, DEL-21).

    A place that the person has had as `was` is kept, even over quota (DEL-23). Raises QuotaReached, which names the
    number, the functions and the delegation.
    """
    for rule in rules:
        has_place = was is not None and is_counted(rule.entry, was, allocation)
        if has_place or not is_counted(rule.entry, post, allocation):
            continue
        if allocated(rule.entry, allocation) >= rule.entry.places:
            raise QuotaReached(
                f"{_taken_in_words(rule.entry, delegation)} "
                "Withdraw somebody first, or ask the protocol department for more places."
            )


def quota_label(entry: QuotaEntry) -> str:
    """What the places are for: `Badges`, `Badges for Close Protection`, `Zone R for Messenger or Physician`."""
    return (f"Zone {entry.zone}" if entry.zone else "Badges") + _for_whom(entry)


def _for_whom(entry: QuotaEntry) -> str:
    names = [FUNCTION_NAMES[DelegateFunction(one)] for one in entry.functions]
    return f" for {' or '.join(names)}" if names else ""


def _taken_in_words(entry: QuotaEntry, delegation: str) -> str:
    where = (f" in zone {entry.zone}" if entry.zone else "") + _for_whom(entry)
    if entry.places == 0:
        return f"{delegation} has no place{where}."
    if entry.places == 1:
        return f"The one place of {delegation}{where} is taken."
    return f"All {entry.places} places of {delegation}{where} are taken."

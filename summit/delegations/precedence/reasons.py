"""Why a delegation stands where it does, in one sentence that a protocol officer can read out."""

from __future__ import annotations

from datetime import date, datetime

from summit.delegations.lifecycle import LANGUAGE_NAMES, PartyKind
from summit.delegations.precedence.terms import (
    Contender,
    Drawn,
    Manner,
    Mode,
    OrganizationsBy,
    Override,
    Settings,
    TieBreak,
)


def reason(
    one: Contender, settings: Settings, drawn: Drawn | None, *, opens: bool = False, is_organization: bool = False
) -> str:
    """The sentence of a place that follows from the settings alone."""
    if is_organization:
        return _organization_reason(one, settings)
    if one.kind is PartyKind.HOST and settings.host_first:
        return "The host comes first."
    if settings.mode is Mode.RANK:
        return _class_reason(one, settings, drawn)
    if settings.tie_break is TieBreak.DRAWN and drawn is not None and opens:
        if one.party == drawn.party:
            return "Drawn by lot to open the list."
        return f"Opens the list: the next after {drawn.name}, which was drawn and does not attend."
    return f"Its place in the {_alphabet(settings, drawn)}."


def override_reason(override: Override, other: str, *, is_held: bool) -> str:
    """The sentence of a place that the Chief of Protocol decided; `other` is empty when that delegation is not listed."""
    where = {
        Manner.FIXED: f"at place {override.place}",
        Manner.BEFORE: f"directly before {other or 'a delegation that is not listed'}",
        Manner.AFTER: f"directly after {other or 'a delegation that is not listed'}",
    }[override.manner]
    return f"By decision {where}{'' if is_held else ', which cannot hold'}: {override.reason}"


def _organization_reason(one: Contender, settings: Settings) -> str:
    if settings.organizations is OrganizationsBy.ALPHABET:
        return f"An organization, after the States; {_alphabet(settings, None)}."
    if one.founded_year is None:
        return "An organization, after the States; the year of foundation is missing, so last."
    return f"An organization, after the States; founded in {one.founded_year}."


def _class_reason(one: Contender, settings: Settings, drawn: Drawn | None) -> str:
    if one.rank_class is None:
        return "Nobody heads the delegation at that moment, so after every class."
    return f"Class {one.rank_class}, {one.rank_name}; {_tie_reason(one, settings, drawn)}."


def _tie_reason(one: Contender, settings: Settings, drawn: Drawn | None) -> str:
    match settings.tie_break:
        case TieBreak.OFFICE:
            return _dated("in office since", one.took_office_on, "the date of taking office")
        case TieBreak.CREDENTIALS:
            return _dated("credentials presented on", one.credentials_on, "the date of presenting credentials")
        case TieBreak.CONFIRMATION:
            return _dated("confirmed on", one.confirmed_at, "the time of confirmation")
        case _:
            return f"within it the {_alphabet(settings, drawn)}"


def _dated(words: str, at: date | datetime | None, missing: str) -> str:
    """Dates as people say them; of equal ones the alphabet decides (PRE-02)."""
    if at is None:
        return f"{missing} is missing, so last in the class"
    hour = f" at {at:%H:%M} UTC" if isinstance(at, datetime) else ""
    return f"{words} {at:%-d %B %Y}{hour}"


def _alphabet(settings: Settings, drawn: Drawn | None) -> str:
    from_drawn = f", from {drawn.name} on" if drawn is not None and settings.tie_break is TieBreak.DRAWN else ""
    return f"{LANGUAGE_NAMES[settings.language]} alphabet{from_drawn}"

"""Why a delegation stands where it does: as plain values, and in one sentence that a protocol officer can read out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

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


class Ground(StrEnum):
    """What a place rests on; the value is the key of its sentence."""

    HOST = "host"
    DRAWN = "drawn"
    OPENS = "opens"
    ALPHABET = "alphabet"
    ORGANIZATION_ALPHABET = "organization-alphabet"
    ORGANIZATION_UNDATED = "organization-undated"
    ORGANIZATION_FOUNDED = "organization-founded"
    HEADLESS = "headless"
    CLASS = "class"
    DECIDED = "decided"


class Within(StrEnum):
    """What decided within a class; `…_UNDATED` where the date is missing, which puts the delegation last in it."""

    ALPHABET = "alphabet"
    OFFICE = "office"
    OFFICE_UNDATED = "office-undated"
    CREDENTIALS = "credentials"
    CREDENTIALS_UNDATED = "credentials-undated"
    CONFIRMATION = "confirmation"
    CONFIRMATION_UNDATED = "confirmation-undated"


@dataclass(frozen=True)
class Basis:
    """The ground of a place with what its sentence names.

    `language` is that of the alphabet, `drawn` the code of the party it begins at, with `drawn_name` in the list's language.
    `other` is the code of the delegation beside which a decision puts it, empty for one that is not listed.
    """

    ground: Ground
    language: str = "en"
    drawn: str = ""
    drawn_name: str = ""
    year: int | None = None
    rank_class: int | None = None
    rank_name: str = ""
    within: Within | None = None
    at: date | datetime | None = None
    override: Override | None = None
    other: str = ""
    other_name: str = ""
    is_held: bool = True


ALPHABETS = (Within.ALPHABET, Within.ALPHABET)
WITHIN: dict[TieBreak, tuple[Within, Within]] = {
    TieBreak.OFFICE: (Within.OFFICE, Within.OFFICE_UNDATED),
    TieBreak.CREDENTIALS: (Within.CREDENTIALS, Within.CREDENTIALS_UNDATED),
    TieBreak.CONFIRMATION: (Within.CONFIRMATION, Within.CONFIRMATION_UNDATED),
}


def basis(
    one: Contender, settings: Settings, drawn: Drawn | None, *, opens: bool = False, is_organization: bool = False
) -> Basis:
    """What a place rests on that follows from the settings alone."""
    if is_organization:
        return _organization(one, settings)
    if one.kind is PartyKind.HOST and settings.host_first:
        return Basis(Ground.HOST)
    if settings.mode is Mode.RANK:
        return _class(one, settings, drawn)
    if settings.tie_break is TieBreak.DRAWN and drawn is not None and opens:
        ground = Ground.DRAWN if one.party == drawn.party else Ground.OPENS
        return Basis(ground, drawn=drawn.party, drawn_name=drawn.name)
    return _alphabet(Ground.ALPHABET, settings, drawn)


def decided(override: Override, other: Contender | None, *, is_held: bool) -> Basis:
    """A place that the Chief of Protocol decided; `other` is None when that delegation is not listed."""
    code, name = (other.code, other.name) if other is not None else ("", "")
    return Basis(Ground.DECIDED, override=override, other=code, other_name=name, is_held=is_held)


def sentence(of: Basis) -> str:
    """The basis in English, for the pages of the protocol department."""
    match of.ground:
        case Ground.HOST:
            return "The host comes first."
        case Ground.DRAWN:
            return "Drawn by lot to open the list."
        case Ground.OPENS:
            return f"Opens the list: the next after {of.drawn_name}, which was drawn and does not attend."
        case Ground.ALPHABET:
            return f"Its place in the {_spelled(of)}."
        case Ground.ORGANIZATION_ALPHABET:
            return f"An organization, after the States; {_spelled(of)}."
        case Ground.ORGANIZATION_UNDATED:
            return "An organization, after the States; the year of foundation is missing, so last."
        case Ground.ORGANIZATION_FOUNDED:
            return f"An organization, after the States; founded in {of.year}."
        case Ground.HEADLESS:
            return "Nobody heads the delegation at that moment, so after every class."
        case Ground.CLASS:
            return f"Class {of.rank_class}, {of.rank_name}; {_within(of)}."
        case Ground.DECIDED:
            return _decision(of)


def _organization(one: Contender, settings: Settings) -> Basis:
    if settings.organizations is OrganizationsBy.ALPHABET:
        return _alphabet(Ground.ORGANIZATION_ALPHABET, settings, None)
    if one.founded_year is None:
        return Basis(Ground.ORGANIZATION_UNDATED)
    return Basis(Ground.ORGANIZATION_FOUNDED, year=one.founded_year)


def _class(one: Contender, settings: Settings, drawn: Drawn | None) -> Basis:
    if one.rank_class is None:
        return Basis(Ground.HEADLESS)
    at = {
        TieBreak.OFFICE: one.took_office_on,
        TieBreak.CREDENTIALS: one.credentials_on,
        TieBreak.CONFIRMATION: one.confirmed_at,
    }.get(settings.tie_break)
    dated, undated = WITHIN.get(settings.tie_break, ALPHABETS)
    alphabet = _alphabet(Ground.CLASS, settings, drawn)
    return replace(
        alphabet, rank_class=one.rank_class, rank_name=one.rank_name, within=undated if at is None else dated, at=at
    )


def _alphabet(ground: Ground, settings: Settings, drawn: Drawn | None) -> Basis:
    if drawn is None or settings.tie_break is not TieBreak.DRAWN:
        return Basis(ground, settings.language)
    return Basis(ground, settings.language, drawn.party, drawn.name)


def _decision(of: Basis) -> str:
    if of.override is None:
        raise ValueError("a decision has an override")
    other = of.other_name or "a delegation that is not listed"
    where = {
        Manner.FIXED: f"at place {of.override.place}",
        Manner.BEFORE: f"directly before {other}",
        Manner.AFTER: f"directly after {other}",
    }[of.override.manner]
    return f"By decision {where}{'' if of.is_held else ', which cannot hold'}: {of.override.reason}"


def _within(of: Basis) -> str:
    """Dates as people say them; of equal ones the alphabet decides (PRE-02)."""
    hour = f" at {of.at:%H:%M} UTC" if isinstance(of.at, datetime) else ""
    at = f"{of.at:%-d %B %Y}{hour}" if of.at is not None else ""
    return {
        Within.OFFICE: f"in office since {at}",
        Within.OFFICE_UNDATED: "the date of taking office is missing, so last in the class",
        Within.CREDENTIALS: f"credentials presented on {at}",
        Within.CREDENTIALS_UNDATED: "the date of presenting credentials is missing, so last in the class",
        Within.CONFIRMATION: f"confirmed on {at}",
        Within.CONFIRMATION_UNDATED: "the time of confirmation is missing, so last in the class",
    }.get(of.within or Within.ALPHABET, f"within it the {_spelled(of)}")


def _spelled(of: Basis) -> str:
    from_drawn = f", from {of.drawn_name} on" if of.drawn_name else ""
    return f"{LANGUAGE_NAMES[of.language]} alphabet{from_drawn}"

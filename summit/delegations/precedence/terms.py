"""The terms in which an order is given: lists, their settings, who stands in them, what the Chief of Protocol fixes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from summit.delegations.lifecycle import ORGANIZATION_KINDS, STATES, PartyKind


class ListKind(StrEnum):
    """The lists that have an order of their own (PRE-01)."""

    SEATING = "seating"
    SPEAKERS = "speakers"
    PHOTO = "photo"
    SIGNING = "signing"
    FLAGS = "flags"
    MOTORCADE = "motorcade"


LIST_NAMES: dict[ListKind, str] = {
    ListKind.SEATING: "Seating in plenary",
    ListKind.SPEAKERS: "Speakers' list",
    ListKind.PHOTO: "Family photo",
    ListKind.SIGNING: "Signing",
    ListKind.FLAGS: "Flags",
    ListKind.MOTORCADE: "Motorcade",
}
# All States and regional economic integration organizations may sign, nobody else (domain 1.1).
SIGNATORIES = (*sorted(STATES), PartyKind.REIO)
KINDS_ON: dict[ListKind, tuple[PartyKind, ...]] = {
    **dict.fromkeys(ListKind, (*SIGNATORIES, *ORGANIZATION_KINDS)),
    ListKind.SIGNING: SIGNATORIES,
}


class Mode(StrEnum):
    """Whether rank counts at all: some hosts treat all heads alike (domain 3.1)."""

    RANK = "rank"
    ALPHABET = "alphabet"


MODE_NAMES: dict[Mode, str] = {
    Mode.RANK: "By the class of the head",
    Mode.ALPHABET: "Alphabetical only, whatever the rank",
}


class TieBreak(StrEnum):
    """What decides within a class (PRE-01, a to e)."""

    ALPHABET = "alphabet"
    OFFICE = "office"
    CREDENTIALS = "credentials"
    CONFIRMATION = "confirmation"
    DRAWN = "drawn"


TIE_BREAK_NAMES: dict[TieBreak, str] = {
    TieBreak.ALPHABET: "The alphabet",
    TieBreak.OFFICE: "The date of taking office",
    TieBreak.CREDENTIALS: "The date of presenting credentials",
    TieBreak.CONFIRMATION: "The time of confirmation",
    TieBreak.DRAWN: "The alphabet from a drawn State on",
}


class OrganizationsBy(StrEnum):
    """How organizations stand among themselves, after the United Nations (PRE-04)."""

    FOUNDATION = "foundation"
    ALPHABET = "alphabet"


ORGANIZATIONS_NAMES: dict[OrganizationsBy, str] = {
    OrganizationsBy.FOUNDATION: "By the year of foundation",
    OrganizationsBy.ALPHABET: "Alphabetically",
}


class Manner(StrEnum):
    """How an override places a delegation (PRE-05)."""

    FIXED = "fixed"
    BEFORE = "before"
    AFTER = "after"


MANNER_NAMES: dict[Manner, str] = {
    Manner.FIXED: "At a fixed place",
    Manner.BEFORE: "Directly before",
    Manner.AFTER: "Directly after",
}


@dataclass(frozen=True)
class Contender:
    """A delegation as the order sees it at one moment. `name` and `key` are in the list's language.

    `rank_class` is the class of whoever heads the delegation then, None while nobody does (DEL-10); `rank_name` is its
    name in the table of classes, and `is_leader` says that it is one of leaders' level (PRE-04).
    `member_of` is the code of the regional economic integration organization to which the State belongs (TRT-08).
    """

    code: str
    party: str
    kind: PartyKind
    name: str
    key: str
    flag: str = ""
    head: str = ""
    head_code: str = ""
    head_title: str = ""
    rank_class: int | None = None
    rank_name: str = ""
    is_leader: bool = False
    took_office_on: date | None = None
    credentials_on: date | None = None
    confirmed_at: datetime | None = None
    founded_year: int | None = None
    member_of: str = ""


@dataclass(frozen=True)
class Drawn:
    """The State that was drawn by lot: the code of its party, its name and key in the list's language, coming or not."""

    party: str
    name: str
    key: str


@dataclass(frozen=True)
class Settings:
    """How one list is ordered. `drawn` is the code of the drawn party, or empty."""

    mode: Mode = Mode.RANK
    tie_break: TieBreak = TieBreak.ALPHABET
    language: str = "en"
    drawn: str = ""
    host_first: bool = True
    reio_among_states: bool = True
    organizations: OrganizationsBy = OrganizationsBy.FOUNDATION


@dataclass(frozen=True)
class Pin:
    """Where a delegation is to stand: at `place`, counted from 1, or beside the delegation with the code `other`."""

    manner: Manner
    place: int | None = None
    other: str = ""


@dataclass(frozen=True)
class Override:
    """A decision of the Chief of Protocol about one delegation (PRE-05): `place` for a fixed one, else `other`.

    `decided_by` is a name; `number` is the record's.
    """

    code: str
    manner: Manner
    reason: str
    decided_by: str
    decided_at: datetime
    place: int | None = None
    other: str = ""
    number: int = 0


# What a list begins with, until the protocol department decides otherwise: SEA-01, SPK-01, SPK-02, FLG-02, SIG-01.
DEFAULTS: dict[ListKind, Settings] = {
    ListKind.SEATING: Settings(mode=Mode.ALPHABET, host_first=False),
    ListKind.SPEAKERS: Settings(tie_break=TieBreak.CONFIRMATION),
    ListKind.PHOTO: Settings(tie_break=TieBreak.OFFICE),
    ListKind.SIGNING: Settings(),
    ListKind.FLAGS: Settings(
        mode=Mode.ALPHABET, reio_among_states=False, organizations=OrganizationsBy.ALPHABET
    ),
    ListKind.MOTORCADE: Settings(),
}

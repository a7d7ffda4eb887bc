"""People, parties and delegations as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from summit.delegations.lifecycle import DelegateFunction


@dataclass(frozen=True)
class PassportEntry:
    """A passport as it is typed in; the number is kept only sealed and as a keyed hash."""

    kind: str
    issuer: str
    number: str
    expires_on: date | None


@dataclass(frozen=True)
class PersonEntry:
    """A person as a form, an import or the demonstration hands it in (PER-01). One of the two names may be empty."""

    family_name: str
    given_names: str
    badge_name: str
    nationality: str
    family_first: bool = False
    native_name: str = ""
    native_language: str = ""
    salutation: str = ""
    style: str = ""
    sex: str = ""
    born_on: date | None = None
    passport: PassportEntry | None = None
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class PostEntry:
    """What the person is in the delegation (domain 2.2, 3.2). `rank_class` counts down: 10 is a Head of State."""

    function: DelegateFunction
    category: str
    title: str = ""
    native_title: str = ""
    badge_title: str = ""
    rank_class: int = 70
    is_state_leader: bool = False
    is_listed: bool = True

"""People as plain values: what is entered, what is shown by group of fields, what makes them busy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NotRequired, TypedDict

from summit.delegations.lifecycle import DelegateFunction, PhotoFinding


@dataclass(frozen=True)
class PassportEntry:
    """A passport as it is typed in; the number is kept only sealed and as a keyed hash.

    An edit with an empty number keeps the number that is on file.
    """

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
    personal_title: str = ""
    address_name: str = ""
    phonetic_hint: str = ""
    machine_name: str = ""
    sort_as: str = ""
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
    took_office_on: date | None = None


@dataclass(frozen=True)
class Companion:
    """The other one of a principal and a spouse or partner (DEL-11), seen from either; `rank` is the other's class."""

    code: str
    name: str
    function: str
    rank: str
    is_principal: bool
    is_withdrawn: bool


@dataclass(frozen=True)
class Substitute:
    """One of two people of whom one took the place of the other (ACC-11)."""

    code: str
    name: str


@dataclass(frozen=True)
class KeptPhoto:
    """A portrait in the installation's folder: its name there, its SHA-256, and what a person should look at."""

    file: str
    digest: str
    findings: tuple[PhotoFinding, ...] = ()


class Duty(TypedDict):
    """What makes a participant busy: half-open, UTC; `label` is neutral and never names the other side (BIL-50).

    `lapses_at` is when a duty that is not agreed yet frees the participant by itself; `now` the moment of the act, at which
    duties that lapsed before it count no more.
    """

    held_from: datetime
    held_until: datetime
    kind: str
    duty_code: str
    label: str
    lapses_at: NotRequired[datetime | None]
    now: NotRequired[datetime]


@dataclass(frozen=True)
class NominationFacts:
    """Somebody who was asked to register, for the delegation's page: until when, in words of the two tables."""

    code: str
    name: str
    email: str
    function_name: str
    category_name: str
    expires_at: datetime
    is_open: bool


@dataclass(frozen=True)
class FormDraftFacts:
    """What somebody typed into a form and did not send: by the name of the field, as a browser would send it."""

    saved_at: datetime
    texts: Mapping[str, str]


@dataclass(frozen=True)
class EngagementFacts:
    """One duty of a participant, buffers included."""

    participant_id: int
    held_from: datetime
    held_until: datetime
    kind: str
    duty_code: str
    label: str


@dataclass(frozen=True)
class PersonLine:
    """A participant in a list: public fields, and whether something is missing.

    The last fields are read only where a list shows them; `registered_at` is UTC.
    """

    code: str
    name: str
    native_name: str
    delegation_code: str
    delegation: str
    flag: str
    function: str
    category: str
    category_name: str
    title: str
    state: str
    has_photo: bool
    has_passport: bool
    is_locked: bool
    version: int
    badge_title: str = ""
    native_title: str = ""
    email: str = ""
    phone: str = ""
    nationality: str = ""
    registered_at: datetime | None = None
    application: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class OperationalFacts:
    """How to reach a person (PRV-02)."""

    email: str
    phone: str


@dataclass(frozen=True)
class IdentityFacts:
    """What the travel document says; `passport_number` is always masked, `born_on` None where it is masked too."""

    family_name: str
    given_names: str
    machine_name: str
    sex: str
    nationality: str
    nationality_name: str
    born_on: date | None
    has_birth_date: bool
    passport_kind: str
    passport_issuer: str
    passport_number: str
    passport_expires_on: date | None


@dataclass(frozen=True)
class ParticipantFacts:
    """A participant's page. Groups of fields that the viewer may not see are None.

    `photo_findings` are sentences, for those who see the photo.
    """

    code: str
    name: str
    badge_name: str
    native_name: str
    address_name: str
    phonetic_hint: str
    sort_as: str
    delegation_code: str
    delegation: str
    flag: str
    function: str
    category: str
    category_name: str
    title: str
    native_title: str
    badge_title: str
    rank: str
    is_state_leader: bool
    is_listed: bool
    is_locked: bool
    state: str
    version: int
    registered_at: datetime
    has_photo: bool
    photo_findings: tuple[str, ...]
    is_invited: bool
    is_late: bool
    operational: OperationalFacts | None = None
    identity: IdentityFacts | None = None

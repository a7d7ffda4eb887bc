"""People, parties and delegations as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NotRequired, TypedDict

from summit.delegations.lifecycle import DelegateFunction


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


@dataclass(frozen=True)
class OrganizationEntry:
    """A party that is no State. `names` maps (language, kind) to a name; ("en", "short") must be there."""

    code: str
    kind: str
    names: Mapping[tuple[str, str], str]
    founded_year: int | None = None
    flag: str = ""
    region: str = ""
    article: str = ""


class Duty(TypedDict):
    """What makes a participant busy: half-open, UTC; `label` is neutral and never names the other side (BIL-50)."""

    held_from: datetime
    held_until: datetime
    kind: str
    duty_code: str
    label: str


class Mandate(TypedDict):
    """From when until when a user acts for a delegation (half-open), and the paper that says so (DEL-30)."""

    mandate_from: datetime
    mandate_until: datetime
    paper: str
    is_deputy: NotRequired[bool]


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
class DelegationCard:
    """A delegation in a list. `people` counts the enrolled; `head` is the head's styled name or empty."""

    code: str
    name: str
    flag: str
    kind: str
    kind_name: str
    region: str
    people: int
    badge_quota: int
    head: str = ""
    head_title: str = ""


@dataclass(frozen=True)
class PersonLine:
    """A participant in a list: public fields, and whether something is missing."""

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


@dataclass(frozen=True)
class HeadshipFacts:
    """Who heads a delegation when. `head_from` or `head_until` is None where it has no end on that side."""

    id: int
    participant_code: str
    name: str
    head_from: datetime | None
    head_until: datetime | None


@dataclass(frozen=True)
class FocalPointFacts:
    """One mandate of a delegation's contact."""

    id: int
    name: str
    email: str
    mandate_from: datetime
    mandate_until: datetime
    is_deputy: bool
    is_in_force: bool
    paper: str


@dataclass(frozen=True)
class DelegationFacts:
    """The head of a delegation's own page."""

    code: str
    name: str
    formal_name: str
    flag: str
    kind: str
    kind_name: str
    region: str
    languages: tuple[str, ...]
    badge_quota: int
    people: int
    version: int

    @property
    def over_quota(self) -> int:
        """How many people are registered beyond the quota (DEL-23)."""
        return max(0, self.people - self.badge_quota)


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
    """A participant's page. Groups of fields that the viewer may not see are None."""

    code: str
    name: str
    badge_name: str
    native_name: str
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
    is_invited: bool
    operational: OperationalFacts | None = None
    identity: IdentityFacts | None = None


@dataclass(frozen=True)
class ImportLine:
    """What one row of a sheet would do: `verb` is add, edit, keep or refuse.

    `differences` are heading, value on file and new value; `where` is the cell to look at when it is refused.
    """

    number: int
    verb: str
    name: str = ""
    code: str = ""
    differences: tuple[tuple[str, str, str], ...] = ()
    fault: str = ""
    where: str = ""


@dataclass(frozen=True)
class ImportFacts:
    """An import in the list of a delegation."""

    number: int
    file_name: str
    state: str
    started_at: datetime
    added: int
    edited: int
    left_out: int
    version: int
    may_undo: bool

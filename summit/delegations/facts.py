"""People, parties and delegations as plain values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NotRequired, TypedDict

from summit.delegations.lifecycle import DeadlineKind, DelegateFunction


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
    took_office_on: date | None = None


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
class ViewEntry:
    """A filter of a list to be kept: `kind` is people or delegations, `question` the end of the list's address.

    `office` is the role value of those who shall see it too, or empty.
    """

    kind: str
    name: str
    question: str
    office: str = ""


@dataclass(frozen=True)
class ViewFacts:
    """A saved view as a user may open it; `owner` is the name of who saved it."""

    code: str
    name: str
    question: str
    office: str
    owner: str
    is_own: bool


@dataclass(frozen=True)
class ViewChips:
    """The saved views of a list, each with its address, and the question that the list answers now."""

    kind: str
    question: str
    views: tuple[tuple[ViewFacts, str], ...]

    @property
    def is_saved(self) -> bool:
        """Whether the present filter is one of the views already."""
        return any(view.question == self.question for view, _ in self.views)


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
class QuotaEntry:
    """What a rule of quota says (DEL-20): `places` people of these functions, of all when none is named, hold a badge, or
    come into the zone when there is one.
    """

    places: int
    zone: str = ""
    functions: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class QuotaRule:
    """A rule in force for one delegation; an exception is granted to it alone and says by whom and why."""

    entry: QuotaEntry
    code: str = ""
    is_exception: bool = False
    approved_by: str = ""


@dataclass(frozen=True)
class QuotaLine:
    """A rule in the list: `whom` is a kind of party or the name of a delegation, whose code is then `delegation_code`."""

    rule: QuotaRule
    whom: str
    delegation_code: str
    label: str
    approved_at: datetime
    version: int


@dataclass(frozen=True)
class Allocation:
    """Who is enrolled in a delegation: (function, category) -> how many; and category -> the zones that it opens."""

    people: Mapping[tuple[str, str], int]
    zones: Mapping[str, Collection[str]]


@dataclass(frozen=True)
class QuotaStanding:
    """How far one rule of a delegation is used (DEL-24)."""

    rule: QuotaRule
    label: str
    used: int

    @property
    def over(self) -> int:
        """How many people are allocated beyond the quota (DEL-23)."""
        return max(0, self.used - self.rule.entry.places)


@dataclass(frozen=True)
class OverQuota:
    """A delegation with `over` people more than badges (DEL-23)."""

    code: str
    name: str
    over: int


@dataclass(frozen=True)
class DeadlineFacts:
    """By when delegations do one thing; `falls_at` is None while no day is set, `words` is that moment in words with its
    clock.
    """

    kind: DeadlineKind
    falls_at: datetime | None
    is_hard: bool
    words: str

    def has_passed(self, now: datetime) -> bool:
        """Whether what is done now comes after it."""
        return self.falls_at is not None and now >= self.falls_at


@dataclass(frozen=True)
class DeadlineLine:
    """What a delegation is told about one deadline."""

    sentence: str
    has_passed: bool


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
    is_late: bool
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

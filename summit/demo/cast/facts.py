"""Invented people and their delegations as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summit.delegations.facts import PersonEntry, PostEntry
from summit.delegations.lifecycle import DelegateFunction, PartyKind


class Course(StrEnum):
    """How far a person's accreditation comes, and what becomes of it."""

    LEFT = "left"  # registered, then withdrawn by the delegation before anybody submitted it
    DRAFT = "draft"
    WAITING = "waiting"  # submitted, security has not answered
    NEED_TIME = "need_time"
    NOT_CLEAR = "not_clear"
    CLEARED = "cleared"  # cleared, the officer has not decided
    APPROVED = "approved"
    CHANGED = "changed"  # approved, then the passport was replaced
    RETURNED = "returned"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Member:
    """One invented person in a delegation.

    `key` names the person inside the demonstration only (`FR/2`); `role` is the key of the post in the book of titles;
    `homeland` an ISO2 code; `reason` the code of the decision that `course` ends with, if it needs one.
    """

    key: str
    person: PersonEntry
    post: PostEntry
    role: str
    homeland: str
    has_portrait: bool
    course: Course = Course.APPROVED
    reason: str = ""

    @property
    def is_head(self) -> bool:
        return self.post.function is DelegateFunction.HOD


@dataclass(frozen=True, slots=True)
class Team:
    """The delegation of one party, its people in the order of the note verbale, the head first (DEL-13).

    A demonstration with few people leaves delegations empty.
    """

    party: str
    kind: PartyKind
    languages: str
    badge_quota: int
    members: tuple[Member, ...]

    @property
    def head(self) -> Member | None:
        return self.members[0] if self.members else None

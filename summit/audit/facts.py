"""Who acts, and one line of the journal, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Actor:
    """The one who does something: a signed-in user, or the system itself.

    `user_id` is None for the system; `roles` are role values of accounts; `address` is a network address.
    """

    code: str
    name: str
    roles: frozenset[str] = frozenset()
    user_id: int | None = None
    request_id: str = ""
    address: str = ""

    @classmethod
    def system(cls, name: str) -> Actor:
        """A command or a job, for example `flask demo load`."""
        return cls(code="SYSTEM", name=name)


@dataclass(frozen=True)
class AuditLine:
    """One line of the journal as a page shows it."""

    number: int
    at: datetime
    actor_code: str
    actor_name: str
    verb: str
    object_kind: str
    object_code: str
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    reason: str = ""

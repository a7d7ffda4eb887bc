"""Who acts, and one line of the journal, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

NO_USER = 0  # no row has it


@dataclass(frozen=True)
class Actor:
    """The one who does something: a signed-in user, somebody whom a link lets in, or the system itself.

    `user_id` is None for the system alone; `roles` are role values of accounts; `address` is a network address.
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

    @classmethod
    def by_link(cls, code: str, name: str) -> Actor:
        """Somebody without an account whom a link lets in: neither a user nor the system, and without any right."""
        return cls(code=code, name=name, user_id=NO_USER)


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

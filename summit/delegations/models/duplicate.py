"""What the duplicate desk works on beside the records themselves: claims of delegations, and pairs that are two people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models.delegation import Delegation
from summit.delegations.models.person import Person
from summit.foundation.db import Base, Moment


class RegistrationClaim(Base):
    """A delegation says that somebody whose passport is registered elsewhere belongs to it (DEL-01).

    `person` is whose passport it met; the names are those that the delegation typed. `answer` is the sentence that the
    delegation reads. A delegation has one open claim to a person.
    """

    __tablename__ = "registration_claims"
    __table_args__ = (
        Index("uq_registration_claims_open", "delegation_id", "person_id", unique=True,
              sqlite_where=text("state = 'open'"), postgresql_where=text("state = 'open'")),
        Index("ix_registration_claims_state", "state", "claimed_at", "id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    family_name: Mapped[str] = mapped_column(String(200))
    given_names: Mapped[str] = mapped_column(String(200))
    passport_hash: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(500))
    state: Mapped[str] = mapped_column(String(12), default="open")
    claimed_by: Mapped[str] = mapped_column(String(20))
    claimed_by_name: Mapped[str] = mapped_column(String(200))
    claimed_at: Mapped[datetime] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(String(500), default="")
    answered_by: Mapped[str] = mapped_column(String(20), default="")
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    delegation: Mapped[Delegation] = relationship()
    person: Mapped[Person] = relationship()

    __mapper_args__ = {"version_id_col": version}


class PairDismissal(Base):
    """Two records that look alike and are of two people. The person of the lower id stands first, so a pair is kept once."""

    __tablename__ = "pair_dismissals"
    __table_args__ = (
        UniqueConstraint("first_person_id", "second_person_id", name="uq_pair_dismissals_pair"),
        CheckConstraint("first_person_id < second_person_id", name="in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    first_person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    second_person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    dismissed_by: Mapped[str] = mapped_column(String(20))
    dismissed_by_name: Mapped[str] = mapped_column(String(200))
    dismissed_at: Mapped[datetime] = mapped_column(Moment)

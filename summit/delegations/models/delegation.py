"""The group one party sends, and its head over time."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models.party import Party, SortKey
from summit.foundation.db import Base, Moment
from summit.foundation.overlap import forbid_overlap


class Delegation(Base):
    """The delegation of one party to this summit. `languages` are the badge languages, at most two, space separated.

    `badge_quota` is what the rules of quota come to for all its badges (DEL-20); whoever changes a rule writes it again, and
    so waits for those who take a place.
    `credentials_on` and `confirmed_at`, when known, break ties of precedence (PRE-01 c, d).
    """

    __tablename__ = "delegations"
    __table_args__ = (CheckConstraint("badge_quota >= 0", name="badge_quota_is_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("parties.id"), unique=True)
    sort_name: Mapped[str] = mapped_column(SortKey, index=True)
    search_text: Mapped[str] = mapped_column(String(2000), default="")
    languages: Mapped[str] = mapped_column(String(12), default="en")
    badge_quota: Mapped[int] = mapped_column(default=50)
    credentials_on: Mapped[date | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    party: Mapped[Party] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Headship(Base):
    """Who heads the delegation from when until when (DEL-10): the database refuses two heads at one instant.

    `head_until` of an open-ended headship is the far end of time, so that the same range test serves both databases.
    """

    __tablename__ = "headships"
    __table_args__ = (CheckConstraint("head_from < head_until", name="headship_has_length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegations.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), index=True)
    head_from: Mapped[datetime] = mapped_column(Moment)
    head_until: Mapped[datetime] = mapped_column(Moment)


forbid_overlap(
    Headship.__table__,  # type: ignore[arg-type]
    key="delegation_id",
    name="one_head_at_a_time",
    start="head_from",
    end="head_until",
)

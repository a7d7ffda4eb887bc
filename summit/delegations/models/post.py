"""What else a person is, beside the post in which the person comes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.delegations.models.person import Person
from summit.foundation.db import Base


class FurtherPost(Base):
    """A post that a person holds and does not come in (DEL-12). The post of this event stands on the participant alone, so
    that there can only be one; the two change places.

    `rank_class`, `took_office_on` and `is_state_leader` go with the post. A person holds a post of one title once.
    """

    __tablename__ = "further_posts"
    __table_args__ = (
        UniqueConstraint("person_id", "title", name="uq_further_posts_title"),
        CheckConstraint("title <> ''", name="has_a_title"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    title: Mapped[str] = mapped_column(String(160))
    native_title: Mapped[str] = mapped_column(String(160), default="")
    badge_title: Mapped[str] = mapped_column(String(80), default="")
    rank_class: Mapped[int] = mapped_column(default=70, index=True)
    took_office_on: Mapped[date | None]
    is_state_leader: Mapped[bool] = mapped_column(default=False)
    person: Mapped[Person] = relationship()

"""Parties and the only names that are ever printed of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.foundation.db import Base

# Keys are made to be compared character by character, so PostgreSQL must not apply a language's order to them.
SortKey = String(400).with_variant(String(400, collation="C"), "postgresql")


class Party(Base):
    """Who sends a delegation: a State, an organization, a media house, a host service (domain 2.1).

    `code` is the ISO 3166 two-letter code for States (`VN`), `EU` for the European Union, the organization's own code
    otherwise; `flag` is the two-letter code whose flag is shown, or empty. `member_of` is the code of the regional
    economic integration organization of which a State is a member, or empty.
    """

    __tablename__ = "parties"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    kind: Mapped[str] = mapped_column(String(12))
    iso3: Mapped[str] = mapped_column(String(3), default="")
    flag: Mapped[str] = mapped_column(String(2), default="")
    region: Mapped[str] = mapped_column(String(8), default="")
    member_since: Mapped[int | None]
    founded_year: Mapped[int | None]
    member_of: Mapped[str] = mapped_column(String(12), default="", server_default="")
    article: Mapped[str] = mapped_column(String(8), default="")
    names: Mapped[list[PartyName]] = relationship(back_populates="party", cascade="all, delete-orphan")


class PartyName(Base):
    """One name in one language (NAM-02). `kind` is short, formal or treaty; `valid_from` and `valid_until` are dates of
    the event's calendar, half-open, None meaning always. `sort_key` is NAM-10's key for English, ICU's for the rest.
    """

    __tablename__ = "party_names"
    __table_args__ = (
        Index(
            "uq_party_names_party_language_kind_from",
            "party_id",
            "language",
            "kind",
            "valid_from",
            unique=True,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("parties.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(2))
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    sort_key: Mapped[str] = mapped_column(SortKey, default="", index=True)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    party: Mapped[Party] = relationship(back_populates="names")

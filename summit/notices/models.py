"""The outbox: letters waiting to be sent, and sent; a ministry's own words for them; addresses that do not answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from summit.foundation.db import Base, Moment


class Notice(Base):
    """One letter, written in the same transaction as the change it tells of. `body_sealed` is encrypted: it may hold a
    link. `once_key` makes the same letter for the same cause impossible twice.

    `secrets_sealed` are the links that no officer reads, encrypted; None where they were not kept apart. `next_try_at` is
    when a queued letter is due; who sends it moves that on and counts `attempts` up, and so holds it for a while.
    """

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_state_due", "state", "next_try_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    once_key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(8), default="en", server_default="en")
    recipient: Mapped[str] = mapped_column(String(254), index=True)
    subject: Mapped[str] = mapped_column(String(200))
    body_sealed: Mapped[str] = mapped_column(Text)
    secrets_sealed: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12), default="queued", server_default="queued")
    note: Mapped[str] = mapped_column(String(300), default="", server_default="")
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    next_try_at: Mapped[datetime | None] = mapped_column(Moment)
    copy_of: Mapped[str] = mapped_column(String(20), default="", server_default="", index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)


class LetterWording(Base):
    """A ministry's own words for one kind of letter in one language."""

    __tablename__ = "letter_wordings"
    __table_args__ = (UniqueConstraint("kind", "language", name="uq_letter_wordings_kind_language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(8))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ReviewedKind(Base):
    """A kind of letter that waits for an officer before it goes: there is a row, or there is none."""

    __tablename__ = "reviewed_kinds"

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)


class BouncedAddress(Base):
    """An address from which a letter came back: further ones are held until an officer clears it."""

    __tablename__ = "bounced_addresses"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(254), unique=True)
    reason: Mapped[str] = mapped_column(String(300))
    bounced_at: Mapped[datetime] = mapped_column(Moment)
    notice_code: Mapped[str] = mapped_column(String(20))

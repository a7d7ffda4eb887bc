"""Forms that somebody has begun and not sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from summit.foundation.db import Base, Moment


class FormDraft(Base):
    """What one person typed into one form (UX-08). `owner` is the code of a user, or of the nomination behind a link.

    `form` names the form and the thing it is about. `content_sealed` is identity data and encrypted.
    """

    __tablename__ = "form_drafts"
    __table_args__ = (UniqueConstraint("owner", "form", name="uq_form_drafts_form"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column(String(20))
    form: Mapped[str] = mapped_column(String(40))
    content_sealed: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Moment, index=True)

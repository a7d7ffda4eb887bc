"""The categories in which people are accredited, and the zones that each opens."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from summit.foundation.db import Base


class AccreditationCategory(Base):
    """A badge category (domain 4.5): never told by color alone, so each has a letter (its code) and a pattern too.

    `color` is #rrggbb, `pattern` one of solid, outline, stripes, dots; `zones` the zone codes it opens, space separated;
    `self_print` lets the delegate print the badge at home.
    """

    __tablename__ = "accreditation_categories"

    code: Mapped[str] = mapped_column(String(4), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    color: Mapped[str] = mapped_column(String(7))
    pattern: Mapped[str] = mapped_column(String(12), default="solid")
    zones: Mapped[str] = mapped_column(String(20), default="")
    self_print: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)

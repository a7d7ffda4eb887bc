"""Printers, and the orders by which cards are printed (BDG-07)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from summit.foundation.db import Base, Moment
from summit.foundation.jobs.models import Job


class Printer(Base):
    """A card printer; an order of printing may name one, so that the desk sees what waits at which (BDG-07)."""

    __tablename__ = "printers"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    place: Mapped[str] = mapped_column(String(120), default="")
    is_in_use: Mapped[bool] = mapped_column(default=True)


class PrintRun(Base):
    """One order of printing: a frozen list of badges, one PDF, one confirmation by the operator.

    `kind` is a CardKind. `design_id` is the version of the design that it froze; without one, the cards are drawn as the
    standard of that kind has them. `paper` is a key of PAPERS for sheets with cut marks, or empty for a page a card.
    """

    __tablename__ = "print_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(12), default="queued")
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"))
    file_name: Mapped[str] = mapped_column(String(80), default="")
    problem: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[str] = mapped_column(String(20))
    created_by_name: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(12), default="badge", server_default="badge")
    paper: Mapped[str] = mapped_column(String(8), default="", server_default="")
    version: Mapped[int] = mapped_column(default=1)
    printer_id: Mapped[int | None] = mapped_column(ForeignKey("printers.id"), index=True)
    design_id: Mapped[int | None] = mapped_column(ForeignKey("designs.id"))
    job: Mapped[Job | None] = relationship()
    printer: Mapped[Printer | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Printed:
    """What every numbered card has of the run that prints it, and its place there (BDG-07)."""

    run_id: Mapped[int | None] = mapped_column(ForeignKey("print_runs.id"), index=True)
    place: Mapped[int] = mapped_column(default=0, server_default="0")

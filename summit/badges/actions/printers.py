"""Card printers: set up, taken out of use, given a run (BDG-07)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.models import Printer, PrintRun
from summit.badges.rules import PrinterKnown, require_in_use, require_printer_name, require_version
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as


def open_printer(session: Session, actor: Actor, now: datetime, *, name: str, place: str) -> Printer:
    """A printer that runs can be sent to. Raises PrinterNameMissing, PrinterKnown."""
    printer = Printer(code=new_code("C"), name=require_printer_name(name), place=" ".join(place.split())[:120])
    with refused_as(session, printers_name=PrinterKnown("There is a printer of this name already.", "name")):
        session.add(printer)
    after = {"name": printer.name, "place": printer.place}
    record(session, actor, now, verb="open", of=("printer", printer.code), after=after)
    return printer


def set_printer_use(session: Session, actor: Actor, now: datetime, *, printer: Printer, is_in_use: bool) -> None:
    """Take a printer out of use, or put it back. Runs that it was given stay with it until they are moved."""
    before = {"is_in_use": printer.is_in_use}
    printer.is_in_use = is_in_use
    record(
        session, actor, now, verb="set_use", of=("printer", printer.code), before=before, after={"is_in_use": is_in_use}
    )


def send_run(
    session: Session, actor: Actor, now: datetime, *, run: PrintRun, printer: Printer, version: int
) -> None:
    """Say at which printer the cards of a run are printed. Raises PrinterOutOfUse, StaleVersion."""
    require_version(run, version)
    require_in_use(printer)
    run.printer = printer
    session.flush()
    record(session, actor, now, verb="send", of=("print_run", run.code), after={"printer": printer.code})

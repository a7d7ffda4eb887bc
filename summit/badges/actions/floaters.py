"""Floater passes: made in numbers, lent within places, taken back, revoked when lost (DEL-21, DEL-22)."""

from __future__ import annotations

import secrets
from collections import Counter
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.badges.facts import LoanEntry, PlacesEntry
from summit.badges.lifecycle import FLOATER, FloaterState
from summit.badges.models import FloaterLoan, FloaterPass, FloaterQuota
from summit.badges.queries import floaters_to_change, held_floaters, open_loan_of, places_of, quota_row
from summit.badges.rules import (
    NotAtDesk,
    require_count,
    require_letter,
    require_loan,
    require_places,
    require_reason,
    require_reserved,
)
from summit.delegations.lifecycle import PartyKind
from summit.delegations.models import Delegation
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.foundation.errors import NotFound
from summit.venues.queries import zones

_TOKEN_BYTES = 8
GONE = "One of these passes was handed out in this very moment. Look at the list and choose again."


def make_floaters(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    zone: str,
    letter: str,
    count: int | None,
    delegation: Delegation | None = None,
) -> list[str]:
    """The next so many passes of a zone and letter, for one delegation when it is named; returns their serials.

    Raises LoanIncomplete, TooManyAtOnce, NotFound.
    """
    require_letter(letter)
    number = require_count(count)
    if zone not in zones(session):
        raise NotFound("There is no such zone.")
    pool = (FloaterPass.zone_code == zone, FloaterPass.letter == letter)
    last = session.scalar(select(func.max(FloaterPass.number)).where(*pool)) or 0
    rows = [
        {"serial": f"{zone}-{letter}-{one:03d}", "zone_code": zone, "letter": letter, "number": one,
         "token_id": secrets.token_hex(_TOKEN_BYTES), "state": FLOATER.first.value,
         "delegation_id": delegation.id if delegation else None}
        for one in range(last + 1, last + number + 1)
    ]  # fmt: skip
    with refused_as(session, floater_passes_number=NotAtDesk(GONE)):
        session.execute(insert(FloaterPass), rows)
    serials = [str(row["serial"]) for row in rows]
    after = {"count": number, "last": serials[-1], "for": delegation.code if delegation else ""}
    record(session, actor, now, verb="make", of=("floaters", f"{zone}-{letter}"), after=after)
    return serials


def set_places(
    session: Session, actor: Actor, now: datetime, *, whom: PartyKind | Delegation, entry: PlacesEntry
) -> None:
    """So many passes for every delegation of a kind, or for one delegation; what is out stays out (DEL-20, DEL-23)."""
    if entry.letter:
        require_letter(entry.letter)
    if entry.zone not in zones(session):
        raise NotFound("There is no such zone.")
    row = quota_row(session, whom, entry)
    before = {"places": row.places} if row else {}
    if row is None:
        row = FloaterQuota(zone_code=entry.zone, letter=entry.letter, kind="")
        if isinstance(whom, Delegation):
            row.delegation_id = whom.id
        else:
            row.kind = whom.value
        session.add(row)
    row.places = entry.places
    session.flush()
    code = whom.code if isinstance(whom, Delegation) else whom.value
    after = {"zone": entry.zone, "letter": entry.letter, "places": entry.places}
    record(session, actor, now, verb="set_places", of=("floaters", code), before=before, after=after)


def lend_floaters(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, entry: LoanEntry
) -> str:
    """Passes go to a delegation against one receipt, whose code is returned; all or none.

    Two desks that serve one delegation wait for each other, so that together they keep its places. Raises LoanIncomplete,
    NotAtDesk, NoPlaces, OtherDelegation (DEL-21).
    """
    require_loan(entry)
    session.execute(select(Delegation.id).where(Delegation.id == delegation.id).with_for_update())
    passes = floaters_to_change(session, entry.serials)
    missing = sorted(entry.serials - {one.serial for one in passes if one.state == FloaterState.AT_DESK})
    if missing:
        raise NotAtDesk(f"Not at the desk: {', '.join(missing[:5])}. Nothing was handed out.")
    for one in passes:
        require_reserved(one, delegation)
    asked = Counter((one.zone_code, one.letter) for one in passes)
    require_places(asked, held_floaters(session, delegation), places_of(session, delegation))
    receipt = new_code("F")
    for one in passes:
        one.state = FLOATER.after(FloaterState(one.state), "hand_over")
    with refused_as(session, floater_loans_one_open=NotAtDesk(GONE)):
        session.add_all(_loan(actor, now, delegation, entry, one, receipt) for one in passes)
    after = {"delegation": delegation.code, "passes": len(passes)}
    record(session, actor, now, verb="lend", of=("floaters", receipt), after=after)
    return receipt


def take_back_floater(session: Session, actor: Actor, now: datetime, *, floater: FloaterPass) -> None:
    """The pass is back and can go out again. Raises ImpossibleMove."""
    floater.state = FLOATER.after(FloaterState(floater.state), "return_")
    _end_loan(session, now, floater)
    record(session, actor, now, verb="return_", of=("floater", floater.serial))


def lose_floater(session: Session, actor: Actor, now: datetime, *, floater: FloaterPass, reason: str) -> None:
    """The pass opens no door any more, and its number is not made again. Raises ReasonMissing, ImpossibleMove."""
    reason = require_reason(reason)
    floater.state = FLOATER.after(FloaterState(floater.state), "report_lost")
    _end_loan(session, now, floater)
    record(session, actor, now, verb="report_lost", of=("floater", floater.serial), reason=reason)


def _loan(
    actor: Actor, now: datetime, delegation: Delegation, entry: LoanEntry, floater: FloaterPass, receipt: str
) -> FloaterLoan:
    return FloaterLoan(
        receipt=receipt,
        floater=floater,
        delegation_id=delegation.id,
        collector=" ".join(entry.collector.split())[:200],
        document=entry.document,
        handed_at=now,
        handed_by=actor.code,
        handed_by_name=actor.name,
    )


def _end_loan(session: Session, now: datetime, floater: FloaterPass) -> None:
    loan = open_loan_of(session, floater)
    if loan is not None:
        loan.ended_at = now
    session.flush()

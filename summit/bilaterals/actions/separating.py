"""Keeping two delegations apart (BIL-18): entered and taken back by the Chief of Protocol alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.bilaterals.actions.arranging import sealed
from summit.bilaterals.models import SeparationPair
from summit.bilaterals.rules import AlreadyKeptApart, require_grounds, require_pair
from summit.delegations.models import Delegation
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as


def keep_apart(
    session: Session, actor: Actor, now: datetime, *, one: Delegation, other: Delegation, reason: str = ""
) -> SeparationPair:
    """Enter the pair; raises AlreadyKeptApart when it is in the list, whichever way round.

    Nothing that stands is moved by it: from now on the desk is advised, and plans avoid it.
    """
    first, second = require_pair(one, other)
    require_grounds(reason.strip())
    pair = SeparationPair(
        code=new_code("SP"),
        one=first,
        other=second,
        reason_sealed=sealed(session, reason),
        entered_at=now,
        entered_by=actor.code,
        entered_by_name=actor.name,
    )
    refusal = AlreadyKeptApart("These two delegations are kept apart already.")
    with refused_as(session, separation_pairs_pair=refusal):
        session.add(pair)
    _record(session, actor, now, pair, "keep_apart")
    return pair


def end_separation(session: Session, actor: Actor, now: datetime, *, pair: SeparationPair) -> None:
    """The two may be near each other again."""
    _record(session, actor, now, pair, "end_separation")
    session.delete(pair)
    session.flush()


def _record(session: Session, actor: Actor, now: datetime, pair: SeparationPair, verb: str) -> None:
    """Who, and not why; whoever may not keep delegations apart reads neither in the journal."""
    after = {"delegations": f"{pair.one.code} {pair.other.code}"}
    record(session, actor, now, verb=verb, of=("separation_pair", pair.code), after=after)

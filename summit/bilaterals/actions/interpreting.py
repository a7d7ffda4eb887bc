"""How many interpreters of a language the host has for bilateral meetings (BIL-15)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.bilaterals.models import InterpreterPool
from summit.bilaterals.rules import require_pool
from summit.foundation.db import refused_as
from summit.foundation.errors import Conflict, NotFound


def set_interpreters(session: Session, actor: Actor, now: datetime, *, language: str, places: int) -> None:
    """Say how many there are; nothing that stands is moved by it."""
    require_pool(language, places)
    pool = _pool_of(session, language)
    before = pool.places if pool else None
    if pool is None:
        pool = InterpreterPool(language=language, places=places)
        refusal = Conflict("Somebody else has entered this language in the same moment. Look at the list again.")
        with refused_as(session, pk_interpreter_pools=refusal):
            session.add(pool)
    pool.places = places
    session.flush()
    _record(session, actor, now, language, before, places)


def forget_interpreters(session: Session, actor: Actor, now: datetime, *, language: str) -> None:
    """The language is not counted any more; NotFound for one that is not in the list."""
    pool = _pool_of(session, language)
    if pool is None:
        raise NotFound()
    _record(session, actor, now, language, pool.places, None)
    session.delete(pool)
    session.flush()


def _pool_of(session: Session, language: str) -> InterpreterPool | None:
    statement = select(InterpreterPool).where(InterpreterPool.language == language).with_for_update()
    return session.scalar(statement)


def _record(session: Session, actor: Actor, now: datetime, language: str, before: int | None, after: int | None) -> None:
    of = ("interpreter_pool", language)
    record(session, actor, now, verb="count", of=of, before={"places": before}, after={"places": after})

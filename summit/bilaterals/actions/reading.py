"""The journal's lines about who read of bilaterals without belonging to one (BIL-51)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.bilaterals.permissions import is_outsider
from summit.delegations.queries import Reach


def record_reading(
    session: Session, actor: Actor, now: datetime, *, within: Reach, where: str, codes: Iterable[str]
) -> None:
    """Note that somebody outside the two delegations read these requests; `where` names the page or paper.

    One line for one page, however many it shows, and none for the delegations themselves or for an empty page.
    """
    read = sorted({code for code in codes if code})
    if read and is_outsider(within):
        record(
            session, actor, now, verb="read", of=("bilateral_reading", where), after={"requests": " ".join(read)}
        )

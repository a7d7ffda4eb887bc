"""What keeps a principal that is no line of the programme: flights, rest, prayer, meals, and what the day brings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.bilaterals.facts import Span
from summit.bilaterals.models import BilateralMeeting, MeetingRequest, PrincipalBlock
from summit.bilaterals.rules import FLIGHTS, require_block
from summit.delegations.models import Participant
from summit.foundation.codes import new_code
from summit.venues.queries import the_summit


def block_principal(
    session: Session, actor: Actor, now: datetime, *, participant: Participant, kind: str, span: Span
) -> PrincipalBlock:
    """Keep a time free; a flight entered again takes the place of the earlier one (TRV-02), and the same is noted once.

    Nothing that stands is moved by it: what no longer fits is shown, and a person decides (TRV-03, BIL-41). A reason to meet
    close to a flight was given for that flight, so it does not hold for another (BIL-16).
    """
    summit = the_summit(session)
    require_block(kind, span, summit.days(), summit.zone)
    if kind in FLIGHTS:
        _forget_reasons(session, participant)
    session.execute(select(Participant.id).where(Participant.id == participant.id).with_for_update(key_share=True)).all()
    present = _present(session, participant, kind, span)
    if present is not None and kind not in FLIGHTS:
        return present
    block = present
    if block is None:
        block = PrincipalBlock(code=new_code("PB"), participant_id=participant.id, kind=str(kind))
        session.add(block)
    block.starts_at, block.ends_at = span.starts_at, span.starts_at if kind in FLIGHTS else span.ends_at
    session.flush()
    _record(session, actor, now, block, "block")
    return block


def unblock_principal(session: Session, actor: Actor, now: datetime, *, block: PrincipalBlock) -> None:
    """The time is free again."""
    _record(session, actor, now, block, "unblock")
    session.delete(block)
    session.flush()


def _present(session: Session, participant: Participant, kind: str, span: Span) -> PrincipalBlock | None:
    """The flight of that kind whenever it is, anything else at that very time."""
    wanted = select(PrincipalBlock).where(
        PrincipalBlock.participant_id == participant.id, PrincipalBlock.kind == kind
    )
    if kind not in FLIGHTS:
        wanted = wanted.where(PrincipalBlock.starts_at == span.starts_at, PrincipalBlock.ends_at == span.ends_at)
    return session.scalars(wanted).first()


def _forget_reasons(session: Session, participant: Participant) -> None:
    concerned = select(MeetingRequest.id).where(
        or_(
            MeetingRequest.asking_principal_id == participant.id, MeetingRequest.asked_principal_id == participant.id
        )
    )
    stale = (BilateralMeeting.flight_reason != "", BilateralMeeting.request_id.in_(concerned))
    session.execute(update(BilateralMeeting).where(*stale).values(flight_reason=""))


def _record(session: Session, actor: Actor, now: datetime, block: PrincipalBlock, verb: str) -> None:
    """The kind and the times; what is prayed or eaten is nobody's business."""
    after = {"kind": block.kind, "from": block.starts_at.isoformat(), "until": block.ends_at.isoformat()}
    record(session, actor, now, verb=verb, of=("principal_block", block.code), after=after)

"""Letters to the focal points. They say that there is something to look at, never with whom: a mailbox has other readers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.models import User
from summit.bilaterals.lifecycle import News
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.delegations.models import FocalPoint
from summit.foundation.codes import hashed
from summit.foundation.db import config_of
from summit.notices.actions import post
from summit.notices.queries import sentence_in


def tell(session: Session, now: datetime, *, request: MeetingRequest, delegation_ids: Collection[int], news: News) -> None:
    """Write about a request to everybody who acts for these delegations now (BIL-42, BIL-50)."""
    write(session, now, about=f"{request.code}:{request.version}", delegation_ids=delegation_ids, news=news)


def write(session: Session, now: datetime, *, about: str, delegation_ids: Collection[int], news: News) -> None:
    """`news` is one neutral sentence, each reader's in the language of their letters; the same `about` is written once.

    Not even the request's code stands in the letter, so that two letters cannot be laid side by side.
    """
    statement = (
        select(User)
        .join(FocalPoint, FocalPoint.user_id == User.id)
        .where(
            FocalPoint.delegation_id.in_(delegation_ids),
            FocalPoint.mandate_from <= now,
            now < FocalPoint.mandate_until,
            User.is_disabled.is_(False),
        )
        .order_by(User.id)
        .distinct()
    )
    for user in session.scalars(statement).all():
        post(
            session,
            now,
            to=user.email,
            kind="bilaterals/mail/news",
            once_key=hashed(f"bilateral:{about}:{news.value}:{user.code}"),
            values={
                "name": user.name,
                "news": sentence_in(user.language, f"news.{news.value}"),
                "address": f"{config_of(session).public_url}/bilaterals",
            },
            language=user.language,
        )


def tell_both(session: Session, now: datetime, request: MeetingRequest, news: News) -> None:
    """The same to both sides."""
    tell(session, now, request=request, delegation_ids=[request.asking_id, request.asked_id], news=news)


def tell_of(session: Session, now: datetime, meeting: BilateralMeeting, news: News) -> None:
    """To both sides what happened to their meeting, each time that it happens."""
    request = meeting.request
    both = [request.asking_id, request.asked_id]
    write(session, now, about=f"{meeting.code}:{meeting.version}", delegation_ids=both, news=news)

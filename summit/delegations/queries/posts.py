"""What else a person is, beside the post of this event (DEL-12)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.delegations.facts import HeldPost
from summit.delegations.models import FurtherPost, Participant
from summit.delegations.queries.ranks import rank_table
from summit.foundation.errors import NotFound


def further_posts(session: Session, person_id: int) -> list[FurtherPost]:
    """The further posts of a person in the order in which they were added."""
    return list(
        session.scalars(select(FurtherPost).where(FurtherPost.person_id == person_id).order_by(FurtherPost.id))
    )


def held_posts(session: Session, participant: Participant) -> list[HeldPost]:
    """The further posts for a page, in two queries."""
    ranks = rank_table(session)
    return [
        HeldPost(
            id=one.id,
            title=one.title,
            native_title=one.native_title,
            badge_title=one.badge_title,
            rank=ranks.name_of(one.rank_class),
            took_office_on=one.took_office_on,
            has_rank_of_event=_rank_of(one) == _rank_of(participant),
        )
        for one in further_posts(session, participant.person_id)
    ]


def post_of(session: Session, participant: Participant, number: int) -> FurtherPost:
    """One further post of this person, or NotFound."""
    found = session.scalar(
        select(FurtherPost).where(FurtherPost.id == number, FurtherPost.person_id == participant.person_id)
    )
    if found is None:
        raise NotFound()
    return found


def _rank_of(one: FurtherPost | Participant) -> tuple[object, ...]:
    return one.rank_class, one.took_office_on, one.is_state_leader

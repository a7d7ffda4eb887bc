"""The further posts of a person, and which of all posts is that of this event (DEL-12)."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions.deadlines import keep_deadline
from summit.delegations.actions.people import edit_participant
from summit.delegations.actions.ranks import held_rank
from summit.delegations.facts import HeldPostEntry, PostEntry
from summit.delegations.lifecycle import DeadlineKind
from summit.delegations.models import FurtherPost, Participant, Person
from summit.delegations.queries.people import entries_of
from summit.delegations.queries.posts import further_posts
from summit.delegations.rules import (
    POST_KNOWN,
    PostKnown,
    is_known_post,
    require_editable,
    require_enrolled,
    require_held_post,
    require_post_room,
    require_rank_of_host,
)
from summit.foundation.db import refused_as


def add_post(
    session: Session, actor: Actor, now: datetime, *, participant: Participant, post: HeldPostEntry
) -> FurtherPost:
    """Write down a further post; rank and badge stay those of the post of this event.

    Raises RuleBroken with the field, PostKnown, RecordLocked (ACC-02), DeadlinePassed.
    """
    is_late = _require_open(session, actor, now, participant)
    post = require_held_post(post, held_rank(session, post.rank_class))
    require_rank_of_host(actor, post, HeldPostEntry(post.title))
    session.execute(select(Person.id).where(Person.id == participant.person_id).with_for_update())
    require_post_room(post.title, _titles(session, participant))
    added = _keep(session, participant.person_id, post)
    record(
        session,
        actor,
        now,
        verb="add_post",
        of=("participant", participant.code),
        after={"name": added.title, "rank_class": added.rank_class} | ({"late": True} if is_late else {}),
    )
    return added


def remove_post(
    session: Session, actor: Actor, now: datetime, *, participant: Participant, post: FurtherPost
) -> None:
    """Take a further post off the record. Raises RecordLocked (ACC-02), DeadlinePassed."""
    is_late = _require_open(session, actor, now, participant)
    before = {"name": post.title, "rank_class": post.rank_class}
    session.delete(post)
    session.flush()
    after = {"late": True} if is_late else {}
    record(
        session, actor, now, verb="remove_post", of=("participant", participant.code), before=before, after=after
    )


def take_post(
    session: Session, actor: Actor, now: datetime, *, participant: Participant, post: FurtherPost, version: int
) -> None:
    """Let the person come in that post: titles and rank are its own from now on, and the other becomes a further one.

    Title and rank are judged and written as from the form: raises what edit_participant raises, StaleVersion too.
    """
    person, present = entries_of(participant)
    chosen = replace(present, **asdict(_held(post)))
    edit_participant(
        session, actor, now, participant=participant, person=person, post=chosen, version=version
    )
    session.delete(post)
    session.flush()
    if present.title and not is_known_post(present.title, _titles(session, participant)):
        _keep(session, participant.person_id, _held(present))
    record(
        session,
        actor,
        now,
        verb="take_post",
        of=("participant", participant.code),
        before={"name": present.title},
        after={"name": chosen.title},
    )


def hand_on_posts(session: Session, *, left: Participant, kept: Participant, replaced: PostEntry) -> None:
    """The record of `kept` holds the posts of `left` too; `replaced` is what `kept` came in before. The caller records it."""
    moved = [_held(one) for one in further_posts(session, left.person_id)]
    for one in further_posts(session, left.person_id):
        session.delete(one)
    session.flush()
    _, of_left = entries_of(left)
    for post in (_held(replaced), _held(of_left), *moved):
        if post.title and not is_known_post(post.title, _titles(session, kept)):
            _keep(session, kept.person_id, post)


def _require_open(session: Session, actor: Actor, now: datetime, participant: Participant) -> bool:
    """Whether it comes late; what may not be edited now has no posts added or removed either."""
    require_enrolled(participant)
    require_editable(participant, actor)
    return keep_deadline(session, actor, now, kind=DeadlineKind.CHANGES)


def _keep(session: Session, person_id: int, post: HeldPostEntry) -> FurtherPost:
    kept = FurtherPost(person_id=person_id, **asdict(post))
    with refused_as(session, further_posts_title=PostKnown(POST_KNOWN)):
        session.add(kept)
    return kept


def _titles(session: Session, participant: Participant) -> list[str]:
    return [participant.title, *(one.title for one in further_posts(session, participant.person_id))]


def _held(post: FurtherPost | PostEntry) -> HeldPostEntry:
    return HeldPostEntry(
        title=post.title,
        native_title=post.native_title,
        badge_title=post.badge_title,
        rank_class=post.rank_class,
        took_office_on=post.took_office_on,
        is_state_leader=post.is_state_leader,
    )

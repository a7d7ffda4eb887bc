"""How the accreditations stand on the eve of the summit: every state is there, most people are approved."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from summit.accreditation.lifecycle import reasons_for
from summit.delegations.actions import default_ranks
from summit.delegations.lifecycle import STATE_LEADERS, DelegateFunction
from summit.demo.cast.facts import Course, Member, Team

# Of 2,500 people; in a smaller demonstration each share is at least one person. Everybody else is approved.
SHARES = {
    Course.WAITING: 190,
    Course.DRAFT: 80,
    Course.CLEARED: 70,
    Course.RETURNED: 50,
    Course.LEFT: 20,
    Course.NEED_TIME: 15,
    Course.REFUSED: 15,
    Course.WITHDRAWN: 12,
    Course.SUSPENDED: 8,
    Course.REVOKED: 8,
    Course.CHANGED: 7,
    Course.NOT_CLEAR: 5,
}
OF = 2500
VERB_OF = {
    Course.RETURNED: "return_",
    Course.REFUSED: "refuse",
    Course.SUSPENDED: "suspend",
    Course.REVOKED: "revoke",
}
DRAFTS_WITHOUT_PASSPORT = 0.4
DRAFTS_WITHOUT_BIRTHDAY = 0.2
DRAFTS_WITHOUT_PORTRAIT = 0.5


def with_courses(rng: random.Random, teams: Sequence[Team], kept: frozenset[str]) -> tuple[Team, ...]:
    """The same teams, each person with a course; those of the keys in `kept`, and heads, are approved."""
    free = [member for team in teams for member in team.members if _is_ordinary(member) and member.key not in kept]
    people = sum(len(team.members) for team in teams)
    drawn = [course for course, share in SHARES.items() for _ in range(max(1, round(share * people / OF)))]
    chosen = rng.sample(free, len(drawn))
    changed = {member.key: _on_course(rng, member, course) for member, course in zip(chosen, drawn, strict=True)}
    return tuple(
        replace(team, members=tuple(changed.get(member.key, member) for member in team.members)) for team in teams
    )


def _is_ordinary(member: Member) -> bool:
    post = member.post
    return not (
        post.function is DelegateFunction.HOD
        or post.is_state_leader
        or default_ranks().kind_of(post.rank_class) in STATE_LEADERS  # ACC-06, as every head of delegation
    )


def _on_course(rng: random.Random, member: Member, course: Course) -> Member:
    codes = [code for code, reason in reasons_for(VERB_OF.get(course, "")).items() if not reason.needs_words]
    found = replace(member, course=course, reason=rng.choice(codes) if codes else "")
    return _unfinished(rng, found) if course is Course.DRAFT else found


def _unfinished(rng: random.Random, member: Member) -> Member:
    """A record that the delegation has begun: something may still be missing."""
    person, chance = member.person, rng.random()
    if chance < DRAFTS_WITHOUT_PASSPORT:
        person = replace(person, passport=None)
    elif chance < DRAFTS_WITHOUT_PASSPORT + DRAFTS_WITHOUT_BIRTHDAY:
        person = replace(person, born_on=None)
    has_portrait = member.has_portrait and rng.random() > DRAFTS_WITHOUT_PORTRAIT
    return replace(member, person=person, has_portrait=has_portrait)

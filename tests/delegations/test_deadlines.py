"""By when delegations do what: late is accepted and marked, a hard stop stops the delegation (domain 4.6, ACC-08)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.accreditation import actions as accreditation
from summit.audit.facts import Actor
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import DeadlineFacts, DeadlineLine, PostEntry
from summit.delegations.lifecycle import DeadlineKind, DelegateFunction
from summit.delegations.models import Deadline, Participant
from summit.delegations.photograph import cut
from summit.delegations.rules import DeadlinePassed
from summit.foundation.errors import RuleBroken
from tests.delegations.test_photos import picture
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, make_user, person_entry

FALLS_AT = datetime(2025, 10, 10, 10, 0, tzinfo=UTC)
JUST_BEFORE = FALLS_AT - timedelta(microseconds=1)
WORDS = "10 October 2025, 17:00 Hanoi time (UTC+7)"
Deed = Callable[[Session, Actor, datetime, Participant], object]


def set_one(session: Session, kind: DeadlineKind, *, is_hard: bool) -> None:
    actions.set_deadline(session, SYSTEM, NOW, kind=kind, falls_at=FALLS_AT, is_hard=is_hard)


def register(session: Session, actor: Actor, now: datetime, beside: Participant) -> Participant:
    post = PostEntry(DelegateFunction.ADV, "D")
    return actions.register_delegate(
        session, actor, now, delegation=beside.delegation, person=person_entry(), post=post
    )


def come_back(session: Session, actor: Actor, now: datetime, participant: Participant) -> Participant:
    actions.withdraw_participant(
        session, actor, now, participant=participant, version=participant.version, reason="ill"
    )
    actions.reinstate_participant(session, actor, now, participant=participant, version=participant.version)
    return participant


def edit(session: Session, actor: Actor, now: datetime, participant: Participant) -> None:
    person, post = queries.entries_of(participant)
    actions.edit_participant(
        session, actor, now, participant=participant, person=person, post=post, version=participant.version
    )


def send_photo(session: Session, actor: Actor, now: datetime, participant: Participant) -> None:
    actions.store_photo(session, actor, now, participant=participant, portrait=cut(picture()))


def nominate(session: Session, actor: Actor, now: datetime, participant: Participant) -> object:
    post = PostEntry(DelegateFunction.ADV, "D")
    return actions.nominate(
        session, actor, now, delegation=participant.delegation, name="Ann", email="", post=post
    )


def submit(session: Session, actor: Actor, now: datetime, participant: Participant) -> object:
    return accreditation.submit(session, actor, now, participant=participant)


DEEDS: dict[str, tuple[DeadlineKind, Deed, str]] = {
    "register": (DeadlineKind.NOMINATION, register, "Registration closed on"),
    "nominate": (DeadlineKind.NOMINATION, nominate, "Registration closed on"),
    "come back": (DeadlineKind.NOMINATION, come_back, "Registration closed on"),
    "edit": (DeadlineKind.CHANGES, edit, "The time for changes ended on"),
    "photo": (DeadlineKind.CHANGES, send_photo, "The time for changes ended on"),
    "submit": (DeadlineKind.SUBMISSION, submit, "Submission closed on"),
}


@pytest.mark.parametrize("name", DEEDS)
def test_after_a_hard_stop_only_the_protocol_department_may(session: Session, name: str) -> None:
    """ACC-08."""
    kind, deed, ended = DEEDS[name]
    participant = make_participant(session, make_delegation(session, "FR"))
    contact = actor_of(appoint(session, participant.delegation))
    set_one(session, kind, is_hard=True)
    with pytest.raises(DeadlinePassed) as refusal, session.begin_nested():
        deed(session, contact, FALLS_AT, participant)
    assert refusal.value.sentence == (
        f"{ended} {WORDS}. Ask the protocol department, which can still do it for you."
    )
    session.refresh(participant)
    deed(session, contact, JUST_BEFORE, participant)
    if name != "submit":
        deed(session, actor_of(make_user(session, roles=[Role.PROTOCOL_OFFICER])), FALLS_AT, participant)


def test_the_protocol_department_submits_after_the_hard_stop(session: Session) -> None:
    """ACC-08: it is late all the same."""
    participant = make_participant(session, make_delegation(session, "FR"))
    set_one(session, DeadlineKind.SUBMISSION, is_hard=True)
    chief = actor_of(make_user(session, roles=[Role.CHIEF_OF_PROTOCOL]))
    assert accreditation.submit(session, chief, FALLS_AT, participant=participant).is_late


@pytest.mark.parametrize(("now", "is_late"), [(JUST_BEFORE, False), (FALLS_AT, True)])
def test_what_comes_late_is_accepted_and_marked(session: Session, now: datetime, is_late: bool) -> None:
    """ACC-08: at the very moment it is late."""
    participant = make_participant(session, make_delegation(session, "FR"))
    contact = actor_of(appoint(session, participant.delegation))
    for kind in DeadlineKind:
        set_one(session, kind, is_hard=False)
    registered = register(session, contact, now, participant)
    assert (registered.is_late, participant.is_late) == (is_late, False)
    edit(session, contact, now, participant)
    assert accreditation.submit(session, contact, now, participant=participant).is_late is is_late
    come_back(session, contact, now, participant)
    assert participant.is_late is is_late
    edited = session.scalars(select(AuditEntry).where(AuditEntry.verb == "edit")).one()
    assert edited.after == ({"late": "True"} if is_late else {})


@pytest.mark.parametrize(("nominated_at", "is_late"), [(JUST_BEFORE, False), (FALLS_AT, True)])
def test_a_nominee_is_judged_by_when_and_by_whom_they_were_nominated(
    session: Session, nominated_at: datetime, is_late: bool
) -> None:
    """The link carries what was granted: made in time, or by the protocol department, it outlives a hard stop."""
    set_one(session, DeadlineKind.NOMINATION, is_hard=True)
    officer = actor_of(make_user(session, roles=[Role.PROTOCOL_OFFICER]))
    post = PostEntry(DelegateFunction.LO, "H")
    nomination, _ = actions.nominate(
        session, officer, nominated_at, delegation=make_delegation(session, "FR"), name="Ann", email="", post=post
    )
    registered, _ = actions.take_up_nomination(
        session, FALLS_AT + timedelta(days=1), nomination=nomination, person=person_entry()
    )
    assert (registered.is_late, registered.function, registered.category) == (is_late, "LO", "H")


def test_without_a_deadline_nothing_is_late(session: Session) -> None:
    participant = make_participant(session, make_delegation(session, "FR"))
    contact = actor_of(appoint(session, participant.delegation))
    far = datetime(2090, 1, 1, tzinfo=UTC)
    assert not register(session, contact, far, participant).is_late
    assert queries.deadline_lines(session, far) == ()


def test_a_deadline_is_set_moved_and_taken_away(session: Session) -> None:
    """Domain 4.6: data with a line in the journal."""
    set_one(session, DeadlineKind.NOMINATION, is_hard=False)
    later = FALLS_AT + timedelta(days=1)
    actions.set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.NOMINATION, falls_at=later, is_hard=True)
    assert queries.deadlines(session) == [
        DeadlineFacts(DeadlineKind.NOMINATION, later, True, "11 October 2025, 17:00 Hanoi time (UTC+7)"),
        DeadlineFacts(DeadlineKind.SUBMISSION, None, False, ""),
        DeadlineFacts(DeadlineKind.CHANGES, None, False, ""),
    ]
    actions.set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.NOMINATION, falls_at=None)
    assert session.scalars(select(Deadline)).all() == []
    lines = session.scalars(select(AuditEntry).where(AuditEntry.object_kind == "deadline").order_by(AuditEntry.id))
    assert [(line.object_code, line.after["is_hard"]) for line in lines] == [
        ("nomination", "False"),
        ("nomination", "True"),
        ("nomination", "False"),
    ]


def test_a_delegation_is_told_in_calm_words(session: Session) -> None:
    """Domain 4.6: what to do by when, on the host's clocks; afterwards what that means (ACC-08)."""
    set_one(session, DeadlineKind.NOMINATION, is_hard=False)
    set_one(session, DeadlineKind.CHANGES, is_hard=True)
    assert queries.deadline_lines(session, JUST_BEFORE) == (
        DeadlineLine(f"Register your people by {WORDS}.", has_passed=False),
        DeadlineLine(f"Make the last changes by {WORDS}.", has_passed=False),
    )
    assert queries.deadline_lines(session, FALLS_AT) == (
        DeadlineLine(
            f"Registration closed on {WORDS}. What comes now is accepted, marked late, and waits behind the others.",
            has_passed=True,
        ),
        DeadlineLine(
            f"The time for changes ended on {WORDS}. Ask the protocol department, which can still do it for you.",
            has_passed=True,
        ),
    )


def test_a_record_that_is_incomplete_says_so_before_it_is_late(session: Session) -> None:
    """Submitting in time is not refused for the deadline."""
    participant = make_participant(session, make_delegation(session, "FR"), passport=None)
    set_one(session, DeadlineKind.SUBMISSION, is_hard=True)
    with pytest.raises(RuleBroken, match="passport"):
        accreditation.submit(session, SYSTEM, JUST_BEFORE, participant=participant)

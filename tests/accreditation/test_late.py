"""What was submitted after the deadline waits behind everything that was not (ACC-08)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.accreditation import actions, queries
from summit.accreditation.facts import QueueFilters
from summit.accreditation.lifecycle import AccreditationState
from summit.accreditation.models import Accreditation
from summit.delegations.actions import set_deadline
from summit.delegations.lifecycle import DeadlineKind
from summit.delegations.queries import Reach
from summit.delegations.rules import DeadlinePassed
from tests.accreditation.offices import decide
from tests.factories import NOW, SYSTEM, make_delegation, make_participant, make_user

EVERYBODY = Reach(everything=True)
WAITING = QueueFilters(state=AccreditationState.SUBMITTED.value)
HOUR = timedelta(hours=1)


def in_the_queue(session: Session) -> list[tuple[str, bool]]:
    rows = list(session.scalars(queries.queue(EVERYBODY, WAITING)))
    return [(line.standing.code, line.standing.is_late) for line in queries.queue_lines(session, rows)]


def handed_in(session: Session, hours: int) -> Accreditation:
    person = make_participant(session, make_delegation(session, "FR"))
    return actions.submit(session, SYSTEM, NOW + hours * HOUR, participant=person)


def test_the_queue_and_its_neighbors_keep_the_late_ones_for_the_end(session: Session) -> None:
    first, second = handed_in(session, 0), handed_in(session, 2)
    set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.SUBMISSION, falls_at=NOW + HOUR)
    late, later = handed_in(session, 1), handed_in(session, 3)
    order = [first.code, second.code, late.code, later.code]
    assert in_the_queue(session) == list(zip(order, (False, False, True, True), strict=True))
    around = [queries.neighbors(session, EVERYBODY, WAITING, one) for one in (first, second, late, later)]
    assert around == [("", order[1]), (order[0], order[2]), (order[1], order[3]), (order[2], "")]


def test_what_was_given_back_keeps_its_turn(session: Session) -> None:
    """A returned application may be mended after the hard stop; one that was taken back comes late."""
    focal_point = actor_of(make_user(session, roles=[Role.FOCAL_POINT]))
    mended, withdrawn = handed_in(session, 0), handed_in(session, 0)
    decide(session, "return_", mended)
    decide(session, "withdraw", withdrawn)
    set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.SUBMISSION, falls_at=NOW + HOUR, is_hard=True)
    decide(session, "submit", mended, focal_point)
    with pytest.raises(DeadlinePassed):
        decide(session, "submit", withdrawn, focal_point)
    decide(session, "submit", withdrawn, SYSTEM)
    set_deadline(session, SYSTEM, NOW, kind=DeadlineKind.SUBMISSION, falls_at=None)
    assert in_the_queue(session) == [(mended.code, False), (withdrawn.code, True)]

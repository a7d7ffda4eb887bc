"""Two at once: the head's seat, the last place, one passport, one version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.delegations import actions, queries
from summit.delegations.facts import PassportEntry, PostEntry
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Engagement, FocalPoint, Headship, Participant
from summit.foundation.db import Database
from summit.foundation.errors import StaleVersion
from summit.foundation.web.errors import CHANGED_MEANWHILE
from tests.delegations.conftest import Race
from tests.delegations.test_heads_and_mandates import DAY_ONE, HOUR, MANDATE
from tests.factories import NOW, SYSTEM, make_delegation, make_participant, make_user, person_entry

ROUNDS = 10
HEADS = 50


def registering(code: str, function: DelegateFunction, number: str) -> Callable[[Session], object]:
    def deed(session: Session) -> object:
        return actions.register_delegate(
            session,
            SYSTEM,
            NOW,
            delegation=queries.delegation_by_code(session, code),
            person=person_entry(passport=PassportEntry("ordinary", "FRA", number, None)),
            post=PostEntry(function, "D"),
        )

    return deed


def opened(database: Database, code: str = "FR", **changes: int) -> str:
    with database.committing() as session:
        return make_delegation(session, code, **changes).code


def test_the_seat_of_head_is_taken_once(database: Database, at_once: Race) -> None:
    """DEL-10."""
    code = opened(database)
    for number in range(HEADS):
        deeds = [registering(code, DelegateFunction.HOD, f"H{number}X{who}") for who in range(4)]
        answers = at_once(*deeds)
        assert answers.count("done") == 1, answers
        assert sum("has a head at that time" in answer for answer in answers) == 3, answers
        with database.committing() as session:
            head = session.scalars(select(Participant).where(Participant.state == "enrolled")).one()
            assert session.scalars(select(Headship.participant_id)).all() == [head.id]
            actions.withdraw_participant(session, SYSTEM, NOW, participant=head, version=head.version, reason="next")


def test_the_last_place_is_taken_once(database: Database, at_once: Race) -> None:
    """BK-5."""
    code = opened(database, badge_quota=3)
    with database.committing() as session:
        for _ in range(2):
            make_participant(session, queries.delegation_by_code(session, code))
    for number in range(ROUNDS):
        deeds = [registering(code, DelegateFunction.REP, f"Q{number}X{who}") for who in range(4)]
        answers = at_once(*deeds)
        assert sorted(answers)[-1] == "done", answers
        assert sum("All 3 places" in answer for answer in answers) == 3, answers
        with database.committing() as session:
            enrolled = session.scalars(select(Participant).where(Participant.state == "enrolled").order_by(Participant.id))
            people = enrolled.all()
            assert len(people) == 3
            last = people[-1]
            actions.withdraw_participant(session, SYSTEM, NOW, participant=last, version=last.version, reason="next")


def test_one_passport_registered_by_two_delegations_at_once(database: Database, at_once: Race) -> None:
    """DEL-01."""
    codes = [opened(database, code) for code in ("FR", "VN", "DE", "IT")]
    for number in range(ROUNDS):
        answers = at_once(*(registering(code, DelegateFunction.REP, f"P{number}") for code in codes))
        assert answers.count("done") == 1, answers
        assert sum("duplicate desk" in answer for answer in answers) == 3, answers


def test_one_person_is_held_once_at_a_time(database: Database, at_once: Race) -> None:
    """BIL-10, BK-4."""
    with database.committing() as session:
        code = make_participant(session, make_delegation(session)).code

    def holding(duty: str) -> Callable[[Session], object]:
        def deed(session: Session) -> object:
            return actions.hold_participant(
                session,
                participant=queries.participant_by_code(session, code),
                held_from=DAY_ONE,
                held_until=DAY_ONE + HOUR,
                kind="bilateral",
                duty_code=duty,
                label="Bilateral meeting",
            )

        return deed

    for number in range(ROUNDS):
        answers = at_once(*(holding(f"B-{number}{who}") for who in range(4)))
        assert answers.count("done") == 1, answers
        assert sum("is not available at that time" in answer for answer in answers) == 3, answers
        with database.committing() as session:
            (duty,) = session.scalars(select(Engagement.duty_code)).all()
            assert actions.release_duty(session, duty) == 1


def test_a_focal_point_is_appointed_once(database: Database, at_once: Race) -> None:
    """DEL-30."""
    code = opened(database)
    with database.committing() as session:
        users = [make_user(session, roles=[Role.FOCAL_POINT]).id for _ in range(4)]

    def appointing(user_id: int) -> Callable[[Session], object]:
        def deed(session: Session) -> object:
            return actions.appoint_focal_point(
                session,
                SYSTEM,
                NOW,
                delegation=queries.delegation_by_code(session, code),
                user=session.get_one(User, user_id),
                **MANDATE,
            )

        return deed

    answers = at_once(*(appointing(user) for user in users))
    assert answers.count("done") == 1, answers
    assert sum("has a focal point at that time" in answer for answer in answers) == 3, answers
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(FocalPoint)) == 1


@pytest.mark.parametrize("field", ["phone", "title"])
def test_two_edits_of_one_version(database: Database, at_once: Race, field: str) -> None:
    """UX-28: the second is told, whichever row it changes."""
    with database.committing() as session:
        participant = make_participant(session, make_delegation(session))
        code, version = participant.code, participant.version

    def editing(value: str) -> Callable[[Session], object]:
        def deed(session: Session) -> object:
            found = queries.participant_by_code(session, code)
            person, post = queries.entries_of(found)
            if field == "phone":
                person = replace(person, phone=value)
            else:
                post = replace(post, title=value)
            return actions.edit_participant(
                session, SYSTEM, NOW, participant=found, person=person, post=post, version=version
            )

        return deed

    answers = at_once(*(guarded(editing(f"+33 11111{who}")) for who in range(4)))
    assert answers.count("done") == 1, answers
    assert sum("Somebody saved this record" in answer for answer in answers) == 3, answers


def guarded(deed: Callable[[Session], object]) -> Callable[[Session], object]:
    """The error page turns the database's own StaleDataError into the same sentence; here it is turned alike."""
    def run(session: Session) -> object:
        try:
            result = deed(session)
            session.flush()
        except StaleDataError as error:
            raise StaleVersion(CHANGED_MEANWHILE) from error
        return result

    return run


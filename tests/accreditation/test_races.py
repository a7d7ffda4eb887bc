"""Two at once make one decision, on either database (RT-02)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.accreditation import actions
from summit.accreditation.models import Accreditation, Decision
from summit.accreditation.rules import DecidedMeanwhile
from summit.audit.facts import Actor
from summit.audit.models import AuditEntry
from summit.delegations.models import Participant
from summit.delegations.queries import Reach
from summit.foundation.db import Database
from tests.accreditation.offices import LATER, cleared, officer
from tests.factories import make_delegation, make_participant

CASES = 50


def at_once(database: Database, *deeds: Callable[[Session], object]) -> list[str]:
    """Each deed in its own thread and transaction, let loose together; what each was told, empty for success."""
    start = Barrier(len(deeds))

    def carry_out(deed: Callable[[Session], object]) -> str:
        start.wait(timeout=30)
        try:
            with database.committing() as session:
                deed(session)
        except DecidedMeanwhile as late:
            return late.sentence
        return ""

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(carry_out, deeds))


def approving(actor: Actor, case: int, version: int) -> Callable[[Session], object]:
    return lambda session: actions.approve(
        session, actor, LATER, accreditation=session.get_one(Accreditation, case), version=version
    )


def refusing(actor: Actor, case: int, version: int) -> Callable[[Session], object]:
    return lambda session: actions.refuse(
        session, actor, LATER + timedelta(seconds=2), accreditation=session.get_one(Accreditation, case),
        version=version, reason_code="over_quota",
    )  # fmt: skip


def submitting(actor: Actor, person: int) -> Callable[[Session], object]:
    return lambda session: actions.submit(
        session, actor, LATER, participant=session.get_one(Participant, person)
    )


def test_approve_and_refuse_at_once_are_one_decision(database: Database) -> None:
    with database.committing() as session:
        make_delegation(session, "FR", badge_quota=CASES)
        cases = [(one.id, one.version) for one in (cleared(session) for _ in range(CASES))]
        first, second = officer(session, name="Officer A"), officer(session, name="Officer B")
        before = session.scalar(select(func.count(AuditEntry.id))) or 0
    winners = set()
    for case, version in cases:
        told = at_once(database, approving(first, case, version), refusing(second, case, version))
        assert sorted(bool(sentence) for sentence in told) == [False, True], told
        loser = next(sentence for sentence in told if sentence)
        winner = "Officer A approved" if told[0] == "" else "Officer B refused"
        assert loser.startswith(winner), loser
        winners.add(winner)
    with database.reading() as session:
        ids = [case for case, _ in cases]
        decided = select(func.count()).where(Decision.accreditation_id.in_(ids), Decision.verb.in_(["approve", "refuse"]))
        assert session.scalar(decided) == CASES
        assert (session.scalar(select(func.count(AuditEntry.id))) or 0) - before == CASES
        for row in session.scalars(select(Accreditation)):
            assert row.state in ("approved", "refused")
            assert bool(row.approved_digest) is (row.state == "approved")
    print(f"{CASES} cases decided once each; won by {sorted(winners)}")


def test_two_submissions_at_once_make_one_application(database: Database) -> None:
    with database.committing() as session:
        people = [make_participant(session, make_delegation(session, "FR")).id for _ in range(10)]
        contacts = [officer(session, Role.PROTOCOL_OFFICER) for _ in range(2)]
    for person in people:
        told = at_once(database, *(submitting(contact, person) for contact in contacts))
        assert sorted(bool(sentence) for sentence in told) == [False, True], told
    with database.reading() as session:
        assert session.scalar(select(func.count(Accreditation.id))) == len(people)
        assert session.scalar(select(func.count(Decision.id))) == len(people)


def test_batches_and_single_decisions_never_wait_for_each_other_in_a_ring(database: Database) -> None:
    with database.committing() as session:
        make_delegation(session, "FR", badge_quota=40)
        cases = [cleared(session) for _ in range(20)]
        versions = {one.code: one.version for one in cases}
        backwards = dict(reversed(versions.items()))
        ids = [(one.id, one.version) for one in cases]
        desk = [officer(session) for _ in range(3)]

    def one_by_one(session: Session) -> None:
        last, version = ids[-1]
        actions.return_(session, desk[2], LATER, accreditation=session.get_one(Accreditation, last), version=version,
                        reason_code="photo_unusable")  # fmt: skip

    everything = Reach(everything=True)
    at_once(
        database,
        lambda session: actions.approve_many(session, desk[0], LATER, within=everything, versions=versions),
        lambda session: actions.approve_many(session, desk[1], LATER, within=everything, versions=backwards),
        one_by_one,
    )
    with database.reading() as session:
        verbs = session.execute(
            select(Decision.accreditation_id, func.count())
            .where(Decision.verb != "submit")
            .group_by(Decision.accreditation_id)
        ).all()
        assert [count for _, count in verbs] == [1] * 20

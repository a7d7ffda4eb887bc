"""Every state and every verb: the table says what is possible, all else changes nothing (V2.3.1)."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.accreditation.lifecycle import ACCREDITATION, AccreditationState
from summit.accreditation.models import Accreditation, Decision
from summit.audit.queries import history
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove
from tests.accreditation.offices import WAY_TO, decide, in_state

VERBS = ("submit", "approve", "return_", "refuse", "reopen", "suspend", "reinstate", "revoke", "withdraw")
TABLE = {
    AccreditationState.SUBMITTED: {
        "approve": "approved", "return_": "returned", "refuse": "refused", "withdraw": "withdrawn",
    },
    AccreditationState.RETURNED: {"submit": "submitted", "withdraw": "withdrawn"},
    AccreditationState.APPROVED: {
        "reopen": "submitted", "suspend": "suspended", "revoke": "revoked", "withdraw": "withdrawn",
    },
    AccreditationState.REFUSED: {"reopen": "submitted"},
    AccreditationState.SUSPENDED: {"reinstate": "approved", "revoke": "revoked", "withdraw": "withdrawn"},
    AccreditationState.REVOKED: {},
    AccreditationState.WITHDRAWN: {"submit": "submitted"},
}  # fmt: skip


def test_the_table_of_moves_is_this_one() -> None:
    drawn = {state: dict(TABLE.get(state, {})) for state in AccreditationState if state is not AccreditationState.DRAFT}
    kept = {
        state: {verb: ACCREDITATION.after(state, verb).value for verb in ACCREDITATION.verbs(state)} for state in drawn
    }
    assert kept == drawn
    assert set(ACCREDITATION.verbs(AccreditationState.DRAFT)) == {"submit", "withdraw"}


def test_each_verb_in_each_state(session: Session) -> None:
    for state in WAY_TO:
        for verb in VERBS:
            accreditation = in_state(session, state)
            target = TABLE[state].get(verb)
            if target is None:
                refuses(session, accreditation, verb)
            else:
                moves(session, accreditation, verb, target)


def refuses(session: Session, accreditation: Accreditation, verb: str) -> None:
    """The verb is impossible: a sentence, and not a row changed."""
    before = traces(session, accreditation)
    with pytest.raises(ImpossibleMove) as refused:
        decide(session, verb, accreditation)
    assert f"This application is {accreditation.state}" in refused.value.sentence
    assert traces(session, accreditation) == before, f"{verb} from {accreditation.state} left a trace"


def moves(session: Session, accreditation: Accreditation, verb: str, target: str) -> None:
    """The verb leads to the target: one version, one decision and one line of the journal more."""
    source, version, decisions, lines = traces(session, accreditation)
    decide(session, verb, accreditation)
    journal = lines + 1
    assert traces(session, accreditation) == (target, version + 1, decisions + 1, journal), f"{verb} from {source}"
    newest = session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert newest is not None
    assert (newest.verb, newest.from_state, newest.to_state, newest.version) == (verb, source, target, version + 1)
    line = history(session, "accreditation", accreditation.code)[0]
    assert (line.verb, line.before, line.after) == (verb, {"state": source}, {"state": target})
    assert accreditation.participant.is_locked is (target in ("approved", "refused", "suspended", "revoked"))


def traces(session: Session, accreditation: Accreditation) -> tuple[str, int, int, int]:
    """State, version, number of decisions, number of journal lines, as the database has them."""
    session.refresh(accreditation)
    decisions = session.scalar(select(func.count()).where(Decision.accreditation_id == accreditation.id)) or 0
    lines = len(history(session, "accreditation", accreditation.code))
    return accreditation.state, accreditation.version, decisions, lines


def test_what_is_decided_outlives_the_session(database: Database) -> None:
    with database.committing() as session:
        code = in_state(session, AccreditationState.APPROVED).code
    with database.reading() as session:
        found = session.scalars(select(Accreditation).where(Accreditation.code == code)).one()
        assert (found.state, found.participant.is_locked) == ("approved", True)
        assert [row.verb for row in session.scalars(select(Decision).order_by(Decision.id))] == ["submit", "approve"]

"""Many at once: each application by the rules of one, with a result for every one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from summit.accreditation.actions.decisions import approve, record_clearance, submit
from summit.accreditation.facts import Outcome
from summit.accreditation.lifecycle import Clearance
from summit.accreditation.models import Accreditation
from summit.accreditation.queries import accreditations_to_change, unsubmitted
from summit.accreditation.rules import NOTICE_VERSION, missing_fields
from summit.audit.facts import Actor
from summit.delegations.models import Participant
from summit.delegations.queries import Reach, rank_table
from summit.foundation.errors import SummitError

GONE = "There is no such application, or it is not open to you."


def approve_many(
    session: Session, actor: Actor, now: datetime, *, within: Reach, versions: Mapping[str, int]
) -> list[Outcome]:
    """Approve those that still qualify; `versions` has, by code, the version on the officer's page."""
    return _each(session, within, versions, lambda found, version: partial(
        approve, session, actor, now, accreditation=found, version=version
    ))  # fmt: skip


def record_clearances(
    session: Session, actor: Actor, now: datetime, *, within: Reach, answers: Mapping[str, tuple[int, Clearance]]
) -> list[Outcome]:
    """Enter security answers; `answers` has, by code, the version on the page and the answer."""
    return _each(session, within, {code: version for code, (version, _) in answers.items()},
                 lambda found, version: partial(
        record_clearance, session, actor, now,
        accreditation=found, version=version, clearance=answers[found.code][1],
    ))  # fmt: skip


def submit_complete(
    session: Session, actor: Actor, now: datetime, *, within: Reach, notice_version: str = NOTICE_VERSION
) -> list[Outcome]:
    """Submit every draft of this reach that lacks nothing; the others are told what is missing."""
    ranks = rank_table(session)
    return [
        _try(session, participant.code, participant, partial(
            submit, session, actor, now, participant=participant, notice_version=notice_version
        ))
        for participant in unsubmitted(session, within, to_change=True)
        if not missing_fields(participant, ranks)
    ]  # fmt: skip


def _each(
    session: Session,
    within: Reach,
    versions: Mapping[str, int],
    deed_on: Callable[[Accreditation, int], Callable[[], object]],
) -> list[Outcome]:
    found = accreditations_to_change(session, within, versions.keys())
    done = [
        _try(session, one.code, one.participant, deed_on(one, versions[one.code])) for one in found
    ]
    gone = versions.keys() - {one.code for one in found}
    return done + [Outcome(code, code, done=False, sentence=GONE) for code in sorted(gone)]


def _try(session: Session, code: str, participant: Participant, deed: Callable[[], object]) -> Outcome:
    """Do it within a savepoint, so that one that is refused leaves the others as they are."""
    name = participant.person.badge_name
    try:
        with session.begin_nested():
            deed()
    except SummitError as error:
        return Outcome(code, name, done=False, sentence=error.sentence)
    return Outcome(code, name, done=True)

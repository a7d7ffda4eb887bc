"""One verb, one function. Each is guarded by version and state in the database, so two officers make one decision."""

from __future__ import annotations

from datetime import datetime
from typing import Required, TypedDict, Unpack

from sqlalchemy import update
from sqlalchemy.orm import Session

from summit.accreditation.lifecycle import ACCREDITATION, AccreditationState, Clearance
from summit.accreditation.models import Accreditation, Decision
from summit.accreditation.queries import accreditation_of, has_mandate, latest_change, ties_of
from summit.accreditation.rules import (
    NOTICE_VERSION,
    DecidedMeanwhile,
    clearance_for,
    decided_meanwhile,
    identity_digest,
    require_answer,
    require_approvable,
    require_complete,
    require_enrolled,
    require_impartial,
    require_notice,
    require_own_competence,
    require_reason,
    require_record_seen,
)
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions import keep_deadline, lock_participant, note_application, unlock_participant
from summit.delegations.lifecycle import DeadlineKind
from summit.delegations.models import Participant
from summit.delegations.queries import rank_table
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.venues.queries import the_summit

KIND = "accreditation"
ON_BEHALF = "on behalf of the delegation"
# ACC-02: a decision closes the record to the delegation, and giving the application back opens it again.
LOCKING = frozenset({"approve", "refuse"})
UNLOCKING = frozenset({"return_", "reopen", "withdraw"})


class Ruling(TypedDict, total=False):
    """What every decision takes: the application, the version on the officer's page, and why."""

    accreditation: Required[Accreditation]
    version: Required[int]
    reason_code: str
    reason_text: str


def submit(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    participant: Participant,
    version: int | None = None,
    notice_version: str = NOTICE_VERSION,
) -> Accreditation:
    """Hand the application in; the first time makes its row. `version` None means that the sender saw a draft.

    Heads of State or Government, foreign ministers and heads of delegation of ministerial rank skip vetting (ACC-06); an
    earlier security answer stays while it was given for the same identity (ACC-03). Protocol staff may submit on
    behalf, logged as such (ACC-01). After the deadline it is late (ACC-08). Raises DeadlinePassed, RecordIncomplete,
    PassportExpired, NominationWithdrawn, NoticeMissing, DecidedMeanwhile.
    """
    require_notice(notice_version)
    ranks = rank_table(session)
    require_complete(participant, ranks, the_summit(session).last_day)
    session.refresh(participant, with_for_update={"of": Participant, "key_share": True})
    accreditation = accreditation_of(session, participant)
    is_late = _comes_late(session, actor, now, accreditation)
    if accreditation is None:
        accreditation, version = _draft_of(session, participant), 1
    _require_current(session, actor, now, accreditation, version)
    ruling = Ruling(accreditation=accreditation, version=accreditation.version)
    if not has_mandate(session, actor, participant, now):
        ruling["reason_text"] = ON_BEHALF
    clearance = clearance_for(participant, accreditation, ranks)
    _move(
        session, actor, now, "submit", ruling, clearance=clearance.value, submitted_at=now,
        submitted_by=actor.code, notice_version=notice_version, approved_digest="", is_late=is_late,
    )  # fmt: skip
    if clearance is Clearance.WAIVED:
        after = {"class": participant.rank_class, "function": participant.function}
        record(session, actor, now, verb="waive_clearance", of=(KIND, accreditation.code), after=after)
    return accreditation


def approve(
    session: Session, actor: Actor, now: datetime, *, record_seen: str | None = None, **ruling: Unpack[Ruling]
) -> Accreditation:
    """Admit the person; the delegation may not edit any more (ACC-02).

    `record_seen` is the participant's record_digest on the officer's page. Raises NotImpartial (ACC-07), ClearanceMissing
    (ACC-06), PassportExpired, NominationWithdrawn (ACC-09), RecordChanged, DecidedMeanwhile.
    """
    accreditation = ruling["accreditation"]
    participant = accreditation.participant
    _require_current(session, actor, now, accreditation, ruling["version"])
    ACCREDITATION.after(AccreditationState(accreditation.state), "approve")
    require_record_seen(participant, record_seen)
    ties = ties_of(session, actor, accreditation)
    require_approvable(actor, accreditation, ties, rank_table(session), the_summit(session).last_day)
    return _move(session, actor, now, "approve", ruling, approved_digest=participant.record_digest)


def return_(session: Session, actor: Actor, now: datetime, **ruling: Unpack[Ruling]) -> Accreditation:
    """Give the application back with a reason that the delegation reads (ACC-04)."""
    _require_officer(session, actor, now, ruling)
    return _move(session, actor, now, "return_", ruling)


def refuse(session: Session, actor: Actor, now: datetime, **ruling: Unpack[Ruling]) -> Accreditation:
    """Say no, with a reason that only protocol and security read (ACC-04); the delegation may not edit any more (ACC-02)."""
    _require_officer(session, actor, now, ruling)
    require_own_competence(actor, ruling["accreditation"])
    return _move(session, actor, now, "refuse", ruling)


def reopen(session: Session, actor: Actor, now: datetime, **ruling: Unpack[Ruling]) -> Accreditation:
    """Set a decided application back to submitted: it can be edited and is decided anew (ACC-02).

    A changed identity needs a new security answer (ACC-03).
    """
    _require_officer(session, actor, now, ruling)
    accreditation = ruling["accreditation"]
    clearance = clearance_for(accreditation.participant, accreditation, rank_table(session)).value
    return _move(session, actor, now, "reopen", ruling, approved_digest="", clearance=clearance)


def suspend(session: Session, actor: Actor, now: datetime, **ruling: Unpack[Ruling]) -> Accreditation:
    """Stop the admission for the time being."""
    _require_officer(session, actor, now, ruling)
    return _move(session, actor, now, "suspend", ruling)


def reinstate(session: Session, actor: Actor, now: datetime, **ruling: Unpack[Ruling]) -> Accreditation:
    """End a suspension. The approval counts again for what was approved, and for nothing else."""
    _require_officer(session, actor, now, ruling)
    require_enrolled(ruling["accreditation"].participant)
    return _move(session, actor, now, "reinstate", ruling)


def revoke(session: Session, actor: Actor, now: datetime, **ruling: Unpack[Ruling]) -> Accreditation:
    """End the admission for good."""
    _require_officer(session, actor, now, ruling)
    return _move(session, actor, now, "revoke", ruling)


def withdraw(session: Session, actor: Actor, now: datetime, **ruling: Unpack[Ruling]) -> Accreditation:
    """The delegation takes the application back; it may be submitted anew later."""
    _require_current(session, actor, now, ruling["accreditation"], ruling["version"])
    return _move(session, actor, now, "withdraw", ruling, approved_digest="")


def record_clearance(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    accreditation: Accreditation,
    version: int,
    clearance: Clearance,
) -> Accreditation:
    """Enter the security answer: clear, not clear or need more time, and never why (ACC-05)."""
    ruling = Ruling(accreditation=accreditation, version=version)
    _require_officer(session, actor, now, ruling)
    require_answer(clearance, accreditation)
    before = {"clearance": accreditation.clearance}
    _take(
        session, actor, now, ruling, clearance=clearance.value, cleared_at=now, cleared_by=actor.code,
        cleared_digest=identity_digest(accreditation.participant.person),
    )  # fmt: skip
    after = {"clearance": clearance.value}
    record(session, actor, now, verb="record_clearance", of=(KIND, accreditation.code), before=before, after=after)
    return accreditation


def _comes_late(session: Session, actor: Actor, now: datetime, accreditation: Accreditation | None) -> bool:
    """What was given back keeps its turn when it is mended; everything else is in time, late or refused (ACC-08)."""
    if accreditation is not None and accreditation.state == AccreditationState.RETURNED:
        return accreditation.is_late
    return keep_deadline(session, actor, now, kind=DeadlineKind.SUBMISSION)


def _draft_of(session: Session, participant: Participant) -> Accreditation:
    """The row of a first submission; the database lets one of two senders at once make it."""
    draft = Accreditation(
        code=new_code("A"),
        participant_id=participant.id,
        state=AccreditationState.DRAFT.value,
        clearance=Clearance.PENDING.value,
        version=1,
    )
    taken = DecidedMeanwhile("Somebody else submitted this application just now. Look at it again.")
    with refused_as(session, accreditations_participant_id=taken):
        session.add(draft)
    return draft


def _require_officer(session: Session, actor: Actor, now: datetime, ruling: Ruling) -> None:
    """The page is current, and the one who decides is not bound to the case (ACC-07)."""
    _require_current(session, actor, now, ruling["accreditation"], ruling["version"])
    require_impartial(ties_of(session, actor, ruling["accreditation"]))


def _require_current(
    session: Session, actor: Actor, now: datetime, accreditation: Accreditation, version: int | None
) -> None:
    if accreditation.version != version:
        raise decided_meanwhile(latest_change(session, accreditation), accreditation.state, actor, now)


def _move(
    session: Session, actor: Actor, now: datetime, verb: str, ruling: Ruling, **values: object
) -> Accreditation:
    """The one place where a state changes: lifecycle, guarded update, lock, decision record, journal."""
    accreditation = ruling["accreditation"]
    before = AccreditationState(accreditation.state)
    after = ACCREDITATION.after(before, verb)
    code, words = ruling.get("reason_code", ""), ruling.get("reason_text", "").strip()
    require_reason(verb, code, words)
    _take(session, actor, now, ruling, state=after.value, decided_at=now, **values)
    note_application(session, participant=accreditation.participant, state=after.value)
    if verb in LOCKING:
        lock_participant(session, participant=accreditation.participant)
    elif verb in UNLOCKING:
        unlock_participant(session, participant=accreditation.participant)
    session.add(
        Decision(
            accreditation_id=accreditation.id,
            version=accreditation.version,
            verb=verb,
            from_state=before.value,
            to_state=after.value,
            reason_code=code,
            reason_text=words,
            decided_by=actor.code,
            decided_by_name=actor.name,
            decided_at=now,
        )
    )
    session.flush()
    record(
        session, actor, now, verb=verb, of=(KIND, accreditation.code),
        before={"state": before}, after={"state": after}, reason=code or words,
    )  # fmt: skip
    return accreditation


def _take(session: Session, actor: Actor, now: datetime, ruling: Ruling, **values: object) -> None:
    """Write the values if the row still has this version and state; else say who was first.

    Rows are taken in the order application, participant, journal by every decision, so none waits for another in a ring.
    """
    accreditation = ruling["accreditation"]
    taken = session.scalar(
        update(Accreditation)
        .where(
            Accreditation.id == accreditation.id,
            Accreditation.version == ruling["version"],
            Accreditation.state == accreditation.state,
        )
        .values(version=ruling["version"] + 1, **values)
        .returning(Accreditation.id)
        .execution_options(synchronize_session=False)
    )
    session.refresh(accreditation)
    if taken is None:
        raise decided_meanwhile(latest_change(session, accreditation), accreditation.state, actor, now)

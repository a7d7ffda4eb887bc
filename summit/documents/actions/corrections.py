"""Corrections of the provisional list: a delegation asks, the protocol department decides (DOC-02)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.actions import edit_participant
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import entries_of
from summit.documents.lifecycle import CORRECTION, CorrectedField, CorrectionState, VersionState
from summit.documents.models import Correction
from summit.documents.queries import circulated_list
from summit.documents.rules import AskedAlready, WindowClosed, is_window_open
from summit.foundation.codes import new_code
from summit.foundation.db import refused_as
from summit.foundation.errors import RuleBroken, StaleVersion

LONGEST = 300
CLOSED = "The time for corrections is over. Write to the protocol department."
TWICE = "This correction of the same person waits for an answer already."


@dataclass(frozen=True)
class CorrectionEntry:
    """What is wrong about whom, and how it should read; nobody where somebody is missing."""

    field: CorrectedField
    wanted: str
    participant: Participant | None = None


class Decision(Protocol):
    """What accepting and declining have in common."""

    def __call__(
        self, session: Session, actor: Actor, now: datetime, *, correction: Correction, version: int, answer: str
    ) -> None: ...


def ask_correction(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, entry: CorrectionEntry
) -> Correction:
    """Ask for a correction while the window is open. Raises WindowClosed, AskedAlready, RuleBroken."""
    version = circulated_list(session)
    if version is None or not is_window_open(VersionState(version.state), version.corrections_until, now):
        raise WindowClosed(CLOSED)
    if entry.participant is None and entry.field is not CorrectedField.MISSING:
        raise RuleBroken("Choose the person whom it is about.", "participant")
    correction = Correction(
        code=new_code("C"), version_id=version.id, delegation=delegation, participant=entry.participant,
        field=entry.field.value, wanted=_said(entry.wanted, "wanted", "Write how it should read."),
        state=CORRECTION.first.value, asked_by=actor.code, asked_by_name=actor.name, asked_at=now,
    )  # fmt: skip
    with refused_as(session, corrections_open=AskedAlready(TWICE)):
        session.add(correction)
    after = {"delegation": delegation.code, "field": entry.field.value, "wanted": correction.wanted}
    record(session, actor, now, verb="ask", of=("correction", correction.code), after=after)
    return correction


def accept_correction(
    session: Session, actor: Actor, now: datetime, *, correction: Correction, version: int, answer: str = ""
) -> None:
    """Accept a request. A title or a name is written into the record at once; anything else waits for an edit by hand.

    Raises StaleVersion, ImpossibleMove, and what edit_participant raises.
    """
    _decide(session, now, actor, correction, "accept", answer, version)
    correction.is_done = _write_into_record(session, actor, now, correction)
    session.flush()
    after = {"answer": correction.answer, "done": correction.is_done}
    record(session, actor, now, verb="accept", of=("correction", correction.code), after=after)


def decline_correction(
    session: Session, actor: Actor, now: datetime, *, correction: Correction, version: int, answer: str
) -> None:
    """Decline a request with a reason that the delegation reads. Raises StaleVersion, ImpossibleMove, RuleBroken."""
    reason = _said(answer, "answer", "Write the reason. The delegation reads it.")
    _decide(session, now, actor, correction, "decline", reason, version)
    session.flush()
    record(session, actor, now, verb="decline", of=("correction", correction.code), after={"answer": reason})


def _decide(
    session: Session, now: datetime, actor: Actor, correction: Correction, verb: str, answer: str, version: int
) -> None:
    correction_state = CORRECTION.after(CorrectionState(correction.state), verb)
    if correction.version != version:
        raise StaleVersion("Somebody changed this request after you opened it. Look at it again.")
    correction.state = correction_state.value
    correction.answer = _said(answer, "answer")
    correction.decided_by, correction.decided_by_name, correction.decided_at = actor.code, actor.name, now


def _write_into_record(session: Session, actor: Actor, now: datetime, correction: Correction) -> bool:
    """Change the record through the delegations' own action; tells whether it could be done."""
    participant, field = correction.participant, CorrectedField(correction.field)
    if participant is None or field not in (CorrectedField.TITLE, CorrectedField.NAME):
        return False
    person, post = entries_of(participant)
    if field is CorrectedField.TITLE:
        post = replace(post, title=correction.wanted)
    else:
        person = replace(person, badge_name=correction.wanted)
    edit_participant(
        session, actor, now, participant=participant, person=person, post=post, version=participant.version
    )
    return True


def _said(text: str, field: str, missing: str = "") -> str:
    """One line of at most 300 characters; with `missing` it may not be empty."""
    said = " ".join(text.split())
    if missing and not said:
        raise RuleBroken(missing, field)
    if len(said) > LONGEST:
        raise RuleBroken(f"Use at most {LONGEST} characters.", field)
    return said

"""What the doors of this room share: the blueprint, the viewer's reach, the filters in the address."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any  # Any: parameters of an address

from flask import Blueprint, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, field_groups, grant, may
from summit.accounts.policy import Role
from summit.accreditation.facts import QueueFilters
from summit.accreditation.lifecycle import AccreditationState, Clearance
from summit.delegations.facts import ParticipantFacts
from summit.delegations.lifecycle import CATEGORY_NAMES, PartyKind
from summit.delegations.models import Participant
from summit.delegations.queries import Reach, participant_facts, reach
from summit.foundation.clock import utc_now

blueprint = Blueprint("accreditation", __name__)
Answer = Response | str | tuple[str, int]
LONGEST_SEARCH = 200
ALL_STATES = "all"
NO_PAPER = "missing"


def within(session: Session, action: Action) -> Reach:
    """Whom the signed-in user can reach for this action now."""
    return reach(session, current_actor(), action, utc_now(), acting_for=current_user.acting_for)


def viewed(session: Session, participant: Participant) -> ParticipantFacts:
    """The participant with the groups of fields that this viewer may see (PRV-02). Reach was asked before."""
    identity = grant(Action.SEE_IDENTITY)
    return participant_facts(
        session,
        participant,
        groups=field_groups(current_actor().roles),
        is_identity_masked=identity is None or identity.masked,
    )


def is_office() -> bool:
    """Whether the viewer works the queue; everybody else sees the delegation's side of a case."""
    return may(Action.WORK_ACCREDITATION_QUEUE)


def sees_answers() -> bool:
    """Whether the viewer may tell one security answer from another (8.2)."""
    return bool(current_actor().roles & {Role.ACCREDITATION_OFFICER.value, Role.VETTING_OFFICER.value})


def filters() -> QueueFilters:
    """The filters in the address; nonsense counts as no filter. An office without a state sees what waits for it."""
    state = request.args.get("state", "")
    if state == ALL_STATES or (not state and not is_office()):
        state = ""
    elif state not in set(AccreditationState):
        state = AccreditationState.SUBMITTED.value
    return QueueFilters(
        state=state,
        clearance=_one_of("clearance", set(Clearance)) if sees_answers() else "",
        kind=_one_of("kind", set(PartyKind)),
        category=_one_of("category", set(CATEGORY_NAMES)),
        delegation=request.args.get("delegation", "")[:20],
        paper=_one_of("paper", {NO_PAPER}) if is_office() else "",
        search=request.args.get("q", "")[:LONGEST_SEARCH],
    )


def address_of(chosen: QueueFilters) -> dict[str, str]:
    """The filters as parameters of an address, so that a case knows the queue it was opened from."""
    values = asdict(chosen)
    values["q"] = values.pop("search")
    values["state"] = chosen.state or ALL_STATES
    return {key: value for key, value in values.items() if value}


def queue_address(chosen: QueueFilters) -> str:
    """The queue under these filters."""
    values: dict[str, Any] = dict(address_of(chosen))
    return url_for(".queue", **values)


def case_address(code: str, chosen: QueueFilters | None = None) -> str:
    """The page of one case, in the queue of these filters if it was opened from there."""
    values: dict[str, Any] = dict(address_of(chosen)) if chosen else {}
    return url_for(".case", code=code, **values)


def _one_of(name: str, known: set[str] | set[Clearance] | set[PartyKind]) -> str:
    value = request.args.get(name, "")
    return value if value in known else ""

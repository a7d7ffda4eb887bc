"""Who may know of a meeting: its two delegations, the bilateral desk and the Chief of Protocol (domain 5.6, BIL-50)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import aliased

from summit.accounts.policy import Role
from summit.audit.facts import Actor
from summit.bilaterals.lifecycle import CAME_TO_AN_END, SETTLED, Side
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.delegations.queries import Reach


def requests_within(within: Reach) -> ColumnElement[bool]:
    """The condition for a statement over MeetingRequest.

    A delegate knows of the meetings in which they are the principal, not of requests that may come to nothing.
    """
    if within.everything:
        return true()
    if within.only_participant is not None:
        placed = aliased(BilateralMeeting)
        taken = select(placed.request_id).where(placed.state.in_({*SETTLED, *CAME_TO_AN_END}))
        return _is_principal(within.only_participant) & MeetingRequest.id.in_(taken)
    if not within.delegations:
        return false()
    return or_(MeetingRequest.asking_id.in_(within.delegations), MeetingRequest.asked_id.in_(within.delegations))


def is_open(within: Reach, request: MeetingRequest) -> bool:
    """The same judgement for a loaded request whose meeting stands."""
    if within.everything:
        return True
    if within.only_participant is not None:
        return within.only_participant in (request.asking_principal_id, request.asked_principal_id)
    return own_side(within, request) is not None


def own_side(within: Reach, request: MeetingRequest) -> Side | None:
    """The side for which the viewer stands; None for the desk and for everybody else."""
    if within.everything:
        return None
    if request.asking_id in within.delegations:
        return Side.ASKING
    return Side.ASKED if request.asked_id in within.delegations else None


def may_read_subject(within: Reach, request: MeetingRequest) -> bool:
    """Its own side wrote the subject; beside it only those whose reach is the whole event read it (domain 5.6)."""
    return within.everything or (within.only_participant is None and request.asking_id in within.delegations)


def may_read_needs(within: Reach, request: MeetingRequest, side: Side) -> bool:
    """Needs may be about health: that side wrote them, and beside it only the desk reads them."""
    return within.everything or (within.only_participant is None and own_side(within, request) is side)


def is_outsider(within: Reach) -> bool:
    """Whether what this viewer reads of bilaterals goes into the journal (BIL-51)."""
    return within.everything


def may_move_confirmed(actor: Actor) -> bool:
    """Only the Chief of Protocol gives confirmed meetings another time (BIL-21)."""
    return Role.CHIEF_OF_PROTOCOL in actor.roles


def _is_principal(participant_id: int) -> ColumnElement[bool]:
    return or_(
        MeetingRequest.asking_principal_id == participant_id, MeetingRequest.asked_principal_id == participant_id
    )

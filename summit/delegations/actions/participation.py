"""The invitation of a delegation and the answer to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.delegations.facts import LetterEntry, ReplyEntry
from summit.delegations.lifecycle import PARTICIPATION, ParticipationState
from summit.delegations.models import Delegation, Invitation
from summit.delegations.queries.papers import invitation_of
from summit.delegations.queries.ranks import rank_table
from summit.delegations.rules import NotInvited, require_letter, require_reply, require_version
from summit.foundation.db import refused_as
from summit.foundation.errors import StaleVersion

INVITED_MEANWHILE = "Somebody recorded the letter of invitation meanwhile. Open the page again and compare."


def record_invitation(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, letter: LetterEntry, version: int = 0
) -> Invitation:
    """Record the host's letter, or correct what was recorded; `version` is 0 for the first time.

    Raises RuleBroken with the field, StaleVersion.
    """
    letter = require_letter(letter, now.date(), rank_table(session))
    invitation = invitation_of(session, delegation.id)
    require_version(invitation.version if invitation else 0, version)
    if invitation is None:
        invitation = Invitation(
            delegation_id=delegation.id, state=PARTICIPATION.first.value, sent_on=letter.sent_on
        )
    before = _letter_of(invitation) if invitation.id else None
    with refused_as(session, invitations_delegation_id=StaleVersion(INVITED_MEANWHILE)):
        invitation.sent_on, invitation.reference, invitation.level = letter.sent_on, letter.reference, letter.level
        session.add(invitation)
    record(
        session, actor, now,
        verb="invite_delegation", of=("delegation", delegation.code), before=before, after=_letter_of(invitation),
    )  # fmt: skip
    return invitation


def record_reply(
    session: Session, actor: Actor, now: datetime, *, delegation: Delegation, reply: ReplyEntry, version: int
) -> Invitation:
    """Record what the delegation answers. Raises NotInvited, ImpossibleMove, StaleVersion, RuleBroken with the field."""
    invitation = invitation_of(session, delegation.id)
    if invitation is None:
        raise NotInvited("Record the letter of invitation first.")
    require_version(invitation.version, version)
    reply = require_reply(reply, invitation.sent_on, now.date(), rank_table(session))
    before = {"state": invitation.state}
    invitation.state = PARTICIPATION.after(ParticipationState(invitation.state), reply.verb).value
    invitation.replied_on, invitation.remark = reply.replied_on, reply.remark
    invitation.announced_level, invitation.announced_size = reply.announced_level, reply.announced_size
    session.flush()
    record(
        session, actor, now,
        verb=reply.verb, of=("delegation", delegation.code), before=before,
        after={
            "state": invitation.state, "replied_on": reply.replied_on, "level": reply.announced_level,
            "size": reply.announced_size,
        },
    )  # fmt: skip
    return invitation


def _letter_of(invitation: Invitation) -> dict[str, object]:
    return {"sent_on": invitation.sent_on, "reference": invitation.reference, "level": invitation.level}

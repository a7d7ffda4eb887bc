"""What the protocol department notes for itself while it works: tags to find things by, notes to remember."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.delegations.actions import add_tags, write_note
from summit.delegations.models import Participant
from summit.demo.loading.stage import Stage

WRITTEN_AT = datetime(2025, 10, 24, 3, 20, tzinfo=UTC)
TAGS = {"VN": ("host",), "FR": ("early arrival",), "JP": ("early arrival", "own interpreter"), "BR": ("call back",)}
NOTES = {
    "FR": "The embassy asks to be told the walking distance from the car to the hall.",
    "BR": "The embassy calls on Thursday with the final number of advisers.",
}
HEAD_TAGS = ("meet at the aircraft", "speaks French", "call back")
HEAD_NOTE = "Prefers to be greeted in the native language. The interpreter stands on the left."


def write_remarks(session: Session, stage: Stage) -> str:
    """Tags on a few delegations and heads, and a note here and there."""
    protocol = stage.staff[Role.PROTOCOL_OFFICER]
    for party, words in TAGS.items():
        if party in stage.delegations:
            add_tags(session, protocol, WRITTEN_AT, noted=stage.delegations[party], words=words)
    for party, body in NOTES.items():
        if party in stage.delegations:
            write_note(session, protocol, WRITTEN_AT, noted=stage.delegations[party], body=body)
    heads = [team.members[0] for team in stage.plan.teams if team.members][: len(HEAD_TAGS)]
    for member, word in zip(heads, HEAD_TAGS, strict=False):
        head = session.get_one(Participant, stage.participants[member.key])
        add_tags(session, protocol, WRITTEN_AT, noted=head, words=[word])
        write_note(session, protocol, WRITTEN_AT, noted=head, body=HEAD_NOTE)
    return f"{len(TAGS)} delegations and {len(heads)} heads with notes and tags"

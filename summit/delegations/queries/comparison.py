"""What a page has seen of a record, so that two who edit it at once are told apart (UX-28)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from summit.delegations.models import Participant
from summit.delegations.rules import tidied_number
from summit.foundation.sealing import mask, search_hash, unseal

MARK_LENGTH = 16


def marks_of(session: Session, participant: Participant, texts: Mapping[str, str]) -> dict[str, str]:
    """A mark for each field, the same while its text is; it says nothing of the text to whoever may not read it."""
    return {
        name: search_hash(session, "seen", participant.code, name, " ".join(text.split()))[:MARK_LENGTH]
        for name, text in texts.items()
    }


def passport_on_file(session: Session, participant: Participant, typed: str) -> tuple[str, bool]:
    """The number on file as a mask, empty when there is none, and whether the typed one is another."""
    sealed = participant.person.passport_sealed
    number = unseal(session, sealed) if sealed else ""
    return mask(number) if number else "", bool(typed) and tidied_number(typed) != number

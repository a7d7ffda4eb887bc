"""Every kind of document with what it is, what it is about, who reads it and how it is published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from summit.accounts.policy import Action
from summit.documents.lifecycle import Classification, DocumentKind, SubjectKind
from summit.foundation.errors import NotFound


@dataclass(frozen=True)
class KindFacts:
    """One kind. `needs` are the actions that a reader must have over the whole event, beside that of this room.

    `has_window` marks what is circulated as provisional before it may be final, so that delegations can ask for
    corrections (DOC-02). `parts` names what the paper is made of where each can be handed out or put up by itself, so that
    only those that changed are printed again.
    """

    kind: DocumentKind
    name: str
    purpose: str
    subject: SubjectKind
    classification: Classification
    needs: frozenset[Action] = frozenset()
    has_window: bool = False
    parts: str = ""

    @property
    def has_bundle(self) -> bool:
        """Whether there is one for each delegation or participant, so that all of them are printed as one file.

        The list of its own meetings each delegation takes itself, when it wants it.
        """
        is_one_of_many = self.subject in (SubjectKind.DELEGATION, SubjectKind.PARTICIPANT)
        return is_one_of_many and self.kind is not DocumentKind.DELEGATION_MEETINGS


def _table(kinds: Iterable[KindFacts]) -> dict[DocumentKind, KindFacts]:
    return {one.kind: one for one in kinds}


BILATERALS = frozenset({Action.SEE_BILATERALS})
KINDS: dict[DocumentKind, KindFacts] = _table((
    KindFacts(
        DocumentKind.LIST_OF_PARTICIPANTS, "List of participants",
        "Everybody by delegation, in five parts, the head first. Provisional first, so that delegations can correct it.",
        SubjectKind.SUMMIT, Classification.PUBLIC, has_window=True,
    ),
    KindFacts(
        DocumentKind.ORDER_OF_PRECEDENCE, "Order of precedence",
        "Every head of delegation with the class and the reason for the place.",
        SubjectKind.SUMMIT, Classification.INTERNAL, frozenset({Action.SEE_PRECEDENCE}),
    ),
    KindFacts(
        DocumentKind.DAILY_PROGRAMME, "Daily programme",
        "The journal of one day: what happens when and where, and who may enter.",
        SubjectKind.DAY, Classification.PUBLIC,
    ),
    KindFacts(
        DocumentKind.SIDE_EVENT_CALENDAR, "Calendar of side events",
        "All side events of the summit, slot by room.",
        SubjectKind.SUMMIT, Classification.PUBLIC,
    ),
    KindFacts(
        DocumentKind.ROOM_SIGNS, "Room and door signs",
        "One page for each room with what happens in it that day. A bilateral meeting is only reserved.",
        SubjectKind.DAY, Classification.PUBLIC, parts="signs",
    ),
    KindFacts(
        DocumentKind.DELEGATION_SCHEDULE, "Schedule of a delegation",
        "The people of one delegation and their days in columns.",
        SubjectKind.DELEGATION, Classification.DELEGATIONS, BILATERALS, parts="people",
    ),
    KindFacts(
        DocumentKind.PARTICIPANT_SCHEDULE, "Personal schedule",
        "The days of one participant.",
        SubjectKind.PARTICIPANT, Classification.PERSONAL, BILATERALS,
    ),
    KindFacts(
        DocumentKind.CALL_SHEET, "Call sheet of a principal",
        "The day of one principal minute by minute, with whom, where, and what comes next. Folds to A5.",
        SubjectKind.PARTICIPANT, Classification.RESTRICTED, BILATERALS,
    ),
    KindFacts(
        DocumentKind.NAME_PLATES, "Name plates",
        "Tent plates of 300 × 100 mm, on A3 to cut and fold, with the name of each State and organization on both sides.",
        SubjectKind.SUMMIT, Classification.INTERNAL, parts="plates",
    ),
    KindFacts(
        DocumentKind.PLACE_CARDS, "Place cards",
        "Cards of 90 × 55 mm for the heads of delegation, in the order of precedence, with cut marks.",
        SubjectKind.SUMMIT, Classification.INTERNAL, frozenset({Action.SEE_PRECEDENCE}), parts="cards",
    ),
    KindFacts(
        DocumentKind.NOTE_REGISTRATION, "Note verbale: registration received",
        "Acknowledges who is registered for the delegation.",
        SubjectKind.DELEGATION, Classification.DELEGATIONS,
    ),
    KindFacts(
        DocumentKind.NOTE_BADGES, "Note verbale: collection of badges",
        "Says where the badges of the delegation are handed over, and how many there are.",
        SubjectKind.DELEGATION, Classification.DELEGATIONS,
    ),
    KindFacts(
        DocumentKind.NOTE_SIDE_EVENTS, "Note verbale: side events",
        "Answers the delegation with the place and time of its side events.",
        SubjectKind.DELEGATION, Classification.DELEGATIONS,
    ),
    KindFacts(
        DocumentKind.MEETING_SHEET, "Room set-up sheet of a meeting",
        "A plan of the room with sides, flags and places, and what has to be ready for one bilateral meeting.",
        SubjectKind.MEETING, Classification.RESTRICTED, BILATERALS,
    ),
    KindFacts(
        DocumentKind.ROOM_SHEETS, "Room set-up of a day",
        "For each bilateral room the meetings of the day, who sits on which side, and when it is cleared.",
        SubjectKind.DAY, Classification.RESTRICTED, BILATERALS,
    ),
    KindFacts(
        DocumentKind.MEETING_SIGN, "Door sign of a meeting",
        "“Reserved”, the room and the hours, to hang at the door. It names neither side.",
        SubjectKind.MEETING, Classification.PUBLIC, BILATERALS,
    ),
    KindFacts(
        DocumentKind.DELEGATION_MEETINGS, "Bilateral meetings of a delegation",
        "The meetings and open requests of one delegation: with whom, when, where, and how they stand.",
        SubjectKind.DELEGATION, Classification.DELEGATIONS, BILATERALS,
    ),
))  # fmt: skip


def kind_named(name: str) -> KindFacts:
    """The kind of that name in an address, or NotFound."""
    if name not in set(DocumentKind):
        raise NotFound()
    return KINDS[DocumentKind(name)]

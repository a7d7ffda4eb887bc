"""Facts of the lists: a fixed number of queries, whatever their length."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from summit.badges.queries import frozen_design
from summit.delegations.lifecycle import PartyKind
from summit.delegations.queries import (
    Basis,
    ListedRow,
    SortedDelegation,
    delegations_in_order,
    draft_of,
    drawn_state,
    heads_at,
    list_kind,
    list_settings,
    listed_people,
    opening_moment,
)
from summit.documents.facts import (
    ListedDelegation,
    ListedPart,
    ListedPerson,
    NamePlate,
    NamePlates,
    OrderOfPrecedence,
    ParticipantList,
    PlaceCard,
    PlaceCards,
    RankedPlace,
)
from summit.documents.lifecycle import VersionState
from summit.documents.queries.schedules import frame_of
from summit.documents.words import WITHIN, alphabet_said, day_said, decision_said, ground_said, rank_name

# Who has applied and was not refused may be checked by the delegations; the final list holds who is admitted (DOC-01).
ADMITTED = ("approved",)
UNDER_WAY = ("submitted", "returned", *ADMITTED)
PART_OF: dict[PartyKind, int] = {
    PartyKind.STATE_M: 1, PartyKind.HOST: 1,
    PartyKind.STATE_O: 2, PartyKind.REIO: 2,
    PartyKind.UN_SEC: 3, PartyKind.UN_FP: 3, PartyKind.UN_SA: 3,
    PartyKind.IGO: 4, PartyKind.REG: 4, PartyKind.IFI: 4,
    PartyKind.NGO: 5, PartyKind.ACA: 5, PartyKind.PRIV: 5,
}  # fmt: skip
SEATING = "seating"


def participant_list(session: Session, now: datetime, *, language: str, state: VersionState) -> ParticipantList:
    """The list as it would be published now in that state (DOC-01): five queries. Media and host staff are in no part."""
    frame = frame_of(session, language)
    applications = ADMITTED if state is VersionState.FINAL else UNDER_WAY
    people = by_delegation(listed_people(session, applications))
    heads = {
        delegation: head.code for delegation, head in heads_at(session, opening_moment(session, now)).items()
    }
    shown = [
        one for one in delegations_in_order(session, language=language) if one.id in people and one.kind in PART_OF
    ]
    parts = tuple(
        ListedPart(number, tuple(_listed(one, people[one.id], heads.get(one.id, ""), language) for one in members))
        for number in sorted({PART_OF[one.kind] for one in shown})
        if (members := [one for one in shown if PART_OF[one.kind] == number])
    )
    return ParticipantList(frame, parts)


def order_of_precedence(session: Session, now: datetime, *, language: str) -> OrderOfPrecedence:
    """The order of the plenary at the opening, or now while the summit lasts, with the basis of every place (PRE-05)."""
    frame = frame_of(session, language)
    kind = list_kind(SEATING)
    at = opening_moment(session, now)
    settings, _ = list_settings(session, kind)
    draft = draft_of(session, kind, at=at, settings=settings)
    names = {one.code: one.name for one in delegations_in_order(session, language=language)}
    found = drawn_state(session, replace(settings, language=language))
    drawn = found.name if found is not None else ""
    return OrderOfPrecedence(frame, at, tuple(
        RankedPlace(
            number=place.number, code=place.contender.code, delegation=names[place.contender.code],
            head=place.contender.head, head_title=place.contender.head_title, rank=rank_name(place.rank, language),
            reason=place.reason if language == "en" else reason_said(place.basis, names, drawn, language),
            is_decided=place.override is not None,
        )
        for place in draft.order.places
    ))  # fmt: skip


def reason_said(basis: Basis, names: dict[str, str], drawn: str, language: str) -> str:
    """The sentence of a place in that language, with the names of States as the language has them (NAM-01)."""
    decision = basis.override
    where = decision_said(
        decision.manner, {"place": str(decision.place), "other": names.get(basis.other, basis.other_name)}, language,
        is_held=basis.is_held,
    ) if decision is not None else ""  # fmt: skip
    alphabet = alphabet_said(basis.language, drawn if basis.drawn else "", language)
    within = WITHIN[basis.within][language].format(alphabet=alphabet, at=day_said(basis.at, language)) if basis.within else ""
    values = {
        "alphabet": alphabet, "within": within, "drawn": drawn, "year": str(basis.year), "number": str(basis.rank_class),
        "name": rank_name(basis.rank_name, language), "where": where, "said": decision.reason if decision else "",
    }  # fmt: skip
    return ground_said(basis.ground, values, language)


def name_plates(session: Session, *, language: str) -> NamePlates:
    """A plate for every delegation that sits (NAM-05), in alphabetical order."""
    frame = frame_of(session, language)
    found = [one for one in delegations_in_order(session, language=language) if one.kind in PART_OF]
    plates = tuple(NamePlate(one.code, _capitals(one.name, language)) for one in found)
    return NamePlates(frame, plates, frozen_design(session, "name_plate"))


def place_cards(session: Session, now: datetime, *, language: str) -> PlaceCards:
    """A card for every head of delegation, in the order of precedence."""
    order = order_of_precedence(session, now, language=language)
    cards = tuple(PlaceCard(one.code, one.head, one.delegation) for one in order.places if one.head)
    return PlaceCards(order.frame, cards, frozen_design(session, "place_card"))


def listed_delegation(facts: ParticipantList, code: str) -> ListedDelegation | None:
    """One delegation's part of a list; None where it has none."""
    found = (one for part in facts.parts for one in part.delegations if one.code == code)
    return next(found, None)


def listed_person(row: ListedRow, language: str, *, is_head: bool = False) -> ListedPerson:
    """A line with the title in the list's language, where it is known in that language (PER-09)."""
    native = row.native_title if row.native_language == language else ""
    return ListedPerson(row.code, row.name, native or row.title, row.function, is_head)


def by_delegation(rows: list[ListedRow]) -> dict[int, list[ListedRow]]:
    """The rows of each delegation, in their order: they come one delegation after the other."""
    return {key: list(found) for key, found in groupby(rows, key=lambda row: row.delegation_id)}


def _listed(one: SortedDelegation, rows: list[ListedRow], head: str, language: str) -> ListedDelegation:
    first = sorted(rows, key=lambda row: row.code != head)
    people = tuple(listed_person(row, language, is_head=row.code == head) for row in first)
    return ListedDelegation(one.code, one.name, people)


def _capitals(name: str, language: str) -> str:
    """NAM-05: capitals keep their marks; scripts without capitals stay as they are."""
    return name.upper() if language not in ("zh", "ar") else name

"""People and their cards, as the badge desk looks somebody up."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session

from summit.accreditation.queries import categories, standings
from summit.badges.facts import HolderFilters, HolderLine
from summit.badges.lifecycle import LIVE
from summit.badges.models import Badge
from summit.badges.queries.cards import card_line, live_cards
from summit.badges.queries.people import has_lost, has_returned, is_due_back, is_waiting
from summit.badges.rules import is_free, is_without_photo
from summit.delegations.models import Participant
from summit.delegations.queries import PeopleFilters, Reach, people_matching, person_lines, rank_table


def holders_matching(within: Reach, filters: HolderFilters) -> Select[Participant]:
    """Enrolled people by words of their names or of their delegation's (PER-06), or by a serial that was ever theirs."""
    wanted = filters.search.strip()
    if not wanted:
        state = "" if filters.card == "due" else PeopleFilters().state
        return _with_card(people_matching(within, PeopleFilters(state=state)), filters.card)
    everybody = people_matching(within, PeopleFilters(state=""))
    by_name: Select[int] = (
        people_matching(within, PeopleFilters(search=wanted)).with_only_columns(Participant.id).order_by(None)
    )
    by_serial = select(Badge.participant_id).where(Badge.serial == wanted.upper())
    found = everybody.where(or_(Participant.id.in_(by_name), Participant.id.in_(by_serial)))
    return _with_card(found, filters.card)


def holder_lines(session: Session, rows: Sequence[Participant]) -> list[HolderLine]:
    """These people with their cards: a fixed number of queries, however many they are."""
    ids = [row.id for row in rows]
    found, cards, known = standings(session, ids), live_cards(session, ids), categories(session)
    ranks = rank_table(session)
    lines = []
    for row, person in zip(rows, person_lines(session, rows), strict=True):
        card = cards.get(row.id)
        is_admitted = found[row.id].is_admitted
        lines.append(
            HolderLine(
                code=row.code,
                name=person.name,
                native_name=person.native_name,
                delegation=person.delegation,
                flag=person.flag,
                category=person.category,
                category_name=person.category_name,
                has_photo=person.has_photo or is_without_photo(row, ranks),
                is_admitted=is_admitted,
                can_order=is_admitted and is_free(card) and row.category in known,
                card=card_line(card, person.delegation, ranks) if card else None,
            )
        )
    return lines


def _with_card(statement: Select[Participant], card: str) -> Select[Participant]:
    special = {"waiting": is_waiting, "lost": has_lost, "returned": has_returned, "due": is_due_back}
    if card in special:
        return statement.where(special[card]())
    if card == "check":
        unchecked = exists().where(Badge.participant_id == Participant.id, Badge.state.in_(LIVE), Badge.needs_check)
        return statement.where(unchecked)
    if card:
        return statement.where(exists().where(Badge.participant_id == Participant.id, Badge.state == card))
    return statement

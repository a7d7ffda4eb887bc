"""Cards, as the badge desk reads them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TypeVarTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager

from summit.badges.facts import BadgeLine
from summit.badges.lifecycle import LIVE, BadgeState
from summit.badges.models import Badge, PrintRun
from summit.badges.rules import is_without_photo
from summit.badges.token import PREFIX, ForgedToken, public_key, read_claims
from summit.delegations.facts import RankTable
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Delegation, Participant, Replacement
from summit.delegations.queries import names_of, rank_table
from summit.foundation.db import config_of
from summit.foundation.errors import NotFound

Row = TypeVarTuple("Row")


def loaded_cards() -> Select[Badge]:
    """Cards with everything that names them: person, delegation, party, run."""
    participant = contains_eager(Badge.participant)
    return (
        select(Badge)
        .join(Badge.participant)
        .join(Participant.person)
        .join(Participant.delegation)
        .join(Delegation.party)
        .outerjoin(Badge.run)
        .options(
            participant.contains_eager(Participant.person),
            participant.contains_eager(Participant.delegation).contains_eager(Delegation.party),
            contains_eager(Badge.run),
        )
    )


def in_printing_order(statement: Select[*Row]) -> Select[*Row]:
    """Cards lie in envelopes by delegation (BDG-07), within it head first and in the order of the note verbale (DEL-13)."""
    is_head = Participant.function != DelegateFunction.HOD.value
    return statement.order_by(
        Delegation.sort_name, Delegation.id, is_head, Participant.position, Participant.id
    )


def cards_of_run(run: PrintRun) -> Select[Badge]:
    """The cards of a run in printing order, void ones too: a statement to be paged."""
    return loaded_cards().where(Badge.run_id == run.id).order_by(Badge.place, Badge.id)


def cards_of(session: Session, participant: Participant) -> list[Badge]:
    """Every card that was ever made for a participant, the newest first."""
    statement = (
        loaded_cards().where(Badge.participant_id == participant.id).order_by(Badge.issue_number.desc())
    )
    return list(session.scalars(statement))


def live_card_of(session: Session, participant_id: int) -> Badge | None:
    """The one card of a participant that counts: queued, printed or handed out."""
    return session.scalar(
        loaded_cards().where(Badge.participant_id == participant_id, Badge.state.in_(LIVE))
    )


def participants_with_card(session: Session, codes: Sequence[str]) -> list[int]:
    """Ids of those of these participants, by code, whose live card is still in the house."""
    statement = (
        select(Badge.participant_id)
        .join(Badge.participant)
        .where(Participant.code.in_(codes), Badge.state.in_((BadgeState.QUEUED, BadgeState.PRINTED)))
    )
    return list(session.scalars(statement))


def cards_that_are_out(session: Session, code: str) -> list[Badge]:
    """The card of the participant of that code, if its bearer has it."""
    statement = loaded_cards().where(Participant.code == code, Badge.state == BadgeState.HANDED_OUT.value)
    return list(session.scalars(statement))


def replaced_cards_out(session: Session, participant_ids: Collection[int]) -> list[Badge]:
    """Cards that are still with somebody whose place one of these people has taken, or with one before them (ACC-11).

    A card that was printed at home is with its bearer as soon as it exists.
    """
    is_out = (Badge.state == BadgeState.HANDED_OUT.value) | (
        (Badge.state == BadgeState.PRINTED.value) & Badge.run_id.is_(None)
    )
    seen: set[int] = set()
    asked = set(participant_ids)
    while asked:
        earlier = set(session.scalars(select(Replacement.replaced_id).where(Replacement.by_id.in_(asked))))
        asked = earlier - seen
        seen |= earlier
    return list(session.scalars(loaded_cards().where(Badge.participant_id.in_(seen), is_out).order_by(Badge.id)))


def card_by_serial(session: Session, serial: str) -> Badge:
    """The card of that serial, or NotFound."""
    return _found(session.scalar(loaded_cards().where(Badge.serial == serial)))


def card_to_change(session: Session, serial: str) -> Badge:
    """The same, and nobody else may change it until the transaction ends."""
    statement = loaded_cards().where(Badge.serial == serial).with_for_update(of=Badge)
    return _found(session.scalar(statement.execution_options(populate_existing=True)))


def cards_to_change(session: Session, serials: Collection[str]) -> list[Badge]:
    """The cards of these serials that exist, always locked in one order, so that two desks never wait for each other."""
    statement = loaded_cards().where(Badge.serial.in_(serials)).order_by(Badge.id).with_for_update(of=Badge)
    return list(session.scalars(statement.execution_options(populate_existing=True)))


def scanned_serials(session: Session, text: str) -> frozenset[str]:
    """The serials in what was typed, pasted or scanned: serials by any separator, and the codes of cards one a line.

    Raises ForgedToken or OtherEvent for a code that no card of this summit carries.
    """
    lines = text.replace("\r", "\n").split("\n")
    codes = [line.lstrip() for line in lines if line.lstrip().startswith(PREFIX)]
    typed = " ".join(line for line in lines if not line.lstrip().startswith(PREFIX))
    serials = {part for part in re.split(r"[\s,;]+", typed.upper()) if part}
    key = public_key(config_of(session).badge_key_seed)
    tokens = {read_claims(key, code).token_id.hex() for code in codes}
    known = session.execute(select(Badge.token_id, Badge.serial).where(Badge.token_id.in_(tokens))).all()
    if len(known) < len(tokens):
        raise ForgedToken("A scanned code belongs to no badge of this summit.", "serials")
    return frozenset(serials | {row.serial for row in known})


def live_cards(session: Session, participant_ids: Collection[int]) -> dict[int, Badge]:
    """Participant id -> the live card, of those who have one: one query."""
    statement = loaded_cards().where(
        Badge.participant_id.in_(participant_ids), Badge.state.in_(LIVE)
    )
    return {card.participant_id: card for card in session.scalars(statement)}


def card_lines(session: Session, rows: Sequence[Badge]) -> list[BadgeLine]:
    """These cards as lines of a list: two more queries, whatever their number."""
    names = names_of(session, {row.participant.delegation.party_id for row in rows})
    ranks = rank_table(session)
    return [card_line(row, names[row.participant.delegation.party_id], ranks) for row in rows]


def card_line(row: Badge, delegation: str, ranks: RankTable) -> BadgeLine:
    """A loaded card, with the printed name of the delegation."""
    return BadgeLine(
        serial=row.serial,
        issue_number=row.issue_number,
        state=row.state,
        name=row.participant.person.badge_name,
        participant_code=row.participant.code,
        delegation=delegation,
        flag=row.participant.delegation.party.flag,
        category=row.participant.category,
        has_photo=bool(row.participant.person.photo_file) or is_without_photo(row.participant, ranks),
        run_code=row.run.code if row.run else "",
        created_at=row.created_at,
        printed_at=row.printed_at,
        reason=row.reason,
        needs_check=row.needs_check,
    )


def _found(card: Badge | None) -> Badge:
    if card is None:
        raise NotFound()
    return card

"""Never two live badges of one person, whoever moves or is merged (DEL-03)."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accreditation.queries import admitted, standing
from summit.audit.models import AuditEntry
from summit.badges import actions
from summit.badges.facts import RunSelection, SelectionKind
from summit.badges.models import Badge
from summit.badges.queries import live_card_of
from summit.badges.rules import NobodyToPrint
from summit.delegations import actions as delegations
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Participant
from tests.accreditation.offices import approved
from tests.badges.stage import admit, desk
from tests.factories import NOW, SYSTEM, make_delegation


def ordered(session: Session, person: Participant) -> Badge:
    """The live card of somebody for whom one was ordered."""
    one = RunSelection(SelectionKind.PARTICIPANT, person.code)
    actions.order_run(session, desk(session), NOW, selection=one)
    card = live_card_of(session, person.id)
    assert card is not None
    return card


def moved(session: Session, person: Participant, to: str = "VN") -> Participant:
    relocation = delegations.Relocation(DelegateFunction.ADV, "D", "Agreed", person.version)
    return delegations.move_participant(
        session, SYSTEM, NOW, participant=person, delegation=make_delegation(session, to), relocation=relocation
    )


def live(session: Session) -> set[str]:
    return set(session.scalars(select(Badge.serial).where(Badge.state != "void")))


def test_the_approval_and_the_card_of_who_moved_count_no_more(session: Session) -> None:
    (person,) = admit(session)
    card = ordered(session, person)
    assert standing(session, person.id).is_admitted
    fresh = moved(session, person)
    assert not standing(session, person.id).is_admitted
    assert (standing(session, fresh.id).state, standing(session, fresh.id).is_admitted) == ("draft", False)
    assert session.scalars(admitted()).all() == []
    with pytest.raises(NobodyToPrint):
        ordered(session, fresh)
    assert live(session) == {card.serial}


@pytest.mark.parametrize("times", [1, 2])
def test_a_new_card_makes_the_earlier_one_void(session: Session, times: int) -> None:
    """However often the person moved before the new approval."""
    (person,) = admit(session)
    old = ordered(session, person)
    fresh = person
    for to in ("VN", "DE")[:times]:
        fresh = moved(session, fresh, to)
    approved(session, fresh)
    new = ordered(session, fresh)
    assert live(session) == {new.serial}
    assert old.reason == "Made for an earlier registration of the person, who has a new card"
    line = session.scalars(select(AuditEntry).where(AuditEntry.verb == "void")).one()
    assert (line.object_code, line.reason) == (old.serial, old.reason)


def test_a_merged_record_gives_its_card_up_with_the_next_one(session: Session) -> None:
    """The card of the record that went admits nobody from the merger on."""
    (goes,) = admit(session)
    (stays,) = admit(session, code="VN")
    old = ordered(session, goes)
    merger = delegations.Merger(stays.version, goes.version, frozenset(), "One person")
    delegations.merge_participants(session, SYSTEM, NOW, stays=stays, goes=goes, merger=merger)
    assert session.scalars(admitted()).all() == [stays.id]
    new = ordered(session, stays)
    assert live(session) == {new.serial} != {old.serial}

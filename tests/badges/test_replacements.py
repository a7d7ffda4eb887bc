"""Late replacement, one for one: the new badge is handed over once the earlier one is back or reported (ACC-11)."""

from __future__ import annotations

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from summit.accounts.policy import Role
from summit.accreditation.actions import open_category
from summit.accreditation.queries import categories
from summit.audit.facts import Actor
from summit.badges import actions, queries
from summit.badges.lifecycle import LossKind
from summit.badges.models import Badge
from summit.badges.rules import ReplacedCardOut
from summit.delegations.actions import reinstate_participant, replace_participant, withdraw_participant
from summit.delegations.models import Participant, Replacement
from summit.delegations.queries import able_to_replace, replaced_by, replacing
from summit.delegations.rules import ReplacementNamed
from summit.foundation.db import Database
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from tests.badges.stage import admit, cards_of, desk, order
from tests.badges.test_custody import at_desk, hand_over, states
from tests.badges.test_custody_pages import ClientAs
from tests.badges.test_pages import html, send
from tests.badges.test_runs import confirm
from tests.factories import NOW, SYSTEM, appoint, make_delegation


def withdraw(database: Database, card: Badge) -> None:
    with database.committing() as session:
        person = session.get_one(Participant, card.participant_id)
        withdraw_participant(session, SYSTEM, NOW, participant=person, version=person.version, reason="ill")


def name(database: Database, old: int, new: int | None, actor: Actor = SYSTEM) -> None:
    with database.committing() as session:
        by = session.get_one(Participant, new) if new else None
        replace_participant(session, actor, NOW, replaced=session.get_one(Participant, old), by=by)


def newcomer(database: Database) -> Badge:
    """The printed card of somebody of France who was registered later."""
    with database.committing() as session:
        (person,) = admit(session, badge_name="The NEWCOMER")
    code = order(database)
    confirm(database, code)
    (card,) = cards_of(database, code)
    assert card.participant_id == person.id
    return card


@pytest.fixture
def pair(database: Database) -> tuple[Badge, Badge]:
    """A card that is out with somebody who was withdrawn, and the printed card of who takes the place."""
    (old,) = at_desk(database, 1, badge_name="The FORMER")
    hand_over(database, [old])
    withdraw(database, old)
    new = newcomer(database)
    name(database, old.participant_id, new.participant_id)
    return old, new


def code_of(database: Database, card: Badge) -> str:
    with database.reading() as session:
        return session.get_one(Participant, card.participant_id).code


def test_the_new_badge_waits_for_the_earlier_one(database: Database, pair: tuple[Badge, Badge]) -> None:
    old, new = pair
    with pytest.raises(ReplacedCardOut) as refused:
        hand_over(database, [new])
    assert refused.value.sentence.startswith(f"A replaced badge is still out: {old.serial} of The FORMER.")
    assert states(database) == {old.serial: "handed_out", new.serial: "printed"}
    with database.committing() as session:
        actions.take_back(session, desk(session), NOW, badge=queries.card_to_change(session, old.serial))
    hand_over(database, [new])
    assert states(database) == {old.serial: "returned", new.serial: "handed_out"}


@pytest.mark.parametrize("kind", list(LossKind))
def test_a_report_stands_for_the_return(database: Database, pair: tuple[Badge, Badge], kind: LossKind) -> None:
    old, new = pair
    with database.committing() as session:
        badge = queries.card_to_change(session, old.serial)
        actions.report_loss(session, desk(session), NOW, badge=badge, kind=kind, circumstances="went home with it")
    hand_over(database, [new])
    assert states(database)[new.serial] == "handed_out"


def test_a_chain_of_replacements_asks_for_the_first_badge_too(database: Database, pair: tuple[Badge, Badge]) -> None:
    old, new = pair
    withdraw(database, new)
    last = newcomer(database)
    name(database, new.participant_id, last.participant_id)
    with pytest.raises(ReplacedCardOut) as refused:
        hand_over(database, [last], left_because="withdrawn")
    assert old.serial in refused.value.sentence


def test_a_card_that_was_printed_at_home_counts_as_out(database: Database) -> None:
    with database.committing() as session:
        (old, new) = admit(session, 2)
        known = categories(session)["D"]
        open_category(session, type(known)(**{**vars(known), "self_print": True}))
        card = actions.issue_for_self(session, SYSTEM, NOW, participant=old)
    withdraw(database, card)
    name(database, old.id, new.id)
    with pytest.raises(ReplacedCardOut), database.committing() as session:
        actions.issue_for_self(session, SYSTEM, NOW, participant=session.get_one(Participant, new.id))
    with database.committing() as session:
        badge = queries.card_to_change(session, card.serial)
        actions.void_badge(session, desk(session), NOW, badge=badge, reason="withdrawn")
    with database.committing() as session:
        fresh = actions.issue_for_self(session, SYSTEM, NOW, participant=session.get_one(Participant, new.id))
    assert fresh.state == "printed"


def test_each_place_is_taken_once_and_by_one(database: Database, pair: tuple[Badge, Badge]) -> None:
    old, new = pair
    other = newcomer(database)
    withdraw(database, other)
    with pytest.raises(ReplacementNamed):
        name(database, other.participant_id, new.participant_id)
    with pytest.raises(RuleBroken, match="Withdraw this person first"):
        name(database, new.participant_id, new.participant_id)
    with pytest.raises(Conflict, match="This participant is withdrawn"):
        name(database, old.participant_id, other.participant_id)
    with database.committing() as session:
        (foreigner,) = admit(session, code="DE")
    with pytest.raises(NotFound):
        name(database, old.participant_id, foreigner.id)
    values = {"named_at": NOW, "named_by_name": "x"}
    for replaced, by in ((other.participant_id, new.participant_id), (other.participant_id, other.participant_id)):
        with pytest.raises(IntegrityError), database.committing() as session:
            session.execute(insert(Replacement).values(replaced_id=replaced, by_id=by, **values))


def test_a_place_is_given_to_another_or_to_nobody(database: Database, pair: tuple[Badge, Badge]) -> None:
    old, new = pair
    with database.reading() as session:
        former, fresh = (session.get_one(Participant, card.participant_id) for card in pair)
        assert (replaced_by(session, former), replacing(session, fresh)) != (None, None)
        assert [one.id for one in able_to_replace(session, former)] == [new.participant_id]
    name(database, old.participant_id, None)
    hand_over(database, [new])
    with database.reading() as session:
        former = session.get_one(Participant, old.participant_id)
        assert replaced_by(session, former) is None


def test_who_comes_back_is_replaced_by_nobody(database: Database, pair: tuple[Badge, Badge]) -> None:
    old, new = pair
    with database.committing() as session:
        former = session.get_one(Participant, old.participant_id)
        reinstate_participant(session, SYSTEM, NOW, participant=former, version=former.version)
    with database.reading() as session:
        assert replacing(session, session.get_one(Participant, new.participant_id)) is None
    hand_over(database, [new])


def test_the_two_lead_to_each_other_on_the_pages(
    client_as: ClientAs, database: Database, pair: tuple[Badge, Badge]
) -> None:
    old, new = pair
    client = client_as(Role.BADGE_DESK)
    former, fresh = code_of(database, old), code_of(database, new)
    page = html(client.get(f"/badges/people/{fresh}"))
    assert f'In place of <a href="/badges/people/{former}">' in page
    assert f"Badge {old.serial} of" in page
    page = html(client.get(f"/badges/people/{former}"))
    assert f'The place was taken by <a href="/badges/people/{fresh}">' in page
    assert "is still out" not in page
    with database.reading() as session:
        code = make_delegation(session, "FR").code
    refused = send(
        client, f"/badges/envelopes/{code}/hand-overs", 409, kind="in_bulk", cards=new.serial, collector="Anne",
        document="passport", is_compared="y",
    )  # fmt: skip
    assert "A replaced badge is still out" in html(refused)


def test_the_contact_says_who_takes_the_place(client_as: ClientAs, database: Database) -> None:
    (old,) = at_desk(database, 1, badge_name="The FORMER")
    withdraw(database, old)
    new = newcomer(database)
    with database.committing() as session:
        contact = appoint(session, make_delegation(session, "FR"))
    client = client_as(user=contact)
    former, fresh = code_of(database, old), code_of(database, new)
    page = html(client.get(f"/people/{former}"))
    assert f'href="/people/{former}/replacement"' in page
    send(client, f"/people/{former}/replacement", by=fresh)
    page = html(client.get(f"/people/{former}"))
    assert f'The place was taken by <a href="/people/{fresh}">' in page
    assert f'In place of <a href="/people/{former}">' in html(client.get(f"/people/{fresh}"))
    send(client, f"/people/{former}/replacement", by="")
    assert "Nobody has taken this place." in html(client.get(f"/people/{former}"))

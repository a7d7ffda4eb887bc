"""Cards that come back: one or a pile of them, and who gets another one afterwards (BDG-05)."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.badges import actions, queries
from summit.badges.facts import HolderFilters, LeftOut, RunSelection, SelectionKind, TokenState
from summit.badges.models import Badge
from summit.badges.rules import CardReturned, NobodyToPrint, NothingToReturn, NotOut
from summit.badges.token import ForgedToken
from summit.delegations.models import Participant
from summit.delegations.queries import Reach
from summit.foundation.db import Database
from tests.badges.stage import admit, cards_of, desk, order
from tests.badges.test_custody import at_desk, hand_over, states, take_back, token_state
from tests.badges.test_custody_pages import ClientAs, france, person_of
from tests.badges.test_pages import html, send
from tests.badges.test_races import together
from tests.factories import NOW, SYSTEM, make_summit

BULK = (SelectionKind.WAITING, SelectionKind.EVERYONE, SelectionKind.DELEGATION, SelectionKind.CATEGORY)


def out(database: Database, count: int = 3) -> list[Badge]:
    """So many cards of France that were handed out."""
    cards = at_desk(database, count)
    hand_over(database, cards)
    return cards


def back(database: Database, *serials: str) -> list[str]:
    with database.committing() as session:
        return [card.serial for card in actions.take_back_all(session, desk(session), NOW, serials=serials)]


def test_who_returned_a_card_waits_for_none(database: Database) -> None:
    gone, kept = out(database, 2)
    with database.committing() as session:
        take_back(session, gone)
    with database.reading() as session:
        counts = queries.desk_counts(session)
        waiting = session.scalars(queries.holders_matching(Reach(everything=True), HolderFilters(card="waiting"))).all()
        listed = session.scalars(queries.holders_matching(Reach(everything=True), HolderFilters(card="returned"))).all()
    assert (counts.waiting, counts.queued, counts.handed_out, counts.returned) == (0, 0, 1, 1)
    assert (waiting, [one.id for one in listed]) == ([], [gone.participant_id])
    assert states(database) == {gone.serial: "returned", kept.serial: "handed_out"}


@pytest.mark.parametrize("kind", BULK)
def test_no_run_prints_for_somebody_who_returned_a_card(database: Database, kind: SelectionKind) -> None:
    gone, _ = out(database, 2)
    with database.committing() as session:
        take_back(session, gone)
    code = {SelectionKind.DELEGATION: france(database), SelectionKind.CATEGORY: "D"}.get(kind, "")
    with pytest.raises(NobodyToPrint), database.committing() as session:
        actions.order_run(session, desk(session), NOW, selection=RunSelection(kind, code))
    with database.committing() as session:
        admit(session)
    (fresh,) = cards_of(database, order(database, RunSelection(kind, code)))
    assert fresh.participant_id != gone.participant_id
    with database.reading() as session:
        plan = queries.plan_cards(session, RunSelection(kind, code))
        person = session.get_one(Participant, gone.participant_id).code
    if kind is not SelectionKind.WAITING:
        assert (person, LeftOut.RETURNED_BADGE) in plan.left_out


def test_asked_for_by_name_the_next_issue_is_printed(database: Database) -> None:
    (gone,) = out(database, 1)
    with database.committing() as session:
        take_back(session, gone)
    (fresh,) = cards_of(database, order(database, RunSelection(SelectionKind.PARTICIPANT, person_of(database, gone))))
    assert (fresh.issue_number, fresh.participant_id) == (2, gone.participant_id)
    with database.reading() as session:
        assert (queries.desk_counts(session).returned, queries.desk_counts(session).queued) == (0, 1)


def test_nobody_makes_a_returned_card_anew_at_home(database: Database) -> None:
    with database.committing() as session:
        make_summit(session)
        (person,) = admit(session, category="O")
        card = actions.issue_for_self(session, SYSTEM, NOW, participant=person)
        card.state = "handed_out"
        actions.take_back(session, desk(session), NOW, badge=card)
    with pytest.raises(CardReturned), database.committing() as session:
        actions.issue_for_self(session, SYSTEM, NOW, participant=session.merge(person))


def test_a_pile_comes_back_all_or_none(database: Database) -> None:
    cards = out(database)
    first, second, third = cards
    assert back(database, first.serial) == [first.serial]
    with pytest.raises(NotOut) as refused:
        back(database, first.serial, second.serial, "B-NOBODY")
    named = ", ".join(sorted([f"{first.serial} (returned)", "B-NOBODY (unknown)"]))
    assert refused.value.sentence.startswith(f"Not handed out: {named}. Nothing was taken back.")
    assert states(database) == {first.serial: "returned", second.serial: "handed_out", third.serial: "handed_out"}
    assert sorted(back(database, third.serial, second.serial)) == sorted([second.serial, third.serial])
    assert set(states(database).values()) == {"returned"}
    assert {token_state(database, card) for card in cards} == {TokenState.RETURNED}
    with database.reading() as session:
        lines = session.scalars(select(AuditEntry.object_code).where(AuditEntry.verb == "return_")).all()
    assert sorted(lines) == sorted(card.serial for card in cards), "each as if it had come back alone"
    with pytest.raises(NothingToReturn):
        back(database)


def test_two_desks_take_back_one_pile(database: Database) -> None:
    serials = [card.serial for card in out(database, 4)]
    done = together([lambda: back(database, *serials), lambda: back(database, *reversed(serials))])
    assert sum(isinstance(one, list) for one in done) == 1
    assert all(isinstance(one, (list, NotOut)) for one in done)


def test_serials_are_read_from_typing_and_from_scanned_codes(database: Database) -> None:
    cards = out(database)
    with database.reading() as session:
        faces = queries.faces_for(session, [card.participant_id for card in cards])
        codes = {face.serial: face.token for face in faces}
        first, second, third = (card.serial for card in cards)
        text = f"{codes[first]}\r\n {second.lower()}, {third};\n\n{codes[first]}\n"
        assert queries.scanned_serials(session, text) == {first, second, third}
        assert queries.scanned_serials(session, "") == frozenset()
        with pytest.raises(ForgedToken):
            queries.scanned_serials(session, "SMT1:" + codes[first][7:])


def test_the_page_takes_back_what_is_chosen_and_what_is_scanned(
    client_as: ClientAs, database: Database
) -> None:
    client: FlaskClient = client_as(Role.BADGE_DESK)
    first, second, third = out(database)
    code = france(database)
    assert 'href="/badges/returns"' in html(client.get("/badges"))
    assert f'href="/badges/returns?delegation={code}"' in html(client.get(f"/badges/envelopes/{code}"))
    page = html(client.get(f"/badges/returns?delegation={code}"))
    assert page.count('name="cards"') == 3
    assert "(3)</option>" in page
    refused = html(
        send(client, "/badges/returns", 409, delegation=code, cards=first.serial, serials=f"{second.serial}\nB-WRONG")
    )
    assert "Not handed out: B-WRONG (unknown)." in refused
    assert refused.count(" checked>") == 2, "the choice is still there, beside the box of the finder"
    assert f"{second.serial} B-WRONG</textarea>" in refused, "so is what was scanned"
    assert set(states(database).values()) == {"handed_out"}
    answer = send(client, "/badges/returns", delegation=code, cards=first.serial, serials=second.serial)
    page = html(client.get(answer.location))
    assert "2 badges are back." in page
    assert page.count('name="cards"') == 1
    assert third.serial in page
    assert states(database) == {first.serial: "returned", second.serial: "returned", third.serial: "handed_out"}
    assert "Choose at least one badge, or scan one." in html(send(client, "/badges/returns", 422, delegation=""))

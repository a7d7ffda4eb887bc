"""What must not happen twice is refused by the database, whoever is first (BDG-03, DEL-03)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from summit.badges import actions, queries
from summit.badges.models import Badge
from summit.delegations.models import Participant
from summit.foundation.db import Database
from summit.foundation.errors import SummitError
from tests.badges.stage import WAITING, admit, cards_of, desk, order
from tests.badges.test_runs import confirm
from tests.factories import NOW, SYSTEM

AT_ONCE = 4


def together(deeds: list[Callable[[], object]]) -> list[object]:
    """What each of these gave or raised, all begun at the same moment."""
    barrier = Barrier(len(deeds))

    def begin(deed: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return deed()
        except SummitError as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(begin, deeds))


def live(database: Database) -> Counter[int]:
    with database.reading() as session:
        return Counter(session.scalars(select(Badge.participant_id).where(Badge.state != "void")))


def test_orders_at_the_same_moment_make_one_live_card_each(database: Database) -> None:
    with database.committing() as session:
        people = [one.id for one in admit(session, 12)]
        actor = desk(session)

    def give() -> str:
        with database.committing() as session:
            return actions.order_run(session, actor, NOW, selection=WAITING).code

    answers = together([give] * AT_ONCE)
    codes = [answer for answer in answers if isinstance(answer, str)]
    assert len(codes) == 1, answers
    assert live(database) == Counter(people)
    assert [card.place for card in cards_of(database, codes[0])] == list(range(1, 13))


def test_reprints_at_the_same_moment_make_one_card(database: Database) -> None:
    with database.committing() as session:
        (person,) = admit(session)
        actor = desk(session)
    code = order(database)
    confirm(database, code)
    (card,) = cards_of(database, code)

    def reprint() -> int:
        with database.committing() as session:
            badge = queries.card_to_change(session, card.serial)
            return actions.reissue(session, actor, NOW, badge=badge, reason="lost").issue_number

    answers = together([reprint] * AT_ONCE)
    assert [answer for answer in answers if isinstance(answer, int)] == [2], answers
    assert live(database) == Counter([person.id])


def test_an_own_print_and_an_order_at_the_same_moment_make_one_card(database: Database) -> None:
    with database.committing() as session:
        (person,) = admit(session)
        actor = desk(session)

    def own() -> str:
        with database.committing() as session:
            participant = session.get_one(Participant, person.id)
            return actions.issue_for_self(session, SYSTEM, NOW, participant=participant).serial

    def give() -> str:
        with database.committing() as session:
            return actions.order_run(session, actor, NOW, selection=WAITING).code

    together([own, give, own, give])
    assert live(database) == Counter([person.id])


def test_two_confirmations_print_once(database: Database) -> None:
    with database.committing() as session:
        admit(session, 3)
        actor = desk(session)
    code = order(database)
    with database.reading() as session:
        version = queries.run_by_code(session, code).version

    def give() -> str:
        with database.committing() as session:
            run = queries.run_to_change(session, code)
            actions.confirm_run(session, actor, NOW, run=run, version=version)
            return "confirmed"

    assert together([give] * AT_ONCE).count("confirmed") == 1


def test_the_database_itself_refuses_a_second_live_card(database: Database) -> None:
    with database.committing() as session:
        admit(session)
    (card,) = cards_of(database, order(database))
    row = {"participant_id": card.participant_id, "issue_number": 7, "state": "printed", "created_at": NOW}
    with database.committing() as session, pytest.raises(IntegrityError), session.begin_nested():
        session.execute(insert(Badge).values(serial="B-SECOND", token_id="00" * 8, **row))
    with database.committing() as session:
        session.execute(insert(Badge).values(serial="B-VOID", token_id="00" * 8, **{**row, "state": "void"}))

"""Day badges are made beforehand, one number a day, and entered afterwards (BDG-04); stock never falls below nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from summit.accounts.policy import Role
from summit.badges import actions, queries
from summit.badges.facts import DayBadgeEntry
from summit.badges.models import DayBadge, StockItem
from summit.badges.rules import (
    DayBadgeIncomplete,
    ItemKnown,
    ItemNameMissing,
    MovementIncomplete,
    ReasonMissing,
    StockTooLow,
    TooManyAtOnce,
)
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove
from tests.badges.stage import desk
from tests.badges.test_custody_pages import ClientAs
from tests.badges.test_pages import html, send
from tests.badges.test_races import AT_ONCE, together
from tests.badges.test_render import words
from tests.factories import FACTS, NOW, SYSTEM, make_summit

DAY = FACTS.first_day
AT_NINE = datetime(2025, 10, 25, 2, tzinfo=UTC)
THAT_EVENING = AT_NINE + timedelta(hours=10)
ENTRY = DayBadgeEntry("Anne  Durand", "France", "passport", AT_NINE)


@pytest.fixture(autouse=True)
def _summit(database: Database) -> None:
    with database.committing() as session:
        make_summit(session)


def make(database: Database, count: int | None = 3) -> list[str]:
    with database.committing() as session:
        return actions.make_day_badges(session, desk(session), NOW, day=DAY, count=count)


def enter(database: Database, serial: str, now: datetime = THAT_EVENING, **changes: object) -> str:
    entry = replace(ENTRY, **changes)
    with database.committing() as session:
        badge = queries.day_badge_to_change(session, serial)
        actions.enter_day_badge(session, desk(session), now, badge=badge, entry=entry)
        return badge.holder


def test_numbers_go_on_where_they_ended(database: Database) -> None:
    assert make(database) == ["X-1025-001", "X-1025-002", "X-1025-003"]
    assert make(database, 1) == ["X-1025-004"]
    for count in (0, None, 501):
        with pytest.raises(TooManyAtOnce):
            make(database, count)
    with database.reading() as session:
        days = queries.day_badge_days(session, FACTS.days())
    assert [(one.day, one.count, one.entered) for one in days] == [(FACTS.first_day, 4, 0), (FACTS.last_day, 0, 0)]


def test_the_database_itself_refuses_one_number_twice_a_day(database: Database) -> None:
    make(database, 1)
    with database.committing() as session:
        row = {"number": 1, "state": "printed"}
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(DayBadge).values(serial="X-TWICE", token_id="01", valid_on=DAY, **row))
        session.execute(insert(DayBadge).values(serial="X-NEXT", token_id="02", valid_on=FACTS.last_day, **row))


def test_numbers_made_at_the_same_moment_are_all_different(database: Database) -> None:
    together([lambda: make(database, 10)] * AT_ONCE)
    with database.reading() as session:
        numbers = session.scalars(select(DayBadge.number).order_by(DayBadge.number)).all()
    assert list(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 10


def test_a_badge_is_entered_once_with_who_and_when(database: Database) -> None:
    first, second, _ = make(database)
    assert enter(database, first) == "Anne Durand"
    with pytest.raises(ImpossibleMove):
        enter(database, first, holder="Somebody else")
    for changes, field in (
        ({"holder": " "}, "holder"), ({"document": "library card"}, "document"),
        ({"given_at": AT_NINE - timedelta(days=1)}, "given_at"),
        ({"given_at": THAT_EVENING + timedelta(minutes=1)}, "given_at"),
    ):  # fmt: skip
        with pytest.raises(DayBadgeIncomplete) as refused:
            enter(database, second, **changes)
        assert refused.value.field == field
    with database.reading() as session:
        lines = queries.day_badge_lines(session.scalars(queries.day_badges_of(DAY)).all())
    assert [(one.state, one.holder, one.document, one.given_at) for one in lines] == [
        ("handed_out", "Anne Durand", "Passport", AT_NINE), ("printed", "", "", None), ("printed", "", "", None),
    ]  # fmt: skip


def test_a_badge_comes_back_or_counts_no_more(database: Database) -> None:
    first, second, _ = make(database)
    enter(database, first)
    with database.committing() as session:
        actions.take_back_day_badge(session, SYSTEM, NOW, badge=queries.day_badge_to_change(session, first))
        spoiled = queries.day_badge_to_change(session, second)
        with pytest.raises(ReasonMissing):
            actions.void_day_badge(session, SYSTEM, NOW, badge=spoiled, reason=" ")
        actions.void_day_badge(session, SYSTEM, NOW, badge=spoiled, reason="torn")
    with pytest.raises(ImpossibleMove):
        enter(database, second)
    with database.reading() as session:
        states = session.scalars(select(DayBadge.state).order_by(DayBadge.number)).all()
    assert states == ["returned", "void", "printed"]


def test_a_badge_shows_the_day_and_the_number_in_large_print(database: Database) -> None:
    make(database)
    with database.reading() as session:
        paper = queries.day_badges_pdf(session, DAY)
        assert queries.day_badges_pdf(session, DAY) == paper, "the same facts give the same bytes (DOC-00)"
    for page, number in enumerate(("001", "002", "003")):
        text = words(paper, page)
        for part in ("TEMPORARY BADGE", "25 October 2025", number, f"X-1025-{number}", "NAME"):
            assert part in text, part


def test_the_pages_of_day_badges(client_as: ClientAs, database: Database) -> None:
    client: FlaskClient = client_as(Role.BADGE_DESK)
    day = DAY.isoformat()
    assert 'value="50"' in html(client.get("/badges/day-badges"))
    assert "There is no day badge for this day yet." in html(client.get(f"/badges/day-badges/{day}"))
    assert "can be made at once" in html(send(client, "/badges/day-badges", 422, day=day, count=0))
    assert client.send("/badges/day-badges", {"day": "2031-01-01", "count": 2}).status_code == 404
    send(client, "/badges/day-badges", day=day, count=2)
    assert "Print those that wait" in html(client.get(f"/badges/day-badges/{day}"))
    address = "/badges/day-badges/badges/X-1025-001"
    form = {"holder": "<b>Anne</b>", "document": "passport", "given_at": "09:20"}
    assert "Write the time" in html(send(client, address, 422, **{**form, "given_at": ""}))
    assert "Choose the document" in html(send(client, address, 422, **{**form, "document": ""}))
    send(client, address, **form)
    page = html(client.get(f"/badges/day-badges/{day}"))
    assert "&lt;b&gt;Anne&lt;/b&gt;" in page
    assert "09:20" in page
    send(client, address, 409, **form)
    send(client, f"{address}/return")
    send(client, "/badges/day-badges/badges/X-1025-002/loss", reason="left in the bus")
    assert "Lost" in html(client.get(f"/badges/day-badges/{day}"))
    assert "Returned" in html(client.get(f"/badges/day-badges/{day}"))


def stock(database: Database, name: str = "Blank cards A6") -> str:
    with database.committing() as session:
        return actions.open_stock_item(session, desk(session), NOW, name=name).code


def move(database: Database, code: str, kind: str, number: int | None) -> int:
    with database.committing() as session:
        item = queries.stock_item(session, code)
        return actions.move_stock(session, desk(session), NOW, item=item, kind=kind, number=number, note="").level


def test_stock_is_counted_by_movements_and_never_below_nothing(database: Database) -> None:
    code = stock(database)
    assert [move(database, code, *one) for one in (("received", 500), ("used", 120), ("spoiled", 3))] == [500, 380, 377]
    with pytest.raises(StockTooLow, match="There are 377 of Blank cards A6: 378 cannot leave"):
        move(database, code, "used", 378)
    assert move(database, code, "counted", 370) == 370
    assert move(database, code, "counted", 0) == 0
    for kind, number in (("stolen", 1), ("used", 0), ("used", None), ("counted", -1), ("received", 10_000_000)):
        with pytest.raises(MovementIncomplete):
            move(database, code, kind, number)
    with database.reading() as session:
        lines = queries.movement_lines(session.scalars(queries.movements()).all())
        (item,) = queries.stock_lines(session)
    assert [(one.kind, one.change, one.level) for one in lines] == [
        ("Counted", -370, 0), ("Counted", -7, 370), ("Spoiled", -3, 377), ("Used", -120, 380), ("Received", 500, 500),
    ]  # fmt: skip
    assert (item.name, item.level) == ("Blank cards A6", 0)
    with pytest.raises(ItemKnown):
        stock(database)
    with pytest.raises(ItemNameMissing):
        stock(database, " ")


def test_desks_that_take_the_last_cards_at_the_same_moment(database: Database) -> None:
    code = stock(database)
    move(database, code, "received", 5)
    answers = together([lambda: move(database, code, "used", 2)] * AT_ONCE)
    assert sorted(answer for answer in answers if isinstance(answer, int)) == [1, 3], answers
    with database.committing() as session, pytest.raises(IntegrityError), session.begin_nested():
        session.execute(update(StockItem).values(level=-1))


def test_the_pages_of_stock(client_as: ClientAs, database: Database) -> None:
    client: FlaskClient = client_as(Role.BADGE_DESK)
    assert "Nothing is counted yet." in html(client.get("/badges/stock"))
    address = send(client, "/badges/stock", name="Lapel pins").location
    assert "This is counted already." in html(send(client, "/badges/stock", 422, name="Lapel pins"))
    send(client, address, kind="received", number=20, note="Box <2>")
    assert "There are 20 of Lapel pins" in html(send(client, address, 409, kind="used", number=21))
    assert "Write a number." in html(send(client, address, 422, kind="used", number=""))
    page = html(client.get("/badges/stock"))
    assert "Box &lt;2&gt;" in page
    assert "+20" in page

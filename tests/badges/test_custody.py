"""Cards on their way: handed over against a receipt, taken back, never twice (BDG-01, BDG-02, BDG-05, BDG-06, BDG-07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from config import Config
from summit.audit.models import AuditEntry
from summit.badges import actions, queries
from summit.badges.facts import HandOverEntry, HandOverKind, TokenState
from summit.badges.models import Badge, HandOver, HandOverLine
from summit.badges.render.custody import render_labels, render_receipt
from summit.badges.rules import (
    HandOverIncomplete,
    IdentityUnchecked,
    NotAdmitted,
    NotAtDesk,
    NotForEmbassy,
    NothingToCheck,
)
from summit.delegations.models import Delegation, Participant
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove
from summit.venues.queries import the_summit
from tests.badges.stage import admit, cards_of, desk, order
from tests.badges.test_races import AT_ONCE, together
from tests.badges.test_render import words
from tests.badges.test_runs import confirm, drop_admission
from tests.factories import NOW, make_delegation, make_summit

BULK = HandOverEntry(HandOverKind.IN_BULK, frozenset(), "Anne Durand", "passport", is_compared=True)
IN_SEPTEMBER = datetime(2025, 9, 1, tzinfo=UTC)


def at_desk(database: Database, count: int = 3, **person: object) -> list[Badge]:
    """So many printed cards of France."""
    with database.committing() as session:
        make_summit(session)
        admit(session, count, **person)
    code = order(database)
    confirm(database, code)
    return cards_of(database, code)


def hand_over(database: Database, cards: list[Badge], now: datetime = NOW, **changes: object) -> str:
    """The code of the receipt for these cards."""
    chosen = {"serials": frozenset(card.serial for card in cards), **changes}
    entry = replace(BULK, **chosen)
    with database.committing() as session:
        delegation = make_delegation(session, "FR")
        return actions.hand_over(session, desk(session), now, delegation=delegation, entry=entry).code


def states(database: Database) -> dict[str, str]:
    with database.reading() as session:
        return {card.serial: card.state for card in session.scalars(select(Badge))}


def token_state(database: Database, card: Badge) -> TokenState:
    with database.reading() as session:
        return queries.token_state(session, card.token_id)


def test_a_delegation_collects_in_bulk_and_what_stays_is_noted(database: Database) -> None:
    first, second, late = at_desk(database)
    code = hand_over(database, [first, second], left_because="arrives on  the 26th")
    assert states(database) == {first.serial: "handed_out", second.serial: "handed_out", late.serial: "printed"}
    with database.reading() as session:
        facts = queries.hand_over_facts(session, queries.hand_over_by_code(session, code))
        lines = session.scalars(select(AuditEntry).where(AuditEntry.verb == "hand_over").order_by(AuditEntry.id)).all()
        counts = queries.desk_counts(session)
    assert [(line.serial, line.reason) for line in facts.cards] == [(first.serial, ""), (second.serial, "")]
    assert [(line.serial, line.reason) for line in facts.left] == [(late.serial, "arrives on the 26th")]
    assert (facts.kind, facts.delegation, facts.collector, facts.document) == (
        "In bulk, by the focal point", "France", "Anne Durand", "Passport",
    )  # fmt: skip
    assert [(line.object_kind, line.object_code) for line in lines] == [
        ("hand_over", code), ("badge", first.serial), ("badge", second.serial),
    ]  # fmt: skip
    assert lines[0].after == {"cards": "2", "left": "1", "kind": "in_bulk"}
    assert (counts.admitted, counts.waiting, counts.queued, counts.printed, counts.handed_out) == (3, 0, 0, 1, 2)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"serials": frozenset()}, "cards"),
        ({"collector": "  "}, "collector"),
        ({"document": "library card"}, "document"),
        ({"is_compared": False}, "is_compared"),
        ({"left_because": " "}, "left_because"),
        ({"kind": HandOverKind.IN_PERSON}, "cards"),
        ({"kind": HandOverKind.BY_PROXY, "has_copy": True}, "authorization"),
        ({"kind": HandOverKind.BY_PROXY, "authorization": "Letter of 20 October"}, "has_copy"),
    ],
)
def test_each_kind_asks_for_its_proof(database: Database, changes: dict[str, object], field: str) -> None:
    first, second, _ = at_desk(database)
    with pytest.raises(HandOverIncomplete) as refused:
        hand_over(database, [first, second], **changes)
    assert refused.value.field == field
    assert set(states(database).values()) == {"printed"}


def test_in_person_takes_the_passport_and_one_card(database: Database) -> None:
    first, second, _ = at_desk(database)
    with pytest.raises(HandOverIncomplete, match="against the passport"):
        hand_over(database, [first], kind=HandOverKind.IN_PERSON, document="identity_card")
    hand_over(database, [first], kind=HandOverKind.IN_PERSON)
    assert states(database)[first.serial] == "handed_out"
    assert token_state(database, first) is TokenState.LIVE
    assert states(database)[second.serial] == "printed"


def test_a_card_that_a_proxy_collected_opens_no_door_before_a_check(database: Database) -> None:
    (card,) = at_desk(database, 1)
    hand_over(database, [card], kind=HandOverKind.BY_PROXY, authorization="Letter of 20 October", has_copy=True)
    assert token_state(database, card) is TokenState.UNCHECKED
    with database.reading() as session:
        assert session.scalars(queries.live_tokens()).all() == []
    for document, is_compared in (("", True), ("passport", False)):
        with pytest.raises(IdentityUnchecked), database.committing() as session:
            check(session, card, document, is_compared=is_compared)
    with database.committing() as session:
        check(session, card, "passport")
    assert token_state(database, card) is TokenState.LIVE
    with database.reading() as session:
        assert session.scalars(queries.live_tokens()).all() == [card.token_id]
    with pytest.raises(NothingToCheck), database.committing() as session:
        check(session, card, "passport")


def test_an_installation_may_do_without_the_check(database: Database, tmp_path: Path) -> None:
    for said, wanted in (("yes", True), ("no", False)):
        found = Config.from_environment({"SUMMIT_INSTANCE": str(tmp_path), "BADGE_PROXY_CHECK": said})
        assert found.badge_proxy_check is wanted
    (card,) = at_desk(database, 1)
    entry = replace(
        BULK, serials=frozenset({card.serial}), kind=HandOverKind.BY_PROXY, authorization="Letter", has_copy=True
    )
    with database.committing() as session:
        session.info["config"] = replace(database.config, badge_proxy_check=False)
        actions.hand_over(session, desk(session), NOW, delegation=make_delegation(session, "FR"), entry=entry)
    assert token_state(database, card) is TokenState.LIVE


def check(session: Session, card: Badge, document: str, *, is_compared: bool = True) -> None:
    badge = queries.card_to_change(session, card.serial)
    actions.check_identity(session, desk(session), NOW, badge=badge, document=document, is_compared=is_compared)


def test_an_embassy_collects_for_principals_before_the_opening_day(database: Database) -> None:
    (delegate,) = at_desk(database, 1)
    embassy = {"kind": HandOverKind.EMBASSY, "document": "embassy_card"}
    with pytest.raises(NotForEmbassy, match="for principals only"):
        hand_over(database, [delegate], IN_SEPTEMBER, **embassy)
    with database.committing() as session:
        session.get_one(Participant, delegate.participant_id).rank_class = 10
    with database.reading() as session:
        opening = queries.opening_day(session)
    assert opening == datetime(2025, 10, 24, 17, tzinfo=UTC)
    with pytest.raises(NotForEmbassy, match="opening day has come"):
        hand_over(database, [delegate], opening, **embassy)
    hand_over(database, [delegate], opening - timedelta(minutes=1), **embassy)
    assert states(database) == {delegate.serial: "handed_out"}


def test_nothing_goes_when_one_card_may_not(database: Database) -> None:
    first, second, third = at_desk(database)
    drop_admission(database, second.participant_id)
    with pytest.raises(NotAdmitted):
        hand_over(database, [first, second, third])
    with pytest.raises(NotAtDesk, match="B-NONE"):
        hand_over(database, [first], serials=frozenset({first.serial, "B-NONE"}))
    assert set(states(database).values()) == {"printed"}
    with database.reading() as session:
        assert session.scalars(select(HandOver)).all() == []


def test_a_card_of_another_delegation_is_not_in_this_envelope(database: Database) -> None:
    at_desk(database, 1)
    with database.committing() as session:
        admit(session, 1, code="VN")
    confirm(database, order_of := order(database))
    (foreign,) = cards_of(database, order_of)
    with pytest.raises(NotAtDesk):
        hand_over(database, [foreign])
    with database.reading() as session:
        lines = queries.envelope_lines(session, session.scalars(queries.envelopes()).all())
    assert [(line.name, line.at_desk, line.handed_out) for line in lines] == [("France", 1, 0), ("Viet Nam", 1, 0)]


def test_four_desks_hand_one_envelope_over_once(database: Database) -> None:
    cards = at_desk(database)
    answers = together([lambda: hand_over(database, cards)] * AT_ONCE)
    codes = [answer for answer in answers if isinstance(answer, str)]
    assert len(codes) == 1, answers
    assert all(isinstance(answer, NotAtDesk) for answer in answers if answer not in codes), answers
    with database.reading() as session:
        assert len(session.scalars(select(HandOverLine)).all()) == 3


def test_the_database_itself_refuses_a_second_way_out(database: Database) -> None:
    (card,) = at_desk(database, 1)
    code = hand_over(database, [card])
    with database.committing() as session:
        given = queries.hand_over_by_code(session, code)
        values = {key: getattr(given, key) for key in (
            "kind", "delegation_id", "collector", "document", "authorization", "handed_at", "handed_by", "handed_by_name",
        )}  # fmt: skip
        second = HandOver(code="H-SECOND", **values)
        session.add(second)
        session.flush()
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(HandOverLine).values(hand_over_id=second.id, badge_id=card.id, reason=""))
        session.execute(insert(HandOverLine).values(hand_over_id=second.id, badge_id=card.id, reason="asleep"))


def test_a_card_comes_back_and_opens_no_door(database: Database) -> None:
    (card,) = at_desk(database, 1)
    with pytest.raises(ImpossibleMove), database.committing() as session:
        take_back(session, card)
    hand_over(database, [card])
    drop_admission(database, card.participant_id)
    with database.reading() as session:
        assert queries.desk_counts(session).due == 1
    assert token_state(database, card) is TokenState.NOT_ADMITTED
    with database.committing() as session:
        take_back(session, card)
    assert states(database) == {card.serial: "returned"}
    assert token_state(database, card) is TokenState.RETURNED
    with database.reading() as session:
        assert queries.desk_counts(session).due == 0


def take_back(session: Session, card: Badge) -> None:
    actions.take_back(session, desk(session), NOW, badge=queries.card_to_change(session, card.serial))


def test_a_receipt_names_every_card_and_has_two_lines_to_sign(database: Database) -> None:
    first, late = at_desk(database, 2, family_name="Nguyễn", badge_name="NGUYỄN Thị Ngọc Ánh")
    code = hand_over(database, [first], left_because="arrives on the 26th")
    with database.reading() as session:
        facts = queries.hand_over_facts(session, queries.hand_over_by_code(session, code))
        summit = the_summit(session)
    papers = []
    for _ in range(2):
        out = BytesIO()
        render_receipt(facts, summit, out)
        papers.append(out.getvalue())
    assert papers[0] == papers[1], "the same facts give the same bytes (DOC-00)"
    text = words(papers[0])
    for part in (
        code, first.serial, late.serial, "NGUYỄN Thị Ngọc Ánh", "Stayed at the desk: arrives on the 26th",
        "1 badge received", "Received by: Anne Durand", "Handed out by:", "showed: passport",
    ):  # fmt: skip
        assert part in text, part


def test_a_label_says_whose_how_many_which_and_where(database: Database) -> None:
    cards = at_desk(database, 2)
    with database.committing() as session:
        admit(session, 1, code="VN")
    confirm(database, code := order(database))
    (other,) = cards_of(database, code)
    with database.reading() as session:
        labels = queries.envelope_labels(session)
        france = session.scalars(select(Delegation.code).order_by(Delegation.sort_name)).first()
        assert queries.envelope_labels(session, [france or ""]) == labels[:1]
    out = BytesIO()
    render_labels(labels, out)
    text = " ".join(words(out.getvalue(), page) for page in (0, 1))
    first, last = cards[0].serial, cards[1].serial
    for part in ("France", "2 badges", f"Serials {first} to {last}", "Viet Nam", "1 badge", f"Serial {other.serial}"):
        assert part in text, part

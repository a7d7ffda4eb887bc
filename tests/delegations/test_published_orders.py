"""Lists with their settings, decisions and published versions, on the real tables (PRE-01 to PRE-07)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import OrganizationEntry
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Delegation, OrderOverride, PublishedOrder
from summit.delegations.precedence import (
    DEFAULTS,
    Draft,
    ListKind,
    Manner,
    Mode,
    Move,
    NewHead,
    Override,
    Pin,
    Settings,
    TieBreak,
    differences,
    digest,
)
from summit.delegations.rules import OrderChanged, PlaceDecided
from summit.foundation.db import Database
from summit.foundation.errors import NotFound, RuleBroken, StaleVersion
from tests.delegations.conftest import Counting, Race
from tests.delegations.contenders import parties, reasons
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

DAY_ONE = datetime(2025, 10, 25, 2, 0, tzinfo=UTC)
DAY_TWO = DAY_ONE + timedelta(days=1)
SIGNING, SEATING, PHOTO = ListKind.SIGNING, ListKind.SEATING, ListKind.PHOTO
CLASSES = {"VN": 41, "LA": 10, "FR": 40, "EC": 15, "DE": 40}
HOD = DelegateFunction.HOD


@pytest.fixture
def codes(session: Session) -> dict[str, str]:
    """Five delegations with their heads, by party: class 10 for Laos, 15 for Ecuador, 40 for France and Germany."""
    return open_five(session)


def open_five(session: Session) -> dict[str, str]:
    found = {}
    for party, rank_class in CLASSES.items():
        delegation = make_delegation(session, party)
        make_participant(session, delegation, function=HOD, rank_class=rank_class, badge_name=f"Head of {party}")
        found[party] = delegation.code
    return found


def draft(session: Session, kind: ListKind = SIGNING, at: datetime = DAY_ONE) -> Draft:
    settings, _ = queries.list_settings(session, kind)
    return queries.draft_of(session, kind, at=at, settings=settings)


def publish(session: Session, kind: ListKind = SIGNING, at: datetime = DAY_ONE) -> int:
    found = draft(session, kind, at)
    return actions.publish_order(session, SYSTEM, NOW, draft=found, seen=found.digest)


def decide(session: Session, code: str, pin: Pin, kind: ListKind = SIGNING) -> OrderOverride:
    return actions.decide_place(session, SYSTEM, NOW, kind=kind, code=code, pin=pin, reason="Agreed with the host")


def fixed(place: int) -> Pin:
    return Pin(Manner.FIXED, place=place)


def journal(session: Session, verb: str) -> list[tuple[str, dict[str, str], dict[str, str], str]]:
    statement = select(AuditEntry).where(AuditEntry.verb == verb, AuditEntry.object_kind == "precedence")
    return [(line.object_code, line.before, line.after, line.reason) for line in session.scalars(statement)]


def test_a_list_stands_by_class_and_alphabet(session: Session, codes: dict[str, str]) -> None:
    """PRE-01, SIG-01; an organization does not sign, and media never stand in a list."""
    for code, kind in (("ITU", "UN_SA"), ("PRESS", "MEDIA")):
        entry = OrganizationEntry(code, kind, {("en", "short"): code}, founded_year=1865)
        party = actions.add_organization(session, SYSTEM, NOW, entry=entry)
        actions.open_delegation(session, SYSTEM, NOW, party=party)
    assert parties(draft(session).order) == ["VN", "LA", "EC", "FR", "DE"]
    assert parties(draft(session, SEATING).order) == ["EC", "FR", "DE", "LA", "VN", "ITU"]
    assert reasons(draft(session).order, [codes["LA"]]) == ["Class 10, Head of State; within it the English alphabet."]


def test_a_list_costs_the_same_whatever_its_length(session: Session, codes: dict[str, str], count_queries: Counting) -> None:
    with count_queries() as few:
        draft(session)
    for party in ("AL", "BE", "CL", "DK", "EG"):
        make_participant(session, make_delegation(session, party), function=HOD)
    decide(session, codes["FR"], fixed(1))
    session.flush()
    with count_queries() as many:
        assert len(draft(session).order.places) == 10
    assert (len(few), len(many)) == (6, 6)


def test_another_head_on_the_second_day_changes_the_second_day_only(session: Session, codes: dict[str, str]) -> None:
    """PRE-07, DEL-10."""
    delegation = queries.delegation_by_code(session, codes["LA"])
    envoy = make_participant(session, delegation, rank_class=60, badge_name="Envoy")
    before = draft(session)
    assert parties(before.order) == parties(draft(session, at=DAY_TWO).order)
    actions.hand_over_headship(session, SYSTEM, NOW, delegation=delegation, participant=envoy, head_from=DAY_TWO)
    assert draft(session) == before
    second = draft(session, at=DAY_TWO).order
    assert parties(second) == ["VN", "EC", "FR", "DE", "LA"]
    assert (second.places[-1].contender.head, second.places[-1].rank) == ("Envoy", "Ambassador, permanent representative")


def test_dates_come_from_the_head_and_the_delegation(session: Session, codes: dict[str, str]) -> None:
    """PRE-01 (b), (c), (d); PRE-02: the list says whose date is missing."""
    made = {party: queries.delegation_by_code(session, code) for party, code in codes.items()}
    for party, day in (("FR", 9), ("DE", 3)):
        head = queries.head_at(session, made[party].id, DAY_ONE)
        assert head is not None
        head.took_office_on = date(2021, 12, day)
        actions.date_delegation(
            session,
            SYSTEM,
            NOW,
            delegation=made[party],
            credentials_on=date(2022, 1, day),
            confirmed_at=DAY_ONE - timedelta(days=day),
            version=made[party].version,
        )
    orders = {}
    for tie_break in (TieBreak.OFFICE, TieBreak.CREDENTIALS, TieBreak.CONFIRMATION):
        settings = Settings(tie_break=tie_break)
        found = queries.draft_of(session, SIGNING, at=DAY_ONE, settings=settings).order
        orders[tie_break.value] = parties(found)
        assert [place.contender.party for place in found.undated] == ["LA", "EC"]
        whole = queries.draft_of(session, SIGNING, at=DAY_ONE, settings=settings)
        with pytest.raises(RuleBroken, match="not publishable yet"):
            actions.publish_order(session, SYSTEM, NOW, draft=whole, seen=whole.digest)
    assert orders == {
        "office": ["VN", "LA", "EC", "DE", "FR"],
        "credentials": ["VN", "LA", "EC", "DE", "FR"],
        "confirmation": ["VN", "LA", "EC", "FR", "DE"],
    }
    with pytest.raises(StaleVersion):
        actions.date_delegation(
            session, SYSTEM, NOW, delegation=made["FR"], credentials_on=None, confirmed_at=None, version=1
        )


def test_settings_are_kept_and_seen_before_they_are_changed(session: Session) -> None:
    assert queries.list_settings(session, SEATING) == (DEFAULTS[SEATING], 0)
    by_lot = replace(DEFAULTS[SEATING], tie_break=TieBreak.DRAWN, drawn="YE", language="fr")
    actions.set_list(session, SYSTEM, NOW, kind=SEATING, settings=by_lot, version=0)
    assert queries.list_settings(session, SEATING) == (by_lot, 1)
    assert queries.list_settings(session, SIGNING) == (DEFAULTS[SIGNING], 0)
    with pytest.raises(StaleVersion):
        actions.set_list(session, SYSTEM, NOW, kind=SEATING, settings=DEFAULTS[SEATING], version=0)
    actions.set_list(session, SYSTEM, NOW, kind=SEATING, settings=DEFAULTS[SEATING], version=1)
    assert queries.list_settings(session, SEATING) == (DEFAULTS[SEATING], 2)
    told = [(before["drawn"], after["drawn"]) for _, before, after, _ in journal(session, "set")]
    assert told == [("", "YE"), ("YE", "")]


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        (Settings(Mode.ALPHABET, TieBreak.OFFICE), "tie_break"),
        (Settings(Mode.RANK, TieBreak.DRAWN), "drawn"),
    ],
)
def test_settings_that_say_nothing_are_refused(session: Session, settings: Settings, field: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        actions.set_list(session, SYSTEM, NOW, kind=SEATING, settings=settings, version=0)
    assert refusal.value.field == field
    assert queries.list_settings(session, SEATING) == (DEFAULTS[SEATING], 0)


def test_a_drawn_state_without_a_delegation_still_counts(session: Session, codes: dict[str, str]) -> None:
    """SEA-02."""
    settings = replace(DEFAULTS[SEATING], tie_break=TieBreak.DRAWN, drawn="GR")
    found = queries.draft_of(session, SEATING, at=DAY_ONE, settings=settings)
    assert parties(found.order) == ["LA", "VN", "EC", "FR", "DE"]
    assert reasons(found.order, [codes["LA"]]) == [
        "Opens the list: the next after Greece, which was drawn and does not attend."
    ]


def test_a_decision_holds_through_a_new_computation(session: Session, codes: dict[str, str]) -> None:
    """PRE-05: who, when and why; the journal keeps it after it is lifted."""
    override = decide(session, codes["DE"], fixed(2))
    found = draft(session).order
    assert parties(found) == ["VN", "DE", "LA", "EC", "FR"]
    assert queries.overrides_of(session, SIGNING) == [
        Override(codes["DE"], Manner.FIXED, "Agreed with the host", "tests", NOW, place=2, number=override.id)
    ]
    make_participant(session, make_delegation(session, "AL"), function=HOD, rank_class=10)
    assert parties(draft(session).order) == ["VN", "DE", "AL", "LA", "EC", "FR"]
    assert parties(draft(session, PHOTO).order)[-1] == "DE"
    actions.lift_decision(session, SYSTEM, NOW, override=override)
    assert parties(draft(session).order) == ["VN", "AL", "LA", "EC", "FR", "DE"]
    ((kind, before, _, _),) = journal(session, "lift_decision")
    assert (kind, before["delegation"], before["place"]) == ("signing", codes["DE"], "2")
    ((_, _, after, reason),) = journal(session, "decide_place")
    assert (after["delegation"], reason) == (codes["DE"], "Agreed with the host")


def test_a_decision_that_cannot_be_is_refused(session: Session, codes: dict[str, str]) -> None:
    beside = Pin(Manner.AFTER, other=codes["FR"])
    decide(session, codes["DE"], beside)
    for code, pin, error, field in (
        (codes["DE"], fixed(1), PlaceDecided, "code"),
        (codes["FR"], Pin(Manner.BEFORE, other=codes["DE"]), RuleBroken, "other"),
        (codes["FR"], Pin(Manner.BEFORE, other=codes["FR"]), RuleBroken, "other"),
        (codes["FR"], Pin(Manner.BEFORE), RuleBroken, "other"),
        (codes["FR"], Pin(Manner.FIXED), RuleBroken, "place"),
        (codes["FR"], fixed(0), RuleBroken, "place"),
        (codes["FR"], fixed(1000), RuleBroken, "place"),
    ):
        with pytest.raises(error) as refusal:
            decide(session, code, pin)
        assert refusal.value.field == field, (code, pin)
    decide(session, codes["LA"], fixed(5))
    with pytest.raises(PlaceDecided, match="Another delegation has place 5"):
        decide(session, codes["FR"], fixed(5))
    decide(session, codes["FR"], fixed(5), PHOTO)
    with pytest.raises(RuleBroken, match="reason"):
        actions.decide_place(session, SYSTEM, NOW, kind=SIGNING, code=codes["FR"], pin=fixed(1), reason=" ")
    with pytest.raises(NotFound):
        decide(session, "D-NOWHERE", fixed(1))
    assert len(queries.overrides_of(session, SIGNING)) == 2


def test_a_published_list_is_frozen_and_the_next_says_who_moved(session: Session, codes: dict[str, str]) -> None:
    """PRE-06."""
    assert publish(session) == 1
    with pytest.raises(OrderChanged, match="Nothing changed since version 1"):
        publish(session)
    seen = draft(session).digest
    decide(session, codes["DE"], fixed(2))
    make_participant(session, make_delegation(session, "AL"), function=HOD)
    with pytest.raises(OrderChanged, match="changed after you opened it"):
        actions.publish_order(session, SYSTEM, NOW, draft=draft(session), seen=seen)
    laos = queries.delegation_by_code(session, codes["LA"])
    deputy = make_participant(session, laos, rank_class=10, badge_name="Deputy")
    actions.hand_over_headship(session, SYSTEM, NOW, delegation=laos, participant=deputy, head_from=NOW)
    assert publish(session) == 2
    first, second = (queries.version_of(session, SIGNING, number) for number in (1, 2))
    assert [place.head for place in first.places] == [f"Head of {party}" for party in ("VN", "LA", "EC", "FR", "DE")]
    assert first.differences is None
    assert [place.is_decided for place in second.places] == [False, True, False, False, False, False]
    changed = second.differences
    assert changed is not None
    assert changed.moved == (Move("Germany", 5, 2),)
    assert changed.came == (Move("Albania", 0, 6),)
    assert changed.went == ()
    assert changed.new_heads == (NewHead("Lao People's Democratic Republic", "Head of LA", "Deputy"),)
    assert changed.made_room == 3
    rows = session.scalars(select(PublishedOrder).order_by(PublishedOrder.number)).all()
    assert [digest(row.content) for row in rows] == [line.digest for line in reversed(queries.versions_of(session, SIGNING))]
    assert queries.latest_orders(session).keys() == {SIGNING}
    with pytest.raises(NotFound):
        queries.version_of(session, SIGNING, 3)


def test_who_went_is_named(session: Session, codes: dict[str, str]) -> None:
    whole = draft(session).content
    fewer = {**whole, "places": [line for line in whole["places"] if line["name"] != "Ecuador"]}
    found = differences(whole, fewer)
    assert (found.went, found.came, found.moved) == ((Move("Ecuador", 3, 0),), (), ())
    assert differences(whole, whole) == replace(found, went=())


def publishing(kind: ListKind) -> Callable[[Session], object]:
    return lambda session: publish(session, kind)


def test_two_who_publish_at_once_make_one_version(database: Database, at_once: Race) -> None:
    """PRE-06: a number is given once, and the second reads why."""
    with database.committing() as session:
        open_five(session)
    for turn in range(5):
        answers = at_once(*[publishing(SIGNING)] * 4)
        assert answers.count("done") == 1, answers
        assert all("same moment" in one or "Nothing changed" in one for one in answers if one != "done"), answers
        with database.committing() as session:
            numbers = session.scalars(select(PublishedOrder.number).order_by(PublishedOrder.number)).all()
            assert numbers == list(range(1, turn + 2))
            make_delegation(session, ("AL", "BE", "CL", "DK", "EG")[turn])


def test_two_decisions_for_one_place_leave_one(database: Database, at_once: Race) -> None:
    """PRE-05: by constraint, as is one decision a delegation."""
    with database.committing() as session:
        codes = open_five(session)
    answers = at_once(*(lambda session, code=code: decide(session, code, fixed(1)) for code in codes.values()))
    assert answers.count("done") == 1
    assert answers.count("Another delegation has place 1 by decision.") == 4
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(OrderOverride)) == 1
        assert session.scalar(select(func.count()).select_from(Delegation)) == 5


def test_the_moment_a_list_is_first_shown_for(session: Session) -> None:
    """Before and after the summit the opening of its nearest day, else now to the minute."""
    during = datetime(2025, 10, 26, 16, 59, 30, tzinfo=UTC)
    assert queries.opening_moment(session, NOW) == DAY_ONE
    assert queries.opening_moment(session, during) == during.replace(second=0)
    assert queries.opening_moment(session, during + timedelta(minutes=1)) == DAY_TWO

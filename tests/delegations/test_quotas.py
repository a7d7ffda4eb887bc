"""Quotas as rules: which hold, what they count, what they refuse, and what they leave alone (DEL-20 to DEL-24)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.accreditation.actions import open_categories
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import Allocation, PassportEntry, PostEntry, QuotaEntry, QuotaRule
from summit.delegations.lifecycle import DelegateFunction, PartyKind
from summit.delegations.models import Delegation, Participant, Quota
from summit.delegations.quotas import QuotaKnown, QuotaReached, allocated, quota_label, require_place
from summit.foundation.db import Database
from summit.foundation.errors import RuleBroken, StaleVersion
from summit.venues.actions import open_zone
from tests.delegations.conftest import Race
from tests.factories import NOW, SYSTEM, make_delegation, make_participant, make_user, person_entry

ROUNDS = 50
SECURITY = ("SEC",)
ONE_GUARD = QuotaEntry(1, functions=SECURITY)
REASON = "Asked for in note verbale 44/2025"
WITHDRAW = "Withdraw somebody first, or ask the protocol department for more places."


def grant(session: Session, whom: PartyKind | Delegation, places: int, **changes: object) -> Quota:
    entry = QuotaEntry(places, **{"reason": REASON, **changes})
    return actions.open_quota(session, SYSTEM, NOW, whom=whom, entry=entry)


def in_force(session: Session, delegation: Delegation) -> dict[str, tuple[int, bool]]:
    return {
        quota_label(rule.entry): (rule.entry.places, rule.is_exception)
        for rule in queries.quota_rules(session, delegation)
    }


def used(session: Session, delegation: Delegation) -> dict[str, tuple[int, int, int]]:
    return {
        one.label: (one.used, one.rule.entry.places, one.over) for one in queries.quota_standings(session, delegation)
    }


def appointed_as(session: Session, participant: Participant, function: DelegateFunction, category: str = "D") -> None:
    person, post = queries.entries_of(participant)
    actions.edit_participant(
        session,
        SYSTEM,
        NOW,
        participant=participant,
        person=person,
        post=replace(post, function=function, category=category),
        version=participant.version,
    )


def test_an_exception_overrides_the_rule_of_the_kind(session: Session) -> None:
    """DEL-20: type or delegation, zone or badges, functions or all; each exception with approver and reason."""
    france, italy = make_delegation(session, "FR"), make_delegation(session, "IT")
    world_bank = make_delegation(session, "EU")
    open_zone(session, "R", "Red")
    chief = actor_of(make_user(session, roles=[Role.CHIEF_OF_PROTOCOL], name="Trần Thị Chief"))
    grant(session, PartyKind.STATE_M, 30)
    grant(session, PartyKind.STATE_M, 1, functions=SECURITY)
    grant(session, PartyKind.STATE_M, 6, zone="R", functions=("MSG", "ADV"))
    asked = actions.open_quota(session, chief, NOW, whom=france, entry=QuotaEntry(3, "", SECURITY, f" {REASON} "))
    of_kind = {
        "Badges": (30, False),
        "Badges for Close Protection": (1, False),
        "Zone R for Adviser or Messenger": (6, False),
    }
    assert in_force(session, italy) == of_kind
    assert in_force(session, france) == of_kind | {"Badges for Close Protection": (3, True)}
    assert in_force(session, world_bank) == {"Badges": (50, False)}
    assert [one.badge_quota for one in (france, italy, world_bank)] == [30, 30, 50]
    (exception,) = [rule for rule in queries.quota_rules(session, france) if rule.is_exception]
    assert exception == QuotaRule(QuotaEntry(3, "", SECURITY, REASON), asked.code, True, "Trần Thị Chief")
    kinds, exceptions = queries.quota_lines(session)
    assert [(one.whom, one.label, one.rule.entry.places) for one in kinds] == [
        ("Member State", "Badges", 30),
        ("Member State", "Badges for Close Protection", 1),
        ("Member State", "Zone R for Adviser or Messenger", 6),
    ]
    assert [(one.whom, one.delegation_code, one.rule.entry.reason) for one in exceptions] == [
        ("France", france.code, REASON)
    ]
    line = session.scalars(select(AuditEntry).where(AuditEntry.object_code == asked.code)).one()
    assert (line.actor_name, line.verb, line.reason) == ("Trần Thị Chief", "open", REASON)
    assert line.after == {"whom": france.code, "zone": "", "functions": "SEC", "places": "3"}


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (QuotaEntry(-1, reason=REASON), "places"),
        (QuotaEntry(1001, reason=REASON), "places"),
        (QuotaEntry(5, functions=("KING",), reason=REASON), "functions"),
        (QuotaEntry(5, zone="Q", reason=REASON), "zone"),
        (QuotaEntry(5), "reason"),
        (QuotaEntry(5, reason=" \n "), "reason"),
        (QuotaEntry(5, reason="x" * 501), "reason"),
    ],
)
def test_a_rule_that_says_nothing_sensible_is_refused(session: Session, entry: QuotaEntry, field: str) -> None:
    """DEL-20."""
    delegation = make_delegation(session, "FR")
    with pytest.raises(RuleBroken) as refusal:
        actions.open_quota(session, SYSTEM, NOW, whom=delegation, entry=entry)
    assert refusal.value.field == field
    assert session.scalars(select(Quota)).all() == []


def test_one_rule_for_the_same_people(session: Session) -> None:
    """DEL-20: the order in which functions are named makes no other rule."""
    delegation = make_delegation(session, "FR")
    for whom in (PartyKind.STATE_M, delegation):
        grant(session, whom, 2, functions=("SEC", "MSG"))
        with pytest.raises(QuotaKnown):
            grant(session, whom, 3, functions=("MSG", "SEC"))
    assert len(session.scalars(select(Quota)).all()) == 2


def test_a_changed_and_an_ended_rule_reach_the_delegations(session: Session) -> None:
    """DEL-20: with the exception gone the kind's number holds again, and without that one the usual number."""
    france, italy = make_delegation(session, "FR", badge_quota=12), make_delegation(session, "IT")
    whole = grant(session, PartyKind.STATE_M, 30)
    assert (france.badge_quota, italy.badge_quota) == (12, 30)
    actions.edit_quota(session, SYSTEM, NOW, quota=whole, places=20, reason="", version=whole.version)
    assert (france.badge_quota, italy.badge_quota, whole.version) == (12, 20, 2)
    own = session.scalars(select(Quota).where(Quota.delegation_id == france.id)).one()
    with pytest.raises(StaleVersion):
        actions.end_quota(session, SYSTEM, NOW, quota=own, version=7)
    with pytest.raises(RuleBroken, match="Give a reason"):
        actions.edit_quota(session, SYSTEM, NOW, quota=own, places=9, reason="", version=1)
    actions.end_quota(session, SYSTEM, NOW, quota=own, version=1)
    assert (france.badge_quota, italy.badge_quota) == (20, 20)
    actions.end_quota(session, SYSTEM, NOW, quota=whole, version=2)
    assert (france.badge_quota, italy.badge_quota) == (50, 50)
    assert make_delegation(session, "DE").badge_quota == 50


def test_a_second_guard_is_refused_when_the_place_is_given(session: Session) -> None:
    """DEL-21: at allocation, by registration, by change of function and by coming back."""
    france = make_delegation(session, "FR")
    grant(session, PartyKind.STATE_M, 1, functions=SECURITY)
    first = make_participant(session, france, function=DelegateFunction.SEC)
    adviser = make_participant(session, france, function=DelegateFunction.ADV)
    sentence = f"The one place of France for Close Protection is taken. {WITHDRAW}"
    with pytest.raises(QuotaReached) as refusal:
        make_participant(session, france, function=DelegateFunction.SEC)
    assert refusal.value.sentence == sentence
    with pytest.raises(QuotaReached) as refusal:
        appointed_as(session, adviser, DelegateFunction.SEC)
    assert refusal.value.sentence == sentence
    assert adviser.function == "ADV"
    appointed_as(session, first, DelegateFunction.DRV)
    appointed_as(session, adviser, DelegateFunction.SEC)
    actions.withdraw_participant(session, SYSTEM, NOW, participant=adviser, version=adviser.version, reason="ill")
    make_participant(session, france, function=DelegateFunction.SEC)
    with pytest.raises(QuotaReached) as refusal:
        actions.reinstate_participant(session, SYSTEM, NOW, participant=adviser, version=adviser.version)
    assert refusal.value.sentence == sentence
    make_participant(session, make_delegation(session, "VN"), function=DelegateFunction.SEC)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (QuotaEntry(0), "Chad has no place."),
        (QuotaEntry(0, functions=SECURITY), "Chad has no place for Close Protection."),
        (QuotaEntry(1), "The one place of Chad is taken."),
        (QuotaEntry(2, "R", ("SEC", "MSG")), "All 2 places of Chad in zone R for Close Protection or Messenger are taken."),
    ],
)
def test_the_sentence_names_number_functions_and_delegation(entry: QuotaEntry, words: str) -> None:
    """DEL-21."""
    full = Allocation({("SEC", "D"): entry.places}, {"D": ("R",)})
    with pytest.raises(QuotaReached) as refusal:
        require_place([QuotaRule(entry)], full, ("SEC", "D"), delegation="Chad")
    assert refusal.value.sentence == f"{words} {WITHDRAW}"


def test_a_zone_counts_those_whose_category_opens_it(session: Session) -> None:
    """DEL-24: access and badges are different numbers; who wears a pin needs no card (APEC-16)."""
    for code in "RBGM":
        open_zone(session, code, f"Zone {code}")
    open_categories(session, SYSTEM, NOW)
    france = make_delegation(session, "FR", badge_quota=9)
    grant(session, france, 2, zone="B")
    make_participant(session, france, function=DelegateFunction.HOD, category="PIN")
    for category in ("D", "VIP", "A", "P"):
        guest = make_participant(session, france, category=category)
    with pytest.raises(QuotaReached, match="All 2 places of France in zone B are taken"):
        make_participant(session, france, category="D")
    with pytest.raises(QuotaReached, match="in zone B"):
        appointed_as(session, guest, DelegateFunction.REP, "D")
    make_participant(session, france, category="A")
    assert used(session, france) == {"Badges": (6, 9, 0), "Zone B": (2, 2, 0)}


def test_a_lowered_quota_withdraws_nobody(session: Session) -> None:
    """DEL-23: over by k; who has a place keeps it when the record is edited, and nobody comes beside them."""
    france = make_delegation(session, "FR")
    guards = [make_participant(session, france, function=DelegateFunction.SEC) for _ in range(3)]
    grant(session, PartyKind.STATE_M, 1, functions=SECURITY)
    grant(session, france, 2)
    assert used(session, france) == {"Badges": (3, 2, 1), "Badges for Close Protection": (3, 1, 2)}
    assert queries.delegation_facts(session, france).over_quota == 1
    appointed_as(session, guards[0], DelegateFunction.SEC, "P")
    appointed_as(session, guards[0], DelegateFunction.DRV, "P")
    with pytest.raises(QuotaReached):
        appointed_as(session, guards[0], DelegateFunction.SEC, "P")
    assert [one.state for one in guards] == ["enrolled"] * 3
    assert used(session, france)["Badges for Close Protection"] == (2, 1, 1)


def test_places_are_counted_by_function_and_zone() -> None:
    """DEL-20, DEL-21."""
    people = {("HOD", "PIN"): 1, ("SEC", "P"): 2, ("ADV", "D"): 4, ("SEC", "D"): 8}
    allocation = Allocation(people, {"PIN": ("R", "B"), "D": ("B",), "P": ()})
    assert {
        entry: allocated(entry, allocation)
        for entry in (QuotaEntry(1), ONE_GUARD, QuotaEntry(1, "B"), QuotaEntry(1, "B", SECURITY), QuotaEntry(1, "R"))
    } == {
        QuotaEntry(1): 15,
        ONE_GUARD: 10,
        QuotaEntry(1, "B"): 12,
        QuotaEntry(1, "B", SECURITY): 8,
        QuotaEntry(1, "R"): 0,
    }


def test_the_last_place_of_a_function_is_taken_once(database: Database, at_once: Race) -> None:
    """DEL-21, BK-5: by two who register and two who change the function of an adviser, fifty times."""
    with database.committing() as session:
        delegation = make_delegation(session, "FR")
        grant(session, PartyKind.STATE_M, 1, functions=SECURITY)
        code = delegation.code
        advisers = [make_participant(session, delegation, function=DelegateFunction.ADV).code for _ in range(2)]

    def registering(number: str) -> Callable[[Session], object]:
        return lambda session: actions.register_delegate(
            session,
            SYSTEM,
            NOW,
            delegation=queries.delegation_by_code(session, code),
            person=person_entry(passport=PassportEntry("ordinary", "FRA", number, None)),
            post=PostEntry(DelegateFunction.SEC, "P"),
        )

    def appointing(adviser: str) -> Callable[[Session], object]:
        return lambda session: appointed_as(
            session, queries.participant_by_code(session, adviser), DelegateFunction.SEC
        )

    for number in range(ROUNDS):
        answers = at_once(
            *(registering(f"S{number}X{who}") for who in range(2)), *(appointing(adviser) for adviser in advisers)
        )
        assert answers.count("done") == 1, answers
        assert sum("The one place of France for Close Protection" in answer for answer in answers) == 3, answers
        with database.committing() as session:
            statement = select(Participant).where(Participant.state == "enrolled", Participant.function == "SEC")
            guard = session.scalars(statement).one()
            if guard.code in advisers:
                appointed_as(session, guard, DelegateFunction.ADV)
            else:
                actions.withdraw_participant(
                    session, SYSTEM, NOW, participant=guard, version=guard.version, reason="next"
                )

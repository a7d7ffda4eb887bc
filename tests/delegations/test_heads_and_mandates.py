"""Who heads a delegation, who acts for it, and when its people are busy."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.accounts.actions import open_session
from summit.accounts.models import UserSession
from summit.accounts.policy import Role
from summit.delegations import actions, queries
from summit.delegations.facts import EngagementFacts, HeadshipFacts
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Engagement, FocalPoint, Headship, Participant
from summit.delegations.rules import HeadAlreadyNamed, MandateTaken, ParticipantBusy
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from tests.delegations.conftest import Counting
from tests.factories import NOW, SYSTEM, make_delegation, make_participant, make_user

DAY_ONE = datetime(2025, 10, 25, 2, 0, tzinfo=UTC)
DAY_TWO = DAY_ONE + timedelta(days=1)
HOUR = timedelta(hours=1)
HOD = DelegateFunction.HOD


def head_code(session: Session, delegation_id: int, at: datetime) -> str:
    found = queries.head_at(session, delegation_id, at)
    return found.code if found else ""


def test_who_is_registered_as_head_heads_the_whole_summit(session: Session) -> None:
    """DEL-10."""
    delegation = make_delegation(session)
    head = make_participant(session, delegation, function=HOD)
    assert [head_code(session, delegation.id, at) for at in (NOW, DAY_ONE, DAY_TWO)] == [head.code] * 3
    with pytest.raises(HeadAlreadyNamed, match="has a head at that time"):
        make_participant(session, delegation, function=HOD)
    assert queries.headships_of(session, delegation.id) == [
        HeadshipFacts(session.scalars(select(Headship.id)).one(), head.code, head.person.badge_name, None, None)
    ]


def test_a_minister_heads_the_first_day_and_the_ambassador_the_second(session: Session) -> None:
    """DEL-10: an overlap is refused, a hand-over is not, and the border belongs to the second."""
    delegation = make_delegation(session)
    minister = make_participant(session, delegation, function=HOD)
    ambassador = make_participant(session, delegation, function=DelegateFunction.DHOD)
    with pytest.raises(HeadAlreadyNamed):
        actions.name_head(session, SYSTEM, NOW, delegation=delegation, participant=ambassador, head_from=DAY_TWO)
    actions.hand_over_headship(session, SYSTEM, NOW, delegation=delegation, participant=ambassador, head_from=DAY_TWO)
    moments = (DAY_ONE, DAY_TWO - timedelta(microseconds=1), DAY_TWO, DAY_TWO + HOUR)
    assert [head_code(session, delegation.id, at) for at in moments] == [
        minister.code,
        minister.code,
        ambassador.code,
        ambassador.code,
    ]
    facts = queries.headships_of(session, delegation.id)
    assert [(one.head_from, one.head_until) for one in facts] == [(None, DAY_TWO), (DAY_TWO, None)]


def test_a_gap_between_heads_is_possible(session: Session) -> None:
    delegation = make_delegation(session)
    minister = make_participant(session, delegation, function=HOD)
    deputy = make_participant(session, delegation)
    headship = queries.headship_at(session, delegation.id, NOW)
    assert headship is not None
    actions.end_headship(session, SYSTEM, NOW, headship=headship, head_until=DAY_ONE + HOUR)
    actions.name_head(
        session,
        SYSTEM,
        NOW,
        delegation=delegation,
        participant=deputy,
        head_from=DAY_TWO,
        head_until=DAY_TWO + HOUR,
    )
    moments = (DAY_ONE, DAY_ONE + HOUR, DAY_TWO, DAY_TWO + HOUR)
    assert [head_code(session, delegation.id, at) for at in moments] == [minister.code, "", deputy.code, ""]


def test_only_people_of_the_delegation_who_come_can_head_it(session: Session) -> None:
    delegation, other = make_delegation(session, "FR"), make_delegation(session, "VN")
    stranger = make_participant(session, other)
    with pytest.raises(NotFound):
        actions.name_head(session, SYSTEM, NOW, delegation=delegation, participant=stranger, head_from=NOW)
    gone = make_participant(session, delegation)
    actions.withdraw_participant(session, SYSTEM, NOW, participant=gone, version=gone.version, reason="ill")
    with pytest.raises(Conflict, match="withdrawn"):
        actions.name_head(session, SYSTEM, NOW, delegation=delegation, participant=gone, head_from=NOW)
    here = make_participant(session, delegation)
    with pytest.raises(RuleBroken) as refusal:
        actions.name_head(session, SYSTEM, NOW, delegation=delegation, participant=here, head_from=NOW, head_until=NOW)
    assert refusal.value.field == "head_until"
    assert session.scalar(select(func.count()).select_from(Headship)) == 0


def test_the_seat_follows_the_function(session: Session) -> None:
    delegation = make_delegation(session)
    first = make_participant(session, delegation, function=HOD)
    second = make_participant(session, delegation)
    change_function(session, first, DelegateFunction.REP)
    assert head_code(session, delegation.id, NOW) == ""
    change_function(session, second, HOD)
    assert head_code(session, delegation.id, NOW) == second.code
    with pytest.raises(HeadAlreadyNamed):
        change_function(session, first, HOD)


def test_an_acting_head_keeps_the_day_when_the_function_is_edited(session: Session) -> None:
    delegation = make_delegation(session)
    deputy = make_participant(session, delegation, function=DelegateFunction.DHOD)
    actions.name_head(session, SYSTEM, NOW, delegation=delegation, participant=deputy, head_from=DAY_TWO)
    change_function(session, deputy, DelegateFunction.ALT)
    assert head_code(session, delegation.id, DAY_TWO) == deputy.code


def change_function(session: Session, participant: Participant, function: DelegateFunction) -> None:
    person, post = queries.entries_of(participant)
    actions.edit_participant(
        session,
        SYSTEM,
        NOW,
        participant=participant,
        person=person,
        post=replace(post, function=function),
        version=participant.version,
    )


def test_all_heads_are_read_in_one_query(session: Session, count_queries: Counting) -> None:
    made = {}
    for code in ("FR", "VN", "DE"):
        delegation = make_delegation(session, code)
        made[delegation.id] = make_participant(session, delegation, function=HOD).id
    make_delegation(session, "IT")
    with count_queries() as seen:
        found = queries.heads_at(session, DAY_ONE)
        assert {key: head.id for key, head in found.items()} == made
        assert all(head.person.badge_name for head in found.values())
    assert len(seen) == 1
    assert queries.heads_at(session, DAY_ONE, delegation_ids=[]) == {}


def hold(session: Session, participant: Participant, start: datetime, end: datetime, code: str = "E-1") -> Engagement:
    return actions.hold_participant(
        session, participant=participant, held_from=start, held_until=end, kind="speaks", duty_code=code, label="Debate"
    )


def test_one_person_is_at_one_place_at_a_time(session: Session) -> None:
    """BIL-10, BIL-50, BK-3: half-open; the sentence says neither what nor with whom."""
    minister = make_participant(session, make_delegation(session), style="H.E.", salutation="Ms.")
    hold(session, minister, DAY_ONE, DAY_ONE + HOUR)
    with pytest.raises(ParticipantBusy) as refusal:
        hold(session, minister, DAY_ONE + HOUR / 2, DAY_ONE + 2 * HOUR, "E-2")
    assert refusal.value.sentence == f"H.E. Ms. {minister.person.badge_name} is not available at that time."
    hold(session, minister, DAY_ONE + HOUR, DAY_ONE + 2 * HOUR, "E-2")
    hold(session, make_participant(session, minister.delegation), DAY_ONE, DAY_ONE + HOUR)
    assert session.scalar(select(func.count()).select_from(Engagement)) == 3


def test_holding_the_same_duty_again_moves_it(session: Session) -> None:
    minister = make_participant(session, make_delegation(session))
    hold(session, minister, DAY_ONE, DAY_ONE + HOUR)
    hold(session, minister, DAY_ONE + HOUR / 2, DAY_ONE + 2 * HOUR)
    hold(session, minister, DAY_ONE, DAY_ONE + HOUR / 2, "E-2")
    with pytest.raises(ParticipantBusy):
        hold(session, minister, DAY_ONE, DAY_ONE + HOUR)
    found = queries.engagements_of(session, [minister.id], DAY_ONE, DAY_TWO)
    assert found == [
        EngagementFacts(minister.id, DAY_ONE, DAY_ONE + HOUR / 2, "speaks", "E-2", "Debate"),
        EngagementFacts(minister.id, DAY_ONE + HOUR / 2, DAY_ONE + 2 * HOUR, "speaks", "E-1", "Debate"),
    ]
    assert queries.engagements_of(session, [minister.id], DAY_ONE + 2 * HOUR, DAY_TWO) == []
    assert queries.engagements_of(session, [], DAY_ONE, DAY_TWO) == []


def test_releasing_a_duty_frees_all_or_one(session: Session) -> None:
    delegation = make_delegation(session)
    one, two = make_participant(session, delegation), make_participant(session, delegation)
    for person in (one, two):
        hold(session, person, DAY_ONE, DAY_ONE + HOUR)
    assert actions.release_duty(session, "E-1", participant=one) == 1
    assert [found.participant_id for found in queries.engagements_of(session, [one.id, two.id], DAY_ONE, DAY_TWO)] == [two.id]
    assert actions.release_duty(session, "E-1") == 1
    assert actions.release_duty(session, "E-1") == 0


def test_nobody_is_held_who_does_not_come_or_for_no_time(session: Session) -> None:
    person = make_participant(session, make_delegation(session))
    with pytest.raises(RuleBroken):
        hold(session, person, DAY_ONE, DAY_ONE)
    actions.withdraw_participant(session, SYSTEM, NOW, participant=person, version=person.version, reason="ill")
    with pytest.raises(Conflict, match="withdrawn"):
        hold(session, person, DAY_ONE, DAY_TWO)


MANDATE: dict[str, Any] = {"mandate_from": NOW, "mandate_until": DAY_TWO, "paper": "Note verbale 12/2025"}


def appoint(session: Session, delegation: Any, **changes: Any) -> FocalPoint:
    user = make_user(session, roles=[Role.FOCAL_POINT])
    values = {**MANDATE, **changes}
    return actions.appoint_focal_point(session, SYSTEM, NOW, delegation=delegation, user=user, **values)


def test_one_focal_point_and_two_deputies_at_a_time(session: Session) -> None:
    """DEL-30."""
    delegation = make_delegation(session)
    primary = appoint(session, delegation)
    with pytest.raises(MandateTaken, match="has a focal point"):
        appoint(session, delegation, mandate_from=DAY_ONE)
    appoint(session, delegation, is_deputy=True)
    appoint(session, delegation, is_deputy=True)
    with pytest.raises(MandateTaken, match="2 deputies"):
        appoint(session, delegation, is_deputy=True)
    appoint(session, make_delegation(session, "VN"))
    appoint(session, delegation, mandate_from=DAY_TWO, mandate_until=DAY_TWO + HOUR)
    actions.end_mandate(session, SYSTEM, NOW + HOUR, focal_point=primary)  # somebody follows on day two
    appoint(session, delegation, mandate_from=NOW + HOUR)
    found = queries.focal_points_of(session, delegation.id, NOW + 2 * HOUR)
    assert [(one.is_in_force, one.is_deputy) for one in found] == [
        (True, False),
        (False, False),
        (True, True),
        (True, True),
        (False, False),
    ]


def test_a_mandate_needs_a_paper_a_span_and_an_account_of_the_delegations_side(session: Session) -> None:
    """DEL-30, PM-3."""
    delegation = make_delegation(session)
    for changes, field in (
        ({"paper": " "}, "paper"),
        ({"paper": "x" * 201}, "paper"),
        ({"mandate_until": NOW}, "mandate_until"),
    ):
        with pytest.raises(RuleBroken) as refusal:
            appoint(session, delegation, **changes)
        assert refusal.value.field == field
    officer = make_user(session, roles=[Role.ACCREDITATION_OFFICER])
    with pytest.raises(RuleBroken) as refusal:
        actions.appoint_focal_point(session, SYSTEM, NOW, delegation=delegation, user=officer, **MANDATE)
    assert refusal.value.field == "email"
    assert session.scalar(select(func.count()).select_from(FocalPoint)) == 0


def test_ending_a_mandate_signs_out_and_ends_the_reach(session: Session) -> None:
    """PM-3, PM-12."""
    delegation = make_delegation(session)
    focal_point = appoint(session, delegation)
    open_session(session, NOW, user=focal_point.user, browser="tests", confirmed=True)
    assert queries.mandate_of(session, focal_point.user_id, NOW + HOUR) is delegation
    actions.end_mandate(session, SYSTEM, NOW + HOUR, focal_point=focal_point, without_successor=True)
    assert queries.mandate_of(session, focal_point.user_id, NOW + HOUR) is None
    assert session.scalar(select(func.count()).select_from(UserSession)) == 0
    future = appoint(session, delegation, mandate_from=DAY_ONE)
    actions.end_mandate(session, SYSTEM, NOW + HOUR, focal_point=future)
    assert session.scalars(select(FocalPoint.id)).all() == [focal_point.id]


def test_a_nominated_contact_gets_one_account_and_one_link(session: Session) -> None:
    delegation, other = make_delegation(session, "FR"), make_delegation(session, "MC")
    contact = {"email": "Contact@mofa.example", "name": "  Claire  Contact "}
    secret = actions.nominate_contact(session, SYSTEM, NOW, delegation=delegation, **contact, **MANDATE)
    user = session.scalars(select(FocalPoint)).one().user
    assert (user.email, user.name, user.role_values, user.password_hash) == (
        "contact@mofa.example",
        "Claire Contact",
        frozenset({"focal_point"}),
        None,
    )
    assert len(secret) > 30
    user.password_hash = "chosen"
    assert actions.nominate_contact(session, SYSTEM, NOW, delegation=other, **contact, **MANDATE) == ""
    assert [one.code for one in queries.mandates_of(session, user.id, NOW)] == [delegation.code, other.code]
    clerk = make_user(session, roles=[Role.BADGE_DESK], email="clerk@host.example")
    with pytest.raises(RuleBroken) as refusal:
        actions.nominate_contact(
            session, SYSTEM, NOW, delegation=make_delegation(session, "DE"), email=clerk.email, name="x", **MANDATE
        )
    assert refusal.value.field == "email"

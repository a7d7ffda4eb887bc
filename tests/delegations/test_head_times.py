"""Who heads a delegation hour by hour, and where nobody does while it has a seat (DEL-10, PRE-07)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.delegations import actions, queries
from summit.delegations.facts import HeadshipFacts, HeadTime
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Delegation, Participant
from summit.delegations.rules import head_times
from summit.foundation.db import Database
from tests.browser import PageClient
from tests.delegations.stage import set_stage
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

Sign = Callable[..., PageClient]
OPENS = datetime(2025, 10, 24, 17, 0, tzinfo=UTC)  # midnight in Hanoi
CLOSES = OPENS + timedelta(days=2)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def headship(starts: datetime | None, ends: datetime | None) -> HeadshipFacts:
    return HeadshipFacts(1, "P-AAAA2222", "Anne LEMAIRE", starts, ends)


@pytest.mark.parametrize(
    ("headships", "gaps"),
    [
        ([], []),
        ([(None, None)], []),
        ([(OPENS, CLOSES)], []),
        ([(None, OPENS + DAY), (OPENS + DAY, None)], []),
        ([(None, OPENS + HOUR), (OPENS + DAY, None)], [(OPENS + HOUR, OPENS + DAY)]),
        ([(OPENS + HOUR, None)], [(OPENS, OPENS + HOUR)]),
        ([(None, CLOSES - HOUR)], [(CLOSES - HOUR, CLOSES)]),
        ([(None, OPENS - DAY)], [(OPENS, CLOSES)]),
        ([(CLOSES + DAY, None)], [(OPENS, CLOSES)]),
        ([(None, OPENS - DAY), (CLOSES, None)], [(OPENS, CLOSES)]),
        ([(None, CLOSES), (CLOSES + DAY, None)], []),
        (
            [(OPENS + HOUR, OPENS + 2 * HOUR), (OPENS + 3 * HOUR, OPENS + 4 * HOUR)],
            [(OPENS, OPENS + HOUR), (OPENS + 2 * HOUR, OPENS + 3 * HOUR), (OPENS + 4 * HOUR, CLOSES)],
        ),
    ],
)
def test_a_gap_is_where_the_delegation_sits_and_nobody_heads_it(
    headships: list[tuple[datetime | None, datetime | None]], gaps: list[tuple[datetime, datetime]]
) -> None:
    facts = [headship(*one) for one in headships]
    lines = head_times(facts, (OPENS, CLOSES))
    assert [(one.starts_at, one.ends_at) for one in lines if one.headship is None] == gaps
    assert [one.headship for one in lines if one.headship] == facts
    assert [one.headship for one in head_times(facts, None)] == facts


def minister_and_ambassador(session: Session) -> tuple[Delegation, Participant, Participant]:
    """A minister who leaves in the first night; the ambassador acts from the next noon."""
    delegation = make_delegation(session)
    minister = make_participant(session, delegation, function=DelegateFunction.HOD, badge_name="Anne LEMAIRE")
    deputy = make_participant(session, delegation, function=DelegateFunction.DHOD, badge_name="Paul GIRARD")
    present = queries.headship_at(session, delegation.id, NOW)
    assert present is not None
    actions.end_headship(session, SYSTEM, NOW, headship=present, head_until=OPENS + DAY)
    actions.name_head(
        session, SYSTEM, NOW, delegation=delegation, participant=deputy, head_from=OPENS + DAY + 12 * HOUR
    )
    return delegation, minister, deputy


def test_the_deputy_acts_and_the_gap_is_a_line_of_its_own(session: Session) -> None:
    delegation, minister, deputy = minister_and_ambassador(session)
    first, second = queries.headships_of(session, delegation.id)
    noon = OPENS + DAY + 12 * HOUR
    assert queries.times_of_heads(session, delegation.id) == [
        HeadTime(None, OPENS + DAY, first),
        HeadTime(OPENS + DAY, noon),
        HeadTime(noon, None, second),
    ]
    assert [(one.participant_code, one.is_acting) for one in (first, second)] == [
        (minister.code, False),
        (deputy.code, True),
    ]


def test_the_pages_show_the_gap_until_somebody_is_named(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        delegation, _, deputy = minister_and_ambassador(session)
        own, code = f"/delegations/{delegation.code}", deputy.code
    officer = client_as(Role.PROTOCOL_OFFICER)
    page, form = (officer.get(path).get_data(as_text=True) for path in (own, f"{own}/headship"))
    assert "Nobody heads this delegation from" in page
    for shown in (page, form):
        assert shown.count("Nobody heads the delegation<") == 1
        assert shown.count("acting head</span>") == 1
    reader = client_as(Role.OPERATIONS_ROOM).get(own).get_data(as_text=True)
    assert "Nobody heads the delegation<" in reader
    assert "Nobody heads this delegation from" not in reader
    values = {"participant": code, "head_from": "2025-10-26T00:00", "head_until": "2025-10-26T12:00"}
    assert officer.send(f"{own}/headship", values, from_page=f"{own}/headship").location == own
    page = officer.get(own).get_data(as_text=True)
    assert "Nobody heads" not in page
    assert page.count("acting head</span>") == 2


def test_a_delegation_without_any_head_is_told_so_once(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        code = set_stage(session).foreign
    page = client_as(Role.PROTOCOL_OFFICER).get(f"/delegations/{code}").get_data(as_text=True)
    assert page.count("No head is named.") == 1
    assert "Nobody heads" not in page

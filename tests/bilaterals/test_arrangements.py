"""What each side arranges, several windows, and the courtesy call (BIL-01, BIL-04)."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from summit.bilaterals import actions, queries
from summit.bilaterals.facts import Arrangements, Span
from summit.bilaterals.models import MeetingRequest
from summit.bilaterals.rules import AlreadyPlaced, windows
from summit.delegations.queries import Reach
from summit.foundation.errors import ImpossibleMove, RuleBroken, StaleVersion
from summit.notices.models import Notice
from tests.bilaterals.stage import ZONE, Team, ask, hanoi, make_rooms, make_team, meet
from tests.factories import FACTS, NOW, SYSTEM

DESK = Reach(everything=True)
OWN = Arrangements(language="fr", interpretation="own", needs="Wheelchair marker", press="photo", exchanges_gifts=True)


def own(team: Team) -> Reach:
    return Reach(delegations=frozenset({team.delegation.id}))


def arrange(
    session: Session, request: MeetingRequest, by: str, arrangements: Arrangements, version: int | None = None
) -> None:
    actions.arrange(session, SYSTEM, NOW, request=request, by=by, version=version, arrangements=arrangements)


def test_each_side_arranges_its_own_and_both_see_press_and_gifts(session: Session) -> None:
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = ask(session, france, japan, arrangements=OWN)
    told = len(session.scalars(select(Notice.id)).all())
    arrange(session, request, "asked", Arrangements("ja", "asked", "", "photo", True))
    assert len(session.scalars(select(Notice.id)).all()) == told
    arrange(session, request, "asked", Arrangements("ja", "asked", "", "pool", True))
    newest = session.scalars(select(Notice).order_by(Notice.id.desc())).first()
    assert (newest.recipient, len(session.scalars(select(Notice.id)).all())) == (france.focal_point.email, told + 1)
    facts = queries.facts_of(session, request, own(japan), NOW)
    assert facts.arranged("asking") == Arrangements("fr", "own", "", "pool", True)
    assert facts.arranged("asked") == Arrangements("ja", "asked", "", "pool", True)
    assert queries.needs_of(session, request, own(france)) == {"asking": "Wheelchair marker"}
    assert queries.needs_of(session, request, own(japan)) == {"asked": ""}
    assert queries.needs_of(session, request, DESK) == {"asking": "Wheelchair marker", "asked": ""}
    delegate = Reach(delegations=frozenset({france.delegation.id}), only_participant=france.head.id)
    assert queries.needs_of(session, request, delegate) == {}
    for table in ("meeting_requests", "audit_entries", "notices"):
        assert "Wheelchair" not in repr(session.execute(text(f"SELECT * FROM {table}")).all())


def test_arrangements_change_until_the_meeting_begins(session: Session) -> None:
    (room,) = make_rooms(session, 10)
    france, japan, chile = (make_team(session, code) for code in ("FR", "JP", "CL"))
    meeting = meet(session, france, japan, room)
    arrange(session, meeting.request, "asking", OWN)
    with pytest.raises(StaleVersion):
        arrange(session, meeting.request, "asking", OWN, version=1)
    actions.call(session, SYSTEM, NOW, meeting=meeting, version=None)
    arrange(session, meeting.request, "asking", Arrangements())
    actions.begin(session, SYSTEM, NOW, meeting=meeting, version=None)
    with pytest.raises(AlreadyPlaced):
        arrange(session, meeting.request, "asking", OWN)
    gone = ask(session, france, chile)
    actions.withdraw(session, SYSTEM, NOW, request=gone, version=None)
    with pytest.raises(ImpossibleMove):
        arrange(session, gone, "asking", OWN)


def test_what_may_be_arranged_and_wished(session: Session) -> None:
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    span = Span(hanoi("14:00"), hanoi("15:00"))
    wrong: list[tuple[dict[str, object], str]] = [
        ({"arrangements": Arrangements(language="xx")}, "language"),
        ({"arrangements": Arrangements(interpretation="robot")}, "interpretation"),
        ({"arrangements": Arrangements(press="all")}, "press"),
        ({"arrangements": Arrangements(needs="x" * 121)}, "needs"),
        ({"kind": "courtesy_call"}, "kind"),
        ({"kind": "party"}, "kind"),
        ({"more": (span,) * 3}, "more"),
        ({"more": (Span(hanoi("14:00"), hanoi("14:10")),)}, "more"),
        ({"more": (Span(hanoi("14:00", 28), hanoi("15:00", 28)),)}, "more"),
    ]
    for changes, field in wrong:
        with pytest.raises(RuleBroken) as refused:
            ask(session, france, japan, **changes)
        assert refused.value.field == field, changes
    assert session.scalars(select(MeetingRequest)).all() == []


def test_every_window_is_searched_the_best_and_the_others(session: Session) -> None:
    make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    more = (Span(hanoi("14:00", 26), hanoi("14:45", 26)), Span(hanoi("15:00"), hanoi("15:30")))
    request = ask(session, france, japan, clock_from="09:00", clock_until="09:30", more=more)
    expected = [hanoi("09:00"), hanoi("15:00"), hanoi("14:00", 26), hanoi("14:15", 26)]
    assert queries.offered_times(session, request, NOW) == expected
    facts = queries.facts_of(session, request, DESK, NOW)
    assert facts.windows == (Span(hanoi("09:00"), hanoi("09:30")), *more)


def test_windows_that_overlap_are_one() -> None:
    clocks = (("09:00", "11:00"), ("10:00", "12:00"), ("06:00", "08:30"))
    wished = [Span(hanoi(opens), hanoi(closes)) for opens, closes in clocks]
    assert windows(wished, FACTS.days(), ZONE, NOW) == (
        Span(hanoi("08:00"), hanoi("08:30")),
        Span(hanoi("09:00"), hanoi("12:00")),
    )
    assert len(windows((), FACTS.days(), ZONE, NOW)) == len(FACTS.days())

"""A mandate rests on a paper, passes on in one step, and the last one does not end unsaid (DEL-30)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import open_session
from summit.accounts.models import UserSession
from summit.accounts.policy import Role
from summit.accounts.queries import usable_link
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import PaperEntry
from summit.delegations.models import Delegation, FocalPoint, Paper
from summit.delegations.rules import MandateTaken, PaperSettled, SuccessorMissing
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.errors import NotFound, RuleBroken
from tests.browser import PageClient
from tests.delegations.conftest import Race
from tests.delegations.stage import Stage, set_stage
from tests.factories import NOW, SYSTEM, make_delegation, make_user

Sign = Callable[..., PageClient]
HOUR = timedelta(hours=1)
END = NOW + timedelta(days=60)
MANDATE: dict[str, Any] = {"mandate_from": NOW, "mandate_until": END, "paper": "Note verbale 12/2025"}
SCAN = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.committing() as session:
        return set_stage(session)


def appoint(session: Session, delegation: Delegation, **changes: Any) -> FocalPoint:
    user = changes.pop("user", None) or make_user(session, roles=[Role.FOCAL_POINT])
    return actions.appoint_focal_point(
        session, SYSTEM, NOW, delegation=delegation, user=user, **{**MANDATE, **changes}
    )


def file(session: Session, delegation: Delegation, kind: str = "mandate", reference: str = "Letter 7/2025") -> Paper:
    entry = PaperEntry(kind, reference, NOW.date())
    return actions.file_paper(session, SYSTEM, NOW, delegation=delegation, paper=entry, content=SCAN)


def hand_over(session: Session, focal_point: FocalPoint, at: datetime = NOW + HOUR, **changes: Any) -> str:
    values = {**MANDATE, "mandate_from": at, "email": "next@mofa.example", "name": "Claire Next", **changes}
    return actions.hand_over_mandate(session, SYSTEM, NOW + HOUR, focal_point=focal_point, **values)


def mandates(session: Session, delegation: Delegation) -> list[tuple[str, datetime, datetime, bool]]:
    rows = session.scalars(
        select(FocalPoint).where(FocalPoint.delegation_id == delegation.id).order_by(FocalPoint.mandate_from, FocalPoint.id)
    )
    return [(one.user.email, one.mandate_from, one.mandate_until, one.is_deputy) for one in rows]


def said(session: Session, verb: str) -> list[tuple[dict[str, str], dict[str, str]]]:
    lines = session.scalars(select(AuditEntry).where(AuditEntry.verb == verb).order_by(AuditEntry.id))
    return [(line.before, line.after) for line in lines]


def test_a_mandate_rests_on_the_paper_on_file(session: Session) -> None:
    delegation = make_delegation(session)
    paper = file(session, delegation)
    with_paper = appoint(session, delegation, paper="", filed=paper.code)
    without = appoint(session, delegation, is_deputy=True)
    assert (with_paper.paper, with_paper.filed_paper, without.filed_paper) == ("Letter 7/2025", paper, None)
    found = queries.focal_points_of(session, delegation.id, NOW)
    assert [(one.paper, one.filed) for one in found] == [("Letter 7/2025", paper.code), ("Note verbale 12/2025", "")]


def test_a_mandate_takes_no_other_paper(session: Session) -> None:
    """Neither one of another kind nor one of another delegation."""
    delegation, other = make_delegation(session, "FR"), make_delegation(session, "VN")
    note, foreign = file(session, delegation, "nomination"), file(session, other)
    with pytest.raises(RuleBroken) as refusal:
        appoint(session, delegation, filed=note.code)
    assert refusal.value.field == "filed"
    with pytest.raises(NotFound):
        appoint(session, delegation, filed=foreign.code)
    assert mandates(session, delegation) == []
    assert [one.code for one in queries.mandate_papers(session, delegation.id)] == []


def test_a_paper_is_linked_later_and_then_stays_on_file(session: Session) -> None:
    delegation = make_delegation(session)
    focal_point, paper = appoint(session, delegation), file(session, delegation)
    actions.link_paper(session, SYSTEM, NOW, focal_point=focal_point, filed=paper.code)
    user = focal_point.user.code
    assert said(session, "link_paper") == [({"user": user, "paper": ""}, {"paper": paper.code})]
    remove = {"delegation": delegation, "paper": paper, "version": paper.version}
    with pytest.raises(PaperSettled, match="gives a mandate"):
        actions.remove_paper(session, SYSTEM, NOW, **remove)
    actions.link_paper(session, SYSTEM, NOW, focal_point=focal_point, filed="")
    actions.remove_paper(session, SYSTEM, NOW, **remove)
    assert (focal_point.filed_paper, queries.papers_of(session, delegation.id)) == (None, [])


def test_a_mandate_passes_on_without_a_gap_and_the_deputies_stay(session: Session) -> None:
    delegation = make_delegation(session)
    present = appoint(session, delegation)
    deputies = [appoint(session, delegation, is_deputy=True) for _ in range(2)]
    for one in (present, *deputies):
        open_session(session, NOW, user=one.user, browser="tests", confirmed=True)
    secret = hand_over(session, present)
    assert usable_link(session, secret, "invitation", NOW + HOUR).user.email == "next@mofa.example"
    assert mandates(session, delegation) == [
        (present.user.email, NOW, NOW + HOUR, False),
        *((one.user.email, NOW, END, True) for one in deputies),
        ("next@mofa.example", NOW + HOUR, END, False),
    ]
    signed_in = set(session.scalars(select(UserSession.user_id)))
    assert signed_in == {one.user_id for one in deputies}
    until = said(session, "hand_over_mandate")
    assert [(before["user"], sorted(after)) for before, after in until] == [(present.user.code, ["until"])]


def test_a_mandate_is_handed_over_from_a_later_hour(session: Session) -> None:
    """The holder acts, and stays signed in, until then."""
    delegation = make_delegation(session)
    present = appoint(session, delegation)
    open_session(session, NOW, user=present.user, browser="tests", confirmed=True)
    hand_over(session, present, NOW + 5 * HOUR)
    assert queries.mandate_of(session, present.user_id, NOW + 4 * HOUR) is delegation
    assert queries.mandate_of(session, present.user_id, NOW + 5 * HOUR) is None
    assert session.scalars(select(UserSession.user_id)).all() == [present.user_id]


def test_a_deputy_who_follows_is_deputy_no_longer(session: Session) -> None:
    delegation = make_delegation(session)
    present, deputy = appoint(session, delegation), appoint(session, delegation, is_deputy=True)
    deputy.user.password_hash = "chosen"
    assert hand_over(session, present, email=deputy.user.email) == ""
    assert mandates(session, delegation) == [
        (present.user.email, NOW, NOW + HOUR, False),
        (deputy.user.email, NOW, NOW + HOUR, True),
        (deputy.user.email, NOW + HOUR, END, False),
    ]
    appoint(session, delegation, is_deputy=True, mandate_from=NOW + HOUR)


def test_a_deputy_is_followed_by_a_deputy(session: Session) -> None:
    delegation = make_delegation(session)
    appoint(session, delegation)
    deputy = appoint(session, delegation, is_deputy=True)
    hand_over(session, deputy)
    assert mandates(session, delegation)[-1] == ("next@mofa.example", NOW + HOUR, END, True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"at": NOW}, "mandate_from"),
        ({"at": END}, "mandate_from"),
        ({"mandate_until": NOW + HOUR}, "mandate_until"),
        ({"paper": " "}, "paper"),
    ],
)
def test_what_is_no_hand_over(session: Session, changes: dict[str, Any], field: str) -> None:
    delegation = make_delegation(session)
    present = appoint(session, delegation)
    with pytest.raises(RuleBroken) as refusal:
        hand_over(session, present, **changes)
    assert refusal.value.field == field


def test_nobody_follows_themselves_or_comes_from_an_office(session: Session) -> None:
    delegation = make_delegation(session)
    present = appoint(session, delegation)
    clerk = make_user(session, roles=[Role.BADGE_DESK])
    for email in (present.user.email, clerk.email):
        with pytest.raises(RuleBroken) as refusal:
            hand_over(session, present, email=email)
        assert refusal.value.field == "email"


def test_who_follows_later_already_keeps_the_hours(session: Session) -> None:
    delegation = make_delegation(session)
    present = appoint(session, delegation, mandate_until=NOW + 5 * HOUR)
    appoint(session, delegation, mandate_from=NOW + 5 * HOUR)
    with pytest.raises(MandateTaken):
        hand_over(session, present)


def test_the_only_focal_point_does_not_end_unsaid(session: Session) -> None:
    delegation = make_delegation(session)
    present, deputy = appoint(session, delegation), appoint(session, delegation, is_deputy=True)
    actions.end_mandate(session, SYSTEM, NOW + HOUR, focal_point=deputy)
    with pytest.raises(SuccessorMissing, match="Hand the mandate over"):
        actions.end_mandate(session, SYSTEM, NOW + HOUR, focal_point=present)
    assert present.mandate_until == END
    actions.end_mandate(session, SYSTEM, NOW + HOUR, focal_point=present, without_successor=True)
    assert present.mandate_until == NOW + HOUR


def test_a_mandate_is_handed_over_once(database: Database, at_once: Race) -> None:
    """DEL-30: four officers name four successors; one of them follows, and nothing overlaps."""
    with database.committing() as session:
        delegation = make_delegation(session)
        number, code = appoint(session, delegation).id, delegation.code

    def handing(who: int) -> Callable[[Session], object]:
        def deed(session: Session) -> object:
            found = queries.focal_point_of(session, queries.delegation_by_code(session, code).id, number)
            return hand_over(session, found, email=f"next{who}@mofa.example")

        return deed

    answers = at_once(*(handing(who) for who in range(4)))
    assert answers.count("done") == 1, answers
    assert sum("does not run at that hour" in answer for answer in answers) == 3, answers
    with database.reading() as session:
        rows = mandates(session, queries.delegation_by_code(session, code))
        assert [(start, end) for _, start, end, _ in rows] == [(NOW, NOW + HOUR), (NOW + HOUR, END)]


def test_an_officer_hands_a_mandate_over_on_the_page(database: Database, client_as: Sign, stage: Stage) -> None:
    officer = client_as(Role.PROTOCOL_OFFICER)
    own = f"/delegations/{stage.own}"
    with database.committing() as session:
        delegation = queries.delegation_by_code(session, stage.own)
        (number,) = session.scalars(select(FocalPoint.id).where(FocalPoint.delegation_id == delegation.id))
    page = officer.get(own).get_data(as_text=True)
    assert "No paper filed" in page
    assert "End the mandate" not in page
    paper_path, path = (f"{own}/focal-points/{number}/{tail}" for tail in ("paper", "succession"))
    assert "has filed no mandate" in officer.get(paper_path).get_data(as_text=True)
    with database.committing() as session:
        code = file(session, session.get_one(Delegation, delegation.id), reference="Letter <b>").code
    assert officer.send(paper_path, {"filed": "L-ZZZZZZZZ"}, from_page=paper_path).status_code == 422
    assert officer.send(paper_path, {"filed": code}, from_page=paper_path).location == own
    page = officer.get(own).get_data(as_text=True)
    assert "No paper filed" not in page
    assert f'href="{own}/papers/{code}"' in page
    values = {"name": "Nina <i>", "email": "nina@mofa.example", "mandate_until": "2099-11-01T00:00", "filed": code}
    late = officer.send(path, {**values, "mandate_from": "2020-01-01T08:00"}, from_page=path)
    assert (late.status_code, "This hour is over." in late.get_data(as_text=True)) == (422, True)
    shown = officer.send(path, values, from_page=path).get_data(as_text=True)
    assert "Nina &lt;i&gt;" in shown
    secret = shown.split("/invitations/")[1].split('"')[0]
    with database.reading() as session:
        assert usable_link(session, secret, "invitation", utc_now()).user.email == "nina@mofa.example"
        first, second = session.scalars(
            select(FocalPoint).where(FocalPoint.delegation_id == delegation.id).order_by(FocalPoint.id)
        )
        assert (first.mandate_until, second.paper) == (second.mandate_from, "Letter <b>")
    page = officer.get(own).get_data(as_text=True)
    assert page.index("Nina &lt;i&gt;") < page.index("Not in force")
    assert client_as(user=stage.contact).get(own).status_code == 404
    history = officer.get(f"{own}/history").get_data(as_text=True)
    assert "handed over the mandate of" in history


def test_only_the_protocol_department_changes_mandates(database: Database, client_as: Sign, stage: Stage) -> None:
    with database.reading() as session:
        number = session.scalars(select(FocalPoint.id)).one()
    for tail in ("paper", "succession"):
        path = f"/delegations/{stage.own}/focal-points/{number}/{tail}"
        assert client_as(user=stage.contact).get(path).status_code == 403
        assert client_as(Role.PROTOCOL_OFFICER).get(path.replace(stage.own, stage.foreign)).status_code == 404

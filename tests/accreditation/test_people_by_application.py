"""The list of people narrowed to the state of the application: always the state itself, and only for who may know it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.accreditation import actions
from summit.accreditation.lifecycle import AccreditationState
from summit.accreditation.models import Accreditation
from summit.delegations import queries
from summit.delegations.lifecycle import APPLICATION_NAMES
from summit.delegations.models import Participant
from summit.delegations.queries import PeopleFilters, Reach
from summit.foundation.db import Database
from summit.foundation.errors import Conflict
from summit.foundation.keyset import Place
from tests.accreditation.offices import LATER, WAY_TO, approved, in_state, officer, submitted
from tests.browser import PageClient
from tests.factories import appoint, make_delegation, make_participant, make_user

Sign = Callable[..., PageClient]


def listed(session: Session, state: str) -> set[str]:
    page = queries.people_listed(session, Reach(everything=True), PeopleFilters(application=state), Place())
    return {line.code for line in page.rows}


def test_the_names_are_the_states_of_an_application() -> None:
    assert list(APPLICATION_NAMES) == [state.value for state in AccreditationState]


def test_every_move_is_followed(session: Session) -> None:
    never_sent = make_participant(session, make_delegation(session, "JP"))
    by_state = {state.value: in_state(session, state).participant.code for state in WAY_TO}
    for state, code in {**by_state, "draft": never_sent.code}.items():
        assert listed(session, state) == {code}, state
    assert listed(session, "") == {*by_state.values(), never_sent.code}


def test_a_move_leaves_the_version_of_the_record(session: Session) -> None:
    """Who has the record open may still save it: nothing of it has changed."""
    participant = make_participant(session, make_delegation(session, "FR"))
    before = participant.version
    submitted(session, participant)
    session.expire(participant)
    assert (participant.version, participant.application) == (before, "submitted")


def test_of_two_decisions_the_list_shows_the_one_that_was_made(session: Session) -> None:
    found = approved(session)
    with pytest.raises(Conflict):
        actions.refuse(
            session, officer(session), LATER, accreditation=found, version=1, reason_code="over_quota", reason_text=""
        )
    assert listed(session, "approved") == {found.participant.code}
    assert session.scalars(select(Participant.application).join(Accreditation)).all() == ["approved"]


def test_who_may_not_know_of_applications_is_not_offered_them(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        mine, other = make_delegation(session, "LA"), make_delegation(session, "VN")
        sent, kept = make_participant(session, mine, badge_name="Sent"), make_participant(session, mine, badge_name="Kept")
        foreign = make_participant(session, other, badge_name="Foreign")
        for one in (sent, foreign):
            submitted(session, one)
        contact = make_user(session, roles=[Role.FOCAL_POINT])
        appoint(session, mine, user=contact)
        codes = {one.code for one in (sent, kept, foreign)}
        sent_code, foreign_code = sent.code, foreign.code

    def shown(client: PageClient) -> set[str]:
        page = client.get("/people?application=submitted&columns=application").get_data(as_text=True)
        return {code for code in codes if code in page}

    assert shown(client_as(Role.PROTOCOL_OFFICER)) == {sent_code, foreign_code}
    assert shown(client_as(user=contact)) == {sent_code}
    organizer = client_as(Role.ORGANIZER)
    assert shown(organizer) == codes
    page = organizer.get("/people?columns=application").get_data(as_text=True)
    assert ('name="application"' in page, 'id="column-application"' in page, "state-submitted" in page) == (False,) * 3

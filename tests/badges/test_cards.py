"""Single cards: reprints, voids, cards that people print themselves (BDG-03, BDG-06, ITU-VVIP)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from summit.accreditation.actions import open_category
from summit.accreditation.queries import categories
from summit.audit.models import AuditEntry
from summit.badges import actions, queries
from summit.badges.facts import RunSelection, SelectionKind
from summit.badges.models import Badge
from summit.badges.rules import CardNotPrinted, NotAdmitted, NotSelfPrinted, ReasonMissing
from summit.delegations.models import Participant
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, NotFound
from tests.badges.stage import admit, cards_of, desk, order, run_of
from tests.badges.test_runs import cancel, confirm, drop_admission
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

LATER = NOW + timedelta(days=1)


def printed(database: Database) -> tuple[Participant, Badge]:
    """A participant with a printed card."""
    with database.committing() as session:
        (person,) = admit(session)
    code = order(database)
    confirm(database, code)
    return person, cards_of(database, code)[0]


def reissue(database: Database, serial: str, reason: str = "lost at the hotel") -> Badge:
    with database.committing() as session:
        badge = queries.card_to_change(session, serial)
        return actions.reissue(session, desk(session), LATER, badge=badge, reason=reason)


def history(database: Database, person: Participant) -> list[tuple[str, int, str, str]]:
    with database.reading() as session:
        found = queries.cards_of(session, person)
        return [(card.serial, card.issue_number, card.state, card.reason) for card in found]


def test_a_second_print_is_a_new_issue_and_makes_the_first_void(database: Database) -> None:
    person, first = printed(database)
    fresh = reissue(database, first.serial)
    assert fresh.token_id != first.token_id
    assert history(database, person) == [
        (fresh.serial, 2, "queued", ""),
        (first.serial, 1, "void", "lost at the hotel"),
    ]
    assert fresh.run is not None
    assert run_of(database, fresh.run.code).state == "ready"
    with database.reading() as session:
        (line,) = session.scalars(select(AuditEntry).where(AuditEntry.verb == "reissue"))
        assert (line.object_code, line.reason) == (fresh.serial, "lost at the hotel")
        assert line.after == {"replaces": first.serial, "issue": "2"}
        assert [
                face.values["issue"][0].text for face in queries.faces_for(session, [person.id])
            ] == [f"{fresh.serial}  ·  issue 2"]


def test_a_second_print_asked_for_twice_happens_once(database: Database) -> None:
    person, first = printed(database)
    reissue(database, first.serial)
    with pytest.raises(ImpossibleMove, match="This badge is void"):
        reissue(database, first.serial)
    assert len(history(database, person)) == 2


def test_a_second_print_needs_a_reason_an_admission_and_a_first_print(database: Database) -> None:
    person, first = printed(database)
    for empty in ("", " \n"):
        with pytest.raises(ReasonMissing):
            reissue(database, first.serial, empty)
    with database.committing() as session:
        admit(session)
    (waiting,) = cards_of(database, order(database))
    with pytest.raises(CardNotPrinted):
        reissue(database, waiting.serial)
    drop_admission(database, person.id)
    with pytest.raises(NotAdmitted):
        reissue(database, first.serial)
    assert history(database, person) == [(first.serial, 1, "printed", "")]


def test_a_void_card_frees_its_person_for_the_next_run(database: Database) -> None:
    person, first = printed(database)
    with database.committing() as session:
        badge = queries.card_to_change(session, first.serial)
        actions.void_badge(session, desk(session), LATER, badge=badge, reason="reported lost")
        with pytest.raises(ImpossibleMove):
            actions.void_badge(session, desk(session), LATER, badge=badge, reason="again")
    (fresh,) = cards_of(database, order(database))
    assert history(database, person) == [
        (fresh.serial, 2, "queued", ""),
        (first.serial, 1, "void", "reported lost"),
    ]


def own(database: Database, person: Participant) -> Badge:
    with database.committing() as session:
        participant = session.get_one(Participant, person.id)
        return actions.issue_for_self(session, SYSTEM, NOW, participant=participant)


def test_people_print_their_own_badge_where_the_category_allows_it(database: Database) -> None:
    with database.committing() as session:
        (delegate,) = admit(session)
        (journalist,) = admit(session, category="M")
        draft = make_participant(session, make_delegation(session, "FR"))
    first = own(database, delegate)
    assert (first.state, first.issue_number, first.printed_at, first.run_id) == ("printed", 1, NOW, None)
    assert own(database, delegate).serial == first.serial
    with database.reading() as session:
        participant = session.get_one(Participant, delegate.id)
        assert queries.own_badge_pdf(session, participant=participant).startswith(b"%PDF-1.4")
    with pytest.raises(NotSelfPrinted, match="handed out at the accreditation centre"):
        own(database, journalist)
    with pytest.raises(NotAdmitted):
        own(database, draft)
    drop_admission(database, delegate.id)
    with database.reading() as session, pytest.raises(NotAdmitted):
        queries.own_badge_pdf(session, participant=session.get_one(Participant, delegate.id))
    with database.reading() as session, pytest.raises(NotFound):
        queries.own_badge_pdf(session, participant=session.get_one(Participant, draft.id))


def test_a_card_of_a_cancelled_run_becomes_the_own_card(database: Database) -> None:
    with database.committing() as session:
        (delegate,) = admit(session)
    code = order(database)
    (waiting,) = cards_of(database, code)
    cancel(database, code)
    mine = own(database, delegate)
    assert (mine.serial, mine.state, mine.run_id) == (waiting.serial, "printed", None)
    assert cards_of(database, code) == []


def test_a_category_that_is_gone_is_left_out_by_name(database: Database) -> None:
    with database.committing() as session:
        admit(session)
        facts = categories(session)["D"]
        open_category(session, replace(facts, zones=("R", "B", "G")))
    with database.reading() as session:
        people = session.scalars(select(Participant.id)).all()
        assert queries.faces_for(session, people) == []
    (card,) = cards_of(database, order(database, RunSelection(SelectionKind.CATEGORY, "D")))
    with database.reading() as session:
        (face,) = queries.faces_for(session, [card.participant_id])
    assert face.category.zones == ("R", "B", "G")

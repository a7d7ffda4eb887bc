"""Print runs: who gets a card, and what becomes of it (BDG-03, BDG-07, DEL-03)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.accreditation.actions import suspend
from summit.accreditation.queries import accreditation_of
from summit.audit.models import AuditEntry
from summit.badges import actions, queries
from summit.badges.facts import DeskCounts, LeftOut, RunSelection, SelectionKind
from summit.badges.models import Badge
from summit.badges.rules import NobodyToPrint, UnknownSerials
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Participant
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, NotFound, StaleVersion
from tests.accreditation.offices import officer
from tests.badges.stage import WAITING, admit, cards_of, counted, desk, order, run_of
from tests.factories import NOW, make_delegation, make_participant


def confirm(database: Database, code: str, *misprints: str) -> None:
    with database.committing() as session:
        run = queries.run_to_change(session, code)
        actions.confirm_run(session, desk(session), NOW, run=run, version=run.version, misprints=misprints)


def drop_admission(database: Database, participant_id: int) -> None:
    with database.committing() as session:
        participant = session.get_one(Participant, participant_id)
        accreditation = accreditation_of(session, participant)
        assert accreditation is not None
        suspend(
            session,
            officer(session, Role.PROTOCOL_OFFICER),
            NOW,
            accreditation=accreditation,
            version=accreditation.version,
            reason_code="badge_lost",
        )


def test_a_run_freezes_the_admitted_in_the_order_of_the_envelopes(database: Database) -> None:
    with database.committing() as session:
        vietnam = admit(session, 2, code="VN")
        france = admit(session, 2, code="FR")
        head = admit(session, 1, code="FR", function=DelegateFunction.HOD)
        draft = make_participant(session, make_delegation(session, "FR"))
        expected = [*head, *france, *vietnam]
    code = order(database)

    run, cards = run_of(database, code), cards_of(database, code)
    assert run.state == "ready"
    assert run.title == "Approved and not yet printed"
    assert [card.participant_id for card in cards] == [one.id for one in expected]
    assert [(card.state, card.issue_number, card.place) for card in cards] == [
        ("queued", 1, place) for place in range(1, 6)
    ]
    assert len({card.serial for card in cards} | {card.token_id for card in cards}) == 10
    with database.reading() as session:
        assert queries.run_file(session, run).stat().st_size > 5_000
        assert queries.desk_counts(session) == DeskCounts(admitted=5, waiting=0, queued=5, printed=0)
        assert session.scalars(select(Badge).where(Badge.participant_id == draft.id)).all() == []


def test_a_selection_says_whom_it_leaves_out_and_why(database: Database) -> None:
    with database.committing() as session:
        printed, waiting, in_run, lost = admit(session, 4)
        draft = make_participant(session, make_delegation(session, "FR"))
    first = order(database, RunSelection(SelectionKind.PARTICIPANT, printed.code))
    confirm(database, first)
    order(database, RunSelection(SelectionKind.PARTICIPANT, in_run.code))
    drop_admission(database, lost.id)

    code = order(database, RunSelection(SelectionKind.DELEGATION, waiting.delegation.code))
    run = run_of(database, code)
    assert run.title == "Delegation: France"
    assert [card.participant_id for card in cards_of(database, code)] == [waiting.id]
    with database.reading() as session:
        assert queries.left_out_of(run) == {
            printed.code: LeftOut.HAS_BADGE,
            in_run.code: LeftOut.IN_ANOTHER_RUN,
            lost.code: LeftOut.NOT_ADMITTED,
            draft.code: LeftOut.NOT_ADMITTED,
        }
        lines = queries.left_out_lines(session, queries.left_out_of(run))
    assert {(line.code, line.reason) for line in lines} == {
        (printed.code, "has a printed badge; a second one is a reprint"),
        (in_run.code, "is in another print run"),
        (lost.code, "not approved, or changed since the approval"),
        (draft.code, "not approved, or changed since the approval"),
    }


def test_a_run_by_category_takes_that_category(database: Database) -> None:
    with database.committing() as session:
        delegate = admit(session, 1)
        admit(session, 1, category="M")
    code = order(database, RunSelection(SelectionKind.CATEGORY, "D"))
    assert run_of(database, code).title == "Category D: Delegate"
    assert [card.participant_id for card in cards_of(database, code)] == [delegate[0].id]


def test_nobody_to_print_is_said_with_the_reasons_and_leaves_nothing(database: Database) -> None:
    with database.committing() as session:
        (printed,) = admit(session)
        make_participant(session, make_delegation(session, "FR"))
    confirm(database, order(database))
    with pytest.raises(NobodyToPrint) as found:
        order(database, RunSelection(SelectionKind.DELEGATION, printed.delegation.code))
    assert found.value.sentence == (
        "There is nobody to print. 1 has a printed badge; a second one is a reprint; "
        "1 not approved, or changed since the approval."
    )
    with pytest.raises(NobodyToPrint, match=r"^There is nobody to print.$"):
        order(database)
    with database.reading() as session:
        assert len(session.scalars(queries.runs()).all()) == 1
    for selection in (
        RunSelection(SelectionKind.DELEGATION, "D-X"),
        RunSelection(SelectionKind.CATEGORY, "Q"),
    ):
        with pytest.raises(NotFound):
            order(database, selection)


def test_confirming_prints_the_good_cards_and_voids_the_misprints(database: Database) -> None:
    with database.committing() as session:
        admit(session, 3)
    code = order(database)
    good, bad, other = cards_of(database, code)
    with pytest.raises(UnknownSerials, match="Not a card of this run: B-NONE"):
        confirm(database, code, "B-NONE", bad.serial)
    assert run_of(database, code).state == "ready"

    confirm(database, code, bad.serial)
    assert run_of(database, code).state == "confirmed"
    assert [(card.serial, card.state, card.printed_at, card.reason) for card in cards_of(database, code)] == [
        (good.serial, "printed", NOW, ""),
        (bad.serial, "void", None, "misprint"),
        (other.serial, "printed", NOW, ""),
    ]
    again = cards_of(database, order(database))
    assert [(card.participant_id, card.issue_number) for card in again] == [(bad.participant_id, 2)]
    with pytest.raises(ImpossibleMove):
        confirm(database, code)


def test_every_step_stands_in_the_journal(database: Database) -> None:
    with database.committing() as session:
        admit(session, 2)
    code = order(database)
    spoiled = cards_of(database, code)[0].serial
    confirm(database, code, spoiled)
    with database.reading() as session:
        lines = session.scalars(
            select(AuditEntry)
            .where(AuditEntry.object_kind.in_(["print_run", "badge"]))
            .order_by(AuditEntry.id)
        ).all()
    assert [(line.verb, line.object_code, line.after, line.reason) for line in lines] == [
        ("order", code, {"title": "Approved and not yet printed", "cards": "2", "left_out": "0"}, ""),
        ("finish", code, {}, ""),
        ("void", spoiled, {}, "misprint"),
        ("confirm", code, {"printed": "1", "misprints": "1"}, ""),
    ]


def test_the_operator_decides_on_what_the_page_showed(database: Database) -> None:
    with database.committing() as session:
        admit(session)
    code = order(database)
    stale = run_of(database, code).version - 1
    for action in (actions.confirm_run, actions.cancel_run, actions.resume_run):
        with (
            database.committing() as session,
            pytest.raises(StaleVersion, match=f"{code} is ready meanwhile"),
        ):
            action(session, desk(session), NOW, run=queries.run_to_change(session, code), version=stale)


def cancel(database: Database, code: str) -> None:
    with database.committing() as session:
        run = queries.run_to_change(session, code)
        actions.cancel_run(session, desk(session), NOW, run=run, version=run.version)


def resume(database: Database, code: str) -> None:
    with database.committing() as session:
        run = queries.run_to_change(session, code)
        actions.resume_run(session, desk(session), NOW, run=run, version=run.version)


def test_a_cancelled_run_is_taken_up_again_with_the_same_cards(database: Database) -> None:
    with database.committing() as session:
        admit(session, 3)
    code = order(database)
    before = cards_of(database, code)
    with database.reading() as session:
        path = queries.run_file(session, run_of(database, code))
    drawn = path.read_bytes()
    path.unlink()

    cancel(database, code)
    assert run_of(database, code).state == "cancelled"
    resume(database, code)
    assert run_of(database, code).state == "ready"
    after = cards_of(database, code)
    assert [(card.serial, card.token_id, card.place) for card in after] == [
        (card.serial, card.token_id, card.place) for card in before
    ]
    assert path.read_bytes() == drawn, "the same list gives the same file (DOC-00)"


def test_a_resumed_run_drops_who_lost_the_admission(database: Database) -> None:
    with database.committing() as session:
        kept, lost = admit(session, 2)
    code = order(database)
    cancel(database, code)
    drop_admission(database, lost.id)
    resume(database, code)
    assert [(card.participant_id, card.state, card.reason) for card in cards_of(database, code)] == [
        (kept.id, "queued", ""),
        (lost.id, "void", "no longer admitted when the run was taken up again"),
    ]


def test_cards_of_a_cancelled_run_go_over_into_the_next(database: Database) -> None:
    with database.committing() as session:
        one, two = admit(session, 2)
    first = order(database)
    cancel(database, first)
    serials = {card.participant_id: card.serial for card in cards_of(database, first)}
    with database.reading() as session:
        assert queries.desk_counts(session) == DeskCounts(admitted=2, waiting=2, queued=0, printed=0)

    second = order(database, RunSelection(SelectionKind.PARTICIPANT, one.code))
    assert [(card.serial, card.issue_number) for card in cards_of(database, second)] == [(serials[one.id], 1)]
    assert [card.serial for card in cards_of(database, first)] == [serials[two.id]]
    order(database)
    with pytest.raises(NobodyToPrint):
        resume(database, first)
    assert run_of(database, first).state == "cancelled"


def test_only_a_printable_state_moves(database: Database) -> None:
    with database.committing() as session:
        admit(session)
    code = order(database)
    with pytest.raises(
        ImpossibleMove, match="This print run is ready, so it is not possible to resume it now"
    ):
        resume(database, code)
    cancel(database, code)
    for move in (cancel, confirm):
        with pytest.raises(ImpossibleMove):
            move(database, code)


def test_the_questions_of_a_run_do_not_grow_with_its_people(database: Database) -> None:
    with database.committing() as session:
        admit(session, 2)
        actor = desk(session)
    asked = []
    for more in (12, 0):
        with database.committing() as session, counted(database) as sent:
            actions.order_run(session, actor, NOW, selection=WAITING)
        asked.append([statement for statement in sent if statement.startswith("SELECT")])
        if more:
            with database.committing() as session:
                admit(session, more)
    assert 0 < len(asked[0]) == len(asked[1]) < 12

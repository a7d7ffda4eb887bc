"""Lost, stolen and damaged cards: dead at once, replaced only after an approval and a check by two persons (BDG-03)."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.audit.facts import Actor
from summit.audit.models import AuditEntry
from summit.badges import actions, queries
from summit.badges.facts import RunSelection, SelectionKind, TokenState
from summit.badges.lifecycle import LossKind
from summit.badges.models import Badge, BadgeLoss
from summit.badges.rules import (
    CardIsOut,
    IdentityUnchecked,
    NobodyToPrint,
    NotAdmitted,
    ReasonMissing,
    ReplacementNotApproved,
    SamePerson,
)
from summit.delegations.models import Participant
from summit.delegations.queries import Reach
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, NotFound, StaleVersion
from tests.badges.stage import cards_of, desk, order
from tests.badges.test_cards import own
from tests.badges.test_custody import at_desk, hand_over, states, token_state
from tests.badges.test_races import AT_ONCE, together
from tests.badges.test_runs import confirm, drop_admission
from tests.factories import NOW, make_delegation, make_user

EVERYTHING = Reach(everything=True)


def officer(session: Session) -> Actor:
    return actor_of(make_user(session, roles=[Role.ACCREDITATION_OFFICER]))


def out(database: Database) -> Badge:
    """A card that its bearer has in hand."""
    (card,) = at_desk(database, 1)
    hand_over(database, [card])
    return card


def report(database: Database, card: Badge, *, kind: LossKind = LossKind.LOST, circumstances: str = "in a taxi") -> str:
    with database.committing() as session:
        badge = queries.card_to_change(session, card.serial)
        return actions.report_loss(
            session, desk(session), NOW, badge=badge, kind=kind, circumstances=circumstances
        ).code


def approve(database: Database, code: str, version: int = 0) -> None:
    with database.committing() as session:
        loss = queries.loss_to_change(session, code)
        actions.approve_replacement(session, officer(session), NOW, loss=loss, version=version or loss.version)


def refuse(database: Database, code: str, *, reason: str) -> None:
    with database.committing() as session:
        loss = queries.loss_to_change(session, code)
        actions.refuse_replacement(session, officer(session), NOW, loss=loss, version=loss.version, reason=reason)


def replace(
    database: Database, code: str, *, document: str = "passport", is_compared: bool = True, actor: Actor | None = None
) -> Badge:
    with database.committing() as session:
        loss = queries.loss_to_change(session, code)
        return actions.replace(
            session, actor or desk(session), NOW, loss=loss, document=document, is_compared=is_compared
        )


@pytest.mark.parametrize("kind", LossKind)
def test_a_reported_card_is_dead_at_once(database: Database, kind: LossKind) -> None:
    card = out(database)
    assert token_state(database, card) is TokenState.LIVE
    report(database, card, kind=kind)
    assert token_state(database, card) is TokenState(kind.value)
    with database.reading() as session:
        assert not queries.is_live(session, card.token_id)
        assert session.scalars(queries.live_tokens()).all() == []
        assert queries.live_card_of(session, card.participant_id) is None
    with pytest.raises(ImpossibleMove):
        report(database, card)


def test_a_report_says_where_and_when_and_needs_a_printed_card(database: Database) -> None:
    card = out(database)
    with pytest.raises(ReasonMissing):
        report(database, card, circumstances=" \n")
    assert states(database) == {card.serial: "handed_out"}
    report(database, card, circumstances="in  a taxi")
    with database.reading() as session:
        (line,) = session.scalars(select(AuditEntry).where(AuditEntry.verb == "report_lost"))
    assert (line.object_code, line.before, line.reason) == (card.serial, {"state": "handed_out"}, "in a taxi")


def test_approval_then_identity_check_make_the_next_issue(database: Database) -> None:
    card = out(database)
    code = report(database, card)
    with pytest.raises(ImpossibleMove):
        replace(database, code)
    approve(database, code)
    for document, is_compared in (("", True), ("passport", False)):
        with pytest.raises(IdentityUnchecked):
            replace(database, code, document=document, is_compared=is_compared)
    fresh = replace(database, code)
    assert (fresh.issue_number, fresh.participant_id) == (2, card.participant_id)
    assert fresh.token_id != card.token_id
    assert fresh.run is not None
    confirm(database, fresh.run.code)
    assert states(database) == {card.serial: "lost", fresh.serial: "printed"}
    assert token_state(database, fresh) is TokenState.LIVE
    assert token_state(database, card) is TokenState.LOST
    with database.reading() as session:
        (line,) = queries.loss_lines(session, session.scalars(queries.losses_within(EVERYTHING)).all(), for_host=True)
        assert [face.serial for face in queries.faces_for(session, [card.participant_id])] == [fresh.serial]
    assert (line.state, line.replacement, line.kind, line.issue_number) == ("replaced", fresh.serial, "lost", 1)
    with pytest.raises(ImpossibleMove):
        replace(database, code)


def test_nobody_gets_a_new_card_round_the_approval(database: Database) -> None:
    card = out(database)
    report(database, card)
    for selection in (RunSelection(SelectionKind.WAITING), RunSelection(SelectionKind.EVERYONE)):
        with pytest.raises(NobodyToPrint):
            order(database, selection)
    with database.reading() as session:
        participant = session.get_one(Participant, card.participant_id)
        counts = queries.desk_counts(session)
        selection = RunSelection(SelectionKind.PARTICIPANT, participant.code)
    assert (counts.admitted, counts.waiting, counts.lost) == (1, 0, 1)
    with pytest.raises(NobodyToPrint, match="the new one is ordered on the page of that report"):
        order(database, selection)
    with pytest.raises(ReplacementNotApproved):
        own(database, participant)


def test_a_refusal_says_why_and_can_be_thought_over(database: Database) -> None:
    code = report(database, out(database))
    with pytest.raises(ReasonMissing):
        refuse(database, code, reason="")
    refuse(database, code, reason="third loss")
    with pytest.raises(StaleVersion):
        approve(database, code, version=1)
    with pytest.raises(ImpossibleMove):
        replace(database, code)
    approve(database, code)
    assert replace(database, code).issue_number == 2


def test_who_approved_does_not_check_the_identity(database: Database) -> None:
    code = report(database, out(database))
    with database.committing() as session:
        both = actor_of(make_user(session, roles=[Role.ACCREDITATION_OFFICER, Role.BADGE_DESK]))
        loss = queries.loss_to_change(session, code)
        actions.approve_replacement(session, both, NOW, loss=loss, version=loss.version)
    with pytest.raises(SamePerson):
        replace(database, code, actor=both)
    with database.committing() as session, pytest.raises(IntegrityError), session.begin_nested():
        session.execute(update(BadgeLoss).values(checked_by=BadgeLoss.decided_by))
    assert replace(database, code).issue_number == 2


def test_who_lost_the_admission_too_gets_no_new_card(database: Database) -> None:
    card = out(database)
    code = report(database, card)
    approve(database, code)
    drop_admission(database, card.participant_id)
    with pytest.raises(NotAdmitted):
        replace(database, code)
    assert states(database) == {card.serial: "lost"}


def test_replacements_at_the_same_moment_make_one_card(database: Database) -> None:
    card = out(database)
    code = report(database, card)
    approve(database, code)
    answers = together([lambda: replace(database, code).issue_number] * AT_ONCE)
    assert [answer for answer in answers if isinstance(answer, int)] == [2], answers
    assert sorted(states(database).values()) == ["lost", "queued"]


def test_a_report_of_another_delegation_is_not_found(database: Database) -> None:
    code = report(database, out(database))
    with database.committing() as session:
        own, other = (make_delegation(session, party).id for party in ("FR", "VN"))
    with database.reading() as session:
        near, far = Reach(delegations=frozenset({own})), Reach(delegations=frozenset({other}))
        assert queries.loss_within(session, near, code).code == code
        with pytest.raises(NotFound):
            queries.loss_within(session, far, code)
        assert session.scalars(queries.losses_within(far)).all() == []
        (line,) = queries.loss_lines(session, session.scalars(queries.losses_within(near)).all(), for_host=False)
    assert (line.reported_by_name, line.decided_by_name) == ("", "")


def test_the_command_line_says_that_a_badge_is_reported_lost(app: Flask, database: Database) -> None:
    card = out(database)
    with database.reading() as session:
        (face,) = queries.faces_for(session, [card.participant_id])

    def verify() -> tuple[int, str]:
        with app.app_context():
            told = app.test_cli_runner().invoke(args=["badges", "verify", face.token, "--at", "2025-10-25T03:00"])
        return told.exit_code, told.output

    assert verify()[0] == 0
    report(database, card)
    code, output = verify()
    assert (code, "it opens no door: reported lost." in output) == (1, True), output


def test_a_card_that_is_out_is_not_replaced_on_the_word_of_the_desk(database: Database) -> None:
    card = out(database)
    for act in (actions.reissue, actions.void_badge):
        with database.committing() as session:
            actor, badge = desk(session), queries.card_to_change(session, card.serial)
            with pytest.raises(CardIsOut, match=f"Card {card.serial} is out with its bearer"):
                act(session, actor, NOW, badge=badge, reason="the code is scratched")
    assert states(database) == {card.serial: "handed_out"}
    assert token_state(database, card) is TokenState.LIVE


def test_the_way_to_a_new_card_is_the_report_or_the_return(database: Database) -> None:
    damaged = out(database)
    code = report(database, damaged, kind=LossKind.DAMAGED, circumstances="the code is scratched")
    with pytest.raises(ImpossibleMove):
        replace(database, code)
    approve(database, code)
    fresh = replace(database, code)
    assert states(database) == {damaged.serial: "damaged", fresh.serial: "queued"}
    assert fresh.run is not None
    confirm(database, fresh.run.code)
    hand_over(database, [fresh])
    with database.committing() as session:
        actions.take_back(session, desk(session), NOW, badge=queries.card_to_change(session, fresh.serial))
        person = session.get_one(Participant, fresh.participant_id).code
    (third,) = cards_of(database, order(database, RunSelection(SelectionKind.PARTICIPANT, person)))
    assert (third.issue_number, states(database)[fresh.serial]) == (3, "returned")


def test_the_shell_draws_no_second_copy_of_a_card_that_is_out(
    app: Flask, database: Database, tmp_path: Path
) -> None:
    card = out(database)
    with database.reading() as session:
        code = session.get_one(Participant, card.participant_id).code
    target = tmp_path / "copy.pdf"
    told = app.test_cli_runner().invoke(args=["badges", "render", "--participant", code, "--out", str(target)])
    assert (told.exit_code, target.exists()) == (1, False)
    assert f"Card {card.serial} is out with its bearer." in told.output

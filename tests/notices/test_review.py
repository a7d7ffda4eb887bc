"""What an officer does with a letter: releases, discards, repeats, notes that it came back."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.models import AuditEntry
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, NotFound
from summit.foundation.keyset import Place
from summit.notices import actions, queries
from summit.notices.actions.reviewing import AlreadyRepeated
from summit.notices.facts import NoticeFilters
from summit.notices.kinds import BY_CODE
from summit.notices.letters import HIDDEN
from summit.notices.models import Notice
from summit.notices.rules import HELD_BY_BOUNCE, HELD_BY_KIND
from tests.factories import NOW, SYSTEM
from tests.notices.conftest import LINK, NEWS, RESET, at_once, tell_news, write


def hold_news(session: Session, *, is_held: bool = True) -> None:
    actions.set_review(session, SYSTEM, NOW, kind=BY_CODE[NEWS], is_held=is_held)


def sent(session: Session, key: str = "news") -> Notice:
    notice = tell_news(session, key)
    notice.state, notice.sent_at = "sent", NOW
    session.flush()
    return notice


def test_letters_of_a_reviewed_kind_wait_until_they_are_released(session: Session) -> None:
    hold_news(session)
    held, free = tell_news(session), write(session)
    assert (held.state, held.note, free.state) == ("held", HELD_BY_KIND, "queued")
    actions.release(session, SYSTEM, NOW, notice=held)
    assert (held.state, held.note, held.next_try_at) == ("queued", "", NOW)
    with pytest.raises(ImpossibleMove, match="This letter is queued, so it is not possible to release it now"):
        actions.release(session, SYSTEM, NOW, notice=held)
    hold_news(session, is_held=False)
    assert tell_news(session, "later").state == "queued"
    lines = session.scalars(select(AuditEntry).where(AuditEntry.object_kind.in_(("notice", "letter_kind"))))
    assert [(line.verb, line.object_code) for line in lines] == [
        ("hold", "bilaterals-news"), ("release", held.code), ("let_go", "bilaterals-news")
    ]  # fmt: skip


def test_a_discarded_letter_is_kept_and_never_sent(session: Session) -> None:
    hold_news(session)
    held = tell_news(session)
    actions.discard(session, SYSTEM, NOW, notice=held)
    assert held.state == "discarded"
    assert actions.claim_next(session, utc_now()) is None
    for act in (actions.release, actions.discard, actions.note_return):
        with pytest.raises(ImpossibleMove):
            act(session, SYSTEM, NOW, notice=held)
    assert "A delegation asks" in (queries.notice_page(session, held.code).body or "")


def test_two_officers_at_once_make_one_decision(app: Flask, database: Database) -> None:
    with database.committing() as session:
        hold_news(session)
        code = tell_news(session).code

    def decide(verb: str) -> str:
        try:
            with database.committing() as session:
                getattr(actions, verb)(session, SYSTEM, NOW, notice=queries.notice_by_code(session, code))
        except ImpossibleMove:
            return "refused"
        return verb

    told = at_once(app, lambda: decide("release"), lambda: decide("discard"), lambda: decide("release"))
    (decided,) = [one for one in told if one != "refused"]
    with database.reading() as session:
        assert queries.notice_by_code(session, code).state == ("queued" if decided == "release" else "discarded")


def test_a_sent_letter_is_repeated_as_a_copy_and_once(session: Session) -> None:
    original = sent(session)
    copy = actions.repeat(session, SYSTEM, NOW, notice=original, copies=0)
    assert (copy.state, copy.recipient, copy.subject, copy.copy_of) == (
        "queued", original.recipient, original.subject, original.code
    )  # fmt: skip
    assert copy.code != original.code
    assert queries.letter(session, copy.code)[1] == queries.letter(session, original.code)[1]
    with pytest.raises(AlreadyRepeated, match="just sent this letter again"):
        actions.repeat(session, SYSTEM, NOW, notice=original, copies=0)
    actions.repeat(session, SYSTEM, NOW, notice=original, copies=1)
    assert len(queries.notice_page(session, original.code).copies) == 2




@pytest.mark.parametrize("state", ["failed", "bounced"])
def test_a_letter_that_did_not_arrive_is_tried_anew(session: Session, state: str) -> None:
    notice = tell_news(session)
    notice.state, notice.attempts, notice.note = state, 6, "Given up"
    session.flush()
    again = actions.repeat(session, SYSTEM, NOW, notice=notice, copies=0)
    assert again is notice
    assert (notice.state, notice.attempts, notice.note, notice.next_try_at) == ("queued", 0, "", NOW)


@pytest.mark.parametrize("state", ["held", "queued", "discarded"])
def test_what_is_not_sent_cannot_be_repeated(session: Session, state: str) -> None:
    notice = tell_news(session)
    notice.state = state
    session.flush()
    with pytest.raises(ImpossibleMove):
        actions.repeat(session, SYSTEM, NOW, notice=notice, copies=0)


def test_an_address_that_came_back_is_held_until_it_is_cleared(session: Session) -> None:
    notice = sent(session)
    actions.note_return(session, SYSTEM, NOW, notice=notice)
    assert notice.state == "bounced"
    (line,) = queries.bounced_addresses(session)
    assert (line.address, line.notice_code) == (notice.recipient, notice.code)
    held = tell_news(session, "second")
    assert (held.state, held.note) == ("held", HELD_BY_BOUNCE)
    actions.clear_address(session, SYSTEM, NOW, bounced=queries.bounced_address(session, line.id))
    assert tell_news(session, "third").state == "queued"
    with pytest.raises(NotFound):
        queries.bounced_address(session, line.id)
    said = session.scalars(select(AuditEntry)).all()
    assert all(notice.recipient not in f"{one.before}{one.after}{one.reason}{one.object_code}" for one in said)


def test_an_officer_reads_a_letter_without_the_link_that_opens_something(session: Session) -> None:
    notice = write(session)
    page = queries.notice_page(session, notice.code)
    assert page.body is not None
    assert LINK not in page.body
    assert HIDDEN in page.body
    notice.secrets_sealed = None  # as letters are that were written before links were kept apart
    assert queries.notice_page(session, notice.code).body is None


def test_the_outbox_is_filtered_and_paged_from_a_row_on(session: Session) -> None:
    codes = [tell_news(session, f"n{number}", to=f"one{number}@delegation.example").code for number in range(60)]
    write(session, to="Fifty%_@other.example")
    first = queries.letters_listed(session, NoticeFilters(kind=NEWS), Place())
    assert [line.code for line in first.rows] == codes[:9:-1]
    assert (first.total, first.next) == (60, codes[10])
    second = queries.letters_listed(session, NoticeFilters(kind=NEWS), Place(after=first.next))
    assert [line.code for line in second.rows] == codes[9::-1]
    found = queries.letters_listed(session, NoticeFilters(recipient="fifty%_"), Place())
    assert [line.kind_title for line in found.rows] == [BY_CODE[RESET].title]
    assert queries.letters_listed(session, NoticeFilters(recipient="%"), Place()).total == 1
    assert queries.letters_listed(session, NoticeFilters(state="sent"), Place()).total == 0
    assert queries.counts_by_state(session) == {
        "held": 0, "queued": 61, "sent": 0, "failed": 0, "bounced": 0, "discarded": 0
    }  # fmt: skip

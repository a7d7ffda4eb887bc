"""Letters go out: nothing is lost, none goes twice, and who reads the outbox learns why one did not (trust-and-ux 4.17)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config import BadConfiguration, Config, MailServer
from summit.audit.models import AuditEntry
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.jobs import Job
from summit.notices import actions
from summit.notices.facts import Envelope, Outcome
from summit.notices.mail import MailRun, message_of
from summit.notices.models import BouncedAddress, Notice
from summit.notices.rules import CLAIM, HELD_AS_STALE, HELD_BY_BOUNCE, MOST_TRIES, PAUSES
from tests.notices.conftest import LINK, SENDER, at_once, write
from tests.notices.mailbox import Mailbox

HOUR = timedelta(hours=1)


def run(app: Flask) -> str:
    told = app.test_cli_runner().invoke(args=["notices", "send"])
    assert told.exit_code == 0, told.output
    return told.output.strip()


def make_due(database: Database, at: datetime | None = None) -> None:
    """Whatever is queued is due now."""
    with database.committing() as session:
        for notice in session.scalars(select(Notice)):
            notice.next_try_at = at or utc_now()


def only(session: Session) -> Notice:
    return session.scalars(select(Notice)).one()


def past(database: Database, **more: object) -> Notice:
    """One letter that was written an hour ago, so that the command finds it due; no job was asked for."""
    with database.committing() as session:
        return write(session, at=utc_now() - HOUR, **more)


def without_server(database: Database) -> Callable[[], None]:
    """Letters written from now on cause no job; the returned function puts the server back."""
    config = database.config
    database.config = replace(config, mail_server=None)

    def put_back() -> None:
        database.config = config

    return put_back


@pytest.fixture
def waiting(database: Database, mailbox: Mailbox) -> Notice:
    """A letter that waits, and a mail server that nobody has visited."""
    put_back = without_server(database)
    notice = past(database)
    put_back()
    return notice


def test_a_letter_arrives_as_it_was_written(app: Flask, database: Database, mailbox: Mailbox) -> None:
    put_back = without_server(database)
    name = "Zoë\r\nBcc: everybody@evil.example <b>\u202e"
    code = past(database, name=name, to="zoe@delegation.example").code
    put_back()
    assert run(app) == "1 sent"
    ((recipients, message),) = mailbox.letters
    assert recipients == ["zoe@delegation.example"]
    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language", "Content-Type",
        "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert message["From"] == SENDER
    assert message["To"] == "zoe@delegation.example"
    assert message["Message-ID"] == f"<{code}@ministry.example>"
    assert message.get_content_type() == "text/plain"
    assert message.get_content().startswith("Zoë Bcc: everybody@evil. example <b>,\r\n")
    assert LINK in message.get_content()
    with database.reading() as session:
        notice = only(session)
        assert (notice.state, notice.attempts, notice.note) == ("sent", 1, "")
        assert notice.sent_at is not None
        lines = session.execute(
            select(AuditEntry.verb, AuditEntry.actor_name).where(AuditEntry.object_code == notice.code)
        ).all()
        assert lines == [("send", "Delivery of letters")]
    assert run(app) == "Nothing is due."
    assert len(mailbox.letters) == 1


@pytest.mark.parametrize("address", ["", "nobody", "a@b\r\nBcc: x@evil.example", "a b@c.example, d@e.example", "@"])
def test_an_address_that_is_none_comes_back_and_is_written_to_nobody(
    app: Flask, database: Database, mailbox: Mailbox, address: str
) -> None:
    put_back = without_server(database)
    past(database, to=address)
    put_back()
    assert run(app) == "1 came back"
    assert mailbox.letters == []


def test_a_header_cannot_be_forged_even_by_a_subject_that_holds_a_line() -> None:
    envelope = Envelope(1, "N-1", "a@b.example", "Hello\r\nBcc: x@evil.example", "Text", "en", utc_now(), 1)
    with pytest.raises(ValueError, match="linefeed|newline|line"):
        message_of(envelope, SENDER)


def test_what_is_rolled_back_is_not_sent(app: Flask, database: Database, mailbox: Mailbox) -> None:
    def fail_after_writing(session: Session) -> None:
        write(session)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), database.committing() as session:
        fail_after_writing(session)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Notice)) == 0
        assert session.scalar(select(func.count()).select_from(Job)) == 0
    assert run(app) == "Nothing is due."
    assert mailbox.letters == []


def test_a_worker_sends_as_soon_as_the_change_is_committed(database: Database, mailbox: Mailbox) -> None:
    with database.committing() as session:
        for number in range(3):
            write(session, f"cause {number}", to=f"one{number}@delegation.example")
        assert mailbox.letters == []
    arrived = sorted(recipients[0] for recipients, _ in mailbox.letters)
    assert arrived == [f"one{number}@delegation.example" for number in range(3)]
    with database.reading() as session:
        assert [(job.kind, job.state) for job in session.scalars(select(Job))] == [("letters", "done")]


def test_a_kill_between_sending_and_marking_repeats_it_under_the_same_message_id(
    app: Flask, database: Database, mailbox: Mailbox, waiting: Notice
) -> None:
    with database.committing() as session:
        envelope = actions.claim_next(session, utc_now())
    assert envelope is not None
    with MailRun(mailbox.server, SENDER) as visit:
        assert visit.carry(envelope) == Outcome("send")
    assert run(app) == "Nothing is due."  # whoever was killed still has its claim on the letter
    with database.reading() as session:
        assert only(session).state == "queued"
    make_due(database)
    assert run(app) == "1 sent"
    assert [message["Message-ID"] for message in mailbox.messages] == [f"<{waiting.code}@ministry.example>"] * 2
    with database.committing() as session:
        assert actions.note_outcome(session, utc_now(), envelope=envelope, outcome=Outcome("send")) is None


def test_a_claim_lasts_ten_minutes_and_counts_the_try(database: Database, waiting: Notice) -> None:
    now = utc_now()
    with database.committing() as session:
        first = actions.claim_next(session, now)
        assert actions.claim_next(session, now + CLAIM - timedelta(seconds=1)) is None
        second = actions.claim_next(session, now + CLAIM)
        assert first is not None
        assert second is not None
        assert (first.attempt, second.attempt) == (1, 2)
        assert actions.note_outcome(session, now, envelope=first, outcome=Outcome("fail", "too late")) is None
        assert actions.note_outcome(session, now, envelope=second, outcome=Outcome("send")) == "send"
        assert only(session).state == "sent"


def test_two_senders_send_each_letter_once(app: Flask, database: Database, mailbox: Mailbox) -> None:
    put_back = without_server(database)
    with database.committing() as session:
        for number in range(12):
            write(session, f"cause {number}", to=f"one{number}@delegation.example", at=utc_now() - HOUR)
    put_back()
    at_once(app, *[lambda: run(app)] * 3)
    arrived = [recipients[0] for recipients, _ in mailbox.letters]
    assert sorted(arrived) == sorted({f"one{number}@delegation.example" for number in range(12)})


def test_a_refused_address_comes_back_and_the_next_letter_to_it_is_held(
    app: Flask, database: Database, mailbox: Mailbox, waiting: Notice
) -> None:
    mailbox.answers[waiting.recipient] = "550 5.1.1 no such user"
    assert run(app) == "1 came back"
    with database.committing() as session:
        notice = only(session)
        assert (notice.state, notice.sent_at) == ("bounced", None)
        assert notice.note == "The mail server refused the address (550 5.1.1 no such user)."
        bounced = session.scalars(select(BouncedAddress)).one()
        assert (bounced.address, bounced.notice_code) == (waiting.recipient, waiting.code)
        further = write(session, "another cause", to="Anne@Delegation.Example")
        assert (further.state, further.note) == ("held", HELD_BY_BOUNCE)
        elsewhere = write(session, "a third cause", to="other@delegation.example")
        assert elsewhere.state == "queued"


@pytest.mark.parametrize(
    ("answers", "verb", "note"),
    [
        ({"DATA": "554 5.7.1 looks like spam"}, "failed", "The mail server refused the letter: 554 5.7.1 looks like spam."),
        ({"DATA": "451 4.3.0 try later"}, "queued", "The mail server did not take the letter: 451 4.3.0 try later."),
        (
            {"anne@delegation.example": "450 4.2.1 mailbox is full"},
            "queued",
            "The mail server refused the address (450 4.2.1 mailbox is full).",
        ),
    ],
)
def test_the_server_s_answer_decides(
    app: Flask, database: Database, mailbox: Mailbox, waiting: Notice, answers: dict[str, str], verb: str, note: str
) -> None:
    mailbox.answers |= answers
    run(app)
    with database.reading() as session:
        assert (only(session).state, only(session).note) == (verb, note)
        assert session.scalar(select(func.count()).select_from(BouncedAddress)) == 0


def test_a_line_that_breaks_is_tried_again(app: Flask, database: Database, mailbox: Mailbox, waiting: Notice) -> None:
    mailbox.hangs_up = True
    assert run(app) == "1 to be tried again"
    mailbox.hangs_up = False
    make_due(database)
    assert run(app) == "1 sent"


def test_while_the_server_is_away_one_letter_is_tried_with_growing_pauses_and_then_given_up(
    app: Flask, database: Database, mailbox: Mailbox, waiting: Notice
) -> None:
    put_back = without_server(database)
    second = past(database, key="another", to="b@delegation.example")
    put_back()
    here = database.config
    database.config = replace(here, mail_server=MailServer("127.0.0.1", 9, ""))  # nobody listens there
    for attempt in range(1, MOST_TRIES + 1):
        with database.committing() as session:
            session.get_one(Notice, waiting.id).next_try_at = utc_now() - HOUR * 2
        before = utc_now()
        assert run(app) == ("1 to be tried again" if attempt < MOST_TRIES else "1 failed")
        with database.reading() as session:
            notice, other = session.get_one(Notice, waiting.id), session.get_one(Notice, second.id)
            assert other.attempts == 0
            assert notice.attempts == attempt
            if attempt < MOST_TRIES:
                assert notice.state == "queued"
                assert notice.note == "The mail server did not let us in: Connection refused."
                assert notice.next_try_at is not None
                assert before + PAUSES[attempt - 1] <= notice.next_try_at <= utc_now() + PAUSES[attempt - 1]
    assert notice.state == "failed"
    assert notice.note == "The mail server did not let us in: Connection refused. Given up after 6 tries."
    database.config = here
    assert run(app) == "1 sent"
    assert [recipients for recipients, _ in mailbox.letters] == [["b@delegation.example"]]
    assert list(PAUSES) == sorted(set(PAUSES))


def test_what_waited_too_long_for_a_server_is_held_and_not_sent(app: Flask, database: Database, mailbox: Mailbox) -> None:
    put_back = without_server(database)
    with database.committing() as session:
        write(session, at=utc_now() - timedelta(days=2, minutes=1))
        write(session, "young", to="young@delegation.example", at=utc_now() - timedelta(days=1, hours=23))
    put_back()
    assert run(app) == "1 sent"
    assert [recipients for recipients, _ in mailbox.letters] == [["young@delegation.example"]]
    with database.reading() as session:
        held = session.scalars(select(Notice).where(Notice.once_key == "cause")).one()
        assert (held.state, held.note) == ("held", HELD_AS_STALE)


def test_without_a_mail_server_letters_stay_readable_and_the_command_says_so(app: Flask, database: Database) -> None:
    with database.committing() as session:
        code = write(session).code
        assert session.scalar(select(func.count()).select_from(Job)) == 0
    told = app.test_cli_runner().invoke(args=["notices", "send"])
    assert told.exit_code == 1
    assert "No mail server is set (SMTP_URL, MAIL_FROM)" in told.output
    assert LINK in app.test_cli_runner().invoke(args=["notices", "show", code]).output


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtps://ann:p%40ss@mail.example", MailServer("mail.example", 465, "tls", "ann", "p@ss")),
        ("smtp+starttls://mail.example:2587", MailServer("mail.example", 2587, "starttls")),
        ("smtp://localhost", MailServer("localhost", 25, "")),
        ("smtp://[::1]:2525", MailServer("::1", 2525, "")),
        ("", None),
    ],
)
def test_the_mail_server_is_read_from_the_environment(tmp_path: Path, url: str, server: MailServer | None) -> None:
    found = Config.from_environment(
        {"SUMMIT_INSTANCE": str(tmp_path), "SMTP_URL": url, "MAIL_FROM": "Protocol <protocol@ministry.example>"}
    )
    assert found.mail_server == server
    assert found.mail_from == ("Protocol <protocol@ministry.example>" if server else "")
    assert "p@ss" not in repr(found)


@pytest.mark.parametrize(
    ("url", "sender", "told"),
    [
        ("smtp://mail.example", "a@b.example", "unencrypted"),
        ("smtp://10.0.0.1", "a@b.example", "unencrypted"),
        ("http://mail.example", "a@b.example", "must read"),
        ("smtps://mail.example:none", "a@b.example", "must read"),
        ("smtps://", "a@b.example", "no host"),
        ("smtps://mail.example", "", "MAIL_FROM"),
        ("smtps://mail.example", "nobody", "MAIL_FROM"),
        ("smtps://mail.example", "a@b.example\r\nBcc: c@d.example", "MAIL_FROM"),
    ],
)
def test_a_start_without_tls_or_sender_is_refused(tmp_path: Path, url: str, sender: str, told: str) -> None:
    with pytest.raises(BadConfiguration, match=told):
        Config.from_environment({"SUMMIT_INSTANCE": str(tmp_path), "SMTP_URL": url, "MAIL_FROM": sender})

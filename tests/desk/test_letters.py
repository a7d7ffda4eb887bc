"""The outbox as an officer works with it, and the words of letters as they are written and previewed."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.foundation.db import Database
from summit.notices import actions, queries
from summit.notices.facts import Wording
from summit.notices.kinds import BY_CODE
from summit.notices.models import BouncedAddress, Notice
from tests.browser import PageClient
from tests.factories import NOW, SYSTEM, make_delegation, make_user
from tests.notices.conftest import LINK, NEWS, RESET, tell_news, write

ClientAs = Callable[..., PageClient]
FRENCH = "/outbox/wordings/bilaterals-news/fr"
WORDS = {"subject": "Nouvelles", "body": "{name} :\r\n{news}\r\n{address}", "version": "0"}


def text_of(client: FlaskClient, path: str) -> str:
    return unescape(client.get(path).get_data(as_text=True))


@pytest.fixture
def officer(client_as: ClientAs) -> PageClient:
    return client_as(Role.PROTOCOL_OFFICER)


@pytest.fixture
def held(database: Database) -> list[str]:
    """Three letters that wait for an officer."""
    with database.committing() as session:
        actions.set_review(session, SYSTEM, NOW, kind=BY_CODE[NEWS], is_held=True)
        return [tell_news(session, f"n{number}", to=f"one{number}@delegation.example").code for number in range(3)]


def states(database: Database) -> dict[str, str]:
    with database.reading() as session:
        return dict(session.execute(select(Notice.code, Notice.state)).all())


def test_chosen_letters_are_released_and_discarded_and_the_others_stay(
    database: Database, officer: PageClient, held: list[str]
) -> None:
    page = text_of(officer, "/outbox?state=held")
    assert re.findall(r'name="pick" value="([^"]+)"', page) == held[::-1]
    assert "Letters of this kind wait until an officer has looked at them." in page
    told = officer.send("/outbox/releases", {"pick": [held[0], held[0], "N-NOSUCH"]}, follow_redirects=True)
    assert "1 letter released. 1 had been decided by somebody else." in told.get_data(as_text=True)
    officer.send("/outbox/discards", {"pick": [held[1]]})
    assert states(database) == {held[0]: "queued", held[1]: "discarded", held[2]: "held"}
    told = officer.send("/outbox/releases", {}, follow_redirects=True)
    assert "Choose at least one letter first." in told.get_data(as_text=True)
    told = officer.send("/outbox/discards", {"pick": [held[1]]}, follow_redirects=True)
    assert "0 letters discarded. 1 had been decided by somebody else." in told.get_data(as_text=True)
    with database.reading() as session:
        lines = session.scalars(select(AuditEntry).where(AuditEntry.object_kind == "notice").order_by(AuditEntry.id))
        assert [(line.verb, line.object_code) for line in lines] == [("release", held[0]), ("discard", held[1])]


def test_one_letter_is_read_released_and_not_released_twice(
    database: Database, officer: PageClient, held: list[str]
) -> None:
    page = text_of(officer, f"/outbox/{held[0]}")
    assert "A delegation asks yours for a meeting." in page
    assert "Release" in page
    assert officer.send(f"/outbox/{held[0]}/release").status_code == 303
    again = officer.send(f"/outbox/{held[0]}/release")
    assert again.status_code == 409
    assert "This letter is queued, so it is not possible to release it now." in again.get_data(as_text=True)
    assert states(database)[held[0]] == "queued"


def test_no_page_shows_a_link_that_opens_something(database: Database, officer: PageClient) -> None:
    with database.committing() as session:
        code = write(session, to="chief@ministry.example").code
    for path in ("/outbox", f"/outbox/{code}", "/outbox?q=chief"):
        page = text_of(officer, path)
        assert "chief@ministry.example" in page
        assert LINK not in page
        assert "secret-of-the-link" not in page
    assert "[a personal link, shown to the recipient only]" in text_of(officer, f"/outbox/{code}")


def test_a_sent_letter_is_sent_again_once_and_can_be_noted_as_returned(database: Database, officer: PageClient) -> None:
    with database.committing() as session:
        notice = tell_news(session)
        notice.state, notice.sent_at = "sent", NOW
        code = notice.code
    first = officer.send(f"/outbox/{code}/repetition", {"version": "0"})
    assert first.status_code == 303
    copy = first.location.rpartition("/")[2]
    assert officer.send(f"/outbox/{code}/repetition", {"version": "0"}).status_code == 409
    assert f"/outbox/{copy}" in text_of(officer, f"/outbox/{code}")
    assert officer.send(f"/outbox/{code}/bounce").status_code == 303
    assert states(database) == {code: "bounced", copy: "queued"}
    assert "anne@delegation.example" in text_of(officer, "/outbox/addresses")
    with database.reading() as session:
        number = session.scalars(select(BouncedAddress.id)).one()
    assert officer.send(f"/outbox/addresses/{number}/clearance").status_code == 303
    assert "No letter has come back." in text_of(officer, "/outbox/addresses")
    assert officer.send(f"/outbox/addresses/{number}/clearance").status_code == 404


def test_own_words_are_previewed_kept_and_not_written_over(database: Database, officer: PageClient) -> None:
    with database.committing() as session:
        make_user(session, name="Maximiliana Wolfeschlegelsteinhausenbergerdorff-Nguyễn of the very long name")
        make_user(session, name="<b>{news}</b> http://evil.example")
        make_delegation(session, "FR")
    shown = officer.send(FRENCH, {**WORDS, "preview": "yes"})
    page = unescape(shown.get_data(as_text=True))
    assert shown.status_code == 200
    assert "hausenbergerdorff-Nguyễn of the very long name :\nUne délégation demande" in page.replace("\r", "")
    assert "<b>{news}</b> http: //evil. example :" in page
    with database.reading() as session:
        assert queries.saved_wordings(session) == []
    assert officer.send(FRENCH, WORDS).status_code == 303
    stale = officer.send(FRENCH, {**WORDS, "subject": "Autre"})
    assert stale.status_code == 409
    assert "Somebody saved these words after you opened them." in stale.get_data(as_text=True)
    with database.reading() as session:
        (saved,) = queries.saved_wordings(session)
        assert (saved.wording, saved.version) == (Wording("Nouvelles", "{name} :\n{news}\n{address}"), 1)
    assert officer.send(f"{FRENCH}/removal", {"version": "2"}).status_code == 409
    assert officer.send(f"{FRENCH}/removal", {"version": "1"}).status_code == 303
    with database.reading() as session:
        assert queries.saved_wordings(session) == []


@pytest.mark.parametrize("button", [{}, {"preview": "yes"}])
def test_words_that_would_not_work_come_back_with_the_reason(
    database: Database, officer: PageClient, button: dict[str, str]
) -> None:
    for body, told in (
        ("{nmae} {news} {address}", "{nmae} is no placeholder of this letter. It knows {name}, {news}, {address}."),
        ("{{address}} {news}", "The text must hold {address}: the page of bilateral meetings."),
    ):
        answer = officer.send(FRENCH, {**WORDS, "body": body, **button})
        page = unescape(answer.get_data(as_text=True))
        assert answer.status_code == 422
        assert told in page
        assert body in page
    with database.reading() as session:
        assert queries.saved_wordings(session) == []


def test_a_kind_is_held_and_let_go(database: Database, officer: PageClient) -> None:
    sentences = {"yes": "These letters wait until an officer releases them.", "no": "These letters go at once."}
    for held, sentence in sentences.items():
        told = officer.send("/outbox/wordings/accounts-reset/review", {"held": held}, follow_redirects=True)
        assert sentence in told.get_data(as_text=True)
        with database.reading() as session:
            assert queries.is_reviewed(session, RESET) is (held == "yes")


def test_one_chooses_the_language_of_one_s_letters(database: Database, client_as: ClientAs) -> None:
    with database.committing() as session:
        user = make_user(session, roles=[Role.FOCAL_POINT], email="contact@delegation.example")
    client = client_as(user=user)
    assert client.send("/account/language", {"language": "vi"}).status_code == 303
    assert '<option value="vi" selected>' in text_of(client, "/account")
    assert client.send("/account/language", {"language": "xx"}).status_code == 422
    vietnamese = Wording("Mật khẩu mới", "{name}\n{address}")
    with database.committing() as session:
        actions.write_wording(session, SYSTEM, NOW, kind=BY_CODE[RESET], language="vi", wording=vietnamese, version=0)
    anybody = client_as(Role.TRANSPORT)
    anybody.send("/password-resets", {"email": "contact@delegation.example"})
    with database.reading() as session:
        notice = session.scalars(select(Notice)).one()
        assert (notice.language, notice.subject) == ("vi", "Mật khẩu mới")

"""Signing in, sessions that die, links that work once, guessing that is slowed down and locks nobody out."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from summit.accounts.actions import check_sign_in, issue_link
from summit.accounts.models import Link, User, UserSession
from summit.accounts.policy import Role
from summit.accounts.rules import MOST_FAILURES, require_password
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from summit.foundation.errors import RuleBroken, TooMany
from tests.browser import PageClient
from tests.factories import NOW, PASSWORD, SYSTEM, make_user


@pytest.fixture
def user(database: Database) -> User:
    with database.committing() as session:
        return make_user(session, roles=[Role.BADGE_DESK], email="desk@example.org", name="Lê Thị Hoa")


@pytest.fixture
def visitor(app: Flask) -> PageClient:
    return PageClient(app, app.response_class, use_cookies=True)


def sign_in(
    visitor: PageClient, email: str = "desk@example.org", password: str = PASSWORD, **more: str
) -> TestResponse:
    token = visitor.token("/sign-in")
    return visitor.post("/sign-in", data={"csrf_token": token, "email": email, "password": password, **more})


def test_sign_in_opens_and_sign_out_ends_the_session_on_the_server(
    visitor: PageClient, user: User, database: Database
) -> None:
    assert sign_in(visitor).status_code == 303
    assert "Lê Thị Hoa" in visitor.get("/account").get_data(as_text=True)
    cookie = visitor.get_cookie("summit")
    assert cookie is not None
    answer = visitor.send("/sign-out")
    assert answer.headers["Location"] == "/sign-in"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    visitor.set_cookie("summit", cookie.value)
    assert visitor.get("/account").status_code == 302
    with database.reading() as session:
        assert session.scalars(select(UserSession)).all() == []


def test_a_wrong_password_keeps_the_address_and_tells_nothing_about_accounts(
    visitor: PageClient, user: User
) -> None:
    known = sign_in(visitor, password="not the password at all")
    unknown = sign_in(visitor, email="nobody@example.org", password="not the password at all")
    assert known.status_code == unknown.status_code == 422
    assert 'value="desk@example.org"' in known.get_data(as_text=True)
    for answer in (known, unknown):
        html = answer.get_data(as_text=True)
        assert "The e-mail address or the password is not right." in html
        assert "<title>Error: " in html


def test_a_post_without_token_is_refused(visitor: PageClient, user: User) -> None:
    answer = visitor.post("/sign-in", data={"email": "desk@example.org", "password": PASSWORD})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "https:evil.example", "\\\\evil.example", "/%2Fevil.example", "/\\evil.example"],
)
def test_next_leads_home_when_it_is_not_a_path_of_ours(visitor: PageClient, user: User, wanted: str) -> None:
    assert sign_in(visitor, next=wanted).headers["Location"] == "/"


def test_next_leads_to_the_page_asked_for(visitor: PageClient, user: User) -> None:
    asked = visitor.get("/account/password")
    assert asked.headers["Location"] == "/sign-in?next=/account/password"
    assert sign_in(visitor, next="/account/password").headers["Location"] == "/account/password"


def test_sessions_die_idle_and_old(visitor: PageClient, user: User, database: Database) -> None:
    for column, age in (("last_seen_at", timedelta(minutes=31)), ("created_at", timedelta(hours=13))):
        sign_in(visitor)
        assert visitor.get("/account").status_code == 200
        with database.committing() as session:
            session.execute(update(UserSession).values({column: utc_now() - age}))
        assert visitor.get("/account").status_code == 302


def test_disabling_ends_every_session_at_once(visitor: PageClient, user: User, database: Database) -> None:
    sign_in(visitor)
    with database.committing() as session:
        session.execute(update(User).values(is_disabled=True))
    assert visitor.get("/account").status_code == 302
    assert sign_in(visitor).status_code == 422


def test_changing_the_password_signs_every_browser_out(app: Flask, visitor: PageClient, user: User) -> None:
    other = PageClient(app, app.response_class, use_cookies=True)
    sign_in(visitor)
    sign_in(other)
    new = "rather different words here"
    answer = visitor.send(
        "/account/password", {"old": PASSWORD, "password": new, "again": new}, from_page="/account/password"
    )
    assert answer.status_code == 303
    assert other.get("/account").status_code == 302
    assert sign_in(other).status_code == 422
    assert sign_in(other, password=new).status_code == 303


def test_the_cookie_keeps_to_itself(visitor: PageClient, user: User) -> None:
    cookies = sign_in(visitor).headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


def test_an_invitation_works_once_and_for_48_hours(
    visitor: PageClient, user: User, database: Database
) -> None:
    with database.committing() as session:
        first = issue_link(
            session, SYSTEM, utc_now(), user=session.get_one(User, user.id), purpose="invitation"
        )
    page = f"/invitations/{first}"
    new = {"password": "quiet river stone lamp", "again": "quiet river stone lamp"}
    token = visitor.token(page)
    assert visitor.post(page, data={"csrf_token": token, **new}).status_code == 303
    assert visitor.get(page).status_code == 404
    with database.committing() as session:
        second = issue_link(
            session, SYSTEM, utc_now(), user=session.get_one(User, user.id), purpose="invitation"
        )
        session.execute(update(Link).values(expires_at=utc_now()))
    assert visitor.get(f"/invitations/{second}").status_code == 404


def test_no_secret_lies_in_the_database(user: User, database: Database) -> None:
    with database.committing() as session:
        secret = issue_link(session, SYSTEM, NOW, user=session.get_one(User, user.id), purpose="reset")
    with database.reading() as session:
        assert secret not in {link.token_hash for link in session.scalars(select(Link))}


def test_asking_for_a_reset_answers_the_same_for_known_and_unknown(
    visitor: PageClient, user: User, app: Flask
) -> None:
    pages = []
    for email in ("desk@example.org", "nobody@example.org"):
        token = visitor.token("/password-resets")
        pages.append(
            visitor.post("/password-resets", data={"csrf_token": token, "email": email}).get_data(
                as_text=True
            )
        )
    assert pages[0] == pages[1]
    letters = app.test_cli_runner().invoke(args=["notices", "list"]).output
    assert letters.count("desk@example.org") == 1
    shown = app.test_cli_runner().invoke(args=["notices", "show", letters.split()[0]]).output
    address = next(word for word in shown.split() if "/password-resets/" in word)
    assert visitor.get(address.removeprefix(app.config["SUMMIT"].public_url)).status_code == 200


def test_a_stranger_cannot_lock_the_owner_out(visitor: PageClient, app: Flask, user: User) -> None:
    """RT-21: the owner's known browser has a count of its own."""
    assert sign_in(visitor).status_code == 303
    visitor.send("/sign-out")
    stranger = PageClient(app, app.response_class, use_cookies=True)
    answers = [
        sign_in(stranger, password="guess after guess after guess").status_code
        for _ in range(MOST_FAILURES + 3)
    ]
    assert answers == [422] * MOST_FAILURES + [429] * 3
    assert sign_in(stranger).status_code == 429
    assert sign_in(visitor).status_code == 303


def test_the_slow_down_passes_by_itself(user: User, database: Database) -> None:
    guess = {"email": user.email, "password": "guess after guess", "address": "192.0.2.1", "device": ""}
    with database.committing() as session:
        for _ in range(MOST_FAILURES):
            check_sign_in(session, NOW, **guess)
        with pytest.raises(TooMany):
            check_sign_in(session, NOW, **guess)
        later = NOW + timedelta(minutes=15, seconds=1)
        assert check_sign_in(session, later, **{**guess, "password": PASSWORD}) is not None


@pytest.mark.parametrize(
    ("password", "is_taken"),
    [
        ("elevenchars", False),
        ("twelve chars", True),
        ("a b c d e f " * 10 + "12345678", True),
        ("a b c d e f " * 10 + "123456789", False),
        ("Summit2026!!", False),
        ("Password1234", False),
        ("aaaaaaaaaaaaaa", False),
        ("minh-minh-42!!", False),
        ("кораблик на волнах", True),
    ],
)
def test_passwords(password: str, is_taken: bool) -> None:
    refused = nullcontext() if is_taken else pytest.raises(RuleBroken)
    with refused:
        require_password(password, name="Trần Minh", email="minh@example.org")


def test_long_passwords_are_not_cut(user: User, database: Database) -> None:
    from summit.accounts.actions import hash_password, is_password

    long = "abcdefgh" * 15 + "1234567"
    with database.committing() as session:
        owner = session.get_one(User, user.id)
        owner.password_hash = hash_password(session, long + "8")
        assert is_password(session, owner, long + "8")
        assert not is_password(session, owner, long + "9")

"""The signed-in user as Flask-Login and the templates see it: plain values, loaded once a request."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask, g, request
from flask_login import LoginManager, UserMixin

from summit.accounts.actions import touch_session
from summit.accounts.facts import LivingSession
from summit.accounts.queries import living_session
from summit.accounts.rules import is_fresh
from summit.audit.facts import Actor
from summit.foundation.clock import utc_now
from summit.foundation.db import database

TOUCH_EVERY = timedelta(minutes=1)


class SignedIn(UserMixin):  # type: ignore[misc]
    """One living session and its user. `token` is known to the browser and to nobody else."""

    def __init__(self, found: LivingSession, token: str, now: datetime) -> None:
        self.token = token
        self.session_id = found.id
        self.user_id = found.user_id
        self.code = found.code
        self.name = found.name
        self.email = found.email
        self.roles = found.roles
        self.has_password = found.has_password
        self.is_fresh = is_fresh(found.confirmed_at, now)
        self.acting_for = found.acting_for
        self.actor = Actor(
            code=found.code,
            name=found.name,
            roles=found.roles,
            user_id=found.user_id,
            request_id=g.get("request_id", ""),
            address=request.remote_addr or "",
        )

    def get_id(self) -> str:
        return self.token


def register_sign_in(app: Flask) -> None:
    """Let Flask-Login load the user from the server-side session behind the cookie's token."""
    login_manager = LoginManager(app)
    login_manager.login_view = "accounts.sign_in"
    login_manager.session_protection = None

    @login_manager.user_loader  # type: ignore[untyped-decorator]
    def _load(token: str) -> SignedIn | None:
        now = utc_now()
        with database().reading() as session:
            found = living_session(session, token, now)
            signed_in = SignedIn(found, token, now) if found else None
            is_due = found is not None and now - found.last_seen_at > TOUCH_EVERY
        if signed_in is not None and is_due:
            with database().committing() as session:
                touch_session(session, now, session_id=signed_in.session_id)
        return signed_in

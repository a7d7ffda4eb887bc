"""The signed-in user as Flask-Login and the templates see it: plain values, loaded once a request."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask, g, request
from flask_login import LoginManager, UserMixin

from summit.accounts.actions import touch_session
from summit.accounts.models import UserSession
from summit.accounts.queries import living_session
from summit.accounts.rules import is_fresh
from summit.audit.facts import Actor
from summit.foundation.clock import utc_now
from summit.foundation.db import database

TOUCH_EVERY = timedelta(minutes=1)


class SignedIn(UserMixin):  # type: ignore[misc]
    """One living session and its user. `token` is known to the browser and to nobody else."""

    def __init__(self, found: UserSession, token: str, now: datetime) -> None:
        user = found.user
        self.token = token
        self.session_id = found.id
        self.user_id = user.id
        self.code = user.code
        self.name = user.name
        self.email = user.email
        self.roles = user.role_values
        self.has_password = user.password_hash is not None
        self.is_fresh = is_fresh(found, now)
        self.acting_for = found.acting_for
        self.actor = Actor(
            code=user.code,
            name=user.name,
            roles=user.role_values,
            user_id=user.id,
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

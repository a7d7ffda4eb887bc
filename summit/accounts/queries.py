"""Reading accounts, sessions and links."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from summit.accounts.facts import LivingSession, SessionLine, UserLine
from summit.accounts.models import Link, SignInFailure, User, UserRole, UserSession
from summit.accounts.rules import FAILURE_WINDOW, is_session_alive
from summit.foundation.codes import hashed
from summit.foundation.errors import NotFound

# Every request of every user asks for these three tables: one statement, and columns in place of entities.
LIVING = (
    select(
        UserSession.id,
        UserSession.created_at,
        UserSession.last_seen_at,
        UserSession.confirmed_at,
        UserSession.acting_for,
        User.id.label("user_id"),
        User.code,
        User.name,
        User.email,
        User.password_hash.is_not(None).label("has_password"),
        UserRole.role,
    )
    .join(User, User.id == UserSession.user_id)
    .outerjoin(UserRole, UserRole.user_id == User.id)
    .where(UserSession.token_hash == bindparam("token_hash"), User.is_disabled.is_(False))
)


def user_by_email(session: Session, email: str) -> User | None:
    """The account of that address, whatever its case."""
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def user_by_code(session: Session, code: str) -> User:
    """The user of that code, or NotFound."""
    user = session.scalar(select(User).where(User.code == code))
    if user is None:
        raise NotFound()
    return user


def living_session(session: Session, token: str, now: datetime) -> LivingSession | None:
    """The session behind a browser's token, while it lives and its user is enabled."""
    rows = session.execute(LIVING, {"token_hash": hashed(token)}).all()
    if not rows:
        return None
    found, roles = rows[0], frozenset(row.role for row in rows if row.role)
    if not is_session_alive(roles, found.created_at, found.last_seen_at, now):
        return None
    return LivingSession(
        id=found.id,
        user_id=found.user_id,
        code=found.code,
        name=found.name,
        email=found.email,
        roles=roles,
        has_password=found.has_password,
        created_at=found.created_at,
        last_seen_at=found.last_seen_at,
        confirmed_at=found.confirmed_at,
        acting_for=found.acting_for,
    )


def usable_link(session: Session, secret: str, purpose: str, now: datetime) -> Link:
    """The link behind a secret address while it may be used, or NotFound: why it failed is nobody's business."""
    link = session.scalar(select(Link).where(Link.token_hash == hashed(secret), Link.purpose == purpose))
    spent = link is None or link.revoked_at is not None or link.expires_at <= now or link.user.is_disabled
    if link is None or spent or (link.used_at is not None and purpose in ("invitation", "reset")):
        raise NotFound("This link is not valid any more. Ask for a new one.")
    return link


def failures(session: Session, key: str, now: datetime) -> int:
    """Failed tries under this key within the window."""
    since = now - timedelta(seconds=FAILURE_WINDOW)
    statement = select(func.count()).where(SignInFailure.key == key, SignInFailure.at > since)
    return session.scalar(statement) or 0


def users(session: Session, *, search: str = "", role: str = "") -> list[UserLine]:
    """All accounts that are not delegates' links, by name."""
    statement = select(User).order_by(User.name, User.id)
    if search:
        statement = statement.where(
            func.lower(User.name).contains(search.lower(), autoescape=True)
            | User.email.contains(search.lower(), autoescape=True)
        )
    wanted = select(UserRole.user_id)
    wanted = wanted.where(UserRole.role == role) if role else wanted.where(UserRole.role != "delegate")
    return [_user_line(user) for user in session.scalars(statement.where(User.id.in_(wanted)))]


def own_sessions(session: Session, user_id: int, this_one: int, now: datetime) -> list[SessionLine]:
    """The user's living sessions, newest first."""
    statement = select(UserSession).where(UserSession.user_id == user_id).order_by(UserSession.id.desc())
    return [
        SessionLine(row.id, row.browser, row.created_at, row.last_seen_at, row.id == this_one)
        for row in session.scalars(statement)
        if is_session_alive(row.user.role_values, row.created_at, row.last_seen_at, now)
    ]


def _user_line(user: User) -> UserLine:
    return UserLine(
        code=user.code,
        name=user.name,
        email=user.email,
        roles=tuple(sorted(user.role_values)),
        is_disabled=user.is_disabled,
        has_password=user.password_hash is not None,
    )

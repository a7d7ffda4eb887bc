"""Opening accounts, signing in and out, links, passwords."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from summit.accounts.models import Link, SignInFailure, User, UserRole, UserSession
from summit.accounts.policy import GRANTABLE_BY_ADMINISTRATOR, Role
from summit.accounts.queries import failures, usable_link, user_by_email
from summit.accounts.rules import FAILURE_WINDOW, LINK_LIFE, require_few_failures, require_password
from summit.audit.actions import record
from summit.audit.facts import Actor
from summit.foundation.codes import hashed, new_code, new_secret
from summit.foundation.db import config_of, refused_as
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.notices.facts import LANGUAGES


class EmailTaken(Conflict):
    """Another account has this address."""


def open_account(
    session: Session, actor: Actor, now: datetime, *, email: str, name: str, roles: Iterable[Role]
) -> User:
    """Open a personal account without a password; the invitation link lets its owner choose one (ASVS 6.3.2)."""
    user = User(code=new_code("U"), email=email.strip().lower(), name=name.strip(), created_at=now)
    user.roles = [UserRole(role=role.value) for role in roles]
    with refused_as(session, users_email=EmailTaken(f"There is already an account for {user.email}.")):
        session.add(user)
    record(
        session,
        actor,
        now,
        verb="open",
        of=("user", user.code),
        after={"roles": " ".join(sorted(user.role_values))},
    )
    return user


def change_roles(session: Session, actor: Actor, now: datetime, *, user: User, roles: Iterable[Role]) -> None:
    """Give and take offices. An administrator may not give those that decide on people; all sessions end (PM-12)."""
    wanted = {role.value for role in roles}
    added = wanted - user.role_values
    if actor.user_id is not None and added - {role.value for role in GRANTABLE_BY_ADMINISTRATOR}:
        raise RuleBroken(
            "Offices that decide on people are given at the command line, not by an administrator.", "roles"
        )
    before = " ".join(sorted(user.role_values))
    user.roles = [UserRole(role=role) for role in sorted(wanted)]
    end_sessions(session, user)
    record(
        session,
        actor,
        now,
        verb="change_roles",
        of=("user", user.code),
        before={"roles": before},
        after={"roles": " ".join(sorted(wanted))},
    )


def set_disabled(session: Session, actor: Actor, now: datetime, *, user: User, disabled: bool) -> None:
    """Close or open an account again; closing ends every session and link at once."""
    user.is_disabled = disabled
    if disabled:
        end_sessions(session, user)
        _revoke_links(session, user, now)
    record(session, actor, now, verb="disable" if disabled else "enable", of=("user", user.code))


def issue_link(session: Session, actor: Actor, now: datetime, *, user: User, purpose: str) -> str:
    """Make a secret link and return the secret: it is shown or sent once, and only its hash is kept.

    A new link ends the older ones of the same purpose. Life: invitation 48 h, reset 1 h, personal 7 days, calendar 60 days.
    """
    _revoke_links(session, user, now, purpose)
    secret = new_secret()
    session.add(
        Link(
            token_hash=hashed(secret),
            purpose=purpose,
            user_id=user.id,
            created_at=now,
            expires_at=now + LINK_LIFE[purpose],
        )
    )
    session.flush()
    record(session, actor, now, verb=f"issue_{purpose}_link", of=("user", user.code))
    return secret


def end_links(session: Session, actor: Actor, now: datetime, *, user: User, purpose: str) -> None:
    """End the user's links of one purpose; sessions and other links stay."""
    _revoke_links(session, user, now, purpose)
    record(session, actor, now, verb=f"end_{purpose}_link", of=("user", user.code))


def revoke_links(session: Session, actor: Actor, now: datetime, *, user: User) -> None:
    """End all links of a user, and the sessions they opened."""
    _revoke_links(session, user, now)
    end_sessions(session, user)
    record(session, actor, now, verb="revoke_links", of=("user", user.code))


def choose_password(session: Session, now: datetime, *, secret: str, purpose: str, password: str) -> User:
    """Take up an invitation or a reset: once, within its time. Other sessions end; it does not sign in by itself."""
    link = usable_link(session, secret, purpose, now)
    require_password(password, name=link.user.name, email=link.user.email)
    taken = session.scalar(
        update(Link).where(Link.id == link.id, Link.used_at.is_(None)).values(used_at=now).returning(Link.id)
    )
    if taken is None:
        raise Conflict("This link has just been used. Sign in, or ask for a new one.")
    link.user.password_hash = _hasher(session).hash(password)
    end_sessions(session, link.user)
    record(session, actor_of(link.user), now, verb=f"use_{purpose}_link", of=("user", link.user.code))
    return link.user


def change_password(session: Session, actor: Actor, now: datetime, *, user: User, old: str, new: str) -> None:
    """Change one's own password; every session ends, this one too."""
    if not is_password(session, user, old):
        raise RuleBroken("This is not your present password.", "old")
    require_password(new, name=user.name, email=user.email)
    user.password_hash = _hasher(session).hash(new)
    end_sessions(session, user)
    record(session, actor, now, verb="change_password", of=("user", user.code))


def choose_language(session: Session, actor: Actor, now: datetime, *, user: User, language: str) -> None:
    """The language in which the user is written to; RuleBroken for one in which no letters are written."""
    if language not in LANGUAGES:
        raise RuleBroken("Choose a language from the list.", "language")
    before, user.language = user.language, language
    record(
        session,
        actor,
        now,
        verb="choose_language",
        of=("user", user.code),
        before={"language": before},
        after={"language": language},
    )


def set_first_password(
    session: Session, actor: Actor, now: datetime, *, user: User, password_hash: str
) -> None:
    """Give an account a password that was hashed elsewhere: for the demonstration's accounts only."""
    user.password_hash = password_hash
    record(session, actor, now, verb="set_password", of=("user", user.code))


def check_sign_in(
    session: Session, now: datetime, *, email: str, password: str, address: str, device: str
) -> User | None:
    """The user if the password is right, else None after counting the failure.

    Tries are counted per account and device and per address. A browser that signed in before carries its own device mark, so
    a stranger who fails on purpose exhausts the strangers' count, never the owner's (RT-21). Unknown and known addresses
    take the same time (ASVS 6.3.8).
    """
    account_key = hashed(f"account:{email.strip().lower()}:{device}")
    address_key = hashed(f"address:{address}")
    require_few_failures(failures(session, account_key, now))
    require_few_failures(failures(session, address_key, now), per_address=True)
    user = user_by_email(session, email)
    is_right = is_password(session, user, password)
    if user is not None and is_right and not user.is_disabled:
        session.execute(delete(SignInFailure).where(SignInFailure.key == account_key))
        if user.password_hash and _hasher(session).check_needs_rehash(user.password_hash):
            user.password_hash = _hasher(session).hash(password)
        return user
    session.add_all([SignInFailure(key=account_key, at=now), SignInFailure(key=address_key, at=now)])
    old = now - timedelta(seconds=FAILURE_WINDOW)
    session.execute(delete(SignInFailure).where(SignInFailure.at < old))
    return None


def open_session(session: Session, now: datetime, *, user: User, browser: str, confirmed: bool) -> str:
    """Start a session and return its token, which the browser alone keeps."""
    token = new_secret()
    session.add(
        UserSession(
            token_hash=hashed(token),
            user_id=user.id,
            created_at=now,
            last_seen_at=now,
            confirmed_at=now if confirmed else None,
            browser=browser[:200],
        )
    )
    session.flush()
    record(session, actor_of(user), now, verb="sign_in", of=("user", user.code))
    return token


def confirm_session(session: Session, now: datetime, *, session_id: int, password: str) -> bool:
    """Give the password again before something delicate; wrong tries count like failed sign-ins."""
    found = session.get_one(UserSession, session_id)
    key = hashed(f"account:{found.user.email}:session-{found.id}")
    require_few_failures(failures(session, key, now))
    if not is_password(session, found.user, password):
        session.add(SignInFailure(key=key, at=now))
        return False
    found.confirmed_at = now
    record(session, actor_of(found.user), now, verb="confirm_session", of=("user", found.user.code))
    return True


def touch_session(session: Session, now: datetime, *, session_id: int) -> None:
    """Note that the browser is still there."""
    session.execute(update(UserSession).where(UserSession.id == session_id).values(last_seen_at=now))


def act_for(session: Session, actor: Actor, now: datetime, *, session_id: int, delegation: str) -> None:
    """This browser acts for the delegation of that code from now on (PM-3); whether it may is the caller's to ask."""
    session.execute(
        update(UserSession)
        .where(UserSession.id == session_id, UserSession.user_id == actor.user_id)
        .values(acting_for=delegation)
    )
    record(session, actor, now, verb="act_for", of=("user", actor.code), after={"delegation": delegation})


def end_session(session: Session, now: datetime, *, user: User, session_id: int) -> None:
    """Sign one browser of this user out; NotFound when there is no such browser, or it is somebody else's."""
    own = (UserSession.id == session_id, UserSession.user_id == user.id)
    if session.scalar(delete(UserSession).where(*own).returning(UserSession.id)) is None:
        raise NotFound()
    record(session, actor_of(user), now, verb="sign_out", of=("user", user.code))


def end_sessions(session: Session, user: User) -> None:
    """Sign every browser of this user out."""
    session.execute(delete(UserSession).where(UserSession.user_id == user.id))


def is_password(session: Session, user: User | None, password: str) -> bool:
    """Whether the password is this user's; an unknown user costs the same time."""
    hasher = _hasher(session)
    stored = user.password_hash if user is not None else None
    try:
        hasher.verify(stored or _dummy_hash(hasher), password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None


def hash_password(session: Session, password: str) -> str:
    """Argon2id with the installation's cost."""
    return _hasher(session).hash(password)


def actor_of(user: User) -> Actor:
    """A user as the one who acts."""
    return Actor(code=user.code, name=user.name, roles=user.role_values, user_id=user.id)


def _revoke_links(session: Session, user: User, now: datetime, *purposes: str) -> None:
    """End the user's links of these purposes, or all of them when none is named."""
    statement = update(Link).where(Link.user_id == user.id, Link.revoked_at.is_(None))
    if purposes:
        statement = statement.where(Link.purpose.in_(purposes))
    session.execute(statement.values(revoked_at=now))


def _hasher(session: Session) -> PasswordHasher:
    config = config_of(session)
    return _hasher_for(config.argon2_memory_kib, config.argon2_time_cost)


@lru_cache(maxsize=4)
def _hasher_for(memory_kib: int, time_cost: int) -> PasswordHasher:
    return PasswordHasher(memory_cost=memory_kib, time_cost=time_cost, parallelism=2)


@lru_cache(maxsize=4)
def _dummy_hash(hasher: PasswordHasher) -> str:
    return hasher.hash(new_secret())

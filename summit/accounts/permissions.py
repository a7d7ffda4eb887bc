"""Who may do what: the guard on every route, and the questions that pages ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from summit.accounts.policy import Action, Grant, Scope, field_groups, widest
from summit.audit.facts import Actor
from summit.foundation.errors import Forbidden

__all__ = [
    "Action",
    "Grant",
    "Scope",
    "current_actor",
    "field_groups",
    "grant",
    "guard",
    "may",
    "public",
    "widest",
]

P = ParamSpec("P")
R = TypeVar("R")


def guard(action: Action) -> Callable[[Callable[P, R]], Callable[P, R | Response]]:
    """The one guard of a route: signed in, and some office of the user has the action in the rights table.

    Which objects are within reach is the query's business; a foreign one is then not found.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R | Response]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
            if not current_user.is_authenticated:
                return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
            found = grant(action)
            if found is None:
                raise Forbidden()
            if found.step_up and not current_user.is_fresh:
                return redirect(url_for("accounts.confirmation", next=request.referrer and request.full_path))
            return view(*args, **kwargs)

        guarded.guarded_by = action.value  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(reason: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Marks a route that needs no account, and says why that is safe."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        view.guarded_by = "public"  # type: ignore[attr-defined]
        view.public_because = reason  # type: ignore[attr-defined]
        return view

    return decorate


def current_actor() -> Actor:
    """The signed-in user as the one who acts. Only doors call this."""
    actor: Any = current_user.actor  # Any: Flask-Login types its user as a proxy
    if not isinstance(actor, Actor):
        raise TypeError("nobody is signed in")
    return actor


def grant(action: Action) -> Grant | None:
    """The signed-in user's widest cell for the action; looked up once a request, because a page asks fifty times."""
    found: dict[Action, Grant | None] = g.setdefault("grants", {})
    if action not in found:
        if not current_user.is_authenticated:
            return None
        found[action] = widest(current_actor().roles, action)
    return found[action]


def may(action: Action | str) -> bool:
    """Whether the signed-in user's offices have the action at all: what menus and buttons ask."""
    return grant(Action(action)) is not None

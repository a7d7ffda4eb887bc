"""The columns of the list of people: which there are, who may have them, and which are shown."""

from __future__ import annotations

from flask import request
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, may
from summit.delegations.views.doors import within

# Name of the column in the address, its heading, and what one must be allowed to do to have it. The name of the person is
# always there.
PEOPLE_COLUMNS: dict[str, tuple[str, Action]] = {
    "delegation": ("Delegation", Action.SEE_DELEGATIONS),
    "function": ("Function", Action.SEE_DELEGATIONS),
    "title": ("Title", Action.SEE_DELEGATIONS),
    "native_title": ("Title, native language", Action.SEE_DELEGATIONS),
    "badge_title": ("Title on the badge", Action.SEE_DELEGATIONS),
    "category": ("Category", Action.SEE_DELEGATIONS),
    "nationality": ("Nationality", Action.SEE_IDENTITY),
    "email": ("E-mail", Action.SEE_OPERATIONAL),
    "phone": ("Mobile telephone", Action.SEE_OPERATIONAL),
    "registered_at": ("Registered", Action.SEE_DELEGATIONS),
    "application": ("Application", Action.SEE_ACCREDITATION),
    "missing": ("Missing", Action.REGISTER_PEOPLE),
}
USUAL = ("delegation", "function", "title", "category", "missing")


def offered_columns(session: Session) -> dict[str, str]:
    """Headings of the columns that the viewer may have: of everybody in the list, or not at all (PRV-02)."""
    listed = within(session, Action.SEE_DELEGATIONS)
    actions = {action for _, action in PEOPLE_COLUMNS.values() if may(action)}
    held = {action for action in actions if within(session, action) == listed}
    return {name: heading for name, (heading, action) in PEOPLE_COLUMNS.items() if action in held}


def asked_columns() -> str:
    """The columns that the address names, as a saved view keeps them; nothing for the usual ones."""
    wanted = {name for text in request.args.getlist("columns") for name in text.split(",")}
    named = tuple(name for name in PEOPLE_COLUMNS if name in wanted)
    return "" if named == USUAL else ",".join(named)


def shown_columns(offered: dict[str, str]) -> dict[str, str]:
    """Headings of the columns that are shown, in the order of the table: those asked for, else the usual ones."""
    wanted = asked_columns().split(",") if asked_columns() else USUAL
    return {name: heading for name, heading in offered.items() if name in wanted}

"""The frame of every page: the menu by office, the summit's line, wall-clock times, the address of this list."""

from __future__ import annotations

from datetime import datetime

from flask import Flask, request, url_for

from summit.accounts.permissions import Action, may
from summit.desk.facts import MenuItem, MenuOffice
from summit.foundation.clock import local, offset_label
from summit.foundation.db import reading
from summit.foundation.web import lasting_address
from summit.venues.facts import SummitFacts
from summit.venues.queries import summit_if_set_up

OFFICES: tuple[tuple[str, tuple[tuple[str, str, str, Action], ...]], ...] = (
    (
        "",
        (
            ("Today", "desk.home", "sun", Action.SEE_HOME),
            ("Figures", "desk.figures", "bar-chart", Action.SEE_FIGURES),
            ("My page", "desk.my_page", "person-vcard", Action.SEE_OWN_BADGE),
        ),
    ),
    (
        "Registration",
        (
            ("Delegations", "delegations.delegation_list", "flag", Action.SEE_DELEGATIONS),
            ("People", "delegations.people", "people", Action.SEE_DELEGATIONS),
            ("Precedence", "delegations.precedence", "list-ol", Action.SEE_PRECEDENCE),
            ("Accreditation", "accreditation.queue", "person-check", Action.SEE_ACCREDITATION),
            ("Duplicates", "delegations.duplicate_desk", "intersect", Action.RESOLVE_DUPLICATES),
            ("Quotas", "delegations.quota_list", "pie-chart", Action.MANAGE_DELEGATIONS),
            ("Deadlines", "delegations.deadline_list", "alarm", Action.MANAGE_DELEGATIONS),
        ),
    ),
    (
        "Programme",
        (
            ("Programme", "agenda.programme", "calendar3", Action.SEE_PROGRAMME),
            ("Side events", "agenda.side_events", "grid-3x3-gap", Action.SEE_PROGRAMME),
            ("Rooms", "venues.rooms", "door-open", Action.EDIT_PROGRAMME),
            ("Bilateral meetings", "bilaterals.request_list", "chat-square-text", Action.SEE_BILATERALS),
        ),
    ),
    (
        "Paper",
        (
            ("Badge desk", "badges.desk", "postcard", Action.PRINT_BADGES),
            ("Lost badges", "badges.losses", "shield-exclamation", Action.REPORT_LOSS),
            ("Floater passes", "badges.floaters", "layers", Action.SEE_FLOATERS),
            ("Designs of cards", "badges.designs", "palette", Action.DESIGN_CARDS),
            ("Documents", "documents.index", "file-earmark-text", Action.SEE_PROGRAMME),
        ),
    ),
    (
        "Installation",
        (
            ("Journal", "desk.journal", "journal-text", Action.SEE_JOURNAL),
            ("Outbox", "desk.outbox", "envelope", Action.SEE_OUTBOX),
            ("Users", "accounts.users", "person-gear", Action.MANAGE_USERS),
            ("Rights table", "accounts.rights", "table", Action.SEE_RIGHTS),
        ),
    ),
)
DELEGATE_PAGES = frozenset({"desk.my_page", "agenda.programme", "agenda.side_events"})


def register_frame(app: Flask) -> None:
    """Offer the templates what base.html and the lists need."""
    app.jinja_env.globals.update(
        menu=menu, summit_line=summit_line, wall_clock=wall_clock, here=here, flag_address=flag_address
    )


def menu() -> list[MenuOffice]:
    """Only what the signed-in user's offices may open."""
    only_delegate = may(Action.SEE_OWN_BADGE) and not may(Action.REGISTER_PEOPLE)
    offices = []
    for name, lines in OFFICES:
        items = tuple(
            MenuItem(label, address := url_for(endpoint), icon, _is_here(endpoint, address))
            for label, endpoint, icon, action in lines
            if may(action) and (not only_delegate or endpoint in DELEGATE_PAGES)
        )
        if items:
            offices.append(MenuOffice(name, items))
    return offices


def present_summit() -> SummitFacts | None:
    """The summit of this installation; None before it is set up."""
    with reading() as session:
        return summit_if_set_up(session)


def summit_line() -> str:
    """Title, place and days in one line."""
    summit = present_summit()
    if summit is None:
        return "No summit is set up yet."
    first, last = summit.first_day, summit.last_day
    days = (
        f"{first.day}–{last.day} {last:%B %Y}"
        if first.month == last.month
        else f"{first:%-d %B} – {last:%-d %B %Y}"
    )
    return f"{summit.short_title}, {summit.place}, {days}"


def wall_clock(at: datetime, date: bool = True) -> str:
    """The moment on the summit's wall clocks, with the zone: `25 Oct 2025, 09:00 (UTC+7)`."""
    summit = present_summit()
    zone = summit.zone if summit else "UTC"
    shown = local(at, zone)
    return (
        f"{shown:%-d %b %Y, %H:%M} ({offset_label(at, zone)})"
        if date
        else f"{shown:%H:%M} ({offset_label(at, zone)})"
    )


def flag_address(iso2: str) -> str:
    """Where the flag of that code lies."""
    return lasting_address("desk.flag", iso2=iso2)


def here(**changes: object) -> str:
    """The address of this very list with some of its parameters changed; None or empty removes one."""
    values: dict[str, object] = {key: request.args.getlist(key) for key in request.args}
    values.update(changes)
    kept = {key: value for key, value in values.items() if value not in (None, "", [])}
    return url_for(request.endpoint or "desk.home", **{**(request.view_args or {}), **kept})


def _is_here(endpoint: str, address: str) -> bool:
    return request.endpoint is not None and (
        request.endpoint == endpoint
        or (endpoint != "desk.home" and request.path.startswith(f"{address}/"))
    )

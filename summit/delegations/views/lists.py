"""The two lists: delegations and people."""

from __future__ import annotations

from flask import render_template, request

from summit.accounts.permissions import Action, guard, may
from summit.delegations import queries
from summit.delegations.lifecycle import (
    CATEGORY_NAMES,
    FUNCTION_NAMES,
    KIND_NAMES,
    REGION_NAMES,
    DelegateFunction,
    ParticipantState,
    PartyKind,
)
from summit.delegations.queries import DelegationFilters, PeopleFilters
from summit.delegations.views.doors import blueprint, within
from summit.foundation.clock import utc_now
from summit.foundation.db import reading
from summit.foundation.web import Page, page_number, paged

LONGEST_SEARCH = 200


@blueprint.get("/delegations")
@guard(Action.SEE_DELEGATIONS)
def delegation_list() -> str:
    """Delegations within reach, filtered, sorted and paged; the address reproduces the view."""
    now = utc_now()
    filters = DelegationFilters(
        search=_search(),
        kind=_one_of("kind", set(PartyKind)),
        region=_one_of("region", set(REGION_NAMES)),
        headless_at=now if request.args.get("head") == "missing" else None,
        sort=_one_of("sort", {"name", "kind", "people"}) or "name",
        descending=request.args.get("order") == "down",
    )
    with reading() as session:
        found = paged(
            session,
            queries.delegations_matching(within(session, Action.SEE_DELEGATIONS), filters),
            number=page_number(),
        )
        cards = queries.delegation_cards(session, found.rows, now)
    return render_template(
        "delegations/delegation_list.html",
        page=Page(cards, found.number, found.per_page, found.total),
        filters=filters,
        kinds=KIND_NAMES,
        regions=REGION_NAMES,
        may_open=may(Action.MANAGE_DELEGATIONS),
    )


@blueprint.get("/people")
@guard(Action.SEE_DELEGATIONS)
def people() -> str:
    """People within reach, filtered, sorted and paged; the address reproduces the view."""
    filters = PeopleFilters(
        search=_search(),
        kind=_one_of("kind", set(PartyKind)),
        category=_one_of("category", set(CATEGORY_NAMES)),
        function=_one_of("function", set(DelegateFunction)),
        missing=_one_of("missing", {"photo", "passport"}) if may(Action.REGISTER_PEOPLE) else "",
        state=_one_of("state", set(ParticipantState)) or ParticipantState.ENROLLED.value,
        sort=_one_of("sort", {"name", "delegation", "function", "rank"}) or "name",
        descending=request.args.get("order") == "down",
    )
    with reading() as session:
        found = paged(
            session,
            queries.people_matching(within(session, Action.SEE_DELEGATIONS), filters),
            number=page_number(),
        )
        lines = queries.person_lines(session, found.rows)
    return render_template(
        "delegations/people_list.html",
        page=Page(lines, found.number, found.per_page, found.total),
        filters=filters,
        kinds=KIND_NAMES,
        categories=CATEGORY_NAMES,
        functions=FUNCTION_NAMES,
        may_register=may(Action.REGISTER_PEOPLE),
    )


def _search() -> str:
    return request.args.get("q", "")[:LONGEST_SEARCH]


def _one_of(name: str, known: set[str] | set[PartyKind] | set[DelegateFunction] | set[ParticipantState]) -> str:
    value = request.args.get(name, "")
    return value if value in known else ""

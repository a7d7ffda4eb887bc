"""The two lists: delegations and people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from urllib.parse import parse_qsl

from flask import render_template, request

from summit.accounts.permissions import Action, guard, may
from summit.delegations import queries
from summit.delegations.lifecycle import (
    APPLICATION_NAMES,
    CATEGORY_NAMES,
    FUNCTION_NAMES,
    KIND_CHOICES,
    REGION_CHOICES,
    DelegateFunction,
    ParticipantState,
)
from summit.delegations.queries import DelegationFilters, PeopleFilters
from summit.delegations.views.change_runs import run_verbs
from summit.delegations.views.columns import asked_columns, offered_columns, shown_columns
from summit.delegations.views.doors import blueprint, within
from summit.delegations.views.person_fields import listed_fields
from summit.delegations.views.saved_views import chips_of
from summit.foundation.clock import utc_now
from summit.foundation.db import reading
from summit.foundation.web import place_in_list

LONGEST_SEARCH = 200
LATE = "late"
REGISTERED = {
    "day": ("In the last 24 hours", timedelta(days=1)),
    "week": ("In the last 7 days", timedelta(days=7)),
}


@blueprint.get("/delegations")
@guard(Action.SEE_DELEGATIONS)
def delegation_list() -> str:
    """Delegations within reach, filtered, sorted and paged; the address reproduces the view."""
    now, head, sees = utc_now(), request.args.get("head", ""), may(Action.SEE_INTERNAL)
    filters = DelegationFilters(
        search=_search(),
        kind=_one_of("kind", set(KIND_CHOICES)),
        region=_one_of("region", set(REGION_CHOICES)),
        tag=_tag(),
        is_over_quota=request.args.get("quota") == "over",
        headless_at=now if head == "missing" else None,
        with_head_at=now if head == "named" else None,
        sort=_one_of("sort", {"name", "kind", "people"}) or "name",
        descending=request.args.get("order") == "down",
    )
    with reading() as session:
        page = queries.delegations_listed(
            session, within(session, Action.SEE_DELEGATIONS), filters, place_in_list(), now, tagged=sees
        )
        chips = chips_of(session, "delegations")
        words = queries.tag_words(session, "delegations") if sees else []
    return render_template(
        "delegations/delegation_list.html",
        page=page,
        chips=chips,
        filters=filters,
        kinds=KIND_CHOICES,
        regions=REGION_CHOICES,
        words=words,
        may_open=may(Action.MANAGE_DELEGATIONS),
    )


@blueprint.get("/people")
@guard(Action.SEE_DELEGATIONS)
def people() -> str:
    """People within reach, filtered, sorted and paged; the address reproduces the view."""
    registered, sees = _one_of("registered", {*REGISTERED, LATE}), may(Action.SEE_INTERNAL)
    with reading() as session:
        offered, editable = offered_columns(session), listed_fields(session)
        columns, filters = shown_columns(offered), _people_filters(registered, offered)
        page = queries.people_listed(
            session,
            within(session, Action.SEE_DELEGATIONS),
            filters,
            place_in_list(),
            more=[*(name for name in columns if name in queries.MORE_OF_PEOPLE), *["tags"] * sees],
        )
        chips = chips_of(session, "people")
        words = queries.tag_words(session, "people") if sees else []
    return render_template(
        "delegations/people_list.html",
        page=page,
        chips=chips,
        filters=filters,
        offered=offered,
        columns=columns,
        asked=asked_columns(),
        editable=editable,
        is_editing=bool(editable) and request.args.get("edit") == "yes",
        kept=[pair for pair in parse_qsl(chips.question) if pair[0] != "columns"],
        kinds=KIND_CHOICES,
        regions=REGION_CHOICES,
        categories=CATEGORY_NAMES,
        functions=FUNCTION_NAMES,
        applications=APPLICATION_NAMES,
        registered=registered,
        words=words,
        verbs=run_verbs(),
        registrations={**{value: words for value, (words, _) in REGISTERED.items()}, LATE: "After the deadline"},
        may_register=may(Action.REGISTER_PEOPLE),
    )


def _people_filters(registered: str, offered: Collection[str]) -> PeopleFilters:
    return PeopleFilters(
        search=_search(),
        kind=_one_of("kind", set(KIND_CHOICES)),
        region=_one_of("region", set(REGION_CHOICES)),
        category=_one_of("category", set(CATEGORY_NAMES)),
        function=_one_of("function", set(DelegateFunction)),
        application=_one_of("application", set(APPLICATION_NAMES)) if "application" in offered else "",
        tag=_tag(),
        missing=_one_of("missing", {"photo", "passport"}) if may(Action.REGISTER_PEOPLE) else "",
        since=utc_now() - REGISTERED[registered][1] if registered in REGISTERED else None,
        only_late=registered == LATE,
        state=_one_of("state", set(ParticipantState)) or ParticipantState.ENROLLED.value,
        sort=_one_of("sort", {"name", "given", "delegation", "function", "rank"}) or "name",
        descending=request.args.get("order") == "down",
    )


def _search() -> str:
    return request.args.get("q", "")[:LONGEST_SEARCH]


def _tag() -> str:
    """The tag to filter by; nothing for who may not know of tags."""
    return request.args.get("tag", "")[:LONGEST_SEARCH] if may(Action.SEE_INTERNAL) else ""


def _one_of(name: str, known: set[str] | set[DelegateFunction] | set[ParticipantState]) -> str:
    value = request.args.get(name, "")
    return value if value in known else ""

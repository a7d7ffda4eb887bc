"""The register of people to take away, and the empty one of a delegation to be filled in."""

from __future__ import annotations

from flask import Response

from summit.accounts.permissions import Action, current_actor, guard
from summit.delegations import actions, queries
from summit.delegations.lifecycle import OFFERED_CATEGORIES, OFFERED_FUNCTIONS, PartyKind
from summit.delegations.sheet import Register, write_csv, write_template, write_workbook
from summit.delegations.views.doors import blueprint, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/registers/people.xlsx")
@guard(Action.REGISTER_PEOPLE)
def register_workbook() -> Response:
    """Everybody within reach as a workbook."""
    return _file(write_workbook(_register()), WORKBOOK, "register.xlsx")


@blueprint.get("/registers/people.csv")
@guard(Action.REGISTER_PEOPLE)
def register_text() -> Response:
    """Everybody within reach as CSV."""
    return _file(write_csv(_register()), "text/csv", "register.csv")


@blueprint.get("/delegations/<string:code>/empty-register.xlsx")
@guard(Action.REGISTER_PEOPLE)
def register_form(code: str) -> Response:
    """An empty workbook of the delegation, with what it may choose as drop-downs."""
    actor = current_actor()
    with reading() as session:
        delegation = queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)
        kind = PartyKind(delegation.party.kind)
    fields = [name for name in queries.fields_for(actor) if name not in ("delegation", "code")]
    content = write_template(
        fields,
        functions=[function.value for function in OFFERED_FUNCTIONS[kind]],
        categories=OFFERED_CATEGORIES[kind],
    )
    return _file(content, WORKBOOK, f"{code}.xlsx")


def _register() -> Register:
    actor, now = current_actor(), utc_now()
    with committing() as session:
        reached = within(session, Action.REGISTER_PEOPLE)
        found = queries.register(session, actor, now, within=reached)
        actions.record_export(session, actor, now, within=reached, people=len(found.lines))
    return found


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})

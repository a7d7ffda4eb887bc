"""What happened to one person or one delegation, in plain words."""

from __future__ import annotations

from flask import render_template, url_for

from summit.accounts.permissions import Action, guard
from summit.delegations.queries import delegation_facts, delegation_within, participant_within
from summit.desk import queries
from summit.desk.facts import History
from summit.desk.views.doors import blueprint, journal_place, viewer
from summit.foundation.db import reading


@blueprint.get("/people/<string:code>/history")
@guard(Action.SEE_HISTORY)
def person_history(code: str) -> str:
    """Who changed what of this person, newest first."""
    asking = viewer()
    with reading() as session:
        participant = participant_within(session, asking.within(session, Action.SEE_HISTORY), code)
        found = queries.person_history(session, asking, participant, before=journal_place())
        name = participant.person.badge_name
    return _page(found, name, url_for("delegations.participant_page", code=code), shows_people=False)


@blueprint.get("/delegations/<string:code>/history")
@guard(Action.SEE_HISTORY)
def delegation_history(code: str) -> str:
    """Who changed what of this delegation and its people, newest first."""
    asking = viewer()
    with reading() as session:
        delegation = delegation_within(session, asking.within(session, Action.SEE_HISTORY), code)
        found = queries.delegation_history(session, asking, delegation, before=journal_place())
        name = delegation_facts(session, delegation).name
    return _page(found, name, url_for("delegations.delegation_page", code=code), shows_people=True)


def _page(found: History, name: str, back: str, *, shows_people: bool) -> str:
    return render_template("desk/history.html", history=found, name=name, back=back, shows_people=shows_people)

"""The figures of the summit, on the page and on paper, and the lists behind them (EVT-01)."""

from __future__ import annotations

from io import BytesIO

from flask import Response, render_template, request

from summit.accounts.permissions import Action, guard
from summit.agenda.queries import sight
from summit.delegations.lifecycle import KIND_CHOICES, REGION_CHOICES
from summit.delegations.queries import (
    NOTHING,
    DelegationFilters,
    PeopleFilters,
    delegation_cards,
    person_lines,
)
from summit.desk import queries
from summit.desk.facts import Mark, Stage
from summit.desk.render import registrations_rise, render_figures
from summit.desk.views.doors import blueprint, viewer
from summit.foundation.db import reading
from summit.foundation.errors import Forbidden
from summit.foundation.web import page_number, paged

STAGE_NAMES = {stage: label for stage, (label, _) in queries.STAGES.items()}
MARK_NAMES = {
    Mark.OPEN: "All",
    Mark.HEADED: "With a head",
    Mark.ADMITTED: "With an approved person",
    Mark.SIGNING: "Named to sign",
}


@blueprint.get("/figures")
@guard(Action.SEE_FIGURES)
def figures() -> str:
    """Every counter with its meaning, its list and, where it grows, its chart."""
    with reading() as session:
        facts = queries.summit_figures(session, viewer())
    zone = facts.summit.zone if facts.summit else "UTC"
    return render_template(
        "desk/figures.html", facts=facts, rise=registrations_rise(facts.registrations, zone)
    )


@blueprint.get("/figures.pdf")
@guard(Action.SEE_FIGURES)
def figures_file() -> Response:
    """The same figures on paper, as they are now."""
    with reading() as session:
        facts = queries.summit_figures(session, viewer())
    target = BytesIO()
    render_figures(facts, target)
    answer = Response(target.getvalue(), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="figures.pdf"'
    return answer


@blueprint.get("/figures/people")
@guard(Action.SEE_FIGURES)
def figure_people() -> str:
    """The people who have come to one stage, as far as the reader may know it of them."""
    asking = viewer()
    stage = Stage(_one_of("stage", [one.value for one in Stage]) or Stage.REGISTERED)
    filters = PeopleFilters(kind=_one_of("kind", KIND_CHOICES), region=_one_of("region", REGION_CHOICES))
    open_stages = [one for one in Stage if asking.may(queries.ACTIONS[one])]
    with reading() as session:
        within = asking.within(session, queries.ACTIONS[stage])
        if stage not in open_stages or within == NOTHING:
            raise Forbidden()
        page = paged(session, queries.people_at(within, stage, filters), number=page_number())
        lines = person_lines(session, page.rows)
    return render_template(
        "desk/figure_people.html",
        page=page,
        lines=lines,
        filters=filters,
        chosen=stage,
        meaning=queries.STAGES[stage][1],
        choices={one: STAGE_NAMES[one] for one in open_stages},
        kinds=KIND_CHOICES,
        regions=REGION_CHOICES,
    )


@blueprint.get("/figures/delegations")
@guard(Action.SEE_FIGURES)
def figure_delegations() -> str:
    """The delegations of which one thing is true."""
    asking = viewer()
    mark = Mark(_one_of("mark", [one.value for one in Mark]) or Mark.OPEN)
    filters = DelegationFilters(kind=_one_of("kind", KIND_CHOICES), region=_one_of("region", REGION_CHOICES))
    with reading() as session:
        within = asking.within(session, Action.SEE_FIGURES)
        seen = sight(session, asking.actor, asking.now, acting_for=asking.acting_for)
        statement = queries.delegations_with(within, mark, filters, now=asking.now, seen=seen)
        page = paged(session, statement, number=page_number())
        lines = delegation_cards(session, page.rows, asking.now)
    return render_template(
        "desk/figure_delegations.html",
        page=page,
        lines=lines,
        filters=filters,
        chosen=mark,
        choices=MARK_NAMES,
        kinds=KIND_CHOICES,
        regions=REGION_CHOICES,
    )


def _one_of(name: str, known: list[str] | dict[str, str]) -> str:
    value = request.args.get(name, "")
    return value if value in known else ""

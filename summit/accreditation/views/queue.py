"""The queue, and deciding many at once."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, render_template, request
from sqlalchemy.orm import Session

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.accreditation import actions, queries
from summit.accreditation.facts import Outcome, QueueFilters, QueueLine
from summit.accreditation.forms import SubmissionForm
from summit.accreditation.lifecycle import (
    CHANGED,
    CLEARANCE_NAMES,
    TURNS,
    AccreditationState,
    Clearance,
    Turn,
)
from summit.accreditation.rules import clearance_shown, missing_fields
from summit.accreditation.views.doors import (
    ALL_STATES,
    NO_PAPER,
    Answer,
    address_of,
    blueprint,
    filters,
    is_office,
    queue_address,
    sees_answers,
    within,
)
from summit.delegations.facts import RankTable
from summit.delegations.lifecycle import CATEGORY_NAMES, KIND_NAMES
from summit.delegations.queries import Reach, rank_table
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.web import Page, page_number, paged, picked, see_other


@blueprint.get("/accreditations")
@guard(Action.SEE_ACCREDITATION)
def queue() -> str:
    """Applications within reach: an office works through them, a delegation sees where its own stand."""
    chosen = filters()
    with reading() as session:
        reached = within(session, Action.SEE_ACCREDITATION)
        found = paged(session, queries.queue(reached, chosen), number=page_number())
        lines = queries.queue_lines(session, found.rows)
        counts = queries.state_counts(session, reached, chosen)
        waived = queries.waiver_count(session) if is_office() else 0
        ranks = rank_table(session)
        ready = _ready(session, reached, ranks) if not is_office() and may(Action.SUBMIT_ACCREDITATION) else 0
    page = Page(lines, found.number, found.per_page, found.total)
    if is_office():
        return _office_page(chosen, page, counts, waived)
    missing = {row.code: missing_fields(row, ranks) for row in found.rows}
    return _delegation_page(chosen, page, counts, missing, ready)


@blueprint.post("/accreditations/approvals")
@guard(Action.DECIDE_ACCREDITATION)
def approvals() -> Answer:
    """Approve the chosen lines; each has its own result, and what does not qualify is left as it is."""
    versions = picked(request.form.getlist("pick"))
    if not versions:
        flash("Choose at least one application first.", "warning")
        return see_other(queue_address(filters()))
    with committing() as session:
        outcomes = actions.approve_many(
            session, current_actor(), utc_now(),
            within=within(session, Action.DECIDE_ACCREDITATION), versions=versions,
        )  # fmt: skip
    return outcome_page("approved", outcomes, queue_address(filters()))


def outcome_page(done_word: str, outcomes: list[Outcome], back: str) -> str:
    """What became of each line of a batch."""
    return render_template(
        "accreditation/outcomes.html",
        done_word=done_word,
        done=[one for one in outcomes if one.done],
        left=[one for one in outcomes if not one.done],
        back=back,
    )


def _office_page(chosen: QueueFilters, page: Page[QueueLine], counts: dict[str, int], waived: int) -> str:
    roles = current_actor().roles
    return render_template(
        "accreditation/queue.html",
        page=page,
        chips=_chips(counts),
        filters=chosen,
        address=address_of(chosen),
        waived=waived,
        kinds=KIND_NAMES,
        categories=CATEGORY_NAMES,
        clearances=CLEARANCE_NAMES if sees_answers() else {},
        papers={NO_PAPER: "Without note verbale"},
        clearance_of=lambda line: clearance_shown(line.standing.clearance, roles),
        clearance_names=CLEARANCE_NAMES,
        may_decide=may(Action.DECIDE_ACCREDITATION) and chosen.state == AccreditationState.SUBMITTED,
        may_vet=may(Action.RECORD_VETTING),
        may_submit_for=may(Action.SUBMIT_ACCREDITATION)
        and chosen.delegation
        and chosen.state == AccreditationState.DRAFT,
        form=SubmissionForm(),
        pending=Clearance.PENDING,
    )


def _delegation_page(
    chosen: QueueFilters,
    page: Page[QueueLine],
    counts: dict[str, int],
    missing: Mapping[str, tuple[str, ...]],
    ready: int,
) -> str:
    return render_template(
        "accreditation/applications.html",
        page=page,
        chips=_chips(counts),
        filters=chosen,
        turns={line.person.code: _turn(line) for line in page.rows},
        missing=missing,
        ready=ready,
        form=SubmissionForm(),
    )


def _ready(session: Session, reached: Reach, ranks: RankTable) -> int:
    """How many drafts of a delegation lack nothing and can be handed in together."""
    return sum(not missing_fields(one, ranks) for one in queries.unsubmitted(session, reached))


def _turn(line: QueueLine) -> Turn:
    return CHANGED if line.standing.changed_since_approval else TURNS[AccreditationState(line.standing.state)]


def _chips(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    """Parameter, label and figure of each state, all of them first."""
    every = (ALL_STATES, "All", sum(counts.values()))
    return [every, *((state, state.capitalize(), count) for state, count in counts.items())]

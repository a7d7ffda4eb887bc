"""What waits for each office, counted by the very statements of the lists that the figures lead to (UX-17)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from summit.accounts.policy import Action, Role
from summit.accounts.queries import users
from summit.accreditation.facts import QueueFilters
from summit.accreditation.lifecycle import AccreditationState, Clearance
from summit.accreditation.queries import queue, state_counts
from summit.agenda.lifecycle import EntryKind, EntryState
from summit.agenda.models import AgendaEntry
from summit.agenda.queries import sight
from summit.badges.facts import HolderFilters
from summit.badges.lifecycle import LossState, PrintRunState
from summit.badges.models import PrintRun
from summit.badges.queries import holders_matching, losses_within, run_lines, runs
from summit.bilaterals.queries import counts
from summit.delegations.queries import (
    DelegationFilters,
    PeopleFilters,
    delegations_matching,
    open_claims,
    pairs,
    people_matching,
)
from summit.desk.facts import Figure, OfficeCard
from summit.desk.queries.viewer import Viewer
from summit.venues.models import Room

OPEN_RUNS = (PrintRunState.READY.value, PrintRunState.QUEUED.value, PrintRunState.FAILED.value)
MOST_RUNS = 6
CARDS = {"waiting": "Approved, not printed", "queued": "Cards in a print run", "printed": "Cards printed"}
_S = AccreditationState
Figures = Iterator[Figure]


def office_cards(session: Session, viewer: Viewer) -> tuple[OfficeCard, ...]:
    """One card for each office that the user holds and that has something to count; no list is named twice."""
    cards, known = [], set()
    for role, name, count in OFFICES:
        if not viewer.holds(role):
            continue
        fresh = []
        for figure in count(session, viewer):
            key = (figure.endpoint, *sorted(figure.values.items()))
            if key not in known:
                known.add(key)
                fresh.append(figure)
        if fresh:
            cards.append(OfficeCard(name, tuple(fresh)))
    return tuple(cards)


def _of_delegation(session: Session, viewer: Viewer) -> Figures:
    """What a focal point has to do for the delegation."""
    if not viewer.within(session, Action.SUBMIT_ACCREDITATION).delegations:
        return
    yield from _by_state(
        session,
        viewer,
        {
            _S.DRAFT: "Drafts to complete and submit",
            _S.RETURNED: "Returned to you to mend",
            _S.SUBMITTED: "Submitted, with the host",
            _S.APPROVED: "Approved",
        },
    )
    yield _without_photo(session, viewer)
    yield from _bilaterals(session, viewer, {"answer": "Bilateral requests to answer"})


def _of_protocol(session: Session, viewer: Viewer) -> Figures:
    """What the protocol department looks after."""
    headless = DelegationFilters(headless_at=viewer.now)
    within = viewer.within(session, Action.SEE_DELEGATIONS)
    yield Figure(
        "Delegations without a head",
        _count(session, delegations_matching(within, headless)),
        "delegations.delegation_list",
        {"head": "missing"},
    )
    yield from _by_state(
        session,
        viewer,
        {_S.SUBMITTED: "Applications to decide", _S.RETURNED: "Returned, with the delegations"},
    )
    yield _without_photo(session, viewer)
    if viewer.within(session, Action.RESOLVE_DUPLICATES).everything:
        yield Figure("Pairs to look at", _count(session, pairs()), "delegations.duplicate_desk")
        claimed = _count(session, open_claims())
        yield Figure("Claims of delegations", claimed, "delegations.duplicate_desk", {"part": "claims"})


def _of_chief(session: Session, viewer: Viewer) -> Figures:
    yield from _of_protocol(session, viewer)
    yield from _bilaterals(
        session, viewer, {"placing": "Bilaterals waiting for a room", "confirmed": "Bilaterals confirmed"}
    )
    yield from _losses(session, viewer, LossState.REPORTED, "Lost badges to decide")


def _of_accreditation(session: Session, viewer: Viewer) -> Figures:
    yield from _by_state(session, viewer, {_S.SUBMITTED: "Applications to decide"})
    cleared = {Clearance.CLEAR: "Of them cleared", Clearance.WAIVED: "Of them waived by rank"}
    for answer, label in cleared.items():
        yield _submitted(session, viewer, label, answer, "accreditation.queue")
    yield from _by_state(session, viewer, {_S.RETURNED: "Returned, with the delegations"})
    yield from _losses(session, viewer, LossState.REPORTED, "Lost badges to decide")


def _losses(session: Session, viewer: Viewer, state: LossState, label: str) -> Figures:
    """Reported badges that wait for this office, while there are any (BDG-03)."""
    number = _count(session, losses_within(viewer.within(session, Action.REPORT_LOSS), state.value))
    if number:
        yield Figure(label, number, "badges.losses", {"state": state.value})


def _of_vetting(session: Session, viewer: Viewer) -> Figures:
    open_answers = {
        Clearance.PENDING: "Security answers to give",
        Clearance.NEED_TIME: "Answers that need more time",
    }
    for answer, label in open_answers.items():
        yield _submitted(session, viewer, label, answer, "accreditation.clearances")


def _of_badges(session: Session, viewer: Viewer) -> Figures:
    """People by their cards, then the print runs that are not finished, each with the number of its cards."""
    within = viewer.within(session, Action.PRINT_BADGES)
    for card, label in CARDS.items():
        number = _count(session, holders_matching(within, HolderFilters(card=card)))
        yield Figure(label, number, "badges.people", {"card": card})
    yield from _losses(session, viewer, LossState.APPROVED, "New badges approved, bearers to come")
    unfinished = runs().where(PrintRun.state.in_(OPEN_RUNS)).limit(MOST_RUNS)
    for run in run_lines(session, session.scalars(unfinished).all()):
        yield Figure(f"{run.progress.label}: {run.title}", run.count, "badges.run_page", {"code": run.code})


def _of_programme(session: Session, viewer: Viewer) -> Figures:
    visible = sight(session, viewer.actor, viewer.now, acting_for=viewer.acting_for).of_entries()
    side_events = select(AgendaEntry.id).where(
        visible,
        AgendaEntry.kind == EntryKind.SIDE_EVENT.value,
        AgendaEntry.state == EntryState.PLANNED.value,
    )
    yield Figure("Side events", _count(session, side_events), "agenda.side_events")
    yield Figure("Rooms", _count(session, select(Room.id)), "venues.rooms")


def _of_bilaterals(session: Session, viewer: Viewer) -> Figures:
    yield from _bilaterals(
        session,
        viewer,
        {
            "placing": "Accepted, waiting for a room",
            "unanswered": "Requests without an answer",
            "confirmed": "Confirmed",
        },
    )


def _of_users(session: Session, viewer: Viewer) -> Figures:
    yield Figure("Accounts of offices and focal points", len(users(session)), "accounts.users")


OFFICES: tuple[tuple[Role, str, Callable[[Session, Viewer], Figures]], ...] = (
    (Role.FOCAL_POINT, "Your delegation", _of_delegation),
    (Role.CHIEF_OF_PROTOCOL, "Protocol", _of_chief),
    (Role.PROTOCOL_OFFICER, "Protocol", _of_protocol),
    (Role.ACCREDITATION_OFFICER, "Accreditation", _of_accreditation),
    (Role.VETTING_OFFICER, "Vetting", _of_vetting),
    (Role.BADGE_DESK, "Badge desk", _of_badges),
    (Role.ORGANIZER, "Programme", _of_programme),
    (Role.BILATERAL_DESK, "Bilateral desk", _of_bilaterals),
    (Role.ADMINISTRATOR, "Users", _of_users),
)


def _by_state(session: Session, viewer: Viewer, labels: dict[AccreditationState, str]) -> Figures:
    found = state_counts(session, viewer.within(session, Action.SEE_ACCREDITATION), QueueFilters())
    for state, label in labels.items():
        yield Figure(label, found[state.value], "accreditation.queue", {"state": state.value})


def _submitted(session: Session, viewer: Viewer, label: str, answer: Clearance, endpoint: str) -> Figure:
    wanted = QueueFilters(state=_S.SUBMITTED.value, clearance=answer.value)
    number = _count(session, queue(viewer.within(session, Action.SEE_ACCREDITATION), wanted))
    return Figure(label, number, endpoint, {"state": wanted.state, "clearance": wanted.clearance})


def _without_photo(session: Session, viewer: Viewer) -> Figure:
    within = viewer.within(session, Action.SEE_DELEGATIONS)
    statement = people_matching(within, PeopleFilters(missing="photo"))
    return Figure(
        "People without a photo", _count(session, statement), "delegations.people", {"missing": "photo"}
    )


def _bilaterals(session: Session, viewer: Viewer, labels: dict[str, str]) -> Figures:
    found = counts(session, viewer.within(session, Action.SEE_BILATERALS), viewer.now)
    for part, label in labels.items():
        if part in found:
            yield Figure(label, found[part], "bilaterals.request_list", {"part": part})


def _count(session: Session, statement: Select[*tuple[object, ...]]) -> int:
    return session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0

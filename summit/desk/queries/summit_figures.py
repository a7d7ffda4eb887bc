"""The figures of the summit: each counter apart, with what it means and the list behind it (EVT-01, EVT-02)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.policy import Action
from summit.agenda.queries import sight
from summit.delegations.lifecycle import KIND_NAMES, REGION_CHOICES
from summit.delegations.models import Delegation
from summit.delegations.queries import DelegationFilters, PeopleFilters, Reach, names_of
from summit.desk.facts import Figure, FigureGroup, Mark, Stage, SummitFigures, Tally, TallyRow
from summit.desk.queries.counting import (
    ACTIONS,
    Tallied,
    among,
    delegations_with,
    people_at,
    tallied_delegations,
    tallied_people,
)
from summit.desk.queries.meanings import COLUMNS, LATE, SIGNATORIES, STAGES, STATES, UNCOUNTED, Counted
from summit.desk.queries.registrations import registrations
from summit.desk.queries.viewer import Viewer
from summit.venues.queries import summit_if_set_up


def summit_figures(session: Session, viewer: Viewer) -> SummitFigures:
    """The page of figures: of the whole summit for an office, of the own delegation for its focal point.

    A fixed number of queries: one for each mark and stage, whatever the number of people.
    """
    within = viewer.within(session, Action.SEE_FIGURES)
    summit = summit_if_set_up(session)
    counts = _Counts(_counted(session, viewer, within), _open_lists(session, viewer, within))
    days = registrations(session, within, viewer.now, summit.zone if summit else "UTC")
    return SummitFigures(
        at=viewer.now,
        summit=summit,
        scope="" if within.everything else _scope(session, within),
        groups=tuple(_groups(counts)) if within.everything else (),
        stages=tuple(counts.stage(stage) for stage in Stage if stage in counts.found),
        late=Figure(LATE[0], days.late, *counts.address(Stage.REGISTERED, registered="late"), LATE[1]),
        registrations=days,
        tables=(_by_kind(counts), _by_region(counts)) if within.everything else (),
        uncounted=UNCOUNTED if within.everything else (),
    )


@dataclass(frozen=True)
class _Counts:
    """Everything counted, and which lists this reader may open: those that show exactly what is counted."""

    found: Mapping[Counted, Tallied]
    open_lists: frozenset[Counted]

    def figure(self, label: str, what: Counted, meaning: str = "", kind: str = "", region: str = "") -> Figure:
        number = among(self.found[what], kind, region)
        return Figure(label, number, *self.address(what, kind=kind, region=region), meaning)

    def stage(self, stage: Stage) -> Figure:
        label, meaning = STAGES[stage]
        return self.figure(label, stage, meaning)

    def address(self, what: Counted, **narrowed: str) -> tuple[str, dict[str, str]]:
        """The list of those; an empty endpoint where it is for another office to read."""
        if what not in self.open_lists:
            return "", {}
        endpoint, values = LISTS[what]
        return endpoint, {**values, **{name: value for name, value in narrowed.items() if value}}


LISTS: dict[Counted, tuple[str, dict[str, str]]] = {
    Mark.OPEN: ("delegations.delegation_list", {}),
    Mark.HEADED: ("delegations.delegation_list", {"head": "named"}),
    Mark.ADMITTED: ("desk.figure_delegations", {"mark": Mark.ADMITTED.value}),
    Mark.SIGNING: ("desk.figure_delegations", {"mark": Mark.SIGNING.value}),
    Stage.REGISTERED: ("delegations.people", {}),
    **{stage: ("desk.figure_people", {"stage": stage.value}) for stage in Stage if stage is not Stage.REGISTERED},
}


def _counted(session: Session, viewer: Viewer, within: Reach) -> dict[Counted, Tallied]:
    """What this reader may have counted. That somebody is cleared is a security answer, in numbers too (8.2)."""
    found: dict[Counted, Tallied] = {}
    if within.everything:
        seen = sight(session, viewer.actor, viewer.now, acting_for=viewer.acting_for)
        for mark in Mark:
            statement = delegations_with(within, mark, DelegationFilters(), now=viewer.now, seen=seen)
            found[mark] = tallied_delegations(session, statement)
    for stage in Stage:
        if stage is not Stage.CLEARED or viewer.may(Action.SEE_VETTING):
            found[stage] = tallied_people(session, people_at(within, stage, PeopleFilters()))
    return found


def _open_lists(session: Session, viewer: Viewer, within: Reach) -> frozenset[Counted]:
    reached = {action: viewer.within(session, action) for action in sorted(set(ACTIONS.values()))}
    stages = {stage for stage, action in ACTIONS.items() if reached[action] == within}
    marks = set(Mark) if reached[Action.SEE_DELEGATIONS] == within else set()
    return frozenset(stages | marks)


def _scope(session: Session, within: Reach) -> str:
    parties = session.scalars(select(Delegation.party_id).where(within.of_delegations())).all()
    return ", ".join(names_of(session, parties).values()) or "no delegation"


def _groups(counts: _Counts) -> Iterator[FigureGroup]:
    """The counters of States; what takes part beside them is counted apart (EVT-02)."""
    yield FigureGroup(
        "States",
        tuple(counts.figure(label, mark, meaning, kind) for label, mark, kind, meaning in STATES),
    )
    if counts.found[Mark.SIGNING]:
        yield FigureGroup(
            "Signatories announced",
            tuple(counts.figure(label, Mark.SIGNING, meaning, kind) for label, kind, meaning in SIGNATORIES),
        )


def _by_kind(counts: _Counts) -> Tally:
    present = {kind for kind, _ in counts.found[Mark.OPEN]}
    rows = (
        TallyRow(name, tuple(_cell(counts, what, kind=kind.value) for what in COLUMNS))
        for kind, name in KIND_NAMES.items()
        if kind in present
    )
    return Tally("Delegations by type", "Type", tuple(COLUMNS.values()), tuple(rows))


def _by_region(counts: _Counts) -> Tally:
    rows = (
        TallyRow(name, tuple(_cell(counts, what, kind="MEMBERS", region=region) for what in COLUMNS))
        for region, name in REGION_CHOICES.items()
        if among(counts.found[Mark.OPEN], "MEMBERS", region)
    )
    return Tally("Member States by regional group", "Regional group", tuple(COLUMNS.values()), tuple(rows))


def _cell(counts: _Counts, what: Counted, kind: str, region: str = "") -> Figure:
    return counts.figure(COLUMNS[what][0], what, kind=kind, region=region)

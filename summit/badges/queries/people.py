"""Whom a print run takes, whom it leaves out and why; how the badge desk stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from summit.accreditation.queries import admitted, categories
from summit.badges.facts import Choice, DeskCounts, LeftOut, LeftOutLine, RunSelection, SelectionKind
from summit.badges.layout import CardKind
from summit.badges.lifecycle import IN_HAND, LIVE, OPEN_LOSSES, BadgeState, PrintRunState
from summit.badges.models import Badge, BadgeLoss, PrintRun
from summit.badges.queries.cards import in_printing_order
from summit.badges.queries.designs import designs_in_use, version_for
from summit.badges.rules import SPOKEN_LEFT_OUT, is_free
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import delegation_by_code, names_of, participant_by_code
from summit.foundation.errors import NotFound

GIVEN_UP = (PrintRunState.CANCELLED.value, PrintRunState.FAILED.value)
IS_LIVE = Badge.state.in_(LIVE)


@dataclass(frozen=True)
class RunPlan:
    """Whom a selection gives a card, in printing order, each with the unprinted card that goes over; and whom not."""

    title: str
    people: tuple[tuple[Participant, Badge | None], ...]
    left_out: tuple[tuple[str, LeftOut], ...]


def plan_run(session: Session, selection: RunSelection) -> RunPlan:
    """The plan of a selection for one run: whose cards are drawn by another design than the first one is left out."""
    plan = plan_cards(session, selection)
    alike, others = _by_design(session, plan.people)
    left_out = (*plan.left_out, *((one.code, LeftOut.OTHER_DESIGN) for one in others))
    return RunPlan(plan.title, tuple(alike), left_out)


def plan_cards(session: Session, selection: RunSelection) -> RunPlan:
    """Judge everybody of a selection, by whatever design: two queries for the people, whatever their number.

    Who returned the last card gets another one only when asked for by name (BDG-05).
    """
    title, condition = _meaning(session, selection)
    rows = session.execute(in_printing_order(_candidates().where(condition))).all()
    known = categories(session)
    people: list[tuple[Participant, Badge | None]] = []
    left_out: list[tuple[str, LeftOut]] = []
    is_in_bulk = selection.kind is not SelectionKind.PARTICIPANT
    for participant, badge, is_admitted, is_lost, is_returned in rows:
        why = LeftOut.LOST_BADGE if is_lost else _hindrance(participant, badge, is_admitted, known)
        if why is None and is_returned and is_in_bulk:
            why = LeftOut.RETURNED_BADGE
        if why is None:
            people.append((participant, badge))
        else:
            left_out.append((participant.code, why))
    return RunPlan(title, tuple(people), tuple(left_out))


def left_out_lines(session: Session, reasons: dict[str, LeftOut]) -> list[LeftOutLine]:
    """Those whom a run left out, by code, with their names and the reason in words."""
    statement = (
        select(Participant)
        .where(Participant.code.in_(reasons))
        .options(joinedload(Participant.person))
        .order_by(Participant.sort_name, Participant.id)
    )
    return [
        LeftOutLine(one.code, one.person.badge_name, SPOKEN_LEFT_OUT[reasons[one.code]])
        for one in session.scalars(statement)
    ]


def desk_counts(session: Session) -> DeskCounts:
    """How many are admitted, and how far the cards of them have come; how many cards are to be taken back."""
    everybody = select(func.count()).select_from(Participant)
    is_admitted = Participant.id.in_(admitted())
    found = session.execute(
        select(
            everybody.where(is_admitted).scalar_subquery().label("admitted"),
            everybody.where(is_waiting()).scalar_subquery().label("waiting"),
            everybody.where(is_admitted, _has_card(BadgeState.PRINTED)).scalar_subquery().label("printed"),
            everybody.where(is_admitted, _has_card(BadgeState.HANDED_OUT)).scalar_subquery().label("handed_out"),
            everybody.where(is_admitted, has_lost()).scalar_subquery().label("lost"),
            everybody.where(is_admitted, has_returned()).scalar_subquery().label("returned"),
            everybody.where(is_due_back()).scalar_subquery().label("due"),
        )
    ).one()
    settled = found.waiting + found.printed + found.handed_out + found.lost + found.returned
    queued = found.admitted - settled
    return DeskCounts(queued=queued, **found._mapping)


def is_due_back() -> ColumnElement[bool]:
    """Holds a card that admits nobody any more: withdrawn, refused or changed since the approval (ACC-11, BDG-05)."""
    return and_(_has_card(BadgeState.HANDED_OUT), Participant.id.not_in(admitted()))


def _has_card(state: BadgeState) -> ColumnElement[bool]:
    return select(Badge.id).where(Badge.participant_id == Participant.id, Badge.state == state).exists()


def choices(session: Session) -> tuple[list[Choice], list[Choice]]:
    """Delegations by name and categories in their order, in which somebody admitted waits for a card."""
    rows = session.execute(
        select(Delegation, Participant.category)
        .join(Participant, Participant.delegation_id == Delegation.id)
        .where(is_waiting())
        .order_by(Delegation.sort_name)
    ).all()
    names = names_of(session, {delegation.party_id for delegation, _ in rows})
    by_delegation = Counter((delegation.code, names[delegation.party_id]) for delegation, _ in rows)
    by_category = Counter(category for _, category in rows)
    return (
        [Choice(code, name, count) for (code, name), count in by_delegation.items()],
        [
            Choice(code, f"{code} · {facts.name}", by_category[code])
            for code, facts in categories(session).items()
            if code in by_category
        ],
    )


def _meaning(session: Session, selection: RunSelection) -> tuple[str, ColumnElement[bool]]:
    """The title of a run, and the condition for those it is about."""
    enrolled = Participant.state == ParticipantState.ENROLLED.value
    if selection.kind is SelectionKind.DELEGATION:
        delegation = delegation_by_code(session, selection.code)
        name = names_of(session, [delegation.party_id])[delegation.party_id]
        return f"Delegation: {name}", enrolled & (Participant.delegation_id == delegation.id)
    if selection.kind is SelectionKind.CATEGORY:
        category = categories(session).get(selection.code)
        if category is None:
            raise NotFound("There is no such category.")
        title = f"Category {category.code}: {category.name}"
        return title, enrolled & (Participant.category == category.code)
    if selection.kind is SelectionKind.PARTICIPANT:
        return "One person", Participant.id == participant_by_code(session, selection.code).id
    if selection.kind is SelectionKind.EVERYONE:
        return "Everyone admitted", Participant.id.in_(admitted())
    return "Approved and not yet printed", is_waiting()


def is_waiting() -> ColumnElement[bool]:
    """Admitted, no card that is printed or about to be, and none that was given back (BDG-05)."""
    card, run = aliased(Badge), aliased(PrintRun)
    in_hand = (
        select(card.id)
        .outerjoin(run, run.id == card.run_id)
        .where(
            card.participant_id == Participant.id,
            or_(
                card.state.in_(IN_HAND),
                and_(card.state == BadgeState.QUEUED.value, run.state.not_in(GIVEN_UP)),
            ),
        )
    )
    return and_(Participant.id.in_(admitted()), ~in_hand.exists(), ~has_lost(), ~has_returned())


def has_lost() -> ColumnElement[bool]:
    """Reported a badge lost, stolen or damaged, and has no new one for it yet (BDG-03)."""
    lost = aliased(Badge)
    return (
        select(BadgeLoss.id)
        .join(lost, lost.id == BadgeLoss.badge_id)
        .where(lost.participant_id == Participant.id, BadgeLoss.state.in_(OPEN_LOSSES))
        .exists()
    )


def has_returned() -> ColumnElement[bool]:
    """Gave the last card back, and no new one was made since (BDG-05)."""
    card, later = aliased(Badge), aliased(Badge)
    is_last = ~(
        select(later.id)
        .where(later.participant_id == card.participant_id, later.issue_number > card.issue_number)
        .exists()
    )
    return (
        select(card.id)
        .where(card.participant_id == Participant.id, card.state == BadgeState.RETURNED.value, is_last)
        .exists()
    )


def is_returned(session: Session, participant: Participant) -> bool:
    """Whether this person gave the last card back and has no new one."""
    found = session.scalar(select(Participant.id).where(Participant.id == participant.id, has_returned()))
    return found is not None


def _candidates() -> Select[Participant, Badge | None, bool, bool, bool]:
    return (
        select(
            Participant,
            Badge,
            Participant.id.in_(admitted()).label("is_admitted"),
            has_lost().label("is_lost"),
            has_returned().label("is_returned"),
        )
        .join(Participant.person)
        .join(Participant.delegation)
        .outerjoin(Badge, and_(Badge.participant_id == Participant.id, IS_LIVE))
        .outerjoin(PrintRun, PrintRun.id == Badge.run_id)
        .options(
            contains_eager(Participant.person),
            contains_eager(Participant.delegation),
            contains_eager(Badge.run),
        )
        .execution_options(populate_existing=True)
    )


def _by_design(
    session: Session, people: Sequence[tuple[Participant, Badge | None]]
) -> tuple[list[tuple[Participant, Badge | None]], list[Participant]]:
    """Those whose cards are drawn by the design of the first one, and the others: a run is printed by one design."""
    in_use = designs_in_use(session, CardKind.BADGE)
    wanted = [version_for(in_use, participant.category) for participant, _ in people]
    alike = [one for one, design in zip(people, wanted, strict=True) if design is wanted[0]]
    others = [one for (one, _), design in zip(people, wanted, strict=True) if design is not wanted[0]]
    return alike, others


def _hindrance(
    participant: Participant, badge: Badge | None, is_admitted: bool, known: Container[str]
) -> LeftOut | None:
    if not is_admitted:
        return LeftOut.NOT_ADMITTED
    if not is_free(badge):
        is_printed = badge is not None and badge.state in IN_HAND
        return LeftOut.HAS_BADGE if is_printed else LeftOut.IN_ANOTHER_RUN
    return None if participant.category in known else LeftOut.NO_CATEGORY

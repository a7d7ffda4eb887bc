"""Requests for bilateral meetings are sent, answered and placed, as the bilateral desk would do it."""

from __future__ import annotations

import random
from collections import Counter, deque
from datetime import date, datetime

from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.bilaterals import actions
from summit.bilaterals.facts import MeetingWish, Noted, Warned
from summit.bilaterals.lifecycle import Side
from summit.bilaterals.models import MeetingRequest
from summit.bilaterals.queries import offered_times, other_proposals, wished_proposals
from summit.bilaterals.rules import HOLD_FOR, room_span
from summit.demo.loading.stage import Stage, office_hours
from summit.demo.programme import ZONE
from summit.demo.wishes import INTERPRETERS, Fate, Wish
from summit.venues.queries import free_rooms, room_by_code

HELD = (date(2025, 10, 21), date(2025, 10, 23))
LAST_HOURS = datetime(2025, 10, 24, 17, tzinfo=ZONE)  # what is held then still stands when the summit opens
SEEN = Noted((Warned.LEVELS, Warned.WAY))  # that levels differ, or a way is long, has been noted
HOLDS = frozenset({Fate.HELD, Fate.LAPSED, Fate.RETURNED})


def hold_talks(session: Session, stage: Stage) -> str:
    """Every request with its fate.

    Where no time suits both sides the request stays unanswered, and one that would have stayed so is agreed instead: the
    numbers of the plan are kept.
    """
    desk = _Desk(session, stage)
    desk.count_interpreters()
    plan = stage.plan.wishes
    owed: deque[Fate] = deque()
    unanswered: list[tuple[Wish, MeetingRequest]] = []
    for wish, now in zip(plan, office_hours(*HELD, len(plan)), strict=True):
        request = desk.ask(wish, now)
        if wish.fate is Fate.SENT:
            unanswered.append((wish, request))
        elif wish.fate in HOLDS:
            stage.unheld.append((wish, request))
        elif not desk.settle(wish, request, wish.fate, now):
            owed.append(wish.fate)
    for wish, request in unanswered:
        if owed and desk.settle(wish, request, owed[0], now):
            owed.popleft()
    for wish, request in stage.unheld:
        if wish.fate is Fate.LAPSED:
            desk.hold(wish, request, LAST_HOURS - HOLD_FOR)
    placed = Counter(wish.fate for wish in plan)[Fate.PLACED] - owed.count(Fate.PLACED)
    return f"{len(plan)} requests for bilateral meetings, {placed} of them placed"


def hold_places(session: Session, stage: Stage) -> str:
    """On the eve the desk holds places for what is still open; of those before it, what nobody answered lapses."""
    desk = _Desk(session, stage)
    waiting = [(wish, request) for wish, request in stage.unheld if wish.fate is not Fate.LAPSED]
    for number, (wish, request) in enumerate(waiting):
        desk.hold(wish, request, LAST_HOURS)
        if wish.fate is Fate.RETURNED:
            desk.give_back(wish, request)
        elif number % 2:
            desk.accept_for_one(wish, request)
    lapsed = actions.expire_holds(session, LAST_HOURS)
    return f"{len(waiting)} places held, {lapsed} lapsed"


class _Desk:
    """The bilateral desk at work; two delegations speak through their own focal points."""

    def __init__(self, session: Session, stage: Stage) -> None:
        self._session = session
        self._stage = stage
        self._rng = random.Random(f"{stage.plan.seed} talks")

    def count_interpreters(self) -> None:
        """Say how many interpreters the host has, before anybody asks for one (BIL-15)."""
        actor, now = self._stage.staff[Role.BILATERAL_DESK], next(iter(office_hours(*HELD, 1)))
        for language, places in INTERPRETERS.items():
            actions.set_interpreters(self._session, actor, now, language=language, places=places)

    def ask(self, wish: Wish, now: datetime) -> MeetingRequest:
        """Send the request for the heads of both delegations."""
        return actions.ask(
            self._session,
            self._stage.acting_for(wish.asking, Role.BILATERAL_DESK),
            now,
            asking=self._stage.delegations[wish.asking],
            asked=self._stage.delegations[wish.asked],
            wish=MeetingWish(
                minutes=wish.minutes,
                wished_from=wish.wished_from,
                wished_until=wish.wished_until,
                persons_per_side=wish.persons_per_side,
                subject=wish.subject,
                kind=wish.kind,
                arrangements=wish.arrangements,
            ),
        )

    def settle(self, wish: Wish, request: MeetingRequest, fate: Fate, now: datetime) -> bool:
        """Let the request come to its end; False, and nothing changed, when that needs a time and there is none."""
        asking = self._stage.acting_for(wish.asking, Role.BILATERAL_DESK)
        asked = self._stage.acting_for(wish.asked, Role.BILATERAL_DESK)
        session, version = self._session, request.version
        if fate is Fate.DECLINED:
            actions.decline(session, asked, now, request=request, by=Side.ASKED, version=version)
            return True
        if fate is Fate.WITHDRAWN:
            actions.withdraw(session, asking, now, request=request, version=version)
            return True
        times = offered_times(session, request, now)
        if not times:
            return False
        starts_at = self._rng.choice(times)
        side, actor = Side.ASKED, asked
        if fate is Fate.OTHER_TIME or wish.answers_otherwise:
            actions.offer_other_time(
                session, asked, now, request=request, by=Side.ASKED, version=version, starts_at=starts_at
            )
            side, actor = Side.ASKING, asking
        if fate is not Fate.OTHER_TIME:
            actions.accept(
                session, actor, now, request=request, by=side, version=request.version, starts_at=starts_at
            )
        if fate is Fate.PLACED:
            self._place(request, starts_at, now)
        return True

    def hold(self, wish: Wish, request: MeetingRequest, now: datetime) -> None:
        """Hold the first place that suits."""
        session, desk = self._session, self._stage.staff[Role.BILATERAL_DESK]
        free = wished_proposals(session, request, now) or other_proposals(session, request, now)
        room = room_by_code(session, free[0].room_code)
        actions.hold(
            session, desk, now, request=request, room=room, starts_at=free[0].starts_at, noted=SEEN
        )

    def give_back(self, wish: Wish, request: MeetingRequest) -> None:
        """The asked side cannot come at that time."""
        asked = self._stage.acting_for(wish.asked, Role.BILATERAL_DESK)
        actions.release(
            self._session, asked, LAST_HOURS, request=request, by=Side.ASKED, version=request.version
        )

    def accept_for_one(self, wish: Wish, request: MeetingRequest) -> None:
        """The asking side accepts what is held; the other has not answered yet."""
        asking = self._stage.acting_for(wish.asking, Role.BILATERAL_DESK)
        actions.accept(
            self._session, asking, LAST_HOURS, request=request, by=Side.ASKING, version=request.version
        )

    def _place(self, request: MeetingRequest, starts_at: datetime, now: datetime) -> None:
        """The smallest room that is free, its clearing included; that levels may differ has been noted (BIL-04)."""
        held = room_span(starts_at, request.minutes)
        free = free_rooms(
            self._session,
            held_from=held.starts_at,
            held_until=held.ends_at,
            capacity=2 * request.persons_per_side,
            kind="bilateral",
        )
        actions.confirm(
            self._session,
            self._stage.staff[Role.BILATERAL_DESK],
            now,
            request=request,
            room=room_by_code(self._session, free[0].code),
            starts_at=starts_at,
            version=request.version,
            noted=SEEN,
        )

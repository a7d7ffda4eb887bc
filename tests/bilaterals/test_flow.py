"""From the first request to the meeting in two schedules, and every rule on the way, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from summit.agenda.actions import name_contributor, schedule_entry
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import ContributorPart, EntryKind
from summit.audit.models import AuditEntry
from summit.bilaterals import actions, queries
from summit.bilaterals.facts import MeetingWish, Noted, RoomPlace, ScheduleItem, Step, Warned
from summit.bilaterals.models import BilateralMeeting, MeetingRequest
from summit.bilaterals.rules import (
    AlreadyAsked,
    AlreadyPlaced,
    LevelsDiffer,
    NotTheirTurn,
    PrincipalBlocked,
    RoomTooSmall,
    TimeNotOffered,
    TimesDiffer,
    TooManyOpenRequests,
    WayIsLong,
)
from summit.delegations.actions import hold_participant, name_head, withdraw_participant
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Engagement
from summit.delegations.queries import Reach
from summit.delegations.rules import ParticipantBusy
from summit.foundation.errors import Conflict, ImpossibleMove, RuleBroken, StaleVersion
from summit.notices.models import Notice
from summit.notices.queries import letter
from summit.venues.actions import hold_room
from summit.venues.models import RoomHold
from summit.venues.rules import RoomTaken
from tests.bilaterals.stage import CHIEF, agree, ask, hanoi, make_rooms, make_team, meet, wish
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

DESK = Reach(everything=True)


def accept(session: Session, request: MeetingRequest, by: str, clock: str | None = None, **changes: object) -> None:
    values: dict[str, object] = {"version": None, "starts_at": hanoi(clock) if clock else None}
    actions.accept(session, SYSTEM, NOW, request=request, by=by, **{**values, **changes})


def offer(session: Session, request: MeetingRequest, by: str, clock: str, day: int = 25) -> None:
    actions.offer_other_time(
        session, SYSTEM, NOW, request=request, by=by, version=None, starts_at=hanoi(clock, day)
    )


def confirm(session: Session, request: MeetingRequest, room: object, clock: str, **changes: object) -> BilateralMeeting:
    return actions.confirm(
        session, SYSTEM, NOW, request=request, room=room, starts_at=hanoi(clock), **changes
    )


def test_from_the_request_to_the_meeting_in_both_schedules(session: Session) -> None:
    room, _ = make_rooms(session, 10, 12)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = ask(session, france, japan, subject="  Extradition  ")
    assert (request.state, request.turn, request.asked_principal_id) == ("sent", "asked", japan.head.id)

    offered = queries.offered_times(session, request, NOW)
    assert offered == [hanoi(clock) for clock in ("09:00", "09:30", "10:15", "11:00", "11:30")]
    accept(session, request, "asked", "10:15")
    assert (request.state, request.proposed_at) == ("accepted", hanoi("10:15"))

    (case,) = queries.placing_cases(session, DESK, NOW)
    assert [(one.room_code, one.spare) for one in case.proposals] == [("B-01", 2), ("B-02", 4)]
    meeting = confirm(session, request, room, "10:15")
    assert (meeting.state, meeting.starts_at, meeting.ends_at) == ("confirmed", hanoi("10:15"), hanoi("10:45"))
    assert queries.placing_cases(session, DESK, NOW) == []

    (hold,) = session.scalars(select(RoomHold))
    assert (hold.room_id, hold.held_from, hold.held_until) == (room.id, hanoi("10:15"), hanoi("11:00"))
    assert (hold.holder_kind, hold.holder_code, hold.label) == ("bilateral_meeting", meeting.code, "Reserved")
    engagements = session.scalars(select(Engagement).order_by(Engagement.participant_id)).all()
    assert [
        (one.participant_id, one.held_from, one.held_until, one.kind, one.duty_code, one.label) for one in engagements
    ] == [
        (head.id, hanoi("10:15"), hanoi("10:50"), "bilateral", meeting.code, "Bilateral meeting")
        for head in (france.head, japan.head)
    ]
    base = ScheduleItem(
        hanoi("10:15"), hanoi("10:45"), "B-01", "Bilateral room 1", code=request.code, is_reserved=False,
        place=RoomPlace("B-01", "Bilateral room 1", room.venue.name, room.floor, room.zone_code or ""),
    )  # fmt: skip
    ids = [france.delegation.id, japan.delegation.id]
    assert queries.meetings_of_delegation(session, ids, DESK) == [
        replace(
            base,
            label="Bilateral meeting with Japan",
            delegation_id=ids[0],
            own_principal="FR HEADNAME",
            counterpart="Japan",
            counterpart_flag="JP",
            counterpart_principal="JP HEADNAME",
            counterpart_party=japan.delegation.party_id,
        ),
        replace(
            base,
            label="Bilateral meeting with France",
            delegation_id=ids[1],
            own_principal="JP HEADNAME",
            is_at_left=True,  # of two guests the first in the alphabet has the right (BIL-31)
            counterpart="France",
            counterpart_flag="FR",
            counterpart_principal="FR HEADNAME",
            counterpart_party=france.delegation.party_id,
        ),
    ]
    assert [
        (one.participant_id, one.counterpart)
        for one in queries.meetings_of_participants(session, [france.head.id, japan.head.id], DESK)
    ] == [(france.head.id, "Japan"), (japan.head.id, "France")]
    assert queries.steps_of(session, request.code) == [
        Step(NOW, "desk", "confirm", hanoi("10:15"), "B-01"),
        Step(NOW, "asked", "accept", hanoi("10:15")),
        Step(NOW, "asking", "ask"),
    ]


def test_the_turn_goes_back_and_forth_until_both_have_the_same_time(session: Session) -> None:
    make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = ask(session, france, japan)
    offer(session, request, "asked", "15:00")
    assert (request.state, request.turn, request.proposed_at) == ("other_time", "asking", hanoi("15:00"))
    with pytest.raises(NotTheirTurn):
        accept(session, request, "asked")
    offer(session, request, "asking", "16:00", 26)
    assert (request.state, request.turn, request.proposed_at) == ("other_time", "asked", hanoi("16:00", 26))
    assert queries.offered_times(session, request, NOW) == [hanoi("16:00", 26)]
    with pytest.raises(TimeNotOffered):
        accept(session, request, "asked", "15:00")
    accept(session, request, "asked")
    assert (request.state, request.proposed_at) == ("accepted", hanoi("16:00", 26))


def test_a_time_that_the_desk_offers_needs_both_sides(session: Session) -> None:
    make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = agree(session, france, japan, "10:00")
    offer(session, request, "desk", "17:00")
    assert (request.state, request.turn) == ("other_time", "both")
    accept(session, request, "asking")
    assert (request.state, request.turn) == ("other_time", "asked")
    with pytest.raises(NotTheirTurn):
        accept(session, request, "asking")
    accept(session, request, "asked")
    assert (request.state, request.proposed_at) == ("accepted", hanoi("17:00"))


def test_only_a_time_that_both_accepted_is_confirmed(session: Session) -> None:
    """BIL-03."""
    (room,) = make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = ask(session, france, japan)
    with pytest.raises(TimesDiffer) as refused:
        confirm(session, request, room, "10:00")
    assert refused.value.sentence == "Both delegations have to accept this time first. Offer it to them."
    accept(session, request, "asked", "09:30")
    with pytest.raises(TimesDiffer):
        confirm(session, request, room, "10:00")
    assert session.scalar(select(func.count()).select_from(RoomHold)) == 0
    confirm(session, request, room, "09:30")
    with pytest.raises(AlreadyPlaced):
        confirm(session, request, room, "09:30")


def test_declined_and_withdrawn_requests_are_over(session: Session) -> None:
    make_rooms(session, 10)
    france, japan, chile = (make_team(session, code) for code in ("FR", "JP", "CL"))
    declined, taken_back = ask(session, france, japan), ask(session, france, chile)
    with pytest.raises(NotTheirTurn):
        actions.decline(session, SYSTEM, NOW, request=declined, by="asking", version=None)
    actions.decline(session, SYSTEM, NOW, request=declined, by="asked", version=None)
    actions.withdraw(session, SYSTEM, NOW, request=taken_back, version=None)
    assert (declined.state, taken_back.state) == ("declined", "withdrawn")
    for request in (declined, taken_back):
        with pytest.raises(ImpossibleMove):
            accept(session, request, "asked", "09:00")
        with pytest.raises(ImpossibleMove):
            offer(session, request, "asked", "09:00")


def test_an_old_page_changes_nothing(session: Session) -> None:
    (room,) = make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = ask(session, france, japan)
    seen = request.version
    offer(session, request, "asked", "15:00")
    for late in (
        lambda: accept(session, request, "asking", version=seen),
        lambda: actions.decline(session, SYSTEM, NOW, request=request, by="asked", version=seen),
        lambda: actions.withdraw(session, SYSTEM, NOW, request=request, version=seen),
        lambda: confirm(session, request, room, "15:00", version=seen),
    ):
        with pytest.raises(StaleVersion):
            late()
    assert (request.state, request.turn) == ("other_time", "asking")


def test_what_may_be_wished(session: Session) -> None:
    """BIL-01."""
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    wrong: list[tuple[MeetingWish, str]] = [
        (wish(minutes=25), "minutes"),
        (wish(persons_per_side=0), "persons_per_side"),
        (wish(persons_per_side=21), "persons_per_side"),
        (wish(subject="x" * 61), "subject"),
        (wish("10:00", "10:20"), "wished_until"),
        (wish("11:00", "09:00"), "wished_until"),
        (replace(wish(), wished_until=None), "wished_until"),
        (replace(wish(), wished_from=hanoi("09:00", 24)), "wished_from"),
        (replace(wish(), wished_until=hanoi("09:00", 27)), "wished_until"),
        (wish(principal=japan.head.code), "principal"),
    ]
    for entry, field in wrong:
        with pytest.raises(RuleBroken) as refused:
            actions.ask(session, SYSTEM, NOW, asking=france.delegation, asked=japan.delegation, wish=entry)
        assert refused.value.field == field, entry
    with pytest.raises(RuleBroken) as refused:
        actions.ask(session, SYSTEM, NOW, asking=france.delegation, asked=france.delegation, wish=wish())
    assert refused.value.field == "asked"
    assert session.scalar(select(func.count()).select_from(MeetingRequest)) == 0


def test_during_the_summit_the_past_is_neither_wished_nor_offered_nor_confirmed(session: Session) -> None:
    (room,) = make_rooms(session, 10)
    france, japan, chile = (make_team(session, code) for code in ("FR", "JP", "CL"))
    noon = hanoi("12:05")
    with pytest.raises(RuleBroken) as refused:
        actions.ask(session, SYSTEM, noon, asking=france.delegation, asked=japan.delegation, wish=wish())
    assert refused.value.sentence == "The time that would suit is already over."
    request = actions.ask(
        session, SYSTEM, noon, asking=france.delegation, asked=japan.delegation, wish=wish("12:00", "13:00")
    )
    assert queries.offered_times(session, request, noon) == [hanoi("12:15"), hanoi("12:30")]
    late = agree(session, france, chile, "11:00")
    with pytest.raises(RuleBroken, match="already over"):
        actions.confirm(session, SYSTEM, noon, request=late, room=room, starts_at=hanoi("11:00"))
    after_all = datetime(2026, 11, 22, tzinfo=UTC)
    actions.confirm(session, SYSTEM, after_all, request=late, room=room, starts_at=hanoi("11:00"))


def test_advisers_and_foreign_people_are_no_principals(session: Session) -> None:
    make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    adviser = make_participant(session, japan.delegation, function=DelegateFunction.ADV)
    deputy = make_participant(session, japan.delegation, function=DelegateFunction.DHOD, badge_name="JP DEPUTY")
    request = ask(session, france, japan)
    for nobody in (adviser, france.head):
        with pytest.raises(RuleBroken) as refused:
            actions.name_principal(
                session, SYSTEM, NOW, request=request, by="asked", version=None, participant=nobody
            )
        assert refused.value.field == "principal"
    actions.name_principal(session, SYSTEM, NOW, request=request, by="asked", version=None, participant=deputy)
    assert request.asked_principal_id == deputy.id
    assert [name for _, name in queries.principals_of(session, japan.delegation.id)] == [
        "JP HEADNAME, Counsellor",
        "JP DEPUTY, Counsellor",
    ]


def test_a_delegation_without_a_head_names_its_principal_before_it_accepts(session: Session) -> None:
    make_rooms(session, 10)
    france = make_team(session, "FR")
    chile = make_delegation(session, "CL")
    request = actions.ask(session, SYSTEM, NOW, asking=france.delegation, asked=chile, wish=wish())
    assert request.asked_principal_id is None
    with pytest.raises(RuleBroken) as refused:
        accept(session, request, "asked", "09:00")
    assert refused.value.field == "principal"
    deputy = make_participant(session, chile, function=DelegateFunction.DHOD)
    actions.name_principal(session, SYSTEM, NOW, request=request, by="asked", version=None, participant=deputy)
    accept(session, request, "asked", "09:00")
    assert request.state == "accepted"


def test_the_counterpart_is_whoever_heads_the_delegation_at_the_wished_time(session: Session) -> None:
    """DEL-10: a minister on the first day, the ambassador on the second."""
    france, chile = make_team(session, "FR"), make_delegation(session, "CL")
    minister = make_participant(session, chile, function=DelegateFunction.DHOD)
    ambassador = make_participant(session, chile, function=DelegateFunction.DHOD)
    name_head(
        session, SYSTEM, NOW, delegation=chile, participant=minister, head_from=NOW, head_until=hanoi("00:00", 26)
    )
    name_head(session, SYSTEM, NOW, delegation=chile, participant=ambassador, head_from=hanoi("00:00", 26))
    request = actions.ask(
        session,
        SYSTEM,
        NOW,
        asking=france.delegation,
        asked=chile,
        wish=MeetingWish(wished_from=hanoi("09:00", 26), wished_until=hanoi("12:00", 26)),
    )
    assert request.asked_principal_id == ambassador.id


def test_media_and_services_hold_no_bilaterals(session: Session) -> None:
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    japan.delegation.party.kind = "MEDIA"
    session.flush()
    with pytest.raises(RuleBroken) as refused:
        ask(session, france, japan)
    assert refused.value.field == "asked"
    assert queries.partners_of(session, france.delegation.id) == []


def test_ten_requests_may_be_open_and_no_more(session: Session) -> None:
    """BIL-22."""
    make_rooms(session, 10)
    france = make_team(session, "FR")
    others = [make_team(session, code) for code in ("JP", "CL", "DE", "IT", "ES", "PT", "GR", "PL", "SE", "FI", "NO")]
    requests = [ask(session, france, other) for other in others[:10]]
    with pytest.raises(TooManyOpenRequests) as refused:
        ask(session, france, others[10])
    assert refused.value.sentence.startswith("This delegation has 10 requests without an answer.")
    actions.decline(session, SYSTEM, NOW, request=requests[0], by="asked", version=None)
    ask(session, france, others[10])
    assert queries.open_requests(session, france.delegation.id) == 10
    ask(session, others[0], france)  # being asked costs nothing


def test_a_form_that_is_sent_twice_makes_one_request(session: Session) -> None:
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = ask(session, france, japan)
    with pytest.raises(AlreadyAsked, match=request.code):
        ask(session, france, japan)


def test_unequal_levels_need_a_note_unless_a_courtesy_call_is_paid_on_the_host(session: Session) -> None:
    """BIL-04."""
    room, other = make_rooms(session, 10, 10)
    france, japan = make_team(session, "FR", rank_class=10), make_team(session, "JP", rank_class=41)
    host = make_team(session, "VN", rank_class=10)
    request = agree(session, france, japan, "10:00")
    (case,) = queries.placing_cases(session, DESK, NOW)
    assert (case.levels, case.levels_differ) == ((10, 41), True)
    with pytest.raises(LevelsDiffer) as refused:
        confirm(session, request, room, "10:00")
    assert refused.value.field == "levels_noted"
    confirm(session, request, room, "10:00", noted=Noted((Warned.LEVELS,)))
    visit = agree(session, japan, host, "12:00")
    with pytest.raises(LevelsDiffer):
        confirm(session, visit, other, "12:00")
    actions.withdraw(session, SYSTEM, NOW, request=visit, version=None)
    confirm(session, agree(session, japan, host, "12:00", kind="courtesy_call"), other, "12:00")
    near = make_team(session, "CL", rank_class=30)
    confirm(session, agree(session, france, near, "14:00"), other, "14:00")


def test_a_room_seats_both_sides(session: Session) -> None:
    """BIL-14."""
    small, large = make_rooms(session, 8, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = agree(session, france, japan, "10:00", persons_per_side=5)
    with pytest.raises(RoomTooSmall) as refused:
        confirm(session, request, small, "10:00")
    assert refused.value.sentence == "Room B-01 seats 8; the two sides bring 10."
    confirm(session, request, large, "10:00")


def test_a_room_is_refreshed_between_two_meetings(session: Session) -> None:
    """BIL-13: the next meeting starts fifteen minutes after the end, not one minute earlier."""
    (room,) = make_rooms(session, 10)
    teams = [make_team(session, code) for code in ("FR", "JP", "CL", "DE", "IT", "ES")]
    meet(session, teams[0], teams[1], room, "10:00")
    request = ask(session, teams[2], teams[3], clock_from="08:00", clock_until="20:00")
    offer(session, request, "asked", "10:44")
    assert queries.offered_times(session, request, NOW) == []
    request.proposed_at = hanoi("10:44")
    session.execute(update(MeetingRequest).where(MeetingRequest.id == request.id).values(state="accepted"))
    session.refresh(request)
    with pytest.raises(RoomTaken) as refused, session.begin_nested():
        confirm(session, request, room, "10:44")
    assert refused.value.sentence == "Room B-01 is taken 10:00–10:45 (Hanoi time) and reserved."
    meet(session, teams[4], teams[5], room, "10:45")


def test_a_principal_has_five_minutes_between_two_duties(session: Session) -> None:
    room, other = make_rooms(session, 10, 10)
    france, japan, chile, germany = (make_team(session, code) for code in ("FR", "JP", "CL", "DE"))
    first = agree(session, france, chile, "10:30")
    second = agree(session, france, germany, "10:35")
    meet(session, france, japan, room, "10:00")
    noted = Noted((Warned.WAY,))  # ten minutes are the way on one floor with its slack (BIL-12)
    with pytest.raises(PrincipalBlocked) as refused, session.begin_nested():
        confirm(session, first, other, "10:30", noted=noted)
    assert refused.value.sentence == "One of the principals is not available at that time. Choose another time."
    with pytest.raises(WayIsLong), session.begin_nested():
        confirm(session, second, other, "10:35")
    session.refresh(second)
    confirm(session, second, other, "10:35", noted=noted)


def schedule(session: Session, start: str, end: str, **changes: object) -> object:
    draft = EntryDraft(
        kind=EntryKind.PLENARY, title="Plenary debate", starts_at=hanoi(start), ends_at=hanoi(end), **changes
    )
    return schedule_entry(session, SYSTEM, NOW, facts=draft)


def test_lines_for_all_heads_keep_heads_and_only_heads(session: Session) -> None:
    """BIL-10."""
    (room,) = make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    schedule(session, "09:00", "11:00", for_all_heads=True)
    request = ask(session, france, japan)
    assert queries.offered_times(session, request, NOW) == [hanoi("11:00"), hanoi("11:15"), hanoi("11:30")]
    with pytest.raises(PrincipalBlocked):
        offer(session, request, "asked", "10:30")
    deputies = [
        make_participant(session, team.delegation, function=DelegateFunction.DHOD) for team in (france, japan)
    ]
    for side, deputy in zip(("asking", "asked"), deputies, strict=True):
        actions.name_principal(session, SYSTEM, NOW, request=request, by=side, version=None, participant=deputy)
    accept(session, request, "asked", "09:00")
    confirm(session, request, room, "09:00")


def test_a_speaker_is_left_alone_before_and_after_the_speech(session: Session) -> None:
    """BIL-11: thirty minutes before, fifteen after."""
    make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    entry = schedule(session, "10:00", "10:30")
    name_contributor(session, SYSTEM, NOW, entry=entry, participant=japan.head, part=ContributorPart.SPEAKER)
    request = ask(session, france, japan, clock_from="08:45", clock_until="12:00")
    assert queries.offered_times(session, request, NOW) == [
        hanoi(clock) for clock in ("08:45", "10:45", "11:00", "11:15", "11:30")
    ]
    with pytest.raises(PrincipalBlocked):
        offer(session, request, "asked", "09:00")
    offer(session, request, "asked", "10:45")


def test_nobody_learns_the_other_side_s_calendar(session: Session) -> None:
    """BIL-22: an offer is judged by the own principal's duties alone, an answer by the offered times alone."""
    make_rooms(session, 10, 10)
    france, japan, chile = (make_team(session, code) for code in ("FR", "JP", "CL"))
    hold_participant(
        session,
        participant=japan.head,
        held_from=hanoi("10:00"),
        held_until=hanoi("11:00"),
        kind="attends",
        duty_code="X-1",
        label="Busy",
    )
    request = ask(session, france, japan)
    assert [start for start in queries.offered_times(session, request, NOW) if start < hanoi("11:00")] == [
        hanoi("09:00"), hanoi("09:15"),
    ]  # fmt: skip
    offer(session, request, "asking", "10:00")
    back = ask(session, chile, japan)
    sentences = set()
    for clock in ("10:15", "12:15", "03:00", "08:59"):
        with pytest.raises(TimeNotOffered) as refused:
            accept(session, back, "asked", clock)
        sentences.add(refused.value.sentence)
    assert sentences == {"That time is not offered any more. Choose one of those shown, or offer another one."}


def test_a_principal_who_became_busy_is_not_placed_and_the_sentence_says_no_more(session: Session) -> None:
    room, other = make_rooms(session, 10, 10)
    france, japan, chile = (make_team(session, code) for code in ("FR", "JP", "CL"))
    first, second = agree(session, france, japan, "10:00"), agree(session, france, chile, "10:15")
    confirm(session, first, room, "10:00")
    with pytest.raises(Conflict) as refused:
        confirm(session, second, other, "10:15")
    for secret in ("Japan", "JP", "FR HEADNAME", "bilateral", "meeting"):
        assert secret not in refused.value.sentence
    duty = {"held_from": hanoi("15:00"), "held_until": hanoi("16:00"), "kind": "attends", "label": "Busy"}
    hold_participant(session, participant=france.head, duty_code="X-1", **duty)
    with pytest.raises(ParticipantBusy) as busy, session.begin_nested():
        hold_participant(session, participant=france.head, duty_code="X-2", **duty)
    assert busy.value.sentence == "FR HEADNAME is not available at that time."


def test_a_withdrawn_principal_does_not_meet(session: Session) -> None:
    (room,) = make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = agree(session, france, japan, "10:00")
    withdraw_participant(
        session, SYSTEM, NOW, participant=japan.head, version=japan.head.version, reason="Recalled"
    )
    with pytest.raises(RuleBroken) as refused:
        confirm(session, request, room, "10:00")
    assert refused.value.field == "principal"
    assert session.scalar(select(func.count()).select_from(BilateralMeeting)) == 0


def test_a_meeting_moves_with_its_room_and_its_principals(session: Session) -> None:
    room, other = make_rooms(session, 10, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    meeting = meet(session, france, japan, room, "10:00")

    def move(clock: str, to: object = room, actor: object = SYSTEM) -> None:
        actions.move(
            session, actor, NOW, meeting=meeting, room=to, starts_at=hanoi(clock), version=meeting.version
        )

    move("10:00", other)
    assert meeting.state == "confirmed"
    with pytest.raises(RuleBroken, match="only by the Chief of Protocol") as refused:
        move("10:20", other)
    assert refused.value.field == "clock"
    move("10:20", other, CHIEF)
    assert (meeting.starts_at, meeting.ends_at, meeting.room_id) == (hanoi("10:20"), hanoi("10:50"), other.id)
    (hold,) = session.scalars(select(RoomHold))
    assert (hold.room_id, hold.held_from, hold.held_until) == (other.id, hanoi("10:20"), hanoi("11:05"))
    assert [(one.held_from, one.held_until) for one in session.scalars(select(Engagement))] == [
        (hanoi("10:20"), hanoi("10:55"))
    ] * 2
    with pytest.raises(StaleVersion):
        actions.move(session, SYSTEM, NOW, meeting=meeting, room=room, starts_at=hanoi("10:20"), version=1)


def test_both_sides_give_their_word_again_to_another_time(session: Session) -> None:
    """BIL-03, BIL-21."""
    (room,) = make_rooms(session, 10)
    meeting = meet(session, make_team(session, "FR"), make_team(session, "JP"), room, "10:00")
    request = meeting.request
    actions.move(session, CHIEF, NOW, meeting=meeting, room=room, starts_at=hanoi("15:00"), version=None)
    assert (meeting.state, meeting.confirmed_at, meeting.asking_accepted_at, meeting.asked_accepted_at) == (
        "held", None, None, None,
    )  # fmt: skip
    assert (request.state, request.turn, request.proposed_at) == ("other_time", "both", hanoi("15:00"))
    assert {hold.lapses_at for hold in session.scalars(select(RoomHold))} == {meeting.held_until}
    actions.move(session, SYSTEM, NOW, meeting=meeting, room=room, starts_at=hanoi("16:00"), version=None)
    for side in ("asked", "asking"):
        actions.accept(session, SYSTEM, NOW, request=request, by=side, version=None)
    assert (meeting.state, meeting.starts_at, meeting.held_until) == ("confirmed", hanoi("16:00"), None)
    assert {hold.lapses_at for hold in session.scalars(select(RoomHold))} == {None}
    assert {one.lapses_at for one in session.scalars(select(Engagement))} == {None}


def test_a_refused_move_leaves_the_meeting_where_it_was(session: Session) -> None:
    room, other = make_rooms(session, 10, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    meeting = meet(session, france, japan, room, "10:00")
    hold_room(
        session, room=other, held_from=hanoi("09:00"), held_until=hanoi("12:00"), kind="agenda_entry",
        code="E-1", label="Rehearsal",
    )  # fmt: skip
    with pytest.raises(RoomTaken) as refused, session.begin_nested():
        actions.move(
            session, SYSTEM, NOW, meeting=meeting, room=other, starts_at=hanoi("10:00"), version=meeting.version
        )
    assert refused.value.sentence == "Room B-02 is taken 09:00–12:00 (Hanoi time) by Rehearsal."
    session.refresh(meeting)
    held = session.scalars(select(RoomHold).where(RoomHold.holder_code == meeting.code)).one()
    assert (meeting.room_id, held.room_id, held.held_from) == (room.id, room.id, hanoi("10:00"))


def test_a_cancelled_meeting_frees_everything_at_once_and_tells_both(session: Session) -> None:
    """BIL-42."""
    (room,) = make_rooms(session, 10)
    france, japan, chile, germany = (make_team(session, code) for code in ("FR", "JP", "CL", "DE"))
    meeting = meet(session, france, japan, room, "10:00")
    before = set(session.scalars(select(Notice.id)))
    actions.cancel(session, SYSTEM, NOW, meeting=meeting, version=meeting.version, reason="Flight late")
    assert meeting.state == "cancelled"
    assert session.scalar(select(func.count()).select_from(RoomHold)) == 0
    assert session.scalar(select(func.count()).select_from(Engagement)) == 0
    assert queries.meetings_of_delegation(session, [france.delegation.id], DESK) == []
    told = session.scalars(select(Notice).where(Notice.id.not_in(before)).order_by(Notice.recipient))
    assert [notice.recipient for notice in told] == sorted(team.focal_point.email for team in (france, japan))
    meet(session, chile, germany, room, "10:00")
    with pytest.raises(ImpossibleMove):
        actions.cancel(session, SYSTEM, NOW, meeting=meeting, version=None)


def test_letters_and_journal_name_nobody(session: Session) -> None:
    """BIL-50, PM-5: a mailbox and the journal have other readers."""
    (room,) = make_rooms(session, 10)
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    meeting = meet(session, france, japan, room, "10:00", subject="Marker of the subject")
    actions.cancel(session, SYSTEM, NOW, meeting=meeting, version=None)
    texts = []
    for code in session.scalars(select(Notice.code).where(Notice.kind.startswith("bilaterals"))):
        notice, body = letter(session, code)
        texts.append(f"{notice.subject}\n{body}".replace(france.focal_point.name, "").replace(japan.focal_point.name, ""))
    assert len(texts) == 7
    lines = session.scalars(select(AuditEntry).where(AuditEntry.object_kind == "meeting_request")).all()
    assert [line.verb for line in lines] == ["ask", "offer_other_time", "accept", "confirm", "cancel"]
    texts += [f"{line.before} {line.after} {line.reason}" for line in lines]
    for text_ in texts:
        for secret in ("France", "Japan", "HEADNAME", "Marker", "MR-", france.delegation.code, japan.head.code):
            assert secret not in text_, text_


def test_the_subject_is_sealed_in_the_database(session: Session) -> None:
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = ask(session, france, japan, subject="Marker of the subject")
    for table in ("meeting_requests", "audit_entries", "notices"):
        for row in session.execute(text(f"SELECT * FROM {table}")):  # names from this test
            assert "Marker" not in repr(row)
    asking, asked = (Reach(delegations=frozenset({team.delegation.id})) for team in (france, japan))
    assert queries.subject_of(session, request, asking) == "Marker of the subject"
    assert queries.subject_of(session, request, DESK) == "Marker of the subject"
    assert queries.subject_of(session, request, asked) is None
    own = Reach(delegations=frozenset({france.delegation.id}), only_participant=france.head.id)
    assert queries.subject_of(session, request, own) is None


def test_schedules_name_only_what_the_reader_may_know(session: Session) -> None:
    """BIL-50."""
    (room,) = make_rooms(session, 10)
    france, japan, chile = (make_team(session, code) for code in ("FR", "JP", "CL"))
    meet(session, france, japan, room, "10:00")
    ids = frozenset({france.delegation.id})
    reserved = ScheduleItem(hanoi("10:00"), hanoi("10:30"), "B-01", "Bilateral room 1")
    strangers = [
        Reach(),
        Reach(delegations=frozenset({chile.delegation.id})),
        Reach(delegations=frozenset({chile.delegation.id}), only_participant=chile.head.id),
        Reach(delegations=ids, only_participant=make_participant(session, france.delegation).id),
    ]
    for stranger in strangers:
        assert queries.meetings_of_delegation(session, ids, stranger) == [replace(reserved, delegation_id=next(iter(ids)))]
    chiles = frozenset({chile.delegation.id})
    assert queries.meetings_between(session, hanoi("09:00"), hanoi("12:00"), for_delegations=chiles) == [reserved]
    (named,) = queries.meetings_between(session, hanoi("09:00"), hanoi("12:00"), for_delegations=ids)
    assert (named.label, named.counterpart_principal) == ("Bilateral meeting with Japan", "JP HEADNAME")
    both = ids | {japan.delegation.id}
    (shared,) = queries.meetings_between(session, hanoi("09:00"), hanoi("12:00"), for_delegations=both)
    assert shared.label == "Bilateral meeting of France and Japan"
    assert queries.meetings_between(session, hanoi("10:30"), hanoi("12:00"), for_delegations=ids) == []
    assert queries.meetings_between(session, hanoi("09:00"), hanoi("10:00"), for_delegations=ids) == []


def test_the_desk_is_offered_other_times_when_no_room_is_left(session: Session) -> None:
    (room,) = make_rooms(session, 10)
    france, japan, chile, germany = (make_team(session, code) for code in ("FR", "JP", "CL", "DE"))
    request = agree(session, chile, germany, "10:15")
    meet(session, france, japan, room, "10:00")
    (case,) = queries.placing_cases(session, DESK, NOW)
    assert case.proposals == ()
    others = queries.other_proposals(session, request, NOW)
    assert [(one.starts_at, one.room_code) for one in others][:1] == [(hanoi("08:00"), "B-01")]
    assert len(others) == 5
    offer(session, request, "desk", "08:00")
    assert queries.offered_times(session, request, NOW) == [hanoi("08:00")]


def test_meeting_rooms_serve_where_the_summit_has_no_bilateral_rooms(session: Session) -> None:
    make_rooms(session, 60, kind="meeting")
    france, japan = make_team(session, "FR"), make_team(session, "JP")
    request = ask(session, france, japan)
    assert len(queries.offered_times(session, request, NOW)) == 5
    make_rooms(session, 4)
    assert queries.offered_times(session, request, NOW) == []


def test_parts_of_the_list_and_their_counts(session: Session) -> None:
    rooms = make_rooms(session, 10, 10)
    france, japan, chile, germany, italy = (make_team(session, code) for code in ("FR", "JP", "CL", "DE", "IT"))
    sent = ask(session, france, japan)
    received = ask(session, chile, france)
    placing = agree(session, france, germany, "10:00")
    meeting = meet(session, france, italy, rooms[0], "14:00")
    off = meet(session, italy, france, rooms[1], "17:00")
    actions.cancel(session, SYSTEM, NOW, meeting=off, version=None)
    foreign = ask(session, chile, japan)
    own = Reach(delegations=frozenset({france.delegation.id}))
    expected = {
        "answer": [received],
        "waiting": [sent],
        "placing": [placing],
        "confirmed": [meeting.request],
        "closed": [off.request],
    }
    assert queries.counts(session, own, NOW) == dict.fromkeys(expected, 1)
    for part, found in expected.items():
        assert session.scalars(queries.requests_of(own, NOW, part=part)).unique().all() == found
    assert foreign not in session.scalars(queries.requests_of(own, NOW)).unique().all()
    assert queries.counts(session, DESK, NOW) == {
        "returned": 0, "unanswered": 3, "held": 0, "placing": 1, "confirmed": 1, "closed": 1,
    }  # fmt: skip
    (facts,) = queries.request_facts(session, [received], own, NOW)
    assert (facts.own_side, facts.is_my_turn, facts.counterpart.name) == ("asked", True, "Chile")


def test_reading_by_the_desk_is_written_down_and_reading_by_the_sides_is_not(session: Session) -> None:
    """BIL-51."""
    france = make_team(session, "FR")
    own = Reach(delegations=frozenset({france.delegation.id}))
    for within, codes in ((own, ["MR-2"]), (DESK, []), (DESK, ["MR-2", "MR-1", "MR-2", ""])):
        actions.record_reading(session, SYSTEM, NOW, within=within, where="list", codes=codes)
    (line,) = session.scalars(select(AuditEntry).where(AuditEntry.verb == "read"))
    assert (line.object_kind, line.object_code, line.after) == (
        "bilateral_reading",
        "list",
        {"requests": "MR-1 MR-2"},
    )

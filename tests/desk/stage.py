"""What the tests of the duty desk look at: two delegations that meet, a programme, applications, a print run."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from summit.accounts.models import User
from summit.accreditation.actions import open_categories
from summit.accreditation.lifecycle import AccreditationState
from summit.agenda.actions import name_contributor, open_topic, schedule_entry
from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import ContributorPart, EntryKind
from summit.delegations.actions import invite_delegate
from summit.delegations.models import Participant
from summit.delegations.queries import participant_by_code
from tests.accreditation.offices import WAY_TO, cleared, decide, submitted
from tests.bilaterals.stage import Team, agree, ask, hanoi, make_rooms, make_team, meet
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"><b>open',
    "{{7*7}}",
    "{0} %s",
    "=cmd()",
    "O'Brien & <script>alert(2)</script>",
    "x" * 120,
)


@dataclass(frozen=True)
class Scene:
    """France and Japan meet at ten on the first day; Brazil knows nothing of it."""

    france: Team
    japan: Team
    brazil: Team
    entries: tuple[str, ...]


def make_scene(session: Session) -> Scene:
    """Programme, rooms and one confirmed meeting; one request waits for Japan's answer, one for a room."""
    open_categories(session, SYSTEM, NOW)
    france, japan, brazil = (make_team(session, code) for code in ("FR", "JP", "BR"))
    halls = make_rooms(session, 900, 200, kind="hall")
    room = make_rooms(session, 12, 8)[0]
    meet(session, france, japan, room, "10:00")
    ask(session, france, japan)
    agree(session, brazil, japan, "15:00")
    open_topic(session, SYSTEM, NOW, code="T1", title="Electronic evidence")
    drafts = (
        EntryDraft(
            EntryKind.OPENING, "Opening of the conference", hanoi("09:00"), hanoi("09:45"), room=halls[0].code
        ),
        EntryDraft(
            EntryKind.SIDE_EVENT,
            "Évidence numérique à Đà Nẵng",
            hanoi("13:00"),
            hanoi("14:00"),
            room=halls[1].code,
            topic="T1",
        ),
        EntryDraft(
            EntryKind.PLENARY, "High-level debate", hanoi("14:30", 26), hanoi("17:00", 26), room=halls[0].code
        ),
        EntryDraft(EntryKind.REHEARSAL, "Rehearsal", hanoi("07:00"), hanoi("07:30"), is_public=False),
    )
    entries = [schedule_entry(session, SYSTEM, NOW, facts=draft) for draft in drafts]
    name_contributor(
        session, SYSTEM, NOW, entry=entries[2], participant=france.head, part=ContributorPart.SPEAKER
    )
    return Scene(france, japan, brazil, tuple(entry.code for entry in entries))


def invited(session: Session, participant: Participant) -> User:
    """The personal account of a participant of the scene."""
    found = participant_by_code(session, participant.code)
    invite_delegate(session, SYSTEM, NOW, participant=found)
    assert found.user is not None
    return found.user


def delegate_in(
    session: Session, state: AccreditationState, *, code: str = "FR", **person: object
) -> tuple[User, Participant]:
    """A delegate with a personal account whose application stands in that state."""
    participant = make_participant(session, make_delegation(session, code, badge_quota=500), **person)
    invite_delegate(session, SYSTEM, NOW, participant=participant)
    if state is AccreditationState.SUBMITTED:
        submitted(session, participant)
    elif state is not AccreditationState.DRAFT:
        accreditation = cleared(session, participant)
        for verb in WAY_TO[state]:
            decide(session, verb, accreditation)
    assert participant.user is not None
    return participant.user, participant

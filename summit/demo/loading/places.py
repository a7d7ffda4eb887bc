"""The summit, its rooms, its badge categories, its topics, its programme."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.accreditation.actions.categories import open_categories
from summit.agenda.actions import add_sponsor, confirm_sponsor, name_contributor, open_topic, schedule_entry
from summit.agenda.models import AgendaEntry
from summit.delegations.models import Participant
from summit.demo.loading.stage import Stage, office_hours
from summit.demo.programme import SUMMIT, TOPICS, VENUE, ZONES, Line, SideEvent, lines, rooms, side_events
from summit.venues.actions import open_room, open_venue, open_zone, set_summit
from summit.venues.models import Summit

SET_UP_AT = datetime(2025, 8, 1, 2, tzinfo=UTC)
WRITTEN = (date(2025, 8, 18), date(2025, 8, 22))
NAMED = (date(2025, 10, 20), date(2025, 10, 20))
UNCONFIRMED = 5  # every fifth side event waits for a co-sponsor's word (SID-02)


def set_up_summit(session: Session, stage: Stage) -> str:
    """The one row of the summit, the venue, the rooms, the categories of badges, the topics."""
    system = stage.system
    set_summit(session, system, SET_UP_AT, facts=SUMMIT)
    stage.summit = session.get_one(Summit, 1)
    for code, name in ZONES.items():
        open_zone(session, code, name)
    venue = open_venue(session, system, SET_UP_AT, code=VENUE.code, name=VENUE.name, address=VENUE.address)
    stage.rooms = [open_room(session, system, SET_UP_AT, venue=venue, facts=facts) for facts in rooms()]
    open_categories(session, system, SET_UP_AT)
    for position, topic in enumerate(TOPICS, 1):
        open_topic(session, system, SET_UP_AT, code=topic.code, title=topic.title, title_vi=topic.title_vi,
                   position=position)  # fmt: skip
    return f"{len(rooms())} rooms, {len(TOPICS)} topics"


def write_programme(session: Session, stage: Stage) -> str:
    """Every line of the programme, and the side events with their sponsors."""
    organizer = stage.staff[Role.ORGANIZER]
    drafts: list[Line | SideEvent] = [*lines(), *side_events()]
    for one, now in zip(drafts, office_hours(*WRITTEN, len(drafts)), strict=True):
        entry = schedule_entry(session, organizer, now, facts=one.draft)
        stage.entries[one.key] = entry
        if isinstance(one, SideEvent):
            _name_sponsors(session, stage, now, entry, one)
    return f"{len(lines())} lines of the programme, {len(side_events())} side events"


def name_contributors(session: Session, stage: Stage) -> str:
    """Who chairs, speaks and signs."""
    organizer = stage.staff[Role.ORGANIZER]
    scenes = stage.plan.scenes
    for scene, now in zip(scenes, office_hours(*NAMED, len(scenes)), strict=True):
        name_contributor(
            session,
            organizer,
            now,
            entry=stage.entries[scene.entry],
            participant=session.get_one(Participant, stage.participants[scene.member]),
            part=scene.part,
        )
    return f"{len(scenes)} chairs, speakers and signatories"


def _name_sponsors(session: Session, stage: Stage, now: datetime, entry: AgendaEntry, event: SideEvent) -> None:
    organizer = stage.staff[Role.ORGANIZER]
    lead = stage.delegations[event.lead]
    add_sponsor(session, organizer, now, entry=entry, delegation=lead, is_lead=True)
    for party in event.co_sponsors:
        partner = stage.delegations[party]
        add_sponsor(session, organizer, now, entry=entry, delegation=partner, is_lead=False)
        is_last = party == event.co_sponsors[-1]
        if not (is_last and len(stage.entries) % UNCONFIRMED == 0):
            confirm_sponsor(session, organizer, now, entry=entry, delegation=partner)

"""One meeting as a calendar file for the two sides: never with the subject, so that it can be passed on."""

from __future__ import annotations

from datetime import datetime

from icalendar import Calendar, Event

from summit.bilaterals.facts import MeetingFacts, RequestFacts
from summit.bilaterals.lifecycle import FREED, SETTLED, MeetingState
from summit.foundation.clock import local
from summit.venues.facts import SummitFacts

STATUS: dict[MeetingState, str] = {
    MeetingState.HELD: "TENTATIVE",
    **dict.fromkeys(SETTLED, "CONFIRMED"),
    MeetingState.NO_SHOW: "CONFIRMED",
    **dict.fromkeys({MeetingState.CANCELLED, *FREED}, "CANCELLED"),
}


def meeting_calendar(
    facts: RequestFacts, meeting: MeetingFacts, summit: SummitFacts, *, sender: str, made_at: datetime
) -> bytes:
    """The file for whoever the facts are for. A program that has an earlier one takes it as that meeting's change (RFC 5545).

    The UID stays, the sequence grows with every change of the meeting. One that was called off withdraws itself. `sender` is
    the address of the organizer, left out when it is empty.
    """
    status = STATUS[MeetingState(meeting.state)]
    calendar = Calendar()
    calendar.add("prodid", "-//Summit//Bilateral meeting//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if status == "CANCELLED" else "PUBLISH")
    event = Event()
    event.add("uid", f"{meeting.code}@summit")
    event.add("sequence", meeting.version - 1)
    event.add("dtstamp", made_at)
    event.add("dtstart", local(meeting.starts_at, summit.zone))
    event.add("dtend", local(meeting.ends_at, summit.zone))
    event.add("status", status)
    event.add("summary", _summary(facts))
    event.add("description", "\n".join(_who(facts)))
    event.add("location", meeting.room_name)
    event.add("class", "CONFIDENTIAL")
    if sender:
        event.add("organizer", f"mailto:{sender}")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _summary(facts: RequestFacts) -> str:
    if facts.own_side:
        return f"Bilateral meeting with {facts.counterpart.in_text}"
    return f"Bilateral meeting of {facts.asking.in_text} and {facts.asked.in_text}"


def _who(facts: RequestFacts) -> list[str]:
    return [", ".join(filter(None, (side.principal, side.name))) for side in (facts.asking, facts.asked)]

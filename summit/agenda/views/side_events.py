"""The side events, to be found by topic, slot or word."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import render_template, request

from summit.accounts.permissions import Action, guard, may
from summit.agenda import queries
from summit.agenda.views import blueprint
from summit.agenda.views.programme import sight_of_user
from summit.foundation.db import reading
from summit.venues.queries import the_summit


@blueprint.get("/side-events")
@guard(Action.SEE_PROGRAMME)
def side_events() -> str:
    """All side events by slot, or those of a topic, a slot, a search."""
    search = request.args.get("q", "").strip()[:100]
    with reading() as session:
        summit = the_summit(session)
        sight = sight_of_user(session)
        topics = queries.topics(session)
        starts = queries.side_event_slots(session, sight=sight)
        slot = next((at for at in starts if slot_key(at) == request.args.get("slot")), None)
        topic = next((one.code for one in topics if one.code == request.args.get("topic")), "")
        wanted = queries.SideEventFilter(topic=topic, starts_at=slot, search=search)
        found = queries.side_events(session, sight=sight, wanted=wanted)
    return render_template(
        "agenda/side_event_list.html",
        summit=summit,
        groups=queries.slots(found),
        count=len(found),
        topics=topics,
        slots=[(slot_key(at), at) for at in starts],
        topic=topic,
        slot=slot_key(slot) if slot else "",
        search=search,
        may_edit=may(Action.EDIT_PROGRAMME),
    )


def slot_key(at: datetime) -> str:
    """A slot in an address: `20251026T0200` in UTC."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M}"

"""Judgements about a person's own page and day, in the words that the person reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from summit.accreditation.facts import Standing
from summit.accreditation.lifecycle import NEUTRAL, AccreditationState
from summit.delegations.models import Delegation
from summit.desk.facts import Lack, ScheduleLine, StandingWords
from summit.documents.facts import Item, Part
from summit.foundation.errors import RuleBroken
from summit.venues.facts import SummitFacts

FEED_LIFE_AFTER_EVENT = timedelta(days=7)  # IC-3

_S = AccreditationState
STANDINGS: dict[AccreditationState, tuple[str, str]] = {
    _S.DRAFT: (
        "Your application is not submitted yet",
        "Your delegation's focal point completes and submits it. Ask there if something is missing.",
    ),
    _S.SUBMITTED: (
        "Your application is with the host",
        "The accreditation desk looks at it. You need do nothing; this page shows the answer.",
    ),
    _S.RETURNED: (
        "Your application went back to your delegation",
        "Your focal point corrects what is asked for and submits it again.",
    ),
    _S.APPROVED: ("You are accredited", "Carry your badge whenever you are in the venue."),
    _S.REFUSED: ("You are not accredited", NEUTRAL["refuse"]),
    _S.SUSPENDED: ("Your accreditation is suspended", NEUTRAL["suspend"]),
    _S.REVOKED: ("Your accreditation has ended", NEUTRAL["revoke"]),
    _S.WITHDRAWN: (
        "Your application is withdrawn",
        "Your delegation took it back. Your focal point can submit it again.",
    ),
}
CHANGED = StandingWords(
    "submitted",
    "Your record was changed after the approval",
    "The approval no longer counts, and the badge does not open a door. The accreditation desk has to look at it again; "
    "your focal point can ask when.",
)
ENDED = StandingWords(
    "withdrawn",
    "Your registration is withdrawn",
    "Your delegation took you off its list. Ask your focal point if that is a mistake.",
)
PARTS_OF_SELF: dict[Part, str] = {
    Part.HEADS: "as head of delegation",
    Part.CHAIR: "you chair",
    Part.SPEAKER: "you speak",
    Part.SIGNATORY: "you sign",
    Part.SPONSOR: "your delegation organizes",
}
PARTS_OF_HEAD: dict[Part, str] = {
    Part.HEADS: "heads of delegation",
    Part.CHAIR: "chairs",
    Part.SPEAKER: "speaks",
    Part.SIGNATORY: "signs",
    Part.SPONSOR: "your delegation organizes",
}


LACK_NAMES: dict[Lack, str] = {
    Lack.PHOTO: "No photo",
    Lack.PASSPORT: "No passport",
    Lack.DRAFT: "Not submitted",
    Lack.RETURNED: "Returned, not answered",
}


class NoMandate(RuleBroken):
    """The delegation that was chosen is none of those for which the user acts; one that does not exist neither."""


def require_mandate(code: str, mandates: Iterable[Delegation]) -> None:
    """Raise NoMandate unless one of these delegations has that code (PM-3)."""
    if code not in {delegation.code for delegation in mandates}:
        raise NoMandate("Choose one of the delegations for which you hold a mandate.", "delegation")


def words_of_standing(standing: Standing, *, is_enrolled: bool) -> StandingWords:
    """What the person is told: no security answer, no officer, no reason of a refusal (ACC-04, ACC-05)."""
    if not is_enrolled:
        return ENDED
    if standing.changed_since_approval and standing.state == _S.APPROVED:
        return CHANGED
    headline, next_step = STANDINGS[AccreditationState(standing.state)]
    return StandingWords(standing.state, headline, next_step)


def line_of(item: Item, parts: dict[Part, str]) -> ScheduleLine:
    """An item of a schedule in words; what is only reserved says no more than its time and room (BIL-50)."""
    if item.part is Part.RESERVED:
        return ScheduleLine(item.starts_at, item.ends_at, "Reserved", item.room)
    is_bilateral = item.part is Part.BILATERAL
    return ScheduleLine(
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        title=f"Bilateral meeting with {item.counterpart}" if is_bilateral else item.title,
        room=item.room,
        part=item.counterpart_principal if is_bilateral else parts.get(item.part, ""),
        endpoint="bilaterals.request_page" if is_bilateral else "agenda.entry_page",
        code=item.code,
    )


def coming(lines: Iterable[ScheduleLine], now: datetime, count: int) -> tuple[ScheduleLine, ...]:
    """The first lines that are not over, those that run now among them; when all are over, the first of all."""
    every = list(lines)
    return tuple(([line for line in every if line.ends_at > now] or every)[:count])


def is_feed_open(summit: SummitFacts, made_at: datetime, now: datetime) -> bool:
    """A calendar address lives until a week after the event (IC-3); one that is made later still, for its own term."""
    last_day = summit.last_day + FEED_LIFE_AFTER_EVENT
    return summit.day_of(now) <= last_day or summit.day_of(made_at) > last_day

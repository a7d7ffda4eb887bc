"""The chief of protocol sets the terms of registration: deadlines first, quotas when the numbers are known."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.delegations.actions import decide_place, open_quota, set_deadline
from summit.delegations.facts import QuotaEntry
from summit.delegations.lifecycle import DeadlineKind, PartyKind
from summit.delegations.precedence import ListKind, Manner, Pin
from summit.delegations.queries import draft_of, list_settings, opening_moment
from summit.demo.loading.stage import Stage
from summit.demo.programme import ZONE

ANNOUNCED_AT = datetime(2025, 8, 11, 2, tzinfo=UTC)
COUNTED_AT = datetime(2025, 9, 30, 11, 30, tzinfo=UTC)
# None of them is a hard stop: whoever tries the demonstration comes after all of them.
DEADLINES = {
    DeadlineKind.NOMINATION: datetime(2025, 9, 29, 12, tzinfo=ZONE),
    DeadlineKind.SUBMISSION: datetime(2025, 10, 10, 17, tzinfo=ZONE),
    DeadlineKind.CHANGES: datetime(2025, 10, 22, 18, tzinfo=ZONE),
}
# After ASEM 8: one pin and six in the red zone, few guards and one messenger among them (domain 2.3).
QUOTAS: tuple[tuple[PartyKind, QuotaEntry], ...] = (
    (PartyKind.STATE_M, QuotaEntry(6, zone="R")),
    (PartyKind.STATE_M, QuotaEntry(2, functions=("SEC",))),
    (PartyKind.STATE_M, QuotaEntry(1, functions=("MSG",))),
    (PartyKind.STATE_O, QuotaEntry(6, zone="R")),
    (PartyKind.REIO, QuotaEntry(6, zone="R")),
)
UNION_SIGNS = "The Union signs after one of its member States has signed."
EXCEPTION = QuotaEntry(4, functions=("SEC",), reason="Note verbale 231/2025: the President comes with four.")


def announce_deadlines(session: Session, stage: Stage) -> str:
    """By when delegations do what."""
    chief = stage.staff[Role.CHIEF_OF_PROTOCOL]
    for kind, falls_at in DEADLINES.items():
        set_deadline(session, chief, ANNOUNCED_AT, kind=kind, falls_at=falls_at)
    return f"{len(DEADLINES)} deadlines"


def place_the_union(session: Session, stage: Stage) -> str:
    """The European Union signs directly after the first of its member States (TRT-08)."""
    settings, _ = list_settings(session, ListKind.SIGNING)
    at = opening_moment(session, COUNTED_AT)
    draft = draft_of(session, ListKind.SIGNING, at=at, settings=settings)
    members = [place.contender for place in draft.order.places if place.contender.member_of]
    for early in draft.early if members else ():
        pin = Pin(Manner.AFTER, other=members[0].code)
        chief = stage.staff[Role.CHIEF_OF_PROTOCOL]
        decide_place(session, chief, COUNTED_AT, kind=ListKind.SIGNING, code=early.code, pin=pin, reason=UNION_SIGNS)
    return f"{len(draft.early)} place in the order of signing decided"


def set_quotas(session: Session, stage: Stage) -> str:
    """How many guards, messengers and people in the red zone; some delegations are over and have to choose (DEL-23)."""
    chief = stage.staff[Role.CHIEF_OF_PROTOCOL]
    for kind, entry in QUOTAS:
        open_quota(session, chief, COUNTED_AT, whom=kind, entry=entry)
    open_quota(session, chief, COUNTED_AT, whom=stage.delegations["FR"], entry=EXCEPTION)
    return f"{len(QUOTAS)} rules of quota and an exception"

"""What one summit hands to the next (one installation serves one summit)."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from summit.accreditation.queries import categories
from summit.delegations.queries import deadlines, kind_rules
from summit.desk.facts import Setup
from summit.notices.queries import kind_lines, saved_wordings
from summit.venues.queries import zones


def setup_of(session: Session) -> Setup:
    """The zones, the categories of badges, the quotas by kind, the deadlines and the own words of letters."""
    return Setup(
        zones=zones(session),
        categories=tuple(categories(session).values()),
        quotas=tuple(kind_rules(session)),
        deadlines=tuple((one.kind, one.falls_at, one.is_hard) for one in deadlines(session) if one.falls_at),
        wordings=tuple(replace(one, version=0) for one in saved_wordings(session)),
        held_letters=tuple(line.kind.code for line in kind_lines(session) if line.is_held),
    )

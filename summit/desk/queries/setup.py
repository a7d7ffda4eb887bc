"""What one summit hands to the next (one installation serves one summit)."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from summit.accreditation.queries import categories
from summit.delegations.queries import deadlines, kind_rules, rank_table
from summit.desk.facts import Setup
from summit.notices.queries import kind_lines, saved_wordings
from summit.venues.queries import zones


def setup_of(session: Session) -> Setup:
    """Zones, categories of badges, quotas by kind, deadlines, classes of precedence and own words of letters."""
    return Setup(
        ranks=tuple(rank_table(session)),
        zones=zones(session),
        categories=tuple(categories(session).values()),
        quotas=tuple(kind_rules(session)),
        deadlines=tuple((one.kind, one.falls_at, one.is_hard) for one in deadlines(session) if one.falls_at),
        wordings=tuple(replace(one, version=0) for one in saved_wordings(session)),
        held_letters=tuple(line.kind.code for line in kind_lines(session) if line.is_held),
    )

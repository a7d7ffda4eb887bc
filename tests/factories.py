"""Small real things for tests, made through the rooms' own actions."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import hash_password, open_account, open_session, set_first_password
from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.audit.facts import Actor
from summit.delegations import actions as delegations
from summit.delegations.facts import PassportEntry, PersonEntry, PostEntry
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Delegation, Participant, Party
from summit.venues.actions import set_summit
from summit.venues.facts import SummitFacts

NOW = datetime(2025, 10, 1, 3, 0, tzinfo=UTC)
SYSTEM = Actor.system("tests")
PASSWORD = "four words without meaning"
FACTS = SummitFacts(
    title="Signing Ceremony and High-level Conference of the United Nations Convention against Cybercrime",
    short_title="Hanoi Convention",
    place="Hanoi",
    zone="Asia/Ho_Chi_Minh",
    first_day=date(2025, 10, 25),
    last_day=date(2025, 10, 26),
    collection_point="the accreditation centre",
)
_numbers = itertools.count(1)


def make_summit(session: Session) -> None:
    """The summit's single row."""
    set_summit(session, SYSTEM, NOW, facts=FACTS)


def make_user(session: Session, *, roles: Iterable[Role] = (), name: str = "", email: str = "") -> User:
    """An account with these offices and the password PASSWORD."""
    number = next(_numbers)
    user = open_account(
        session,
        SYSTEM,
        NOW,
        email=email or f"user{number}@example.org",
        name=name or f"User {number}",
        roles=roles,
    )
    set_first_password(session, SYSTEM, NOW, user=user, password_hash=hash_password(session, PASSWORD))
    return user


def sign_in(session: Session, user: User) -> str:
    """A living, fresh session of that user; returns its token."""
    from summit.foundation.clock import utc_now

    return open_session(session, utc_now(), user=user, browser="tests", confirmed=True)


def make_delegation(session: Session, code: str = "FR", **changes: int) -> Delegation:
    """The delegation of a party; the parties are loaded when there are none."""
    party = session.scalar(select(Party).where(Party.code == code))
    if party is None:
        delegations.load_parties(session, SYSTEM, NOW)
        party = session.scalars(select(Party).where(Party.code == code)).one()
    found = session.scalar(select(Delegation).where(Delegation.party_id == party.id))
    return found or delegations.open_delegation(session, SYSTEM, NOW, party=party, **changes)


def person_entry(**changes: object) -> PersonEntry:
    """A complete person with a passport of their own."""
    number = next(_numbers)
    values: dict[str, object] = {
        "family_name": f"Durand{number}",
        "given_names": "Anne Marie",
        "badge_name": f"Anne Marie DURAND{number}",
        "nationality": "FRA",
        "born_on": date(1980, 5, 17),
        "passport": PassportEntry("diplomatic", "FRA", f"FX{number:07d}", date(2031, 1, 1)),
    }
    return PersonEntry(**{**values, **changes})


def make_participant(
    session: Session,
    delegation: Delegation,
    *,
    function: DelegateFunction = DelegateFunction.REP,
    category: str = "D",
    rank_class: int = 70,
    **person: object,
) -> Participant:
    """A registered participant; keyword arguments change the person."""
    post = PostEntry(function=function, category=category, title="Counsellor", rank_class=rank_class)
    return delegations.register_delegate(
        session, SYSTEM, NOW, delegation=delegation, person=person_entry(**person), post=post
    )


def appoint(session: Session, delegation: Delegation, *, user: User | None = None) -> User:
    """A focal point whose mandate is in force from 2020 to 2100."""
    user = user or make_user(session, roles=[Role.FOCAL_POINT])
    delegations.appoint_focal_point(
        session,
        SYSTEM,
        NOW,
        delegation=delegation,
        user=user,
        mandate_from=datetime(2020, 1, 1, tzinfo=UTC),
        mandate_until=datetime(2100, 1, 1, tzinfo=UTC),
        paper="Note verbale 12/2025",
    )
    return user

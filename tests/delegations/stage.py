"""Two delegations with their contacts, and what a form about a person sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from summit.accounts.models import User
from summit.delegations import actions
from summit.delegations.facts import PassportEntry
from summit.delegations.lifecycle import DelegateFunction
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant

PHONE, EMAIL, BORN, NUMBER, KEPT = "+33 555 000 111", "private@home.example", "13 July 1961", "SECRETNO77", "••••••••77"


@dataclass(frozen=True)
class Stage:
    """Codes and users: the French delegation with contact and delegate, and the Vietnamese one."""

    own: str
    foreign: str
    person: str
    foreign_person: str
    contact: User
    delegate: User


def set_stage(session: Session) -> Stage:
    """Each delegation has its head; the French one also a delegate with a personal link."""
    own, foreign = make_delegation(session, "FR"), make_delegation(session, "VN")
    person = make_participant(
        session,
        own,
        function=DelegateFunction.HOD,
        family_name="Lemaire",
        given_names="Anne",
        badge_name="Anne LEMAIRE",
        email=EMAIL,
        phone=PHONE,
        born_on=date(1961, 7, 13),
        passport=PassportEntry("diplomatic", "FRA", NUMBER, date(2031, 1, 1)),
    )
    foreign_person = make_participant(session, foreign, family_name="Tran")
    own_delegate = make_participant(session, own, family_name="Petit")
    actions.invite_delegate(session, SYSTEM, NOW, participant=own_delegate)
    assert own_delegate.user is not None
    return Stage(own.code, foreign.code, person.code, foreign_person.code, appoint(session, own), own_delegate.user)


def typed(**changes: str) -> dict[str, str]:
    """A registration as a browser sends it; None takes a field away."""
    values = {
        "family_name": "Nguyễn",
        "given_names": "Văn A",
        "nationality": "VNM",
        "born_on": "14 March 1968",
        "sex": "M",
        "passport_kind": "diplomatic",
        "passport_issuer": "VNM",
        "passport_number": "B 1234567",
        "passport_expires_on": "2030-06-01",
        "family_first": "y",
        "badge_name": "",
        "style": "H.E.",
        "salutation": "Mr.",
        "function": "ADV",
        "category": "D",
        "title": "Adviser",
        "rank_class": "70",
        "is_listed": "y",
        "email": "a@mofa.example",
        "phone": "+84 24 1234 5678",
        "version": "0",
    }
    return {**values, **changes}

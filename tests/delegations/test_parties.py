"""Parties and the only names that are printed of them."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.delegations import actions, queries
from summit.delegations.facts import OrganizationEntry, QuotaEntry
from summit.delegations.models import Delegation, Party, PartyName
from summit.delegations.rules import DelegationOpen, PartyKnown
from summit.foundation.errors import RuleBroken
from summit.venues.actions import set_summit
from summit.venues.facts import SummitFacts
from tests.delegations.conftest import Counting
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

PRINTED = {
    "KR": "Republic of Korea",
    "KP": "Democratic People's Republic of Korea",
    "PS": "State of Palestine",
    "VA": "Holy See",
    "CI": "Côte d'Ivoire",
    "TR": "Türkiye",
    "VN": "Viet Nam",
    "LA": "Lao People's Democratic Republic",
    "IR": "Iran (Islamic Republic of)",
    "MK": "North Macedonia",
    "SZ": "Eswatini",
    "NL": "Netherlands (Kingdom of the)",
}


def loaded(session: Session) -> dict[str, Party]:
    actions.load_parties(session, SYSTEM, NOW)
    return {party.code: party for party in session.scalars(select(Party))}


def named(session: Session, codes: list[str], **how: object) -> dict[str, str]:
    parties = {party.id: party.code for party in session.scalars(select(Party).where(Party.code.in_(codes)))}
    return {parties[key]: name for key, name in queries.names_of(session, parties, **how).items()}


def test_the_reviewed_list_becomes_parties(session: Session) -> None:
    """Domain 2.1: 193 members of which one is the host, two observers and two other States, one REIO."""
    parties = loaded(session)
    assert Counter(party.kind for party in parties.values()) == {"STATE_M": 192, "HOST": 1, "STATE_O": 4, "REIO": 1}
    assert parties["VN"].kind == "HOST"
    assert (parties["VA"].region, parties["PS"].region, parties["EU"].region) == ("WEOG", "APG", "")
    assert (parties["GM"].article, parties["GM"].flag, parties["GM"].iso3, parties["GM"].member_since) == (
        "the",
        "GM",
        "GMB",
        1965,
    )
    languages = Counter(session.scalars(select(PartyName.language).where(PartyName.kind == "short")))
    assert languages == {**dict.fromkeys(("fr", "es", "ru", "zh", "ar", "vi"), 198), "en": 199}
    assert actions.load_parties(session, SYSTEM, NOW) == 0


def test_printed_names_are_the_united_nations_ones(session: Session) -> None:
    """NAM-01."""
    loaded(session)
    assert named(session, list(PRINTED)) == PRINTED


def test_a_name_falls_back_to_short_and_to_english(session: Session) -> None:
    parties = loaded(session)
    ilo = actions.add_organization(
        session, SYSTEM, NOW, entry=OrganizationEntry("ILO", "UN_SA", {("en", "short"): "International Labour Organization"})
    )
    assert named(session, ["FR", "DE", "ILO"], language="fr") == {
        "FR": "France",
        "DE": "Allemagne",
        "ILO": "International Labour Organization",
    }
    assert named(session, ["FR", "ILO"], kind="formal") == {
        "FR": "French Republic",
        "ILO": "International Labour Organization",
    }
    assert named(session, ["CZ", "SK"], kind="treaty") == {"CZ": "Czech Republic", "SK": "Slovakia"}
    assert named(session, ["CZ"], kind="treaty", language="vi") == {"CZ": "Cộng hòa Séc"}
    assert named(session, ["VN"], language="vi") == {"VN": "Việt Nam"}
    assert queries.names_of(session, []) == {}
    assert set(queries.names_of(session, [party.id for party in (*parties.values(), ilo)])) == {
        party.id for party in (*parties.values(), ilo)
    }


def test_a_name_has_days_on_which_it_is_valid(session: Session) -> None:
    """NAM-02: the event of October 2025 prints Nauru, an event of 2026 prints Naoero."""
    loaded(session)
    assert named(session, ["NR"]) == {"NR": "Nauru"}
    assert named(session, ["NR"], on=date(2025, 12, 31)) == {"NR": "Nauru"}
    assert named(session, ["NR"], on=date(2026, 1, 1)) == {"NR": "Naoero"}
    assert named(session, ["NR"], on=date(2026, 6, 1), kind="formal") == {"NR": "Republic of Naoero"}
    later = SummitFacts("A later summit", "Later", "Hanoi", "Asia/Ho_Chi_Minh", date(2026, 9, 1), date(2026, 9, 2))
    set_summit(session, SYSTEM, NOW, facts=later)
    assert named(session, ["NR", "FR"]) == {"NR": "Naoero", "FR": "France"}
    assert ("NR", "Naoero") in [(code, name) for code, name, _ in queries.parties_without_delegation(session)]


def test_names_are_read_in_one_query(session: Session, count_queries: Counting) -> None:
    parties = loaded(session)
    ids = [party.id for party in parties.values()]
    with count_queries() as few:
        queries.names_of(session, ids[:2], on=date(2025, 10, 25))
    with count_queries() as many:
        queries.names_of(session, ids, on=date(2025, 10, 25))
    assert (len(few), len(many)) == (1, 1)


def test_an_entity_that_is_no_state_cannot_become_one(session: Session) -> None:
    """NAM-08."""
    for kind in ("STATE_M", "STATE_O", "HOST", "REIO"):
        with pytest.raises(RuleBroken, match="reviewed list"):
            actions.add_organization(
                session, SYSTEM, NOW, entry=OrganizationEntry("TWN", kind, {("en", "short"): "Taiwan"})
            )
    loaded(session)
    names = set(session.scalars(select(PartyName.name)))
    assert not names & {"Taiwan", "Kosovo", "Hong Kong", "Macao"}


def test_an_organization_is_added_once(session: Session) -> None:
    entry = OrganizationEntry(
        " ilo ", "UN_SA", {("en", "short"): "International  Labour Organization", ("fr", "short"): ""}, founded_year=1919
    )
    party = actions.add_organization(session, SYSTEM, NOW, entry=entry)
    assert (party.code, party.kind, party.founded_year) == ("ILO", "UN_SA", 1919)
    assert [(name.language, name.name) for name in party.names] == [("en", "International Labour Organization")]
    with pytest.raises(PartyKnown, match="code ILO"):
        actions.add_organization(session, SYSTEM, NOW, entry=entry)
    with pytest.raises(RuleBroken) as refusal:
        actions.add_organization(session, SYSTEM, NOW, entry=OrganizationEntry("X1", "NGO", {("fr", "short"): "Y"}))
    assert refusal.value.field == "name"
    assert session.scalar(select(func.count()).select_from(Party)) == 199


def test_a_party_sends_one_delegation(session: Session) -> None:
    delegation = make_delegation(session, "CI")
    assert (delegation.sort_name, delegation.languages, delegation.badge_quota) == ("cote divoire", "en", 50)
    assert delegation.code.startswith("D-")
    with pytest.raises(DelegationOpen, match="Côte d'Ivoire is open already"):
        actions.open_delegation(session, SYSTEM, NOW, party=delegation.party)
    assert session.scalar(select(func.count()).select_from(Delegation)) == 1


@pytest.mark.parametrize("languages", ["", "en fr es", "en xx", "klingon"])
def test_badge_languages_are_one_or_two_of_the_list(session: Session, languages: str) -> None:
    party = loaded(session)["FR"]
    with pytest.raises(RuleBroken) as refusal:
        actions.open_delegation(session, SYSTEM, NOW, party=party, languages=languages)
    assert refusal.value.field == "languages"


def test_a_quota_below_what_is_registered_withdraws_nobody(session: Session) -> None:
    """DEL-23."""
    delegation = make_delegation(session, "FR")
    for _ in range(3):
        make_participant(session, delegation)
    actions.edit_delegation(
        session, SYSTEM, NOW, delegation=delegation, languages="fr en", version=delegation.version
    )
    entry = QuotaEntry(1, reason="The hall is smaller than planned")
    actions.open_quota(session, SYSTEM, NOW, whom=delegation, entry=entry)
    facts = queries.delegation_facts(session, delegation)
    assert (facts.people, facts.badge_quota, facts.over_quota, facts.languages) == (3, 1, 2, ("fr", "en"))
    assert (facts.name, facts.formal_name) == ("France", "French Republic")


@pytest.mark.parametrize("on", [date(1993, 1, 1), date(2019, 6, 1), date(2025, 10, 25), date(2200, 1, 1)])
def test_a_list_names_every_party_as_everything_else_does(session: Session, on: date) -> None:
    """NAM-01, NAM-02: on any day, also of parties that were or will be renamed."""
    parties = loaded(session)
    session.add(PartyName(party=parties["VN"], language="en", kind="short", name="Renamed", valid_from=date(2100, 1, 1)))
    session.flush()
    listed = dict(session.execute(select(Party.id, queries.english_name(on))).all())
    assert listed == queries.names_of(session, listed, on=on)
    assert len(set(listed.values())) == len(parties)

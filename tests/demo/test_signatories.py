"""Who came: 72 signatories counted as they are, further States, organizations of every kind (domain 1.3, 1.4, 2.1)."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date

from summit.delegations.lifecycle import PartyKind
from summit.demo.signatories import ATTENDING_ONLY, HOST, PARTIES, attending, organizations, signatories


def parties() -> dict[str, dict[str, str]]:
    with PARTIES.open(encoding="utf-8", newline="") as table:
        return {row["iso2"]: row for row in csv.DictReader(table)}


def test_the_table_of_parties_is_whole() -> None:
    statuses = Counter(row["un_status"] for row in parties().values())
    assert statuses == {"member": 193, "observer_state": 2, "other_reio": 1, "other_state": 2}


def test_72_signatories_are_not_72_member_states() -> None:
    """EVT-02: 70 Members, the State of Palestine, the European Union."""
    statuses = Counter(parties()[one.iso2]["un_status"] for one in signatories())
    assert statuses == {"member": 70, "observer_state": 1, "other_reio": 1}
    assert {"PS", "EU"} <= {one.iso2 for one in signatories()}


def test_they_signed_on_two_days_and_in_two_places() -> None:
    """EVT-03: 64 in the main hall, the others later; three on the second day."""
    assert Counter(one.signed_on for one in signatories()) == {date(2025, 10, 25): 69, date(2025, 10, 26): 3}
    assert {one.iso2 for one in signatories() if one.signed_on.day == 26} == {"ML", "RW", "SA"}
    assert sum(one.in_main_hall for one in signatories()) == 64
    assert all(one.signed_on.day == 25 for one in signatories() if one.in_main_hall)


def test_they_stand_in_english_alphabetical_order() -> None:
    order = [one.iso2 for one in signatories()]
    assert order[0] == "DZ"
    assert order[-2:] == ["VN", "ZW"]
    places = [order.index(code) for code in ("CR", "CI", "CU", "EG", "EU", "FR", "TG", "TR")]
    assert places == sorted(places)


def test_further_delegations_come_from_every_region_and_sign_nothing() -> None:
    assert len(ATTENDING_ONLY) == len(set(ATTENDING_ONLY)) == 40
    assert not {one.iso2 for one in signatories()} & set(ATTENDING_ONLY)
    assert {parties()[code]["un_regional_group"] for code in ATTENDING_ONLY} >= {
        "AG",
        "APG",
        "EEG",
        "GRULAC",
        "WEOG",
    }
    assert len(set(attending())) == len(attending()) == 112
    assert set(attending()) <= set(parties())
    assert HOST in attending()


def test_organizations_of_every_kind_have_names_and_codes_of_their_own() -> None:
    bodies = organizations()
    assert 120 <= len(bodies) <= 135
    assert len({body.code for body in bodies}) == len(bodies)
    assert all(re.fullmatch(r"[A-Z0-9]{2,8}", body.code) for body in bodies)
    assert not {body.code for body in bodies} & set(parties())
    states = {"STATE_M", "STATE_O", "REIO", "HOST"}
    kinds = Counter(PartyKind(body.kind) for body in bodies)
    assert set(kinds) == {kind for kind in PartyKind if kind.value not in states}
    assert min(kinds[kind] for kind in kinds if kind not in ("SECRETARIAT", "HOSTSTAFF", "SERVICE")) >= 5
    assert len({body.seat for body in bodies}) >= 30
    for body in bodies:
        assert body.seat in parties()
        assert 1000 < body.founded_year <= 2025
        assert dict(body.names)["en", "short"]
        assert len(body.city) > 1


def test_known_bodies_are_what_they_are() -> None:
    kinds = {body.code: body.kind for body in organizations()}
    expected = {
        "UNODC": "SECRETARIAT", "OLATS": "SECRETARIAT", "UNDP": "UN_FP", "ITU": "UN_SA", "INTERPOL": "IGO",
        "ASEAN": "REG", "WBG": "IFI", "UNSEC": "UN_SEC",
    }  # fmt: skip
    assert {code: kinds[code] for code in expected} == expected

"""Lists: search, filters, order, pages, and the same number of queries whatever the rows (PER-06, UX-03, habit 16)."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.delegations import actions, queries
from summit.delegations.facts import OrganizationEntry
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.queries import DelegationFilters, PeopleFilters, Reach
from summit.foundation.clock import utc_now
from summit.foundation.db import Database
from tests.browser import PageClient
from tests.delegations.conftest import Counting
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

Sign = Callable[..., PageClient]
EVERYTHING = Reach(everything=True)


def delegations(session: Session, **filters: object) -> list[str]:
    statement = queries.delegations_matching(EVERYTHING, DelegationFilters(**filters))
    return [found.party.code for found in session.scalars(statement)]


def people(session: Session, search: str = "", **filters: object) -> list[str]:
    statement = queries.people_matching(EVERYTHING, PeopleFilters(search=search, **filters))
    return [found.person.family_name for found in session.scalars(statement)]


def test_delegations_are_found_by_any_of_their_names(session: Session) -> None:
    for code in ("VN", "TR", "CI", "CH", "KR", "KP", "EU"):
        make_delegation(session, code)
    ilo = OrganizationEntry("ILO", "UN_SA", {("en", "short"): "International Labour Organization", ("fr", "short"): "OIT"})
    party = actions.add_organization(session, SYSTEM, NOW, entry=ilo)
    actions.open_delegation(session, SYSTEM, NOW, party=party)
    for typed, expected in (
        ("viet nam", ["VN"]),
        ("NAM viet", ["VN"]),
        ("Việt", ["VN"]),
        ("turkiye", ["TR"]),
        ("Turquie", []),
        ("cote divoire", ["CI"]),
        ("Côte d’Ivoire", ["CI"]),
        ("suisse", ["CH"]),
        ("Швейцария", ["CH"]),
        ("瑞士", ["CH"]),
        ("korea", ["KP", "KR"]),
        ("korea democratic", ["KP"]),
        ("CHE", ["CH"]),
        ("oit", ["ILO"]),
        ("union", ["EU"]),
        ("ietnam", []),
        ("atlantis", []),
    ):
        assert delegations(session, search=typed) == expected, typed


def test_delegations_are_filtered_and_sorted(session: Session) -> None:
    made = {code: make_delegation(session, code) for code in ("YE", "VN", "VE", "TR", "TN", "TM", "VA", "FR")}
    for _ in range(2):
        make_participant(session, made["TR"])
    make_participant(session, made["FR"], function=DelegateFunction.HOD)
    assert delegations(session) == ["FR", "VA", "TN", "TR", "TM", "VE", "VN", "YE"]
    assert delegations(session, descending=True) == ["YE", "VN", "VE", "TM", "TR", "TN", "VA", "FR"]
    assert delegations(session, kind="HOST") == ["VN"]
    assert delegations(session, kind="STATE_O") == ["VA"]
    assert delegations(session, region="APG") == ["TM", "VN", "YE"]
    assert delegations(session, region="WEOG", kind="STATE_M") == ["FR", "TR"]
    assert delegations(session, kind="MEMBERS") == ["FR", "TN", "TR", "TM", "VE", "VN", "YE"], "the host is a Member State"
    assert delegations(session, kind="ORGANIZATIONS") == []
    assert delegations(session, sort="people", descending=True)[:2] == ["TR", "FR"]
    assert delegations(session, sort="kind")[0] == "VN"
    assert "FR" not in delegations(session, headless_at=NOW)
    assert delegations(session, with_head_at=NOW) == ["FR"]
    (card,) = queries.delegation_cards(session, [made["FR"]], NOW)
    assert (card.name, card.people, card.badge_quota, card.kind_name) == ("France", 1, 50, "Member State")
    assert card.head.startswith("Anne Marie DURAND")
    assert card.head_title == "Counsellor"


def test_the_european_union_is_no_state_and_in_no_group(session: Session) -> None:
    """EVT-02."""
    for code in ("FR", "VA", "VN", "EU"):
        make_participant(session, make_delegation(session, code), family_name=code)
    for kind, region, expected in (
        ("", "none", ["EU"]),
        ("STATES", "none", []),
        ("STATES", "", ["FR", "VA", "VN"]),
        ("MEMBERS", "", ["FR", "VN"]),
        ("REIO", "none", ["EU"]),
    ):
        assert sorted(delegations(session, kind=kind, region=region)) == expected
        assert people(session, kind=kind, region=region) == expected


def test_people_are_found_by_names_in_any_order_and_script(session: Session) -> None:
    """PER-06."""
    vietnam, saudi = make_delegation(session, "VN"), make_delegation(session, "SA")
    make_participant(session, vietnam, family_name="Nguyễn", given_names="Văn A", badge_name="NGUYỄN Văn A")
    make_participant(session, vietnam, family_name="Đặng", given_names="Thị Hồng", badge_name="ĐẶNG Thị Hồng")
    names = {"family_name": "Al Saud", "given_names": "Mohammed", "native_name": "محمد آل سعود"}
    code = make_participant(session, saudi, badge_name="Mohammed AL SAUD", **names).code
    make_participant(session, saudi, family_name="Strauß", given_names="Øyvind", badge_name="Øyvind STRAUSS")
    for typed, expected in (
        ("nguyen van a", ["Nguyễn"]),
        ("a nguyen", ["Nguyễn"]),
        ("Nguyễn Văn A", ["Nguyễn"]),
        ("NGUYEN viet", ["Nguyễn"]),
        ("dang hong", ["Đặng"]),
        ("ĐẶNG", ["Đặng"]),
        ("محمد", ["Al Saud"]),
        ("mohammed saudi", ["Al Saud"]),
        ("strauss", ["Strauß"]),
        ("oyvind strauß", ["Strauß"]),
        (code, ["Al Saud"]),
        (code.lower(), ["Al Saud"]),
        ("nguyen saudi", []),
        ("%", []),
    ):
        assert people(session, typed) == expected, typed


def test_people_are_filtered_and_sorted(session: Session) -> None:
    france, vietnam = make_delegation(session, "FR"), make_delegation(session, "VN")
    zola = make_participant(session, france, family_name="Zola", function=DelegateFunction.HOD, category="VIP", rank_class=41)
    make_participant(session, france, family_name="Åberg", passport=None)
    gone = make_participant(session, france, family_name="Gone")
    make_participant(session, vietnam, family_name="Mai", given_names="An", category="I", function=DelegateFunction.INT)
    actions.withdraw_participant(session, SYSTEM, NOW, participant=gone, version=gone.version, reason="ill")
    zola.person.photo_file, zola.is_late = "x.jpg", True
    session.flush()
    assert people(session) == ["Åberg", "Mai", "Zola"]
    assert people(session, descending=True) == ["Zola", "Mai", "Åberg"]
    assert people(session, sort="delegation") == ["Zola", "Åberg", "Mai"]
    assert people(session, sort="rank") == ["Zola", "Åberg", "Mai"]
    assert people(session, sort="given") == ["Mai", "Åberg", "Zola"]
    assert people(session, sort="function") == ["Zola", "Mai", "Åberg"]
    assert people(session, kind="HOST") == people(session, kind="STATES", region="APG") == ["Mai"]
    assert people(session, kind="MEMBERS") == ["Åberg", "Mai", "Zola"]
    assert people(session, region="none") == people(session, kind="ORGANIZATIONS") == []
    assert people(session, only_late=True) == ["Zola"]
    assert people(session, region="WEOG") == ["Åberg", "Zola"]
    assert people(session, since=NOW) == ["Åberg", "Mai", "Zola"]
    assert people(session, since=NOW + timedelta(seconds=1)) == []
    assert people(session, category="VIP") == ["Zola"]
    assert people(session, function="INT") == ["Mai"]
    assert people(session, missing="photo") == ["Åberg", "Mai"]
    assert people(session, missing="passport") == ["Åberg"]
    assert people(session, state="withdrawn") == ["Gone"]
    assert people(session, state="") == ["Åberg", "Gone", "Mai", "Zola"]


@pytest.mark.parametrize(
    "path",
    ["/people", "/people?q=durand&sort=delegation", "/delegations", "/delegations?sort=people", "/delegations/CODE"],
)
def test_the_number_of_queries_does_not_follow_the_rows(
    database: Database, client_as: Sign, count_queries: Counting, path: str
) -> None:
    """Habit 16: the same for 10 rows as for many."""
    codes = ["FR", "DE", "IT", "ES", "PT", "BE", "NL", "LU", "AT", "DK", "SE", "FI", "NO", "IS", "IE", "PL", "CZ", "SK"]
    client = client_as(Role.PROTOCOL_OFFICER)

    def fill(codes: list[str], people: int) -> str:
        with database.committing() as session:
            for code in codes:
                delegation = make_delegation(session, code, badge_quota=500)
                if queries.head_at(session, delegation.id, NOW) is None:
                    make_participant(session, delegation, function=DelegateFunction.HOD)
                for _ in range(people):
                    make_participant(session, delegation)
            return make_delegation(session, codes[0]).code

    address = path.replace("CODE", fill(codes[:5], 2))
    client.get(address)
    with count_queries() as few:
        first = client.get(address).get_data(as_text=True)
    fill(codes, 10)
    with count_queries() as many:
        second = client.get(address).get_data(as_text=True)
    assert second.count("<tr") > 1.5 * first.count("<tr")
    assert len(many) == len(few), "\n".join(many)
    assert len(few) <= 24


def test_pages_of_a_list(database: Database, client_as: Sign) -> None:
    """Previous and next keep the filter and the order in the address; nonsense leads to the first page."""
    with database.committing() as session:
        delegation = make_delegation(session, badge_quota=500)
        names = [f"A{number:03d} ZED" for number in range(120)]
        for name in names:
            make_participant(session, delegation, family_name=name, badge_name=name)
    client = client_as(Role.PROTOCOL_OFFICER)

    def read(address: str) -> tuple[list[str], dict[str, str]]:
        html = client.get(address).get_data(as_text=True)
        links = re.findall(r'<a rel="(prev|next)" href="([^"]+)"', html)
        assert "120 people</p>" in html
        return re.findall(r">(A\d{3} ZED)<", html), {rel: markup.unescape(address) for rel, address in links}

    first, links = read("/people?q=zed&order=down")
    assert (first, set(links)) == (names[::-1][:50], {"next"})
    second, links = read(links["next"])
    assert (second, set(links)) == (names[::-1][50:100], {"prev", "next"})
    last, ends = read(links["next"])
    assert (last, set(ends)) == (names[::-1][100:], {"prev"})
    assert read(ends["prev"])[0] == second
    assert read(links["prev"]) == (first, {"next": read("/people?q=zed&order=down")[1]["next"]})
    assert all("q=zed" in link and "order=down" in link for link in links.values())
    for nonsense in ("after=P-NOBODY", "before=x", "after=%00", "after=" + "x" * 5000, "page=99"):
        assert read(f"/people?{nonsense}")[0] == names[:50], nonsense


def test_the_list_of_people_is_narrowed_by_its_address(database: Database, client_as: Sign) -> None:
    with database.committing() as session:
        for code, family, at in (
            ("FR", "Now", utc_now()),
            ("VN", "Days ago", utc_now() - timedelta(days=3)),
            ("VN", "Long ago", utc_now() - timedelta(days=30)),
        ):
            made = make_participant(session, make_delegation(session, code), family_name=family, badge_name=family.upper())
            made.registered_at, made.is_late = at, family == "Now"
    client = client_as(Role.PROTOCOL_OFFICER)
    for address, expected in (
        ("registered=day", ["NOW"]),
        ("registered=week", ["DAYS AGO", "NOW"]),
        ("registered=late", ["NOW"]),
        ("registered=late&region=APG", []),
        ("kind=STATES&region=APG", ["DAYS AGO", "LONG AGO"]),
        ("registered=never", ["DAYS AGO", "LONG AGO", "NOW"]),
        ("region=APG", ["DAYS AGO", "LONG AGO"]),
        ("region=APG&registered=week&missing=photo&kind=HOST", ["DAYS AGO"]),
        ("region=APG&registered=day", []),
    ):
        html = client.get(f"/people?{address}").get_data(as_text=True)
        assert re.findall(r'<bdi class="person">(?:Mr?s?\. )?([A-Z ]+)</bdi>', html) == expected, address
        assert ("Show everybody" in html) is (not expected)


def test_empty_lists_say_what_to_do(client_as: Sign) -> None:
    """UX-25."""
    officer = client_as(Role.PROTOCOL_OFFICER)
    delegations = officer.get("/delegations").get_data(as_text=True)
    assert "No delegation is open yet" in delegations
    assert 'href="/delegations/opening"' in delegations
    assert "Nobody is registered yet" in officer.get("/people").get_data(as_text=True)
    assert "Nobody matches" in officer.get("/people?q=x").get_data(as_text=True)
    assert "No delegation matches" in officer.get("/delegations?q=x").get_data(as_text=True)

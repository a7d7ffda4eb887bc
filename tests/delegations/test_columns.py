"""Which columns the list of people shows: those asked for, and only what the viewer may see (UX-03, PRV-02)."""

from __future__ import annotations

import html as markup
import re
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.delegations import queries
from summit.delegations.queries import PeopleFilters, Reach
from summit.delegations.views.columns import PEOPLE_COLUMNS
from summit.foundation.db import Database
from summit.foundation.keyset import Place
from tests.browser import PageClient
from tests.delegations.conftest import Counting
from tests.factories import appoint, make_delegation, make_participant, make_user

Sign = Callable[..., PageClient]
EMAIL, PHONE = "ana@alves.example", "+55 61 2030 0001"
USUAL = ["Name", "Delegation", "Function", "Title", "Category", "Missing"]
ALL = "columns=" + ",".join(PEOPLE_COLUMNS)


def page(client: PageClient, question: str = "") -> str:
    return markup.unescape(client.get(f"/people?{question}").get_data(as_text=True))


def headings(html: str) -> list[str]:
    head = html.partition("<thead>")[2].partition("</thead>")[0]
    cells = [re.sub(r"<[^>]+>| [▴▾]", "", cell).strip() for cell in re.findall(r"<th[^>]*>.*?</th>", head, re.DOTALL)]
    return [cell for cell in cells if cell != "Choose"]


def offered(html: str) -> list[tuple[str, bool]]:
    """Name of each column on offer, and whether its box is ticked."""
    found = re.findall(r'name="columns" value="([^"]+)" (checked)?', html)
    return [(name, bool(checked)) for name, checked in found]


@pytest.fixture
def brazilian(database: Database) -> str:
    """Somebody of whom everything is on file; the code of the delegation."""
    with database.committing() as session:
        delegation = make_delegation(session, "BR")
        make_participant(session, delegation, badge_name="Ana ALVES", email=EMAIL, phone=PHONE, nationality="PRT")
        return delegation.code


def test_the_usual_columns_stand_until_others_are_asked_for(brazilian: str, client_as: Sign) -> None:
    officer = client_as(Role.PROTOCOL_OFFICER)
    usual = page(officer)
    assert headings(usual) == USUAL
    assert [name for name, is_ticked in offered(usual) if is_ticked] == [
        "delegation", "function", "title", "category", "missing"
    ]  # fmt: skip
    assert (EMAIL in usual, PHONE in usual) == (False, False)
    changed = page(officer, "columns=phone&columns=email&columns=nationality")
    assert headings(changed) == ["Name", "Nationality", "E-mail", "Mobile telephone"]
    assert (EMAIL in changed, PHONE in changed, "Portugal" in changed) == (True, True, True)
    assert headings(page(officer, "columns=phone,email")) == ["Name", "E-mail", "Mobile telephone"]
    assert headings(page(officer, "columns=passport,%27")) == USUAL


def test_the_filter_keeps_the_columns_and_the_columns_keep_the_filter(brazilian: str, client_as: Sign) -> None:
    html = page(client_as(Role.PROTOCOL_OFFICER), "q=alves&sort=function&columns=email")
    filters, _, rest = html.partition('<details class="column-choice">')
    assert '<input type="hidden" name="columns" value="email">' in filters
    assert '<input type="hidden" name="q" value="alves">' in rest
    assert '<input type="hidden" name="sort" value="function">' in rest
    assert 'href="/people?q=alves&sort=function">The usual columns</a>' in rest
    assert 'href="/people?q=alves&sort=name&columns=email"' in rest


def test_a_saved_view_keeps_its_columns(brazilian: str, client_as: Sign) -> None:
    officer = client_as(Role.PROTOCOL_OFFICER)
    [form] = re.findall(r'href="(/saved-views\?list[^"]+)"', page(officer, "columns=phone&columns=title"))
    officer.send(form, {"name": "Telephones", "office": ""}, from_page=form)
    [(address, name)] = re.findall(r'<li><a href="([^"]+)" ><bdi>([^<]+)</bdi>', page(officer))
    assert (name, headings(page(officer, address.partition("?")[2]))) == ("Telephones", ["Name", "Title", "Mobile telephone"])
    usual = page(officer, "columns=missing,category,title,function,delegation")
    assert "Save this view" not in usual


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        (Role.PROTOCOL_OFFICER, []),
        (Role.ACCREDITATION_OFFICER, ["email", "phone", "missing"]),
        (Role.TRANSPORT, ["nationality", "missing"]),
        (Role.BILATERAL_DESK, ["nationality", "email", "phone", "missing"]),
    ],
)
def test_a_column_that_one_may_not_see_is_neither_offered_nor_read(
    brazilian: str, client_as: Sign, role: Role, hidden: list[str]
) -> None:
    html = page(client_as(role), ALL)
    assert {"nationality", "email", "phone", "missing"} - {name for name, _ in offered(html)} == set(hidden)
    seen = {"nationality": "Portugal" in html, "email": EMAIL in html, "phone": PHONE in html}
    assert seen == {name: name not in hidden for name in seen}


def test_who_may_see_a_column_of_some_only_is_not_offered_it(brazilian: str, database: Database, client_as: Sign) -> None:
    """A focal point who also works at the bilateral desk sees everybody, and telephones of one delegation."""
    with database.committing() as session:
        user = make_user(session, roles=[Role.FOCAL_POINT, Role.BILATERAL_DESK])
        appoint(session, make_delegation(session, "FR"), user=user)
    html = page(client_as(user=user), ALL)
    assert "Ana ALVES" in html
    assert not {"nationality", "email", "phone", "missing"} & {name for name, _ in offered(html)}
    assert (EMAIL in html, PHONE in html, "Portugal" in html) == (False, False, False)


def test_more_columns_are_no_more_queries(session: Session, count_queries: Counting) -> None:
    for number in range(3):
        make_participant(session, make_delegation(session, "BR"), badge_name=f"Person {number}")
    session.flush()
    with count_queries() as bare:
        queries.people_listed(session, Reach(everything=True), PeopleFilters(), Place())
    with count_queries() as full:
        more = list(queries.MORE_OF_PEOPLE)
        found = queries.people_listed(session, Reach(everything=True), PeopleFilters(), Place(), more=more)
    assert len(full) == len(bare)
    assert all(line.registered_at and line.nationality for line in found.rows)

"""Long lists, page by page: every row once and in order, both ways, and the same people whether sorted or walked (UX-03)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from summit.delegations import actions, queries
from summit.delegations.facts import DelegationCard, PersonLine
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import PersonWord
from summit.delegations.queries import DelegationFilters, PeopleFilters, Reach
from summit.foundation import keyset
from summit.foundation.keyset import Place, Stretch
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

EVERYTHING = Reach(everything=True)
PER_PAGE = 3
ORDERS = [(key, down) for key in ("name", "given", "delegation", "function", "rank") for down in (False, True)]


@pytest.fixture(params=[1_000, 0], ids=["sorted", "walked"])
def counted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Up to how many rows are counted and sorted: with 0 every list is long and walked."""
    monkeypatch.setattr(keyset, "COUNTED", request.param)
    return int(request.param)


@pytest.fixture
def crowd(session: Session) -> list[str]:
    """The codes of 22 people of three delegations, many of whom share name, function and rank."""
    made = []
    for number in range(22):
        delegation = make_delegation(session, ("FR", "VN", "EG")[number % 3], badge_quota=500)
        made.append(
            make_participant(
                session,
                delegation,
                family_name=("Kim", "Lee", "Mai")[number % 7 % 3],
                given_names="Ann",
                badge_name="Ann",
                function=(DelegateFunction.ADV, DelegateFunction.INT)[number % 2],
                rank_class=(41, 60, 70)[number % 5 % 3],
            ).code
        )
    return made


def page(session: Session, filters: PeopleFilters, place: Place, within: Reach = EVERYTHING) -> Stretch[PersonLine]:
    return queries.people_listed(session, within, filters, place, per_page=PER_PAGE)


def forwards(session: Session, filters: PeopleFilters) -> list[Stretch[PersonLine]]:
    pages = [page(session, filters, Place())]
    while pages[-1].next:
        pages.append(page(session, filters, Place(after=pages[-1].next)))
    return pages


def codes(pages: list[Stretch[PersonLine]]) -> list[str]:
    return [line.code for each in pages for line in each.rows]


@pytest.mark.parametrize(("sort", "is_descending"), ORDERS)
def test_a_walk_meets_everybody_once_and_in_order(
    session: Session, crowd: list[str], counted: int, sort: str, is_descending: bool
) -> None:
    filters = PeopleFilters(sort=sort, descending=is_descending)
    pages = forwards(session, filters)
    ordered = [one.code for one in session.scalars(queries.people_matching(EVERYTHING, PeopleFilters(sort=sort)))]
    assert sorted(ordered) == sorted(crowd)
    assert codes(pages) == (ordered[::-1] if is_descending else ordered)
    assert [len(each.rows) for each in pages] == [3] * 7 + [1]
    assert {(each.total, each.is_more) for each in pages} == {(22, False) if counted else (0, True)}
    back = [pages[-1]]
    while back[-1].previous:
        back.append(page(session, filters, Place(before=back[-1].previous)))
    assert codes(back[::-1]) == codes(pages)
    assert (pages[0].previous, pages[-1].next) == ("", "")


def test_who_is_registered_meanwhile_moves_nobody_else(session: Session, crowd: list[str], counted: int) -> None:
    """A page that counted rows would show the last of the page before again, or leave somebody out."""
    filters = PeopleFilters()
    before = codes(forwards(session, filters))
    first = page(session, filters, Place())
    early = make_participant(session, make_delegation(session, "FR"), family_name="Aab").code
    late = make_participant(session, make_delegation(session, "FR"), family_name="Zyx").code
    seen = [line.code for line in first.rows]
    while first.next:
        first = page(session, filters, Place(after=first.next))
        seen += [line.code for line in first.rows]
    assert seen == [*before, late]
    assert codes(forwards(session, filters)) == [early, *before, late]


def test_who_has_left_still_marks_a_place(session: Session, crowd: list[str], counted: int) -> None:
    filters = PeopleFilters()
    first = page(session, filters, Place())
    second = page(session, filters, Place(after=first.next))
    gone = queries.participant_by_code(session, first.next)
    actions.withdraw_participant(session, SYSTEM, NOW, participant=gone, version=gone.version, reason="ill")
    assert page(session, filters, Place(after=first.next)).rows == second.rows
    assert codes([page(session, filters, Place(before=second.previous))]) == [line.code for line in first.rows[:2]]


def test_a_place_beyond_the_end_is_the_beginning(session: Session, crowd: list[str], counted: int) -> None:
    filters = PeopleFilters()
    everybody = codes(forwards(session, filters))
    first = page(session, filters, Place())
    for place in (Place(after=everybody[-1]), Place(before=everybody[0]), Place(after="P-NOBODY"), Place(before="x")):
        assert page(session, filters, place) == first, place


def test_a_foreign_person_marks_no_place(session: Session, crowd: list[str], counted: int) -> None:
    """ROL-01: somebody out of reach leads where somebody unknown leads."""
    own = Reach(delegations=frozenset({make_delegation(session, "FR").id}))
    filters = PeopleFilters()
    foreign = [line for line in forwards(session, filters)[-1].rows if line.delegation_code != "D-FR"][0]
    first = page(session, filters, Place(), own)
    assert {line.delegation for line in first.rows} == {"France"}
    assert page(session, filters, Place(after=foreign.code), own) == first


def test_filters_keep_the_same_people_sorted_or_walked(session: Session, crowd: list[str], counted: int) -> None:
    photographed = queries.participant_by_code(session, crowd[0])
    photographed.person.photo_file = "x.jpg"
    session.flush()
    everything = PeopleFilters()
    for changes in (
        {"kind": "HOST"},
        {"kind": "STATES"},
        {"only_late": True},
        {"region": "none"},
        {"region": "AG"},
        {"category": "D"},
        {"function": "INT"},
        {"missing": "photo"},
        {"missing": "passport"},
        {"since": NOW},
        {"search": "ki"},
        {"search": "ann viet"},
        {"search": crowd[3]},
        {"search": "lee", "sort": "delegation", "region": "WEOG", "missing": "photo"},
        {"state": ""},
    ):
        filters = replace(everything, **changes)
        expected = [one.code for one in session.scalars(queries.people_matching(EVERYTHING, filters))]
        assert codes(forwards(session, filters)) == expected, changes


def test_delegations_are_walked_both_ways(session: Session, counted: int) -> None:
    made = {code: make_delegation(session, code) for code in ("YE", "VN", "VE", "TR", "TN", "VA", "FR")}
    for code, people in (("TR", 2), ("FR", 1), ("YE", 2)):
        for _ in range(people):
            make_participant(session, made[code], function=DelegateFunction.HOD if code == "FR" else DelegateFunction.ADV)

    def read(filters: DelegationFilters, place: Place) -> Stretch[DelegationCard]:
        return queries.delegations_listed(session, EVERYTHING, filters, place, NOW, per_page=2)

    for sort in ("name", "kind", "people"):
        for is_descending in (False, True):
            filters = DelegationFilters(sort=sort, descending=is_descending)
            pages = [read(filters, Place())]
            while pages[-1].next:
                pages.append(read(filters, Place(after=pages[-1].next)))
            back = [pages[-1]]
            while back[-1].previous:
                back.append(read(filters, Place(before=back[-1].previous)))
            cards = [card for each in pages for card in each.rows]
            assert [card for each in back[::-1] for card in each.rows] == cards
            entities = session.scalars(queries.delegations_matching(EVERYTHING, filters)).all()
            assert cards == queries.delegation_cards(session, entities, NOW)
            assert len(cards) == 7


def test_the_words_of_a_name_follow_the_name(session: Session) -> None:
    """PER-06: an edit leaves no word of the old name behind."""
    participant = make_participant(session, make_delegation(session), family_name="Strauß", given_names="Øyvind Ole")
    participant.person.badge_name = "x"
    person, post = queries.entries_of(participant)

    def words() -> list[str]:
        session.flush()
        rows = session.query(PersonWord.word).filter_by(person_id=participant.person_id).order_by(PersonWord.word)
        return [word for (word,) in rows]

    assert words() == sorted(participant.person.search_text.split())
    actions.edit_participant(
        session,
        SYSTEM,
        NOW,
        participant=participant,
        person=replace(person, family_name="Müller", given_names="Øyvind", badge_name="Øyvind M" + "ü" * 150),
        post=post,
        version=participant.version,
    )
    assert words() == ["muller", "m" + "u" * 79, "oyvind"]
    found = session.scalars(queries.people_matching(EVERYTHING, PeopleFilters(search="M" + "ü" * 150))).one()
    assert found.code == participant.code
    assert session.scalars(queries.people_matching(EVERYTHING, PeopleFilters(search="strauss"))).all() == []

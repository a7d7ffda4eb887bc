"""The order of one list at one moment, worked out from plain values (domain 3.1 to 3.3, 9.4)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from summit.delegations.lifecycle import LANGUAGE_NAMES, PartyKind
from summit.delegations.precedence import (
    DEFAULTS,
    KINDS_ON,
    LIST_NAMES,
    Contender,
    ListKind,
    Mode,
    OrganizationsBy,
    Settings,
    TieBreak,
    order,
)
from tests.delegations.contenders import body, drawn, everybody, names, parties, reasons, rows, state

SEATING = DEFAULTS[ListKind.SEATING]
BY_LOT = Settings(Mode.ALPHABET, TieBreak.DRAWN, drawn="YE", host_first=False)
DAY = date(2019, 5, 3)
FIRST_OF = {
    "en": ["Afghanistan", "Albania", "Algeria", "Andorra", "Angola"],
    "fr": ["Afghanistan", "Afrique du Sud", "Albanie", "Algérie", "Allemagne"],
    "es": ["Afganistán", "Albania", "Alemania", "Andorra", "Angola"],
    "ru": ["Австралия", "Австрия", "Азербайджан", "Албания", "Алжир"],
    "zh": ["阿尔巴尼亚", "阿尔及利亚", "阿富汗", "阿根廷", "阿拉伯联合酋长国"],
    "ar": ["آيسلندا", "إثيوبيا", "أذربيجان", "أرمينيا", "إريتريا"],
    "vi": ["Ả-rập Xê-út", "Afghanistan", "Ai Cập", "Albania", "Algeria"],
}


@pytest.mark.parametrize(
    ("party", "expected", "last"),
    [
        ("YE", ["Yemen", "Zambia", "Zimbabwe", "Afghanistan", "Albania"], "Viet Nam"),
        ("MK", ["North Macedonia", "Norway", "Oman"], "Niue"),
    ],
)
def test_a_drawn_state_opens_and_the_alphabet_wraps_round(party: str, expected: list[str], last: str) -> None:
    """SEA-01, the 79th and the 78th session of the General Assembly."""
    found = order(everybody(), BY_LOT, drawn=drawn(party))
    assert names(found)[: len(expected)] == expected
    assert names(found)[-1] == last
    assert found.places[0].reason == "Drawn by lot to open the list."
    assert found.places[1].reason == f"Its place in the English alphabet, from {expected[0]} on."


def test_the_next_attending_state_opens_when_the_drawn_one_is_absent() -> None:
    """SEA-02; who is drawn last in the alphabet and absent lets the first begin."""
    present = [state(code) for code in ("ZW", "AF", "AL", "ZM")]
    found = order(present, BY_LOT, drawn=drawn("YE"))
    assert parties(found) == ["ZM", "ZW", "AF", "AL"]
    assert found.places[0].reason == "Opens the list: the next after Yemen, which was drawn and does not attend."
    assert parties(order(present[1:3], BY_LOT, drawn=drawn("ZW"))) == ["AF", "AL"]


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_the_alphabet_is_that_of_the_list(language: str) -> None:
    """SEA-03, NAM-10, NAM-11, NAM-12."""
    found = order(everybody(language), Settings(Mode.ALPHABET, language=language, host_first=False))
    assert names(found)[:5] == FIRST_OF[language]
    assert len(names(found)) == len(rows()) == len(set(names(found)))
    assert reasons(found, ["FR"]) == [f"Its place in the {LANGUAGE_NAMES[language]} alphabet."]


def test_english_and_vietnamese_neighbors() -> None:
    """NAM-10, NAM-11: what a sort by code points gets wrong."""
    english = names(order(everybody(), SEATING))
    for row in (
        ["Costa Rica", "Côte d'Ivoire", "Croatia"],
        ["Tunisia", "Türkiye", "Turkmenistan"],
        ["Estonia", "Eswatini", "Ethiopia"],
        ["Guinea", "Guinea-Bissau", "Guyana"],
        ["Republic of Korea", "Republic of Moldova", "Romania"],
    ):
        assert english[english.index(row[0]) :][:3] == row
    vietnamese = names(order(everybody("vi"), Settings(Mode.ALPHABET, language="vi", host_first=False)))
    wanted = ["Ai Cập", "Algeria", "Andorra", "Áo", "Ấn Độ", "Ba Lan", "Bahrain", "Bắc Macedonia", "Djibouti", "Dominica"]
    assert [name for name in vietnamese if name in wanted] == wanted
    assert [name for name in vietnamese if name in ("Djibouti", "Dominica", "Đan Mạch", "Đức")] == [
        "Djibouti", "Dominica", "Đan Mạch", "Đức",
    ]  # fmt: skip


def test_the_signatories_of_hanoi() -> None:
    """EVT-02, SIG-01: 70 Members, the State of Palestine and the European Union; the host first, then the alphabet."""
    found = order(everybody(chosen=lambda row: row["hanoi_signed"]), DEFAULTS[ListKind.SIGNING])
    kinds = [place.contender.kind for place in found.places]
    assert (len(kinds), kinds.count(PartyKind.STATE_O), kinds.count(PartyKind.REIO)) == (72, 1, 1)
    assert names(found)[:5] == ["Viet Nam", "Algeria", "Angola", "Australia", "Austria"]
    assert names(found).index("European Union") == 24
    assert names(found)[23:26] == ["Egypt", "European Union", "France"]
    assert names(found)[-3:] == ["Uzbekistan", "Venezuela (Bolivarian Republic of)", "Zimbabwe"]


def test_class_comes_before_the_alphabet_and_the_host_before_all() -> None:
    """PRE-01 (a), EVT-05: a Vice-President, a Speaker and a Deputy Prime Minister have their classes."""
    classes = {"VN": 41, "LA": 10, "EC": 15, "FR": 20, "UZ": 25, "KH": 30, "PL": 30, "AL": 70}
    present = [state(code, rank_class=rank) for code, rank in classes.items()]
    assert parties(order(present, Settings())) == ["VN", "LA", "EC", "FR", "UZ", "KH", "PL", "AL"]
    found = order(present, Settings(host_first=False))
    assert parties(found) == ["LA", "EC", "FR", "UZ", "KH", "PL", "VN", "AL"]
    assert reasons(found, ["KH", "VN"]) == [
        "Class 30, Deputy Prime Minister; within it the English alphabet.",
        "Class 41, Other cabinet minister; within it the English alphabet.",
    ]


def test_rank_does_not_count_where_heads_are_alike() -> None:
    """Domain 3.1: alphabetical only is one of the modes."""
    present = [state("ZW", rank_class=10), state("AL", rank_class=70), state("FR", rank_class=None)]
    found = order(present, SEATING)
    assert parties(found) == ["AL", "FR", "ZW"]
    assert found.is_publishable
    assert [place.contender.party for place in found.headless] == ["FR"]


@pytest.mark.parametrize(
    ("tie_break", "field", "early", "late", "told"),
    [
        (TieBreak.OFFICE, "took_office_on", DAY, date(2020, 1, 1), "in office since 3 May 2019"),
        (TieBreak.CREDENTIALS, "credentials_on", DAY, date(2020, 1, 1), "credentials presented on 3 May 2019"),
        (
            TieBreak.CONFIRMATION,
            "confirmed_at",
            datetime(2025, 9, 1, 2, 14, tzinfo=UTC),
            datetime(2025, 9, 1, 2, 15, tzinfo=UTC),
            "confirmed on 1 September 2025 at 02:14 UTC",
        ),
    ],
)
def test_a_date_breaks_the_tie_within_the_class(
    tie_break: TieBreak, field: str, early: date, late: date, told: str
) -> None:
    """PRE-01 (b), (c), (d); PRE-02: of equal dates the alphabet decides, a missing one is last and forbids publishing."""
    present = [
        state("AL", **{field: None}),
        state("BE", **{field: late}),
        state("FR", **{field: early}),
        state("DE", **{field: early}),
        state("ZW", **{field: None, "rank_class": 10}),
    ]
    found = order(present, Settings(tie_break=tie_break))
    assert parties(found) == ["ZW", "FR", "DE", "BE", "AL"]
    assert [place.contender.party for place in found.undated] == ["ZW", "AL"]
    assert not found.is_publishable
    assert reasons(found, ["FR"]) == [f"Class 40, Minister for Foreign Affairs; {told}."]
    assert reasons(found, ["AL"])[0].endswith(" is missing, so last in the class.")
    assert order(present[1:4], Settings(tie_break=tie_break)).is_publishable


def test_the_lot_decides_within_each_class() -> None:
    """PRE-01 (e)."""
    present = [state(code, rank_class=rank) for code, rank in (("AL", 10), ("YE", 10), ("FR", 40), ("ZM", 40), ("BE", 40))]
    found = order(present, Settings(tie_break=TieBreak.DRAWN, drawn="YE"), drawn=drawn("YE"))
    assert parties(found) == ["YE", "AL", "ZM", "BE", "FR"]
    assert reasons(found, ["BE"]) == [
        "Class 40, Minister for Foreign Affairs; within it the English alphabet, from Yemen on."
    ]


BODIES = (
    body("ICRC", PartyKind.IGO, 1863),
    body("ASEAN", PartyKind.REG, 1967),
    body("ITU", PartyKind.UN_SA, 1865),
    body("FAO", PartyKind.UN_SA, 1945),
    body("UNODC", PartyKind.UN_SEC, 1997),
    body("UNDP", PartyKind.UN_FP, 1965),
    body("AALCO", PartyKind.IGO),
)


def test_organizations_come_after_the_states() -> None:
    """PRE-04: the United Nations first, the others by foundation or alphabetically; a missing year is a missing date."""
    present: list[Contender] = [*BODIES, state("ZW"), state("EU")]
    found = order(present, Settings())
    assert parties(found) == ["EU", "ZW", "UNODC", "UNDP", "ITU", "FAO", "ICRC", "ASEAN", "AALCO"]
    assert [place.contender.party for place in found.undated] == ["AALCO"]
    assert reasons(found, ["ITU", "AALCO"]) == [
        "An organization, after the States; founded in 1865.",
        "An organization, after the States; the year of foundation is missing, so last.",
    ]
    alphabetical = Settings(Mode.ALPHABET, organizations=OrganizationsBy.ALPHABET, reio_among_states=False)
    found = order(present, alphabetical)
    assert parties(found) == ["ZW", "UNODC", "UNDP", "FAO", "ITU", "AALCO", "ASEAN", "EU", "ICRC"]
    assert found.is_publishable


def test_a_head_at_leaders_level_stands_among_the_states() -> None:
    """PRE-04, domain 3.2: class 22 for organizations, and the Secretary-General with the host's Head of State."""
    present = [
        state("FR", rank_class=20),
        state("DE", rank_class=40),
        body("ASEAN", PartyKind.REG, 1967, rank_class=22),
        body("UN", PartyKind.UN_SEC, 1945, rank_class=10),
        body("ITU", PartyKind.UN_SA, 1865, rank_class=40),
    ]
    assert parties(order(present, Settings())) == ["UN", "FR", "ASEAN", "DE", "ITU"]
    assert parties(order(present, SEATING)) == ["FR", "DE", "UN", "ITU", "ASEAN"]


def test_who_has_no_head_comes_after_every_class() -> None:
    """DEL-10: a gap is a warning."""
    found = order([state("AL", rank_class=None), state("ZW", rank_class=70)], Settings())
    assert parties(found) == ["ZW", "AL"]
    assert reasons(found, ["AL"]) == ["Nobody heads the delegation at that moment, so after every class."]
    assert found.is_publishable


def test_every_list_has_a_name_defaults_and_those_who_may_stand_in_it() -> None:
    assert set(LIST_NAMES) == set(DEFAULTS) == set(KINDS_ON) == set(ListKind)
    assert set(KINDS_ON[ListKind.SIGNING]) == {PartyKind.HOST, PartyKind.STATE_M, PartyKind.STATE_O, PartyKind.REIO}
    assert PartyKind.MEDIA not in KINDS_ON[ListKind.SEATING]


def test_nobody_makes_an_empty_order_that_cannot_be_published() -> None:
    found = order([], Settings())
    assert (found.places, found.is_publishable) == ((), False)

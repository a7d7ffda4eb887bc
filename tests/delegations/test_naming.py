"""Names as text: search folding, orders of languages, the first badge name."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest

from summit.delegations.lifecycle import DelegateFunction, RankKind
from summit.delegations.naming import (
    english_key,
    fold,
    folded_names,
    french_key,
    given_key,
    person_key,
    sort_key,
    styled_name,
    suggested_badge_name,
    suggested_machine_name,
    suggested_salutation,
    suggested_style,
    tidied,
    vietnamese_key,
)
from summit.delegations.nationalities import DATA

ENGLISH = [
    ["Costa Rica", "Côte d'Ivoire", "Croatia"],
    ["Tunisia", "Türkiye", "Turkmenistan"],
    ["Venezuela (Bolivarian Republic of)", "Viet Nam", "Yemen"],
    ["Estonia", "Eswatini", "Ethiopia"],
    ["Qatar", "Republic of Korea", "Republic of Moldova", "Romania"],
    ["Guinea", "Guinea-Bissau", "Guyana"],
    ["Niger", "Nigeria"],
]
VIETNAMESE = [
    "Ai Cập", "Algeria", "Andorra", "Áo", "Ấn Độ", "Ba Lan", "Bahrain", "Bắc Macedonia", "Djibouti", "Dominica",
    "Đan Mạch", "Đức",
]  # fmt: skip


def assert_in_order(names: list[str], key: Callable[[str], str]) -> None:
    """The keys rise from name to name, and no two are alike."""
    keys = [key(name) for name in names]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("expected", ENGLISH)
def test_english_order(expected: list[str]) -> None:
    """NAM-10."""
    assert_in_order(expected, english_key)


def test_every_english_key_is_the_reviewed_one() -> None:
    """NAM-10: the party list carries keys that were computed elsewhere; ours agree on all 198."""
    with (DATA / "parties.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) == 198
    assert [english_key(row["un_short_en"]) for row in rows] == [row["sort_key_en"] for row in rows]


def test_vietnamese_order() -> None:
    """NAM-11: letters first, tones only as tie-break."""
    assert_in_order(VIETNAMESE, vietnamese_key)
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert_in_order(tones, vietnamese_key)
    alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert_in_order(alphabet, vietnamese_key)


def test_french_order_ignores_marks() -> None:
    """NAM-12."""
    expected = ["Égypte", "Équateur", "Espagne", "Estonie", "États-Unis d'Amérique", "Éthiopie", "Fidji"]
    assert_in_order(expected, french_key)


def test_other_languages_sort_by_their_own_alphabet() -> None:
    russian = ["Австралия", "Ёлка", "Жук", "Япония"]
    assert_in_order(russian, lambda name: sort_key("ru", name))
    spanish = ["nube", "ñame", "oso"]
    assert_in_order(spanish, lambda name: sort_key("es", name))
    assert len(sort_key("zh", "大" * 200)) <= 400


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("nguyen van a", "Nguyễn Văn A"),
        ("a nguyen", "Nguyễn Văn A"),
        ("Nguyễn Văn A", "NGUYEN Van A"),
        ("dang", "Đặng Thị Hồng"),
        ("strasse", "Straße"),
        ("Oystein", "Øystein"),
        ("sahin", "Şahin"),
        ("istanbullu", "İstanbullu"),
        ("oneill", "O’Neill"),
        ("jean luc", "Jean-Luc"),
        ("محمد", "محمد بن سلمان"),
        ("mhmd", "محمد بن سلمان"),
        ("иванов", "Владимир Иванов"),
        ("ivanov", "Владимир Иванов"),
        ("习近", "习近平"),
        ("김민준", "김민준"),
        ("lodz", "Łódź"),
        ("gudrun thor", "Guðrún Þórsdóttir"),
    ],
)
def test_search_finds_whatever_marks_order_and_script(typed: str, stored: str) -> None:
    """PER-06: every folded word of the search is in the folded name."""
    haystack = folded_names(stored)
    assert all(word in haystack for word in fold(typed).split())


def test_search_text_fits_its_column() -> None:
    assert len(folded_names("王" * 200, "x" * 200, "y " * 100, "ж" * 200)) <= 1200


@pytest.mark.parametrize(
    ("family", "given", "family_first", "expected"),
    [
        ("Nguyen", "Van A", True, "NGUYEN Van A"),
        ("Eriksson", "Anna Maria", False, "Anna Maria ERIKSSON"),
        ("Kim", "Min-jun", True, "KIM Min-jun"),
        ("Kovács", "János", True, "KOVÁCS János"),
        ("Sukarno", "", False, "SUKARNO"),
        ("", "Madonna", False, "Madonna"),
        ("ß" * 200, "", False, "S" * 200),
    ],
)
def test_badge_name_marks_the_family_name(family: str, given: str, family_first: bool, expected: str) -> None:
    """PER-02, PER-05."""
    assert suggested_badge_name(family, given, family_first=family_first) == expected


def test_names_are_tidied_and_nothing_turns_the_line() -> None:
    assert tidied("  Anne\t\n Marie \x00 ") == "Anne Marie"
    assert tidied("Du\u202epont\u2066") == "Dupont"
    assert tidied("Nguye\u0302\u0303n") == "Nguyễn"
    assert tidied("می\u200cخواهم") == "می\u200cخواهم"
    assert tidied("<img onerror=x> {{7*7}} %s") == "<img onerror=x> {{7*7}} %s"


def test_people_sort_by_family_name_and_mononyms_by_what_is_there() -> None:
    """PER-03, PER-05."""
    people = [("Åberg", "Zoe"), ("Abreu", "Ana"), ("Sukarno", ""), ("", "Teller")]
    assert sorted(people, key=lambda name: person_key(*name)) == [
        ("Åberg", "Zoe"),
        ("Abreu", "Ana"),
        ("Sukarno", ""),
        ("", "Teller"),
    ]


def test_styled_name() -> None:
    """PER-08."""
    assert styled_name("H.E.", "Mr.", "General", "LUONG Tam Quang") == "H.E. General LUONG Tam Quang"
    assert styled_name("H.E.", "Mr.", "", "LUONG Tam Quang") == "H.E. Mr. LUONG Tam Quang"
    assert styled_name("", "Sheikh", "Dr.", "Omar") == "Sheikh Dr. Omar"
    assert styled_name("", "", "", "Anne DURAND") == "Anne DURAND"


@pytest.mark.parametrize(
    ("family_name", "given_names", "machine_name"),
    [
        ("Nguyễn", "Văn A", "NGUYEN<<VAN<A"),
        ("Đặng", "Thị Hồng", "DANG<<THI<HONG"),
        ("Sukarno", "", "SUKARNO"),
        ("", "Anna", "ANNA"),
        ("Müller-Weiß", "Jörg", "MUELLER<WEISS<<JOERG"),
        ("O’Brien", "Seán", "OBRIEN<<SEAN"),
        ("Ødegård", "Þóra", "OEDEGAARD<<THORA"),
        ("王", "小明", "WANG<<XIAOMING"),
        ("A" * 30, "B" * 30, "A" * 30 + "<<" + "B" * 7),
        ("A" * 38, "B", "A" * 38),
    ],
)
def test_a_machine_readable_name_is_suggested(family_name: str, given_names: str, machine_name: str) -> None:
    """PER-01, PER-05, PER-07: at most 39 characters."""
    assert suggested_machine_name(family_name, given_names) == machine_name


def test_the_own_wish_goes_before_the_family_name() -> None:
    """PER-04: particles as the person asks, the last of two Portuguese names, the Icelandic given name."""
    assert person_key("van Gogh", "Vincent") == "van gogh vincent"
    assert person_key("van Gogh", "Vincent", "Gogh, Vincent van") == "gogh vincent van"
    assert person_key("Silva Costa", "João", "Costa, João Silva") == "costa joao silva"
    assert person_key("Jónsdóttir", "Katrín", "Katrín Jónsdóttir") == "katrin jonsdottir"


@pytest.mark.parametrize(
    ("kind", "function", "title", "style"),
    [
        (RankKind.HEAD_OF_STATE, DelegateFunction.HOD, "President of the Republic", "H.E."),
        (RankKind.MINISTERIAL, DelegateFunction.HOD, "", "H.E."),
        (RankKind.OTHER, DelegateFunction.HOD, "Deputy Minister of Justice", ""),
        (RankKind.OTHER, DelegateFunction.REP, "Permanent Representative to the United Nations", "H.E."),
        (RankKind.OTHER, DelegateFunction.REP, "Director-General", ""),
        (RankKind.OTHER, DelegateFunction.HOD, "Minister of Public Security", "H.E."),
        (RankKind.OTHER, DelegateFunction.ADV, "Ambassador to Viet Nam", "H.E."),
        (RankKind.OTHER, DelegateFunction.ADV, "Ministerial adviser", ""),
        (RankKind.OTHER, DelegateFunction.SPO, "Ambassador", ""),
        (RankKind.HEAD_OF_STATE, DelegateFunction.HOD, "King of Utopia", ""),
        (RankKind.DEPUTY_HEAD_OF_STATE, DelegateFunction.HOD, "Crown Prince", ""),
    ],
)
def test_a_style_is_suggested_by_class_function_and_title(
    kind: RankKind, function: DelegateFunction, title: str, style: str
) -> None:
    """PER-08."""
    assert suggested_style(kind, function, title) == style


def test_a_salutation_is_suggested_by_sex() -> None:
    """PER-08: H.E. + Mr. or Ms. + name."""
    assert [suggested_salutation(sex) for sex in ("F", "M", "X", "")] == ["Ms.", "Mr.", "", ""]
    assert styled_name("H.E.", "Ms.", "", "Anna Maria ERIKSSON") == "H.E. Ms. Anna Maria ERIKSSON"


def test_vietnamese_lists_go_by_given_name() -> None:
    """PER-03: the last word of a Vietnamese name, by the Vietnamese alphabet, letters before tones; others by given name."""
    vietnamese = ["Lê Văn Ân", "Nguyễn Thị An", "Trần An", "Lương Tam Quang", "Bùi Hà", "Đỗ Hạ", "Cao Đức", "Vũ Dũng"]
    foreign = [("Durand", "Béatrice"), ("Sukarno", ""), ("", "Émile")]
    keys = {name: given_key("", "", vietnamese_name=name, is_vietnamese=True) for name in vietnamese}
    keys |= {f"{family}/{given}": given_key(family, given) for family, given in foreign}
    assert sorted(keys, key=keys.__getitem__) == [
        "Nguyễn Thị An", "Trần An", "Lê Văn Ân", "Durand/Béatrice", "Vũ Dũng", "Cao Đức", "/Émile", "Bùi Hà", "Đỗ Hạ",
        "Lương Tam Quang", "Sukarno/",
    ]  # fmt: skip
    assert given_key("Nguyen", "Van A", is_vietnamese=True) < given_key("Nguyen", "Van B", is_vietnamese=True)
    assert len(given_key("Đ" * 300, "Ạ" * 300)) == 400

"""Names of invented people: every party, every script, repeatable, nobody real (domain 10, PRV-06)."""

from __future__ import annotations

import csv
import random
import unicodedata
from pathlib import Path

import pytest

from summit.demo.names import InventedName, Sex, culture_names, party_codes, person_name
from summit.demo.names.inventing import _is_reserved
from summit.demo.names.shapes import SHAPES, Parts
from summit.demo.names.words import DATA, Word, culture

PARTIES = Path(__file__).resolve().parents[2] / "summit" / "delegations" / "data" / "parties.csv"

# What a script is called in Unicode, by a party whose nationals write it.
SCRIPTS = {
    "EG": "ARABIC", "IR": "ARABIC", "PK": "ARABIC", "IL": "HEBREW", "ET": "ETHIOPIC", "ER": "ETHIOPIC",
    "RU": "CYRILLIC", "UA": "CYRILLIC", "KG": "CYRILLIC", "MN": "CYRILLIC", "RS": "CYRILLIC",
    "GR": "GREEK", "GE": "GEORGIAN", "AM": "ARMENIAN", "CN": "CJK", "KR": "HANGUL", "KP": "HANGUL",
    "TH": "THAI", "LA": "LAO", "KH": "KHMER", "MM": "MYANMAR", "NP": "DEVANAGARI", "BD": "BENGALI",
}  # fmt: skip


def iso2_codes() -> list[str]:
    with PARTIES.open(encoding="utf-8", newline="") as table:
        return [row["iso2"] for row in csv.DictReader(table)]


def crowd(seed: int, count: int, codes: list[str] | None = None) -> list[InventedName]:
    rng = random.Random(seed)
    codes = codes or iso2_codes()
    sexes: tuple[Sex, Sex] = ("M", "F")
    return [person_name(rng, codes[place % len(codes)], rng.choice(sexes)) for place in range(count)]


def script_of(letter: str) -> str:
    return unicodedata.name(letter).split()[0]


def undotted(text: str) -> str:
    """Without case, and without the difference of i and ı, which capitals and small letters do not share."""
    return text.casefold().replace("i\N{COMBINING DOT ABOVE}", "i").replace("ı", "i")


def test_every_party_has_a_culture_and_no_other_code_has() -> None:
    assert party_codes() == set(iso2_codes())
    assert len(party_codes()) == 198


def test_a_code_that_is_no_party_is_refused() -> None:
    with pytest.raises(KeyError):
        person_name(random.Random(1), "TW", "F")


def test_2500_names_are_mostly_distinct() -> None:
    assert len({(name.family, name.given) for name in crowd(2025, 2500)}) >= 2400


def test_one_seed_gives_the_same_people_and_another_gives_others() -> None:
    assert crowd(7, 500) == crowd(7, 500)
    assert crowd(7, 500) != crowd(8, 500)


def test_the_two_passport_fields_make_the_badge_name() -> None:
    """PER-02: the family name in capitals, in the culture's order; PER-05: a mononym stands alone."""
    for name in crowd(3, 3000):
        assert name.family
        assert name.mononym == (name.given == "")
        shown = name.badge_name
        if name.given:
            edge = shown.endswith(name.given) if name.family_first else shown.startswith(name.given)
            assert edge, name
            shown = shown.removesuffix(name.given) if name.family_first else shown.removeprefix(name.given)
        family = shown.strip()
        assert undotted(family) == undotted(name.family), name
        capitals = [word.removeprefix("Mc") for word in family.split() if word not in ("bin", "binti")]
        assert capitals == [word.upper() for word in capitals], name


def test_known_customs_are_kept() -> None:
    rng = random.Random(11)
    for code in ("VN", "CN", "KR", "KP", "JP", "HU", "KH", "MN"):
        assert person_name(rng, code, "F").family_first, code
    for code in ("FR", "GB", "ET", "TH", "BR"):
        assert not person_name(rng, code, "M").family_first, code
    spanish = [person_name(rng, "ES", "F") for _ in range(20)]
    assert all(len(name.family.split()) >= 2 for name in spanish)
    assert all(person_name(rng, "IS", "F").family.endswith("dóttir") for _ in range(20))
    assert all(person_name(rng, "BG", "F").family.endswith("a") for _ in range(20))
    vietnamese = [person_name(rng, "VN", "M") for _ in range(30)]
    assert all(len(name.given.split()) == 2 and name.native == "" for name in vietnamese)
    assert any(unicodedata.normalize("NFD", name.family) != name.family for name in vietnamese)


def test_mononyms_exist_where_people_carry_them() -> None:
    rng = random.Random(5)
    for code in ("ID", "AF", "MM"):
        assert any(person_name(rng, code, "M").mononym for _ in range(40)), code
    assert not any(person_name(rng, "DE", "M").mononym for _ in range(40))


def test_mc_and_the_dotted_i_survive_capitals() -> None:
    rng = random.Random(6)
    turkish = [person_name(rng, "TR", "M").badge_name for _ in range(200)]
    assert any("TEKİN" in name or "DEMİR" in name for name in turkish)
    assert not any("TEKIN" in name for name in turkish)
    caribbean = {person_name(rng, "BB", "M").badge_name.split()[-1] for _ in range(400)}
    assert {"McINTOSH", "McLEAN"} <= caribbean
    comorian = {person_name(rng, "KM", "M").badge_name.split()[-1] for _ in range(400)}
    assert "MCHANGAMA" in comorian


@pytest.mark.parametrize(("code", "script"), SCRIPTS.items())
def test_the_native_form_is_in_the_native_script(code: str, script: str) -> None:
    for name in crowd(9, 40, [code]):
        letters = {script_of(letter) for letter in name.native if letter.isalpha()}
        assert letters == {script}, name


def test_a_japanese_name_is_in_han_and_kana_only() -> None:
    for name in crowd(10, 60, ["JP"]):
        assert {script_of(letter) for letter in name.native if letter.isalpha()} <= {"CJK", "IDEOGRAPHIC"}


def test_latin_forms_hold_nothing_but_latin_letters_in_composed_form() -> None:
    for name in crowd(12, 3000):
        for text in (name.family, name.given, name.badge_name, name.native):
            assert unicodedata.normalize("NFC", text) == text
        for text in (name.family, name.given, name.badge_name):
            letters = [letter for letter in text if letter not in " '-.‘"]
            assert all(script_of(letter) in ("LATIN", "MODIFIER") for letter in letters), name


def test_every_culture_is_whole() -> None:
    for known in culture_names():
        people = culture(known)
        assert people.shape in SHAPES
        for sex in ("M", "F"):
            assert len(people.given[sex]) >= 10, known
            words = people.given[sex] + people.family[sex]
            assert len({bool(word.native) for word in words}) == 1, known


def test_nobody_bears_an_office_holders_name() -> None:
    lines = [
        set(line.split())
        for line in (DATA / "reserved.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert len(lines) > 60
    minister = Parts((Word("Lương"),), (Word("Tam"), Word("Quang")), family_first=True)
    assert _is_reserved(minister)
    assert _is_reserved(Parts((Word("da Silva"), Word("Santos")), (Word("Luiz Inácio"), Word("Lula"))))
    assert not _is_reserved(Parts((Word("Lương"),), (Word("Tam"), Word("An"))))


def test_a_reserved_name_is_drawn_again() -> None:
    """The lists hold both words of one office-holder's name, so chance would name him about 20 times."""
    rng = random.Random(21)
    names = [person_name(rng, "VN", "M") for _ in range(20_000)]
    assert sum(name.family == "Lương" for name in names) > 300
    assert sum(name.given.endswith(" Cường") for name in names) > 300
    assert not any(name.family == "Lương" and name.given.endswith(" Cường") for name in names)

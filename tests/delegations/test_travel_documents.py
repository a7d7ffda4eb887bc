"""Codes of travel documents, the machine-readable lines, dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from summit.delegations.facts import PassportEntry, PersonEntry
from summit.delegations.forms import read_date
from summit.delegations.lifecycle import PartyKind
from summit.delegations.nationalities import is_issuer, issuer_name, issuers
from summit.delegations.travel_document import (
    DocumentReading,
    check_digit,
    differences,
    is_same_name,
    read_lines,
)

TODAY = date(2025, 10, 1)
FIRST = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
SECOND = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"


def test_issuers_hold_states_and_the_special_codes() -> None:
    """Domain 4.1: nationality is a code of ICAO 9303."""
    assert {"VNM", "EUE", "UNO", "UNA", "XOM", "XPO", "XXA", "XXB", "TWN", "HKG", "MAC", "RKS", "XKX", "VAT"} <= set(
        issuers()
    )
    assert issuer_name("TUR") == "Türkiye"
    assert not is_issuer("ZZZ")
    assert issuer_name("ZZZ") == "ZZZ"
    names = list(issuers().values())
    assert names[:4] == ["Afghanistan", "African Development Bank", "African Export-Import Bank", "Albania"]


def test_an_issuer_is_no_kind_of_party() -> None:
    """NAM-08: nothing of the special issuers can be a delegation's kind or comes with the party list."""
    assert not {"TWN", "HKG", "MAC", "RKS"} & {kind.value for kind in PartyKind}


def test_the_specimen_of_the_standard_is_read() -> None:
    """Domain 4.1: check digits 6, 2 and 9 of the published specimen; UX-32."""
    assert [check_digit(part) for part in ("L898902C3", "740812", "120415", "ZE184226B<<<<<")] == ["6", "2", "9", "1"]
    assert read_lines(f"{FIRST}\n{SECOND}\n", TODAY) == DocumentReading(
        issuer="UTO",
        family_name="Eriksson",
        given_names="Anna Maria",
        machine_name="ERIKSSON<<ANNA<MARIA",
        number="L898902C3",
        nationality="UTO",
        born_on=date(1974, 8, 12),
        sex="F",
        expires_on=date(2012, 4, 15),
    )


def test_a_mononym_and_a_german_passport_are_read() -> None:
    """PER-05; Germany writes D in the lines."""
    found = read_lines("P<IDNSUKARNO<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\n" + SECOND, TODAY)
    assert found is not None
    assert (found.issuer, found.family_name, found.given_names) == ("IDN", "Sukarno", "")
    german = read_lines("P<D<<MUELLER<<JAN<<<<<<<<<<<<<<<<<<<<<<<<<<<\nC01X00T478D<<6408125M2702283<<<<<<<<<<<<<<<4", TODAY)
    assert german is not None
    assert (german.issuer, german.nationality, german.expires_on) == ("DEU", "DEU", date(2027, 2, 28))


def test_a_wrong_digit_names_its_field() -> None:
    for at, field in ((9, "passport_number"), (19, "born_on"), (27, "passport_expires_on")):
        wrong = SECOND[:at] + str((int(SECOND[at]) + 1) % 10) + SECOND[at + 1 :]
        found = read_lines(f"{FIRST}\n{wrong}", TODAY)
        assert found is not None
        assert found.doubtful == (field,)


CARD = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
SMALL = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"


def test_every_digit_of_the_specimen_is_guarded() -> None:
    """Domain 4.1: any one wrong figure of the second line is noticed, by its own digit or by that of the whole."""
    for at, char in enumerate(SECOND):
        if char.isdigit():
            wrong = SECOND[:at] + str((int(char) + 1) % 10) + SECOND[at + 1 :]
            found = read_lines(f"{FIRST}\n{wrong}", TODAY)
            assert found is not None
            assert len(found.doubtful) == 1, at
    marks = {at: read_lines(f"{FIRST}\n{SECOND[:at]}5{SECOND[at + 1:]}", TODAY) for at in (30, 42, 43)}
    assert [found and found.doubtful for found in marks.values()] == [
        ("personal_number",), ("personal_number",), ("composite",),
    ]  # fmt: skip


def test_a_passport_without_personal_number_may_have_a_filler_for_its_digit() -> None:
    bare = "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<"
    guarded = bare[:10] + bare[13:20] + bare[21:43]
    for digit in "<0":
        line = bare[:42] + digit + check_digit(guarded[:-1] + digit)
        found = read_lines(f"{FIRST}\n{line}", TODAY)
        assert found is not None
        assert found.doubtful == ()


@pytest.mark.parametrize("lines", [CARD, SMALL])
def test_the_specimens_of_cards_are_read(lines: str) -> None:
    """The published specimens of three lines of 30 and of two lines of 36."""
    assert read_lines(lines, TODAY) == DocumentReading(
        issuer="UTO",
        family_name="Eriksson",
        given_names="Anna Maria",
        machine_name="ERIKSSON<<ANNA<MARIA",
        number="D23145890",
        nationality="UTO",
        born_on=date(1974, 8, 12),
        sex="F",
        expires_on=date(2012, 4, 15),
    )


def test_a_long_number_goes_on_in_the_optional_place() -> None:
    first = "I<UTOD23145890<7349<<<<<<<<<<<"
    digit = check_digit("D23145890734")
    first = f"I<UTOD23145890<734{digit}<<<<<<<<<<<"
    second = "7408122F1204159UTO<<<<<<<<<<<"
    whole = check_digit(first[5:] + second[:7] + second[8:15] + second[18:29])
    found = read_lines(f"{first}\n{second}{whole}\nERIKSSON<<ANNA<MARIA<<<<<<<<<<", TODAY)
    assert found is not None
    assert (found.number, found.doubtful) == ("D23145890734", ())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Müller", "Mueller"), ("Müller", "Muller"), ("MÜLLER", "MUXXLLER"), ("Weiß", "WEISS"), ("Søren", "SOEREN"),
        ("Björk Guðmundsdóttir", "BJOERK GUDMUNDSDOTTIR"), ("Åse", "AASE"), ("Þórður", "THORDUR"), ("Muñoz", "MUNOZ"),
        ("Muñoz", "MUNXXOZ"), ("Łukasz", "LUKASZ"), ("Ilıcalı", "ILICALI"), ("İnönü", "INOENUE"), ("Æbelø", "AEBELOE"),
        ("Nguyễn", "NGUYEN"), ("Đặng Ở Thượng", "DANG O THUONG"), ("Lương Tam Quang", "LUONG TAM QUANG"),
        ("O'Brien", "OBRIEN"), ("O\u2019Brien", "OBRIEN"), ("Smith-Jones", "SMITH JONES"),
        ("Ngozi Okonjo‑Iweala", "NGOZI OKONJO IWEALA"),
        ("Martin Jr.", "MARTIN JR"), ("Mu\u0308ller", "MUELLER"), ("Škoda", "SKODA"), ("Ĳsbrand", "IJSBRAND"),
    ],
)  # fmt: skip
def test_names_are_the_same_by_the_table(typed: str, read: str) -> None:
    """PER-07."""
    assert is_same_name(typed, read)
    assert not is_same_name(typed, f"{read}X")
    assert not is_same_name(f"{typed} Other", read)


def test_names_that_fill_their_place_are_compared_as_far_as_they_go() -> None:
    """PER-07: at most 39 characters; words may be shortened, or missing at the end."""
    lines = "P<UTONILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K\n" + SECOND
    found = read_lines(lines, TODAY)
    assert found is not None
    assert found.is_cut
    assert is_same_name("Chayapa Dejthamrong Krasuang", found.given_names, is_cut=True)
    assert is_same_name("Chayapa Dejthamrong Krasuang Anna", found.given_names, is_cut=True)
    assert not is_same_name("Chayapa Dejthamrong Sombat", found.given_names, is_cut=True)
    assert not is_same_name("Chayapa Dejthamrong Krasuang", found.given_names)


def test_differences_are_told_by_field() -> None:
    """PER-07: what is empty, or spelled otherwise by the table, does not differ."""
    read = read_lines(f"{FIRST}\n{SECOND}", TODAY)
    assert read is not None
    same = PersonEntry("Eriksson", "Anna-Maria", "", "UTO", born_on=date(1974, 8, 12), sex="F",
                       passport=PassportEntry("ordinary", "UTO", "L898902C3", date(2012, 4, 15)))  # fmt: skip
    assert differences(read, same) == {}
    assert differences(read, PersonEntry("", "", "", "")) == {}
    other = PersonEntry("Erikson", "Anna", "", "SWE", born_on=date(1974, 12, 8), sex="X",
                        passport=PassportEntry("ordinary", "SWE", "L898902C", date(2012, 4, 16)))  # fmt: skip
    assert differences(read, other) == {
        "passport_issuer": "UTO", "passport_number": "L898902C3", "passport_expires_on": "15 April 2012",
        "nationality": "UTO", "born_on": "12 August 1974", "sex": "F", "family_name": "Eriksson",
        "given_names": "Anna Maria",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "x", FIRST, FIRST + "\n" + SECOND[:-1], "<script>\n" + SECOND, FIRST * 2])
def test_what_is_no_passport_is_not_read(text: str) -> None:
    assert read_lines(text, TODAY) is None


@pytest.mark.parametrize(
    "typed",
    [
        "14 March 1968", "14 march 1968", "14 Mar 1968", "14 MAR 1968", "14-Mar-1968", "14. March 1968", "14th March 1968",
        "March 14, 1968", "March 14 1968", "Mar 14th, 1968", "1968-03-14", "1968-3-14", "1968/03/14", "1968.03.14",
        "14.03.1968", "14.3.1968", "14. 3. 1968", "14/03/1968", "14/3/1968", "03/14/1968", "14-03-1968", "14 3 1968",
        "  14   March   1968 ",
    ],
)  # fmt: skip
def test_dates_are_read_in_any_sane_form(typed: str) -> None:
    """UX-34."""
    assert read_date(typed) == date(1968, 3, 14)


@pytest.mark.parametrize("typed", ["04/03/1968", "4/3/1968", "4-3-1968"])
def test_a_date_that_reads_two_ways_is_sent_back(typed: str) -> None:
    with pytest.raises(ValueError, match="either way round"):
        read_date(typed)


@pytest.mark.parametrize("typed", ["x", "31 Feb 1990", "14 March 68", "0/0/1968", "14 Foo 1968", "{{7*7}}", "9" * 400])
def test_what_is_no_date_is_sent_back(typed: str) -> None:
    with pytest.raises(ValueError, match="Enter a date"):
        read_date(typed)

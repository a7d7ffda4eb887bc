"""Codes of travel documents, the machine-readable lines, dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from summit.delegations.forms import read_date
from summit.delegations.lifecycle import PartyKind
from summit.delegations.nationalities import is_issuer, issuer_name, issuers
from summit.delegations.travel_document import DocumentReading, check_digit, read_lines

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

"""Titles by function and level (domain 1.5, 2.2, 3.2)."""

from __future__ import annotations

import random
import tomllib
from collections import Counter

from summit.delegations.actions import default_ranks
from summit.delegations.lifecycle import DelegateFunction, PartyKind
from summit.demo.titles import BOOK, Holder, title_of, titled

HOD = DelegateFunction.HOD


def head(party: str, kind: PartyKind = PartyKind.STATE_M, seed: int = 1) -> tuple[str, int, bool]:
    title = title_of(random.Random(seed), HOD, Holder(party, kind, "M", "en"))
    return title.title, title.rank_class, title.is_state_leader


def test_reported_levels_stand() -> None:
    """EVT-05: a party leader who is Head of State, a Vice-President, Deputy Prime Ministers, a Speaker."""
    assert head("LA") == (
        "General Secretary of the Party Central Committee and President of the Lao People's Democratic Republic",
        10,
        True,
    )
    assert head("EC") == ("Vice-President of the Republic", 15, False)
    assert head("KH") == head("PL") == ("Deputy Prime Minister", 30, False)
    assert head("UZ") == ("Chairman of the Senate of the Oliy Majlis", 25, False)
    assert head("ZW") == ("Minister of Information and Communications Technology", 41, False)
    assert head("ZA") == ("Minister of Justice", 41, False)
    assert head("VN", PartyKind.HOST) == ("President of the Republic", 10, True)
    assert head("UNSEC", PartyKind.UN_SEC) == ("Secretary-General of the United Nations", 10, False)
    assert head("EU", PartyKind.REIO) == ("Executive Vice-President of the European Commission", 22, False)


def test_every_function_of_every_kind_of_party_has_a_title() -> None:
    rng = random.Random(3)
    for kind in PartyKind:
        for function in DelegateFunction:
            for sex in ("M", "F"):
                title = title_of(rng, function, Holder("XX", kind, sex, "fr"))
                assert 0 < len(title.title) <= 160
                assert 0 < len(title.badge) <= 80
                assert len(title.native) <= 160
                assert title.rank_class in default_ranks()


def test_heads_of_other_states_are_of_many_levels() -> None:
    rng = random.Random(4)
    holder = Holder("FR", PartyKind.STATE_M, "F", "fr")
    levels = Counter(title_of(rng, HOD, holder).rank_class for _ in range(500))
    assert set(levels) >= {40, 41, 45, 50, 60, 65, 70}
    assert levels[41] > 150
    assert not any(level < 40 for level in levels)


def test_only_the_three_posts_of_a_state_need_no_full_powers() -> None:
    """TRT-01, TRT-02: nor does the title alone make an organization's head one of them."""
    posts = tomllib.loads(BOOK.read_text(encoding="utf-8"))["posts"]
    state, body = (Holder("FR", kind, "M", "en") for kind in (PartyKind.STATE_M, PartyKind.IGO))
    leaders = {post for post in posts if titled(post, state).is_state_leader}
    assert leaders == {"president", "secretary_and_president", "prime_minister", "foreign_minister"}
    assert not any(titled(post, body).is_state_leader for post in posts)


def test_a_title_is_also_said_in_the_holders_language() -> None:
    def minister(sex: str, language: str) -> str:
        return titled(
            "justice_minister", Holder("XX", PartyKind.STATE_M, "F" if sex == "F" else "M", language)
        ).native

    assert minister("M", "es") == "Ministro de Justicia"
    assert minister("F", "es") == "Ministra de Justicia"
    assert minister("F", "pt-BR") == "Ministra da Justiça"
    assert minister("F", "ar") == "وزيرة العدل"
    assert minister("M", "ko-KR") == "법무부 장관"
    assert minister("M", "ko-KP") == ""
    assert minister("M", "sw") == ""

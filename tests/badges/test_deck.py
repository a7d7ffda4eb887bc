"""Any number of cards goes through a window of one batch: from the records, into the deck, and out of it."""

from __future__ import annotations

import io
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from summit.accreditation.facts import CategoryFacts
from summit.badges import queries
from summit.badges.facts import CannotPrint, CardFace
from summit.badges.layout import BADGE
from summit.badges.models import Badge
from summit.badges.render import Deck, Printing, gathered, render_cards
from summit.badges.render.deck import BATCH
from summit.delegations.models import Participant, Person
from summit.foundation.db import Database
from tests.badges.stage import admit, order, run_of
from tests.badges.test_render import face, one

COUNT = 3 * BATCH + 7
MEDIA = CategoryFacts("M", "Media", "#f2c200", "stripes", ("M", "G"))


def card(number: int) -> CardFace:
    said = {"name": one(f"Anna {number}"), "title": one("Adviser")}
    if number < COUNT - 2:
        return face(number, said, photo=Path("photo.jpg") if number % 3 else None, shows_photo=number % 2 == 0)
    return face(number, said, category=MEDIA, flag="VN")


def test_cards_come_back_as_they_were_put_in_from_any_place_and_as_often_as_wanted() -> None:
    cards = [card(number) for number in range(COUNT)]
    deck = Deck(iter(cards))
    assert len(deck) == COUNT
    assert list(deck) == list(deck) == cards
    for start, end in ((0, 0), (0, 1), (BATCH - 1, BATCH + 1), (5, COUNT - 5), (2 * BATCH, COUNT), (COUNT, COUNT)):
        assert list(deck.part(start, end)) == cards[start:end]
        shown = [one for one in cards[start:end] if one.shows_photo and one.photo]
        assert deck.photographs(start, end) == len(shown)


def test_the_looks_are_the_first_card_of_every_kind() -> None:
    deck = Deck(map(card, range(COUNT)))
    assert list(deck.looks) == [card(0), card(COUNT - 2)]


class Watched:
    """Hands out cards and remembers how many of them were there at the same time."""

    def __init__(self) -> None:
        self.most = 0

    def __iter__(self) -> Iterator[CardFace]:
        known: list[weakref.ref[CardFace]] = []
        for number in range(COUNT):
            made = face(number, {"name": one(f"Anna {number}")})
            known.append(weakref.ref(made))
            self.most = max(self.most, sum(each() is not None for each in known))
            yield made
            del made


def test_no_more_than_a_batch_of_cards_is_in_memory() -> None:
    watched = Watched()
    deck = gathered(watched, BADGE)
    assert len(deck) == COUNT
    assert watched.most <= BATCH + 3, "a batch, the first card of the only look, and the one in hand"


def test_the_same_file_comes_of_a_deck_and_of_a_list() -> None:
    cards = [face(number, {"name": one(f"Anna {number}")}) for number in range(BATCH + 9)]
    files = []
    for source in (cards, iter(cards), gathered(cards, BADGE)):
        out = io.BytesIO()
        render_cards(source, BADGE, out, title="Badges", printing=Printing())
        files.append(out.getvalue())
    assert files[0] == files[1] == files[2]


def test_what_cannot_be_printed_is_told_before_there_is_a_deck() -> None:
    stray = face(9, {"name": one("Anna \U00013000")})
    with pytest.raises(CannotPrint, match=r"Badge B-00000009 .*U\+13000"):
        gathered([face(1), stray], BADGE)


def test_records_are_read_as_cards_are_asked_for(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summit.badges.queries.faces._BATCH", 2)
    with database.committing() as session:
        admit(session, 6)
        admit(session, 5, code="VN")
    run = run_of(database, order(database))
    with database.reading() as session:
        most, serials = 0, []
        for each in queries.badge_faces(session, run):
            serials.append(each.serial)
            records = (type(record) for record in session.identity_map.values())
            most = max(most, sum(issubclass(kind, Badge | Participant | Person) for kind in records))
        expected = [one.serial for one in session.scalars(queries.cards_of_run(run))]
    assert serials == expected
    assert len(serials) == 11
    assert most <= 3 * 4, "two batches of two, each card with its participant and person"

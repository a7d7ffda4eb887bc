"""Cards on paper: any design, one page a card and side, written as it is drawn (DOC, performance A)."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO

from summit.badges.facts import CannotPrint, CardFace, Lettering
from summit.badges.layout import POINTS, Design, ElementKind, Part, Sheet
from summit.badges.render.deck import Deck
from summit.badges.render.faults import faults
from summit.badges.render.pages import Book
from summit.badges.render.plan import Artwork, Plan
from summit.badges.render.shards import Job, write_job
from summit.badges.render.sheets import photo_of, whose_card
from summit.badges.render.values import is_blank, spelled, texts_of
from summit.paper.facts import MissingGlyph
from summit.paper.text import check_glyphs

__all__ = ["Deck", "Printing", "check_cards", "checker", "faults", "gathered", "is_blank", "render_cards"]


@dataclass(frozen=True)
class Printing:
    """How cards are printed: the language of the file, who finds artwork, and who hears how many cards are done.

    On a `sheet` many cards stand; without one each has a page of its own size. `workers` processes draw at once, which
    forks this one: only a process without threads may ask for more than one.
    """

    language: str = "en"
    artwork: Artwork | None = None
    tell: Callable[[int, int], None] | None = None
    sheet: Sheet | None = None
    workers: int = 1


_PLAIN = Printing()


def check_cards(faces: Iterable[CardFace], design: Design) -> None:
    """Raise CannotPrint before anything is printed if a character has no glyph or a photograph cannot be read (DOC-04)."""
    check = checker(design)
    for face in faces:
        check(face)


def checker(design: Design) -> Callable[[CardFace], None]:
    """The same for one card after the other: what is returned raises CannotPrint for a card that cannot be printed."""
    elements = (*design.front, *design.back)
    parts = [part for element in elements for part in element.parts]
    has_photo = any(element.kind is ElementKind.PHOTO for element in elements)

    def check(face: CardFace) -> None:
        for part in parts:
            for said in texts_of(face, part):
                try:
                    _check(said, part)
                except MissingGlyph as error:
                    raise CannotPrint(f"{whose_card(face)} cannot be printed. {error}") from error
        if has_photo:
            photo_of(face)

    return check


def gathered(faces: Iterable[CardFace], design: Design) -> Deck:
    """These cards, each looked at before the next one is taken, to be drawn by `render_cards`. Raises CannotPrint."""
    deck, check = Deck(), checker(design)
    for face in faces:
        check(face)
        deck.add(face)
    return deck


def render_cards(
    faces: Iterable[CardFace],
    design: Design,
    out: BinaryIO,
    *,
    title: str,
    printing: Printing = _PLAIN,
) -> None:
    """Write the cards in the order given, a page for each side. The same faces give the same bytes (DOC-00).

    `printing.tell` hears after each card how many of how many are done; what it raises stops the work. Memory does not
    grow with the number of cards. `title` may not name a person. Raises CannotPrint; call `check_cards` first, or `gathered`,
    to learn of that before the first page.
    """
    plan, sheet = Plan(design, printing.artwork), printing.sheet
    size = plan.size if sheet is None else (sheet.width * POINTS, sheet.height * POINTS)
    book = Book(out, size, title=title, language=printing.language)
    deck = faces if isinstance(faces, Deck) else Deck(faces)
    job = Job(plan, sheet, deck, 0, len(deck))
    with _without_sweeping():
        plan.draw_shared(book, deck.looks)
        write_job(
            book, out, job, workers=printing.workers, tell=printing.tell or (lambda _done, _total: None)
        )
        book.finish(plan.glyphs)


@contextmanager
def _without_sweeping() -> Iterator[None]:
    """Nothing here makes circles of objects; looking for them again and again takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=4096)
def _check(said: Lettering, part: Part) -> None:
    check_glyphs(spelled(said, part), said.language, part.weight)

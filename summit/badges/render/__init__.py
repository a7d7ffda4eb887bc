"""Cards on paper: any design, one page a card and side, written as it is drawn (DOC, performance A)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from summit.badges.facts import CardFace
from summit.badges.layout import Design, ElementKind
from summit.badges.render.faults import faults
from summit.badges.render.pages import Book, PageWriter, photo_name
from summit.badges.render.pen import Pen
from summit.badges.render.photo import Photo, read_photo
from summit.badges.render.plan import Artwork, Plan
from summit.badges.render.values import spelled, texts_of
from summit.badges.rules import CannotPrint
from summit.paper.facts import MissingGlyph
from summit.paper.text import check_glyphs

__all__ = ["Printing", "check_cards", "faults", "render_cards"]


@dataclass(frozen=True)
class Printing:
    """How cards are printed: the language of the file, who finds artwork, and who hears how many cards are done."""

    language: str = "en"
    artwork: Artwork | None = None
    tell: Callable[[int, int], None] | None = None


_PLAIN = Printing()


def check_cards(faces: Iterable[CardFace], design: Design) -> None:
    """Raise CannotPrint before anything is printed if a character has no glyph or a photograph cannot be read (DOC-04)."""
    elements = (*design.front, *design.back)
    parts = [part for element in elements for part in element.parts]
    has_photo = any(element.kind is ElementKind.PHOTO for element in elements)
    checked: set[tuple[str, str]] = set()
    for face in faces:
        for part in parts:
            for said in texts_of(face, part):
                text = spelled(said, part), said.language
                if text not in checked:
                    _check(*text, whose_card(face))
                    checked.add(text)
        if has_photo:
            _photo(face)


def render_cards(
    faces: Sequence[CardFace],
    design: Design,
    out: BinaryIO,
    *,
    title: str,
    printing: Printing = _PLAIN,
) -> None:
    """Write the cards in the order given, a page for each side. The same faces give the same bytes (DOC-00).

    `printing.tell` hears after each card how many of how many are done; what it raises stops the work. Memory does not
    grow with the number of cards. `title` may not name a person. Raises CannotPrint; call `check_cards` first to learn of
    that before the first page.
    """
    plan = Plan(design, printing.artwork)
    book = Book(out, plan.size, title=title, language=printing.language)
    plan.draw_shared(book, faces)
    writer = book.writer()
    for number, face in enumerate(faces, 1):
        _write_card(writer, plan, face)
        if printing.tell is not None:
            printing.tell(number, len(faces))
    book.take(writer)
    book.finish()


def _write_card(writer: PageWriter, plan: Plan, face: CardFace) -> None:
    photo = _photo(face)
    for side in range(len(plan.sides)):
        pen = Pen(plan.design.height)
        plan.draw(pen, side, face, photo, photo_name(0))
        for uses in pen.uses:
            writer.glyphs.note(uses)
        writer.page("\n".join(pen.code), pen.forms, [photo] if photo else [])


def whose_card(face: CardFace) -> str:
    """How a sentence names a card."""
    return f"Badge {face.serial} ({face.name[:80]})" if face.name else f"Card {face.serial}"


def _check(text: str, language: str, whose: str) -> None:
    try:
        check_glyphs(text, language)
    except MissingGlyph as error:
        raise CannotPrint(f"{whose} cannot be printed. {error}") from error


def _photo(face: CardFace) -> Photo | None:
    if not face.shows_photo or face.photo is None:
        return None
    try:
        return read_photo(face.photo)
    except (OSError, ValueError) as error:
        raise CannotPrint(
            f"{whose_card(face)} cannot be printed: its photograph cannot be read. Upload it again."
        ) from error

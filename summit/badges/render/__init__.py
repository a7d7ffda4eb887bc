"""Badges on paper: a PDF with one A6 page a card, written as it is drawn (DOC, performance A)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO

from summit.badges.facts import BadgeFace, EventFace
from summit.badges.layout import CARD
from summit.badges.render.card import draw_card
from summit.badges.render.pages import StreamedPages
from summit.badges.render.photo import Photo, read_photo
from summit.badges.rules import CannotPrint
from summit.paper.facts import MissingGlyph
from summit.paper.text import check_glyphs

__all__ = ["check_faces", "render_badges"]


def check_faces(faces: Sequence[BadgeFace], event: EventFace) -> None:
    """Raise CannotPrint before anything is printed if a character has no glyph or a photograph cannot be read (DOC-04)."""
    for line in (event.title, event.place_and_days):
        _check(line, event.language, "The title of the summit")
    for face in faces:
        whose = f"Badge {face.serial} ({face.name.text[:80]})"
        for lettering in face.letterings():
            _check(lettering.text, lettering.language, whose)
        _photo(face, whose)


def render_badges(
    faces: Sequence[BadgeFace],
    out: BinaryIO,
    event: EventFace,
    *,
    tell: Callable[[int, int], None] | None = None,
) -> None:
    """Write the cards, one page each, in the order given. The same faces give the same bytes (DOC-00).

    `tell` hears after each card how many of how many are done; what it raises stops the work. Memory does not grow
    with the number of cards. Raises CannotPrint; call `check_faces` first to learn of that before the first page.
    """
    left, bottom, width, height = CARD.points()
    pages = StreamedPages(
        out, (width - left, height - bottom), title=f"Badges: {event.title}", language=event.language
    )
    for number, face in enumerate(faces, 1):
        photo = _photo(face, f"Badge {face.serial} ({face.name.text[:80]})")
        draw_card(pages.canvas, face, event, photo)
        pages.end_page(photo)
        if tell is not None:
            tell(number, len(faces))
    pages.finish()


def _check(text: str, language: str, whose: str) -> None:
    try:
        check_glyphs(text, language)
    except MissingGlyph as error:
        raise CannotPrint(f"{whose} cannot be printed. {error}") from error


def _photo(face: BadgeFace, whose: str) -> Photo | None:
    if face.is_without_photo or face.photo is None:
        return None
    try:
        return read_photo(face.photo)
    except (OSError, ValueError) as error:
        raise CannotPrint(
            f"{whose} cannot be printed: its photograph cannot be read. Upload it again."
        ) from error

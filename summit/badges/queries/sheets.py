"""Cards of any kind as a file: one on each page, or as many as a sheet holds, with marks for the knife and the fold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from sqlalchemy.orm import Session

from summit.badges.facts import CardFace, FrozenDesign
from summit.badges.layout import A3, A4, STANDARD, CardKind, Design, Sheet, imposed
from summit.badges.layout.stored import read_design, write_design
from summit.badges.queries.designs import artwork_finder, design_for, designs_in_use, version_for
from summit.badges.queries.passes import pass_category
from summit.badges.render import Printing, check_cards, is_blank, render_cards

Artwork = Callable[[str], Path]
PAPERS = {"A4": A4, "A3": A3}
_TABLE_PAPERS = {CardKind.NAME_PLATE: "A3", CardKind.PLACE_CARD: "A4"}


def frozen_design(session: Session, kind: str) -> FrozenDesign:
    """The design in use for all cards of this kind, a key of CARD_KIND_NAMES, to be kept with what it draws."""
    card = CardKind(kind)
    row = version_for(designs_in_use(session, card), "")
    if row is None:
        return FrozenDesign(kind, name=STANDARD[card].name, content=write_design(STANDARD[card]))
    return FrozenDesign(kind, row.code, row.number, row.name, row.content)


def table_cards_pdf(
    design: FrozenDesign,
    faces: Sequence[CardFace],
    *,
    title: str,
    language: str,
    artwork: Artwork | None = None,
) -> bytes:
    """Name plates on A3 or place cards on A4, drawn by a design that was frozen: the same facts give the same bytes (DOC-00).

    Pictures of the design are found by `artwork`; they are named by their digest, so they never change. Raises CannotPrint.
    """
    card = CardKind(design.kind)
    content = read_design(design.content) if design.content else STANDARD[card]
    printing = Printing(language=language, artwork=artwork)
    return cards_pdf(faces or [CardFace("", {})], content, paper=_TABLE_PAPERS[card], title=title, printing=printing)


def cards_pdf(faces: Sequence[CardFace], design: Design, *, paper: str, title: str, printing: Printing) -> bytes:
    """These cards on sheets of that paper; one on each page where it is empty or too small for a card. Raises CannotPrint.

    A side on which no card says anything is left away, so that nobody feeds paper for it.
    """
    shown = design if any(not is_blank(face, design.back) for face in faces) else replace(design, back=())
    check_cards(faces, shown)
    out = BytesIO()
    render_cards(faces, shown, out, title=title, printing=replace(printing, sheet=_sheet(shown, paper)))
    return out.getvalue()


def run_sheet(design: Design, paper: str) -> Sheet | None:
    """The sheet on which a run puts its cards, with cut marks; None for one card a page, or for a card that is larger."""
    return _sheet(design, paper)


def passes_pdf(session: Session, kind: CardKind, faces: Sequence[CardFace], *, paper: str, title: str) -> bytes:
    """These numbered cards by the design in use for them. Raises CannotPrint."""
    design = design_for(session, kind, pass_category(kind))
    return cards_pdf(faces, design, paper=paper, title=title, printing=Printing(artwork=artwork_finder(session)))


def _sheet(design: Design, paper: str) -> Sheet | None:
    if paper not in PAPERS:
        return None
    try:
        sheet = imposed(design, PAPERS[paper])
    except ValueError:
        return None
    return replace(sheet, has_fold=design.kind is CardKind.NAME_PLATE)

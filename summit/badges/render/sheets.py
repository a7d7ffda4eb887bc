"""Pages of cards: one card a page, or many on a sheet with marks for the knife; backs follow their fronts."""

from __future__ import annotations

from collections.abc import Sequence

from summit.badges.facts import CannotPrint, CardFace
from summit.badges.layout import POINTS, Box, Sheet, marks
from summit.badges.render.pages import PageWriter, photo_name
from summit.badges.render.pen import Pen
from summit.badges.render.photo import Photo, read_photo
from summit.badges.render.plan import Plan

_MARK_COLOR, _MARK_LINE = "#000000", 0.1


def write_page(writer: PageWriter, plan: Plan, faces: Sequence[CardFace], sheet: Sheet | None) -> None:
    """Write the fronts of these cards on one page, and their backs on the next if the design has backs."""
    photos = [photo_of(face) if any(plan.shows_photo) else None for face in faces]
    for side, shows_photo in enumerate(plan.shows_photo):
        code: list[str] = []
        forms: list[str] = []
        shown: list[Photo] = []
        for place, (face, photo) in enumerate(zip(faces, photos, strict=True)):
            pen = Pen(plan.design.height)
            plan.draw(pen, side, face, photo, photo_name(len(shown)))
            code += _placed(pen.code, plan, sheet, side, place)
            forms += pen.forms
            if photo is not None and shows_photo:
                shown.append(photo)
        if sheet is not None:
            code += _marked(plan, sheet, side, len(faces))
        writer.page("\n".join(code), forms, shown)


def photo_of(face: CardFace) -> Photo | None:
    """The photograph that a card shows; raises CannotPrint when it cannot be read."""
    if not face.shows_photo or face.photo is None:
        return None
    try:
        return read_photo(face.photo)
    except (OSError, ValueError) as error:
        raise CannotPrint(
            f"{whose_card(face)} cannot be printed: its photograph cannot be read. Upload it again."
        ) from error


def whose_card(face: CardFace) -> str:
    """How a sentence names a card."""
    return f"Badge {face.serial} ({face.name[:80]})" if face.name else f"Card {face.serial}"


def _placed(code: list[str], plan: Plan, sheet: Sheet | None, side: int, place: int) -> list[str]:
    if sheet is None:
        return code
    box = _box(plan, sheet, side, place)
    left, bottom = box.x * POINTS, (sheet.height - box.bottom) * POINTS
    width, height = plan.size
    return [f"q 1 0 0 1 {left:.2f} {bottom:.2f} cm 0 0 {width:.2f} {height:.2f} re W n", *code, "Q"]


def _box(plan: Plan, sheet: Sheet, side: int, place: int) -> Box:
    places = sheet.back_places(plan.design.width) if side else sheet.places()
    return Box(*places[place], plan.design.width, plan.design.height)


def _marked(plan: Plan, sheet: Sheet, side: int, count: int) -> list[str]:
    pen = Pen(sheet.height)
    lines = marks(sheet, tuple(_box(plan, sheet, side, place) for place in range(count)))
    if lines:
        pen.strokes(lines, _MARK_COLOR, _MARK_LINE)
    return pen.code

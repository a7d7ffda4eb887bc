"""The standard badges: read at three meters, told by letter, color and pattern (domain 4.5, 8)."""

from __future__ import annotations

from dataclasses import dataclass

from summit.badges.layout.design import BY_INK, CardKind, Condition, Design, Element, ElementKind, Part
from summit.badges.layout.parts import HAIRLINE, INK, NAVY, SOFT, band, code, heading, text
from summit.badges.layout.places import Box

_FACE_AND_FLAG, _FACE_ALONE = Condition(has=("face", "flag")), Condition(has=("face",), lacks=("flag",))
_FLAG_ALONE, _NEITHER = Condition(has=("flag",), lacks=("face",)), Condition(lacks=("face", "flag"))
_FACE = Condition(has=("face",))


@dataclass(frozen=True)
class _Upper:
    """The upper part: photograph, flag and delegation, and where the last two stand when there is no photograph (PHO-05)."""

    photo: Box
    flag: Box
    delegation: Box
    large_flag: Box
    large_delegation: Box

    def elements(self) -> tuple[Element, ...]:
        """A delegation without flag takes the place of the flag as well."""
        beside = _joined(self.flag, self.delegation)
        alone = _joined(self.large_flag, self.large_delegation)
        return (
            Element("photo", ElementKind.PHOTO, self.photo, color=HAIRLINE, line=0.21, when=_FACE),
            Element("flag", ElementKind.FLAG, self.flag, when=_FACE_AND_FLAG),
            _delegation("delegation", self.delegation, _FACE_AND_FLAG),
            _delegation("delegation without flag", beside, _FACE_ALONE),
            Element("large flag", ElementKind.FLAG, self.large_flag, when=_FLAG_ALONE),
            _delegation("large delegation", self.large_delegation, _FLAG_ALONE, is_large=True),
            _delegation("large delegation without flag", alone, _NEITHER, is_large=True),
        )


def _joined(flag: Box, name: Box) -> Box:
    return Box(flag.x, flag.y, name.right - flag.x, max(flag.bottom, name.bottom) - flag.y)


def _delegation(key: str, box: Box, when: Condition, *, is_large: bool = False) -> Element:
    first, preferred, least = (24, 15, 8) if is_large else (16, 12, 7)
    part = Part("delegation", first=first, preferred=preferred, least=least, weight=700, color=NAVY)
    return text(key, box, part, when=when)


def _names(box: Box) -> Element:
    """Name, name in its own script, title: the name takes what room the others leave."""
    parts = (
        Part("name", first=36, preferred=30, least=7, weight=700, color=INK, fills=True),
        Part("native_name", first=18, preferred=12, least=8, max_lines=2, most=7.2, color=INK),
        Part("title", first=13, preferred=10.5, least=6.5, most=11.5, color=SOFT),
    )
    return Element("names", ElementKind.TEXT, box, parts=parts, gap=3.2)


BADGE = Design(
    CardKind.BADGE,
    "Standard badge, A6",
    105.0,
    148.0,
    (
        *heading(Box(8, 7.4, 89, 11.2)),
        *band(107.0, 105.0, 41.0, Box(8, 115.5, 53.5, 13.2)),
        Element("zones", ElementKind.ZONES, Box(8, 134.0, 53.5, 7.6), color=BY_INK),
        *code(Box(64.0, 109.5, 35.0, 35.5), 27.0),
        *_Upper(
            photo=Box(8, 21.5, 28, 36),
            flag=Box(40, 21.5, 21.6, 15.6),
            delegation=Box(40, 39.3, 57, 18.2),
            large_flag=Box(8, 24.5, 38.8, 28),
            large_delegation=Box(51, 24.5, 46, 28),
        ).elements(),
        _names(Box(8, 60.5, 89, 44)),
    ),
)

SMALL_BADGE = Design(
    CardKind.BADGE,
    "Small badge, 86 x 124 mm",
    86.0,
    124.0,
    (
        *heading(Box(6.5, 6.2, 73, 11.2)),
        *band(89.0, 86.0, 35.0, Box(6.5, 96.0, 43.5, 11.0)),
        Element("zones", ElementKind.ZONES, Box(6.5, 112.0, 43.5, 6.8), color=BY_INK),
        *code(Box(52.0, 91.0, 30.5, 31.0), 23.0),
        *_Upper(
            photo=Box(6.5, 19.5, 22, 28.3),
            flag=Box(32, 19.5, 17.3, 12.5),
            delegation=Box(32, 33.5, 47.5, 14.3),
            large_flag=Box(6.5, 21.5, 30.5, 22),
            large_delegation=Box(40, 21.5, 39.5, 22),
        ).elements(),
        _names(Box(6.5, 50.0, 73, 37)),
    ),
)

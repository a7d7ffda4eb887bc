"""A bust put together from parts and colors, and printed as a JPEG."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageChops

from summit.demo.names import Sex
from summit.demo.portraits.parts import SHEET, Color, Look, grain, look_of, palette, pieces

QUALITY = 84
ABOVE = 0.4  # of what is cut off a sheet lies above the head
FACES = ("face_oval", "face_round", "face_square", "face_long")
BARE_ON_TOP = ("hair_receding", "hair_fringe_sides")
NO_SHEEN = (*BARE_ON_TOP, "hair_crew", "hair_curly")
WHITE: Color = (255, 255, 255)
BLACK: Color = (16, 14, 13)
ROSE: Color = (190, 84, 86)
GOLD: Color = (198, 160, 82)
PEARL: Color = (240, 236, 228)


@dataclass(frozen=True, slots=True)
class Sitter:
    """What stays the same from the neck to the hat."""

    sex: Sex
    skin: Color
    hair: Color
    older: bool
    look: Look


class _Easel:
    """The sheet, and one way to lay a part on it."""

    def __init__(self, ground: Image.Image) -> None:
        self.sheet = ground.copy()

    def lay(self, name: str, color: Color, strength: float = 1.0, drop: int = 0) -> None:
        """Paint the part in that color, `drop` pixels lower than drawn."""
        for piece in pieces(name, strength):
            self.sheet.paste(color, (piece.corner[0], piece.corner[1] + drop), piece.mask)


def portrait(rng: random.Random, sex: Sex, size: tuple[int, int] = (600, 800), homeland: str = "") -> bytes:
    """A JPEG of that many pixels: an invented person before a light plain ground (PHO-01).

    Equal random states give equal bytes. `homeland` is a party's ISO2 code; complexion and dress then follow it.
    """
    look = look_of(homeland)
    older = rng.random() < 0.35
    sitter = Sitter(
        sex=sex,
        skin=palette("skin")[rng.randint(*look.skin)],
        hair=rng.choice(palette("gray")) if older else palette("hair")[rng.randint(*look.hair)],
        older=older,
        look=look,
    )
    easel = _Easel(_ground(rng.randrange(len(palette("background")))))
    _paint(easel, rng, sitter)
    printed = BytesIO()
    _fitted(easel.sheet, size).save(printed, "JPEG", quality=QUALITY)
    return printed.getvalue()


def _fitted(sheet: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A shorter picture of the same width is cut out of the sheet, which keeps it sharp; any other is reduced."""
    if size == SHEET:
        return sheet
    if size[0] == sheet.width and size[1] < sheet.height:
        above = round((sheet.height - size[1]) * ABOVE)
        return sheet.crop((0, above, size[0], above + size[1]))
    return sheet.resize(size, Image.Resampling.LANCZOS)


def _paint(easel: _Easel, rng: random.Random, sitter: Sitter) -> None:
    cover = _cover(rng, sitter)
    back, front = _hair(rng, sitter) if cover in ("", "tall_cap", "wrap") else ("", "")
    cover_color = _cover_color(rng, cover)
    if back and cover != "wrap":
        easel.lay(back, _shade(sitter.hair, 0.82))
    if cover == "ghutra":
        easel.lay("ghutra_back", _shade(cover_color, 0.93))
    _clothes(easel, rng, sitter)
    if front in BARE_ON_TOP:
        easel.lay("skull", sitter.skin)
    if cover == "scarf":
        easel.lay("scarf_back", _shade(cover_color, 0.9))
    _face(easel, rng, sitter, covered=cover in ("scarf", "ghutra"))
    if front:
        easel.lay(front, sitter.hair)
        if front not in NO_SHEEN:
            easel.lay("hair_light", _shade(sitter.hair, 1.5), 0.35)
    _put_on(easel, cover, cover_color)
    if rng.random() < (0.4 if sitter.older else 0.24):
        _glasses(easel, rng)


def _cover(rng: random.Random, sitter: Sitter) -> str:
    """What is worn on the head, if anything (PHO-03: the face shows from chin to forehead)."""
    kinds = ("ghutra", "turban", "tall_cap") if sitter.sex == "M" else ("scarf", "wrap")
    for kind in kinds:
        if rng.random() < sitter.look.share(kind):
            return kind
    return ""


def _cover_color(rng: random.Random, cover: str) -> Color:
    if cover in ("scarf", "turban", "wrap"):
        return rng.choice(palette(cover))
    return (244, 243, 240) if cover == "ghutra" else (30, 29, 32)


def _hair(rng: random.Random, sitter: Sitter) -> tuple[str, str]:
    """Names of the part behind the head and the part before it; empty where there is none."""
    curly = rng.random() < sitter.look.share("curly")
    if sitter.sex == "M":
        if curly:
            return "", rng.choice(("hair_crew", "hair_crew", "hair_receding", "hair_fringe_sides"))
        full = ("hair_side_part", "hair_crew", "hair_swept", "hair_side_part")
        return "", rng.choice(("hair_receding", "hair_fringe_sides", *full) if sitter.older else full)
    if curly:
        kinds = [
            ("hair_afro_back", "hair_afro_front"),
            ("", "hair_curly"),
            ("hair_bun_top", "hair_bun_front"),
        ]
        return rng.choice([*kinds, ("", "hair_crew")])
    kinds = [
        ("hair_long_back", "hair_long_front"), ("hair_bob_back", "hair_bob_front"), ("", "hair_pixie"),
        ("hair_bun_top", "hair_bun_front"), ("hair_wavy_back", "hair_wavy_front"),
    ]  # fmt: skip
    return rng.choice(kinds)


def _put_on(easel: _Easel, cover: str, color: Color) -> None:
    dark = _shade(color, 0.72)
    if cover == "scarf":
        easel.lay("scarf_front", color)
        easel.lay("scarf_edge", dark, 0.6)
        easel.lay("scarf_fold", dark, 0.6)
    elif cover == "ghutra":
        easel.lay("ghutra_front", color)
        easel.lay("agal_b", BLACK)
        easel.lay("agal", (34, 32, 31))
    elif cover == "turban":
        easel.lay("turban", color)
        easel.lay("turban_folds", dark, 0.8)
        easel.lay("turban_folds_b", dark, 0.6)
    elif cover == "tall_cap":
        easel.lay("cap_tall", color)
        easel.lay("cap_edge", _shade(color, 1.8), 0.6)
    elif cover == "wrap":
        easel.lay("wrap", color)
        easel.lay("wrap_fold", dark, 0.8)
        easel.lay("wrap_fold_b", dark, 0.6)


def _face(easel: _Easel, rng: random.Random, sitter: Sitter, covered: bool) -> None:
    dark, light = _shade(sitter.skin, 0.72), _shade(sitter.skin, 1.12)
    if not covered:
        easel.lay("ears", _shade(sitter.skin, 0.94))
        easel.lay("ear_shade", dark, 0.7)
    easel.lay(rng.choice(FACES), sitter.skin)
    easel.lay("side_shade", dark, 0.35)
    easel.lay("cheeks", ROSE, 0.16 if sitter.sex == "F" else 0.08)
    if sitter.sex == "M":
        _beard(easel, rng, sitter)
    elif not covered and rng.random() < 0.5:
        easel.lay("earrings", rng.choice((GOLD, PEARL)))
    _eyes(easel, rng, sitter)
    easel.lay("nose_shade", dark, 0.3)
    easel.lay("nose_light", light, 0.5)
    easel.lay(rng.choice(("nose", "nose_wide")), dark, 0.75)
    _mouth(easel, rng, sitter)
    if sitter.older:
        for name in ("folds", "forehead", "under_eye"):
            easel.lay(name, dark, 0.45)


def _eyes(easel: _Easel, rng: random.Random, sitter: Sitter) -> None:
    form = "_narrow" if rng.random() < sitter.look.share("narrow_eyes", 0.1) else ""
    drop = rng.choice((-3, 0, 3))
    fair = sum(sitter.hair) > 240 and not sitter.older and sum(sitter.skin) > 560
    iris = rng.choice(((78, 104, 122), (86, 98, 70))) if fair else rng.choice(((62, 40, 26), (46, 30, 22)))
    easel.lay(f"eyes{form}", (247, 244, 240), drop=drop)
    easel.lay(f"iris{form}", iris, drop=drop)
    easel.lay(f"pupil{form}", BLACK, drop=drop)
    easel.lay("glint", WHITE, 0.9, drop=drop)
    easel.lay("lashes" if sitter.sex == "F" else f"lids{form}", _shade(sitter.hair, 0.5), drop=drop)
    if not form:
        easel.lay("lid_fold", _shade(sitter.skin, 0.72), 0.6, drop=drop)
    brows = ("brows_full", "brows_straight") if sitter.sex == "M" else ("brows_soft",)
    easel.lay(rng.choice(brows), _shade(sitter.hair, 0.85), 0.9, drop=drop + rng.choice((-3, 0, 2)))


def _mouth(easel: _Easel, rng: random.Random, sitter: Sitter) -> None:
    rose = 0.5 if sitter.sex == "F" else 0.22
    lips = _mix(_shade(sitter.skin, 0.86), ROSE, rose)
    drop = rng.choice((-2, 0, 3))
    easel.lay("lip_upper", _shade(lips, 0.9), drop=drop)
    easel.lay("lip_lower", lips, drop=drop)
    easel.lay(rng.choice(("mouth_line", "mouth_smile", "mouth_smile")), _shade(lips, 0.6), drop=drop)
    easel.lay("chin_shade", _shade(sitter.skin, 0.8), 0.5)


def _beard(easel: _Easel, rng: random.Random, sitter: Sitter) -> None:
    if rng.random() < sitter.look.share("beard", 0.22):
        kind = rng.choice(("beard_full", "beard_full", "beard_goatee"))
        easel.lay(kind, sitter.hair, 0.92)
        easel.lay("beard_gap", sitter.skin, 0.35)
    elif rng.random() < 0.12:
        easel.lay("mustache", sitter.hair)
    elif rng.random() < 0.3:
        easel.lay("stubble", _mix(sitter.skin, sitter.hair, 0.5), 0.3)


def _clothes(easel: _Easel, rng: random.Random, sitter: Sitter) -> None:
    look = sitter.look
    if sitter.sex == "M" and rng.random() < look.share("ghutra"):
        _tunic(easel, sitter, (238, 237, 233))
    elif rng.random() < look.share("tunic", 0.04):
        _tunic(easel, sitter, rng.choice(palette("cloth" if sitter.sex == "F" else "suit")))
    elif sitter.sex == "M":
        _suit(easel, rng, sitter)
    else:
        _dress(easel, rng, sitter)
        if rng.random() < look.share("sash"):
            color = rng.choice(palette("cloth"))
            easel.lay("sash", color)


def _suit(easel: _Easel, rng: random.Random, sitter: Sitter) -> None:
    jacket, shirt, tie = (rng.choice(palette(name)) for name in ("suit", "shirt", "tie"))
    easel.lay("torso", jacket)
    easel.lay("shirt", shirt)
    easel.lay("shirt_neck", sitter.skin)
    easel.lay("neck_shade", _shade(sitter.skin, 0.68), 0.7)
    if rng.random() < 0.85:
        easel.lay("tie", tie)
        easel.lay("tie_knot", _shade(tie, 1.2))
    easel.lay("collar", _shade(shirt, 0.97))
    easel.lay("lapels", _shade(jacket, 1.22))
    easel.lay("lapel_line", _shade(jacket, 0.6), 0.8)
    if rng.random() < 0.5:
        easel.lay("pin", GOLD)


def _dress(easel: _Easel, rng: random.Random, sitter: Sitter) -> None:
    jacket = rng.choice(palette("jacket"))
    easel.lay("torso", jacket)
    if rng.random() < 0.7:
        easel.lay("blouse", rng.choice(palette("blouse")))
        easel.lay("neck", sitter.skin)
        easel.lay("lapels", _shade(jacket, 1.15))
        easel.lay("lapel_line", _shade(jacket, 0.65), 0.8)
    else:
        easel.lay("scoop", sitter.skin)
    easel.lay("neck_shade", _shade(sitter.skin, 0.68), 0.7)
    if rng.random() < 0.5:
        easel.lay("necklace", rng.choice((GOLD, PEARL)), 0.9)


def _tunic(easel: _Easel, sitter: Sitter, color: Color) -> None:
    easel.lay("torso", color)
    easel.lay("shirt_neck", sitter.skin)
    easel.lay("neck_shade", _shade(sitter.skin, 0.68), 0.7)
    easel.lay("band_collar", _shade(color, 0.9))
    easel.lay("placket", _shade(color, 0.75), 0.8)
    easel.lay("buttons", _shade(color, 0.7))


def _glasses(easel: _Easel, rng: random.Random) -> None:
    frame = rng.choice(((38, 34, 32), (74, 52, 38), (92, 94, 100)))
    easel.lay("lens", WHITE, 0.1)
    for name in (rng.choice(("glasses", "glasses_round")), "bridge", "temples"):
        easel.lay(name, frame)


def _shade(color: Color, factor: float) -> Color:
    red, green, blue = (min(255, round(channel * factor)) for channel in color)
    return red, green, blue


def _mix(first: Color, second: Color, share: float) -> Color:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


@cache
def _ground(number: int) -> Image.Image:
    """A light ground, a little darker towards the lower corners."""
    base = palette("background")[number]
    column = Image.linear_gradient("L").resize(SHEET).point([level // 4 for level in range(256)])
    ring = Image.radial_gradient("L").resize(SHEET).point([max(0, level - 90) // 5 for level in range(256)])
    ground = Image.new("RGB", SHEET, base)
    for veil in (column, ring):
        ground.paste(_shade(base, 0.72), (0, 0), veil)
    return ImageChops.multiply(ground, Image.merge("RGB", [grain(number)] * 3))

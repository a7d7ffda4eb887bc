"""Which font draws which script. Fonts are opened when first needed and kept for the process."""

from importlib.resources import files
from pathlib import Path
from threading import Lock

from summit.paper.fonts.face import Face, Glyph
from summit.paper.fonts.glyphs import Glyphs, Piece, Use

__all__ = ["FONTS", "Face", "Glyph", "Glyphs", "Piece", "Use", "face", "face_named", "han_scripts"]

_NOTO = "manimgx_fonts"
_HAN = "justmytype_intl_cjk"

# Script (ISO 15924) -> package and file. Han is written with one of four fonts: see `han_scripts`.
FONTS: dict[str, tuple[str, str]] = {
    "Latn": (_NOTO, "NotoSans[wght].ttf"),
    "Cyrl": (_NOTO, "NotoSans[wght].ttf"),
    "Grek": (_NOTO, "NotoSans[wght].ttf"),
    "Arab": (_NOTO, "NotoSansArabic[wght].ttf"),
    "Armn": (_NOTO, "NotoSansArmenian[wght].ttf"),
    "Beng": (_NOTO, "NotoSansBengali[wght].ttf"),
    "Deva": (_NOTO, "NotoSansDevanagari[wght].ttf"),
    "Ethi": (_NOTO, "NotoSansEthiopic[wght].ttf"),
    "Geor": (_NOTO, "NotoSansGeorgian[wght].ttf"),
    "Gujr": (_NOTO, "NotoSansGujarati[wght].ttf"),
    "Guru": (_NOTO, "NotoSansGurmukhi[wght].ttf"),
    "Hebr": (_NOTO, "NotoSansHebrew[wght].ttf"),
    "Khmr": (_NOTO, "NotoSansKhmer[wght].ttf"),
    "Knda": (_NOTO, "NotoSansKannada[wght].ttf"),
    "Laoo": (_NOTO, "NotoSansLao[wght].ttf"),
    "Mlym": (_NOTO, "NotoSansMalayalam[wght].ttf"),
    "Mymr": (_NOTO, "NotoSansMyanmar[wght].ttf"),
    "Orya": (_NOTO, "NotoSansOriya[wght].ttf"),
    "Sinh": (_NOTO, "NotoSansSinhala[wght].ttf"),
    "Taml": (_NOTO, "NotoSansTamil[wght].ttf"),
    "Telu": (_NOTO, "NotoSansTelugu[wght].ttf"),
    "Thai": (_NOTO, "NotoSansThai[wght].ttf"),
    "Hans": (_HAN, "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"),
    "Hant": (_HAN, "fonts/ofl/notosanstc/NotoSansTC[wght].ttf"),
    "Jpan": (_HAN, "fonts/ofl/notosansjp/NotoSansJP[wght].ttf"),
    "Kore": (_HAN, "fonts/ofl/notosanskr/NotoSansKR[wght].ttf"),
    "Hira": (_HAN, "fonts/ofl/notosansjp/NotoSansJP[wght].ttf"),
    "Kana": (_HAN, "fonts/ofl/notosansjp/NotoSansJP[wght].ttf"),
    "Hang": (_HAN, "fonts/ofl/notosanskr/NotoSansKR[wght].ttf"),
    "Bopo": (_HAN, "fonts/ofl/notosanstc/NotoSansTC[wght].ttf"),
    "Zsym": (_NOTO, "NotoSansSymbols[wght].ttf"),
}

WEIGHTS = (400, 700)

_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue")

_faces: dict[tuple[str, int], Face] = {}
_lock = Lock()


def face(script: str, weight: int = 400) -> Face:
    """The face that draws a script (a key of FONTS) at weight 400 or 700; other weights raise ValueError."""
    package, file = FONTS[script]
    kept = _faces.get((file, weight))
    if kept is not None:
        return kept
    if weight not in WEIGHTS:
        raise ValueError(f"Fonts are kept at the weights {WEIGHTS}, not {weight}.")
    with _lock:
        if (file, weight) not in _faces:
            _faces[file, weight] = Face(Path(str(files(package).joinpath(file))), weight)
        return _faces[file, weight]


def face_named(name: str) -> Face:
    """The face that calls itself so; raises LookupError. Faces are of one process, their names travel."""
    stem, _, weight = name.rpartition("-")
    for script, (_, file) in FONTS.items():
        if Path(file).name.partition("[")[0] == stem:
            return face(script, int(weight))
    raise LookupError(f"There is no font {name}.")


def han_scripts(language: str) -> tuple[str, ...]:
    """The Han fonts in the order to try them for a language tag; without one, simplified Chinese first."""
    tag = language.lower().replace("_", "-")
    order = ["Hans", "Hant", "Jpan", "Kore"]
    preferred = {"ja": "Jpan", "ko": "Kore"}.get(tag.partition("-")[0], "Hans")
    if tag.startswith(_TRADITIONAL):
        preferred = "Hant"
    return (preferred, *(script for script in order if script != preferred))

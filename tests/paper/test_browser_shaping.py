"""What we set against what Chromium sets of the same words in the same font: two shapers that do not know each other.

Scripts whose letters join, stack or change places are where a paper goes wrong without a word (DOC-04). Both are
drawn at one size, laid on each other by the edges of their ink, and compared. That the comparison would see a fault is
proved with the same words unshaped, a glyph after a glyph, which must fail it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from io import BytesIO
from itertools import product

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat
from playwright.sync_api import Page
from reportlab.pdfgen.canvas import Canvas

from summit.paper.fonts import FONTS, WEIGHTS, Face, face
from summit.paper.fonts.embedding import embedded_face
from summit.paper.text import shape
from tests.journeys.live import chromium
from tests.paper.pages import on_canvas, picture

pytestmark = pytest.mark.browser

SIZE = 64  # points here, CSS pixels there: one dot each at 72 dots per inch
MOST = 0.12  # of the ink, on one side only; measured: 0.03 to 0.08, and more than 0.5 without shaping
EDGES = 3  # dots by which the boxes of ink may differ
WORDS = {
    "Khmer": ("Khmr", "km", "ព្រះរាជាណាចក្រកម្ពុជា ស្រីស្រស់"),
    "Burmese": ("Mymr", "my", "ဒေါ်အောင်ဆန်းစုကြည် မြန်မာ့"),
    "Bengali": ("Beng", "bn", "প্রধানমন্ত্রী শ্রীমতি ক্ষিতীশ"),
    "Arabic": ("Arab", "ar", "محمد بن راشد آل مكتوم"),
    "Vocalized Arabic": ("Arab", "ar", "مُحَمَّد بْن سَلْمَان"),
    "Devanagari": ("Deva", "hi", "श्रीमती प्रज्ञा क्षत्रिय"),
    "Thai": ("Thai", "th", "ผู้กำกับปี่น้ำผึ้งที่ป๋าญี่ปุ่น"),
}


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with chromium() as browser:
        yield browser.new_page(viewport={"width": 1600, "height": 300})


def by_chromium(page: Page, script: str, language: str, text: str, weight: int) -> Image.Image:
    package, file = FONTS[script]
    font = base64.b64encode(files(package).joinpath(file).read_bytes()).decode()
    page.set_content(
        f"<style>@font-face {{ font-family: Paper; font-weight: 100 900; src: url(data:font/ttf;base64,{font}) }}"
        f"p {{ font: {weight} {SIZE}px/3 Paper; margin: 0 60px; white-space: nowrap; width: max-content }}</style>"
        f"<p lang={language} dir=auto>{escape(text)}</p>"
    )
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Paper'))")
    return Image.open(BytesIO(page.screenshot())).convert("L")


def by_us(text: str, language: str, weight: int) -> Image.Image:
    line = shape(text, SIZE, weight, language)
    pdf = on_canvas(lambda canvas: line.draw(canvas, 60, 120), (1600, 300))
    return picture(pdf, dots_per_inch=72).convert("L")


def unshaped(font: Face, text: str, *, backwards: bool) -> Image.Image:
    """A glyph after a glyph, each as the font has it for the character alone, which is how plain PDF text is drawn."""
    letters = [font.letters[one] for one in (reversed(text) if backwards else text)]

    def draw(canvas: Canvas) -> None:
        embedded_face(canvas, font).use([one.number for one in letters], {})
        codes = "".join(one.code for one in letters)
        canvas._code.append(f"BT /{font.name} {SIZE} Tf 1 0 0 1 60 120 Tm <{codes}> Tj ET")

    return picture(on_canvas(draw, (1600, 300)), dots_per_inch=72).convert("L")


def ink(image: Image.Image) -> Image.Image:
    """What is black, cut out at its edges, as light on black."""
    inverted = ImageOps.invert(image)
    box = inverted.point(lambda value: 255 * (value > 60)).getbbox()
    assert box is not None, "something is drawn"
    return inverted.crop(box)


def apart(one: Image.Image, other: Image.Image) -> float:
    """The share of the ink that does not lie on each other where the two fit best, by a dot or two to every side."""
    left, right = ink(one), ink(other)
    if any(abs(a - b) > EDGES for a, b in zip(left.size, right.size, strict=True)):
        return 1.0
    size = (max(left.width, right.width) + 12, max(left.height, right.height) + 12)
    fixed = _softened(left, size, (6, 6))
    whole = ImageStat.Stat(fixed).sum[0]
    return min(
        ImageStat.Stat(ImageChops.difference(fixed, _softened(right, size, (6 + x, 6 + y)))).sum[0] / whole
        for x, y in product(range(-2, 3), repeat=2)
    )


def _softened(cut: Image.Image, size: tuple[int, int], at: tuple[int, int]) -> Image.Image:
    """The ink on a sheet, its edges soft: two programs round a curve to dots in different ways."""
    sheet = Image.new("L", size)
    sheet.paste(cut, at)
    return sheet.filter(ImageFilter.GaussianBlur(1.5))


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("name", WORDS)
def test_we_shape_as_a_browser_does(page: Page, name: str, weight: int) -> None:
    script, language, text = WORDS[name]
    theirs = by_chromium(page, script, language, text, weight)
    assert apart(by_us(text, language, weight), theirs) < MOST
    assert apart(unshaped(face(script, weight), text, backwards=script == "Arab"), theirs) > MOST, (
        "the comparison lets unshaped text pass"
    )

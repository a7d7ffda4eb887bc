"""Flags are vectors, once in a document, and never guessed."""

from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from summit.paper.flags import draw_flag, flag_svg
from tests.paper.pages import on_canvas, picture

_PARTIES = """
AF AL AD AE AG AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH
CI CK CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET EU FI FJ FM FR GA GB GD GE GH
GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA
LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL
NO NP NR NU NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO
SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG UN US UY UZ VA VC VE VN VU WS XK YE ZA
ZM ZW
"""
CODES = _PARTIES.split()


def test_every_party_has_a_flag() -> None:
    assert len(CODES) == 200
    assert [code for code in CODES if flag_svg(code) is None] == []


def test_small_letters_name_the_same_flag() -> None:
    assert flag_svg("vn") == flag_svg("VN")


@pytest.mark.parametrize("code", ["", "V", "VNM", "ZZ", "1A", "..", "../", "é1", "ÀÁ"])
def test_there_is_no_flag_for_what_is_no_code(code: str) -> None:
    assert flag_svg(code) is None
    drawn: list[bool] = []
    pdf = on_canvas(lambda canvas: drawn.append(draw_flag(canvas, code, 10, 10, 80, 60)), (100, 80))
    assert drawn == [False]
    assert picture(pdf).getextrema() == ((255, 255),) * 3


def test_a_flag_stands_in_the_middle_of_its_box() -> None:
    drawn: list[bool] = []
    pdf = on_canvas(lambda canvas: drawn.append(draw_flag(canvas, "VN", 50, 20, 200, 52)), (300, 100))
    image = picture(pdf, dots_per_inch=72)
    ink = image.convert("L").point(lambda value: 255 - value)

    assert drawn == [True]
    # A banner 52 high is 72 wide: it stands between 114 and 186.
    left, upper, right, lower = ink.getbbox() or (0, 0, 0, 0)
    assert (left, right) == pytest.approx((114, 186), abs=1)
    assert (upper, lower) == pytest.approx((28, 80), abs=1)
    red, green, blue = image.getpixel((120, 54))
    assert red > 200
    assert max(green, blue) < 60
    red, green, blue = image.getpixel((150, 54))
    assert min(red, green) > 200
    assert blue < 120


def test_a_flag_is_in_the_document_once() -> None:
    def times(count: int) -> bytes:
        def draw(canvas: Canvas) -> None:
            for place in range(count):
                draw_flag(canvas, "PT", 10 + place, 10, 36, 26)

        return on_canvas(draw)

    assert times(50).count(b"/Subtype /Form") == times(1).count(b"/Subtype /Form") == 1
    assert len(times(50)) - len(times(1)) < 1500


def test_flags_leave_what_is_drawn_after_them_alone() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0.5, 0)
        draw_flag(canvas, "VN", 0, 0, 36, 26)
        canvas.rect(100, 10, 20, 20, stroke=0, fill=1)

    assert picture(on_canvas(draw), dots_per_inch=72).getpixel((110, 80)) == (0, 128, 0)


def test_an_official_picture_replaces_the_flag(tmp_path: Path) -> None:
    official = tmp_path / "official.png"
    Image.new("RGB", (90, 60), (0, 0, 200)).save(official)
    pdf = on_canvas(lambda canvas: draw_flag(canvas, "VN", 10, 10, 120, 60, picture=official), (140, 80))
    image = picture(pdf, dots_per_inch=72)
    assert image.getpixel((70, 40)) == (0, 0, 200)
    assert image.getpixel((15, 40)) == (255, 255, 255)

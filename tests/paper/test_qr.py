"""QR codes are read back from the printed page (RT of the badge: the gate must read what was drawn)."""

import pytest
import zxingcpp

from summit.paper.qr import draw_qr, qr_matrix
from tests.paper.pages import on_canvas, picture

TOKEN = "AB12CD34EF56" * 11 + "Z9Z9Z9Z9Z9Z"  # 143 characters, the length of a signed badge token in base 32


def test_the_matrix_is_square_without_quiet_zone() -> None:
    matrix = qr_matrix(TOKEN)
    assert {len(row) for row in matrix} == {len(matrix)}
    assert set(b"".join(matrix)) == {0, 1}
    assert matrix[0][:8] == bytes([1, 1, 1, 1, 1, 1, 1, 0])
    assert matrix[6][:8] == matrix[0][:8]


def test_upper_case_takes_the_denser_mode() -> None:
    assert len(qr_matrix(TOKEN)) == 41
    assert len(qr_matrix(TOKEN.lower())) == 49


@pytest.mark.parametrize("text", ["A", TOKEN, "https://summit.example/badge?code=D-7K3QX&n=ế"])
@pytest.mark.parametrize("dots_per_inch", [150, 300])
def test_a_code_is_read_back_from_the_page(text: str, dots_per_inch: int) -> None:
    pdf = on_canvas(lambda canvas: draw_qr(canvas, text, 20, 20, 90), (130, 130))

    found = zxingcpp.read_barcodes(picture(pdf, dots_per_inch=dots_per_inch))

    assert [(code.text, code.format, code.ec_level) for code in found] == [
        (text, zxingcpp.BarcodeFormat.QRCode, "M")
    ] or [(code.text, str(code.format), code.ec_level) for code in found] == [(text, "QR Code", "M")]


def test_the_code_fills_exactly_its_box() -> None:
    pdf = on_canvas(lambda canvas: draw_qr(canvas, TOKEN, 30, 40, 82), (200, 200))
    dark = picture(pdf, dots_per_inch=72).convert("L").point(lambda value: 255 if value < 128 else 0)
    assert dark.getbbox() == (30, 200 - 40 - 82, 112, 200 - 40)


def test_every_module_is_drawn_where_the_matrix_has_it() -> None:
    matrix = qr_matrix("D-7K3QX")
    side = len(matrix)
    pdf = on_canvas(lambda canvas: draw_qr(canvas, "D-7K3QX", 0, 0, side * 4), (side * 4, side * 4))
    image = picture(pdf, dots_per_inch=72).convert("L")
    drawn = tuple(
        bytes(image.getpixel((column * 4 + 2, row * 4 + 2)) < 128 for column in range(side))
        for row in range(side)
    )
    assert drawn == matrix


def test_a_code_takes_the_fill_color() -> None:
    def draw(canvas) -> None:
        canvas.setFillColorRGB(0, 0, 1)
        draw_qr(canvas, "D-7K3QX", 10, 10, 80)

    assert picture(on_canvas(draw, (100, 100)), dots_per_inch=72).getpixel((12, 88)) == (0, 0, 255)

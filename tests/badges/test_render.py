"""Cards as a reader, a printer and a scanner see them (DOC-00, DOC-03, DOC-04, PHO-05)."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from summit.accreditation.facts import CategoryFacts
from summit.badges.facts import CannotPrint, CardFace, Lettering
from summit.badges.layout import BADGE, POINTS
from summit.badges.render import Printing, check_cards, render_cards
from summit.badges.render.lettering import lettered
from summit.badges.render.photo import read_photo
from summit.badges.token import Claims, public_key, sign, verify
from tests.badges.stage import jpeg

SEED = bytes(range(32))
TITLE = "Badges: Hanoi Convention"
EVENT = {
    "event.title": (Lettering("Hanoi Convention"),),
    "event.place_and_days": (Lettering("Hanoi · 25–26 October 2025"),),
}
PLACES = {element.key: element.box for element in BADGE.front}
NAME = next(part for element in BADGE.front for part in element.parts if part.field == "name")
DELEGATE = CategoryFacts("D", "Delegate", "#b3202a", "solid", ("B", "G"))
NOW = datetime(2025, 10, 25, 3, 0, tzinfo=UTC)
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "{{7*7}} {0} {a.__class__} %s",
    "=cmd|' /C calc'!A0",
    "Ann <b>unclosed",
    "\u202egnihtyna\u202c \u2066isolated",
    "a\x00b\x07c\r\nBcc: x",
    "(unbalanced) \\ ) ( \\) endstream endobj",
    "W" * 300,
    "Eve " * 75,
    "ﷺ ً lone accent \u0301",
]


def face(
    number: int = 1, values: dict[str, tuple[Lettering, ...]] | None = None, **changes: object
) -> CardFace:
    claims = Claims(
        event="2025-10-25",
        token_id=number.to_bytes(8),
        issued_at=NOW,
        expires_at=datetime(2025, 10, 26, 23, 0, tzinfo=UTC),
        category="D",
        zones=("B", "G"),
        issue_number=1,
    )
    serial = f"B-{number:08d}"
    said = {
        **EVENT,
        "name": (Lettering("Anna Maria ERIKSSON"),),
        "title": (Lettering("Ambassador"),),
        "delegation": (Lettering("Sweden"),),
        "issue": (Lettering(f"{serial}  ·  issue 1"),),
        **(values or {}),
    }
    category = changes.get("category", DELEGATE)
    zones = category.zones if isinstance(category, CategoryFacts) else ()
    plain = CardFace(
        serial=serial, token=sign(SEED, claims), values=said, category=DELEGATE, zones=zones, flag="SE"
    )
    return replace(plain, **changes)


def one(text: str, language: str = "en") -> tuple[Lettering, ...]:
    return (Lettering(text, language),)


def drawn(*faces: CardFace) -> bytes:
    check_cards(faces, BADGE)
    out = io.BytesIO()
    render_cards(faces, BADGE, out, title=TITLE)
    return out.getvalue()


def picture(pdf: bytes, page: int = 0, scale: float = 3.0) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=scale).to_pil()
    finally:
        document.close()


def words(pdf: bytes, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        layer = document[page].get_textpage()
        return " ".join(layer.get_text_bounded().split())
    finally:
        document.close()


def with_photo(folder: Path, number: int, color: tuple[int, int, int]) -> Path:
    path = folder / f"{number}.jpg"
    path.write_bytes(jpeg(color))
    return path


def test_every_card_is_a_page_of_a6_with_its_values() -> None:
    pdf = drawn(
        face(1),
        face(2, {"name": one("NGUYỄN Thị Ngọc Ánh", "vi"), "delegation": one("Viet Nam")}, flag="VN"),
    )
    document = pypdfium2.PdfDocument(pdf)
    assert [document.get_page_size(page) for page in range(len(document))] == [
        pytest.approx((BADGE.width * POINTS, BADGE.height * POINTS), abs=0.1)
    ] * 2
    document.close()
    first = words(pdf, 0)
    for text in (
        "Hanoi Convention",
        "25–26 October 2025",
        "Anna Maria ERIKSSON",
        "Ambassador",
        "Sweden",
        "DELEGATE",
        "ZONES",
        "B-00000001 · issue 1",
    ):
        assert text in first, first
    assert "NGUYỄN Thị Ngọc Ánh" in words(pdf, 1)


def test_the_code_is_read_from_the_page_and_verified_by_the_public_key_alone() -> None:
    faces = [face(number) for number in range(1, 8)]
    pdf = drawn(*faces)
    for page, each in enumerate(faces):
        (found,) = zxingcpp.read_barcodes(picture(pdf, page, scale=150 / 72))
        assert found.text == each.token
        assert verify(public_key(SEED), found.text, NOW).token_id == (page + 1).to_bytes(8)


def test_every_code_of_a_run_is_read_at_seventy_per_cent_of_the_size() -> None:
    colors = ("#b3202a", "#1f5fa8", "#f2c200", "#3d4653", "#ffffff")
    patterns = ("solid", "outline", "stripes", "dots")
    faces = [
        face(number, category=replace(DELEGATE, color=colors[number % 5], pattern=patterns[number % 4]))
        for number in range(1, 61)
    ]
    pdf = drawn(*faces)
    pages = [picture(pdf, page, scale=0.7 * 150 / 72) for page in range(len(faces))]
    read = [zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCodeModel2) for page in pages]
    assert [[code.text for code in found] for found in read] == [[each.token] for each in faces]


def test_the_code_is_readable_on_every_color_and_pattern() -> None:
    for number, (color, pattern) in enumerate(
        [
            ("#111111", "solid"),
            ("#ffffff", "outline"),
            ("#f2c200", "stripes"),
            ("#9a7416", "dots"),
            ("#eeeeee", "solid"),
        ],
        1,
    ):
        card = face(number, category=replace(DELEGATE, color=color, pattern=pattern))
        (found,) = zxingcpp.read_barcodes(picture(drawn(card), scale=150 / 72))
        assert found.text == card.token


def test_the_same_faces_give_the_same_bytes(tmp_path: Path) -> None:
    faces = [face(1, photo=with_photo(tmp_path, 1, (10, 20, 30))), face(2)]
    assert drawn(*faces) == drawn(*faces)
    assert drawn(*faces) != drawn(*reversed(faces))


def test_photographs_go_through_as_the_bytes_that_were_stored(tmp_path: Path) -> None:
    paths = [with_photo(tmp_path, number, (number * 40, 90, 200)) for number in (1, 2, 3)]
    pdf = drawn(*(face(number, photo=path) for number, path in enumerate(paths, 1)))
    for path in paths:
        assert pdf.count(path.read_bytes()) == 1
    assert len(pdf) < sum(path.stat().st_size for path in paths) + 60_000


def test_the_photograph_stands_in_its_place_and_a_state_leader_has_none(tmp_path: Path) -> None:
    photo = with_photo(tmp_path, 1, (0, 200, 0))
    box = PLACES["photo"]
    middle = ((box.x + box.width / 2) * POINTS * 3, (box.y + box.height / 2) * POINTS * 3)
    corner = ((box.x + 1) * POINTS * 3, (box.bottom - 1) * POINTS * 3)

    def colors(each: CardFace) -> list[tuple[int, int, int]]:
        page = picture(drawn(each)).convert("RGB")
        return [page.getpixel((round(x), round(y))) for x, y in (middle, corner)]

    for red, green, blue in colors(face(1, photo=photo)):
        assert (red < 20, green > 180, blue < 20) == (True, True, True)
    assert colors(face(1)) == [(255, 255, 255)] * 2, "an empty frame, to be filled on site (PHO-04)"
    leader = face(1, photo=photo, shows_photo=False)
    assert photo.read_bytes() not in drawn(leader)
    assert (0, 200, 0) not in colors(leader)


def test_a_category_is_told_by_letter_pattern_and_color() -> None:
    pages = {}
    for pattern in ("solid", "outline", "stripes", "dots"):
        card = face(1, category=CategoryFacts("MO", "Official media", "#c02020", pattern, ("M", "G")))
        pdf = drawn(card)
        assert "MO" in words(pdf)
        assert "OFFICIAL MEDIA" in words(pdf)
        pages[pattern] = picture(pdf).convert("L").tobytes()  # gray: what a black and white copy shows
    assert len(set(pages.values())) == 4


def test_a_name_is_as_large_as_it_can_be_and_stays_in_its_box() -> None:
    width, height = PLACES["names"].width, 30.0
    sizes = {}
    for name in (
        "KIM Min-jun",
        "Anna Maria ERIKSSON",
        "Sir Bartholomew Maximilian FEATHERSTONEHAUGH-CHOLMONDELEY",
        *HOSTILE,
    ):
        lines = lettered(Lettering(name), width, height, NAME)
        assert all(line.width <= width * POINTS + 0.1 for line in lines), name
        assert sum(line.leading for line in lines) <= height * POINTS + 0.1, name
        sizes[name] = lines[0].size
    assert sizes["KIM Min-jun"] >= 30
    assert sizes["Anna Maria ERIKSSON"] >= 30
    assert sizes["Sir Bartholomew Maximilian FEATHERSTONEHAUGH-CHOLMONDELEY"] >= 13
    assert sizes["W" * 300] < 13


def test_names_break_between_words_and_evenly() -> None:
    lines = lettered(Lettering("NGUYỄN Thị Ngọc Ánh", "vi"), PLACES["names"].width, 34.0, NAME)
    assert [line.text for line in lines] == ["NGUYỄN Thị", "Ngọc Ánh"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    fields = ("name", "native_name", "title", "delegation")
    pdf = drawn(face(1, {field: one(text) for field in fields}), face(2))
    assert "Anna Maria ERIKSSON" in words(pdf, 1), "the next card is whole"
    (found,) = zxingcpp.read_barcodes(picture(pdf, 0, scale=150 / 72))
    assert found.text == face(1).token
    visible = "".join(text.split())[:8].replace("\x00", "").replace("\u202e", "")
    if visible.isascii() and visible.isprintable():
        assert visible[:4] in words(pdf).replace(" ", "")


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("vi", "NGUYỄN Thị Ngọc Ánh"), ("ru", "Анна Ивановна ПЕТРОВА"), ("el", "Ελένη ΠΑΠΑΔΟΠΟΥΛΟΥ"),
        ("ka", "გიორგი კვირიკაშვილი"), ("hy", "Անահիտ Սարգսյան"), ("zh", "张伟"), ("ja", "山田 さくら"),
        ("ko", "김민준"), ("th", "สมชาย พรหมมินทร์"), ("km", "សុខ ចិន្តា"), ("lo", "ສົມພອນ"), ("my", "အောင်ဆန်း"),
        ("hi", "प्रिया शर्मा"), ("bn", "প্রধান"), ("ta", "தமிழ்"), ("am", "አበበ በቀለ"), ("ar", "محمد الراشد"), ("he", "דוד כהן"),
    ],
)  # fmt: skip
def test_every_script_is_drawn(language: str, name: str) -> None:
    pdf = drawn(face(1, {"name": one("Somebody"), "native_name": one(name, language)}))
    read, wanted = words(pdf), name.split()
    if language in ("ar", "he"):  # readers give these letters in one order or the other
        assert sorted("".join(wanted)) == sorted(
            letter for letter in read if letter in name and letter != " "
        )
    else:
        assert all(word in read for word in wanted), read


def test_a_missing_glyph_stops_everything_before_the_first_page() -> None:
    stray = "Anna \U00013000"
    for card in (
        *[
            face(2, {field: one(stray)})
            for field in ("name", "native_name", "title", "delegation", "event.title")
        ],
        face(2, category=replace(DELEGATE, name=stray)),
    ):
        with pytest.raises(CannotPrint) as found:
            check_cards([face(1), card], BADGE)
        assert "U+13000" in found.value.sentence
        assert stray.lower() in found.value.sentence.lower()
        assert "B-00000002" in found.value.sentence


def test_a_photograph_that_cannot_be_read_stops_everything(tmp_path: Path) -> None:
    whole = jpeg()
    spoiled = {
        "gone": None,
        "cut": whole[:-200],
        "png": b"\x89PNG\r\n" + whole,
        "empty": b"",
        "no frame": whole[:2] + b"\xff\xd9",
    }
    for name, content in spoiled.items():
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(CannotPrint, match=r"Badge B-00000001 \(Anna Maria ERIKSSON\) .* Upload it again"):
            check_cards([face(1, photo=path)], BADGE)
        check_cards([face(1, photo=path, shows_photo=False)], BADGE)


def test_gray_and_progressive_photographs_are_taken_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    for mode, space, settings in (("L", "DeviceGray", {}), ("RGB", "DeviceRGB", {"progressive": True})):
        Image.new(mode, (350, 450), 128).save(path, "JPEG", **settings)
        found = read_photo(path)
        assert (found.width, found.height, found.space) == (350, 450, space)
        assert path.read_bytes() in drawn(face(1, photo=path))
    Image.new("CMYK", (350, 450)).save(path, "JPEG")
    with pytest.raises(CannotPrint):
        drawn(face(1, photo=path))


def test_the_properties_of_the_file_name_nobody() -> None:
    document = pypdfium2.PdfDocument(drawn(face(1)))
    facts = document.get_metadata_dict(skip_empty=True)
    document.close()
    assert facts["Title"] == "Badges: Hanoi Convention"
    assert not any("ERIKSSON" in value for value in facts.values())


def test_what_listens_may_stop_the_drawing() -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise InterruptedError

    cards = [face(number) for number in range(1, 6)]
    with pytest.raises(InterruptedError):
        render_cards(cards, BADGE, io.BytesIO(), title=TITLE, printing=Printing(tell=tell))
    assert told == [(1, 5), (2, 5)]


def test_memory_does_not_grow_with_the_cards(tmp_path: Path) -> None:
    import tracemalloc

    class Nowhere(io.RawIOBase):
        def write(self, content: object) -> int:
            return len(content)

    photo = tmp_path / "photo.jpg"
    Image.effect_noise((600, 771), 60).convert("RGB").save(photo, "JPEG", quality=85)
    assert photo.stat().st_size > 100_000
    drawn(face(1, photo=photo))
    peaks = []
    for count in (20, 200):
        faces = [face(number, photo=photo) for number in range(1, count + 1)]
        tracemalloc.start()
        render_cards(faces, BADGE, Nowhere(), title=TITLE)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] - peaks[0] < 180 * 8_000, peaks

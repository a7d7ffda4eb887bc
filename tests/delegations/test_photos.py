"""Photos: judged by the header, decoded with limits, encoded anew (4.8, PHO-02, RT-12)."""

from __future__ import annotations

import hashlib
import os
import struct
import tracemalloc
import zlib
from datetime import timedelta
from io import BytesIO
from random import Random

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from sqlalchemy.orm import Session

from summit.delegations import actions, queries
from summit.delegations.photograph import HEIGHT, WIDTH, cut, portrait
from summit.foundation.db import Database
from summit.foundation.errors import RuleBroken
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

MARKER = "SECRET-PLACE-7f3a"
FORMATS = ("JPEG", "PNG", "WEBP")


def picture(width: int = 900, height: int = 1200, form: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    bands = len(Image.new(mode, (1, 1)).getbands())
    image = Image.new(mode, (width, height), 120 if bands == 1 else tuple([120] * bands))
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def opened(jpeg: bytes) -> Image.Image:
    image = Image.open(BytesIO(jpeg))
    image.load()
    return image


def bomb(side: int) -> bytes:
    """A PNG of `side` x `side` one-bit pixels in a few kilobytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compressobj(9)
    row = b"\0" * (1 + (side + 7) // 8)
    body = b"".join(rows.compress(row) for _ in range(side)) + rows.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", FORMATS)
def test_a_photo_becomes_a_jpeg_of_seven_to_nine(form: str) -> None:
    image = opened(cut(picture(form=form)).jpeg)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (WIDTH, HEIGHT))
    assert abs(image.width / image.height - 7 / 9) < 0.02 * 7 / 9


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (600, 800, (600, 771)),
        (3000, 2000, (600, 771)),
        (300, 4000, (300, 386)),
        (400, 500, (389, 500)),
        (300, 300, (233, 299)),
    ],
)
def test_a_photo_of_another_shape_is_cut_and_never_enlarged(width: int, height: int, size: tuple[int, int]) -> None:
    assert opened(cut(picture(width, height)).jpeg).size == size


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "LA", "1", "I;16"])
def test_every_mode_of_png_is_taken(mode: str) -> None:
    assert opened(cut(picture(form="PNG", mode=mode)).jpeg).mode == "RGB"


def test_printers_colors_are_taken() -> None:
    assert opened(cut(picture(mode="CMYK")).jpeg).mode == "RGB"


def test_what_is_transparent_becomes_white() -> None:
    image = Image.new("RGBA", (600, 771), (255, 0, 0, 0))
    out = BytesIO()
    image.save(out, "PNG")
    assert opened(cut(out.getvalue()).jpeg).getpixel((300, 300)) == (255, 255, 255)


def test_a_turned_photo_is_set_upright() -> None:
    image = Image.new("RGB", (1200, 900), "white")
    image.paste((0, 0, 200), (0, 0, 600, 900))  # the left half is the top half once it is turned
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    found = opened(cut(out.getvalue()).jpeg)
    top, bottom = found.getpixel((300, 50)), found.getpixel((300, 720))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[2] > 150 > top[0]
    assert bottom[0] > 240
    assert not found.getexif()


def marked(form: str) -> bytes:
    """A picture with the marker in every place that the format has for it."""
    exif = Image.Exif()
    exif[0x010E] = MARKER
    exif.get_ifd(0x8825)[0x001D] = MARKER
    options: dict[str, object] = {"exif": exif}
    if form == "JPEG":
        options |= {"comment": MARKER.encode(), "xmp": f"<x>{MARKER}</x>".encode()}
    elif form == "PNG":
        text = PngInfo()
        text.add_text("Comment", MARKER)
        text.add_itxt("XML:com.adobe.xmp", f"<x>{MARKER}</x>")
        options |= {"pnginfo": text}
    else:
        options |= {"xmp": f"<x>{MARKER}</x>".encode()}
    return picture(form=form, **options) + f"<html>{MARKER}</html>".encode()


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_but_the_pixels_is_kept(form: str) -> None:
    sent = marked(form)
    assert sent.count(MARKER.encode()) >= 3
    kept = cut(sent).jpeg
    assert MARKER.encode() not in kept
    assert set(opened(kept).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("side", [9_000, 13_000, 20_000])
def test_a_bomb_is_refused_by_its_header(side: int) -> None:
    """Unguarded, 13,000 x 13,000 took 822 MB."""
    content = bomb(side)
    assert len(content) < 100_000
    tracemalloc.start()
    with pytest.raises(RuleBroken, match="too large") as refusal:
        cut(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000
    assert refusal.value.field == "photo"


def test_a_file_over_ten_megabytes_is_refused_unread() -> None:
    with pytest.raises(RuleBroken, match="too large"):
        cut(picture() + b"\0" * (10 * 1024 * 1024))


@pytest.mark.parametrize("size", [(299, 400), (400, 299), (1, 1)])
def test_a_small_photo_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(RuleBroken, match="at least 300 pixels"):
        cut(picture(*size))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\0" * 100,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 900 1200\n",
        b"PK\x03\x04" + b"\0" * 100,
        b"\xff\xd8\xff\xe0" + b"\0" * 100,
        picture(form="GIF"),
        picture(form="BMP"),
        picture(form="TIFF"),
        picture()[:2000],
        picture(form="PNG")[:300],
        picture(form="WEBP")[:60],
    ],
)
def test_what_is_no_whole_photo_is_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken) as refusal:
        cut(content)
    assert (refusal.value.field, refusal.value.status) == ("photo", 422)


def test_broken_photos_are_photos_or_refusals() -> None:
    """RT-12: 500 mutated files; nothing but a picture or a sentence comes out."""
    chance = Random(12)
    taken = 0
    sources = [marked(form) for form in FORMATS]
    for _ in range(500):
        content = bytearray(chance.choice(sources))
        for _ in range(chance.randint(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        del content[len(content) - chance.choice((0, 0, 0, chance.randrange(len(content)))) :]
        try:
            kept = cut(bytes(content)).jpeg
        except RuleBroken:
            continue
        taken += 1
        assert opened(kept).format == "JPEG"
        assert MARKER.encode() not in kept
    assert 0 < taken < 500


def test_the_row_points_at_a_whole_file(session: Session) -> None:
    participant = make_participant(session, make_delegation(session))
    assert queries.photo_path(session, participant.person) is None
    digest = participant.record_digest
    actions.store_photo(session, SYSTEM, NOW, participant=participant, portrait=cut(picture()))
    person = participant.person
    path = queries.photo_path(session, person)
    assert path is not None
    assert path.parent == queries.photo_folder(session)
    assert person.photo_digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert participant.code not in path.name
    assert participant.record_digest == digest
    path.unlink()
    assert queries.photo_path(session, person) is None


def test_a_refused_photo_leaves_the_old_one(session: Session) -> None:
    participant = make_participant(session, make_delegation(session))
    actions.store_photo(session, SYSTEM, NOW, participant=participant, portrait=cut(picture()))
    before = participant.person.photo_file
    with pytest.raises(RuleBroken):
        actions.store_photo(session, SYSTEM, NOW, participant=participant, portrait=portrait(b"no photo"))
    assert participant.person.photo_file == before
    assert [path.name for path in queries.photo_folder(session).iterdir()] == [before]


def test_replaced_and_half_written_files_are_swept_when_they_are_old(database: Database) -> None:
    with database.committing() as session:
        participant = make_participant(session, make_delegation(session))
        for _ in range(2):
            actions.store_photo(session, SYSTEM, NOW, participant=participant, portrait=cut(picture()))
        folder, kept = queries.photo_folder(session), participant.person.photo_file
        (folder / f"{kept}.draft-1234").write_bytes(b"half")
        for path in folder.iterdir():
            os.utime(path, (NOW.timestamp(), NOW.timestamp()))
        (folder / "young.jpg").write_bytes(b"of a transaction that is still open")
    with database.reading() as session:
        assert actions.sweep_photos(session, NOW + timedelta(minutes=30)) == 0
        os.utime(folder / "young.jpg", (NOW.timestamp() + 7200, NOW.timestamp() + 7200))
        assert actions.sweep_photos(session, NOW + timedelta(hours=2)) == 2
        assert sorted(path.name for path in folder.iterdir()) == sorted([kept, "young.jpg"])

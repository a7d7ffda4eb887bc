"""Photos read in a process of their own, the part that is kept, and what only warns (PHO-01 to PHO-05, RT-12)."""

from __future__ import annotations

import resource
from io import BytesIO
from random import Random

import pytest
from PIL import Image, ImageDraw, ImageFilter
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.audit.facts import Actor
from summit.delegations import actions, queries
from summit.delegations.forms.photo import crop_of
from summit.delegations.lifecycle import DelegateFunction, PhotoFinding
from summit.delegations.photograph import HEIGHT, WIDTH, Crop, Portrait, cut, portrait
from summit.delegations.photograph.cutting import NO_FRAME, NOT_WHOLE, PART_TOO_SMALL, TOO_LARGE
from summit.demo.portraits import portrait as drawn
from summit.foundation.errors import RuleBroken
from tests.delegations.test_photos import MARKER, bomb, marked, opened, picture
from tests.factories import NOW, SYSTEM, make_delegation, make_participant

EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 900 1200\n%%EndComments\n"
HALVES = Crop(0.5, 0.0, 0.5, 0.5)


def quarters(**options: object) -> bytes:
    """A photo of 1400 x 1800 whose right upper quarter is blue."""
    image = Image.new("RGB", (1400, 1800), "white")
    image.paste((0, 0, 200), (700, 0, 1400, 900))
    out = BytesIO()
    image.save(out, "JPEG", **options)
    return out.getvalue()


def bust(seed: int = 7) -> Image.Image:
    return opened(drawn(Random(seed), "F", (600, 771)))


def bytes_of(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def striped(image: Image.Image) -> Image.Image:
    pen = ImageDraw.Draw(image)
    for left in (0, 540):
        for top in range(0, 500, 60):
            pen.rectangle((left, top, left + 60, top + 30), fill=(20, 20, 20))
    return image


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(bomb(9_000), TOO_LARGE, id="bomb of 402 MB"),
        pytest.param(bomb(13_000), TOO_LARGE, id="bomb of 822 MB"),
        pytest.param(bomb(20_000), TOO_LARGE, id="bomb over the decoder's own limit"),
        pytest.param(picture() + b"\0" * (10 * 1024 * 1024), TOO_LARGE, id="file of more than 10 MB"),
        pytest.param(EPS, NOT_WHOLE, id="EPS"),
        pytest.param(picture()[:2000], NOT_WHOLE, id="truncated JPEG"),
        pytest.param(picture(form="PNG")[:300], NOT_WHOLE, id="truncated PNG"),
        pytest.param(b"", NOT_WHOLE, id="nothing"),
    ],
)
def test_what_is_hostile_ends_in_the_other_process(content: bytes, sentence: str) -> None:
    """The table of 4.8; this process does not grow with it."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(RuleBroken) as refusal:
        portrait(content)
    assert (refusal.value.sentence, refusal.value.field) == (sentence, "photo")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_no_marker_survives(form: str) -> None:
    """EXIF and GPS, comments, XMP, and a page or an archive appended to the picture."""
    sent = marked(form) + b"PK\x03\x04" + MARKER.encode()
    kept = portrait(sent)
    assert MARKER.encode() not in kept.jpeg
    assert b"<html" not in kept.jpeg
    assert b"PK\x03\x04" not in kept.jpeg
    assert opened(kept.jpeg).size == (WIDTH, HEIGHT)


def test_the_largest_allowed_picture_fits_into_the_limits() -> None:
    """40 million pixels, once made smaller as a whole and once cut out of the middle."""
    row = Image.frombytes("RGB", (5_000, 1), Random(1).randbytes(5_000 * 3))
    content = bytes_of(row.resize((5_000, 8_000), Image.Resampling.NEAREST))
    assert opened(portrait(content).jpeg).size == (WIDTH, HEIGHT)
    small = Crop(0.4, 0.4, 0.14, 0.14 * 5_000 * HEIGHT / (8_000 * WIDTH))
    assert opened(portrait(content, small).jpeg).size == (WIDTH, HEIGHT)


def test_both_ways_of_reading_give_the_same_photo() -> None:
    assert portrait(picture()) == cut(picture())
    assert portrait(quarters(), HALVES) == cut(quarters(), HALVES)


def test_the_chosen_part_is_kept() -> None:
    blue = opened(cut(quarters(), HALVES).jpeg)
    corners = [blue.getpixel(at) for at in ((5, 5), (blue.width - 6, blue.height - 6))]
    assert all(isinstance(one, tuple) and one[2] > 150 > one[0] for one in corners)
    assert blue.size == (WIDTH, HEIGHT)
    white = opened(cut(quarters(), Crop(0.0, 0.5, 0.5, 0.5)).jpeg)
    assert white.getpixel((300, 300)) == (255, 255, 255)


def test_the_part_is_one_of_the_upright_photo() -> None:
    """The picture lies on its side in the file; shares are those of the picture as it is looked at."""
    image = opened(quarters()).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    found = opened(cut(out.getvalue(), HALVES).jpeg).getpixel((300, 300))
    assert isinstance(found, tuple)
    assert found[2] > 150 > found[0]


@pytest.mark.parametrize(
    ("crop", "sentence"),
    [
        (Crop(0.6, 0.0, 0.5, 0.5), NO_FRAME),
        (Crop(-0.2, 0.0, 0.5, 0.5), NO_FRAME),
        (Crop(0.0, 0.0, 0.5, 0.4), NO_FRAME),
        (Crop(0.0, 0.0, 0.0, 0.0), NO_FRAME),
        (Crop(0.0, 0.0, -0.5, -0.5), NO_FRAME),
        (Crop(float("nan"), 0.0, 0.5, 0.5), NO_FRAME),
        (Crop(0.0, 0.0, float("inf"), float("inf")), NO_FRAME),
        (Crop(0.0, 0.0, 0.1, 0.1), PART_TOO_SMALL),
    ],
)
def test_a_part_that_is_none_is_refused(crop: Crop, sentence: str) -> None:
    """PHO-02: 7:9 within two of a hundred."""
    with pytest.raises(RuleBroken) as refusal:
        portrait(quarters(), crop)
    assert (refusal.value.sentence, refusal.value.field) == (sentence, "photo")


def test_the_frame_of_a_form_is_four_numbers() -> None:
    assert crop_of("") is None
    assert crop_of("0.5 0 0.5 0.5") == HALVES
    for wrong in ("x", "0 0 1", "0 0 1 1 1", "{{7*7}} 0 0 0"):
        with pytest.raises(RuleBroken):
            crop_of(wrong)


def test_a_good_portrait_is_not_remarked_on() -> None:
    for seed in range(12):
        assert cut(bytes_of(bust(seed))).findings == ()


@pytest.mark.parametrize(
    ("spoiled", "finding"),
    [
        (lambda image: image.resize((400, 514)), PhotoFinding.SMALL),
        (lambda image: image.filter(ImageFilter.GaussianBlur(9)), PhotoFinding.BLURRED),
        (lambda image: image.point(lambda value: value // 3), PhotoFinding.DARK_BACKGROUND),
        (striped, PhotoFinding.BUSY_BACKGROUND),
        (lambda image: image.point(lambda value: 200 + value // 8), PhotoFinding.FLAT),
    ],
)  # fmt: skip
def test_each_fault_is_noticed(spoiled: object, finding: PhotoFinding) -> None:
    """PHO-01, PHO-02: the photo is kept all the same."""
    assert callable(spoiled)
    found = cut(bytes_of(spoiled(bust())))
    assert finding in found.findings
    assert opened(found.jpeg).format == "JPEG"


def test_findings_stand_beside_the_photo_until_it_is_replaced(session: Session) -> None:
    """PHO-03, PHO-04: they are shown, and keep nobody out, least of all a head of delegation."""
    delegation = make_delegation(session)
    head = make_participant(session, delegation, function=DelegateFunction.HOD)
    poor = Portrait(cut(picture()).jpeg, (PhotoFinding.BLURRED, PhotoFinding.DARK_BACKGROUND))
    actions.store_photo(session, SYSTEM, NOW, participant=head, portrait=poor)
    officer = Actor(code="U-1", name="Officer", roles=frozenset({Role.ACCREDITATION_OFFICER.value}), user_id=1)
    assert queries.participant_view(session, officer, head).photo_findings == (
        "The photo looks blurred.",
        "The background looks dark; a light one is asked for.",
    )
    actions.store_photo(session, SYSTEM, NOW, participant=head, portrait=Portrait(poor.jpeg))
    assert queries.participant_view(session, officer, head).photo_findings == ()



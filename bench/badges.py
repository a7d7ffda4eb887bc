"""Badges drawn: per second of CPU and by the clock, memory, bytes, and the ratio to the least a PDF of the photos costs.

    .venv/bin/python bench/badges.py [--counts 1000,5000] [--most 20000] [--rounds 3]

Every figure is taken in a process of its own that has drawn some cards first, so that fonts are open, as in a worker that is
up. Drawing and floor take turns, round after round; the figure is the median of the CPU seconds of drawing alone, those of
the processes it forks counted in. The cards are distinct: photographs of some 55 kB, names in nine scripts, flags, signed
codes. They are read one by one into the deck that is drawn, as from the database. With `--most` cards only memory counts.
The last lines say what one card on demand takes, and where the time goes.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from summit.accreditation.facts import CategoryFacts
from summit.badges.facts import CardFace, Lettering
from summit.badges.layout import BADGE, ElementKind
from summit.badges.render import Deck, Printing, check_cards, checker, render_cards
from summit.badges.render.pages import packed
from summit.badges.render.pen import Pen
from summit.badges.render.photo import read_photo
from summit.badges.render.plan import Own, Plan
from summit.badges.render.values import is_drawn
from summit.badges.token import Claims, sign
from summit.paper.qr import qr_code

EVENT = {
    "event.title": (Lettering("Hanoi Convention"),),
    "event.place_and_days": (Lettering("Hanoi  ·  25–26 October 2025"),),
}
WARM = 40
CLAIMS = Claims(
    event="2025-10-25",
    token_id=bytes(8),
    issued_at=datetime(2025, 10, 20, tzinfo=UTC),
    expires_at=datetime(2025, 10, 26, 23, tzinfo=UTC),
    category="D",
    zones=("B", "G"),
    issue_number=1,
)
CATEGORIES = [
    CategoryFacts("D", "Delegate", "#b3202a", "solid", ("B", "G")),
    CategoryFacts("A", "Accompanying person", "#b3202a", "outline", ("G",)),
    CategoryFacts("O", "International organization", "#1f5fa8", "solid", ("B", "G")),
    CategoryFacts("M", "Media", "#f2c200", "solid", ("M", "G")),
    CategoryFacts("MO", "Official media", "#f2c200", "stripes", ("M", "G")),
    CategoryFacts("H", "Host and secretariat", "#3d4653", "outline", ("B", "G")),
]
# Language, flag, delegation, the same in its language, family names, given names, the name in its script.
PEOPLES = [
    ("en", "SE", "Sweden", "", "ERIKSSON LINDQVIST BERG", "Anna Maria Karin Lars", ""),
    ("vi", "VN", "Viet Nam", "Việt Nam", "NGUYỄN TRẦN LÊ PHẠM", "Thị Ngọc Ánh Văn Minh", ""),
    ("ar", "AE", "United Arab Emirates", "الإمارات العربية المتحدة", "AL-RASHID AL-AMIRI",
     "Mohammed Fatima Khalid", "محمد فاطمة خالد الراشد العامري"),
    ("zh", "CN", "China", "中国", "ZHANG WANG LI CHEN", "Wei Fang Min", "张伟 王芳 李敏 陈静"),
    ("ru", "RU", "Russian Federation", "Российская Федерация", "IVANOV PETROVA", "Ivan Anna", "Иван Анна Иванов Петрова"),
    ("th", "TH", "Thailand", "", "PHROMMIN SRISUK", "Somchai Malee", "สมชาย มาลี พรหมมินทร์ ศรีสุข"),
    ("km", "KH", "Cambodia", "", "SOK CHAN", "Chenda Sopheap", "សុខ ចិន្តា ចាន់ សុភាព"),
    ("ka", "GE", "Georgia", "", "KVIRIKASHVILI BERIDZE", "Giorgi Nino", "გიორგი ნინო კვირიკაშვილი ბერიძე"),
    ("hi", "IN", "India", "", "SHARMA VERMA", "Priya Arjun", "प्रिया अर्जुन शर्मा वर्मा"),
]  # fmt: skip
TITLES = [
    "Ambassador",
    "Director-General",
    "Legal Adviser",
    "Minister of Justice",
    "Head of the Cybercrime Division",
]


def photographs(folder: Path, count: int, chance: random.Random) -> list[Path]:
    """So many pictures that a camera could have taken: their bytes, not their beauty, are what counts.

    A few are drawn; each file is one of them with a comment of its own.
    """
    drawn = [_picture(chance) for _ in range(min(count, 40))]
    paths = []
    for number in range(count):
        start, rest = drawn[number % len(drawn)][:2], drawn[number % len(drawn)][2:]
        comment = f"picture {number:06d}".encode()
        path = folder / f"{number:06d}.jpg"
        path.write_bytes(start + b"\xff\xfe" + (len(comment) + 2).to_bytes(2) + comment + rest)
        paths.append(path)
    return paths


def _picture(chance: random.Random) -> bytes:
    from PIL import Image, ImageFilter

    color = tuple(chance.randrange(60, 200) for _ in range(3))
    noise = Image.effect_noise((75, 96), 90).resize((600, 771)).convert("RGB")
    picture = Image.blend(Image.new("RGB", (600, 771), color), noise, 0.5).filter(
        ImageFilter.GaussianBlur(1.2)
    )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=72)
    return out.getvalue()


def face(number: int, chance: random.Random, photo: Path | None) -> CardFace:
    language, flag, english, own, families, given, native = PEOPLES[number % len(PEOPLES)]
    category = CATEGORIES[number % len(CATEGORIES)]
    claims = replace(CLAIMS, token_id=chance.randbytes(8), category=category.code, zones=category.zones)
    names = [chance.choice(families.split()), *chance.sample(given.split(), 2), f"{number % 97}."]
    serial = f"B-{number:08d}"
    values = {
        **EVENT,
        "name": (Lettering(" ".join(names), language),),
        "native_name": (Lettering(" ".join(chance.sample(native.split(), 2)), language),) if native else (),
        "title": (Lettering(chance.choice(TITLES)),),
        "delegation": (Lettering(english), Lettering(own, language)) if own else (Lettering(english),),
        "issue": (Lettering(f"{serial}  ·  issue 1"),),
    }
    return CardFace(
        serial=serial,
        values=values,
        category=category,
        zones=category.zones,
        flag=flag,
        photo=photo,
        token=sign(bytes(32), claims),
    )


def floor(photos: Sequence[Path], out: BinaryIO) -> None:
    """The least: a page with the raw photograph on it for each card, no text, no code, no flag."""
    offsets, at = [], 0

    def put(content: bytes) -> None:
        nonlocal at
        out.write(content)
        at += len(content)

    def thing(content: bytes) -> int:
        offsets.append(at)
        put(b"%d 0 obj\n%s\nendobj\n" % (len(offsets), content))
        return len(offsets)

    put(b"%PDF-1.4\n")
    tree = 3 * len(photos) + 1
    for one in photos:
        content = one.read_bytes()
        photo = thing(
            b"<< /Type /XObject /Subtype /Image /Width 600 /Height 771 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
            b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
        )
        drawing = b"q 80 0 0 102 22 250 cm /P Do Q"
        page = thing(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing))
        thing(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 298 420] /Contents %d 0 R "
            b"/Resources << /XObject << /P %d 0 R >> >> >>" % (tree, page, photo)
        )
    kids = b" ".join(b"%d 0 R" % (3 * number + 3) for number in range(len(photos)))
    thing(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(photos), kids))
    root = thing(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    start = at
    put(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
    put(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    put(b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, root, start))


def draw(faces: Iterable[CardFace], out: BinaryIO, workers: int = 1) -> None:
    render_cards(faces, BADGE, out, title="Badges", printing=Printing(workers=workers))


ENGINES = ("floor", "badges", "by two")


def cards(folder: Path, count: int) -> Iterator[CardFace]:
    """Distinct cards; where there are more of them than photographs these come again."""
    chance, photos = random.Random(7), sorted(folder.glob("*.jpg"))
    for number in range(count):
        yield face(number, chance, photos[number % len(photos)])


def cards_without_photographs(count: int) -> list[CardFace]:
    chance = random.Random(7)
    return [face(number, chance, None) for number in range(count)]


def warm(faces: list[CardFace]) -> None:
    check_cards(faces, BADGE)
    draw(faces, io.BytesIO())


def cpu_seconds() -> float:
    """Of this process and of those it has waited for."""
    return sum(os.times()[:4])


def measure(engine: str, folder: Path, count: int) -> dict[str, float]:
    """In this process: CPU seconds, wall seconds, peak MB (of a forked one as well) and bytes of drawing so many cards."""
    act = ready(engine, folder, count)
    target = folder / f"{engine}-{os.getpid()}.pdf"
    cpu, wall = cpu_seconds(), time.perf_counter()
    with target.open("wb") as out:
        act(out)
    cpu, wall = cpu_seconds() - cpu, time.perf_counter() - wall
    size = target.stat().st_size
    target.unlink()
    other = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"cpu": cpu, "wall": wall, "peak": peak_megabytes(), "other": other, "bytes": size / count}


def ready(engine: str, folder: Path, count: int) -> Callable[[BinaryIO], None]:
    """What is measured, with everything at hand."""
    if engine == "floor":
        return partial(floor, sorted(folder.glob("*.jpg"))[:count])
    warm(list(cards(folder, WARM)))
    return partial(draw, Deck(cards(folder, count)), workers=2 if engine == "by two" else 1)


def measure_parts(folder: Path, count: int) -> dict[str, float]:
    """Microseconds of CPU a card for parts of drawing and for what a run does besides; milliseconds for one card."""
    faces = list(cards(folder, count))
    warm(faces[:WARM])
    steps = [
        step
        for step in Plan(BADGE).sides[0]
        if isinstance(step, Own) and step.element.kind is ElementKind.TEXT
    ]
    pages: list[bytes] = []

    def set_texts(one: CardFace) -> None:
        pen = Pen(BADGE.height)
        for step in steps:
            if is_drawn(step.element.when, one):
                step.draw(pen, one, None, "")
        pages.append("\n".join([*pen.code, qr_code(one.token).rows.hex()]).encode())

    def each(act: Callable[[CardFace], object]) -> float:
        start = time.process_time()
        for one in faces:
            act(one)
        return (time.process_time() - start) / count * 1e6

    found = {
        "one card, ms": statistics.median(
            timed(lambda one=one: draw([one], io.BytesIO())) for one in faces[:30]
        ),
        "photographs": each(lambda one: read_photo(one.photo)),  # type: ignore[arg-type]
        "codes": each(lambda one: qr_code(one.token)),
        "text": each(set_texts),
        "zlib": each(lambda one: packed(pages.pop())),
    }
    found["text"] -= found["codes"]
    deck = Deck()
    found["putting away"] = each(deck.add)
    start = time.process_time()
    for _ in deck:
        pass
    found["deck"] = (time.process_time() - start) / count * 1e6
    found["checking"] = each(checker(BADGE))
    found["signing"] = each(lambda one: sign(bytes(32), CLAIMS))
    return found


def timed(act: Callable[[], None]) -> float:
    """Milliseconds of CPU."""
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def peak_megabytes() -> float:
    """The most memory this process has held; what `getrusage` tells begins with that of the process which started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def measured(engine: str, folder: Path, count: int) -> dict[str, float]:
    """The same in a fresh process, so that peaks of memory are its own."""
    told = subprocess.run(  # noqa: S603  # this very script
        [sys.executable, __file__, "--measure", engine, str(folder), str(count)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(told.stdout)
    return found


def tell_parts(parts: dict[str, float], whole: float) -> None:
    """One line for a card on demand, one for where the time goes, one for what a run does besides drawing."""
    print(f"one card on demand, warm: {parts.pop('one card, ms'):.1f} ms of CPU")
    besides = {name: parts.pop(name) for name in ("checking", "putting away", "signing")}
    spent = ", ".join(f"{name} {part:.0f}" for name, part in parts.items())
    print(f"of {whole:.0f} us a card: {spent}, else {max(whole - sum(parts.values()), 0):.0f}")
    print("besides drawing, us a card: " + ", ".join(f"{name} {part:.0f}" for name, part in besides.items()))


def tell_count(folder: Path, count: int, rounds: int) -> float:
    """Print the lines of so many cards; returns the CPU seconds of drawing them in one process."""
    found = [{each: measured(each, folder, count) for each in ENGINES} for _ in range(rounds)]
    middle = {
        each: {key: statistics.median(one[each][key] for one in found) for key in found[0][each]} for each in ENGINES
    }
    for each, figures in middle.items():
        tell_line(each, count, figures)
    cpu = middle["badges"]["cpu"]
    ratio = statistics.median(one["badges"]["cpu"] / one["floor"]["cpu"] for one in found)
    gain = statistics.median(one["badges"]["wall"] / one["by two"]["wall"] for one in found)
    print(f"ratio    {count:6}  {ratio:.1f} x the CPU of the floor; two processes are {gain:.2f} x as fast by the clock")
    return cpu


def tell_line(engine: str, count: int, figures: dict[str, float]) -> None:
    peaks = f"{figures['peak']:.0f}" + (f" + {figures['other']:.0f}" if figures["other"] else "")
    print(
        f"{engine:8} {count:6} {count / figures['cpu']:12.0f} {count / figures['wall']:10.0f} "
        f"{peaks:>9} {figures['bytes'] / 1000:8.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Badges per second of CPU, and what they cost besides.")
    parser.add_argument("--counts", default="1000,5000")
    parser.add_argument("--most", type=int, default=20_000, help="so many once more, to see that memory does not grow")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--measure", nargs=3, metavar=("ENGINE", "FOLDER", "COUNT"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.measure:
        engine, place, number = wanted.measure
        found = measure if engine in ENGINES else lambda _, *given: measure_parts(*given)
        print(json.dumps(found(engine, Path(place), int(number))))
        return
    counts = [int(count) for count in wanted.counts.split(",")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photos = photographs(folder, max(counts), random.Random(3))
        photo_bytes = sum(photo.stat().st_size for photo in photos) / len(photos)
        print(f"photographs: {len(photos)}, {photo_bytes / 1000:.1f} kB each")
        print(f"{'engine':8} {'cards':>6} {'cards/CPU s':>12} {'cards/s':>10} {'peak MB':>9} {'kB/card':>8}")
        for count in counts:
            cpu = tell_count(folder, count, wanted.rounds)
        for each in ENGINES[1:] if wanted.most else ():
            tell_line(each, wanted.most, measured(each, folder, wanted.most))
        tell_parts(measured("parts", folder, min(counts[-1], 1000)), cpu / counts[-1] * 1e6)


if __name__ == "__main__":
    main()

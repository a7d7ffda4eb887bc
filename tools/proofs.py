"""The wall of proof: every standard card in every script, and every kind of document in every language, as pictures for a
person to look through.

make proofs          # into build/proofs
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2

from summit.accreditation.facts import CategoryFacts
from summit.badges.facts import CardFace, Lettering
from summit.badges.layout import BUILT_IN, Design
from summit.badges.render import faults, render_cards
from summit.documents.facts import Facts, beside
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import DocumentKind
from summit.documents.render import paper_of
from summit.documents.words import ORDER
from summit.paper.pictures import page_picture
from tools.specimens import OPENS, specimen

CARDS, PAPERS = Path("build/proofs/cards"), Path("build/proofs/papers")
DOTS_PER_INCH = 110
BOTH = "en,ar"  # beside every language alone
CATEGORIES = (
    CategoryFacts("D", "Delegate", "#b3202a", "solid", ("B", "G")),
    CategoryFacts("A", "Accompanying person", "#b3202a", "outline", ("G",)),
    CategoryFacts("MO", "Official media", "#f2c200", "stripes", ("M", "G")),
    CategoryFacts("H", "Host and secretariat", "#ffffff", "dots", ("B", "G", "R")),
)
# Script, language, flag, a name, a delegation, a title: invented people.
SPECIMENS = (
    ("latin", "en", "GB", "Sir Bartholomew FEATHERSTONEHAUGH-CHOLMONDELEY",
     "United Kingdom of Great Britain and Northern Ireland", "Ambassador"),
    ("vietnamese", "vi", "VN", "NGUYỄN Thị Ngọc Ánh Thượng", "Việt Nam", "Thứ trưởng Bộ Công an"),
    ("cyrillic", "ru", "RU", "ЩУКАРЁВА Юлия", "Российская Федерация", "Посол"),
    ("greek", "el", "GR", "ΠΑΠΑΔΟΠΟΎΛΟΥ Ελένη", "Ελλάδα", "Πρέσβης"),
    ("arabic", "ar", "AE", "محمد بن راشد العامري", "الإمارات العربية المتحدة", "سفير"),
    ("hebrew", "he", "IL", "דוד כהן", "ישראל", "שגריר"),
    ("chinese", "zh", "CN", "张伟", "中国", "大使"),
    ("traditional-chinese", "zh-Hant", "", "劉德華", "臺灣體", "代表"),
    ("japanese", "ja", "JP", "髙橋 さくら", "日本国", "大使"),
    ("korean", "ko", "KR", "남궁민수", "대한민국", "대사"),
    ("thai", "th", "TH", "ปฏิภาณ ผู้กำกับน้ำผึ้ง", "ราชอาณาจักรไทย", "เอกอัครราชทูต"),
    ("lao", "lo", "LA", "ເພັດສະໝອນ ຫຼວງພະບາງ", "ລາວ", "ເອກອັກຄະລັດຖະທູດ"),
    ("khmer", "km", "KH", "ស្រីស្រស់ ព្រះវិហារ", "កម្ពុជា", "ឯកអគ្គរដ្ឋទូត"),
    ("burmese", "my", "MM", "အောင်ဆန်းစုကြည်", "မြန်မာ", "သံအမတ်ကြီး"),
    ("devanagari", "hi", "IN", "प्रज्ञा क्षत्रिय", "भारत", "राजदूत"),
    ("bengali", "bn", "BD", "শ্রীমান্‌ ক্ষিতীশ", "বাংলাদেশ", "রাষ্ট্রদূত"),
    ("tamil", "ta", "IN", "ஸ்ரீ கௌசல்யா", "இந்தியா", "தூதர்"),
    ("telugu", "te", "IN", "శ్రీ కృష్ణమూర్తి", "భారతదేశం", "రాయబారి"),
    ("kannada", "kn", "IN", "ಶ್ರೀ ಕೃಷ್ಣಪ್ಪ", "ಭಾರತ", "ರಾಯಭಾರಿ"),
    ("malayalam", "ml", "IN", "ശ്രീ കൃഷ്ണൻകുട്ടി", "ഇന്ത്യ", "സ്ഥാനപതി"),
    ("odia", "or", "IN", "ଶ୍ରୀ କୃଷ୍ଣ", "ଭାରତ", "ରାଷ୍ଟ୍ରଦୂତ"),
    ("gujarati", "gu", "IN", "શ્રી ક્ષિતિજ", "ભારત", "રાજદૂત"),
    ("gurmukhi", "pa", "IN", "ਸ਼੍ਰੀ ਗੁਰਪ੍ਰੀਤ", "ਭਾਰਤ", "ਰਾਜਦੂਤ"),
    ("sinhala", "si", "LK", "ශ්‍රී ක්‍රිෂාන්ත", "ශ්‍රී ලංකා", "තානාපති"),
    ("georgian", "ka", "GE", "გიორგი კვირიკაშვილი", "საქართველო", "ელჩი"),
    ("armenian", "hy", "AM", "Անահիտ ՍԱՐԳՍՅԱՆ", "Հայաստան", "Դեսպան"),
    ("ethiopic", "am", "ET", "አበበ ቢቂላ", "ኢትዮጵያ", "አምባሳደር"),
)  # fmt: skip


def cards() -> Iterator[tuple[str, CardFace]]:
    """A card for each script, the categories taking turns."""
    for number, (script, language, flag, name, delegation, title) in enumerate(SPECIMENS):
        said = {"name": name, "native_name": name, "title": title, "delegation": delegation}
        plain = {
            "event.title": "Hanoi Convention",
            "event.place_and_days": "Hanoi  ·  25–26 October 2025",
            "issue": f"B-PROOF{number:03d}  ·  issue 1",
            "number": f"{number + 1:03d}",
            "day": "25 October",
            "plate": "NG 80-281-01",
            "zone": "Red zone",
            "note": "Only with the principal",
        }
        values = {
            **{field: (Lettering(text, language),) for field, text in said.items()},
            **{field: (Lettering(text),) for field, text in plain.items()},
        }
        category = CATEGORIES[number % len(CATEGORIES)]
        yield script, CardFace("PROOF", values, category, "", category.zones, flag, token="PROOF ONLY")  # noqa: S106  # no secret


def draw(folder: Path, design: Design, script: str, card: CardFace) -> Iterator[Path]:
    """The sides of one card, each a picture in the folder."""
    out = BytesIO()
    render_cards([card], design, out, title="Proof")
    document = pypdfium2.PdfDocument(out.getvalue())
    try:
        for number, page in enumerate(document, 1):
            path = folder / f"{design.name.lower().replace(' ', '-').replace(',', '')}-{script}-{number}.png"
            page.render(scale=DOTS_PER_INCH / 72).to_pil().save(path)
            yield path
    finally:
        document.close()


def papers() -> Iterator[tuple[DocumentKind, str, Facts]]:
    """A document of each kind in each language, and in two side by side."""
    for kind in KINDS:
        for language in ORDER:
            yield kind, language, specimen(kind, language)
        yield kind, BOTH, beside(*(specimen(kind, language) for language in BOTH.split(",")))


def draw_paper(folder: Path, kind: DocumentKind, language: str, facts: Facts) -> Path:
    """The first page of a document as a picture in the folder."""
    picture = page_picture(paper_of(kind, facts, printed_at=OPENS), 1, dpi=DOTS_PER_INCH)
    if picture is None:
        raise ValueError(f"{kind.value} has no page")
    path = folder / f"{kind.value}-{language.replace(',', '-')}.png"
    path.write_bytes(picture)
    return path


def main() -> int:
    """Draw all; what is wrong with a card is said, and makes the command fail."""
    for folder in (CARDS, PAPERS):
        folder.mkdir(parents=True, exist_ok=True)
    pictures, wrong = 0, 0
    for design in BUILT_IN:
        for script, card in cards():
            for fault in faults(card, design):
                wrong += 1
                print(f"{design.name}, {script}: {fault.sentence}")
            pictures += len(list(draw(CARDS, design, script, card)))
    print(f"{pictures} pictures in {CARDS}")
    print(f"{len([draw_paper(PAPERS, *one) for one in papers()])} pictures in {PAPERS}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Every script that stands on a badge or in a list is drawn and can be read back (DOC-04)."""

import pytest

from summit.paper.fonts import FONTS, WEIGHTS, face
from summit.paper.text import shape
from tests.paper.pages import fonts, on_canvas, picture, texts

LINES = {
    "Latin": ("Şerban Ğül, Łukasz ÖZTÜRK-ŽIVKOVIĆ", "NotoSans"),
    "Vietnamese": ("Nguyễn Thị Ngọc Ánh, Đặng Thuỳ Trâm, ẾỰỖ", "NotoSans"),
    "Cyrillic": ("Владимир Щербаков, Қазақстан, Ћирић", "NotoSans"),
    "Greek": ("Ελληνική Δημοκρατία", "NotoSans"),
    "Simplified Han": ("中华人民共和国，李强（部长）。", "NotoSansSC"),
    "Traditional Han": ("臺灣直骨", "NotoSansTC"),
    "Japanese": ("日本国 たなか タナカー", "NotoSansJP"),
    "Hangul": ("대한민국 김민준", "NotoSansKR"),
    "Thai": ("ราชอาณาจักรไทย ผู้แทน น้ำ", "NotoSansThai"),
    "Lao": ("ສາທາລະນະລັດ ປະຊາທິປະໄຕ", "NotoSansLao"),
    "Khmer": ("ព្រះរាជាណាចក្រកម្ពុជា ស្ត្រី", "NotoSansKhmer"),
    "Burmese": ("ပြည်ထောင်စု သမ္မတ မြန်မာနိုင်ငံတော်", "NotoSansMyanmar"),
    "Devanagari": ("भारत गणराज्य, क्षत्रिय।", "NotoSansDevanagari"),
    "Bengali": ("গণপ্রজাতন্ত্রী বাংলাদেশ প্রধান", "NotoSansBengali"),
    "Tamil": ("இலங்கை சனநாயக ஸ்ரீ", "NotoSansTamil"),
    "Sinhala": ("ශ්‍රී ලංකා", "NotoSansSinhala"),
    "Georgian": ("საქართველო", "NotoSansGeorgian"),
    "Armenian": ("Հայաստանի Հանրապետություն", "NotoSansArmenian"),
    "Ethiopic": ("ኢትዮጵያ ሪፐብሊክ", "NotoSansEthiopic"),
    "Gujarati": ("ગુજરાતી ક્ષ", "NotoSansGujarati"),
    "Gurmukhi": ("ਪੰਜਾਬੀ ਕ੍ਰਿ", "NotoSansGurmukhi"),
    "Telugu": ("తెలుగు క్ష్మ", "NotoSansTelugu"),
    "Kannada": ("ಕನ್ನಡ ಕ್ಷ್ಮ", "NotoSansKannada"),
    "Malayalam": ("മലയാളം ക്ഷ്മ", "NotoSansMalayalam"),
    "Odia": ("ଓଡ଼ିଆ କ୍ଷ", "NotoSansOriya"),
}
RIGHT_TO_LEFT = {
    "Arabic": ("الجمهورية اليمنية (اليمن) 12:30", "NotoSansArabic"),
    "Vocalized Arabic": ("مُحَمَّد بْن سَلْمَان", "NotoSansArabic"),
    "Hebrew": ("מדינת ישראל (ישראל) 25", "NotoSansHebrew"),
}
LANGUAGES = {"Traditional Han": "zh-Hant"}


@pytest.mark.parametrize("weight", WEIGHTS)
@pytest.mark.parametrize("script", LINES)
def test_a_script_is_drawn_and_read_back(script: str, weight: int) -> None:
    text, font = LINES[script]
    line = shape(text, 14, weight, LANGUAGES.get(script, "en"))

    pdf = on_canvas(lambda canvas: line.draw(canvas, 20, 40))

    assert texts(pdf) == [line.text]
    assert f"{font}-{weight}" in fonts(pdf)
    assert not line.rtl


@pytest.mark.parametrize("script", RIGHT_TO_LEFT)
def test_a_script_read_from_the_right_keeps_its_letters(script: str) -> None:
    # Readers give these lines in different orders; the letters must all be there.
    text, font = RIGHT_TO_LEFT[script]
    line = shape(text, 14)

    pdf = on_canvas(lambda canvas: line.draw(canvas, 20, 40))

    assert sorted(texts(pdf)[0].replace(" ", "")) == sorted(text.replace(" ", ""))
    assert f"{font}-400" in fonts(pdf)
    assert line.rtl


@pytest.mark.parametrize("script", [*LINES, *RIGHT_TO_LEFT])
def test_no_line_shows_the_sign_for_a_missing_glyph(script: str) -> None:
    text, _ = (LINES | RIGHT_TO_LEFT)[script]
    for weight in WEIGHTS:
        line = shape(text, 10, weight, LANGUAGES.get(script, "en"))
        drawn = {number for _, numbers, _ in line.shaped.uses for number in numbers}
        assert drawn
        assert 0 not in drawn


@pytest.mark.parametrize("script", [*LINES, *RIGHT_TO_LEFT])
def test_bold_is_darker_and_ink_stays_in_the_measured_box(script: str) -> None:
    text, _ = (LINES | RIGHT_TO_LEFT)[script]
    darkness = {}
    for weight in WEIGHTS:
        line = shape(text, 20, weight, LANGUAGES.get(script, "en"))
        pdf = on_canvas(lambda canvas, line=line: line.draw(canvas, 100, 40), (line.width + 200, 100))
        ink = picture(pdf, dots_per_inch=72).convert("L").point(lambda value: 255 - value)
        left, upper, right, lower = ink.getbbox() or (0, 0, 0, 0)
        darkness[weight] = sum(value * count for value, count in enumerate(ink.histogram()))
        # The foot of a stacked Telugu or Kannada consonant hangs over its advance.
        assert 98 <= left < right <= 105 + line.width
        assert upper >= 100 - 40 - line.ascent - 2
        assert lower <= 100 - 40 + line.descent + 2
    assert darkness[700] > darkness[400] * 1.1


def test_every_font_of_the_table_opens_at_both_weights_under_its_own_name() -> None:
    files = {file for _, file in FONTS.values()}
    names = {face(script, weight).name for script in FONTS for weight in WEIGHTS}
    assert len(names) == len(files) * len(WEIGHTS)


def test_other_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="not 500"):
        face("Latn", 500)


def test_han_takes_the_form_of_its_language() -> None:
    def font_of(text: str, language: str) -> str:
        return shape(text, 10, 400, language).shaped.pieces[0].face.name

    assert font_of("直", "en") == "NotoSansSC-400"
    assert font_of("直", "zh") == "NotoSansSC-400"
    assert font_of("直", "zh-TW") == "NotoSansTC-400"
    assert font_of("直", "zh-Hant-HK") == "NotoSansTC-400"
    assert font_of("直", "ja") == "NotoSansJP-400"
    assert font_of("直", "ko-KR") == "NotoSansKR-400"


def test_kana_and_hangul_decide_for_the_han_beside_them() -> None:
    assert {piece.face.name for piece in shape("田中さん", 10).shaped.pieces} == {"NotoSansJP-400"}
    assert {piece.face.name for piece in shape("金민준", 10).shaped.pieces} == {"NotoSansKR-400"}


def test_a_line_of_three_scripts_keeps_its_order() -> None:
    text = "H.E. Mr. 김민준 (KIM Min-jun), Сеул"
    assert texts(on_canvas(lambda canvas: shape(text, 12).draw(canvas, 10, 40))) == [text]


def test_brackets_turn_with_the_arabic_around_them() -> None:
    # Drawn from the right, the opening bracket is the glyph that the Latin font has for the closing one.
    hebrew = shape("(א)", 10).shaped
    closing = face("Latn").letters[")"].code
    assert hebrew.pieces[0].array == f"<{face('Latn').letters['('].code}>"
    assert hebrew.pieces[-1].array == f"<{closing}>"


def test_plain_text_is_kerned_as_the_shaper_kerns_it() -> None:
    for text, script in (
        ("AVATAR To Yo L’État W. A. “V”", "Latn"),
        ("  P.  AVA ’T V  ·  A ", "Latn"),
        ("NGUYỄN Thị Ngọc Ánh", "Latn"),
        ("Привет ГА То", "Cyrl"),
        ("АТО P. Го", "Cyrl"),
        ("ΑΥΤΟ", "Grek"),
    ):
        font = face("Latn")
        shaped = font.shape(text, script, "en", rtl=False, features={"kern": True, "liga": False})
        assert shape(text, 10).shaped.width == sum(glyph.advance for glyph in shaped)
    assert shape("AV", 10).width < shape("A", 10).width + shape("V", 10).width


def test_figures_stand_under_each_other() -> None:
    assert {shape(figure, 10).width for figure in "0123456789"} == {5.72}


def test_signs_come_from_the_font_that_has_them() -> None:
    text = "→ ← ✓ ★ € ₫ № ™ ½ °"
    assert texts(on_canvas(lambda canvas: shape(text, 12).draw(canvas, 10, 40))) == [text]

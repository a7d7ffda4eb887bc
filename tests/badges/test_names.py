"""Names that other printers fail at are drawn whole on the standard badge (domain 10, DOC-03, DOC-04, PER-05)."""

from __future__ import annotations

import io

import pytest

from summit.badges.facts import CardFace, Lettering
from summit.badges.layout import BADGE, PIN_RECORD, PLACE_CARD, Design
from summit.badges.render import faults, render_cards
from summit.paper.text import shape
from tests.badges.test_render import check_cards, face, one, picture, words

NAMES = [
    ("en", "O'BRIEN Séamus"),
    ("en", "SUKARNO"),
    ("en", "U"),
    ("pt", "D'ÁVILA E SOUSA Conceição"),
    ("haw", "KAMAKAWIWOʻOLE Israel"),
    ("en", "Sir Bartholomew Maximilian FEATHERSTONEHAUGH-CHOLMONDELEY"),
    ("vi", "NGUYỄN THỊ NGỌC ÁNH"),
    ("vi", "Đặng Hữu Phước Thượng Ưỡn"),
    ("vi", "Trương Quỳnh Như Khuya Nguyệt Ữ"),
    ("tr", "ŞAHİN Işıl"),
    ("az", "ƏLİYEV İlham"),
    ("ro", "ȚEPEȘ Ștefan"),
    ("pl", "ŻÓŁĆ Wądołów"),
    ("cs", "DVOŘÁK Jiří"),
    ("is", "Guðrún ÞÓRÐARDÓTTIR"),
    ("lv", "ĶĒNIŅŠ Ģirts"),
    ("mt", "ĦAŻŻOPARDI Ġorġ"),
    ("ha", "ƊANGOTE Ɓello"),
    ("yo", "Ọlọ́rùnfẹ́mi ADÉṢỌ̀LÁ"),
    ("ru", "Ёлкина Юлия Щукарёва"),
    ("uk", "ЇЖАКЕВИЧ Ґалина"),
    ("kk", "ҚҰДАЙБЕРГЕНОВА Әсел"),
    ("mn", "Өлзийсайхан ҮҮЛД"),
    ("el", "ΠΑΠΑΔΌΠΟΥΛΟΣ Ἀλέξανδρος"),
    ("ka", "გიორგი კვირიკაშვილი"),
    ("hy", "Անահիտ ՍԱՐԳՍՅԱՆ"),
    ("am", "አበበ ቢቂላ ወልደ ገብርኤል"),
    ("ar", "محمد بن راشد آل مكتوم"),
    ("fa", "پژمان گلچین"),
    ("ur", "نصرت فتح علی خاں"),
    ("he", "דּוֹד כֹּהֵן"),
    ("hi", "श्रीमती प्रज्ञा क्षत्रिय"),
    ("ne", "ऋषिकेश ज्ञवाली"),
    ("bn", "প্রধানমন্ত্রী শ্রীমান্‌ ক্ষিতীশ"),
    ("pa", "ਸ਼੍ਰੀ ਗੁਰਪ੍ਰੀਤ"),
    ("gu", "શ્રી ક્ષિતિજ"),
    ("ta", "ஸ்ரீ கௌசல்யா ஷண்முகம்"),
    ("te", "శ్రీ కృష్ణమూర్తి"),
    ("kn", "ಶ್ರೀ ಕೃಷ್ಣಪ್ಪ"),
    ("ml", "ശ്രീ കൃഷ്ണൻകുട്ടി"),
    ("si", "ශ්‍රී ක්‍රිෂාන්ත"),
    ("or", "ଶ୍ରୀ କୃଷ୍ଣ"),
    ("th", "ปฏิภาณ ผู้กำกับน้ำผึ้ง"),
    ("lo", "ເພັດສະໝອນ ຫຼວງພະບາງ"),
    ("km", "សម្តេច ស្រីស្រស់ ព្រះវិហារ"),
    ("my", "ဒေါ်အောင်ဆန်းစုကြည် မြန်မာ့"),
    ("zh", "𠮷野 龘龘"),
    ("zh-Hant", "劉德華 臺灣體"),
    ("ja", "髙橋 さくら ヴィクトリア"),
    ("ko", "남궁민수 뷁"),
]


def card(language: str, name: str) -> CardFace:
    said = (Lettering(name, language),)
    native = () if language == "en" else said  # a Latin name is not printed twice
    return face(1, {"name": said, "native_name": native, "title": said, "delegation": said})


@pytest.mark.parametrize("design", [BADGE, PIN_RECORD, PLACE_CARD], ids=lambda design: design.name)
@pytest.mark.parametrize(("language", "name"), NAMES)
def test_a_difficult_name_is_drawn_whole(design: Design, language: str, name: str) -> None:
    drawn = card(language, name)
    check_cards([drawn], design)
    assert faults(drawn, design) == ()
    for weight in (400, 700):
        numbers = {number for _, used, _ in shape(name, 10, weight, language).shaped.uses for number in used}
        assert numbers, "something is drawn"
        assert 0 not in numbers, "no box in place of a letter"
    out = io.BytesIO()
    render_cards([drawn], design, out, title="Cards")
    read = words(out.getvalue())
    assert "\ufffd" not in read
    assert picture(out.getvalue(), scale=1).convert("L").getextrema()[0] < 60


def test_there_are_forty_of_them_in_two_dozen_scripts() -> None:
    assert len({name for _, name in NAMES}) == len(NAMES) >= 40
    assert len({language for language, _ in NAMES}) >= 40


def test_a_script_without_a_font_is_refused_by_name() -> None:
    (found,) = {fault.kind for fault in faults(face(1, {"native_name": one("བོད་ཡིག", "bo")}), BADGE)}
    assert found == "missing_glyph"

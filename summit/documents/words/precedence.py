"""Why a place is where it is, and the classes of heads, in the languages of a summit (PRE-05, DOC-05).

The English sentence is the protocol department's own, as its pages have it; these say the same. `{alphabet}` is a phrase
of ALPHABETS, `{within}` one of WITHIN. What the Chief of Protocol typed stays as it was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date

from summit.documents.words.papers import ORDER, row
from summit.foundation.clock import locale_of

OTHERS = ORDER[1:]


def _others(*words: str) -> dict[str, str]:
    return dict(zip(OTHERS, words, strict=True))


GROUNDS: dict[str, dict[str, str]] = {
    "host": _others(
        "L’hôte vient en premier.", "El anfitrión va primero.", "Принимающая сторона стоит первой.", "东道国排在首位。",
        "البلد المضيف أولا.", "Nước chủ nhà đứng đầu."),
    "drawn": _others(
        "Tiré au sort pour ouvrir la liste.", "Designado por sorteo para abrir la lista.",
        "По жребию открывает список.", "经抽签列于首位。",
        "اختير بالقرعة لافتتاح القائمة.", "Bốc thăm được mở đầu danh sách."),
    "opens": _others(
        "Ouvre la liste : le premier après {drawn}, tiré au sort et absent.",
        "Abre la lista: el siguiente a {drawn}, designado por sorteo y ausente.",
        "Открывает список: следующий после жребия ({drawn} не участвует).", "列于首位：{drawn}中签但未出席，依次顺延。",
        "يفتتح القائمة: التالي بعد {drawn} الذي اختير بالقرعة ولا يحضر.",
        "Mở đầu danh sách: kế tiếp {drawn} là nước bốc thăm nhưng không dự."),
    "alphabet": _others(
        "Sa place dans l’{alphabet}.", "Su lugar en el {alphabet}.", "Место по порядку: {alphabet}.", "按{alphabet}排列。",
        "مكانه في {alphabet}.", "Vị trí theo {alphabet}."),
    "organization-alphabet": _others(
        "Organisation, après les États ; {alphabet}.", "Organización, después de los Estados; {alphabet}.",
        "Организация, после государств; {alphabet}.", "组织，列于国家之后；{alphabet}。", "منظمة، بعد الدول؛ {alphabet}.",
        "Tổ chức, sau các quốc gia; {alphabet}."),
    "organization-undated": _others(
        "Organisation, après les États ; l’année de fondation manque, donc en dernier.",
        "Organización, después de los Estados; falta el año de fundación, por lo que va al final.",
        "Организация, после государств; год основания не указан, поэтому последняя.",
        "组织，列于国家之后；缺少成立年份，故列最后。", "منظمة، بعد الدول؛ سنة التأسيس غير مذكورة، فهي الأخيرة.",
        "Tổ chức, sau các quốc gia; thiếu năm thành lập nên đứng cuối."),
    "organization-founded": _others(
        "Organisation, après les États ; fondée en {year}.", "Organización, después de los Estados; fundada en {year}.",
        "Организация, после государств; основана в {year} году.", "组织，列于国家之后；成立于{year}年。",
        "منظمة، بعد الدول؛ تأسست عام {year}.", "Tổ chức, sau các quốc gia; thành lập năm {year}."),
    "headless": _others(
        "Personne ne conduit la délégation à ce moment, donc après toutes les catégories.",
        "Nadie encabeza la delegación en ese momento, por lo que va después de todas las clases.",
        "В этот момент делегацию никто не возглавляет, поэтому после всех классов.", "届时代表团无团长，故列于各级别之后。",
        "لا أحد يرأس الوفد في ذلك الوقت، لذا بعد جميع الفئات.",
        "Thời điểm đó đoàn không có trưởng đoàn nên đứng sau mọi cấp."),
    "class": _others(
        "Catégorie {number}, {name} ; {within}.", "Clase {number}, {name}; {within}.", "Класс {number}, {name}; {within}.",
        "第{number}级，{name}；{within}。", "الفئة {number}، {name}؛ {within}.", "Cấp {number}, {name}; {within}."),
    "decided": _others(
        "Par décision {where} : {said}", "Por decisión {where}: {said}", "По решению {where}: {said}",
        "经决定{where}：{said}",
        "بقرار {where}: {said}", "Theo quyết định {where}: {said}"),
}  # fmt: skip
WITHIN: dict[str, dict[str, str]] = {
    "alphabet": _others(
        "puis l’{alphabet}", "luego el {alphabet}", "внутри класса {alphabet}", "同级按{alphabet}", "ثم {alphabet}",
        "trong cấp theo {alphabet}"),
    "office": _others(
        "en fonctions depuis le {at}", "en el cargo desde el {at}", "в должности с {at}", "就任日期{at}",
        "في المنصب منذ {at}", "nhậm chức ngày {at}"),
    "office-undated": _others(
        "la date d’entrée en fonctions manque, donc en dernier dans la catégorie",
        "falta la fecha de toma de posesión, por lo que va al final de la clase",
        "дата вступления в должность не указана, поэтому последний в классе", "缺少就任日期，故列该级最后",
        "تاريخ تولي المنصب غير مذكور، لذا الأخير في الفئة", "thiếu ngày nhậm chức nên đứng cuối trong cấp"),
    "credentials": _others(
        "lettres de créance présentées le {at}", "credenciales presentadas el {at}", "верительные грамоты вручены {at}",
        "递交国书日期{at}", "قدم أوراق اعتماده في {at}", "trình thư ủy nhiệm ngày {at}"),
    "credentials-undated": _others(
        "la date de présentation des lettres de créance manque, donc en dernier dans la catégorie",
        "falta la fecha de presentación de credenciales, por lo que va al final de la clase",
        "дата вручения верительных грамот не указана, поэтому последний в классе", "缺少递交国书日期，故列该级最后",
        "تاريخ تقديم أوراق الاعتماد غير مذكور، لذا الأخير في الفئة", "thiếu ngày trình thư ủy nhiệm nên đứng cuối trong cấp"),
    "confirmation": _others(
        "participation confirmée le {at}", "participación confirmada el {at}", "участие подтверждено {at}", "确认日期{at}",
        "أكد المشاركة في {at}", "xác nhận tham dự ngày {at}"),
    "confirmation-undated": _others(
        "la date de confirmation manque, donc en dernier dans la catégorie",
        "falta la fecha de confirmación, por lo que va al final de la clase",
        "время подтверждения не указано, поэтому последний в классе", "缺少确认时间，故列该级最后",
        "وقت التأكيد غير مذكور، لذا الأخير في الفئة", "thiếu thời gian xác nhận nên đứng cuối trong cấp"),
}  # fmt: skip
MANNERS: dict[str, dict[str, str]] = {
    "fixed": _others("à la place {place}", "en el lugar {place}", "на место {place}", "列第{place}位", "في المرتبة {place}",
                     "ở vị trí {place}"),
    "before": _others("juste avant {other}", "justo antes de {other}", "непосредственно перед: {other}", "紧接{other}之前",
                      "قبل {other} مباشرة", "ngay trước {other}"),
    "after": _others("juste après {other}", "justo después de {other}", "непосредственно после: {other}", "紧接{other}之后",
                     "بعد {other} مباشرة", "ngay sau {other}"),
}  # fmt: skip
NOT_LISTED = _others(
    "une délégation absente de la liste", "una delegación que no figura en la lista", "делегация вне списка",
    "未列入的代表团", "وفد غير مدرج", "một đoàn không có trong danh sách",
)  # fmt: skip
NOT_HELD = _others(
    ", ce qui est impossible", ", lo cual no es posible", ", что невозможно", "（无法实现）", "، وهو غير ممكن",
    ", không thực hiện được",
)  # fmt: skip
ALPHABETS = _others(
    "alphabet {language}", "alfabeto {language}", "{language} алфавит", "{language}字母顺序", "الترتيب الهجائي ({language})",
    "bảng chữ cái {language}",
)  # fmt: skip
FROM_DRAWN = _others(
    " à partir de {drawn}", " a partir de {drawn}", " начиная с: {drawn}", "（自{drawn}起）", " ابتداء من {drawn}",
    " bắt đầu từ {drawn}",
)  # fmt: skip
# By the name that the table of classes begins with; a class that was renamed stands as the department named it.
RANKS: dict[str, dict[str, str]] = {
    one["en"]: one
    for one in (
        row("Head of State", "Chef d’État", "Jefe de Estado", "Глава государства", "国家元首", "رئيس دولة",
            "Nguyên thủ quốc gia"),
        row("Vice-President, Crown Prince or Princess", "Vice-président, prince héritier ou princesse héritière",
            "Vicepresidente, príncipe heredero o princesa heredera", "Вице-президент, наследный принц или принцесса",
            "副总统、王储", "نائب رئيس أو ولي عهد", "Phó Tổng thống, Thái tử hoặc Công chúa kế vị"),
        row("Head of Government", "Chef de gouvernement", "Jefe de Gobierno", "Глава правительства", "政府首脑",
            "رئيس حكومة", "Người đứng đầu Chính phủ"),
        row("Head of an organization at leaders' level", "Chef d’une organisation, au niveau des dirigeants",
            "Jefe de una organización, a nivel de líderes", "Руководитель организации на уровне лидеров",
            "领导人级别的组织负责人", "رئيس منظمة على مستوى القادة", "Người đứng đầu tổ chức ở cấp lãnh đạo"),
        row("Speaker of parliament", "Président du parlement", "Presidente del parlamento", "Председатель парламента",
            "议长", "رئيس برلمان", "Chủ tịch Quốc hội"),
        row("Deputy Prime Minister", "Vice-premier ministre", "Viceprimer ministro", "Заместитель премьер-министра",
            "副总理", "نائب رئيس الوزراء", "Phó Thủ tướng"),
        row("Minister for Foreign Affairs", "Ministre des affaires étrangères", "Ministro de Relaciones Exteriores",
            "Министр иностранных дел", "外交部长", "وزير خارجية", "Bộ trưởng Ngoại giao"),
        row("Other cabinet minister", "Autre membre du gouvernement", "Otro ministro", "Другой министр", "其他内阁部长",
            "وزير آخر", "Bộ trưởng khác"),
        row("Minister of State, special envoy", "Ministre d’État, envoyé spécial", "Ministro de Estado, enviado especial",
            "Государственный министр, специальный посланник", "国务部长、特使", "وزير دولة أو مبعوث خاص",
            "Quốc vụ khanh, đặc phái viên"),
        row("Vice-minister, State secretary", "Vice-ministre, secrétaire d’État", "Viceministro, secretario de Estado",
            "Заместитель министра, статс-секретарь", "副部长、国务秘书", "نائب وزير أو كاتب دولة",
            "Thứ trưởng, Quốc vụ khanh"),
        row("Ambassador, permanent representative", "Ambassadeur, représentant permanent",
            "Embajador, representante permanente", "Посол, постоянный представитель", "大使、常驻代表",
            "سفير أو ممثل دائم", "Đại sứ, đại diện thường trực"),
        row("Director-general, senior official", "Directeur général, haut fonctionnaire",
            "Director general, alto funcionario", "Генеральный директор, высокопоставленное должностное лицо",
            "司局长、高级官员", "مدير عام أو مسؤول كبير", "Vụ trưởng, quan chức cấp cao"),
        row("Chargé d'affaires, other", "Chargé d’affaires, autre", "Encargado de negocios, otro",
            "Временный поверенный, иное", "临时代办、其他", "قائم بالأعمال أو غيره", "Đại biện, khác"),
    )
}  # fmt: skip


def rank_name(name: str, language: str) -> str:
    """The class in that language; as the table of classes names it where it was renamed."""
    return RANKS[name][language] if name in RANKS else name


def day_said(at: date | datetime | None, language: str) -> str:
    """A date as the language writes it (CLDR), a moment with its hour in UTC."""
    if at is None:
        return ""
    hour = f", {at:%H:%M} UTC" if isinstance(at, datetime) else ""
    return f"{format_date(at, 'long', locale=locale_of(language))}{hour}"


def alphabet_said(of: str, drawn: str, language: str) -> str:
    """The alphabet of that language, and the State at which it begins; `language` is that of the paper."""
    name = Locale(language).languages[of]
    named = ALPHABETS[language].format(language=name[:1].lower() + name[1:])
    return named + (FROM_DRAWN[language].format(drawn=drawn) if drawn else "")


def decision_said(manner: str, values: Mapping[str, str], language: str, *, is_held: bool) -> str:
    """Where a decision puts a delegation: `place`, or `other` beside which it stands, empty for one that is not listed."""
    where = MANNERS[manner][language].format(place=values["place"], other=values["other"] or NOT_LISTED[language])
    return where if is_held else where + NOT_HELD[language]


def ground_said(ground: str, values: Mapping[str, str], language: str) -> str:
    """The whole sentence; KeyError for a ground that has none."""
    return GROUNDS[ground][language].format_map(values)

"""The few words of programme and schedules in the languages of a summit (DOC-05)."""

from __future__ import annotations

from dataclasses import dataclass

from summit.documents.facts import Item, Part
from summit.foundation.errors import RuleBroken


@dataclass(frozen=True)
class Words:
    """Headings of one language; `parts` says why an item concerns somebody."""

    name: str
    daily_programme: str
    delegation_schedule: str
    participant_schedule: str
    time: str
    item: str
    room: str
    person: str
    all_members: str
    nothing: str
    bilateral: str
    reserved: str
    chaired_by: str
    sponsors: str
    languages: str
    clock: str
    parts: dict[Part, str]


def _parts(*words: str) -> dict[Part, str]:
    order = (Part.OPEN, Part.HEADS, Part.CHAIR, Part.SPEAKER, Part.SIGNATORY, Part.SPONSOR)
    return {**dict(zip(order, words, strict=True)), Part.BILATERAL: "", Part.RESERVED: ""}


WORDS: dict[str, Words] = {
    "en": Words(
        "English", "Daily programme", "Schedule of the delegation", "Personal schedule", "Time", "Item", "Room", "Person",
        "All members of the delegation", "Nothing is planned.", "Bilateral meeting with {}", "Reserved", "Chair: {}",
        "Organized by {}", "Interpretation: {}", "All times are {} time ({}).",
        _parts("", "heads of delegation", "chairs", "speaks", "signs", "organizes"),
    ),
    "fr": Words(
        "Français", "Programme de la journée", "Programme de la délégation", "Programme personnel", "Heure", "Point", "Salle",
        "Personne", "Tous les membres de la délégation", "Rien n’est prévu.", "Entretien bilatéral avec {}", "Réservé",
        "Présidence : {}", "Organisé par {}", "Interprétation : {}", "Heures de {} ({}).",
        _parts("", "chefs de délégation", "préside", "prend la parole", "signe", "organise"),
    ),
    "es": Words(
        "Español", "Programa del día", "Programa de la delegación", "Programa personal", "Hora", "Tema", "Sala", "Persona",
        "Todos los miembros de la delegación", "No hay nada previsto.", "Reunión bilateral con {}", "Reservado",
        "Preside: {}", "Organiza: {}", "Interpretación: {}", "Hora de {} ({}).",
        _parts("", "jefes de delegación", "preside", "interviene", "firma", "organiza"),
    ),
    "ru": Words(
        "Русский", "Программа дня", "Расписание делегации", "Личное расписание", "Время", "Мероприятие", "Зал", "Участник",
        "Все члены делегации", "Ничего не запланировано.", "Двусторонняя встреча: {}", "Занято", "Председатель: {}",
        "Организаторы: {}", "Перевод: {}", "Время местное, {} ({}).",
        _parts("", "главы делегаций", "председательствует", "выступает", "подписывает", "организует"),
    ),
    "zh": Words(
        "中文", "每日日程", "代表团日程", "个人日程", "时间", "项目", "会场", "人员", "代表团全体成员", "暂无安排。",
        "与{}的双边会晤", "已预留", "主持：{}", "主办：{}", "口译：{}", "所有时间均为{}时间（{}）。",
        _parts("", "代表团团长", "主持", "发言", "签署", "主办"),
    ),
    "ar": Words(
        "العربية", "البرنامج اليومي", "جدول أعمال الوفد", "الجدول الشخصي", "الوقت", "البند", "القاعة", "الشخص",
        "جميع أعضاء الوفد", "لا شيء مقرر.", "اجتماع ثنائي مع {}", "محجوز", "الرئيس: {}", "تنظيم: {}", "الترجمة الشفوية: {}",
        "جميع الأوقات بتوقيت {} ({}).",
        _parts("", "رؤساء الوفود", "يترأس", "يتحدث", "يوقع", "ينظم"),
    ),
    "vi": Words(
        "Tiếng Việt", "Chương trình trong ngày", "Lịch trình của đoàn", "Lịch trình cá nhân", "Thời gian", "Nội dung",
        "Phòng", "Đại biểu", "Tất cả thành viên đoàn", "Chưa có hoạt động.", "Gặp song phương với {}", "Đã giữ chỗ",
        "Chủ trì: {}", "Đơn vị tổ chức: {}", "Phiên dịch: {}", "Giờ {} ({}).",
        _parts("", "trưởng đoàn", "chủ trì", "phát biểu", "ký", "tổ chức"),
    ),
}  # fmt: skip


class UnknownLanguage(RuleBroken):
    """Documents are printed in the languages of the table only."""


def words_of(language: str) -> Words:
    """The words of that language; raises UnknownLanguage."""
    if language not in WORDS:
        raise UnknownLanguage(
            f"Documents are printed in {', '.join(sorted(WORDS))}; not in {language[:20]}.", "language"
        )
    return WORDS[language]


def languages_of(written: str) -> tuple[str, ...]:
    """The one language or the two of `en` or `en,fr`; raises UnknownLanguage for more, and for the same one twice."""
    found = tuple(one.strip() for one in written.split(","))
    for language in found:
        words_of(language)
    if len(found) > 2 or len(set(found)) < len(found):
        raise UnknownLanguage("A document is printed in one language or in two different ones.", "language")
    return found


def title_of(item: Item, words: Words) -> str:
    """What the item is called in that language: a bilateral by its counterpart, a reserved one by nothing else."""
    if item.part is Part.RESERVED:
        return words.reserved
    if item.part is Part.BILATERAL:
        return words.bilateral.format(item.counterpart)
    return item.title

"""What kind a line of the programme is, and who may enter, in the languages of a summit (DOC-05)."""

from __future__ import annotations

from summit.agenda.lifecycle import ACCESS_NAMES, KIND_NAMES, Access, EntryKind
from summit.documents.words.papers import row

KINDS: dict[EntryKind, dict[str, str]] = {
    kind: row(KIND_NAMES[kind], *others)
    for kind, others in {
        EntryKind.OPENING: ("Ouverture", "Apertura", "Открытие", "开幕", "الافتتاح", "Khai mạc"),
        EntryKind.SIGNING: ("Signature", "Firma", "Подписание", "签署", "التوقيع", "Lễ ký"),
        EntryKind.PLENARY: ("Débat en plénière", "Debate plenario", "Пленарные прения", "全体辩论", "مناقشة عامة",
                            "Phiên thảo luận toàn thể"),
        EntryKind.DISCUSSION: ("Débat de haut niveau", "Debate de alto nivel", "Обсуждение на высоком уровне", "高级别讨论",
                               "مناقشة رفيعة المستوى", "Thảo luận cấp cao"),
        EntryKind.ROUND_TABLE: ("Table ronde", "Mesa redonda", "Круглый стол", "圆桌会议", "مائدة مستديرة", "Bàn tròn"),
        EntryKind.SIDE_EVENT: ("Manifestation parallèle", "Acto paralelo", "Параллельное мероприятие", "边会", "حدث جانبي",
                               "Sự kiện bên lề"),
        EntryKind.CEREMONY: ("Cérémonie", "Ceremonia", "Церемония", "仪式", "مراسم", "Nghi lễ"),
        EntryKind.MEAL: ("Repas", "Comida", "Прием пищи", "餐会", "وجبة", "Tiệc"),
        EntryKind.PHOTO: ("Photographie", "Fotografía", "Фотографирование", "合影", "صورة", "Chụp ảnh"),
        EntryKind.PRESS: ("Presse", "Prensa", "Пресса", "新闻活动", "صحافة", "Báo chí"),
        EntryKind.CLOSING: ("Clôture", "Clausura", "Закрытие", "闭幕", "الاختتام", "Bế mạc"),
        EntryKind.REHEARSAL: ("Répétition", "Ensayo", "Репетиция", "彩排", "تجربة", "Tổng duyệt"),
    }.items()
}  # fmt: skip
ACCESSES: dict[Access, dict[str, str]] = {
    access: row(ACCESS_NAMES[access], *others)
    for access, others in {
        Access.OPEN: ("Ouvert à tous les participants", "Abierto a todos los participantes", "Для всех участников",
                      "对全体与会者开放", "مفتوح لجميع المشاركين", "Mở cho tất cả đại biểu"),
        Access.DELEGATES: ("Délégués", "Delegados", "Делегаты", "代表", "المندوبون", "Đại biểu chính thức"),
        Access.HEADS: ("Chefs de délégation", "Jefes de delegación", "Главы делегаций", "代表团团长", "رؤساء الوفود",
                       "Trưởng đoàn"),
        Access.INVITATION: ("Sur invitation", "Por invitación", "По приглашению", "凭邀请", "بدعوة", "Theo giấy mời"),
        Access.MEDIA: ("Médias", "Medios de comunicación", "СМИ", "媒体", "وسائل الإعلام", "Báo chí"),
    }.items()
}  # fmt: skip


def kind_name(kind: EntryKind, language: str) -> str:
    """What kind of line it is, in that language."""
    return KINDS[kind][language]


def access_name(access: Access, language: str) -> str:
    """Who may enter, in that language."""
    return ACCESSES[access][language]

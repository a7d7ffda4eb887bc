"""The words of sheets, lists and signs of bilateral meetings in the seven languages (DOC-05)."""

from __future__ import annotations

from babel import Locale

from summit.documents.words.papers import row

MEETING_TERMS: dict[str, dict[str, str]] = {
    "left": row(
        "Left, seen from the door", "À gauche, vu de la porte", "Izquierda, vista desde la puerta",
        "Слева, если смотреть от двери",
        "左侧（从门口看）", "اليسار كما يُرى من الباب", "Bên trái, nhìn từ cửa"),
    "right": row(
        "Right, seen from the door", "À droite, vu de la porte", "Derecha, vista desde la puerta",
        "Справа, если смотреть от двери",
        "右侧（从门口看）", "اليمين كما يُرى من الباب", "Bên phải, nhìn từ cửa"),
    "flag": row("Flag", "Drapeau", "Bandera", "Флаг", "国旗", "العلم", "Cờ"),
    "behind": row(
        "Behind the principal", "Derrière la personnalité", "Detrás de la personalidad", "За креслом главы стороны",
        "主要人物身后", "خلف رئيس الجانب", "Phía sau người dẫn đầu"),
    "principal": row(
        "Principal", "Personnalité", "Personalidad", "Глава стороны", "主要人物", "رئيس الجانب", "Người dẫn đầu"),
    "persons": row("Persons", "Personnes", "Personas", "Человек", "人数", "الأشخاص", "Số người"),
    "host": row("Host", "Hôte", "Anfitrión", "Принимающая сторона", "东道主", "البلد المضيف", "Chủ nhà"),
    "door": row("Door", "Porte", "Puerta", "Дверь", "门", "الباب", "Cửa"),
    "reset": row(
        "The room is cleared until {}.", "La salle est remise en ordre jusqu’à {}.", "La sala se despeja hasta las {}.",
        "Зал готовят заново до {}.", "会场整理至{}。", "تُرتّب القاعة حتى {}.", "Phòng được dọn lại đến {}."),
    "held": row(
        "Held, not yet confirmed.", "Réservée, pas encore confirmée.", "Reservada, aún sin confirmar.",
        "Забронировано, еще не подтверждено.", "暂留，尚未确认。", "محجوزة ولم تؤكد بعد.", "Đang giữ chỗ, chưa xác nhận."),
    "language": row("Language", "Langue", "Idioma", "Язык", "语言", "اللغة", "Ngôn ngữ"),
    "interpretation": row(
        "Interpretation", "Interprétation", "Interpretación", "Перевод", "口译", "الترجمة الشفوية", "Phiên dịch"),
    "gifts": row(
        "Gifts are exchanged.", "Échange de cadeaux.", "Intercambio de obsequios.", "Обмен подарками.", "互赠礼品。",
        "تبادل الهدايا.", "Có trao đổi quà."),
    "yielded": row(
        "Right-hand side yielded by: {}.", "Côté droit cédé par : {}.", "Lado derecho cedido por: {}.",
        "Правую сторону уступает: {}.", "让出右侧：{}。", "تنازل عن الجانب الأيمن: {}.", "Nhường bên phải: {}."),
    "ready": row(
        "Ready on the table: name plates, water, a clock.", "Prêts sur la table : chevalets, eau, une horloge.",
        "Listos en la mesa: letreros, agua, un reloj.", "На столе: таблички, вода, часы.", "桌上备好：席位牌、饮用水、时钟。",
        "على الطاولة: لوحات الأسماء، ماء، ساعة.", "Sẵn trên bàn: biển tên, nước uống, đồng hồ."),
    "floor": row("Floor {}", "Étage {}", "Planta {}", "Этаж {}", "{}层", "الطابق {}", "Tầng {}"),
    "zone": row("zone {}", "zone {}", "zona {}", "зона {}", "{}区", "المنطقة {}", "khu {}"),
    "with": row("With", "Avec", "Con", "С кем", "会晤对象", "مع", "Gặp"),
    "own principal": row(
        "For the delegation", "Pour la délégation", "Por la delegación", "От делегации", "本方代表", "عن الوفد",
        "Phía đoàn"),
    "state": row("State", "État", "Estado", "Состояние", "状态", "الحالة", "Trạng thái"),
    "no time": row(
        "Without a time yet", "Sans heure fixée", "Sin hora fijada", "Время еще не назначено", "时间未定",
        "لم يُحدد الوقت بعد",
        "Chưa có thời gian"),
}  # fmt: skip
INTERPRETATION: dict[str, dict[str, str]] = {
    "none": row("not needed", "sans", "no es necesaria", "не нужен", "不需要", "غير مطلوبة", "không cần"),
    "own": row(
        "own interpreter", "propre interprète", "intérprete propio", "свой переводчик", "自带译员", "مترجم خاص بالوفد",
        "phiên dịch riêng"),
    "asked": row(
        "interpreter of the host", "interprète de l’hôte", "intérprete del anfitrión", "переводчик принимающей стороны",
        "东道主译员", "مترجم من البلد المضيف", "phiên dịch của chủ nhà"),
}  # fmt: skip
PRESS: dict[str, dict[str, str]] = {
    "none": row("No press.", "Sans presse.", "Sin prensa.", "Без прессы.", "无媒体。", "بدون صحافة.", "Không có báo chí."),
    "photo": row(
        "Photographs at the beginning.", "Photographies au début.", "Fotografías al comienzo.", "Фотосъемка в начале.",
        "开始时拍照。", "التقاط الصور في البداية.", "Chụp ảnh lúc bắt đầu."),
    "pool": row(
        "Press pool at the beginning.", "Pool de presse au début.", "Pool de prensa al comienzo.", "Пул прессы в начале.",
        "开始时媒体进场。", "مجموعة الصحافة في البداية.", "Nhóm báo chí lúc bắt đầu."),
}  # fmt: skip
MEETING_STATES: dict[str, dict[str, str]] = {
    "sent": row(
        "Waiting for an answer", "En attente de réponse", "A la espera de respuesta", "Ожидает ответа",
        "等待答复", "بانتظار الرد",
        "Chờ trả lời"),
    "other_time": row(
        "Another time is offered", "Autre heure proposée", "Otra hora propuesta", "Предложено другое время", "已提出其他时间",
        "عُرض وقت آخر", "Đề nghị giờ khác"),
    "accepted": row(
        "Agreed; the room follows", "Convenu ; la salle suivra", "Acordado; falta la sala",
        "Согласовано, зал уточняется",
        "已商定，会场待定", "متفق عليه؛ القاعة لاحقا", "Đã thống nhất; chờ phòng"),
    "with_desk": row(
        "With the bilateral desk", "Au bureau des entretiens bilatéraux", "En la oficina de reuniones bilaterales",
        "В бюро двусторонних встреч", "由双边会晤处办理", "لدى مكتب الاجتماعات الثنائية", "Đang ở bộ phận song phương"),
    "held": row(
        "Held, to be accepted", "Réservé, à accepter", "Reservada, por aceptar", "Забронирована, ждет согласия",
        "暂留，待接受", "محجوز بانتظار القبول", "Đang giữ, chờ chấp thuận"),
    "confirmed": row("Confirmed", "Confirmé", "Confirmada", "Подтверждена", "已确认", "مؤكد", "Đã xác nhận"),
    "called": row("Called", "Appelé", "Convocada", "Приглашены в зал", "已通知入场", "تم النداء", "Đã mời vào"),
    "in_progress": row("In progress", "En cours", "En curso", "Идет", "进行中", "جار", "Đang diễn ra"),
    "done": row("Over", "Terminé", "Terminada", "Завершена", "已结束", "انتهى", "Đã kết thúc"),
    "no_show": row(
        "Did not take place", "N’a pas eu lieu", "No tuvo lugar", "Не состоялась", "未举行", "لم يُعقد", "Không diễn ra"),
    "cancelled": row("Called off", "Annulé", "Cancelada", "Отменена", "已取消", "ألغي", "Đã hủy"),
}  # fmt: skip


def told(term: str, language: str) -> str:
    """A word of these papers in that language; KeyError for one that is not in the table."""
    return MEETING_TERMS[term][language]


def state_of(state: str, language: str) -> str:
    """What the state of a request or meeting is called in that language."""
    return MEETING_STATES[state][language]


def interpretation_of(code: str, language: str) -> str:
    """Who interprets for a side, in that language."""
    return INTERPRETATION[code][language]


def press_of(code: str, language: str) -> str:
    """Who of the press comes in, in that language."""
    return PRESS[code][language]


def spoken(code: str, language: str) -> str:
    """The name of the language of that code in another (CLDR); empty for none."""
    return (Locale.parse(language).languages.get(code) or code) if code else ""


def way_to(venue: str, floor: str, zone: str, language: str) -> str:
    """`Floor 2 · zone R · National Convention Center`, as far as it is known. Our own words first: they set the direction."""
    parts = (floor and told("floor", language).format(floor), zone and told("zone", language).format(zone), venue)
    return " · ".join(filter(None, parts))

"""Headings, states and functions in the languages of a summit (DOC-05): every row holds all seven."""

from __future__ import annotations

from summit.documents.lifecycle import Classification, DocumentKind, VersionState

ORDER = ("en", "fr", "es", "ru", "zh", "ar", "vi")


def row(*words: str) -> dict[str, str]:
    return dict(zip(ORDER, words, strict=True))


TITLES: dict[DocumentKind, dict[str, str]] = {
    DocumentKind.LIST_OF_PARTICIPANTS: row(
        "List of participants", "Liste des participants", "Lista de participantes", "Список участников", "与会人员名单",
        "قائمة المشاركين", "Danh sách đại biểu"),
    DocumentKind.ORDER_OF_PRECEDENCE: row(
        "Order of precedence", "Ordre de préséance", "Orden de precedencia", "Порядок старшинства", "礼宾次序",
        "ترتيب الأسبقية", "Thứ tự lễ tân"),
    DocumentKind.DAILY_PROGRAMME: row(
        "Daily programme", "Programme de la journée", "Programa del día", "Программа дня", "每日日程", "البرنامج اليومي",
        "Chương trình trong ngày"),
    DocumentKind.DELEGATION_SCHEDULE: row(
        "Schedule of the delegation", "Programme de la délégation", "Programa de la delegación", "Расписание делегации",
        "代表团日程", "جدول أعمال الوفد", "Lịch trình của đoàn"),
    DocumentKind.PARTICIPANT_SCHEDULE: row(
        "Personal schedule", "Programme personnel", "Programa personal", "Личное расписание", "个人日程", "الجدول الشخصي",
        "Lịch trình cá nhân"),
    **dict.fromkeys(
        (DocumentKind.NOTE_REGISTRATION, DocumentKind.NOTE_BADGES, DocumentKind.NOTE_SIDE_EVENTS),
        row("Note verbale", "Note verbale", "Nota verbal", "Вербальная нота", "普通照会", "مذكرة شفوية", "Công hàm"),
    ),
    DocumentKind.CALL_SHEET: row(
        "Call sheet", "Feuille de route", "Hoja de ruta", "Рабочий график", "行程单", "جدول التحركات",
        "Lịch trình chi tiết"),
    DocumentKind.SIDE_EVENT_CALENDAR: row(
        "Side events", "Manifestations parallèles", "Actos paralelos", "Параллельные мероприятия", "边会",
        "الأحداث الجانبية", "Sự kiện bên lề"),
    DocumentKind.ROOM_SIGNS: row("Room", "Salle", "Sala", "Зал", "会议室", "القاعة", "Phòng"),
    DocumentKind.NAME_PLATES: row(
        "Name plates", "Chevalets", "Letreros", "Таблички", "席位牌", "لوحات الأسماء", "Biển tên"),
    DocumentKind.PLACE_CARDS: row(
        "Place cards", "Cartons de table", "Tarjetas de mesa", "Карточки гостей", "座位卡", "بطاقات المقاعد",
        "Thẻ chỗ ngồi"),
    DocumentKind.MEETING_SHEET: row(
        "Room set-up sheet", "Fiche de préparation de la salle", "Hoja de preparación de la sala",
        "Лист подготовки зала",
        "会场布置单", "ورقة إعداد القاعة", "Phiếu bố trí phòng họp"),
    DocumentKind.ROOM_SHEETS: row(
        "Room set-up of the day", "Préparation des salles du jour", "Preparación de salas del día",
        "Подготовка залов на день",
        "当日会场布置", "إعداد القاعات لليوم", "Bố trí phòng họp trong ngày"),
    DocumentKind.DELEGATION_MEETINGS: row(
        "Bilateral meetings of the delegation", "Entretiens bilatéraux de la délégation",
        "Reuniones bilaterales de la delegación",
        "Двусторонние встречи делегации", "代表团双边会晤", "الاجتماعات الثنائية للوفد", "Các cuộc gặp song phương của đoàn"),
    DocumentKind.MEETING_SIGN: row(
        "Door sign", "Affichette de porte", "Letrero de puerta", "Табличка на двери", "门牌", "لافتة الباب",
        "Biển cửa phòng"),
}  # fmt: skip
STATES: dict[VersionState, dict[str, str]] = {
    VersionState.UNPUBLISHED: row("Draft", "Projet", "Borrador", "Проект", "草案", "مسودة", "Dự thảo"),
    VersionState.PROVISIONAL: row(
        "Provisional", "Provisoire", "Provisional", "Предварительный вариант", "暂定", "مؤقت", "Tạm thời"),
    VersionState.REVISED: row("Revised", "Révisé", "Revisado", "Пересмотренный вариант", "修订", "منقح", "Sửa đổi"),
    VersionState.FINAL: row("Final", "Définitif", "Definitivo", "Окончательный вариант", "最终", "نهائي", "Chính thức"),
}  # fmt: skip
CLASSIFIED: dict[Classification, dict[str, str]] = {
    Classification.PUBLIC: row("Public", "Public", "Público", "Открыто", "公开", "عام", "Công khai"),
    Classification.DELEGATIONS: row(
        "For the delegation only", "Réservé à la délégation", "Solo para la delegación",
        "Только для делегации", "仅限代表团",
        "للوفد فقط", "Chỉ dành cho đoàn"),
    Classification.PERSONAL: row("Personal", "Personnel", "Personal", "Личное", "个人", "شخصي", "Cá nhân"),
    Classification.INTERNAL: row(
        "Internal", "Usage interne", "Uso interno", "Для служебного пользования", "内部", "للاستخدام الداخلي", "Nội bộ"),
    Classification.RESTRICTED: row(
        "Restricted", "Diffusion restreinte", "Difusión restringida", "Ограниченное распространение", "限制分发",
        "توزيع محدود", "Hạn chế phổ biến"),
}  # fmt: skip
PARTS: dict[int, dict[str, str]] = {
    1: row("States", "États", "Estados", "Государства", "国家", "الدول", "Các quốc gia"),
    2: row(
        "Observer States and regional economic integration organizations",
        "États observateurs et organisations d’intégration économique régionale",
        "Estados observadores y organizaciones regionales de integración económica",
        "Государства-наблюдатели и региональные организации экономической интеграции",
        "观察员国和区域经济一体化组织", "الدول المراقبة ومنظمات التكامل الاقتصادي الإقليمي",
        "Quốc gia quan sát viên và tổ chức hội nhập kinh tế khu vực"),
    3: row(
        "United Nations system", "Système des Nations Unies", "Sistema de las Naciones Unidas",
        "Система Организации Объединенных Наций", "联合国系统", "منظومة الأمم المتحدة", "Hệ thống Liên hợp quốc"),
    4: row(
        "Intergovernmental organizations", "Organisations intergouvernementales", "Organizaciones intergubernamentales",
        "Межправительственные организации", "政府间组织", "المنظمات الحكومية الدولية", "Tổ chức liên chính phủ"),
    5: row(
        "Other participants", "Autres participants", "Otros participantes", "Другие участники", "其他与会者",
        "مشاركون آخرون", "Đại biểu khác"),
}  # fmt: skip
TERMS: dict[str, dict[str, str]] = {
    "name": row("Name", "Nom", "Nombre", "Имя", "姓名", "الاسم", "Họ và tên"),
    "title": row("Title", "Titre", "Cargo", "Должность", "职务", "المنصب", "Chức vụ"),
    "delegation": row("Delegation", "Délégation", "Delegación", "Делегация", "代表团", "الوفد", "Đoàn"),
    "class": row("Class", "Catégorie", "Clase", "Класс", "级别", "الفئة", "Cấp"),
    "basis": row("Basis of the place", "Motif du rang", "Fundamento", "Основание", "排位依据", "أساس الترتيب", "Căn cứ"),
    "corrections": row(
        "Corrections to the secretariat by {}.", "Corrections au secrétariat avant le {}.",
        "Correcciones a la secretaría antes del {}.", "Исправления направлять в секретариат до {}.",
        "更正请于{}前送秘书处。", "ترسل التصويبات إلى الأمانة قبل {}.", "Đính chính gửi ban thư ký trước {}."),
    "next": row("Next", "Ensuite", "Después", "Далее", "下一项", "التالي", "Tiếp theo"),
    "contact": row("Contact", "Contact", "Contacto", "Контакт", "联系人", "جهة الاتصال", "Liên hệ"),
    "difference": row(
        "Changes since version {}", "Modifications depuis la version {}", "Cambios desde la versión {}",
        "Изменения после версии {}", "第{}版以来的变更", "التغييرات منذ النسخة {}", "Thay đổi so với phiên bản {}"),
    "added": row("Added", "Ajouté", "Añadido", "Добавлено", "新增", "أضيف", "Thêm"),
    "removed": row("Removed", "Supprimé", "Suprimido", "Исключено", "删除", "حذف", "Bỏ"),
    "changed": row("Changed", "Modifié", "Modificado", "Изменено", "更改", "عدل", "Sửa"),
    "before": row("Before", "Avant", "Antes", "Было", "原文", "قبل", "Trước"),
    "now": row("Now", "Maintenant", "Ahora", "Стало", "现为", "الآن", "Nay"),
    "same": row(
        "Nothing is different.", "Aucune différence.", "No hay diferencias.", "Различий нет.", "无变化。", "لا فروق.",
        "Không có thay đổi."),
}  # fmt: skip
FUNCTIONS: dict[str, dict[str, str]] = {
    "HOD": row(
        "Head of Delegation", "Chef de délégation", "Jefe de delegación", "Глава делегации", "代表团团长", "رئيس الوفد",
        "Trưởng đoàn"),
    "DHOD": row(
        "Deputy Head of Delegation", "Chef adjoint de délégation", "Jefe adjunto de delegación",
        "Заместитель главы делегации", "代表团副团长", "نائب رئيس الوفد", "Phó Trưởng đoàn"),
    "ALT": row(
        "Alternate Representative", "Représentant suppléant", "Representante suplente", "Заместитель представителя",
        "副代表", "ممثل مناوب", "Đại diện dự khuyết"),
    "REP": row("Representative", "Représentant", "Representante", "Представитель", "代表", "ممثل", "Đại diện"),
    "ADV": row("Adviser", "Conseiller", "Asesor", "Советник", "顾问", "مستشار", "Cố vấn"),
    "EXP": row("Expert", "Expert", "Experto", "Эксперт", "专家", "خبير", "Chuyên gia"),
    "SPO": row("Spouse", "Conjoint", "Cónyuge", "Супруг(а)", "配偶", "الزوج(ة)", "Phu nhân/Phu quân"),
    "AID": row(
        "Private Secretary", "Secrétaire particulier", "Secretario particular", "Личный секретарь", "私人秘书",
        "سكرتير خاص", "Thư ký riêng"),
    "NTK": row("Note-taker", "Rédacteur", "Redactor de actas", "Секретарь-протоколист", "记录员", "مدون محاضر", "Ghi chép"),
    "INT": row("Interpreter", "Interprète", "Intérprete", "Переводчик", "口译员", "مترجم شفوي", "Phiên dịch"),
    "MSG": row("Messenger", "Courrier", "Mensajero", "Курьер", "信使", "حامل الحقيبة", "Giao liên"),
    "MED": row("Physician", "Médecin", "Médico", "Врач", "医生", "طبيب", "Bác sĩ"),
    "SEC": row("Close Protection", "Protection rapprochée", "Escolta", "Охрана", "警卫", "حماية شخصية", "Cận vệ"),
    "OPH": row(
        "Official Photographer", "Photographe officiel", "Fotógrafo oficial", "Официальный фотограф", "官方摄影师",
        "مصور رسمي", "Nhiếp ảnh chính thức"),
    "DRV": row("Driver", "Chauffeur", "Conductor", "Водитель", "司机", "سائق", "Lái xe"),
    "LO": row(
        "Liaison Officer", "Officier de liaison", "Oficial de enlace", "Сотрудник связи", "联络官", "ضابط اتصال",
        "Cán bộ liên lạc"),
    "STAFF": row("Staff", "Personnel", "Personal", "Персонал", "工作人员", "موظف", "Nhân viên"),
    "PRESS": row("Press", "Presse", "Prensa", "Пресса", "新闻", "صحافة", "Báo chí"),
    "TECH": row("Technician", "Technicien", "Técnico", "Техник", "技术人员", "فني", "Kỹ thuật viên"),
    "SERVICE": row("Service", "Service", "Servicio", "Обслуживание", "服务人员", "خدمات", "Phục vụ"),
    "VIPGUEST": row(
        "Guest of Honour", "Invité d’honneur", "Invitado de honor", "Почетный гость", "贵宾", "ضيف شرف", "Khách danh dự"),
}  # fmt: skip


def said(term: str, language: str) -> str:
    """A heading in that language; KeyError for one that is not in the table."""
    return TERMS[term][language]


def function_name(code: str, language: str) -> str:
    """What the function in the delegation is called in that language."""
    return FUNCTIONS[code][language]

"""Notes verbales in seven languages: third person, opening and closing formula, what each note is about (domain 8).

`{sender}` and `{addressee}` are whole phrases of SENDERS and ADDRESSEES; `{name}` in these is a name of the table of States,
set apart so that no language has to bend it.
"""

from __future__ import annotations

from summit.documents.lifecycle import DocumentKind
from summit.documents.words.papers import row

SENDERS = row(
    "The Ministry of Foreign Affairs of {name}", "Le Ministère des affaires étrangères ({name})",
    "El Ministerio de Relaciones Exteriores ({name})", "Министерство иностранных дел ({name})", "{name}外交部",
    "وزارة الخارجية ({name})", "Bộ Ngoại giao {name}",
)  # fmt: skip
EMBASSIES = row(
    "the Embassy of {name}", "l’Ambassade ({name})", "la Embajada ({name})", "Посольству ({name})", "{name}大使馆",
    "سفارة ({name})", "Đại sứ quán {name}",
)  # fmt: skip
SECRETARIATS = row(
    "the secretariat of {name}", "le secrétariat ({name})", "la secretaría ({name})", "секретариату ({name})", "{name}秘书处",
    "أمانة ({name})", "Ban thư ký {name}",
)  # fmt: skip
OPENING = row(
    "{sender} presents its compliments to {addressee} and has the honour to refer to {event}, to be held in {place}.",
    "{sender} présente ses compliments à {addressee} et a l’honneur de se référer à la réunion "
    "{event}, qui se tiendra à {place}.",
    "{sender} saluda atentamente a {addressee} y tiene el honor de referirse a la reunión {event}, "
    "que se celebrará en {place}.",
    "{sender} свидетельствует свое уважение {addressee} и имеет честь сослаться на встречу {event}, "
    "которая состоится в {place}.",
    "{sender}向{addressee}致意，并谨就将在{place}举行的{event}照会如下。",
    "تهدي {sender} تحياتها إلى {addressee} وتتشرف بالإشارة إلى {event} المقرر عقده في {place}.",
    "{sender} kính chào {addressee} và hân hạnh đề cập đến {event}, tổ chức tại {place}.",
)  # fmt: skip
BODIES: dict[DocumentKind, dict[str, str]] = {
    DocumentKind.NOTE_REGISTRATION: row(
        "It has received the registration of {count} members of the delegation, who are named below.",
        "Il a reçu l’inscription de {count} membres de la délégation, dont les noms suivent.",
        "Ha recibido la inscripción de {count} miembros de la delegación, cuyos nombres figuran a continuación.",
        "Получена регистрация членов делегации (всего {count}), имена которых приведены ниже.",
        "已收到代表团{count}名成员的注册，名单如下。",
        "وقد وردت بيانات تسجيل أعضاء الوفد وعددهم {count}، وأسماؤهم أدناه.",
        "Bộ đã nhận được đăng ký của {count} thành viên đoàn có tên dưới đây."),
    DocumentKind.NOTE_BADGES: row(
        "The badges of the {count} admitted members of the delegation are ready for collection at "
        "{where}, by a person whom the "
        "delegation names in writing.",
        "Les badges des {count} membres accrédités de la délégation sont à retirer à l’endroit suivant "
        ": {where}, par une personne "
        "désignée par écrit.",
        "Las credenciales de los {count} miembros acreditados de la delegación pueden retirarse en: "
        "{where}, por una persona "
        "designada por escrito.",
        "Пропуска аккредитованных членов делегации (всего {count}) можно получить по адресу: {where}; получателя делегация "
        "называет письменно.",
        "代表团{count}名获准成员的证件可由代表团书面指定的人员在以下地点领取：{where}。",
        "بطاقات أعضاء الوفد المعتمدين وعددهم {count} جاهزة للتسليم في: {where}، إلى من يسميه الوفد كتابة.",
        "Thẻ của {count} thành viên đoàn đã được chấp thuận có thể nhận tại: {where}, bởi người được "
        "đoàn chỉ định bằng văn bản."),
    DocumentKind.NOTE_SIDE_EVENTS: row(
        "The following side events of the delegation are in the programme.",
        "Les manifestations parallèles suivantes de la délégation sont inscrites au programme.",
        "Los siguientes actos paralelos de la delegación figuran en el programa.",
        "В программу включены следующие параллельные мероприятия делегации.",
        "代表团的下列边会已列入日程。",
        "أدرجت الأحداث الجانبية التالية للوفد في البرنامج.",
        "Các sự kiện bên lề sau đây của đoàn đã được đưa vào chương trình."),
}  # fmt: skip
NO_EVENTS = row(
    "No side event of the delegation is in the programme.",
    "Aucune manifestation parallèle de la délégation n’est au programme.",
    "No figura en el programa ningún acto paralelo de la delegación.",
    "Параллельных мероприятий делегации в программе нет.",
    "日程中没有代表团的边会。",
    "لا توجد أحداث جانبية للوفد في البرنامج.",
    "Chương trình không có sự kiện bên lề nào của đoàn.",
)  # fmt: skip
CLOSING = row(
    "{sender} avails itself of this opportunity to renew to {addressee} the assurances of its highest consideration.",
    "{sender} saisit cette occasion pour renouveler à {addressee} les assurances de sa très haute considération.",
    "{sender} aprovecha la oportunidad para reiterar a {addressee} las seguridades de su más alta consideración.",
    "{sender} пользуется случаем, чтобы возобновить {addressee} уверения в своем весьма высоком уважении.",
    "{sender}顺致{addressee}最崇高的敬意。",
    "وتغتنم {sender} هذه المناسبة لتعرب إلى {addressee} مجددا عن فائق تقديرها.",
    "Nhân dịp này, {sender} một lần nữa gửi tới {addressee} lời chào trân trọng.",
)  # fmt: skip
NUMBER = row("No.", "N°", "N.º", "№", "编号", "رقم", "Số")

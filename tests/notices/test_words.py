"""The words of letters: placeholders looked up, values that forge neither a line nor a link (V1.2.9, V1.3.7)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from babel import Locale
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.audit.models import AuditEntry
from summit.foundation.db import Database
from summit.foundation.errors import RuleBroken, StaleVersion
from summit.notices import actions
from summit.notices.facts import LANGUAGES, Wording
from summit.notices.kinds import BY_CODE, KINDS
from summit.notices.letters import PLACEHOLDER, built_in, filled, harmless, names_in, one_line
from summit.notices.phrases import PHRASES, moment_words, phrases, sentence
from summit.notices.queries import letter, wording_for
from summit.notices.rules import PlaceholderMissing, UnknownPlaceholder, WordingKnown, require_wording
from tests.factories import NOW, SYSTEM
from tests.house.source import TEMPLATES
from tests.notices.conftest import LINK, NEWS, RESET, at_once, tell_news, write

RESET_KIND = BY_CODE[RESET]
FRENCH = Wording("Nouveau mot de passe", "{name},\n\nvoici l’adresse :\n{address}\n\nLe protocole")


def test_every_letter_that_comes_with_the_program_is_a_kind_with_sound_words() -> None:
    files = {path.relative_to(TEMPLATES).with_suffix("").as_posix() for path in TEMPLATES.glob("*/mail/*.txt")}
    endings = ["", *(f".{language}" for language in LANGUAGES if language != "en")]
    assert files == {f"{kind.code}{ending}" for kind in KINDS for ending in endings}
    for kind in KINDS:
        for language in LANGUAGES:
            words = built_in(kind.code, language)
            assert require_wording(kind, words) == words
            assert names_in(words) == {one.name for one in kind.placeholders}, (kind.code, language)
        assert len({one.name for one in kind.placeholders}) == len(kind.placeholders)
        assert len({built_in(kind.code, language) for language in LANGUAGES}) == len(LANGUAGES)


def test_every_language_has_every_sentence_with_its_placeholders() -> None:
    """A plural form may leave out nothing either, so that a number is never lost."""
    for language in LANGUAGES:
        texts = phrases(language)
        assert {key for key, form in texts if form == "other"} == {key for key, _ in texts} == set(PHRASES)
        for (key, _), text in texts.items():
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PHRASES[key]), (language, key)
            assert text == one_line(text)
        forms = {form for _, form in texts}
        assert forms <= {*Locale.parse(language).plural_form.tags, "other"}


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 person has no photo."),
        ("en", 1200, "1,200 people have no photo."),
        ("fr", 1, "1 personne n’a pas de photographie."),
        ("fr", 2, "2 personnes n’ont pas de photographie."),
        ("es", 2, "2 personas no tienen fotografía."),
        ("ru", 3, "Число лиц без фотографии: 3."),
        ("zh", 3, "缺少照片的人员：3人。"),
        ("ar", 3, "عدد الأشخاص الذين لا توجد لهم صورة: 3."),
        ("vi", 3, "3 người chưa có ảnh."),
        ("xx", 3, "3 people have no photo."),
    ],
)
def test_a_sentence_is_said_in_the_language_of_the_reader(language: str, number: int, said: str) -> None:
    assert sentence(language, "lack.photo", number=number) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "6 October 2025, 10:00 Hanoi time (UTC+7)"),
        ("fr", "6 octobre 2025 à 10:00, heure de Hanoi (UTC+7)"),
        ("es", "6 de octubre de 2025 a las 10:00, hora de Hanoi (UTC+7)"),
        ("ru", "6 октября 2025\u202fг., 10:00 (местное время: Hanoi, UTC+7)"),
        ("zh", "2025年10月6日10:00（Hanoi时间，UTC+7）"),
        ("ar", "6 أكتوبر 2025، الساعة 10:00 بتوقيت Hanoi (UTC+7)"),
        ("vi", "10:00 ngày 6 tháng 10, 2025 (giờ Hanoi, UTC+7)"),
        ("xx", "6 October 2025, 10:00 Hanoi time (UTC+7)"),
    ],
)
def test_a_moment_is_written_as_the_language_writes_dates(language: str, said: str) -> None:
    at = datetime(2025, 10, 6, 3, tzinfo=UTC)
    assert moment_words(language, at, zone="Asia/Ho_Chi_Minh", place="Hanoi") == said
    assert moment_words("en", at, zone="", place="") == "6 October 2025, 03:00 UTC"


def test_what_only_looks_like_a_placeholder_stays_as_it_is() -> None:
    odd = "{0} {a.__class__} {{config}} {{''.__class__}} %s {} { name } {{name}} {Name} {name"
    words = require_wording(RESET_KIND, Wording("Hello", f"{odd}\n{{name}} {{address}}"))
    values = {"name": "{address} {0} {{7*7}} {a.__class__} {name}", "address": LINK}
    assert filled(RESET_KIND, words, values).body == f"{odd}\n{values['name']} {LINK}"


@pytest.mark.parametrize(
    ("subject", "body", "refusal", "field"),
    [
        ("Hello", "{nmae}: {address}", UnknownPlaceholder, "body"),
        ("Hello {news}", "{address}", UnknownPlaceholder, "subject"),
        ("Hello", "{name}, there is no link here", PlaceholderMissing, "body"),
        ("{address}", "{name}", PlaceholderMissing, "body"),
        ("{address}", "{address}", RuleBroken, "subject"),
        (" \r\n ", "{address}", RuleBroken, "subject"),
        ("Hello", " ", RuleBroken, "body"),
        ("Hello", "{address}" + "x" * 4000, RuleBroken, "body"),
        ("x" * 201, "{address}", RuleBroken, "subject"),
    ],
)
def test_words_that_would_not_work_are_refused_at_their_field(
    subject: str, body: str, refusal: type[RuleBroken], field: str
) -> None:
    with pytest.raises(refusal) as told:
        require_wording(RESET_KIND, Wording(subject, body))
    assert told.value.field == field


def test_a_refusal_names_the_placeholder() -> None:
    told = r"^\{nmae\} is no placeholder of this letter. It knows \{name\}, \{address\}.$"
    with pytest.raises(UnknownPlaceholder, match=told):
        require_wording(RESET_KIND, Wording("Hello", "{nmae}: {address}"))
    with pytest.raises(PlaceholderMissing, match=r"^The text must hold \{address\}: the link that lets"):
        require_wording(RESET_KIND, Wording("Hello", "{name}"))


@pytest.mark.parametrize(
    ("typed", "put_in"),
    [
        ("Anne Marie DURAND", "Anne Marie DURAND"),
        ("Ann\r\nBcc: x@evil.example", "Ann Bcc: x@evil. example"),
        ("Ann\u2028\u0085\x0b\x00Our desk asks: pay", "Ann Our desk asks: pay"),
        ("http://evil.example/a", "http: //evil. example/a"),
        ("HTTPS://EVIL.EXAMPLE", "HTTPS: //EVIL. EXAMPLE"),
        ("www.evil.example", "www. evil. example"),
        ("javascript:alert(1)", "javascript: alert(1)"),
        ("evil\u3002example \uff45\uff0e\uff46", "evil\u3002 example \uff45\uff0e \uff46"),
        ("J.R. Smith, St.Pierre", "J. R. Smith, St. Pierre"),
        ("10:30 and 10.30, 1.2", "10:30 and 10.30, 1.2"),
        ("a\u202egnp.exe\u2066", "agnp. exe"),
        ("<b>{name}</b> {0} {a.__class__} %s", "<b>{name}</b> {0} {a.__class__} %s"),
        ("नेपाल\u200d ทดสอบ محمد", "नेपाल\u200d ทดสอบ محمد"),
        ("x" * 400, "x" * 300),
    ],
)
def test_what_somebody_typed_forges_neither_a_line_nor_a_link(typed: str, put_in: str) -> None:
    assert harmless(typed) == put_in
    letter_ = filled(RESET_KIND, Wording("For {name}", "{name}\n{address}"), {"name": typed, "address": LINK})
    assert letter_ == Wording(one_line(f"For {put_in}")[:200], f"{put_in}\n{LINK}")


def test_a_letter_goes_in_the_own_words_of_its_language_else_in_the_supplied_ones(session: Session) -> None:
    news = BY_CODE[NEWS]
    english = Wording("Bilateral news", "To {name}: {news} {address}")
    actions.write_wording(session, SYSTEM, NOW, kind=news, language="fr", wording=FRENCH_NEWS, version=0)
    assert wording_for(session, news, "fr") == ("fr", FRENCH_NEWS)
    assert wording_for(session, news, "ar") == ("ar", built_in(NEWS, "ar"))
    assert wording_for(session, news, "xx") == ("en", built_in(NEWS))
    actions.write_wording(session, SYSTEM, NOW, kind=news, language="en", wording=english, version=0)
    assert wording_for(session, news, "xx") == ("en", english)
    assert wording_for(session, news, "ar") == ("ar", built_in(NEWS, "ar"))
    notice = tell_news(session, language="fr")
    assert (notice.language, notice.subject) == ("fr", "Nouvelles")
    assert letter(session, notice.code)[1] == (
        "Anne :\nA delegation asks yours for a meeting.\nhttps://summit.example/bilaterals"
    )
    actions.drop_wording(session, SYSTEM, NOW, kind=news, language="fr", version=1)
    assert wording_for(session, news, "fr") == ("fr", built_in(NEWS, "fr"))


FRENCH_NEWS = Wording("Nouvelles", "{name} :\n{news}\n{address}")


def test_words_that_changed_meanwhile_are_not_written_over(session: Session) -> None:
    def write_words(version: int, subject: str) -> None:
        words = Wording(subject, FRENCH.body)
        actions.write_wording(session, SYSTEM, NOW, kind=RESET_KIND, language="fr", wording=words, version=version)

    write_words(0, "Un")
    for stale in (0, 2):
        with pytest.raises(StaleVersion):
            write_words(stale, "Deux")
    write_words(1, "Trois")
    with pytest.raises(StaleVersion):
        actions.drop_wording(session, SYSTEM, NOW, kind=RESET_KIND, language="fr", version=1)
    assert wording_for(session, RESET_KIND, "fr") == ("fr", Wording("Trois", FRENCH.body))
    lines = session.scalars(select(AuditEntry).where(AuditEntry.object_kind == "letter_wording").order_by(AuditEntry.id))
    assert [(line.verb, line.object_code, line.before.get("subject", ""), line.after["subject"]) for line in lines] == [
        ("write", "accounts-reset:fr", "", "Un"),
        ("write", "accounts-reset:fr", "Un", "Trois"),
    ]


def test_two_who_write_the_first_words_at_once_make_one(app: Flask, database: Database) -> None:
    def write_words(subject: str) -> str:
        try:
            with database.committing() as session:
                words = Wording(subject, FRENCH.body)
                actions.write_wording(session, SYSTEM, NOW, kind=RESET_KIND, language="fr", wording=words, version=0)
        except (WordingKnown, StaleVersion):
            return "refused"
        return subject

    told = at_once(app, *(lambda subject=subject: write_words(subject) for subject in ("Un", "Deux", "Trois")))
    (written,) = [one for one in told if one != "refused"]
    with database.reading() as session:
        assert wording_for(session, RESET_KIND, "fr")[1].subject == written


def test_the_same_cause_writes_one_letter_also_at_once(app: Flask, database: Database) -> None:
    def write_one() -> str:
        with database.committing() as session:
            return write(session, "one cause").code

    assert len(set(at_once(app, *[write_one] * 4))) == 1

"""No paper of another language has an English class, reason or kind of line in it (DOC-05, PRE-05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from summit.agenda.lifecycle import Access, EntryKind
from summit.delegations.models import RankClass
from summit.delegations.precedence import Basis, Ground, Manner, Override, Within
from summit.delegations.precedence.reasons import sentence
from summit.documents.facts import DailyProgramme, OrderOfPrecedence
from summit.documents.lifecycle import DocumentKind
from summit.documents.queries import gathered
from summit.documents.queries.lists import reason_said
from summit.documents.words import ORDER, access_name, kind_name, rank_name
from summit.foundation.db import Database
from summit.paper.text import check_glyphs
from tests.documents.test_documents import EVERYTHING, Scene, scene
from tests.documents.test_versions import asked_for
from tests.factories import NOW

__all__ = ["scene"]
OTHERS = ORDER[1:]
AT = datetime(2025, 10, 20, 7, 5, tzinfo=UTC)
DECISION = Override("D-1", Manner.FIXED, "Asked by the Minister", "Chief", AT, place=3)
BASES = (
    *(
        Basis(ground, "fr", "JP", "Japan", year=1945)
        for ground in Ground
        if ground not in (Ground.CLASS, Ground.DECIDED)
    ),
    *(
        Basis(
            Ground.CLASS, "fr", "JP", "Japan", rank_class=41, rank_name="Other cabinet minister", within=within,
            at=None if within.value.endswith("undated") else AT,
        )
        for within in Within
    ),
    *(
        Basis(Ground.DECIDED, override=replace(DECISION, manner=manner), other="D-2", other_name="Brazil", is_held=held)
        for manner in Manner
        for held in (True, False)
    ),
    Basis(Ground.DECIDED, override=replace(DECISION, manner=Manner.BEFORE)),
)  # fmt: skip


@pytest.mark.parametrize("language", OTHERS)
def test_every_reason_is_said_in_every_language(language: str) -> None:
    said = [reason_said(basis, {"D-2": "BR-NAME"}, "JP-NAME", language) for basis in BASES]
    assert len(set(said)) == len(BASES), "no two grounds read alike"
    for basis, text in zip(BASES, said, strict=True):
        check_glyphs(text, language)
        assert not set("{}") & set(text)
        english = sentence(basis)
        assert ("JP-NAME" in text) == ("Japan" in english), text
        assert ("BR-NAME" in text) == ("Brazil" in english), text
        assert ("Asked by the Minister" in text) == ("Asked by the Minister" in english)
        assert ("41" in text) == ("41" in english)
        assert ("1945" in text) == ("1945" in english)
        assert text.replace("Asked by the Minister", "").isascii() < english.isascii() or language in ("es", "fr", "vi")


def test_a_date_is_written_as_the_language_writes_it() -> None:
    since = Basis(Ground.CLASS, rank_class=41, rank_name="Minister", within=Within.OFFICE, at=date(2024, 3, 1))
    assert reason_said(since, {}, "", "fr") == "Catégorie 41, Minister ; en fonctions depuis le 1 mars 2024."
    assert reason_said(since, {}, "", "vi") == "Cấp 41, Minister; nhậm chức ngày 1 tháng 3, 2024."
    confirmed = replace(since, within=Within.CONFIRMATION, at=AT)
    assert reason_said(confirmed, {}, "", "es").endswith("confirmada el 20 de octubre de 2025, 07:05 UTC.")


def test_every_class_that_the_table_begins_with_has_a_name(database: Database, scene: Scene) -> None:
    with database.reading() as session:
        names = list(session.scalars(select(RankClass.name)))
    assert len(names) == 13
    for name in names:
        for language in OTHERS:
            assert rank_name(name, language) != name, (name, language)
        assert rank_name(name, "en") == name
    assert rank_name("Envoy of the Sea", "fr") == "Envoy of the Sea", "what was renamed stands as it was named"


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_is_left_in_order_and_programme(database: Database, scene: Scene, language: str) -> None:
    with database.reading() as session:
        order, english = (
            gathered(session, NOW, asked=asked_for(DocumentKind.ORDER_OF_PRECEDENCE, scene, one), viewer=EVERYTHING)
            for one in (language, "en")
        )
        day = gathered(session, NOW, asked=asked_for(DocumentKind.DAILY_PROGRAMME, scene, language), viewer=EVERYTHING)
    assert isinstance(order, OrderOfPrecedence)
    assert isinstance(english, OrderOfPrecedence)
    assert order.places
    assert [place.code for place in order.places] == [place.code for place in english.places]
    for ours, theirs in zip(order.places, english.places, strict=True):
        assert ours.reason != theirs.reason
        assert ours.rank != theirs.rank
    assert isinstance(day, DailyProgramme)
    assert [(line.kind, line.access) for line in day.lines] == [
        (kind_name(kind, language), access_name(Access.DELEGATES, language)) for kind in (EntryKind.PHOTO, EntryKind.PLENARY)
    ]


def test_kinds_and_access_are_words_of_their_own_in_each_language() -> None:
    for members, name in ((EntryKind, kind_name), (Access, access_name)):
        for language in ORDER:
            said = [name(one, language) for one in members]
            assert len(set(said)) == len(said), language
            for text in said:
                check_glyphs(text, language)

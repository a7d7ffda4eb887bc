"""Judgements about a draft, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from summit.agenda.facts import EntryDraft
from summit.agenda.lifecycle import EntryKind
from summit.agenda.queries.side_events import folded
from summit.agenda.rules import is_main, require_draft
from summit.foundation.errors import RuleBroken
from tests.agenda.conftest import DISCUSSION, SIDE_EVENT, at
from tests.factories import FACTS


@pytest.mark.parametrize(
    ("draft", "changes", "field"),
    [
        (DISCUSSION, {"title": " "}, "title"),
        (DISCUSSION, {"title": "x" * 201}, "title"),
        (SIDE_EVENT, {"title": "x" * 121}, "title"),
        (DISCUSSION, {"abstract": "x" * 2001}, "abstract"),
        (SIDE_EVENT, {"abstract": "word " * 151}, "abstract"),
        (SIDE_EVENT, {"topic": ""}, "topic"),
        (SIDE_EVENT, {"for_all_heads": True}, "for_all_heads"),
        (DISCUSSION, {"languages": ""}, "languages"),
        (DISCUSSION, {"languages": "en xx"}, "languages"),
        (DISCUSSION, {"languages": "en en"}, "languages"),
        (DISCUSSION, {"ends_at": at(10)}, "ends_at"),
        (DISCUSSION, {"ends_at": at(9)}, "ends_at"),
        (DISCUSSION, {"ends_at": at(22, 1)}, "ends_at"),
        (DISCUSSION, {"starts_at": at(10, day=10), "ends_at": at(11, day=10)}, "day"),
        (DISCUSSION, {"starts_at": at(10) + timedelta(days=8), "ends_at": at(11) + timedelta(days=8)}, "day"),
        (DISCUSSION, {"setup_minutes": -1}, "setup_minutes"),
        (DISCUSSION, {"setup_minutes": 241}, "setup_minutes"),
    ],
)
def test_a_draft_that_cannot_be_printed_is_refused_at_its_field(
    draft: EntryDraft, changes: dict[str, object], field: str
) -> None:
    require_draft(draft, FACTS)
    with pytest.raises(RuleBroken) as refusal:
        require_draft(replace(draft, **changes), FACTS)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "x" * 200},
        {"abstract": "word " * 300},
        {"languages": "en fr es ru zh ar vi"},
        {"ends_at": at(22)},
        {"starts_at": at(10, day=11), "ends_at": at(11, day=11)},  # two weeks before the first day
        {"starts_at": at(10, day=25) + timedelta(days=8), "ends_at": at(11, day=25) + timedelta(days=8)},
        {"setup_minutes": 240},
    ],
)
def test_a_draft_at_the_edge_passes(changes: dict[str, object]) -> None:
    require_draft(replace(DISCUSSION, **changes), FACTS)


@pytest.mark.parametrize(
    ("kind", "for_all_heads", "expected"),
    [
        (EntryKind.OPENING, False, True),
        (EntryKind.SIGNING, False, True),
        (EntryKind.PLENARY, True, True),
        (EntryKind.PLENARY, False, False),
        (EntryKind.MEAL, True, False),
        (EntryKind.SIDE_EVENT, False, False),
    ],
)
def test_main_events_are_opening_signing_and_plenaries_with_leaders(
    kind: EntryKind, for_all_heads: bool, expected: bool
) -> None:
    assert is_main(kind, for_all_heads) is expected


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Đà Nẵng", "da nang"),
        ("José GARCÍA", "jose garcia"),
        ("NGUYỄN Thị Ánh", "nguyen thi anh"),
        ("ﬁne", "fine"),
    ],
)
def test_search_knows_no_accents(text: str, bare: str) -> None:
    assert folded(text) == bare

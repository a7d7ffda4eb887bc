"""A set-up as a file: JSON with a version, read strictly (one installation serves one summit). Pure."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, TypeVar  # Any: a file holds what its author wrote, until it is read

from summit.accreditation.facts import CategoryFacts
from summit.delegations.facts import QuotaEntry, RankClassEntry
from summit.delegations.lifecycle import CATEGORY_NAMES, DeadlineKind, PartyKind, RankKind
from summit.desk.facts import Setup
from summit.foundation.errors import RuleBroken
from summit.notices.facts import LANGUAGES, SavedWording, Wording
from summit.notices.queries import kind_titles

VERSION = 1
COLOR = re.compile(r"#[0-9a-f]{6}")
PATTERNS = frozenset({"solid", "outline", "stripes", "dots"})
T = TypeVar("T")


def written(setup: Setup) -> str:
    """The set-up as the text of a file."""
    content = {
        "version": VERSION,
        "zones": dict(setup.zones),
        "categories": [asdict(one) for one in setup.categories],
        "quotas": [{"kind": kind.value, **asdict(entry)} for kind, entry in setup.quotas],
        "rank_classes": [asdict(one) for one in setup.ranks],
        "deadlines": [
            {"kind": kind.value, "falls_at": falls_at.isoformat(), "is_hard": is_hard}
            for kind, falls_at, is_hard in setup.deadlines
        ],
        "letters": [
            {"kind": one.kind, "language": one.language, "subject": one.wording.subject, "body": one.wording.body}
            for one in setup.wordings
        ],
        "held_letters": list(setup.held_letters),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read(text: str) -> Setup:
    """The set-up that the text holds. Raises RuleBroken with a sentence for a file of another version or shape."""
    try:
        content = json.loads(text)
        version = content["version"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RuleBroken("This file is no set-up: it is not JSON with a version.") from error
    if version != VERSION:
        raise RuleBroken(f"This file has version {version!r}; this installation reads version {VERSION} only.")
    try:
        return Setup(
            zones={_text(code, 4): _text(name, 80) for code, name in content["zones"].items()},
            categories=tuple(_category(one) for one in content["categories"]),
            quotas=tuple(_quota(one) for one in content["quotas"]),
            deadlines=tuple(_deadline(one) for one in content["deadlines"]),
            wordings=tuple(_wording(one) for one in content.get("letters", [])),
            held_letters=tuple(_kind(code) for code in content.get("held_letters", [])),
            ranks=tuple(_rank(one) for one in content.get("rank_classes", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RuleBroken(f"This set-up cannot be read: {type(error).__name__}, {error}.") from error


def _category(one: dict[str, Any]) -> CategoryFacts:
    found = CategoryFacts(**{**one, "zones": tuple(_text(zone, 4) for zone in one["zones"])})
    if found.code not in CATEGORY_NAMES or found.pattern not in PATTERNS or not COLOR.fullmatch(found.color):
        raise ValueError(f"category {found.code!r} has a code, a color or a pattern that is not known")
    return replace(
        found,
        name=_text(found.name, 80),
        self_print=_of(bool, found.self_print),
        position=_of(int, found.position),
    )


def _quota(one: dict[str, Any]) -> tuple[PartyKind, QuotaEntry]:
    entry = QuotaEntry(
        places=_of(int, one["places"]),
        zone=_of(str, one["zone"]),
        functions=tuple(_of(str, function) for function in one["functions"]),
        reason=_of(str, one["reason"]),
    )
    return PartyKind(one["kind"]), entry


def _rank(one: dict[str, Any]) -> RankClassEntry:
    return RankClassEntry(
        number=_of(int, one["number"]),
        name=_text(one["name"], 80),
        kind=RankKind(one["kind"]),
        holds=_of(str, one["holds"]),
    )


def _deadline(one: dict[str, Any]) -> tuple[DeadlineKind, datetime, bool]:
    falls_at = datetime.fromisoformat(one["falls_at"])
    if falls_at.tzinfo is None:
        raise ValueError("a deadline needs the offset of its time zone")
    return DeadlineKind(one["kind"]), falls_at, _of(bool, one["is_hard"])


def _wording(one: dict[str, Any]) -> SavedWording:
    if one["language"] not in LANGUAGES:
        raise ValueError(f"no letters are written in the language {one['language']!r}")
    return SavedWording(_kind(one["kind"]), one["language"], Wording(_text(one["subject"], 200), _text(one["body"], 4000)))


def _kind(code: Any) -> str:
    if code not in kind_titles():
        raise ValueError(f"{code!r} is no kind of letter")
    return _of(str, code)


def _text(value: Any, longest: int) -> str:
    found = _of(str, value)
    if not 0 < len(found) <= longest:
        raise ValueError(f"{found[:20]!r} is empty or longer than {longest}")
    return found


def _of(wanted: type[T], value: Any) -> T:
    if type(value) is not wanted:
        raise TypeError(f"{value!r} is not of the kind {wanted.__name__}")
    return value

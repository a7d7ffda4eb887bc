"""Letters, their kinds and their words as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from summit.audit.facts import AuditLine

LANGUAGES: dict[str, str] = {
    "en": "English",
    "fr": "French",
    "es": "Spanish",
    "ru": "Russian",
    "zh": "Chinese",
    "ar": "Arabic",
    "vi": "Vietnamese",
}
ENGLISH = "en"


@dataclass(frozen=True)
class Placeholder:
    """A name in braces that a letter's text may hold. `is_trusted`: our own sentence, link or code; the rest was typed by
    somebody and is put in so that it can forge neither a line nor a link. `is_secret`: a link that opens something, which no
    officer reads. `difficult` names the real values that a preview looks for: "person", "sender", or nothing.
    `phrases` are sentences of ours, each with a number, that stand for the example in the letter's language.
    """

    name: str
    meaning: str
    example: str
    is_trusted: bool = False
    is_required: bool = False
    is_secret: bool = False
    difficult: str = ""
    phrases: tuple[tuple[str, int], ...] = ()

    @property
    def written(self) -> str:
        return "{" + self.name + "}"


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter that the program writes. `code` is its built-in text below templates/, without the ending."""

    code: str
    title: str
    recipient: str
    placeholders: tuple[Placeholder, ...]

    @property
    def slug(self) -> str:
        """The kind in an address."""
        return self.code.replace("/mail/", "-")

    @property
    def secrets(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.placeholders if one.is_secret)


@dataclass(frozen=True)
class Wording:
    """The words of a letter, placeholders in braces."""

    subject: str
    body: str


@dataclass(frozen=True)
class SavedWording:
    """A ministry's own words of one kind in one language."""

    kind: str
    language: str
    wording: Wording
    version: int = 0


@dataclass(frozen=True)
class KindLine:
    """A kind in the list: the languages in which there are own words, and whether its letters wait for an officer."""

    kind: LetterKind
    own: Mapping[str, SavedWording]
    is_held: bool


@dataclass(frozen=True)
class Envelope:
    """A letter on its way: `attempt` counts from 1 and is the sender's claim on it."""

    notice_id: int
    code: str
    recipient: str
    subject: str
    body: str
    language: str
    written_at: datetime
    attempt: int


@dataclass(frozen=True)
class Outcome:
    """What became of a try: a verb of the lifecycle, or "" to try again later; `problem` says why in words."""

    verb: str
    problem: str = ""


@dataclass(frozen=True)
class NoticeLine:
    """A letter in the outbox. `note` says why it waits, failed or came back."""

    code: str
    kind_title: str
    recipient: str
    subject: str
    state: str
    state_name: str
    note: str
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True)
class NoticePage:
    """One letter with its text, secret links left out; `body` is None where the text cannot be shown without them."""

    line: NoticeLine
    body: str | None
    language: str
    attempts: int
    next_try_at: datetime | None
    copy_of: str
    copies: tuple[str, ...]
    verbs: tuple[str, ...]
    history: tuple[AuditLine, ...]


@dataclass(frozen=True)
class NoticeFilters:
    """What the outbox is narrowed to; empty texts narrow nothing."""

    state: str = ""
    kind: str = ""
    recipient: str = ""


@dataclass(frozen=True)
class BounceLine:
    """An address to which letters are held, since one came back."""

    id: int
    address: str
    reason: str
    bounced_at: datetime
    notice_code: str

"""Documents, their versions and what differs between two of them, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from summit.documents.facts.schedules import Frame
from summit.documents.kinds import KindFacts
from summit.documents.lifecycle import CorrectedField, CorrectionState, DocumentKind, VersionState


@dataclass(frozen=True)
class Asked:
    """Which document is meant: of what kind, about what (a day, a code or nothing), in which language, to be what.

    `language` is one code of two letters, or two with a comma between them for a bilingual document (DOC-05).
    """

    kind: DocumentKind
    subject: str = ""
    language: str = "en"
    state: VersionState = VersionState.PROVISIONAL

    @property
    def languages(self) -> tuple[str, ...]:
        """One language or two."""
        return tuple(self.language.split(","))


@dataclass(frozen=True)
class Issue:
    """What a page says about the version it belongs to. `number` 0 is a draft; `corrections_until` the window's end.

    With `since` it holds only what is different from that version.
    """

    number: int = 0
    state: VersionState = VersionState.UNPUBLISHED
    corrections_until: datetime | None = None
    since: int = 0


DRAFT = Issue()


@dataclass(frozen=True)
class VersionLine:
    """A version among others of its document."""

    number: int
    state: VersionState
    published_by: str
    published_at: datetime
    digest: str
    note: str


@dataclass(frozen=True)
class DocumentLine:
    """A document with its latest version; `subject` in words."""

    code: str
    kind: KindFacts
    subject: str
    language: str
    latest: VersionLine


@dataclass(frozen=True)
class Line:
    """One line of a document as two versions are compared: where it stands, and what it says."""

    where: str
    text: str


@dataclass(frozen=True)
class Changed:
    """A line that says something else in the later version."""

    where: str
    was: str
    now: str


@dataclass(frozen=True)
class Differences:
    """What changed from one version to a later one; the lines in the order of the document."""

    added: tuple[Line, ...] = ()
    removed: tuple[Line, ...] = ()
    changed: tuple[Changed, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True)
class DifferenceReport:
    """What changed in the document of that title since version `since`, to be printed."""

    frame: Frame
    title: str
    since: int
    found: Differences


@dataclass(frozen=True)
class CorrectionFacts:
    """A delegation's request for a correction of the provisional list, and what was decided."""

    code: str
    delegation_code: str
    delegation: str
    flag: str
    participant_code: str
    name: str
    field: CorrectedField
    wanted: str
    state: CorrectionState
    asked_by: str
    asked_at: datetime
    version: int
    answer: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    is_done: bool = False


@dataclass(frozen=True)
class Listing:
    """A delegation's own part of the provisional list, with its requests; `is_open` while corrections can be asked for."""

    delegation_code: str
    delegation: str
    flag: str
    number: int
    state: VersionState
    published_at: datetime
    corrections_until: datetime | None
    is_open: bool
    people: tuple[tuple[str, str, str, str], ...]
    corrections: tuple[CorrectionFacts, ...]

"""Saved views of lists, and sheets sent in, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ViewEntry:
    """A filter of a list to be kept: `kind` is people or delegations, `question` the end of the list's address.

    `office` is the role value of those who shall see it too, or empty.
    """

    kind: str
    name: str
    question: str
    office: str = ""


@dataclass(frozen=True)
class ViewFacts:
    """A saved view as a user may open it; `owner` is the name of who saved it."""

    code: str
    name: str
    question: str
    office: str
    owner: str
    is_own: bool


@dataclass(frozen=True)
class ViewChips:
    """The saved views of a list, each with its address, and the question that the list answers now."""

    kind: str
    question: str
    views: tuple[tuple[ViewFacts, str], ...]

    @property
    def is_saved(self) -> bool:
        """Whether the present filter is one of the views already."""
        return any(view.question == self.question for view, _ in self.views)


@dataclass(frozen=True)
class RunEntry:
    """What is to be done to many people: `verb` a RunVerb's value, `value` the function, category, reason or tag."""

    verb: str
    value: str


@dataclass(frozen=True)
class RunRow:
    """One person of a change of many; `sentence` says why the person was left out, and is empty for who was not."""

    code: str
    name: str
    sentence: str = ""


@dataclass(frozen=True)
class RunFacts:
    """A change of many people as a page shows it. Its rows are known for a day: `done`, `left` out, `kept` by the undoing."""

    code: str
    result: str
    state: str
    by: str
    done_at: datetime
    changed: int
    left_out: int
    may_undo: bool
    done: tuple[RunRow, ...] = ()
    left: tuple[RunRow, ...] = ()
    kept: tuple[RunRow, ...] = ()


@dataclass(frozen=True)
class ImportLine:
    """What one row of a sheet would do: `verb` is add, edit, keep or refuse.

    `differences` are heading, value on file and new value; `where` is the cell to look at when it is refused.
    """

    number: int
    verb: str
    name: str = ""
    code: str = ""
    differences: tuple[tuple[str, str, str], ...] = ()
    fault: str = ""
    where: str = ""


@dataclass(frozen=True)
class ImportFacts:
    """An import in the list of a delegation."""

    number: int
    file_name: str
    state: str
    started_at: datetime
    added: int
    edited: int
    left_out: int
    version: int
    may_undo: bool


@dataclass(frozen=True)
class PhotoImportFacts:
    """A ZIP file of photos in the list of a delegation."""

    number: int
    state: str
    started_at: datetime
    stored: int
    left_out: int
    version: int


@dataclass(frozen=True)
class PhotoImportLine:
    """One file of a draft: whom it shows, what a person should look at, or why it cannot be stored."""

    number: int
    label: str
    code: str
    name: str
    replaces: bool
    has_picture: bool
    findings: tuple[str, ...] = ()
    fault: str = ""

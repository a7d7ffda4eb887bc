"""Invitations, papers, and what the note verbale says against what is registered, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class LetterEntry:
    """The host's letter: `level` is a class of domain 3.2, or None when it is addressed to no class."""

    sent_on: date
    reference: str = ""
    level: int | None = None


@dataclass(frozen=True)
class ReplyEntry:
    """The answer to the invitation: `verb` is a move of the lifecycle, the announced figures are None when not said."""

    verb: str
    replied_on: date
    announced_level: int | None = None
    announced_size: int | None = None
    remark: str = ""


@dataclass(frozen=True)
class InvitationFacts:
    """The invitation of a delegation and the answer to it, in words of the tables; `verbs` are the answers possible now."""

    state: str
    sent_on: date
    level: str
    reference: str
    replied_on: date | None
    announced_level: str
    announced_size: int | None
    remark: str
    letter: LetterEntry
    verbs: tuple[str, ...]
    version: int


@dataclass(frozen=True)
class PaperEntry:
    """What is said about a paper when it is filed."""

    kind: str
    reference: str
    dated_on: date


@dataclass(frozen=True)
class PaperFacts:
    """A paper that was filed; `reconciled_at` is None until an officer has compared it with the register (DEL-32)."""

    code: str
    kind: str
    kind_name: str
    reference: str
    dated_on: date
    media_name: str
    byte_count: int
    filed_by: str
    filed_at: datetime
    name_list: str
    reconciled_by: str
    reconciled_at: datetime | None
    version: int

    @property
    def size(self) -> str:
        """How large the file is, as it is said to people."""
        kilobytes = max(1, round(self.byte_count / 1024))
        return f"{kilobytes} kB" if kilobytes < 1024 else f"{kilobytes / 1024:.1f} MB"

    @property
    def label(self) -> str:
        """How a form offers the paper."""
        return f"{self.reference} of {self.dated_on:%-d %B %Y} ({self.kind_name})"


@dataclass(frozen=True)
class NamedLine:
    """One person of the note verbale: `function` is empty where the note gives none."""

    name: str
    function: str = ""


@dataclass(frozen=True)
class RegisteredLine:
    """One person of the register, to be compared: every form of the name, and every word for the post."""

    code: str
    name: str
    names: tuple[str, ...]
    function: str
    posts: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """What the note says otherwise than the register (DEL-32).

    `kind` is missing (in the note only), extra (in the register only), function or place; `note` and `register` are what
    each of the two says, `code` the participant, empty for who is missing.
    """

    kind: str
    name: str
    code: str = ""
    note: str = ""
    register: str = ""

"""Applications, categories and decisions as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from summit.delegations.facts import ParticipantFacts, PersonLine


@dataclass(frozen=True)
class CategoryFacts:
    """A badge category (domain 4.5). `color` is #rrggbb; `pattern` one of solid, outline, stripes, dots."""

    code: str
    name: str
    color: str
    pattern: str = "solid"
    zones: tuple[str, ...] = ()
    self_print: bool = False
    position: int = 0

    @property
    def letter(self) -> str:
        """What tells the category to somebody who sees no color."""
        return self.code

    @property
    def ink(self) -> str:
        """The text color that is readable on `color`: black or white, by relative luminance (WCAG 1.4.3)."""
        channels = (int(self.color[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
        luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        return "#000000" if luminance > 0.179 else "#ffffff"


@dataclass(frozen=True)
class Standing:
    """Where one participant stands. Without an application the state is draft and `version` None.

    `is_admitted` is the one answer that counts: approved, still enrolled, and unchanged since the approval.
    """

    participant_id: int
    code: str
    state: str
    clearance: str
    category: str
    is_admitted: bool
    changed_since_approval: bool
    submitted_at: datetime | None
    since: datetime | None
    version: int | None
    is_late: bool = False


@dataclass(frozen=True)
class Ties:
    """What binds the one who decides to the case (ACC-07, PM-2)."""

    is_self: bool = False
    is_member: bool = False
    is_focal_point: bool = False
    has_submitted: bool = False
    has_vetted: bool = False


@dataclass(frozen=True)
class Change:
    """The newest thing that happened to an application."""

    actor_code: str
    actor_name: str
    verb: str
    at: datetime


@dataclass(frozen=True)
class Outcome:
    """What became of one application in a batch; `sentence` says why when it was left out."""

    code: str
    name: str
    done: bool
    sentence: str = ""


@dataclass(frozen=True)
class QueueFilters:
    """What the queue shows; an empty text is no filter. `search` is matched without regard to accents and order.

    `paper` is missing for those whose delegation is not nominated by a note verbale or letter on file (DEL-31).
    """

    state: str = ""
    clearance: str = ""
    kind: str = ""
    category: str = ""
    delegation: str = ""
    paper: str = ""
    search: str = ""


@dataclass(frozen=True)
class QueueLine:
    """One application in a list: who, and where it stands."""

    person: PersonLine
    standing: Standing
    lacks_note: bool = False


@dataclass(frozen=True)
class VettingLine:
    """One application as security compares it with its own lists."""

    line: QueueLine
    family_name: str
    given_names: str
    born_on: date | None
    nationality: str


@dataclass(frozen=True)
class DecisionFacts:
    """A decision as a page may show it: for a delegation the reason is neutral and the officer unnamed."""

    spoken: str
    to_state: str
    by: str
    at: datetime
    reason: str = ""
    words: str = ""


@dataclass(frozen=True)
class CaseFacts:
    """An application as the page of one case shows it.

    `record_seen` is the digest of what an approval would cover; `clearance` is as this viewer may see it, `cleared_at` the
    moment of the answer. `bond` says why the viewer may not decide at all, `obstacle` why not approve now; both are empty
    when nothing stands against it.
    """

    person: ParticipantFacts
    standing: Standing
    clearance: str
    cleared_at: datetime | None
    record_seen: str
    decisions: list[DecisionFacts]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    bond: str
    obstacle: str

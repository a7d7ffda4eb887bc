"""What can go wrong, named as the fact. Each error carries the sentence that a person reads.

`RuleBroken` answers 422, `Conflict` (an impossible move, a stale version, something already taken) 409,
`NotFound` 404 - the same answer for what is missing and for what is not yours - and `Forbidden` 403.
"""

from __future__ import annotations


class SummitError(Exception):
    """Base of all errors meant for a person; `sentence` says what happened and what to do."""

    status = 500

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class RuleBroken(SummitError):
    """A rule of protocol or of the form forbids it. `field` names the form field to mend, if there is one."""

    status = 422

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Conflict(SummitError):
    """Somebody else was first, or the thing moved on meanwhile."""

    status = 409


class ImpossibleMove(Conflict):
    """The lifecycle knows no such move from the present state."""


class StaleVersion(Conflict):
    """The record changed after the page was loaded."""


class NotFound(SummitError):
    """Missing, or not yours: nobody can tell which."""

    status = 404

    def __init__(self, sentence: str = "There is no such page, or it is not open to you.") -> None:
        super().__init__(sentence)


class Forbidden(SummitError):
    """Your office may not do this at all; which record it was about plays no part."""

    status = 403

    def __init__(
        self, sentence: str = "Your office does not do this. Ask the desk named in the rights table."
    ) -> None:
        super().__init__(sentence)


class TooMany(SummitError):
    """A limit was reached; `retry_after` is in seconds."""

    status = 429

    def __init__(self, sentence: str, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after

"""What may be published when, and what may be asked to be corrected."""

from __future__ import annotations

from datetime import datetime, timedelta

from summit.documents.kinds import KindFacts
from summit.documents.lifecycle import VersionState
from summit.foundation.errors import Conflict, RuleBroken

LONGEST_WINDOW = 24 * 14  # hours


class NotCirculated(RuleBroken):
    """DOC-02: delegations see a list as provisional before it is final."""


class CorrectionsWaiting(Conflict):
    """DOC-02: every request for a correction is answered before the final list."""


class NothingChanged(Conflict):
    """The document says what its last version says already."""


class PublishedMeanwhile(Conflict):
    """Somebody else published the same number first."""


class WindowClosed(Conflict):
    """DOC-02: no provisional list is open for corrections."""


class AskedAlready(Conflict):
    """The same correction of the same person waits already."""


def require_circulated(kind: KindFacts, state: VersionState, wanted: VersionState) -> None:
    """DOC-02: nothing but a provisional version comes first where delegations can ask for corrections."""
    if kind.has_window and state is VersionState.UNPUBLISHED and wanted is not VersionState.PROVISIONAL:
        raise NotCirculated("Publish it as provisional first, so that delegations can ask for corrections.", "state")


def require_answered(kind: KindFacts, wanted: VersionState, open_requests: int) -> None:
    """DOC-02: nothing is final while a delegation waits for an answer."""
    if kind.has_window and wanted is VersionState.FINAL and open_requests:
        waits = "correction waits" if open_requests == 1 else "corrections wait"
        raise CorrectionsWaiting(f"{open_requests} {waits} for your decision. Decide before the list is final.")


def window_end(kind: KindFacts, wanted: VersionState, now: datetime, hours: int) -> datetime | None:
    """DOC-02: until when corrections can be asked for; None where there is no window."""
    if not kind.has_window or wanted is VersionState.FINAL:
        return None
    if not 1 <= hours <= LONGEST_WINDOW:
        raise RuleBroken(f"Give delegations between 1 and {LONGEST_WINDOW} hours.", "hours")
    return now + timedelta(hours=hours)


def is_window_open(state: VersionState, until: datetime | None, now: datetime) -> bool:
    """DOC-02: whether the last version still takes corrections."""
    return state is not VersionState.FINAL and until is not None and now < until

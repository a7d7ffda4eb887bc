"""Judgements about cards on their way, about lost ones, and about printers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from summit.badges.facts import (
    DOCUMENTS,
    HandOverEntry,
    HandOverKind,
)
from summit.badges.lifecycle import BadgeState
from summit.badges.models import Badge, BadgeLoss, Printer
from summit.badges.rules.cards import LONGEST_REASON, is_without_photo
from summit.delegations.facts import RankTable
from summit.delegations.models import Participant
from summit.foundation.errors import Conflict, RuleBroken, StaleVersion

MOST_SPOKEN = 10  # serials that one sentence names
PRINCIPAL_CATEGORIES = frozenset({"PIN", "VIP"})


class PrinterKnown(RuleBroken):
    """Two printers of one name could not be told apart."""


class PrinterNameMissing(RuleBroken):
    """A printer is known by its name."""


class PrinterOutOfUse(RuleBroken):
    """Nothing new is sent to a printer that is out of use."""


class DeadToken(RuleBroken):
    """A genuine token whose card has ended: lost, stolen, returned, void, or its bearer is admitted no more (BDG-03)."""


class NotAtDesk(Conflict):
    """A card that is to be handed over does not lie at the desk: it went meanwhile, or was never printed (BDG-01)."""


class HandOverIncomplete(RuleBroken):
    """Something that this kind of hand-over asks for is missing (BDG-01)."""


class NotForEmbassy(RuleBroken):
    """An embassy collects for principals, and before the opening day (BDG-02)."""


class ReplacementNotApproved(RuleBroken):
    """A lost badge is replaced only after an officer's approval (BDG-03)."""


class SamePerson(RuleBroken):
    """The approval of a new badge and the check of identity are two acts of two persons (BDG-03)."""


class IdentityUnchecked(RuleBroken):
    """The bearer's identity is to be checked against a document first (BDG-03, BDG-06)."""


class NothingToReturn(RuleBroken):
    """A pile of cards that come back holds at least one."""


class ReplacedCardOut(Conflict):
    """The badge of somebody who was replaced is still out (ACC-11)."""


class NotOut(Conflict):
    """A card that is to be taken back is not out: it came back meanwhile, or never left, or is unknown (BDG-05)."""


class NothingToCheck(Conflict):
    """No identity check is due for this card."""


def require_printer_name(name: str) -> str:
    """The name of a printer, tidied."""
    tidy = " ".join(name.split())
    if not tidy:
        raise PrinterNameMissing("Write the name of the printer, as it stands on it.", "name")
    return tidy[:80]


def require_in_use(printer: Printer) -> None:
    """Runs are sent to printers in use (BDG-07)."""
    if not printer.is_in_use:
        raise PrinterOutOfUse(f"{printer.name} is out of use. Choose another printer.")


def require_loss_version(loss: BadgeLoss, version: int) -> None:
    """An officer decides on what the page showed."""
    if loss.version != version:
        raise StaleVersion(
            f"Report {loss.code} is {loss.state} meanwhile. Open it again and look before you go on."
        )


def require_no_loss(names: Sequence[str]) -> None:
    """Nobody gets a second card round the approval of a replacement (BDG-03)."""
    if names:
        raise ReplacementNotApproved(
            f"A badge of {', '.join(names[:3])} is reported lost. The new one is ordered on the page of that report, "
            "after an officer's approval."
        )


def require_entry(entry: HandOverEntry) -> None:
    """What every hand-over needs, and what its kind needs besides (BDG-01)."""
    _require(bool(entry.serials), "Choose at least one badge to hand over.", "cards")
    _require(bool(entry.collector.strip()), "Write the name of the person who collects.", "collector")
    _require(entry.document in DOCUMENTS, "Choose the document that was shown.", "document")
    _require(
        entry.is_compared,
        "Compare the document with the person who collects, then tick the box.",
        "is_compared",
    )
    if entry.kind is HandOverKind.IN_PERSON:
        _require(len(entry.serials) == 1, "In person, everybody collects one badge: their own.", "cards")
        _require(
            entry.document == "passport", "In person, a badge is handed out against the passport.", "document"
        )
    if entry.kind is HandOverKind.BY_PROXY:
        written = bool(entry.authorization.strip())
        _require(
            written, "A proxy hands in a signed authorization: write its number or date.", "authorization"
        )
        _require(entry.has_copy, "Keep a copy of the proxy's document, then tick the box.", "has_copy")


def require_at_desk(cards: Sequence[Badge], serials: Collection[str]) -> None:
    """Every card that is to go lies at the desk now (BDG-01)."""
    missing = sorted(set(serials) - {card.serial for card in cards})
    if missing:
        raise NotAtDesk(
            f"Not at the desk any more: {', '.join(missing[:5])}. Nothing was handed over. Look at the list and choose again."
        )


def require_replaced_back(cards: Sequence[Badge]) -> None:
    """Who takes somebody's place gets the badge once the earlier one is back, or reported (ACC-11)."""
    if cards:
        said = ", ".join(f"{card.serial} of {card.participant.person.badge_name}" for card in cards[:3])
        raise ReplacedCardOut(
            f"A replaced badge is still out: {said}. Take it back, or report it lost, before the new one is handed over."
        )


def require_reason_left(left: Collection[Badge], entry: HandOverEntry) -> str:
    """Collected in bulk, a badge stays behind only for a reason, which is kept; otherwise nobody asks. Returns the reason."""
    if entry.kind is not HandOverKind.IN_BULK or not left:
        return ""
    reason = " ".join(entry.left_because.split())
    _require(bool(reason), "Say why the badges that are not chosen stay at the desk.", "left_because")
    return reason[:LONGEST_REASON]


def require_out(states: Mapping[str, str], serials: Collection[str]) -> None:
    """Every card of a pile that comes back is out with its bearer; `states` holds what is known of them (BDG-05)."""
    if not serials:
        raise NothingToReturn("Choose at least one badge, or scan one.", "serials")
    wrong = [
        f"{serial} ({states[serial].replace('_', ' ') if serial in states else 'unknown'})"
        for serial in sorted(serials)
        if states.get(serial) != BadgeState.HANDED_OUT
    ]
    if wrong:
        more = f" and {len(wrong) - MOST_SPOKEN} more" if len(wrong) > MOST_SPOKEN else ""
        raise NotOut(
            f"Not handed out: {', '.join(wrong[:MOST_SPOKEN])}{more}. Nothing was taken back. Lay these aside and try again."
        )


def require_embassy(cards: Iterable[Badge], ranks: RankTable, now: datetime, opening: datetime) -> None:
    """The embassy collects badges of Heads of State and Government and of VIPs, and before the opening day (BDG-02)."""
    if now >= opening:
        raise NotForEmbassy(
            "The opening day has come: from now on badges are collected in person, in bulk or by a proxy.",
            "kind",
        )
    others = [
        card.participant.person.badge_name for card in cards if not is_principal(card.participant, ranks)
    ]
    if others:
        raise NotForEmbassy(
            f"An embassy collects for principals only. Not one: {', '.join(others[:3])}.", "kind"
        )


def require_approver(decided_by: str, checked_by: str) -> None:
    """Who approved the new badge does not check the identity as well (BDG-03)."""
    if decided_by == checked_by:
        raise SamePerson("You approved this replacement, so somebody else checks the bearer's identity.")


def require_identity(document: str, is_compared: bool) -> None:
    """An identity check names the document, and was done (BDG-03, BDG-06)."""
    if document not in DOCUMENTS:
        raise IdentityUnchecked("Choose the document that was shown.", "document")
    if not is_compared:
        raise IdentityUnchecked("Compare the document with the bearer, then tick the box.", "is_compared")


def is_principal(participant: Participant, ranks: RankTable) -> bool:
    """For whom an embassy may collect: Heads of State and Government, and who has a pin or a VIP badge (BDG-02)."""
    return participant.category in PRINCIPAL_CATEGORIES or is_without_photo(participant, ranks)


def _require(is_given: bool, sentence: str, field: str) -> None:
    if not is_given:
        raise HandOverIncomplete(sentence, field)

"""Judgements about cards and print runs, and what can go wrong with them, named as the fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from summit.badges.facts import PAPER_NAMES, LeftOut
from summit.badges.lifecycle import BadgeState, PrintRunState
from summit.badges.models import Badge, PrintRun
from summit.delegations.facts import RankTable
from summit.delegations.lifecycle import RankKind
from summit.delegations.models import Participant
from summit.foundation.clock import moment
from summit.foundation.errors import Conflict, RuleBroken, StaleVersion

TOKEN_LIFE_AFTER_EVENT = timedelta(hours=6)  # BDG-05
LONGEST_REASON = 200
WITHOUT_PHOTO = frozenset(
    {RankKind.HEAD_OF_STATE, RankKind.DEPUTY_HEAD_OF_STATE, RankKind.HEAD_OF_GOVERNMENT}
)
SPOKEN_LEFT_OUT = {
    LeftOut.NOT_ADMITTED: "not approved, or changed since the approval",
    LeftOut.HAS_BADGE: "has a printed badge; a second one is a reprint",
    LeftOut.IN_ANOTHER_RUN: "is in another print run",
    LeftOut.LOST_BADGE: "reported a badge lost; the new one is ordered on the page of that report",
    LeftOut.RETURNED_BADGE: "returned the badge; a new one is ordered on the page of that person",
    LeftOut.OTHER_DESIGN: "is printed by another design, in a run of its own",
    LeftOut.NO_CATEGORY: "has a category that is not in the list of categories",
}


class UnknownPaper(RuleBroken):
    """A sheet that is not in the list of papers."""


class NobodyToPrint(RuleBroken):
    """Not one of those chosen can have a card now."""


class NotAdmitted(RuleBroken):
    """Only who is admitted gets a badge."""


class BadgeOrdered(Conflict):
    """Somebody else has just ordered a card for the same person: one live badge each (DEL-03)."""


class CardNotPrinted(Conflict):
    """What was never printed cannot be printed a second time."""


class CardIsOut(Conflict):
    """A card that its bearer has is not replaced, and not made void, on the desk's word alone (BDG-03)."""


class NotSelfPrinted(RuleBroken):
    """People of this category collect their badge; they do not print it."""


class CardReturned(Conflict):
    """Who gave the card back gets another one at the desk alone (BDG-05)."""


class ReasonMissing(RuleBroken):
    """A second print is asked for with a reason, which is kept."""


class UnknownSerials(RuleBroken):
    """Serials that are not cards of this run."""


def require_admitted(is_admitted: bool, name: str) -> None:
    """Only an approved participant whose record is as it was approved gets a card (ACC-03)."""
    if not is_admitted:
        raise NotAdmitted(
            f"{name} is not admitted: approved, enrolled and unchanged since the approval is what counts."
        )


def require_reason(reason: str) -> str:
    """The reason for a reprint or a void, in words."""
    tidy = " ".join(reason.split())
    if not tidy:
        raise ReasonMissing("Say why: the reason is kept with the card.", "reason")
    return tidy[:LONGEST_REASON]


def require_in_house(badges: Iterable[Badge]) -> None:
    """A card that is out comes back first, or is reported: one person then approves the new card, and another one checks
    the bearer's identity (BDG-03).
    """
    for badge in badges:
        if badge.state == BadgeState.HANDED_OUT:
            raise CardIsOut(
                f"Card {badge.serial} is out with its bearer. If it lies before you, take it back first. Otherwise report it "
                "lost, stolen or damaged: a new one then needs an officer's approval and an identity check."
            )


def require_self_print(is_self_printed: bool, collection_point: str) -> None:
    """Some categories let people print their own badge; all others collect it (BDG-01)."""
    if not is_self_printed:
        raise NotSelfPrinted(f"Badges of this category are handed out at {collection_point}.")


def require_not_returned(is_returned: bool) -> None:
    """A card that came back is not made anew at home: its bearer asks the desk (BDG-05)."""
    if is_returned:
        raise CardReturned("This badge was given back. Ask the badge desk for a new one.")


def require_version(run: PrintRun, version: int) -> None:
    """The operator decides on what the page showed."""
    if run.version != version:
        raise StaleVersion(
            f"Print run {run.code} is {run.state} meanwhile. Open it again and look before you go on."
        )


def require_serials(serials: Iterable[str], misprints: Collection[str]) -> None:
    """Misprints are named by the serials of cards that this run has just printed (BDG-07)."""
    unknown = sorted(set(misprints) - set(serials))
    if unknown:
        raise UnknownSerials(f"Not a card of this run: {', '.join(unknown[:5])}.", "misprints")


def require_somebody(count: int, left_out: Iterable[LeftOut]) -> None:
    """An empty run helps nobody: say why it would be empty."""
    if count:
        return
    counted = Counter(left_out)
    reasons = "; ".join(f"{number} {SPOKEN_LEFT_OUT[why]}" for why, number in counted.items())
    raise NobodyToPrint(f"There is nobody to print. {reasons}." if reasons else "There is nobody to print.")


def require_passes(count: int) -> None:
    """A run of numbered cards has at least one."""
    if not count:
        raise NobodyToPrint("No card of this kind waits to be printed. Make new numbers first.")


def require_paper(paper: str) -> None:
    """Cards come one a page, or on a sheet that is in the list of papers."""
    if paper not in PAPER_NAMES:
        raise UnknownPaper("Choose the paper.", "paper")


def is_free(badge: Badge | None) -> bool:
    """Whether a run may take this person: no live card, or one that waits in no run or in one that was given up.

    A card that was never printed goes over to the next run as it is, so that no issue number is wasted.
    """
    if badge is None:
        return True
    given_up = badge.run is None or badge.run.state in (PrintRunState.CANCELLED, PrintRunState.FAILED)
    return badge.state == BadgeState.QUEUED and given_up


def is_without_photo(participant: Participant, ranks: RankTable) -> bool:
    """Heads of State and Government, vice-presidents and crown princes have a badge without photograph (PHO-05).

    The mark for the three posts of TRT-01 is set for ministers for foreign affairs as well, whose photographs are sent
    ahead like those of all ministers.
    """
    kind = ranks.kind_of(participant.rank_class)
    return kind in WITHOUT_PHOTO or (participant.is_state_leader and kind is not RankKind.FOREIGN_MINISTER)


def token_end(last_day: date, zone: str) -> datetime:
    """When every token of the summit ends: six hours after its last day (BDG-05)."""
    midnight = datetime.combine(last_day + timedelta(days=1), time.min)
    return moment(midnight, zone) + TOKEN_LIFE_AFTER_EVENT


def spelled_days(first: date, last: date) -> str:
    """The days of an event in English: 25-26 October 2025 with an en dash, one day alone, or over a turn of month."""
    end = f"{last.day} {last:%B %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\N{EN DASH}{end}"
    start = f"{first.day} {first:%B}" if first.year == last.year else f"{first.day} {first:%B %Y}"
    return f"{start} \N{EN DASH} {end}"

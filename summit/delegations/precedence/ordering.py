"""The order itself: the host, the States, the organizations; within them class, tie-break and alphabet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from summit.delegations.lifecycle import ORGANIZATION_KINDS, PartyKind
from summit.delegations.precedence.placing import placed, unmet
from summit.delegations.precedence.reasons import Basis, basis, decided, sentence
from summit.delegations.precedence.terms import (
    Contender,
    Drawn,
    Mode,
    OrganizationsBy,
    Override,
    Settings,
    TieBreak,
)

HOST, STATE, ORGANIZATION = range(3)
HEADLESS = 1000  # behind every class
UNITED_NATIONS = (PartyKind.UN_SEC, PartyKind.UN_FP, PartyKind.UN_SA)

# Block, class or family, no date, date, before the drawn State, key, party: never the same for two parties.
Standing = tuple[int, int, bool, int, bool, str, str]


@dataclass(frozen=True)
class Place:
    """One line of an order. `override` is what the Chief of Protocol decided about it, also where that cannot hold."""

    number: int
    contender: Contender
    basis: Basis
    override: Override | None = None
    is_undated: bool = False

    @property
    def reason(self) -> str:
        """The basis as a sentence in English."""
        return sentence(self.basis)

    @property
    def rank(self) -> str:
        """The class of the head in words; empty while nobody heads the delegation, which is a warning (DEL-10)."""
        return "" if self.contender.rank_class is None else self.contender.rank_name


@dataclass(frozen=True)
class Order:
    """Places from 1 on without a gap, and the overrides that they do not keep."""

    places: tuple[Place, ...]
    unmet: tuple[Override, ...] = ()

    @property
    def undated(self) -> tuple[Place, ...]:
        """Who stands last in the class because a date is missing (PRE-02)."""
        return tuple(place for place in self.places if place.is_undated)

    @property
    def headless(self) -> tuple[Place, ...]:
        """Whom nobody heads at that moment (DEL-10)."""
        return tuple(place for place in self.places if place.contender.rank_class is None)

    @property
    def is_publishable(self) -> bool:
        """PRE-02, PRE-05: there is somebody, no date is missing, and every override holds."""
        return bool(self.places) and not self.undated and not self.unmet


def order(
    contenders: Iterable[Contender],
    settings: Settings,
    *,
    drawn: Drawn | None = None,
    overrides: Iterable[Override] = (),
) -> Order:
    """The order of these delegations: total, and the same in whatever sequence they are handed in.

    `drawn` is the State of `settings.drawn`, which need not be among them (SEA-02).
    """
    known = {one.code: one for one in contenders}
    pinned = {one.code: one for one in overrides}
    standings = {code: _standing(one, settings, drawn) for code, one in known.items()}
    natural = sorted(known, key=lambda code: standings[code])
    opener = next((code for code in natural if standings[code][0] == STATE), "")
    sequence = placed(natural, pinned)
    broken = unmet(sequence, pinned)

    def why(code: str) -> Basis:
        if code in pinned:
            return decided(pinned[code], known.get(pinned[code].other), is_held=pinned[code] not in broken)
        if standings[code][0] == ORGANIZATION:
            return basis(known[code], settings, None, is_organization=True)
        return basis(known[code], settings, drawn, opens=code == opener)

    return Order(
        tuple(
            Place(number, known[code], why(code), pinned.get(code), is_undated=standings[code][2])
            for number, code in enumerate(sequence, 1)
        ),
        broken,
    )


def _standing(one: Contender, settings: Settings, drawn: Drawn | None) -> Standing:
    block = _block(one, settings)
    if block == ORGANIZATION:
        when = one.founded_year if settings.organizations is OrganizationsBy.FOUNDATION else 0
        return block, _family(one), when is None, when or 0, False, one.key, one.party
    if block == HOST:
        return block, 0, False, 0, False, one.key, one.party
    when = _moment(one, settings)
    is_wrapped = (
        settings.tie_break is TieBreak.DRAWN
        and drawn is not None
        and (one.key, one.party) < (drawn.key, drawn.party)
    )
    return block, _rank(one, settings), _lacks_date(one, when), when or 0, is_wrapped, one.key, one.party


def _block(one: Contender, settings: Settings) -> int:
    """PRE-04: organizations come after the States, unless the host gave their head a place at leaders' level."""
    if one.kind is PartyKind.HOST and settings.host_first:
        return HOST
    if one.kind in ORGANIZATION_KINDS or (one.kind is PartyKind.REIO and not settings.reio_among_states):
        return STATE if one.is_leader and settings.mode is Mode.RANK else ORGANIZATION
    return STATE


def _family(one: Contender) -> int:
    """PRE-04: the Secretariat of the United Nations, its funds and programmes, its agencies, then all others."""
    return UNITED_NATIONS.index(one.kind) if one.kind in UNITED_NATIONS else len(UNITED_NATIONS)


def _rank(one: Contender, settings: Settings) -> int:
    if settings.mode is Mode.ALPHABET:
        return 0
    return HEADLESS if one.rank_class is None else one.rank_class


def _lacks_date(one: Contender, when: int | None) -> bool:
    """A gap at the head is no missing date: it shows by itself."""
    return when is None and one.rank_class is not None


def _moment(one: Contender, settings: Settings) -> int | None:
    """The date that breaks the tie as a number that rises with it; 0 where none does, None where it is missing."""
    dates: dict[TieBreak, date | datetime | None] = {
        TieBreak.OFFICE: one.took_office_on,
        TieBreak.CREDENTIALS: one.credentials_on,
        TieBreak.CONFIRMATION: one.confirmed_at,
    }
    if settings.mode is Mode.ALPHABET or settings.tie_break not in dates:
        return 0
    found = dates[settings.tie_break]
    if isinstance(found, datetime):
        return int(found.timestamp() * 1_000_000)
    return found.toordinal() if found is not None else None

"""What stands on numbered cards, and what the code of each says (BDG-08, ZON-01)."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from summit.accreditation.facts import CategoryFacts
from summit.accreditation.queries import categories
from summit.badges.facts import LETTERS, CardFace, Lettering
from summit.badges.layout import CardKind
from summit.badges.models import DayBadge, FloaterPass, LapelPin, PrintRun, VehiclePass
from summit.badges.queries.faces import badge_faces, event_face, event_id, specimen_faces
from summit.badges.queries.passes import NumberedCard, passes_to_print
from summit.badges.rules import spelled_days, token_end
from summit.badges.token import Claims, sign
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import names_of
from summit.foundation.clock import moment
from summit.foundation.db import config_of
from summit.venues.facts import SummitFacts
from summit.venues.queries import the_summit, zones

# The color of a zone (4.5), and a pattern for each letter, so that neither is told by color alone.
ZONE_COLORS = {"R": "#b3202a", "B": "#1f5fa8", "G": "#2c7a3d", "M": "#f2c200", "V": "#7a4a21"}
OTHER_ZONE = "#12355b"
PATTERNS = {"D": "solid", "S": "stripes", "M": "dots", "I": "outline"}
DAY_CATEGORY = CategoryFacts("X", "Temporary badge", "#111111", "stripes", ("G",))
# How a token names what is no accreditation category.
FLOATER_CLAIM, VEHICLE_CLAIM, PIN_CLAIM = "F-{letter}", "CAR", "PIN-RECORD"
Said = tuple[Lettering, ...]


@dataclass(frozen=True)
class _Shown:
    """What tells one card from the others; `days` are the first and the last on which it counts."""

    told: Mapping[str, str]
    category: CategoryFacts
    claim: str
    delegation_id: int | None = None
    days: tuple[date, date] | None = None


@dataclass(frozen=True)
class _Shared:
    """What all cards of one reading share."""

    summit: SummitFacts
    seed: bytes
    issued_at: datetime
    zones: Mapping[str, str]
    delegations: Mapping[int, Said]
    event: Mapping[str, Said]


def run_faces(session: Session, run: PrintRun) -> Generator[CardFace]:
    """The cards that a run of any kind has to print, in its order, read as they are asked for, to be closed too."""
    if run.kind == CardKind.BADGE:
        yield from badge_faces(session, run)
    else:
        yield from pass_faces(session, passes_to_print(session, run), run.created_at)


def pass_faces(session: Session, rows: Sequence[NumberedCard], issued_at: datetime) -> list[CardFace]:
    """These numbered cards with their signed codes, in a fixed number of queries. `issued_at` is when they were ordered."""
    shared = _shared(session, rows, issued_at)
    people = _principals(session, [row.participant_id for row in rows if isinstance(row, LapelPin)])
    day_category = categories(session).get(DAY_CATEGORY.code, DAY_CATEGORY)
    faces = []
    for row in rows:
        match row:
            case FloaterPass():
                faces.append(_floater(shared, row))
            case DayBadge():
                faces.append(_day_badge(shared, row, day_category))
            case VehiclePass():
                faces.append(_vehicle(shared, row))
            case LapelPin():
                faces.append(_pin(shared, row, people[row.participant_id]))
    return faces


def _floater(shared: _Shared, row: FloaterPass) -> CardFace:
    color = ZONE_COLORS.get(row.zone_code, OTHER_ZONE)
    category = CategoryFacts(row.letter, LETTERS[row.letter], color, PATTERNS[row.letter], (row.zone_code,))
    values = {
        "number": f"{row.number:03d}",
        "zone": shared.zones.get(row.zone_code, row.zone_code),
        "note": LETTERS[row.letter],
    }
    return _face(shared, row, _Shown(values, category, FLOATER_CLAIM.format(letter=row.letter), row.delegation_id))


def _day_badge(shared: _Shared, row: DayBadge, category: CategoryFacts) -> CardFace:
    values = {"number": f"{row.number:03d}", "day": f"{row.valid_on:%-d %B %Y}"}
    return _face(shared, row, _Shown(values, category, category.code, days=(row.valid_on, row.valid_on)))


def _vehicle(shared: _Shared, row: VehiclePass) -> CardFace:
    allowed = tuple(row.zones.split())
    color = next((ZONE_COLORS[zone] for zone in allowed if zone in ZONE_COLORS), OTHER_ZONE)
    category = CategoryFacts("V", ", ".join(shared.zones.get(zone, zone) for zone in allowed), color, "solid", allowed)
    days = (row.valid_from, row.valid_until)
    values = {"number": f"{row.number:03d}", "plate": row.plate, "day": spelled_days(*days)}
    return _face(shared, row, _Shown(values, category, VEHICLE_CLAIM, row.delegation_id, days))


def _pin(shared: _Shared, row: LapelPin, person: CardFace) -> CardFace:
    """Kept by protocol, not worn: its code says which pin it is about and opens no door."""
    code = _code(shared, row, PIN_CLAIM, ())
    told = {"number": f"{row.number:03d}", "serial": row.serial, "issue": row.serial}
    values = {**person.values, **{field: (Lettering(text),) for field, text in told.items()}}
    return replace(person, serial=row.serial, values=values, token=code)


def _face(shared: _Shared, row: NumberedCard, shown: _Shown) -> CardFace:
    told = {**shown.told, "serial": row.serial, "issue": row.serial}
    values = {**shared.event, **{field: (Lettering(text),) for field, text in told.items()}}
    if shown.delegation_id is not None:
        values["delegation"] = shared.delegations[shown.delegation_id]
    category = shown.category
    code = _code(shared, row, shown.claim, category.zones, shown.days)
    return CardFace(row.serial, values, category=category, zones=category.zones, shows_photo=False, token=code)


def _code(
    shared: _Shared,
    row: NumberedCard,
    claim: str,
    allowed: tuple[str, ...],
    days: tuple[date, date] | None = None,
) -> str:
    """The signed code. What is valid on certain days begins with the first and ends six hours after the last (BDG-05)."""
    summit = shared.summit
    claims = Claims(
        event=event_id(summit),
        token_id=bytes.fromhex(row.token_id),
        issued_at=shared.issued_at.replace(microsecond=0),
        expires_at=token_end(days[1] if days else summit.last_day, summit.zone),
        category=claim,
        zones=allowed,
        issue_number=1,
        valid_from=moment(datetime.combine(days[0], time.min), summit.zone) if days else None,
    )
    return sign(shared.seed, claims)


def _shared(session: Session, rows: Sequence[NumberedCard], issued_at: datetime) -> _Shared:
    summit, event = the_summit(session), event_face(session)
    named = {row.delegation_id for row in rows if isinstance(row, (FloaterPass, VehiclePass))}
    return _Shared(
        summit=summit,
        seed=config_of(session).badge_key_seed,
        issued_at=issued_at,
        zones=zones(session),
        delegations=_party_names(session, [one for one in named if one is not None]),
        event={
            "event.title": (Lettering(event.title, event.language),),
            "event.place_and_days": (Lettering(event.place_and_days, event.language),),
        },
    )


def _party_names(session: Session, ids: Collection[int]) -> dict[int, Said]:
    """The printed name of each delegation in each of its badge languages (NAM-01); written alike, it stands once."""
    statement = select(Delegation.id, Delegation.party_id, Delegation.languages).where(Delegation.id.in_(ids))
    rows = session.execute(statement).all()
    spoken = sorted({language for row in rows for language in row.languages.split()})
    known = {language: names_of(session, {row.party_id for row in rows}, language=language) for language in spoken}
    found = {}
    for row in rows:
        written = {known[language][row.party_id]: language for language in reversed(row.languages.split())}
        found[row.id] = tuple(Lettering(name, language) for name, language in reversed(written.items()))
    return found


def _principals(session: Session, ids: Collection[int]) -> dict[int, CardFace]:
    """Participant id -> the card of that person, without its code."""
    if not ids:
        return {}
    statement = (
        select(Participant)
        .where(Participant.id.in_(ids))
        .options(joinedload(Participant.person), joinedload(Participant.delegation).joinedload(Delegation.party))
        .order_by(Participant.id)
    )
    people = session.scalars(statement).all()
    return {one.id: face for one, face in zip(people, specimen_faces(session, people), strict=True)}

"""What stands on a card, read from all the rooms below in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from summit.accreditation.facts import CategoryFacts
from summit.accreditation.queries import categories, standings
from summit.badges.facts import CannotPrint, CardFace, EventFace, Lettering
from summit.badges.layout import CardKind
from summit.badges.lifecycle import LIVE, BadgeState
from summit.badges.models import Badge, PrintRun
from summit.badges.queries.cards import in_printing_order, loaded_cards
from summit.badges.queries.designs import artwork_finder, design_for
from summit.badges.render import Printing, check_cards, render_cards
from summit.badges.rules import is_without_photo, require_admitted, spelled_days, token_end
from summit.badges.token import Claims, sign
from summit.delegations.facts import RankTable
from summit.delegations.lifecycle import FUNCTION_NAMES, DelegateFunction
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import names_of, photo_path, rank_table
from summit.foundation.db import config_of
from summit.foundation.errors import NotFound
from summit.venues.facts import SummitFacts
from summit.venues.queries import the_summit

SPECIMEN = "SPECIMEN"
_BATCH = 128


@dataclass(frozen=True)
class _Desk:
    """What all cards of one reading share."""

    session: Session
    summit: SummitFacts
    categories: dict[str, CategoryFacts]
    names: dict[str, dict[int, str]]
    ranks: RankTable
    event: Mapping[str, tuple[Lettering, ...]]


def event_face(session: Session) -> EventFace:
    """The summit as every card shows it."""
    summit = the_summit(session)
    return EventFace(
        summit.short_title, f"{summit.place}  ·  {spelled_days(summit.first_day, summit.last_day)}"
    )


def event_id(summit: SummitFacts) -> str:
    """How tokens name the summit. One installation serves one summit, so its first day tells it from all others."""
    return summit.first_day.isoformat()


def badge_faces(session: Session, run: PrintRun) -> Generator[CardFace]:
    """The cards that a run has to print, in its order, read as they are asked for; to be closed by who may stop half way."""
    queued = and_(Badge.run_id == run.id, Badge.state == BadgeState.QUEUED)
    return _faces(session, queued, lambda cards: cards.order_by(Badge.place))


def live_faces(session: Session, participant_ids: Collection[int]) -> Generator[CardFace]:
    """The live cards of these participants, by delegation and its own order, read as they are asked for, to be closed too."""
    live = and_(Badge.participant_id.in_(participant_ids), Badge.state.in_(LIVE))
    return _faces(session, live, in_printing_order)


def faces_for(session: Session, participant_ids: Collection[int]) -> list[CardFace]:
    """The same for a few people."""
    return list(live_faces(session, participant_ids))


def specimen_pdf(session: Session, *, participant: Participant) -> bytes:
    """The participant's card as it would look, with a code that opens no door: nobody prints from a preview (BDG-07)."""
    desk = _desk_for(session, [participant])
    face = _face(desk, participant, serial=SPECIMEN, issue_number=0, token=SPECIMEN)
    return _pdf(session, [face])


def own_badge_pdf(session: Session, *, participant: Participant) -> bytes:
    """The live card of somebody who prints it at home. Raises NotFound when there is none, NotAdmitted, CannotPrint."""
    faces = faces_for(session, [participant.id])
    if not faces:
        raise NotFound("There is no badge to print yet.")
    require_admitted(
        standings(session, [participant.id])[participant.id].is_admitted, participant.person.badge_name
    )
    return _pdf(session, faces)


def title_of(event: EventFace) -> str:
    """What a file of badges is called: it names nobody."""
    return f"Badges: {event.title}"


def _pdf(session: Session, faces: Sequence[CardFace]) -> bytes:
    category = faces[0].category
    design = design_for(session, CardKind.BADGE, category.code if category else "")
    check_cards(faces, design)
    out = BytesIO()
    printing = Printing(artwork=artwork_finder(session))
    render_cards(faces, design, out, title=title_of(event_face(session)), printing=printing)
    return out.getvalue()


def _faces(
    session: Session, which: ColumnElement[bool], in_order: Callable[[Select[Badge]], Select[Badge]]
) -> Generator[CardFace]:
    """A fixed number of queries, and no more than a batch of cards in memory, whatever their number."""
    delegations = (
        select(Delegation.party_id, Delegation.languages)
        .select_from(Badge)
        .join(Badge.participant)
        .join(Participant.delegation)
        .where(which)
        .distinct()
    )
    desk = _desk(session, [(party_id, languages) for party_id, languages in session.execute(delegations)])
    seed, end = config_of(session).badge_key_seed, token_end(desk.summit.last_day, desk.summit.zone)
    cards = in_order(loaded_cards().where(which)).execution_options(yield_per=_BATCH)
    with session.scalars(cards) as found:  # whoever stops reading half way leaves no cursor open in the server
        for card in found:
            category = _category(desk, card.participant)
            claims = Claims(
                event=event_id(desk.summit),
                token_id=bytes.fromhex(card.token_id),
                issued_at=card.created_at,
                expires_at=end,
                category=category.code,
                zones=category.zones,
                issue_number=card.issue_number,
            )
            yield _face(
                desk,
                card.participant,
                serial=card.serial,
                issue_number=card.issue_number,
                token=sign(seed, claims),
            )


def _desk_for(session: Session, participants: Iterable[Participant]) -> _Desk:
    return _desk(session, [(one.delegation.party_id, one.delegation.languages) for one in participants])


def _desk(session: Session, delegations: Sequence[tuple[int, str]]) -> _Desk:
    """`delegations` are those of all cards: the party of each, and its languages."""
    parties = {party_id for party_id, _ in delegations}
    languages = {language for _, spoken in delegations for language in spoken.split()}
    names = {
        language: names_of(session, parties, language=language) for language in sorted(languages | {"en"})
    }
    event = event_face(session)
    shown = {
        "event.title": (Lettering(event.title, event.language),),
        "event.place_and_days": (Lettering(event.place_and_days, event.language),),
    }
    return _Desk(session, the_summit(session), categories(session), names, rank_table(session), shown)


def _face(desk: _Desk, participant: Participant, *, serial: str, issue_number: int, token: str) -> CardFace:
    person, delegation = participant.person, participant.delegation
    languages = delegation.languages.split()
    category = _category(desk, participant)
    native = _native_name(participant)
    values = {
        **desk.event,
        "name": (Lettering(person.badge_name, person.native_language or languages[0]),),
        "native_name": (native,) if native else (),
        "title": _titles(participant, languages),
        "delegation": _delegations(desk, delegation.party_id, languages),
        "serial": (Lettering(serial),),
        "issue": (Lettering(f"{serial}  ·  issue {issue_number}"),),
    }
    return CardFace(
        serial=serial,
        values=values,
        category=category,
        function=participant.function,
        zones=category.zones,
        flag=delegation.party.flag,
        photo=photo_path(desk.session, person),
        shows_photo=not is_without_photo(participant, desk.ranks),
        token=token,
    )


def _category(desk: _Desk, participant: Participant) -> CategoryFacts:
    found = desk.categories.get(participant.category)
    if found is None:
        raise CannotPrint(
            f"{participant.person.badge_name} has the category {participant.category}, which does not exist."
        )
    return found


def _native_name(participant: Participant) -> Lettering | None:
    """The name in its own script, unless it is the badge name in other capitals (PER-02)."""
    person = participant.person
    if not person.native_name or _words(person.native_name) == _words(person.badge_name):
        return None
    return Lettering(person.native_name, person.native_language or "en")


def _words(name: str) -> list[str]:
    return sorted(name.casefold().split())


def _titles(participant: Participant, languages: Sequence[str]) -> tuple[Lettering, ...]:
    """The title on the badge, or the function where there is none, and the title in the person's own badge language."""
    native = participant.person.native_language
    title = (
        participant.badge_title or participant.title or FUNCTION_NAMES[DelegateFunction(participant.function)]
    )
    if not participant.native_title or native not in languages:
        return (Lettering(title),)
    own = Lettering(participant.native_title, native)
    return (
        (own,)
        if languages == [native]
        else tuple(own if each == native else Lettering(title) for each in languages)
    )


def _delegations(desk: _Desk, party_id: int, languages: Sequence[str]) -> tuple[Lettering, ...]:
    """The party's name in each badge language (NAM-01); two languages that write it alike print it once."""
    found = {desk.names[language][party_id]: language for language in reversed(languages)}
    return tuple(Lettering(name, language) for name, language in reversed(found.items()))


def specimen_faces(session: Session, participants: Sequence[Participant]) -> list[CardFace]:
    """The cards of these participants as they would look, with a code that opens no door, in a fixed number of queries."""
    desk = _desk_for(session, participants)
    return [
        _face(desk, participant, serial=SPECIMEN, issue_number=1, token=SPECIMEN) for participant in participants
    ]

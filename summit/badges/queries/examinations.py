"""Looking at every card before a design is published takes seconds, so it is done while nobody waits for the database.

What was looked at is kept as marks: whoever publishes sees by a few short statements whose cards became others meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accreditation.queries import categories
from summit.badges.facts import Examination, Examined
from summit.badges.models import CardDesign
from summit.badges.queries.faces import event_face
from summit.badges.queries.samples import examine_people, people_shown
from summit.badges.rules import require_same_cards
from summit.delegations.models import Delegation, Participant, Person
from summit.delegations.queries import names_of, rank_table


def examined(session: Session, row: CardDesign) -> Examined:
    """Look at every card of the summit in this design, and remember what was looked at. For a reading session.

    The marks are read first: what changes between them and the look is looked at again when the design is published.
    """
    ids = people_shown(session, row)
    people, shared = _marks(session, ids), _shared_mark(session)
    return Examined(row.code, row.number, row.version, shared, people, examine_people(session, row, ids))


def examine_since(session: Session, row: CardDesign, before: Examined) -> Examination:
    """Look at those alone who came, or whose record changed, since the examination.

    Raises CardsChanged when something that stands on every card is another one.
    """
    require_same_cards(before.shared, _shared_mark(session))
    now = _marks(session, people_shown(session, row))
    changed = [one for one, mark in now.items() if before.people.get(one) != mark]
    return examine_people(session, row, changed) if changed else Examination(0, 0, ())


def _marks(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The versions of the records that a card is made of, and the names of the party in all languages of cards."""
    statement = (
        select(
            Participant.id, Delegation.party_id, Delegation.languages, Participant.version, Person.version, Delegation.version
        )
        .join(Participant.person)
        .join(Participant.delegation)
        .where(Participant.id.in_(ids))
    )
    rows = session.execute(statement).all()
    parties = {row.party_id for row in rows}
    languages = sorted({language for row in rows for language in row.languages.split()} | {"en"})
    names = [names_of(session, parties, language=language) for language in languages]
    return {
        id_: repr((versions, [known[party_id] for known in names])) for id_, party_id, _, *versions in rows
    }


def _shared_mark(session: Session) -> str:
    """A digest of the summit, the categories and the classes."""
    shown = repr((event_face(session), sorted(categories(session).items()), rank_table(session)))
    return hashlib.sha256(shown.encode()).hexdigest()

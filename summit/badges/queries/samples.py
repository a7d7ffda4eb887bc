"""Designs tried on real people: the picture of one card, and every card of the summit looked at before it is printed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from summit.accreditation.queries import categories
from summit.badges.facts import (
    EXAMPLES,
    MOST_NAMED,
    SIGNS,
    CardFace,
    CardPicture,
    Examination,
    Fault,
    FindingGroup,
    FindingLine,
    Lettering,
    Sample,
)
from summit.badges.facts import FIELDS as FIELD_NAMES
from summit.badges.layout import Box, CardKind, Design, Element, ElementKind
from summit.badges.layout.stored import COLOR_NAMES, ELEMENT_NAMES, blank_elements
from summit.badges.models import CardDesign
from summit.badges.queries.designs import artwork_finder, design_content
from summit.badges.queries.faces import specimen_faces
from summit.badges.render import Printing, faults, render_cards
from summit.badges.rules import SPOKEN_FAULTS, difficulty
from summit.delegations.lifecycle import FUNCTION_NAMES, ParticipantState
from summit.delegations.models import Delegation, Participant, Person
from summit.delegations.queries import names_of
from summit.paper.pictures import page_picture

PREVIEW_DPI = 144
OF_PERSONS = frozenset({CardKind.BADGE, CardKind.PIN_RECORD, CardKind.PLACE_CARD})
_PERSONAL = frozenset({"name", "native_name", "title"})
_HARDNESS: dict[Sample, Callable[[str], int]] = {
    Sample.LONGEST: len,
    Sample.SHORTEST: lambda text: -len(text),
    Sample.HARDEST: difficulty,
}


@dataclass(frozen=True)
class _Named:
    """Somebody of the register, or the first of a delegation, and the words that make the card hard to set."""

    participant_id: int
    text: str


def examine(session: Session, row: CardDesign) -> Examination:
    """Look at every card of the summit in this design (DOC-03, DOC-04): of everybody enrolled, or of every delegation.

    A fixed number of queries. At most MOST_NAMED people are named in each group.
    """
    return examine_people(session, row, people_shown(session, row))


def people_shown(session: Session, row: CardDesign) -> list[int]:
    """The ids of the participants with whom a design is tried."""
    return [one.participant_id for one in _register(session, CardKind(row.kind), row.category)]


def examine_people(session: Session, row: CardDesign, ids: Collection[int]) -> Examination:
    """Look at the cards of these participants alone."""
    kind, design = CardKind(row.kind), design_content(row)
    people = _loaded(session, ids)
    found: dict[Fault, list[FindingLine]] = {}
    faulty = 0
    for person, face in zip(people, _faces(session, kind, people), strict=True):
        seen = faults(face, design)
        faulty += bool(seen)
        for fault in seen:
            code = person.code if kind in OF_PERSONS else ""
            line = FindingLine(code, _called(face), fault.text)
            found.setdefault(replace(fault, text=""), []).append(line)
    return Examination(len(people), faulty, tuple(_group(fault, lines) for fault, lines in found.items()))


def design_picture(
    session: Session,
    row: CardDesign,
    design: Design,
    *,
    sample: Sample,
    is_back: bool = False,
    category: str = "",
) -> CardPicture:
    """One side of a card of the design as a PNG, with the values of a real person, and what is wrong with it in words.

    `category` narrows whose card it is. Raises CannotPrint when the card cannot be drawn.
    """
    face = _sample_face(session, CardKind(row.kind), sample, category or row.category)
    wrong = " ".join(dict.fromkeys(one.sentence for one in faults(face, design)[:3]))
    shown = replace(design, front=(design.back if is_back else design.front) or _paper(design), back=())
    out = BytesIO()
    render_cards([face], shown, out, title=design.name, printing=Printing(artwork=artwork_finder(session)))
    return CardPicture(page_picture(out.getvalue(), 1, dpi=PREVIEW_DPI) or b"", wrong)


def design_proof(session: Session, row: CardDesign) -> bytes:
    """The hardest cards of the register in this version, one a page, with a code that opens no door. Raises CannotPrint."""
    design = design_content(row)
    found = [_sample_face(session, CardKind(row.kind), sample, row.category) for sample in Sample]
    faces = list({repr(face.values): face for face in found}.values())
    out = BytesIO()
    printing = Printing(artwork=artwork_finder(session))
    render_cards(faces, design, out, title=f"Proof: {row.name}, version {row.number}", printing=printing)
    return out.getvalue()


def design_choices(session: Session) -> dict[str, dict[str, object]]:
    """What the desk of a design offers to choose from, as plain values for its script."""
    return {
        "kinds": dict(ELEMENT_NAMES),
        "blanks": dict(blank_elements()),
        "fields": dict(FIELD_NAMES),
        "signs": {**SIGNS, **FIELD_NAMES},
        "colors": dict(COLOR_NAMES),
        "categories": {one.code: one.name for one in categories(session).values()},
        "functions": {function.value: name for function, name in FUNCTION_NAMES.items()},
    }


def _register(session: Session, kind: CardKind, category: str) -> list[_Named]:
    """Everybody enrolled whose category has cards, or the first of each delegation where a card shows no person."""
    known = [category] if category else list(categories(session))
    statement = (
        select(Participant.id, Person.badge_name, Person.native_name, Delegation.party_id)
        .join(Participant.person)
        .join(Participant.delegation)
        .where(Participant.state == ParticipantState.ENROLLED.value, Participant.category.in_(known))
        .order_by(Participant.id)
    )
    rows = session.execute(statement).all()
    if kind in OF_PERSONS:
        return [_Named(row.id, f"{row.badge_name} {row.native_name}".strip()) for row in rows]
    first = {row.party_id: row.id for row in reversed(rows)}
    names = names_of(session, first)
    return [_Named(participant_id, names[party_id]) for party_id, participant_id in first.items()]


def _loaded(session: Session, ids: Collection[int]) -> list[Participant]:
    statement = (
        select(Participant)
        .where(Participant.id.in_(ids))
        .options(joinedload(Participant.person), joinedload(Participant.delegation).joinedload(Delegation.party))
        .order_by(Participant.id)
    )
    return list(session.scalars(statement))


def _faces(session: Session, kind: CardKind, people: Sequence[Participant]) -> list[CardFace]:
    faces = specimen_faces(session, people)
    return faces if kind in OF_PERSONS else [_of_nobody(face) for face in faces]


def _of_nobody(face: CardFace) -> CardFace:
    """A card without a person: the delegation's values, and examples of what such cards carry beside."""
    kept = {field: said for field, said in face.values.items() if field not in _PERSONAL}
    examples = {field: (Lettering(text),) for field, text in EXAMPLES.items()}
    return replace(face, values={**examples, **kept}, photo=None)


def _sample_face(session: Session, kind: CardKind, sample: Sample, category: str) -> CardFace:
    """The card that is hardest to set in that way; without anybody in the register, one of examples."""
    register = _register(session, kind, category)
    if not register:
        known = categories(session)
        examples = {field: (Lettering(text),) for field, text in EXAMPLES.items()}
        return CardFace("SPECIMEN", examples, category=known.get(category), token="SPECIMEN")  # noqa: S106  # opens no door
    hardest = max(register, key=lambda one: _HARDNESS[sample](one.text))
    (face,) = _faces(session, kind, _loaded(session, [hardest.participant_id]))
    return face


def _paper(design: Design) -> tuple[Element, ...]:
    """What a side without elements shows."""
    whole = Box(0, 0, design.width, design.height)
    return (Element("paper", ElementKind.SHAPE, whole, color="#ffffff"),)


def _called(face: CardFace) -> str:
    said = face.values.get("name") or face.values.get("delegation") or (Lettering(face.serial),)
    return said[0].text


def _group(fault: Fault, lines: Sequence[FindingLine]) -> FindingGroup:
    sentence = SPOKEN_FAULTS[fault.kind].format(other=fault.other)
    return FindingGroup(fault.element, sentence, len(lines), tuple(lines[:MOST_NAMED]))

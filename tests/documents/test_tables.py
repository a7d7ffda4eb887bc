"""Name plates and place cards: drawn by the design that was in use, which is frozen with them (DOC-00, DOC-03)."""

from __future__ import annotations

import pypdfium2
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.badges import actions as badges
from summit.badges.artwork import Artwork, artwork
from summit.badges.facts import DesignEntry, FrozenDesign
from summit.badges.layout import Box, CardKind, Design, Element, ElementKind, Part
from summit.badges.models import CardDesign
from summit.badges.queries import examined
from summit.documents.actions import version_pdf
from summit.documents.facts import Asked, NamePlate, NamePlates, PlaceCard, PlaceCards
from summit.documents.freezing import frozen, thawed
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import DocumentKind
from summit.documents.queries import differences_since, version_within
from summit.documents.render import paper_of
from summit.foundation.db import Database
from tests.badges.test_designs import picture
from tests.documents.test_documents import Scene, scene, text_of
from tests.documents.test_versions import FRAME, publish
from tests.factories import NOW, SYSTEM

__all__ = ["scene"]


def design_of(session: Session, kind: str, words: str, *, artwork: Artwork | None = None) -> CardDesign:
    """A published design of that kind which says these words, with a picture if one is given."""
    design = badges.open_design(session, SYSTEM, NOW, entry=DesignEntry(kind, words))
    session.flush()
    said = Element("words", ElementKind.TEXT, Box(4, 2, 60, 8), (Part(words=words, max_lines=1),))
    name = Element("shown", ElementKind.TEXT, Box(4, 12, 80, 30), (Part("delegation", least=5),))
    picture = ()
    if artwork is not None:
        kept = badges.store_artwork(session, SYSTEM, NOW, design=design, artwork=artwork)
        picture = (Element("picture", ElementKind.ARTWORK, Box(70, 44, 10, 8), artwork=kept),)
    session.flush()
    drawn = Design(CardKind(kind), words, 90, 55, (said, name, *picture))
    badges.save_design(session, SYSTEM, NOW, design=design, content=drawn, version=design.version)
    session.flush()
    seen = examined(session, design)
    badges.publish_design(session, SYSTEM, NOW, design=design, version=design.version, examined=seen)
    return design


@pytest.mark.parametrize(
    ("kind", "card"), [(DocumentKind.NAME_PLATES, "name_plate"), (DocumentKind.PLACE_CARDS, "place_card")]
)
def test_plates_and_cards_keep_the_design_that_was_in_use(
    database: Database, scene: Scene, kind: DocumentKind, card: str
) -> None:
    """DOC-00: a later design changes nothing that was published."""
    asked = Asked(kind)
    code, _ = publish(database, asked)
    with database.committing() as session:
        design_of(session, card, "Second drawing", artwork=artwork(picture(40)))
    assert publish(database, asked, minutes=5) == (code, 2)
    with database.reading() as session:
        first, second = (version_within(session, KINDS.values(), code, one) for one in (1, 2))
        before = [version_pdf(session, one, printed_at=NOW) for one in (first, second)]
        assert ["Second drawing" in text_of(content) for content in before] == [False, True]
        found = differences_since(session, second, 1)
        assert [change.now for change in found.changed] == ["Second drawing, version 1"]
        assert b"/Subtype /Image" in before[1]
    with database.committing() as session:
        other = badges.revise_design(session, SYSTEM, NOW, design=published(session, card))
        session.flush()
        badges.publish_design(
            session, SYSTEM, NOW, design=other, version=other.version, examined=examined(session, other)
        )
    with database.reading() as session:
        first, second = (version_within(session, KINDS.values(), code, one) for one in (1, 2))
        assert [version_pdf(session, one, printed_at=NOW) for one in (first, second)] == before


def published(session: Session, kind: str) -> CardDesign:
    return session.scalars(
        select(CardDesign).where(CardDesign.kind == kind, CardDesign.state == "published")
    ).one()


def test_what_was_frozen_before_designs_were_is_drawn_by_the_standard() -> None:
    old = {"frame": frozen(FRAME), "plates": [{"code": "D-1", "name": "FRANCE"}]}
    facts = thawed(NamePlates, old)
    assert facts == NamePlates(FRAME, (NamePlate("D-1", "FRANCE"),), FrozenDesign("name_plate"))
    content = paper_of(DocumentKind.NAME_PLATES, facts, printed_at=NOW)
    assert text_of(content).split() == ["FRANCE", "FRANCE"]
    with pypdfium2.PdfDocument(content) as document:
        assert [round(side / 72 * 25.4) for side in document[0].get_size()] == [420, 297]


def test_ten_place_cards_stand_on_a_sheet_and_no_empty_back_is_fed() -> None:
    cards = tuple(PlaceCard(f"D-{one}", f"H.E. Ms. Person {one}", "France") for one in range(11))
    content = paper_of(DocumentKind.PLACE_CARDS, PlaceCards(FRAME, cards), printed_at=NOW)
    with pypdfium2.PdfDocument(content) as document:
        assert len(document) == 2
        assert [round(side / 72 * 25.4) for side in document[0].get_size()] == [210, 297]
    assert text_of(content).count("Person") == 11

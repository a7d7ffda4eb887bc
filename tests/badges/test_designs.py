"""Designs from the draft to the printed card: saved, checked, published, frozen by runs, retired."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accreditation.actions import open_categories
from summit.audit.models import AuditEntry
from summit.badges import actions, queries
from summit.badges.artwork import artwork
from summit.badges.facts import DesignEntry, Examination, LeftOut, RunSelection, Sample, SelectionKind
from summit.badges.layout import STANDARD, Box, CardKind, Design, Element, ElementKind, Part
from summit.badges.layout.stored import DesignUnreadable, read_design
from summit.badges.lifecycle import DesignState
from summit.badges.models import CardDesign
from summit.badges.rules import (
    MOST_ARTWORKS,
    CardsChanged,
    DesignFaulty,
    DesignFixed,
    DesignOpened,
    TooManyArtworks,
    UnknownCategory,
    difficulty,
)
from summit.delegations.models import AccreditationCategory, PartyName
from summit.foundation.db import Database
from summit.foundation.errors import ImpossibleMove, RuleBroken, StaleVersion
from tests.badges.stage import WAITING, admit, cards_of, counted, order, run_of
from tests.badges.test_races import together
from tests.factories import NOW, SYSTEM

STANDARD_BADGE = STANDARD[CardKind.BADGE]
NARROW = Design(
    CardKind.BADGE, "Narrow", 86, 124,
    (
        Element("words", ElementKind.TEXT, Box(5, 5, 76, 8), (Part(words="Narrow design", max_lines=1),)),
        Element("name", ElementKind.TEXT, Box(5, 40, 76, 20), (Part("name", first=20, preferred=14, least=8),)),
        Element("code", ElementKind.QR, Box(30, 80, 26, 26)),
    ),
)  # fmt: skip
LONG = "WOLFESCHLEGELSTEINHAUSENBERGERDORFF " * 2
TIGHT = replace(NARROW.front[1], parts=(Part("name", first=20, preferred=16, least=16, max_lines=1),))


def begin(session: Session, content: Design = NARROW, *, category: str = "") -> CardDesign:
    """A draft with that content."""
    if not queries.design_choices(session)["categories"]:
        open_categories(session, SYSTEM, NOW)
    entry = DesignEntry("badge", content.name, category=category)
    design = actions.open_design(session, SYSTEM, NOW, entry=entry)
    session.flush()
    actions.save_design(session, SYSTEM, NOW, design=design, content=content, version=design.version)
    session.flush()
    return design


def publish_now(session: Session, design: CardDesign) -> None:
    """Examine and publish in one transaction."""
    seen = queries.examined(session, design)
    actions.publish_design(session, SYSTEM, NOW, design=design, version=design.version, examined=seen)


def publish(session: Session, content: Design = NARROW, *, category: str = "") -> CardDesign:
    design = begin(session, content, category=category)
    publish_now(session, design)
    session.flush()
    return design


def verbs(session: Session) -> list[str]:
    statement = select(AuditEntry.verb).where(AuditEntry.object_kind == "design").order_by(AuditEntry.id)
    return list(session.scalars(statement))


def text_of(database: Database, code: str) -> str:
    with database.reading() as session:
        path = queries.run_file(session, run_of(database, code))
    document = pypdfium2.PdfDocument(path)
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def states(session: Session) -> list[tuple[str, int, str]]:
    session.flush()
    rows = session.scalars(select(CardDesign).order_by(CardDesign.id).execution_options(populate_existing=True))
    return [(row.name, row.number, row.state) for row in rows]


def test_a_design_begins_with_the_standard_or_with_a_copy(session: Session) -> None:
    open_categories(session, SYSTEM, NOW)
    first = actions.open_design(session, SYSTEM, NOW, entry=DesignEntry("badge", "Delegates"))
    assert queries.design_content(first) == replace(STANDARD_BADGE, name="Delegates")
    narrow = begin(session)
    entry = DesignEntry("badge", "Media", category="M", copy_of=narrow.code)
    copy = actions.open_design(session, SYSTEM, NOW, entry=entry)
    assert queries.design_content(copy) == replace(NARROW, name="Media")
    assert (copy.category, copy.state, copy.number) == ("M", DesignState.DRAFT, 1)
    assert verbs(session) == ["open", "open", "save", "open"]


def test_a_category_that_is_not_there_is_refused(session: Session) -> None:
    open_categories(session, SYSTEM, NOW)
    with pytest.raises(UnknownCategory, match="There is no category ZZ"):
        actions.open_design(session, SYSTEM, NOW, entry=DesignEntry("badge", "Odd", category="ZZ"))
    design = begin(session)
    when = replace(NARROW.front[0].when, categories=("D", "ZZ"))
    odd = replace(NARROW, front=(replace(NARROW.front[0], when=when),))
    with pytest.raises(UnknownCategory, match="There is no category ZZ"):
        actions.save_design(session, SYSTEM, NOW, design=design, content=odd, version=design.version)


def test_who_saves_has_seen_what_is_saved_over(session: Session) -> None:
    design = begin(session)
    seen = design.version
    actions.save_design(session, SYSTEM, NOW, design=design, content=STANDARD_BADGE, version=seen)
    session.flush()
    with pytest.raises(StaleVersion, match="has saved this design meanwhile. Yours is kept"):
        actions.save_design(session, SYSTEM, NOW, design=design, content=NARROW, version=seen)
    assert queries.design_content(design) == STANDARD_BADGE


def test_a_published_version_never_changes(session: Session) -> None:
    design = publish(session)
    with pytest.raises(DesignFixed, match="Version 1 of Narrow is published and does not change"):
        actions.save_design(session, SYSTEM, NOW, design=design, content=NARROW, version=design.version)
    with pytest.raises(DesignFixed):
        actions.discard_design(session, SYSTEM, NOW, design=design, version=design.version)
    with pytest.raises(ImpossibleMove):
        publish_now(session, design)


def test_the_next_version_takes_the_place_of_the_last(session: Session) -> None:
    first = publish(session)
    second = actions.revise_design(session, SYSTEM, NOW, design=first)
    with pytest.raises(DesignOpened):
        actions.revise_design(session, SYSTEM, NOW, design=second)
    assert queries.design_by_code(session, first.code) is second
    (line,) = queries.design_lines(session, [second])
    assert (line.number, line.state, line.number_in_use) == (2, "draft", 1)
    publish_now(session, second)
    assert states(session) == [("Narrow", 1, "retired"), ("Narrow", 2, "published")]
    assert verbs(session)[-4:] == ["publish", "revise", "retire", "publish"]


def test_a_draft_thrown_away_leaves_the_version_before_it(session: Session) -> None:
    first = publish(session)
    second = actions.revise_design(session, SYSTEM, NOW, design=first)
    session.flush()
    actions.discard_design(session, SYSTEM, NOW, design=second, version=second.version)
    assert states(session) == [("Narrow", 1, "published")]
    actions.retire_design(session, SYSTEM, NOW, design=first, version=first.version)
    assert states(session) == [("Narrow", 1, "retired")]
    assert queries.design_for(session, CardKind.BADGE, "D") == STANDARD_BADGE


def test_a_category_with_a_design_of_its_own_is_drawn_by_it(session: Session) -> None:
    publish(session)
    publish(session, replace(STANDARD_BADGE, name="Media"), category="M")
    assert queries.design_for(session, CardKind.BADGE, "M").name == "Media"
    assert queries.design_for(session, CardKind.BADGE, "D").name == "Narrow"


def test_no_design_is_published_while_one_name_overflows(session: Session) -> None:
    admit(session, 3)
    admit(session, 1, code="VN", badge_name=LONG.strip())
    design = begin(session, replace(NARROW, front=(NARROW.front[0], TIGHT, NARROW.front[2])))
    with pytest.raises(DesignFaulty) as refusal:
        publish_now(session, design)
    assert refusal.value.sentence.startswith(
        f"1 card does not come out right, so the design is not published. First: {LONG.strip()}, element name"
    )
    found = queries.examine(session, design)
    assert (found.cards, found.faulty, len(found.groups)) == (4, 1, 1)
    (group,) = found.groups
    assert (group.element, group.sentence, group.count) == (
        "name",
        "the text is too long and would be cut",
        1,
    )
    assert [person.name for person in group.people] == [LONG.strip()]
    actions.save_design(session, SYSTEM, NOW, design=design, content=NARROW, version=design.version)
    session.flush()
    assert queries.examine(session, design) == Examination(4, 0, ())
    publish_now(session, design)
    assert states(session) == [("Narrow", 1, "published")]


def test_who_came_after_the_look_is_looked_at_when_it_is_published(session: Session) -> None:
    admit(session, 2)
    design = begin(session, replace(NARROW, front=(NARROW.front[0], TIGHT, NARROW.front[2])))
    seen = queries.examined(session, design)
    assert (seen.found, len(seen.people)) == (Examination(2, 0, ()), 2)
    assert queries.examine_since(session, design, seen) == Examination(0, 0, ())
    admit(session, 1, code="VN", badge_name=LONG.strip())
    assert queries.examine_since(session, design, seen).cards == 1
    with pytest.raises(DesignFaulty, match=f"1 card does not come out right.* First: {LONG.strip()}"):
        actions.publish_design(session, SYSTEM, NOW, design=design, version=design.version, examined=seen)
    assert states(session) == [("Narrow", 1, "draft")]


def test_whose_name_was_changed_after_the_look_is_looked_at_again(session: Session) -> None:
    one, _ = admit(session, 2)
    design = begin(session, replace(NARROW, front=(NARROW.front[0], TIGHT, NARROW.front[2])))
    seen = queries.examined(session, design)
    one.person.badge_name = LONG.strip()
    session.flush()
    assert queries.examine_since(session, design, seen).cards == 1
    with pytest.raises(DesignFaulty):
        actions.publish_design(session, SYSTEM, NOW, design=design, version=design.version, examined=seen)


def test_a_party_whose_name_changed_after_the_look_is_looked_at_again(session: Session) -> None:
    (one,) = admit(session, 1)
    admit(session, 1, code="VN")
    design = begin(session)
    seen = queries.examined(session, design)
    for name in session.scalars(select(PartyName).where(PartyName.party_id == one.delegation.party_id)):
        name.name = f"{name.name}, renamed"
    session.flush()
    assert queries.examine_since(session, design, seen) == Examination(1, 0, ())


def test_what_stands_on_every_card_may_not_change_between_the_look_and_the_publication(session: Session) -> None:
    admit(session, 1)
    design = begin(session)
    seen = queries.examined(session, design)
    category = session.get_one(AccreditationCategory, "D")
    category.name = "Delegates of States"
    session.flush()
    with pytest.raises(CardsChanged, match="Publish again"):
        actions.publish_design(session, SYSTEM, NOW, design=design, version=design.version, examined=seen)
    publish_now(session, design)
    assert states(session) == [("Narrow", 1, "published")]


def test_a_design_saved_after_the_look_is_not_published_by_it(session: Session) -> None:
    design = begin(session)
    seen = queries.examined(session, design)
    actions.save_design(session, SYSTEM, NOW, design=design, content=STANDARD_BADGE, version=design.version)
    session.flush()
    with pytest.raises(StaleVersion, match="while its cards were looked at"):
        actions.publish_design(session, SYSTEM, NOW, design=design, version=design.version, examined=seen)
    assert states(session) == [(STANDARD_BADGE.name, 1, "draft")]


def test_the_publication_itself_loads_nobody(database: Database) -> None:
    with database.committing() as session:
        admit(session, 5)
        code = begin(session).code
    with database.reading() as session:
        seen = queries.examined(session, queries.design_by_code(session, code))
    with database.committing() as session:
        design = queries.design_to_change(session, code)
        with counted(database) as sent:
            actions.publish_design(session, SYSTEM, NOW, design=design, version=design.version, examined=seen)
    assert len(sent) > 3
    assert [statement for statement in sent if "photo_file" in statement] == []


def test_what_collides_or_reaches_over_the_edge_is_named(session: Session) -> None:
    admit(session, 2)
    over = Element("over", ElementKind.TEXT, Box(10, 45, 90, 10), (Part("delegation"),))
    design = begin(session, replace(NARROW, front=(*NARROW.front, over)))
    found = queries.examine(session, design)
    assert {(group.element, group.sentence, group.count) for group in found.groups} == {
        ("over", "it lies over name", 2),
        ("over", "it reaches beyond the edge of the card", 2),
    }


def test_the_check_costs_the_same_queries_for_one_and_for_twelve(database: Database) -> None:
    def cost() -> int:
        with database.reading() as session, counted(database) as sent:
            queries.examine(session, session.scalars(select(CardDesign)).one())
        return len(sent)

    with database.committing() as session:
        admit(session, 1)
        begin(session)
    one = cost()
    with database.committing() as session:
        admit(session, 11)
    assert cost() == one


def test_a_run_freezes_its_design(database: Database) -> None:
    with database.committing() as session:
        admit(session, 1)
        used = publish(session)
    code = order(database)
    assert run_of(database, code).design_id == used.id
    assert "Narrow design" in text_of(database, code)
    with database.committing() as session:
        row = queries.design_to_change(session, used.code)
        actions.retire_design(session, SYSTEM, NOW, design=row, version=row.version)
    with database.reading() as session:
        assert queries.design_of_run(session, queries.run_by_code(session, code)) == NARROW


def test_without_a_design_a_run_is_drawn_as_the_standard_has_it(database: Database) -> None:
    with database.committing() as session:
        admit(session, 1)
    code = order(database)
    assert run_of(database, code).design_id is None
    assert "Narrow design" not in text_of(database, code)


def test_a_run_is_printed_by_one_design_and_names_whom_it_leaves_for_another(database: Database) -> None:
    with database.committing() as session:
        delegates = admit(session, 2)
        media = admit(session, 2, category="M")
        publish(session, category="M")
    code = order(database)
    assert [card.participant_id for card in cards_of(database, code)] == [one.id for one in delegates]
    left = queries.left_out_of(run_of(database, code))
    assert left == {one.code: LeftOut.OTHER_DESIGN for one in media}
    again = order(database, WAITING)
    assert [card.participant_id for card in cards_of(database, again)] == [one.id for one in media]
    assert "Narrow design" in text_of(database, again)


def test_a_reprint_is_drawn_by_the_design_of_its_category(database: Database) -> None:
    with database.committing() as session:
        (person,) = admit(session, 1, category="M")
        design = publish(session, category="M")
    code = order(database, RunSelection(SelectionKind.PARTICIPANT, person.code))
    assert run_of(database, code).design_id == design.id


def test_two_publish_for_the_same_cards_at_once_and_one_is_in_use(database: Database) -> None:
    with database.committing() as session:
        drafts = [begin(session, replace(NARROW, name=name)).code for name in ("One", "Two", "Three")]

    def give(code: str) -> Callable[[], str]:
        def deed() -> str:
            with database.committing() as session:
                design = queries.design_to_change(session, code)
                publish_now(session, design)
            return code

        return deed

    answers = together([give(code) for code in drafts])
    assert any(isinstance(answer, str) for answer in answers), answers
    with database.reading() as session:
        kept = states(session)
    assert [state for _, _, state in kept].count("published") == 1, (answers, kept)


def test_two_open_the_next_version_at_once_and_there_is_one_draft(database: Database) -> None:
    with database.committing() as session:
        code = publish(session).code

    def deed() -> int:
        with database.committing() as session:
            return actions.revise_design(
                session, SYSTEM, NOW, design=queries.design_to_change(session, code)
            ).number

    answers = together([deed] * 3)
    assert sorted(type(answer).__name__ for answer in answers) == ["DesignOpened", "DesignOpened", "int"], answers


def picture(shade: int = 0) -> bytes:
    out = BytesIO()
    Image.new("RGBA", (300, 200), (shade, 20, 120, 90)).save(out, "PNG")
    return out.getvalue()


def test_a_picture_is_kept_once_and_drawn(session: Session, app: Flask) -> None:
    design = begin(session)
    name = actions.store_artwork(session, SYSTEM, NOW, design=design, artwork=artwork(picture()))
    assert actions.store_artwork(session, SYSTEM, NOW, design=design, artwork=artwork(picture())) == name
    assert design.artworks == name
    assert queries.artwork_path(session, name).is_file()
    shown = Element("seal", ElementKind.ARTWORK, Box(0, 0, 60, 40), artwork=name)
    content = replace(NARROW, front=(shown, *NARROW.front))
    session.flush()
    actions.save_design(session, SYSTEM, NOW, design=design, content=content, version=design.version)
    drawn = queries.design_picture(session, design, content, sample=Sample.LONGEST)
    with Image.open(BytesIO(drawn.png)) as card:
        assert card.size == (488, 703)
        red, green, blue = card.convert("RGB").getpixel((20, 150))
    assert blue > red
    assert blue > green


def test_a_picture_of_another_design_is_refused(session: Session) -> None:
    other, design = begin(session), begin(session)
    name = actions.store_artwork(session, SYSTEM, NOW, design=other, artwork=artwork(picture()))
    shown = Element("seal", ElementKind.ARTWORK, Box(0, 0, 60, 40), artwork=name)
    with pytest.raises(DesignUnreadable, match="Element seal: its picture is not one of this design"):
        actions.save_design(
            session, SYSTEM, NOW, design=design, content=replace(NARROW, front=(shown,)), version=design.version
        )


def test_a_design_keeps_a_few_pictures(session: Session) -> None:
    design = begin(session)
    design.artworks = " ".join(f"{number:064x}.png" for number in range(MOST_ARTWORKS))
    with pytest.raises(TooManyArtworks, match=f"at most {MOST_ARTWORKS} pictures"):
        actions.store_artwork(session, SYSTEM, NOW, design=design, artwork=artwork(picture()))


def test_a_page_of_a_pdf_becomes_a_picture_of_300_dots() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(72, 144)
    out = BytesIO()
    document.save(out)
    drawn = artwork(out.getvalue())
    assert (drawn.ending, drawn.width, drawn.height) == ("jpg", 300, 600)
    document.new_page(72, 144)
    out = BytesIO()
    document.save(out)
    with pytest.raises(RuleBroken, match="several pages"):
        artwork(out.getvalue())


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.7 nonsense", b"\x89PNG\r\n\x1a\n\x00", picture()[:80]])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken, match="did not arrive whole") as refusal:
        artwork(content)
    assert refusal.value.field == "file"


def test_a_preview_shows_the_longest_the_shortest_and_the_most_difficult_name(session: Session) -> None:
    admit(session, 1, badge_name="LI Bo")
    admit(session, 1, badge_name="BARTHOLOMEW-FITZWILLIAM Alexander")
    admit(session, 1, badge_name="NGUYỄN Thị Ướng")
    design = begin(session, STANDARD_BADGE)
    pictures = {
        sample: queries.design_picture(session, design, NARROW, sample=sample).png for sample in Sample
    }
    assert len(set(pictures.values())) == 3
    empty = queries.design_picture(session, design, NARROW, sample=Sample.LONGEST, category="M")
    assert Image.open(BytesIO(empty.png)).size == (488, 703)


def test_difficulty_counts_signs_and_strange_letters() -> None:
    assert [difficulty(text) for text in ("LI Bo", "José", "Ướng", "ខ្មែរ")] == [0, 2, 6, 7]


def test_a_back_is_shown_on_a_page_of_its_own(session: Session) -> None:
    design = begin(session)
    back = queries.design_picture(session, design, NARROW, sample=Sample.LONGEST, is_back=True)
    with Image.open(BytesIO(back.png)) as card:
        assert card.convert("L").getextrema() == (255, 255)


def test_the_shell_names_who_does_not_come_out_right(app: Flask, database: Database) -> None:
    with database.committing() as session:
        (person,) = admit(session, 1, badge_name=LONG.strip())
        tight = begin(session, replace(NARROW, front=(TIGHT,))).code
        good = begin(session).code
    run = app.test_cli_runner().invoke
    refused = run(args=["badges", "check-design", tight])
    assert refused.exit_code == 1
    assert f"  {person.code}  {LONG.strip()}" in refused.output
    assert "name: the text is too long and would be cut (1)" in refused.output
    assert "Of 1 looked at, 1 does not come out right." in refused.output
    assert run(args=["badges", "check-design", good]).output == "Every card comes out right: 1 looked at.\n"
    assert "There is no design G-NOBODY." in run(args=["badges", "check-design", "G-NOBODY"]).output


def test_what_is_kept_is_the_text_that_is_read(session: Session) -> None:
    design = begin(session)
    assert read_design(design.content) == NARROW
    assert json.loads(design.content)["front"][0]["key"] == "words"

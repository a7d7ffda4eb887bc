"""Chairs, speakers, signatories and sponsors: nobody is in two places, nobody is printed who did not confirm."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from summit.agenda.actions import (
    LeadsAlready,
    NamedAlready,
    add_sponsor,
    cancel_entry,
    confirm_sponsor,
    edit_entry,
    move_entry,
    name_contributor,
    remove_contributor,
    remove_sponsor,
)
from summit.agenda.facts import ContributorFacts
from summit.agenda.lifecycle import ContributorPart
from summit.agenda.models import AgendaEntry
from summit.agenda.queries import entries_of_participant, entry_facts, entry_history
from summit.audit.models import AuditEntry
from summit.delegations.actions import withdraw_participant
from summit.delegations.models import Engagement
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from tests.agenda.conftest import DISCUSSION, SIDE_EVENT, Desk, at
from tests.factories import NOW, SYSTEM, make_delegation, make_participant


def duties(desk: Desk) -> list[tuple[str, str, object, object]]:
    rows = desk.session.scalars(select(Engagement).order_by(Engagement.held_from, Engagement.id))
    return [(row.kind, row.label, row.held_from, row.held_until) for row in rows]


def move(desk: Desk, entry: AgendaEntry, start: int, end: int) -> None:
    move_entry(
        desk.session,
        SYSTEM,
        NOW,
        entry=entry,
        starts_at=at(start),
        ends_at=at(end),
        room=None,
        version=entry.version,
    )


def test_who_is_named_stands_in_the_line_and_is_busy_for_its_length(desk: Desk) -> None:
    entry = desk.schedule(setup_minutes=15)
    delegation = make_delegation(desk.session, "FR")
    people = [
        make_participant(desk.session, delegation, badge_name=name, style="H.E.", salutation="Ms.")
        for name in ("Anne DURAND", "Rosa BLANC", "Jean NOIR")
    ]
    for person, part in zip(people, ("chair", "speaker", "signatory"), strict=True):
        name_contributor(desk.session, SYSTEM, NOW, entry=entry, participant=person, part=part)
    facts = entry_facts(desk.session, entry)
    assert facts.chairs == (
        ContributorFacts(
            people[0].code, "H.E. Ms. Anne DURAND", "Counsellor", ContributorPart.CHAIR, "France", "FR"
        ),
    )
    assert [one.name for one in (*facts.speakers, *facts.signatories)] == [
        "H.E. Ms. Rosa BLANC",
        "H.E. Ms. Jean NOIR",
    ]
    assert duties(desk) == [
        ("chairs", "Discussion", at(10), at(11)),
        ("speaks", "Discussion", at(10), at(11)),
        ("signs", "Discussion", at(10), at(11)),
    ]


def test_a_speaker_is_not_in_two_lines_of_one_time(desk: Desk) -> None:
    """SID-07: refused by the database, and the sentence says neither where nor with whom."""
    speaker = make_participant(desk.session, make_delegation(desk.session, "FR"), badge_name="Anne DURAND")
    first, second = (
        desk.schedule(),
        desk.schedule(title="Other", room="M-2", starts_at=at(10, 30), ends_at=at(12)),
    )
    after = desk.schedule(title="After", room="M-3", starts_at=at(11), ends_at=at(12))
    name_contributor(desk.session, SYSTEM, NOW, entry=first, participant=speaker, part="speaker")
    with pytest.raises(Conflict) as refusal, desk.session.begin_nested():
        name_contributor(desk.session, SYSTEM, NOW, entry=second, participant=speaker, part="chair")
    assert refusal.value.sentence == "Anne DURAND is not available at that time."
    assert entry_facts(desk.session, second).contributors == ()
    name_contributor(desk.session, SYSTEM, NOW, entry=after, participant=speaker, part="chair")
    found = entries_of_participant(desk.session, [speaker.id])
    assert [entry.title for entry in found[speaker.id]] == ["Discussion", "After"]


def test_the_same_person_is_named_once(desk: Desk) -> None:
    speaker = make_participant(desk.session, make_delegation(desk.session, "FR"), badge_name="Anne DURAND")
    entry = desk.schedule()
    name_contributor(desk.session, SYSTEM, NOW, entry=entry, participant=speaker, part="speaker")
    with pytest.raises(NamedAlready, match="Anne DURAND already stands in this line"):
        name_contributor(desk.session, SYSTEM, NOW, entry=entry, participant=speaker, part="chair")
    assert len(duties(desk)) == 1


def test_a_move_takes_everybody_along_or_nobody(desk: Desk) -> None:
    delegation = make_delegation(desk.session, "FR")
    chair, speaker = (make_participant(desk.session, delegation) for _ in range(2))
    entry, other = desk.schedule(), desk.schedule(title="Other", room="M-2", starts_at=at(15), ends_at=at(16))
    name_contributor(desk.session, SYSTEM, NOW, entry=entry, participant=chair, part="chair")
    name_contributor(desk.session, SYSTEM, NOW, entry=entry, participant=speaker, part="speaker")
    name_contributor(desk.session, SYSTEM, NOW, entry=other, participant=speaker, part="speaker")
    with pytest.raises(Conflict, match="is not available at that time"), desk.session.begin_nested():
        move(desk, entry, 15, 16)
    desk.session.refresh(entry)
    assert entry.starts_at == at(10)
    assert [duty[2:] for duty in duties(desk)] == [(at(10), at(11)), (at(10), at(11)), (at(15), at(16))]
    move(desk, entry, 13, 15)
    assert [duty[2:] for duty in duties(desk)] == [(at(13), at(15)), (at(13), at(15)), (at(15), at(16))]


def test_an_edit_that_makes_a_line_internal_hides_the_duty_too(desk: Desk) -> None:
    speaker = make_participant(desk.session, make_delegation(desk.session, "FR"))
    entry = desk.schedule()
    name_contributor(desk.session, SYSTEM, NOW, entry=entry, participant=speaker, part="speaker")
    edit_entry(desk.session, SYSTEM, NOW, entry=entry, facts=replace(DISCUSSION, is_public=False), version=1)
    assert [duty[1] for duty in duties(desk)] == ["Internal"]


def test_who_is_taken_out_or_whose_line_is_cancelled_is_free_at_once(desk: Desk) -> None:
    delegation = make_delegation(desk.session, "FR")
    one, other = (make_participant(desk.session, delegation) for _ in range(2))
    entry = desk.schedule()
    for participant in (one, other):
        name_contributor(desk.session, SYSTEM, NOW, entry=entry, participant=participant, part="speaker")
    remove_contributor(desk.session, SYSTEM, NOW, entry=entry, participant=one)
    assert len(duties(desk)) == 1
    with pytest.raises(NotFound, match="does not stand in this line"):
        remove_contributor(desk.session, SYSTEM, NOW, entry=entry, participant=one)
    cancel_entry(desk.session, SYSTEM, NOW, entry=entry, version=entry.version)
    assert duties(desk) == []
    with pytest.raises(Conflict, match="cancelled"):
        name_contributor(desk.session, SYSTEM, NOW, entry=entry, participant=one, part="speaker")
    assert entries_of_participant(desk.session, [other.id]) == {other.id: []}


def test_who_has_withdrawn_is_not_named(desk: Desk) -> None:
    participant = make_participant(desk.session, make_delegation(desk.session, "FR"))
    withdraw_participant(
        desk.session, SYSTEM, NOW, participant=participant, version=participant.version, reason="Not coming"
    )
    with pytest.raises(RuleBroken, match="has withdrawn"):
        name_contributor(
            desk.session, SYSTEM, NOW, entry=desk.schedule(), participant=participant, part="speaker"
        )


def test_only_confirmed_sponsors_are_printed(desk: Desk) -> None:
    """SID-02."""
    entry = desk.schedule(SIDE_EVENT)
    france, japan, brazil = (make_delegation(desk.session, code) for code in ("FR", "JP", "BR"))
    add_sponsor(desk.session, SYSTEM, NOW, entry=entry, delegation=japan, is_lead=False)
    add_sponsor(desk.session, SYSTEM, NOW, entry=entry, delegation=brazil, is_lead=False)
    add_sponsor(desk.session, SYSTEM, NOW, entry=entry, delegation=france, is_lead=True)
    assert [one.name for one in entry_facts(desk.session, entry).sponsors] == ["France"]
    confirm_sponsor(desk.session, SYSTEM, NOW, entry=entry, delegation=japan)
    confirm_sponsor(desk.session, SYSTEM, NOW, entry=entry, delegation=japan)
    facts = entry_facts(desk.session, entry)
    assert [(one.name, one.is_lead) for one in facts.sponsors] == [("France", True), ("Japan", False)]
    assert [one.name for one in facts.all_sponsors] == ["France", "Brazil", "Japan"]
    confirmations = desk.session.scalars(select(AuditEntry).where(AuditEntry.verb == "confirm_sponsor")).all()
    assert [line.after for line in confirmations] == [{"delegation": japan.code}]


def test_one_lead_a_side_event_and_one_lead_a_body(desk: Desk) -> None:
    """SID-06: a second lead needs the organizer's exception; a cancelled side event does not count."""
    france, japan = make_delegation(desk.session, "FR"), make_delegation(desk.session, "JP")
    first = desk.schedule(SIDE_EVENT, title="First")
    second = desk.schedule(SIDE_EVENT, title="Second", room="M-3")
    add_sponsor(desk.session, SYSTEM, NOW, entry=first, delegation=france, is_lead=True)
    with pytest.raises(NamedAlready, match="has a lead sponsor"):
        add_sponsor(desk.session, SYSTEM, NOW, entry=first, delegation=japan, is_lead=True)
    with pytest.raises(NamedAlready, match="already stands among the sponsors"):
        add_sponsor(desk.session, SYSTEM, NOW, entry=first, delegation=france, is_lead=False)
    with pytest.raises(LeadsAlready, match="already leads “First”"):
        add_sponsor(desk.session, SYSTEM, NOW, entry=second, delegation=france, is_lead=True)
    add_sponsor(desk.session, SYSTEM, NOW, entry=second, delegation=france, is_lead=True, is_exception=True)
    remove_sponsor(desk.session, SYSTEM, NOW, entry=second, delegation=france)
    cancel_entry(desk.session, SYSTEM, NOW, entry=first, version=first.version)
    add_sponsor(desk.session, SYSTEM, NOW, entry=second, delegation=france, is_lead=True)


def test_only_side_events_have_sponsors(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="Only side events"):
        add_sponsor(
            desk.session,
            SYSTEM,
            NOW,
            entry=desk.schedule(),
            delegation=make_delegation(desk.session, "FR"),
            is_lead=True,
        )


def test_the_history_says_in_words_what_changed(desk: Desk) -> None:
    speaker = make_participant(desk.session, make_delegation(desk.session, "FR"), badge_name="Anne DURAND")
    entry = desk.schedule()
    name_contributor(desk.session, SYSTEM, NOW, entry=entry, participant=speaker, part="speaker")
    move(desk, entry, 13, 14)
    cancel_entry(desk.session, SYSTEM, NOW, entry=entry, version=entry.version, reason="No quorum.")
    assert [(line.what, line.changes) for line in entry_history(desk.session, entry.code)] == [
        ("Cancelled", ("No quorum.",)),
        (
            "Moved",
            (
                "Starts: 26 Oct, 10:00 → 26 Oct, 13:00",
                "Ends: 26 Oct, 11:00 → 26 Oct, 14:00",
                "Room: M-1 → none",
            ),
        ),
        ("Named", ("Anne DURAND", "Part: speaker")),
        ("Put into the programme", ()),
    ]

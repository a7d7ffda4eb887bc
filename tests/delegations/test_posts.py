"""Several posts of one person, and the one in which the person comes (DEL-12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.audit.facts import Actor
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import HeldPostEntry, RankClassEntry
from summit.delegations.lifecycle import DeadlineKind, DelegateFunction, RankKind
from summit.delegations.models import FurtherPost, Participant
from summit.delegations.rules import DeadlinePassed, PostKnown, RankInUse, RecordLocked
from summit.foundation.db import Database
from summit.foundation.errors import Conflict, NotFound, RuleBroken, StaleVersion
from tests.browser import PageClient
from tests.delegations.conftest import Race
from tests.delegations.stage import Stage, set_stage
from tests.delegations.test_races import guarded
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant

Sign = Callable[..., PageClient]
CHAIR = HeldPostEntry(
    "Chair of the Council", "Président du Conseil", "Council Chair", rank_class=20, took_office_on=date(2021, 3, 4)
)


@pytest.fixture
def stage(database: Database) -> Stage:
    with database.committing() as session:
        return set_stage(session)


def contact_of(session: Session, participant: Participant) -> Actor:
    return actor_of(appoint(session, participant.delegation))


def held(session: Session, participant: Participant) -> list[HeldPostEntry]:
    """The further posts as they would be typed in again."""
    names = HeldPostEntry.__dataclass_fields__
    return [
        HeldPostEntry(**{name: getattr(one, name) for name in names})
        for one in queries.further_posts(session, participant.person_id)
    ]


def add(session: Session, participant: Participant, post: HeldPostEntry = CHAIR, actor: Actor = SYSTEM) -> FurtherPost:
    return actions.add_post(session, actor, NOW, participant=participant, post=post)


def take(session: Session, participant: Participant, post: FurtherPost, actor: Actor = SYSTEM) -> None:
    actions.take_post(
        session, actor, NOW, participant=participant, post=post, version=participant.version
    )


def said(session: Session, verb: str) -> list[tuple[dict[str, str], dict[str, str]]]:
    lines = session.scalars(select(AuditEntry).where(AuditEntry.verb == verb).order_by(AuditEntry.id))
    return [(line.before, line.after) for line in lines]


def test_a_further_post_changes_neither_title_nor_rank(session: Session) -> None:
    person = make_participant(session, make_delegation(session), rank_class=40)
    digest = person.record_digest
    add(session, person, replace(CHAIR, title="  Chair  of the Council "))
    assert held(session, person) == [CHAIR]
    assert (person.title, person.rank_class, person.record_digest) == ("Counsellor", 40, digest)
    (post,) = queries.held_posts(session, person)
    assert (post.title, post.rank, post.has_rank_of_event) == (CHAIR.title, "Head of Government", False)
    assert said(session, "add_post") == [({}, {"name": CHAIR.title, "rank_class": "20"})]


def test_the_post_of_the_event_and_another_change_places_with_their_rank(session: Session) -> None:
    """DEL-12: title and rank of the participant are those of the post to which the invitation refers."""
    person = make_participant(session, make_delegation(session), rank_class=40)
    before = person.version
    take(session, person, add(session, person))
    assert (person.title, person.native_title, person.badge_title) == (CHAIR.title, CHAIR.native_title, CHAIR.badge_title)
    assert (person.rank_class, person.took_office_on, person.version > before) == (20, date(2021, 3, 4), True)
    assert held(session, person) == [HeldPostEntry("Counsellor", rank_class=40)]
    assert said(session, "take_post") == [({"name": "Counsellor"}, {"name": CHAIR.title})]
    ((old, new),) = said(session, "edit")
    assert (old["title"], old["rank_class"], new["title"], new["rank_class"]) == ("Counsellor", "40", CHAIR.title, "20")
    (back,) = queries.further_posts(session, person.person_id)
    take(session, person, back)
    assert (person.title, person.rank_class, held(session, person)) == ("Counsellor", 40, [CHAIR])


def test_a_change_of_post_needs_no_new_vetting(session: Session) -> None:
    """ACC-03: identity, function and category stay as they are."""
    person = make_participant(session, make_delegation(session))
    digest = person.record_digest
    take(session, person, add(session, person))
    assert (person.record_digest, person.function, person.category) == (digest, "REP", "D")


def test_a_record_without_title_keeps_no_empty_post(session: Session) -> None:
    person = make_participant(session, make_delegation(session))
    entry, post = queries.entries_of(person)
    actions.edit_participant(
        session, SYSTEM, NOW, participant=person, person=entry, post=replace(post, title=""), version=person.version
    )
    take(session, person, add(session, person))
    assert (person.title, held(session, person)) == (CHAIR.title, [])


def test_a_title_that_was_typed_twice_becomes_one_post(session: Session) -> None:
    """The form may bear the title of a further post; a choice of post does not break on it."""
    person = make_participant(session, make_delegation(session))
    other = add(session, person, HeldPostEntry("Governor"))
    add(session, person)
    entry, post = queries.entries_of(person)
    actions.edit_participant(
        session, SYSTEM, NOW, participant=person, person=entry, post=replace(post, title=CHAIR.title), version=person.version
    )
    take(session, person, other)
    assert (person.title, held(session, person)) == ("Governor", [CHAIR])


@pytest.mark.parametrize("title", ["counsellor", "CHAIR of the Council", "Chair of the Cóuncil"])
def test_a_post_stands_once(session: Session, title: str) -> None:
    person = make_participant(session, make_delegation(session))
    add(session, person)
    with pytest.raises(PostKnown) as refusal:
        add(session, person, HeldPostEntry(title))
    assert refusal.value.field == "title"
    assert held(session, person) == [CHAIR]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"native_title": "x" * 161}, "native_title"),
        ({"badge_title": "x" * 81}, "badge_title"),
        ({"rank_class": 999}, "rank_class"),
    ],
)
def test_what_is_no_post(session: Session, changes: dict[str, object], field: str) -> None:
    """PER-09."""
    person = make_participant(session, make_delegation(session))
    with pytest.raises(RuleBroken) as refusal:
        add(session, person, replace(CHAIR, **changes))
    assert (refusal.value.field, held(session, person)) == (field, [])


def test_eight_posts_are_enough(session: Session) -> None:
    person = make_participant(session, make_delegation(session))
    for number in range(8):
        add(session, person, HeldPostEntry(f"Adviser {number}"))
    with pytest.raises(RuleBroken, match="at most 8 further posts"):
        add(session, person)


def test_a_delegation_adds_posts_and_leaves_the_rank_to_the_host(session: Session) -> None:
    """The rank is the host's decision, by the form and by the choice of a post alike."""
    person = make_participant(session, make_delegation(session), rank_class=40)
    contact = contact_of(session, person)
    with pytest.raises(RuleBroken) as refusal:
        add(session, person, CHAIR, contact)
    assert refusal.value.field == "rank_class"
    lower = add(session, person, HeldPostEntry("Governor"), contact)
    with pytest.raises(RuleBroken, match="rank is set by the protocol department"):
        take(session, person, lower, contact)
    equal = add(session, person, HeldPostEntry("Minister of Trade", rank_class=40))
    take(session, person, equal, contact)
    assert (person.title, person.rank_class) == ("Minister of Trade", 40)
    actions.remove_post(session, contact, NOW, participant=person, post=lower)
    assert held(session, person) == [HeldPostEntry("Counsellor", rank_class=40)]
    assert said(session, "remove_post") == [({"name": "Governor", "rank_class": "70"}, {})]


def test_a_closed_record_keeps_its_posts(session: Session) -> None:
    """ACC-02: for the delegation only."""
    person = make_participant(session, make_delegation(session))
    contact, post = contact_of(session, person), add(session, person, HeldPostEntry("Governor"))
    actions.lock_participant(session, participant=person)
    for deed in (
        lambda: add(session, person, HeldPostEntry("Adviser"), contact),
        lambda: take(session, person, post, contact),
        lambda: actions.remove_post(session, contact, NOW, participant=person, post=post),
    ):
        with pytest.raises(RecordLocked):
            deed()
    take(session, person, post)
    assert person.title == "Governor"


def test_posts_keep_the_deadline_of_changes(session: Session) -> None:
    """ACC-08."""
    person = make_participant(session, make_delegation(session))
    contact = contact_of(session, person)
    actions.set_deadline(
        session, SYSTEM, NOW, kind=DeadlineKind.CHANGES, falls_at=NOW - timedelta(hours=1), is_hard=False
    )
    add(session, person, HeldPostEntry("Governor"), contact)
    assert said(session, "add_post")[0][1]["late"] == "True"
    actions.set_deadline(
        session, SYSTEM, NOW, kind=DeadlineKind.CHANGES, falls_at=NOW - timedelta(hours=1), is_hard=True
    )
    with pytest.raises(DeadlinePassed):
        add(session, person, HeldPostEntry("Adviser"), contact)
    add(session, person, HeldPostEntry("Adviser"))


def test_a_withdrawn_person_gets_no_posts(session: Session) -> None:
    person = make_participant(session, make_delegation(session))
    actions.withdraw_participant(session, SYSTEM, NOW, participant=person, version=person.version, reason="ill")
    with pytest.raises(Conflict, match="withdrawn"):
        add(session, person)


def test_a_stale_page_changes_no_post(session: Session) -> None:
    person = make_participant(session, make_delegation(session))
    post = add(session, person)
    with pytest.raises(StaleVersion):
        actions.take_post(session, SYSTEM, NOW, participant=person, post=post, version=person.version - 1)
    assert (person.title, held(session, person)) == ("Counsellor", [CHAIR])


def test_a_post_of_somebody_else_is_not_there(session: Session) -> None:
    delegation = make_delegation(session)
    one, other = make_participant(session, delegation), make_participant(session, delegation)
    post = add(session, one)
    with pytest.raises(NotFound):
        queries.post_of(session, other, post.id)


def test_the_record_that_stays_holds_the_posts_of_both(session: Session) -> None:
    """DEL-01, DEL-12: each once, the title that was not chosen too."""
    stays = make_participant(session, make_delegation(session, "VN"), rank_class=40)
    goes = make_participant(session, make_delegation(session, "FR"))
    person, post = queries.entries_of(goes)
    actions.edit_participant(
        session, SYSTEM, NOW, participant=goes, person=person, post=replace(post, title="Secretary"), version=goes.version
    )
    for one, title in ((stays, "Governor"), (goes, "GOVERNOR"), (goes, "Adviser")):
        add(session, one, HeldPostEntry(title))
    merger = actions.Merger(stays.version, goes.version, frozenset({"title"}), "One person")
    actions.merge_participants(session, SYSTEM, NOW, stays=stays, goes=goes, merger=merger)
    assert (stays.title, stays.rank_class) == ("Secretary", 40)
    assert held(session, stays) == [
        HeldPostEntry("Governor"), HeldPostEntry("Counsellor", rank_class=40), HeldPostEntry("Adviser"),
    ]  # fmt: skip
    assert held(session, goes) == []


def test_posts_go_with_the_person_to_another_delegation(session: Session) -> None:
    """DEL-03."""
    person = make_participant(session, make_delegation(session, "VN"))
    add(session, person)
    relocation = actions.Relocation(DelegateFunction.ADV, "D", "Sent by the Union", person.version)
    moved = actions.move_participant(
        session, SYSTEM, NOW, participant=person, delegation=make_delegation(session, "FR"), relocation=relocation
    )
    assert (held(session, moved), held(session, person)) == ([CHAIR], [])


def test_a_class_of_a_further_post_stays(session: Session) -> None:
    rank = actions.open_rank(session, SYSTEM, NOW, entry=RankClassEntry(21, "Regent", RankKind.OTHER, ""))
    person = make_participant(session, make_delegation(session), rank_class=21)
    post = add(session, person, HeldPostEntry("Regent", rank_class=21))
    entry, present = queries.entries_of(person)
    actions.edit_participant(
        session, SYSTEM, NOW, participant=person, person=entry, post=replace(present, rank_class=70), version=person.version
    )
    with pytest.raises(RankInUse, match="1 person is of class 21"):
        actions.remove_rank(session, SYSTEM, NOW, rank=rank, version=rank.version)
    actions.remove_post(session, SYSTEM, NOW, participant=person, post=post)
    actions.remove_rank(session, SYSTEM, NOW, rank=rank, version=rank.version)


def test_one_of_several_becomes_the_post_of_the_event(database: Database, at_once: Race) -> None:
    """DEL-12: four officers choose at once; one does, and no post is lost or doubled."""
    with database.committing() as session:
        person = make_participant(session, make_delegation(session))
        numbers = [add(session, person, HeldPostEntry(f"Adviser {number}")).id for number in range(4)]
        code, version = person.code, person.version

    def choosing(number: int) -> Callable[[Session], object]:
        def deed(session: Session) -> object:
            found = queries.participant_by_code(session, code)
            post = queries.post_of(session, found, number)
            return actions.take_post(session, SYSTEM, NOW, participant=found, post=post, version=version)

        return deed

    answers = at_once(*(guarded(choosing(number)) for number in numbers))
    assert answers.count("done") == 1, answers
    with database.reading() as session:
        found = queries.participant_by_code(session, code)
        titles = [found.title, *(one.title for one in queries.further_posts(session, found.person_id))]
        assert sorted(titles) == ["Adviser 0", "Adviser 1", "Adviser 2", "Adviser 3", "Counsellor"]


def test_the_same_post_is_added_once(database: Database, at_once: Race) -> None:
    with database.committing() as session:
        code = make_participant(session, make_delegation(session)).code

    def adding(session: Session) -> object:
        return add(session, queries.participant_by_code(session, code))

    answers = at_once(adding, adding, adding, adding)
    assert answers.count("done") == 1, answers
    assert sum("stands on the record already" in answer for answer in answers) == 3, answers


def test_a_contact_keeps_the_posts_on_the_page(database: Database, client_as: Sign, stage: Stage) -> None:
    client, officer = client_as(user=stage.contact), client_as(Role.PROTOCOL_OFFICER)
    path = f"/people/{stage.person}/posts"
    assert "Class of precedence" not in client.get(path).get_data(as_text=True)
    assert client.send(path, {"title": ""}, from_page=path).status_code == 422
    added = client.send(path, {"title": "Governor <b>", "rank_class": "10"}, from_page=path)
    assert (added.status_code, added.location) == (303, path)
    assert client.send(path, {"title": "governor <b>"}, from_page=path).status_code == 409
    officer.send(path, {"title": "Head of the Union", "rank_class": "10"}, from_page=path)
    page = client.get(path).get_data(as_text=True)
    assert "Governor &lt;b&gt;" in page
    assert page.count("Make it the post of this event") == 1
    assert page.count("Ask the protocol department to make it the post of this event.") == 1
    with database.reading() as session:
        found = queries.participant_by_code(session, stage.person)
        (own, higher), version = queries.further_posts(session, found.person_id), found.version
        assert (own.rank_class, higher.rank_class) == (70, 10)
    refused = client.send(f"{path}/{higher.id}/event-capacity", {"version": str(version)}, from_page=path)
    assert refused.status_code == 422
    assert "The rank is set by the protocol department" in refused.get_data(as_text=True)
    done = officer.send(f"{path}/{higher.id}/event-capacity", {"version": str(version)}, from_page=path)
    assert (done.status_code, done.location) == (303, path)
    stale = officer.send(f"{path}/{own.id}/event-capacity", {"version": str(version)}, from_page=path)
    assert stale.status_code == 409
    assert client.send(f"{path}/{own.id}/removal", from_page=path).status_code == 303
    assert client.send(f"{path}/{own.id}/removal", from_page=path).status_code == 404
    page = officer.get(f"/people/{stage.person}").get_data(as_text=True)
    assert "Head of the Union" in page
    assert "Counsellor" in page.split("Further posts")[1]
    history = officer.get(f"/people/{stage.person}/history").get_data(as_text=True)
    for deed in ("added the post Governor &lt;b&gt;", "removed the post Governor &lt;b&gt;"):
        assert deed in history
    assert "made Head of the Union the post of this event" in history


def test_who_may_not_register_people_changes_no_posts(client_as: Sign, stage: Stage) -> None:
    for client in (client_as(Role.BADGE_DESK), client_as(user=stage.delegate)):
        assert client.get(f"/people/{stage.person}/posts").status_code in (403, 404)
    foreign = client_as(user=stage.contact)
    assert foreign.get(f"/people/{stage.foreign_person}/posts").status_code == 404

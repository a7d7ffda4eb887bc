"""Registering, editing, withdrawing: the rules of a person's record."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.models import Link, User
from summit.accounts.policy import Role
from summit.accounts.queries import usable_link
from summit.audit.facts import Actor
from summit.audit.models import AuditEntry
from summit.delegations import actions, queries
from summit.delegations.facts import PassportEntry, PersonEntry, PostEntry
from summit.delegations.lifecycle import DelegateFunction, ParticipantState
from summit.delegations.models import Delegation, Participant, Person
from summit.delegations.photograph import Portrait
from summit.delegations.quotas import QuotaReached
from summit.delegations.rules import PersonAlreadyRegistered, RecordLocked
from summit.foundation.db import Database
from summit.foundation.errors import Conflict, ImpossibleMove, NotFound, RuleBroken, StaleVersion
from tests.factories import NOW, SYSTEM, appoint, make_delegation, make_participant, make_user, person_entry

REP = PostEntry(DelegateFunction.REP, "D", title="Counsellor")


def register(session: Session, delegation: Delegation, entry: PersonEntry, post: PostEntry = REP) -> Participant:
    return actions.register_delegate(session, SYSTEM, NOW, delegation=delegation, person=entry, post=post)


def edit(session: Session, actor: Actor, participant: Participant, **changes: object) -> None:
    person, post = queries.entries_of(participant)
    of_post = {name: value for name, value in changes.items() if hasattr(post, name)}
    of_person = {name: value for name, value in changes.items() if name not in of_post}
    actions.edit_participant(
        session,
        actor,
        NOW,
        participant=participant,
        person=replace(person, **of_person),
        post=replace(post, **of_post),
        version=participant.version,
    )


def test_a_person_is_registered_whole(session: Session) -> None:
    """PER-01: every name is kept apart; the passport is sealed, its hash keyed."""
    delegation = make_delegation(session, "VN")
    entry = PersonEntry(
        family_name=" Nguyễn ",
        given_names="Văn  A",
        badge_name="",
        nationality="vnm",
        family_first=True,
        native_name="Nguyễn Văn A",
        native_language="vi",
        salutation="Mr.",
        style="H.E.",
        sex="m",
        born_on=date(1970, 2, 28),
        passport=PassportEntry("diplomatic", "vnm", "b 123-4567", date(2030, 1, 1)),
        email="a@mofa.example",
        phone="+84 24 1234 5678",
    )
    post = PostEntry(DelegateFunction.DHOD, "D", title="Deputy Minister", badge_title="Dep. Minister", rank_class=50)
    participant = register(session, delegation, entry, post)
    person = participant.person
    assert (person.family_name, person.given_names, person.badge_name) == ("Nguyễn", "Văn A", "NGUYỄN Văn A")
    assert (person.nationality, person.sex, person.family_first) == ("VNM", "M", True)
    assert (person.search_text, participant.sort_name) == ("nguyen van a", "nguyen van a")
    assert (participant.function, participant.category, participant.rank_class) == ("DHOD", "D", 50)
    assert (participant.state, participant.position, participant.is_listed) == ("enrolled", 1, True)
    assert (person.passport_kind, person.passport_issuer) == ("diplomatic", "VNM")
    assert "B1234567" not in person.passport_sealed
    assert person.passport_hash != hashlib.sha256(b"B1234567").hexdigest()
    assert len(person.passport_hash or "") == len(participant.record_digest) == 64
    assert actions.reveal_passport(session, SYSTEM, NOW, participant=participant, reason="at the desk") == "B1234567"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"family_name": " ", "given_names": ""}, "family_name"),
        ({"family_name": "x" * 201}, "family_name"),
        ({"given_names": "x" * 300}, "given_names"),
        ({"badge_name": "x" * 201}, "badge_name"),
        ({"native_name": "字" * 201}, "native_name"),
        ({"phone": "1" * 41}, "phone"),
        ({"nationality": ""}, "nationality"),
        ({"nationality": "ZZZ"}, "nationality"),
        ({"nationality": "' OR 1"}, "nationality"),
        ({"sex": "Q"}, "sex"),
        ({"born_on": date(2025, 10, 2)}, "born_on"),
        ({"born_on": date(2009, 10, 2)}, "born_on"),
        ({"passport": PassportEntry("diplomatic", "FRA", "", None)}, "passport_number"),
        ({"passport": PassportEntry("", "FRA", "X1", None)}, "passport_kind"),
        ({"passport": PassportEntry("ordinary", "ZZZ", "X1", None)}, "passport_issuer"),
        ({"passport": PassportEntry("ordinary", "FRA", "=cmd()", None)}, "passport_number"),
        ({"passport": PassportEntry("ordinary", "FRA", "1" * 21, None)}, "passport_number"),
    ],
)
def test_what_cannot_be_registered_names_its_field(session: Session, changes: dict[str, object], field: str) -> None:
    delegation = make_delegation(session)
    with pytest.raises(RuleBroken) as refusal:
        register(session, delegation, person_entry(**changes))
    assert refusal.value.field == field
    assert session.scalar(select(func.count()).select_from(Participant)) == 0


@pytest.mark.parametrize(
    ("post", "field"),
    [
        (replace(REP, category="Q"), "category"),
        (replace(REP, rank_class=11), "rank_class"),
        (replace(REP, title="t" * 161), "title"),
        (replace(REP, badge_title="t" * 81), "badge_title"),
    ],
)
def test_a_post_outside_the_tables_names_its_field(session: Session, post: PostEntry, field: str) -> None:
    """PER-09, domain 3.2, 4.5."""
    delegation = make_delegation(session)
    with pytest.raises(RuleBroken) as refusal:
        register(session, delegation, person_entry(), post)
    assert refusal.value.field == field


def test_sixteen_is_old_enough_on_the_birthday(session: Session) -> None:
    participant = register(session, make_delegation(session), person_entry(born_on=date(2009, 10, 1)))
    assert participant.person.born_on == date(2009, 10, 1)


def test_a_mononym_is_registered_and_found(session: Session) -> None:
    """PER-05."""
    delegation = make_delegation(session, "ID")
    participant = register(session, delegation, person_entry(family_name="Sukarno", given_names="", badge_name=""))
    assert (participant.person.badge_name, participant.sort_name) == ("SUKARNO", "sukarno")
    found = session.scalars(queries.people_matching(queries.Reach(everything=True), queries.PeopleFilters("sukarno")))
    assert [one.code for one in found] == [participant.code]


def test_an_accompanying_person_is_not_in_the_list(session: Session) -> None:
    """DEL-02."""
    participant = register(session, make_delegation(session), person_entry(), replace(REP, category="A"))
    assert participant.is_listed is False


@pytest.mark.parametrize("number", ["FX 1234567", "fx1234567", "FX-12345-67"])
def test_one_passport_one_registration(session: Session, number: str) -> None:
    """DEL-01: in another delegation of any kind too, and the sentence does not say where."""
    first = make_delegation(session, "FR")
    other = make_delegation(session, "VN")
    register(session, first, person_entry(passport=PassportEntry("diplomatic", "FRA", "FX1234567", None)))
    again = person_entry(passport=PassportEntry("ordinary", "FRA", number, None))
    with pytest.raises(PersonAlreadyRegistered) as refusal:
        register(session, other, again)
    assert "duplicate desk" in refusal.value.sentence
    assert "France" not in refusal.value.sentence
    assert session.scalar(select(func.count()).select_from(Person)) == 1
    elsewhere = register(session, other, replace(again, passport=PassportEntry("ordinary", "BEL", number, None)))
    assert elsewhere.position == 1


def test_a_person_may_move_after_the_first_registration_is_withdrawn(session: Session) -> None:
    """DEL-01, DEL-03, and the way back is closed while the person is elsewhere."""
    entry = person_entry(passport=PassportEntry("diplomatic", "FRA", "FX1", None))
    old = register(session, make_delegation(session, "FR"), entry)
    actions.withdraw_participant(session, SYSTEM, NOW, participant=old, version=old.version, reason="moves")
    new = register(session, make_delegation(session, "MC"), entry)
    assert new.person_id != old.person_id
    with pytest.raises(PersonAlreadyRegistered):
        actions.reinstate_participant(session, SYSTEM, NOW, participant=old, version=old.version)
    assert session.get_one(Participant, old.id).state == "withdrawn"
    actions.withdraw_participant(session, SYSTEM, NOW, participant=new, version=new.version, reason="moves back")
    digest = old.record_digest
    actions.reinstate_participant(session, SYSTEM, NOW, participant=old, version=old.version)
    assert (old.state, old.record_digest) == ("enrolled", digest)
    with pytest.raises(PersonAlreadyRegistered):
        register(session, make_delegation(session, "BE"), entry)


def test_the_same_names_and_birth_are_shown_as_a_possible_duplicate(session: Session) -> None:
    """DEL-01, the soft match: names in any order and without marks, and the date of birth."""
    born = date(1970, 1, 1)
    first = register(
        session,
        make_delegation(session, "VN"),
        person_entry(family_name="Nguyễn", given_names="Văn A", born_on=born, passport=None),
    )
    entry = person_entry(family_name="Van A", given_names="NGUYEN", born_on=born, passport=None)
    second = register(session, make_delegation(session, "FR"), entry)
    register(session, make_delegation(session, "FR"), replace(entry, born_on=date(1970, 1, 2)))
    register(session, make_delegation(session, "FR"), replace(entry, family_name="Van B"))
    assert [line.code for line in queries.possible_duplicates(session, first)] == [second.code]
    assert [line.delegation for line in queries.possible_duplicates(session, second)] == ["Viet Nam"]


def test_the_quota_counts_who_is_enrolled(session: Session) -> None:
    delegation = make_delegation(session, badge_quota=2)
    first = make_participant(session, delegation)
    make_participant(session, delegation)
    with pytest.raises(QuotaReached, match="All 2 places"):
        make_participant(session, delegation)
    actions.withdraw_participant(session, SYSTEM, NOW, participant=first, version=first.version, reason="ill")
    third = make_participant(session, delegation)
    assert third.position == 3
    with pytest.raises(QuotaReached):
        actions.reinstate_participant(session, SYSTEM, NOW, participant=first, version=first.version)
    assert [one.code for one in queries.people_of(session, delegation.id)] == [
        one.code for one in session.scalars(select(Participant).where(Participant.id != first.id).order_by(Participant.id))
    ]


def test_an_edit_is_written_whole_and_counted(session: Session) -> None:
    participant = make_participant(session, make_delegation(session), family_name="Durand")
    version = participant.version
    edit(session, SYSTEM, participant, family_name="Dupont", badge_name="Anne DUPONT", title="Ambassador", phone="+33 123")
    assert (participant.person.family_name, participant.person.badge_name) == ("Dupont", "Anne DUPONT")
    assert (participant.title, participant.person.phone) == ("Ambassador", "+33 123")
    assert participant.sort_name == "dupont anne marie"
    assert participant.person.search_text == "dupont anne marie"
    assert participant.version == version + 1
    edit(session, SYSTEM, participant, phone="+33 456")
    assert participant.version == version + 2
    actions.edit_participant(
        session,
        SYSTEM,
        NOW,
        participant=participant,
        person=queries.entries_of(participant)[0],
        post=queries.entries_of(participant)[1],
        version=version + 2,
    )
    assert participant.version == version + 3


def test_an_edit_of_an_older_version_is_refused(session: Session) -> None:
    participant = make_participant(session, make_delegation(session))
    person, post = queries.entries_of(participant)
    for act in (
        lambda: actions.edit_participant(
            session, SYSTEM, NOW, participant=participant, person=person, post=post, version=participant.version - 1
        ),
        lambda: actions.withdraw_participant(
            session, SYSTEM, NOW, participant=participant, version=participant.version + 1, reason="x"
        ),
    ):
        with pytest.raises(StaleVersion):
            act()


def test_the_passport_stays_when_an_edit_does_not_type_it(session: Session) -> None:
    entry = person_entry(passport=PassportEntry("diplomatic", "FRA", "FX1234567", date(2030, 1, 1)))
    participant = register(session, make_delegation(session), entry)
    sealed, keyed = participant.person.passport_sealed, participant.person.passport_hash
    edit(session, SYSTEM, participant, passport=None)
    edit(session, SYSTEM, participant, passport=PassportEntry("service", "FRA", "", date(2031, 1, 1)))
    person = participant.person
    assert (person.passport_sealed, person.passport_hash) == (sealed, keyed)
    assert (person.passport_kind, person.passport_expires_on) == ("service", date(2031, 1, 1))
    edit(session, SYSTEM, participant, passport=PassportEntry("service", "BEL", "", None))
    assert person.passport_hash != keyed
    same = person_entry(passport=PassportEntry("ordinary", "BEL", "FX1234567", None))
    with pytest.raises(PersonAlreadyRegistered):
        register(session, make_delegation(session, "BE"), same)


def test_an_edit_may_not_take_anothers_passport(session: Session) -> None:
    delegation = make_delegation(session)
    register(session, delegation, person_entry(passport=PassportEntry("diplomatic", "FRA", "FX1", None)))
    second = make_participant(session, delegation)
    before = second.person.family_name
    with pytest.raises(PersonAlreadyRegistered):
        edit(session, SYSTEM, second, family_name="Other", passport=PassportEntry("diplomatic", "FRA", "FX1", None))
    assert session.get_one(Person, second.person_id).family_name == before


@pytest.mark.parametrize(
    ("changes", "is_new"),
    [
        ({"family_name": "Dupont"}, True),
        ({"given_names": "Anna"}, True),
        ({"born_on": date(1981, 1, 1)}, True),
        ({"nationality": "BEL"}, True),
        ({"sex": "F"}, True),
        ({"native_name": "Анна"}, True),
        ({"passport": PassportEntry("service", "FRA", "", None)}, True),
        ({"passport": PassportEntry("diplomatic", "FRA", "NEW1", date(2031, 1, 1))}, True),
        ({"function": DelegateFunction.ADV}, True),
        ({"category": "VIP"}, True),
        ({"title": "Ambassador", "badge_title": "Amb.", "rank_class": 60}, False),
        ({"email": "a@b.example", "phone": "+33 123456"}, False),
        ({"badge_name": "A. DURAND", "salutation": "Ms.", "style": "H.E."}, False),
    ],
)
def test_the_digest_follows_what_a_decision_is_about(session: Session, changes: dict[str, object], is_new: bool) -> None:
    """ACC-03."""
    participant = make_participant(session, make_delegation(session), family_name="Durand")
    before = participant.record_digest
    edit(session, SYSTEM, participant, **changes)
    assert (participant.record_digest != before) is is_new


def test_a_decided_record_is_closed_to_the_delegation(session: Session) -> None:
    """ACC-02."""
    delegation = make_delegation(session)
    participant = make_participant(session, delegation)
    contact = actor_of(appoint(session, delegation))
    officer = actor_of(make_user(session, roles=[Role.PROTOCOL_OFFICER]))
    actions.lock_participant(session, participant=participant)
    with pytest.raises(RecordLocked, match="accreditation desk"):
        edit(session, contact, participant, phone="+33 123456")
    with pytest.raises(RecordLocked):
        actions.store_photo(session, contact, NOW, participant=participant, portrait=Portrait(b""))
    edit(session, officer, participant, phone="+33 123456")
    actions.unlock_participant(session, participant=participant)
    edit(session, contact, participant, phone="+33 654321")
    assert participant.person.phone == "+33 654321"


def test_rank_is_set_by_the_host_only(session: Session) -> None:
    """ACC-06 spares the vetting by rank, so a delegation may not rank itself."""
    delegation = make_delegation(session)
    contact = actor_of(appoint(session, delegation))
    officer = actor_of(make_user(session, roles=[Role.PROTOCOL_OFFICER]))
    for post in (replace(REP, rank_class=10), replace(REP, is_state_leader=True)):
        with pytest.raises(RuleBroken) as refusal:
            actions.register_delegate(session, contact, NOW, delegation=delegation, person=person_entry(), post=post)
        assert refusal.value.field == "rank_class"
    participant = actions.register_delegate(
        session, contact, NOW, delegation=delegation, person=person_entry(), post=REP
    )
    edit(session, officer, participant, rank_class=41)
    edit(session, contact, participant, title="Minister of Justice")
    assert (participant.rank_class, participant.registered_by) == (41, contact.code)
    with pytest.raises(RuleBroken):
        edit(session, contact, participant, rank_class=40)


@pytest.mark.parametrize(
    ("post", "field"), [(replace(REP, category="H"), "category"), (PostEntry(DelegateFunction.LO, "D"), "function")]
)
def test_a_delegation_gives_only_what_suits_its_kind(session: Session, post: PostEntry, field: str) -> None:
    """Whichever door the post comes through: registering, nominating, or an edit."""
    delegation = make_delegation(session)
    contact = actor_of(appoint(session, delegation))
    participant = make_participant(session, delegation)
    deeds = (
        lambda: actions.register_delegate(
            session, contact, NOW, delegation=delegation, person=person_entry(), post=post
        ),
        lambda: actions.nominate(session, contact, NOW, delegation=delegation, name="Ann", email="", post=post),
        lambda: edit(session, contact, participant, function=post.function, category=post.category),
    )
    for deed in deeds:
        with pytest.raises(RuleBroken) as refusal:
            deed()
        assert refusal.value.field == field
    edit(session, SYSTEM, participant, function=post.function, category=post.category)
    edit(session, contact, participant, title="Adviser", function=post.function, category=post.category)
    assert (participant.function, participant.category, participant.title) == (post.function, post.category, "Adviser")


def test_withdrawing_frees_and_closes(session: Session) -> None:
    delegation = make_delegation(session)
    head = make_participant(session, delegation, function=DelegateFunction.HOD)
    secret = actions.invite_delegate(session, SYSTEM, NOW, participant=head)
    with pytest.raises(RuleBroken) as refusal:
        actions.withdraw_participant(session, SYSTEM, NOW, participant=head, version=head.version, reason=" ")
    assert refusal.value.field == "reason"
    session.refresh(head)
    head.state = ParticipantState.ENROLLED.value
    actions.withdraw_participant(session, SYSTEM, NOW, participant=head, version=head.version, reason="recalled")
    assert queries.head_at(session, delegation.id, NOW) is None
    with pytest.raises(NotFound):
        usable_link(session, secret, "personal", NOW)
    with pytest.raises(Conflict, match="withdrawn"):
        edit(session, SYSTEM, head, phone="+33 123456")
    with pytest.raises(ImpossibleMove):
        actions.withdraw_participant(session, SYSTEM, NOW, participant=head, version=head.version, reason="again")
    assert [one.code for one in queries.people_of(session, delegation.id)] == []
    assert [one.code for one in queries.people_of(session, delegation.id, withdrawn=True)] == [head.code]
    actions.reinstate_participant(session, SYSTEM, NOW, participant=head, version=head.version)
    found = queries.head_at(session, delegation.id, NOW)
    assert found is not None
    assert found.id == head.id


def test_the_order_of_the_note_verbale(session: Session) -> None:
    """DEL-13: head first, then as listed, never alphabetical."""
    delegation = make_delegation(session)
    people = [make_participant(session, delegation, family_name=name) for name in ("Zola", "Aron", "Moreau")]
    head = make_participant(session, delegation, function=DelegateFunction.HOD, family_name="Valjean")

    def order() -> list[str]:
        return [one.person.family_name for one in queries.people_of(session, delegation.id)]

    assert order() == ["Valjean", "Zola", "Aron", "Moreau"]
    actions.place_participant(session, SYSTEM, NOW, participant=people[2], after=people[0])
    assert order() == ["Valjean", "Zola", "Moreau", "Aron"]
    actions.place_participant(session, SYSTEM, NOW, participant=people[1], after=None)
    assert order() == ["Valjean", "Aron", "Zola", "Moreau"]
    assert [one.position for one in (people[1], people[0], people[2], head)] == [1, 2, 3, 4]


def test_the_invited_delegate_is_a_user_without_password(session: Session) -> None:
    delegation = make_delegation(session)
    taken = make_user(session, email="anne@mofa.example")
    first = make_participant(session, delegation, email="Anne@mofa.example")
    second = make_participant(session, delegation, email="bob@mofa.example")
    third = make_participant(session, delegation)
    secrets = [actions.invite_delegate(session, SYSTEM, NOW, participant=one) for one in (first, second, third)]
    emails = [one.user.email for one in (first, second, third) if one.user]
    assert emails == [f"{first.code.lower()}@delegate.invalid", "bob@mofa.example", f"{third.code.lower()}@delegate.invalid"]
    assert [one.user.role_values for one in (first, second, third) if one.user] == [frozenset({"delegate"})] * 3
    assert all(one.user and one.user.password_hash is None for one in (first, second, third))
    assert usable_link(session, secrets[1], "personal", NOW).user_id == second.user_id
    again = actions.invite_delegate(session, SYSTEM, NOW, participant=second)
    with pytest.raises(NotFound):
        usable_link(session, secrets[1], "personal", NOW)
    assert usable_link(session, again, "personal", NOW).user_id == second.user_id
    assert session.scalar(select(func.count()).select_from(User)) == 4
    assert session.scalar(select(func.count()).select_from(Link)) == 4
    assert taken.role_values == frozenset()


def test_seeing_a_passport_needs_a_reason_and_is_kept(session: Session) -> None:
    """PRV-04, PM-7."""
    participant = make_participant(session, make_delegation(session))
    with pytest.raises(RuleBroken) as refusal:
        actions.reveal_passport(session, SYSTEM, NOW, participant=participant, reason="  ")
    assert refusal.value.field == "reason"
    number = actions.reveal_passport(session, SYSTEM, NOW, participant=participant, reason="at the counter")
    line = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (line.verb, line.object_code, line.reason) == ("reveal_passport", participant.code, "at the counter")
    assert number.startswith("FX")
    bare = make_participant(session, make_delegation(session), passport=None)
    with pytest.raises(RuleBroken, match="no passport"):
        actions.reveal_passport(session, SYSTEM, NOW, participant=bare, reason="at the counter")


def test_restricted_values_reach_neither_journal_nor_dump(database: Database) -> None:
    """PRV-04, ROL-03: the passport's number stands nowhere in clear, the journal says that fields changed and not to what."""
    with database.committing() as session:
        entry = person_entry(
            passport=PassportEntry("diplomatic", "FRA", "SECRETNO77", None),
            phone="+33 555000111",
            email="private@home.example",
            born_on=date(1961, 7, 13),
        )
        participant = register(session, make_delegation(session), entry)
        edit(session, SYSTEM, participant, phone="+33 555000222", title="Ambassador", born_on=date(1961, 7, 14))
        actions.reveal_passport(session, SYSTEM, NOW, participant=participant, reason="counter")
    with database.reading() as session:
        lines = list(session.scalars(select(AuditEntry).where(AuditEntry.object_code == participant.code)))
        assert [line.verb for line in lines] == ["register", "edit", "reveal_passport"]
        assert (lines[1].before, lines[1].after) == (
            {"title": "Counsellor", "born_on": "••••", "phone": "••••"},
            {"title": "Ambassador", "born_on": "••••", "phone": "••••"},
        )
        journal = "".join(f"{line.before}{line.after}{line.reason}" for line in session.scalars(select(AuditEntry)))
        assert not [secret for secret in ("555000", "private@", "1961-07", "SECRETNO77") if secret in journal]
        dump = "".join(
            str(tuple(row)) for name in database_tables(session) for row in session.execute(select(name)).all()
        )
    assert "Anne Marie" in dump
    assert "SECRETNO77" not in dump


def database_tables(session: Session) -> list[object]:
    return list(Person.metadata.tables.values())

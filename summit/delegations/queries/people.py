"""People: lists, one person's page, photos."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    case,
    inspect,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from summit.accounts.policy import FIELD_GROUP_OF, Action, FieldGroup, Scope, widest
from summit.audit.facts import Actor
from summit.delegations.facts import (
    IdentityFacts,
    OperationalFacts,
    ParticipantFacts,
    PassportEntry,
    PersonEntry,
    PersonLine,
    PostEntry,
)
from summit.delegations.lifecycle import (
    CATEGORY_NAMES,
    FUNCTION_NAMES,
    PHOTO_FINDINGS,
    DelegateFunction,
    ParticipantState,
    PhotoFinding,
)
from summit.delegations.models import Delegation, PairDismissal, Participant, Person, PersonWord, Tag
from summit.delegations.naming import WORD_LENGTH, searched_words
from summit.delegations.nationalities import issuer_name
from summit.delegations.queries.delegations import is_sent_by, sending_parties
from summit.delegations.queries.heads import spoken_name
from summit.delegations.queries.parties import names_of
from summit.delegations.queries.ranks import rank_table
from summit.delegations.queries.reach import Reach
from summit.foundation.db import config_of
from summit.foundation.errors import NotFound
from summit.foundation.sealing import mask, unseal

LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True)
class PeopleFilters:
    """What the list is narrowed to. `missing` is photo or passport; `sort` is name, given (the
    Vietnamese order by given name, PER-03), delegation, function or rank.

    `kind` may be a group of kinds, `region` none of them. `since` keeps who was registered at that moment or later,
    `only_late` who was registered after the deadline (ACC-08), `application` whose application is in that state, `tag` who
    carries that tag: whether the viewer may know of applications and tags is asked before.
    """

    search: str = ""
    kind: str = ""
    region: str = ""
    category: str = ""
    function: str = ""
    application: str = ""
    missing: str = ""
    tag: str = ""
    since: datetime | None = None
    only_late: bool = False
    state: str = ParticipantState.ENROLLED.value
    sort: str = "name"
    descending: bool = False


@dataclass(frozen=True)
class Handles:
    """By what the filters of other tables take hold of a participant.

    SQLite keeps no statistics of ours: it cannot know whether to begin at the filter or to walk the order and look at each
    row. Plain columns let it begin at the filter; a sum is no index, so WALKED ones leave it only the order.
    """

    participant: ColumnElement[int]
    person: ColumnElement[int]
    delegation: ColumnElement[int]


SOUGHT = Handles(*(inspect(Participant).columns[name] for name in ("id", "person_id", "delegation_id")))
WALKED = Handles(SOUGHT.participant + 0, SOUGHT.person + 0, SOUGHT.delegation + 0)


def people_matching(within: Reach, filters: PeopleFilters) -> Select[Participant]:
    """The participants within reach that the filters keep, in order, with person, delegation and party: to be paged.

    Every word of the search must begin a word of the person's or the delegation's names, in any order (PER-06), or be the
    participant's code.
    """
    statement = (
        select(Participant)
        .join(Participant.person)
        .join(Participant.delegation)
        .join(Delegation.party)
        .where(within.of_participants(), *participants_kept(filters, SOUGHT))
        .options(
            contains_eager(Participant.person),
            contains_eager(Participant.delegation).contains_eager(Delegation.party),
        )
    )
    return _ordered(statement, filters)


def participants_kept(filters: PeopleFilters, by: Handles) -> tuple[ColumnElement[bool], ...]:
    """The filters as conditions on participants alone: other tables stand in subqueries, so nothing need be joined."""
    conditions = [_is_named(word, by) for word in searched_words(filters.search, prefix="P-")]
    for value, column in (
        (filters.category, Participant.category),
        (filters.function, Participant.function),
        (filters.application, Participant.application),
        (filters.state, Participant.state),
    ):
        if value:
            conditions.append(column == value)
    senders = sending_parties(filters.kind, filters.region)
    if senders:
        conditions.append(by.delegation.in_(select(Delegation.id).join(Delegation.party).where(*senders)))
    if filters.missing:
        # Written out and not bound, so that the partial index of those without it can be used.
        lacking = {"photo": Person.photo_file, "passport": Person.passport_sealed}[filters.missing]
        conditions.append(by.person.in_(select(Person.id).where(lacking == literal_column("''"))))
    if filters.tag:
        conditions.append(by.participant.in_(select(Tag.participant_id).where(Tag.word == filters.tag)))
    if filters.since is not None:
        conditions.append(Participant.registered_at >= filters.since)
    if filters.only_late:
        conditions.append(Participant.is_late.is_(True))
    return tuple(conditions)


def person_lines(session: Session, participants: Sequence[Participant]) -> list[PersonLine]:
    """Lines for participants whose person, delegation and party are loaded: one more query, whatever their number."""
    names = names_of(session, {participant.delegation.party_id for participant in participants})
    return [_line(participant, names[participant.delegation.party_id]) for participant in participants]


def people_of(session: Session, delegation_id: int, *, withdrawn: bool = False) -> list[Participant]:
    """The delegation's people in its own order, head first (DEL-13), with the person loaded; withdrawn ones on request."""
    statement = _people_in_order().where(Participant.delegation_id == delegation_id)
    if not withdrawn:
        statement = statement.where(Participant.state == ParticipantState.ENROLLED.value)
    return list(session.scalars(statement))


def people_by_delegation(session: Session, delegation_ids: Collection[int]) -> dict[int, list[Participant]]:
    """Delegation id -> its people as `people_of` has them, in one query."""
    statement = _people_in_order().where(
        Participant.delegation_id.in_(delegation_ids), Participant.state == ParticipantState.ENROLLED.value
    )
    found: dict[int, list[Participant]] = {}
    for one in session.scalars(statement):
        found.setdefault(one.delegation_id, []).append(one)
    return found


def _people_in_order() -> Select[Participant]:
    return (
        select(Participant)
        .options(
            joinedload(Participant.person),
            joinedload(Participant.delegation).joinedload(Delegation.party),
        )
        .order_by(
            case((Participant.function == DelegateFunction.HOD.value, 0), else_=1),
            Participant.position,
            Participant.id,
        )
    )


def participant_by_code(session: Session, code: str) -> Participant:
    """The participant of that code, whoever asks: for commands and jobs. NotFound when there is none."""
    found = session.scalar(
        select(Participant)
        .where(Participant.code == code)
        .options(
            joinedload(Participant.person),
            joinedload(Participant.delegation).joinedload(Delegation.party),
        )
    )
    if found is None:
        raise NotFound()
    return found


def participant_facts(
    session: Session, participant: Participant, *, groups: frozenset[FieldGroup], is_identity_masked: bool
) -> ParticipantFacts:
    """One person's page with the groups of fields that this viewer may see (PRV-02). The passport is masked for all."""
    person, party = participant.person, participant.delegation.party
    is_operational = FieldGroup.OPERATIONAL in groups
    is_identity = FieldGroup.IDENTITY in groups
    return ParticipantFacts(
        code=participant.code,
        name=spoken_name(person),
        badge_name=person.badge_name,
        native_name=person.native_name,
        address_name=person.address_name,
        phonetic_hint=person.phonetic_hint,
        sort_as=person.sort_as,
        delegation_code=participant.delegation.code,
        delegation=names_of(session, [party.id])[party.id],
        flag=party.flag,
        function=FUNCTION_NAMES[DelegateFunction(participant.function)],
        category=participant.category,
        category_name=CATEGORY_NAMES[participant.category],
        title=participant.title,
        native_title=participant.native_title,
        badge_title=participant.badge_title,
        rank=rank_table(session).name_of(participant.rank_class),
        is_state_leader=participant.is_state_leader,
        is_listed=participant.is_listed,
        is_locked=participant.is_locked,
        state=participant.state,
        version=participant.version,
        registered_at=participant.registered_at,
        has_photo=bool(person.photo_file),
        photo_findings=tuple(PHOTO_FINDINGS[PhotoFinding(one)] for one in person.photo_findings.split()),
        is_invited=participant.user_id is not None,
        is_late=participant.is_late,
        operational=OperationalFacts(person.email, person.phone) if is_operational else None,
        identity=_identity(session, person, is_masked=is_identity_masked) if is_identity else None,
    )


def participant_view(session: Session, actor: Actor, participant: Participant) -> ParticipantFacts:
    """A person's page for this actor; that the person is within reach is the caller's to ask.

    An office sees the groups that it may see of everybody, a delegation's side those of its own people. Somebody who is
    both sees here only what the office sees.
    """
    listed, identity = widest(actor.roles, Action.SEE_DELEGATIONS), widest(actor.roles, Action.SEE_IDENTITY)
    is_office = listed is not None and listed.scope is Scope.EVENT
    held = {group: widest(actor.roles, action) for action, group in FIELD_GROUP_OF.items()}
    seen = {group for group, cell in held.items() if cell and (cell.scope is Scope.EVENT or not is_office)}
    return participant_facts(
        session,
        participant,
        groups=frozenset(seen),
        is_identity_masked=identity is None or identity.masked,
    )


def entries_of(participant: Participant) -> tuple[PersonEntry, PostEntry]:
    """The record as it would be typed in again, without the passport's number: what an edit form begins with."""
    person = participant.person
    passport = PassportEntry(person.passport_kind, person.passport_issuer, "", person.passport_expires_on)
    return (
        PersonEntry(
            family_name=person.family_name,
            given_names=person.given_names,
            badge_name=person.badge_name,
            nationality=person.nationality,
            family_first=person.family_first,
            native_name=person.native_name,
            native_language=person.native_language,
            salutation=person.salutation,
            style=person.style,
            personal_title=person.personal_title,
            address_name=person.address_name,
            phonetic_hint=person.phonetic_hint,
            machine_name=person.machine_name,
            sort_as=person.sort_as,
            sex=person.sex,
            born_on=person.born_on,
            passport=passport if person.passport_sealed else None,
            email=person.email,
            phone=person.phone,
        ),
        PostEntry(
            function=DelegateFunction(participant.function),
            category=participant.category,
            title=participant.title,
            native_title=participant.native_title,
            badge_title=participant.badge_title,
            rank_class=participant.rank_class,
            is_state_leader=participant.is_state_leader,
            is_listed=participant.is_listed,
            took_office_on=participant.took_office_on,
        ),
    )


def possible_duplicates(session: Session, participant: Participant) -> list[PersonLine]:
    """Others who are enrolled with the same date of birth and the same names in any order: the soft match of DEL-01.

    Of whom it was said that they are somebody else is left out.
    """
    person = participant.person
    if person.born_on is None or not person.name_key:
        return []
    statement = people_matching(Reach(everything=True), PeopleFilters()).where(
        Person.name_key == person.name_key,
        Person.born_on == person.born_on,
        Person.id != person.id,
        ~dismissed(literal(person.id), Person.id),
    )
    return person_lines(session, session.scalars(statement).all())


def dismissed(one: SQLColumnExpression[int], other: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Whether somebody has said that these two persons are not the same."""
    first, second = PairDismissal.first_person_id, PairDismissal.second_person_id
    is_pair = or_(and_(first == one, second == other), and_(first == other, second == one))
    return select(PairDismissal.id).where(is_pair).exists()


def photo_path(session: Session, person: Person) -> Path | None:
    """Where the person's photo lies, if there is one."""
    path = photo_folder(session) / person.photo_file
    return path if person.photo_file and path.is_file() else None


def photo_folder(session: Session) -> Path:
    """The installation's folder of photos; nothing in it is served but through the guarded route."""
    return config_of(session).instance / "photos"


def _identity(session: Session, person: Person, *, is_masked: bool) -> IdentityFacts:
    number = mask(unseal(session, person.passport_sealed)) if person.passport_sealed else ""
    return IdentityFacts(
        family_name=person.family_name,
        given_names=person.given_names,
        machine_name=person.machine_name,
        sex=person.sex,
        nationality=person.nationality,
        nationality_name=issuer_name(person.nationality),
        born_on=None if is_masked else person.born_on,
        has_birth_date=person.born_on is not None,
        passport_kind=person.passport_kind,
        passport_issuer=issuer_name(person.passport_issuer) if person.passport_issuer else "",
        passport_number=number,
        passport_expires_on=person.passport_expires_on,
    )


def _is_named(word: str, by: Handles) -> ColumnElement[bool]:
    begun, coded = word[:WORD_LENGTH], aliased(Participant)
    spoken = select(PersonWord.person_id).where(PersonWord.word.between(begun, begun + LAST_LETTER))
    sent = select(Delegation.id).where(is_sent_by(word))
    return or_(
        by.person.in_(spoken),
        by.delegation.in_(sent),
        by.participant.in_(select(coded.id).where(coded.code == f"P-{word.upper()}")),
    )


def _ordered(statement: Select[Participant], filters: PeopleFilters) -> Select[Participant]:
    columns = {
        "delegation": (Delegation.sort_name, Participant.position),
        "function": (Participant.function, Participant.sort_name),
        "given": (Participant.given_sort_name,),
        "rank": (Participant.placed_class, Participant.sort_name),
    }.get(filters.sort, (Participant.sort_name,))
    first, *rest = columns
    return statement.order_by(first.desc() if filters.descending else first.asc(), *rest, Participant.id)


def _line(participant: Participant, delegation: str) -> PersonLine:
    person = participant.person
    return PersonLine(
        code=participant.code,
        name=spoken_name(person),
        native_name=person.native_name,
        delegation_code=participant.delegation.code,
        delegation=delegation,
        flag=participant.delegation.party.flag,
        function=FUNCTION_NAMES[DelegateFunction(participant.function)],
        category=participant.category,
        category_name=CATEGORY_NAMES[participant.category],
        title=participant.title,
        state=participant.state,
        has_photo=bool(person.photo_file),
        has_passport=bool(person.passport_sealed),
        is_locked=participant.is_locked,
        version=participant.version,
    )

"""Writing an entry onto the rows of a person, and showing the rows to the journal."""

from __future__ import annotations

from sqlalchemy.orm import Session

from summit.delegations.facts import PassportEntry, PersonEntry, PostEntry
from summit.delegations.models import Participant, Person, PersonWord
from summit.delegations.naming import folded_names, given_key, indexed_words, name_key, person_key, sound_key
from summit.foundation.errors import RuleBroken
from summit.foundation.sealing import seal, search_hash, unseal

VIETNAM, VIETNAMESE = "VNM", "vi"
COPIED_FROM_PERSON = (
    "family_name", "given_names", "badge_name", "family_first", "native_name", "native_language", "salutation", "style",
    "personal_title", "address_name", "phonetic_hint", "machine_name", "sort_as", "sex", "nationality", "born_on", "email",
    "phone",
)  # fmt: skip
COPIED_FROM_POST = (
    "category", "title", "native_title", "badge_title", "rank_class", "is_state_leader", "is_listed",
    "took_office_on",
)  # fmt: skip
SHOWN_OF_PERSON = (
    "family_name", "given_names", "badge_name", "family_first", "native_name", "salutation", "style", "personal_title",
    "address_name", "phonetic_hint", "machine_name", "sort_as",
)  # fmt: skip
# The journal lives longer than the data of these groups (PRV-03), so it says that they changed and not to what.
HIDDEN_OF_PERSON = (
    "sex", "nationality", "born_on", "email", "phone", "passport_kind", "passport_issuer", "passport_hash",
    "passport_expires_on",
)  # fmt: skip


def write_person(participant: Participant, entry: PersonEntry) -> None:
    """Copy the entry's names and particulars, and renew what is searched and sorted by."""
    person = participant.person
    for name in COPIED_FROM_PERSON:
        setattr(person, name, getattr(entry, name))
    person.search_text = folded_names(
        person.family_name, person.given_names, person.badge_name, person.native_name
    )
    person.name_key = name_key(person.family_name, person.given_names)
    person.sound_key = sound_key(person.name_key)
    kept = {row.word: row for row in person.words}
    person.words = [kept.get(word) or PersonWord(word=word) for word in indexed_words(person.search_text)]
    participant.sort_name = person_key(person.family_name, person.given_names, person.sort_as)
    participant.given_sort_name = given_key(
        person.family_name,
        person.given_names,
        vietnamese_name=person.native_name if person.native_language == VIETNAMESE else "",
        is_vietnamese=person.native_language == VIETNAMESE or person.nationality == VIETNAM,
    )


def write_passport(session: Session, person: Person, entry: PassportEntry | None) -> None:
    """Seal the number and renew its keyed hash. No entry keeps the passport, an entry without number its number."""
    if entry is None:
        return
    number = entry.number or (unseal(session, person.passport_sealed) if person.passport_sealed else "")
    if not number:
        raise RuleBroken("Enter the passport number.", "passport_number")
    person.passport_kind, person.passport_issuer = entry.kind, entry.issuer
    person.passport_expires_on = entry.expires_on
    if entry.number:
        person.passport_sealed = seal(session, number)
    person.passport_hash = person.passport_trace = search_hash(session, entry.issuer, number)


def write_post(participant: Participant, entry: PostEntry) -> None:
    """Copy the function, the category and the titles."""
    participant.function = entry.function.value
    for name in COPIED_FROM_POST:
        setattr(participant, name, getattr(entry, name))
    participant.placed_class = participant.rank_class


def journal_view(participant: Participant) -> dict[str, object]:
    """The record as the journal may keep it: names and post in clear, the rest as a mark that changes with the value."""
    person = participant.person
    seen: dict[str, object] = {name: getattr(person, name) for name in SHOWN_OF_PERSON}
    seen |= {"function": participant.function}
    seen |= {name: getattr(participant, name) for name in COPIED_FROM_POST}
    return seen | {name: Masked(getattr(person, name)) for name in HIDDEN_OF_PERSON}


class Masked:
    """A value that can be compared and that prints as dots."""

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Masked) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __str__(self) -> str:
        return "••••" if self._value else ""

"""Judgements about two records of one person. They hold for every door."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import IntEnum

from summit.delegations.facts import PersonEntry, PostEntry
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import Delegation, Participant
from summit.delegations.naming import tidied
from summit.delegations.rules.people import require_enrolled
from summit.delegations.rules.refusals import RegisteredElsewhere
from summit.foundation.errors import RuleBroken

LONGEST_NOTE = 500
PASSPORT, PHOTO = "passport", "photo"


class Grade(IntEnum):
    """How strongly two records look like one person, the strongest first (DEL-01, PER-06)."""

    PASSPORT = 1
    BIRTH_AND_WORDS = 2
    BIRTH_AND_SOUND = 3
    WORDS_NO_BIRTH = 4
    WORDS_OTHER_BIRTH = 5

    @property
    def reason(self) -> str:
        """Why the two are shown, in words that say no date and no number."""
        return REASONS[self]


REASONS = {
    Grade.PASSPORT: "Same passport; one of the two registrations is withdrawn",
    Grade.BIRTH_AND_WORDS: "Same date of birth and the same words of the name",
    Grade.BIRTH_AND_SOUND: "Same date of birth and a similar spelling of the name",
    Grade.WORDS_NO_BIRTH: "Same words of the name and the same nationality; a date of birth is missing",
    Grade.WORDS_OTHER_BIRTH: "Same words of the name and the same nationality, but different dates of birth",
}


@dataclass(frozen=True)
class MergedField:
    """What is chosen at once when two records are merged: fields of the person's entry or of the post's."""

    label: str
    of_person: tuple[str, ...] = ()
    of_post: tuple[str, ...] = ()


MERGED_FIELDS: dict[str, MergedField] = {
    "family_name": MergedField("Family name", ("family_name",)),
    "given_names": MergedField("Given names", ("given_names",)),
    "badge_name": MergedField("Name on the badge", ("badge_name", "family_first")),
    "native_name": MergedField("Native script", ("native_name", "native_language")),
    "machine_name": MergedField("Machine-readable name", ("machine_name",)),
    "style": MergedField("Style", ("style",)),
    "salutation": MergedField("Salutation", ("salutation",)),
    "personal_title": MergedField("Academic or military title", ("personal_title",)),
    "address_name": MergedField("Name in the salutation", ("address_name",)),
    "phonetic_hint": MergedField("How the name is spoken", ("phonetic_hint",)),
    "sort_as": MergedField("Name in alphabetical lists", ("sort_as",)),
    "sex": MergedField("Sex", ("sex",)),
    "nationality": MergedField("Nationality", ("nationality",)),
    "born_on": MergedField("Date of birth", ("born_on",)),
    PASSPORT: MergedField("Passport", ("passport",)),
    "email": MergedField("E-mail", ("email",)),
    "phone": MergedField("Mobile telephone", ("phone",)),
    "function": MergedField("Function", (), ("function",)),
    "category": MergedField("Category", (), ("category",)),
    "title": MergedField("Title", (), ("title",)),
    "native_title": MergedField("Title, native language", (), ("native_title",)),
    "badge_title": MergedField("Title on the badge", (), ("badge_title",)),
    "rank_class": MergedField("Class of precedence", (), ("rank_class", "is_state_leader", "took_office_on")),
    "is_listed": MergedField("List of participants", (), ("is_listed",)),
    PHOTO: MergedField("Photo"),
}


def merged_entries(
    stays: tuple[PersonEntry, PostEntry], goes: tuple[PersonEntry, PostEntry], taken: Collection[str]
) -> tuple[PersonEntry, PostEntry]:
    """The entry of the record that stays, with the fields of `taken` as the other record has them."""
    person, post = stays
    for name in taken:
        field = MERGED_FIELDS.get(name)
        if field is None:
            raise RuleBroken("Choose among the fields that differ.")
        person = replace(person, **{part: getattr(goes[0], part) for part in field.of_person})
        post = replace(post, **{part: getattr(goes[1], part) for part in field.of_post})
    return person, post


def require_pair(stays: Participant, goes: Participant) -> None:
    """Two records that can be merged: the first is enrolled, the second has not been merged or moved already."""
    if stays.person_id == goes.person_id:
        raise RuleBroken("Choose two different records.")
    require_enrolled(stays)
    require_unfollowed(goes)


def require_unfollowed(participant: Participant) -> None:
    """Nobody comes back where another record stands in the place (DEL-01, DEL-03)."""
    follower = participant.followed_by
    if follower is not None and follower.state == ParticipantState.ENROLLED:
        raise RegisteredElsewhere(
            "The protocol department has moved this registration or merged it with another, so it cannot stand again. "
            "Ask the duplicate desk if that is a mistake."
        )


def require_other_delegation(participant: Participant, delegation: Delegation) -> None:
    """A move leads elsewhere (DEL-03)."""
    if participant.delegation_id == delegation.id:
        raise RuleBroken("The person is in this delegation already. Choose another one.", "delegation")


def require_said(text: str, field: str, *, missing: str = "") -> str:
    """A tidied sentence of at most 500 characters; with `missing` it may not be empty."""
    note = tidied(text)
    if missing and not note:
        raise RuleBroken(missing, field)
    if len(note) > LONGEST_NOTE:
        raise RuleBroken(f"Use at most {LONGEST_NOTE} characters.", field)
    return note


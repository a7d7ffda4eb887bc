"""Judgements about people, places, heads and mandates. They hold for every door."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from summit.accounts.models import User
from summit.accounts.policy import Action, Role, grants
from summit.audit.facts import Actor
from summit.delegations.facts import DeadlineFacts, PassportEntry, PersonEntry, PostEntry, ViewEntry
from summit.delegations.lifecycle import (
    ACCOMPANYING,
    CATEGORY_NAMES,
    DEADLINE_ENDINGS,
    DEADLINE_TASKS,
    OFFERED_CATEGORIES,
    OFFERED_FUNCTIONS,
    RANK_CLASSES,
    ParticipantState,
    PartyKind,
    PassportKind,
)
from summit.delegations.models import Participant
from summit.delegations.naming import suggested_badge_name, tidied
from summit.delegations.nationalities import is_issuer
from summit.delegations.precedence import Draft, Manner, Mode, Pin, Settings, TieBreak
from summit.foundation.errors import Conflict, RuleBroken, StaleVersion

# An open-ended headship or mandate, in both directions: far enough for any summit, near enough for any time zone.
ALWAYS_FROM = datetime(2000, 1, 1, tzinfo=UTC)
ALWAYS_UNTIL = datetime(9000, 1, 1, tzinfo=UTC)
YOUNGEST = 16
MOST_DEPUTIES = 2
MOST_BADGE_LANGUAGES = 2
BADGE_LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar", "vi")
LONGEST = {
    "family_name": (200, "The family name"),
    "given_names": (200, "The given names"),
    "badge_name": (200, "The name on the badge"),
    "native_name": (200, "The name in the native script"),
    "native_language": (8, "The language code"),
    "salutation": (20, "The salutation"),
    "style": (20, "The style"),
    "email": (254, "The e-mail address"),
    "phone": (40, "The telephone number"),
}
LONGEST_OF_POST = {
    "title": (160, "The title"),
    "native_title": (160, "The title in the native language"),
    "badge_title": (80, "The title on the badge"),
}
LONGEST_REASON = 500
LAST_PLACE = 999
LONGEST_VIEW_NAME = 60
LONGEST_QUESTION = 2000
ALREADY_REGISTERED = (
    "A person with this passport is already registered, here or in another delegation. "
    "Check the number; if it is right, ask the duplicate desk of the protocol department."
)
UNDO_WITHIN = timedelta(hours=24)


class DeadlinePassed(RuleBroken):
    """The hard stop is over; only the protocol department may still do it (ACC-08)."""


class ViewNameTaken(RuleBroken):
    """The user has a saved view of that name for that list."""


class HeadAlreadyNamed(Conflict):
    """The delegation has a head at that time (DEL-10)."""

    field = "function"


class PersonAlreadyRegistered(Conflict):
    """This passport is registered already (DEL-01). The sentence does not say where."""

    field = "passport_number"


class RecordLocked(Conflict):
    """A decision stands on this record (ACC-02)."""


class PartyKnown(Conflict):
    """A party of that code exists."""

    field = "code"


class DelegationOpen(Conflict):
    """The party's delegation exists (a party sends one)."""

    field = "party"


class MandateTaken(Conflict):
    """The delegation has its focal point, or its deputies, at that time (DEL-30)."""


class PlaceDecided(Conflict):
    """The delegation, or the place, stands in a decision of the Chief of Protocol already (PRE-05)."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


class OrderChanged(Conflict):
    """The list is not as the person saw it, or is published as it is (PRE-06)."""
class AlreadyImported(Conflict):
    """This very file was done for this delegation."""


class ImportRefused(Conflict):
    """A row of the sheet cannot be done; nothing of the sheet is."""


class ParticipantBusy(Conflict):
    """The person has another duty at that time; with whom is not said (BIL-50)."""


def tidied_person(entry: PersonEntry) -> PersonEntry:
    """The entry with clean texts, capital codes and a badge name: the suggestion where none was given (PER-01, PER-02)."""
    family, given = tidied(entry.family_name), tidied(entry.given_names)
    return replace(
        entry,
        family_name=family,
        given_names=given,
        badge_name=tidied(entry.badge_name) or suggested_badge_name(family, given, family_first=entry.family_first),
        native_name=tidied(entry.native_name),
        native_language=tidied(entry.native_language),
        salutation=tidied(entry.salutation),
        style=tidied(entry.style),
        sex=tidied(entry.sex).upper(),
        nationality=tidied(entry.nationality).upper(),
        passport=entry.passport and _tidied_passport(entry.passport),
        email=tidied(entry.email),
        phone=tidied(entry.phone),
    )


def tidied_number(number: str) -> str:
    """A passport's number as it is kept and compared: capitals and figures, whatever stands between them."""
    return "".join(char for char in tidied(number).upper() if char not in " -")


def tidied_post(entry: PostEntry) -> PostEntry:
    """The entry with clean texts. An accompanying person is never in the list of the official delegation (DEL-02)."""
    return replace(
        entry,
        title=tidied(entry.title),
        native_title=tidied(entry.native_title),
        badge_title=tidied(entry.badge_title),
        is_listed=entry.is_listed and entry.category != ACCOMPANYING,
    )


def require_person(entry: PersonEntry, on: date) -> None:
    """A tidied entry that can be registered on that day: PER-01, PER-05, domain 4.1."""
    if not entry.family_name and not entry.given_names:
        raise RuleBroken("Enter the name as in the passport. A single name goes into the family name.", "family_name")
    _require_lengths(entry, LONGEST)
    if not is_issuer(entry.nationality):
        raise RuleBroken("Choose the nationality that the passport states.", "nationality")
    if entry.sex not in ("", "F", "M", "X"):
        raise RuleBroken("Sex is F, M, X or not stated.", "sex")
    if entry.born_on is not None and not _is_old_enough(entry.born_on, on):
        raise RuleBroken(f"The date of birth makes this person younger than {YOUNGEST}. Check the year.", "born_on")
    if entry.passport is not None:
        _require_passport(entry.passport)


def require_post(entry: PostEntry) -> None:
    """A tidied post that the tables of domain 2.2, 3.2 and 4.5 know."""
    _require_lengths(entry, LONGEST_OF_POST)
    if entry.category not in CATEGORY_NAMES:
        raise RuleBroken("Choose a category from the list.", "category")
    if entry.rank_class not in RANK_CLASSES:
        raise RuleBroken("Choose a class from the table of precedence.", "rank_class")


def require_nominee(name: str, email: str) -> None:
    """Whom a delegation asks to register has a name to be called by, and perhaps an address."""
    if not name:
        raise RuleBroken("Enter the name of the person.", "name")
    for text, field, (most, label) in ((name, "name", (200, "The name")), (email, "email", LONGEST["email"])):
        if len(text) > most:
            raise RuleBroken(f"{label} is longer than {most} characters. Shorten it.", field)


def require_rank_of_host(actor: Actor, post: PostEntry, present: PostEntry | Participant) -> None:
    """Rank is the host's decision: it spares the vetting (ACC-06), so a delegation may not set it itself."""
    decided = ("rank_class", "is_state_leader", "took_office_on")
    same = all(getattr(post, name) == getattr(present, name) for name in decided)
    if not same and not is_host_protocol(actor):
        raise RuleBroken("The rank is set by the protocol department. Describe the post in the title.", "rank_class")


def require_offered(actor: Actor, kind: PartyKind, post: PostEntry, present: PostEntry | Participant | None) -> None:
    """A delegation gives what suits its kind, or what the person has already; the protocol department everything."""
    if is_host_protocol(actor):
        return
    if post.function not in OFFERED_FUNCTIONS[kind] and not (present and present.function == post.function):
        raise RuleBroken("This function is given by the protocol department.", "function")
    if post.category not in OFFERED_CATEGORIES[kind] and not (present and present.category == post.category):
        raise RuleBroken("This category is given by the protocol department.", "category")


def is_undoable(done_at: datetime | None, now: datetime) -> bool:
    """An import can be taken back for a day; later too much stands on it."""
    return done_at is not None and now - done_at <= UNDO_WITHIN


def require_undoable(done_at: datetime | None, now: datetime) -> None:
    """See `is_undoable`. Raises Conflict."""
    if not is_undoable(done_at, now):
        raise Conflict("An import can be undone within 24 hours.")


def require_editable(participant: Participant, actor: Actor) -> None:
    """ACC-02: while a decision stands the delegation may not edit; the protocol department may, for them."""
    if participant.is_locked and not is_host_protocol(actor):
        raise RecordLocked(
            "This accreditation is decided, so the delegation can no longer edit the record. "
            "Ask the accreditation desk to return it, or to make the change for you."
        )


def require_enrolled(participant: Participant) -> None:
    """A withdrawn participant is kept as a record, not as a person who comes."""
    if participant.state != ParticipantState.ENROLLED:
        raise Conflict("This participant is withdrawn. Reinstate the registration first.")


def require_version(present: int, seen: int) -> None:
    """The record is the one that the person saw."""
    if present != seen:
        raise StaleVersion(
            "Somebody saved this record after you opened it. Open it again, compare, and repeat your change."
        )


def deadline_sentence(deadline: DeadlineFacts, now: datetime) -> str:
    """What a delegation is told about it, before and afterwards (ACC-08)."""
    if not deadline.has_passed(now):
        return f"{DEADLINE_TASKS[deadline.kind]} by {deadline.words}."
    ended = f"{DEADLINE_ENDINGS[deadline.kind]} on {deadline.words}."
    if deadline.is_hard:
        return f"{ended} Ask the protocol department, which can still do it for you."
    return f"{ended} What comes now is accepted, marked late, and waits behind the others."


def require_in_time(actor: Actor, deadline: DeadlineFacts, now: datetime) -> bool:
    """Whether it comes late; a hard stop stops everybody but the protocol department (ACC-08). Raises DeadlinePassed."""
    if deadline.has_passed(now) and deadline.is_hard and not is_host_protocol(actor):
        raise DeadlinePassed(deadline_sentence(deadline, now))
    return deadline.has_passed(now)


def require_reason(text: str) -> str:
    """The tidied reason of something that is logged with one."""
    reason = tidied(text)
    if not reason:
        raise RuleBroken("Give a reason; it is kept in the journal.", "reason")
    if len(reason) > LONGEST_REASON:
        raise RuleBroken(f"Use at most {LONGEST_REASON} characters.", "reason")
    return reason


def require_span(start: datetime, end: datetime, field: str) -> None:
    """Half-open and not empty."""
    if start >= end:
        raise RuleBroken("The end must come after the beginning.", field)


def require_badge_languages(languages: str) -> str:
    """One or two of the languages that the party list has, space separated."""
    chosen = list(dict.fromkeys(languages.split()))
    if not 1 <= len(chosen) <= MOST_BADGE_LANGUAGES or set(chosen) - set(BADGE_LANGUAGES):
        raise RuleBroken("Choose one or two badge languages.", "languages")
    return " ".join(chosen)


def require_mandate_room(others: list[bool], *, is_deputy: bool) -> None:
    """DEL-30: one primary focal point and at most two deputies at a time; `others` says of each whether it is a deputy."""
    if is_deputy and sum(others) >= MOST_DEPUTIES:
        raise MandateTaken(f"This delegation has {MOST_DEPUTIES} deputies at that time. End one of their mandates first.")
    if not is_deputy and others.count(False):
        raise MandateTaken("This delegation has a focal point at that time. End that mandate first, or name a deputy.")


def require_focal_point_account(user: User) -> None:
    """Accounts are personal and offices do not mix: a mandate needs an account of the delegation's side (DEL-30, PM-3)."""
    if Role.FOCAL_POINT.value not in user.role_values:
        raise RuleBroken("This address belongs to an account of another office. Use the contact's own address.", "email")


def require_settings(settings: Settings) -> None:
    """PRE-01: without rank only the alphabet orders, and a lot needs the State that was drawn."""
    if settings.mode is Mode.ALPHABET and settings.tie_break not in (TieBreak.ALPHABET, TieBreak.DRAWN):
        raise RuleBroken("A list without classes is alphabetical, from a drawn State on if you wish.", "tie_break")
    if settings.tie_break is TieBreak.DRAWN and not settings.drawn:
        raise RuleBroken("Choose the State that was drawn.", "drawn")


def require_pin(code: str, pin: Pin, beside: Mapping[str, str]) -> None:
    """PRE-05: a place that can be, or a neighbor that does not wait for this very delegation.

    `beside` says of each delegation placed by decision beside whom; empty for a fixed place.
    """
    if (pin.manner is Manner.FIXED) != (pin.place is not None) or (pin.manner is Manner.FIXED) == bool(pin.other):
        field = "place" if pin.manner is Manner.FIXED else "other"
        raise RuleBroken("Give the number of a fixed place, or the delegation beside which this one stands.", field)
    if pin.place is not None and not 1 <= pin.place <= LAST_PLACE:
        raise RuleBroken(f"A place is a number from 1 to {LAST_PLACE}.", "place")
    following = pin.other
    while following:
        if following == code:
            raise RuleBroken("That delegation is itself placed beside this one. Choose another.", "other")
        following = beside.get(following, "")


def require_draft(draft: Draft) -> None:
    """PRE-02, PRE-05: what misses a date or an override is not publishable."""
    if not draft.order.is_publishable:
        raise RuleBroken("This list is not publishable yet: dates are missing, or a decision cannot hold.")


def is_host_protocol(actor: Actor) -> bool:
    """The system itself, or an office that runs delegations."""
    return actor.user_id is None or bool(grants(actor.roles, Action.MANAGE_DELEGATIONS))


def record_digest(participant: Participant) -> str:
    """What a decision is about (ACC-03): identity, function and category, as SHA-256.

    The passport's number goes in as its keyed hash.
    """
    person = participant.person
    content = [
        person.family_name, person.given_names, person.native_name, person.sex, person.nationality,
        str(person.born_on or ""), person.passport_kind, person.passport_issuer, person.passport_hash or "",
        str(person.passport_expires_on or ""), participant.function, participant.category,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _tidied_passport(entry: PassportEntry) -> PassportEntry | None:
    number = tidied_number(entry.number)
    issuer = tidied(entry.issuer).upper()
    if not (number or issuer or entry.kind or entry.expires_on):
        return None
    return replace(entry, number=number, issuer=issuer)


def _require_passport(passport: PassportEntry) -> None:
    if passport.kind not in set(PassportKind):
        raise RuleBroken("Choose the kind of passport.", "passport_kind")
    if not is_issuer(passport.issuer):
        raise RuleBroken("Choose the issuing State or organization.", "passport_issuer")
    if passport.number and not (passport.number.isascii() and passport.number.isalnum() and len(passport.number) <= 20):
        raise RuleBroken("A passport number has letters and figures only, at most 20.", "passport_number")


def _require_lengths(entry: PersonEntry | PostEntry, longest: dict[str, tuple[int, str]]) -> None:
    for name, (most, label) in longest.items():
        if len(getattr(entry, name)) > most:
            raise RuleBroken(f"{label} is longer than {most} characters. Shorten it.", name)


def _is_old_enough(born_on: date, on: date) -> bool:
    birthday = (born_on.month, born_on.day) <= (on.month, on.day)
    return on.year - born_on.year - (not birthday) >= YOUNGEST


def require_view(entry: ViewEntry, name: str, offices: frozenset[str]) -> None:
    """A saved view has a name, something to save, and is shared only with an office that its owner holds."""
    if not 0 < len(name) <= LONGEST_VIEW_NAME:
        raise RuleBroken(f"Give the view a name of at most {LONGEST_VIEW_NAME} characters.", "name")
    if not 0 < len(entry.question) <= LONGEST_QUESTION:
        raise RuleBroken("Filter or sort the list first, with a shorter search if need be: then there is a view to save.")
    if entry.office and entry.office not in offices:
        raise RuleBroken("Choose one of your own offices.", "office")

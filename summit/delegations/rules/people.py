"""Judgements about people and their posts. They hold for every door."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from email_validator import EmailNotValidError, validate_email

from summit.audit.facts import Actor
from summit.delegations.facts import HeldPostEntry, PassportEntry, PersonEntry, PostEntry, RankTable
from summit.delegations.lifecycle import (
    ACCOMPANYING,
    CATEGORY_NAMES,
    OFFERED_CATEGORIES,
    OFFERED_FUNCTIONS,
    DelegateFunction,
    ParticipantState,
    PartyKind,
    PassportKind,
)
from summit.delegations.models import Participant
from summit.delegations.naming import suggested_badge_name, suggested_machine_name, tidied
from summit.delegations.nationalities import is_issuer
from summit.delegations.rules.actors import is_host_protocol
from summit.delegations.rules.refusals import OrderChanged, RecordLocked
from summit.foundation.errors import Conflict, NotFound, RuleBroken, StaleVersion

YOUNGEST = 16
PHONE = re.compile(r"[+(]?[0-9][0-9 ()./-]{4,38}")
MACHINE_NAME = re.compile(r"[A-Z]+(<{1,2}[A-Z]+)*")
SIX_MONTHS = timedelta(days=183)
LARGEST_DRAFT = 20_000
OWN_REGISTRATION = "own-registration"  # the form behind a one-time link, as its draft is named
LONGEST = {
    "family_name": (200, "The family name"),
    "given_names": (200, "The given names"),
    "badge_name": (200, "The name on the badge"),
    "native_name": (200, "The name in the native script"),
    "native_language": (8, "The language code"),
    "salutation": (20, "The salutation"),
    "style": (20, "The style"),
    "personal_title": (40, "The academic or military title"),
    "address_name": (80, "The name in the salutation"),
    "phonetic_hint": (120, "The hint how the name is spoken"),
    "machine_name": (39, "The machine-readable name"),
    "sort_as": (200, "The name in alphabetical lists"),
    "email": (254, "The e-mail address"),
    "phone": (40, "The telephone number"),
}
LONGEST_OF_POST = {
    "title": (160, "The title"),
    "native_title": (160, "The title in the native language"),
    "badge_title": (80, "The title on the badge"),
}


def tidied_person(entry: PersonEntry) -> PersonEntry:
    """The entry with clean texts, capital codes, a badge name and a machine-readable one: suggestions where none was given
    (PER-01, PER-02).
    """
    family, given = tidied(entry.family_name), tidied(entry.given_names)
    return replace(
        entry,
        family_name=family,
        given_names=given,
        badge_name=tidied(entry.badge_name)
        or suggested_badge_name(family, given, family_first=entry.family_first),
        native_name=tidied(entry.native_name),
        native_language=tidied(entry.native_language),
        salutation=tidied(entry.salutation),
        style=tidied(entry.style),
        personal_title=tidied(entry.personal_title),
        address_name=tidied(entry.address_name),
        phonetic_hint=tidied(entry.phonetic_hint),
        machine_name=tidied_machine_name(entry.machine_name) or suggested_machine_name(family, given),
        sort_as=tidied(entry.sort_as),
        sex=tidied(entry.sex).upper(),
        nationality=tidied(entry.nationality).upper(),
        passport=entry.passport and _tidied_passport(entry.passport),
        email=tidied(entry.email),
        phone=tidied(entry.phone),
    )


def tidied_machine_name(name: str) -> str:
    """A name as the machine-readable lines have it: capitals, `<` between the words, `<<` behind the family name."""
    return "<".join(tidied(name).upper().split()).strip("<")


def tidied_number(number: str) -> str:
    """A passport's number as it is kept and compared: capitals and figures, whatever stands between them."""
    return "".join(char for char in tidied(number).upper() if char not in " -")


def tidied_post(entry: PostEntry) -> PostEntry:
    """The entry with clean texts. An accompanying person is never in the list of the official delegation (DEL-02), nor is a
    spouse (DEL-11).
    """
    is_beside = entry.category == ACCOMPANYING or entry.function is DelegateFunction.SPO
    return replace(
        entry,
        title=tidied(entry.title),
        native_title=tidied(entry.native_title),
        badge_title=tidied(entry.badge_title),
        is_listed=entry.is_listed and not is_beside,
    )


def require_person(entry: PersonEntry, on: date) -> None:
    """A tidied entry that can be registered on that day: PER-01, PER-05, domain 4.1."""
    if not entry.family_name and not entry.given_names:
        raise RuleBroken(
            "Enter the name as in the passport. A single name goes into the family name.", "family_name"
        )
    _require_lengths(entry, LONGEST)
    if entry.machine_name and not MACHINE_NAME.fullmatch(entry.machine_name):
        raise RuleBroken("Enter the name as in the lines at the foot of the page: NGUYEN<<VAN<A.", "machine_name")
    if not is_issuer(entry.nationality):
        raise RuleBroken("Choose the nationality that the passport states.", "nationality")
    if entry.sex not in ("", "F", "M", "X"):
        raise RuleBroken("Sex is F, M, X or not stated.", "sex")
    if entry.born_on is not None and not _is_old_enough(entry.born_on, on):
        raise RuleBroken(
            f"The date of birth makes this person younger than {YOUNGEST}. Check the year.", "born_on"
        )
    if entry.passport is not None:
        _require_passport(entry.passport)
    if entry.email:
        require_address(entry.email)
    if entry.phone and not PHONE.fullmatch(entry.phone):
        raise RuleBroken("Enter the number with its country code: +84 24 1234 5678.", "phone")


def require_address(email: str) -> None:
    """An e-mail address by its form; nobody is asked whether it exists."""
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as error:
        raise RuleBroken("Enter an address like name@ministry.example.", "email") from error


def warnings_of_answers(entry: PersonEntry, last_day: date, *, is_late: bool) -> tuple[str, ...]:
    """What is said of answers that may be sent and will be asked about (ACC-08, ACC-09, domain 4.1)."""
    expires_on = entry.passport.expires_on if entry.passport else None
    found = []
    if entry.born_on is None or expires_on is None or not (entry.passport and entry.passport.number):
        found.append("Date of birth, passport number and its expiry date are needed before you can be admitted.")
    if expires_on is not None and expires_on < last_day:
        found.append("The passport expires before the end of the summit. Enter the new one if you have it.")
    elif expires_on is not None and expires_on < last_day + SIX_MONTHS:
        found.append("The passport expires within six months after the summit.")
    if is_late:
        found.append("The day for registration is over. Your registration is accepted and marked late.")
    return tuple(found)


def require_post(entry: PostEntry, ranks: RankTable) -> None:
    """A tidied post that the tables of domain 2.2, 3.2 and 4.5 know; `ranks` holds the classes of this summit."""
    _require_lengths(entry, LONGEST_OF_POST)
    if entry.category not in CATEGORY_NAMES:
        raise RuleBroken("Choose a category from the list.", "category")
    if entry.rank_class not in ranks:
        raise RuleBroken("Choose a class from the table of precedence.", "rank_class")


def require_draft_texts(texts: Mapping[str, str]) -> None:
    """A draft holds what a form can hold, not a book."""
    if sum(len(name) + len(text) for name, text in texts.items()) > LARGEST_DRAFT:
        raise RuleBroken(f"A draft holds at most {LARGEST_DRAFT:,} characters. Shorten what you typed.")


def require_nominee(name: str, email: str) -> None:
    """Whom a delegation asks to register has a name to be called by, and perhaps an address."""
    if not name:
        raise RuleBroken("Enter the name of the person.", "name")
    for text, field, (most, label) in ((name, "name", (200, "The name")), (email, "email", LONGEST["email"])):
        if len(text) > most:
            raise RuleBroken(f"{label} is longer than {most} characters. Shorten it.", field)
    if email:
        require_address(email)


def require_rank_of_host(
    actor: Actor, post: PostEntry | HeldPostEntry, present: PostEntry | HeldPostEntry | Participant
) -> None:
    """Rank is the host's decision: it spares the vetting (ACC-06), so a delegation may not set it itself."""
    decided = ("rank_class", "is_state_leader", "took_office_on")
    same = all(getattr(post, name) == getattr(present, name) for name in decided)
    if not same and not is_host_protocol(actor):
        raise RuleBroken(
            "The rank is set by the protocol department. Describe the post in the title.", "rank_class"
        )


def require_offered(
    actor: Actor, kind: PartyKind, post: PostEntry, present: PostEntry | Participant | None
) -> None:
    """A delegation gives what suits its kind, or what the person has already; the protocol department everything."""
    if is_host_protocol(actor):
        return
    if post.function not in OFFERED_FUNCTIONS[kind] and not (present and present.function == post.function):
        raise RuleBroken("This function is given by the protocol department.", "function")
    if post.category not in OFFERED_CATEGORIES[kind] and not (present and present.category == post.category):
        raise RuleBroken("This category is given by the protocol department.", "category")


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


def require_companion(participant: Participant, principal: Participant) -> None:
    """A spouse or partner comes with a principal of the same delegation (DEL-11). Raises NotFound, RuleBroken, Conflict."""
    if principal.delegation_id != participant.delegation_id:
        raise NotFound()
    if participant.function != DelegateFunction.SPO:
        raise RuleBroken("Only a spouse or partner accompanies a principal. Change the function first.", "principal")
    if principal.function == DelegateFunction.SPO:
        raise RuleBroken("Choose the principal, not a spouse or partner.", "principal")
    require_enrolled(principal)


def require_replacement(replaced: Participant, by: Participant) -> None:
    """A place is taken by somebody else of the same delegation, once its holder was withdrawn (ACC-11).

    Raises NotFound, RuleBroken, Conflict.
    """
    if by.delegation_id != replaced.delegation_id:
        raise NotFound()
    if replaced.state != ParticipantState.WITHDRAWN:
        raise RuleBroken("Withdraw this person first: then somebody else can take the place.", "by")
    require_enrolled(by)


def require_same_people(wanted: Sequence[str], seen: Sequence[str]) -> None:
    """A new order is of the same people, each once (DEL-13). Raises OrderChanged."""
    if not wanted or sorted(wanted) != sorted(seen) or len(set(wanted)) != len(wanted):
        raise OrderChanged("The order that was sent does not name each person once. Nothing was changed.")


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
    if passport.number and not (
        passport.number.isascii() and passport.number.isalnum() and len(passport.number) <= 20
    ):
        raise RuleBroken("A passport number has letters and figures only, at most 20.", "passport_number")


def _require_lengths(entry: PersonEntry | PostEntry, longest: dict[str, tuple[int, str]]) -> None:
    for name, (most, label) in longest.items():
        if len(getattr(entry, name)) > most:
            raise RuleBroken(f"{label} is longer than {most} characters. Shorten it.", name)


def _is_old_enough(born_on: date, on: date) -> bool:
    birthday = (born_on.month, born_on.day) <= (on.month, on.day)
    return on.year - born_on.year - (not birthday) >= YOUNGEST

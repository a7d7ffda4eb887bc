"""Two records side by side, in words; what the viewer may not see is compared and not shown (PRV-02)."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from summit.audit.facts import Actor
from summit.delegations.facts import ComparedField, Comparison, ParticipantFacts, PersonEntry, PostEntry
from summit.delegations.lifecycle import PASSPORT_NAMES, PassportKind
from summit.delegations.models import Participant
from summit.delegations.queries.duplicates import duties_of, is_dismissed
from summit.delegations.queries.people import entries_of, participant_view
from summit.delegations.rules import MERGED_FIELDS, PASSPORT, PHOTO

EMPTY = "–"
ON_FILE = "on file, not shown to your office"
Entries = tuple[PersonEntry, PostEntry]


def comparison(session: Session, actor: Actor, stays: Participant, goes: Participant) -> Comparison:
    """Every field of both records as this actor may see them; the first is the one that would stay."""
    views = [participant_view(session, actor, one) for one in (stays, goes)]
    duties = duties_of(session, (stays.id, goes.id))
    fields = (_compared(name, (stays, goes), (views[0], views[1])) for name in MERGED_FIELDS)
    return Comparison(
        stays=views[0],
        goes=views[1],
        fields=tuple(field for field in fields if (field.stays, field.goes) != (EMPTY, EMPTY)),
        duties=(duties.get(stays.id, 0), duties.get(goes.id, 0)),
        is_dismissed=is_dismissed(session, stays, goes),
    )


def _compared(
    name: str, pair: tuple[Participant, Participant], views: tuple[ParticipantFacts, ParticipantFacts]
) -> ComparedField:
    values = [_value(name, one) for one in pair]
    words = [_words(name, one, view) for one, view in zip(pair, views, strict=True)]
    is_same = values[0] == values[1]
    return ComparedField(
        name=name,
        label=MERGED_FIELDS[name].label,
        stays=words[0],
        goes=words[1],
        is_same=is_same,
        is_open=not is_same and words[1] != EMPTY,
        takes_other=not is_same and words[0] == EMPTY,
    )


def _value(name: str, participant: Participant) -> tuple[object, ...]:
    """What is compared; a passport by its keyed hash."""
    person = participant.person
    if name == PHOTO:
        return (person.photo_digest,)
    if name == PASSPORT:
        return (person.passport_trace or person.passport_sealed, person.passport_kind, person.passport_expires_on)
    return _parts(name, entries_of(participant))


def _parts(name: str, entries: Entries) -> tuple[object, ...]:
    field = MERGED_FIELDS[name]
    of_person = tuple(getattr(entries[0], part) for part in field.of_person)
    return of_person + tuple(getattr(entries[1], part) for part in field.of_post)


def _words(name: str, participant: Participant, view: ParticipantFacts) -> str:
    identity, special = view.identity, _SPECIAL.get(name)
    if special is not None:
        return special(participant, view) or EMPTY
    if name in ("family_name", "given_names", "machine_name", "sex"):
        return (str(getattr(identity, name)) if identity else ON_FILE) or EMPTY
    first = _parts(name, entries_of(participant))[0]
    return str(first or EMPTY)


def _nationality(_: Participant, view: ParticipantFacts) -> str:
    return view.identity.nationality_name if view.identity else ON_FILE


def _born_on(participant: Participant, view: ParticipantFacts) -> str:
    if participant.person.born_on is None:
        return ""
    seen = view.identity.born_on if view.identity else None
    return f"{seen:%-d %B %Y}" if seen else ON_FILE


def _passport(participant: Participant, view: ParticipantFacts) -> str:
    if not participant.person.passport_sealed or view.identity is None:
        return ON_FILE if participant.person.passport_sealed else ""
    identity = view.identity
    kind = PASSPORT_NAMES[PassportKind(identity.passport_kind)] if identity.passport_kind else "Passport"
    return f"{kind}, {identity.passport_issuer}, {identity.passport_number}"


def _contact(name: str, view: ParticipantFacts) -> str:
    return str(getattr(view.operational, name)) if view.operational else ON_FILE


_SPECIAL: dict[str, Callable[[Participant, ParticipantFacts], str]] = {
    "nationality": _nationality,
    "born_on": _born_on,
    PASSPORT: _passport,
    PHOTO: lambda participant, view: "Photo on file" if view.has_photo else "",
    "email": lambda participant, view: _contact("email", view),
    "phone": lambda participant, view: _contact("phone", view),
    "function": lambda participant, view: view.function,
    "category": lambda participant, view: f"{view.category} · {view.category_name}",
    "rank_class": lambda participant, view: view.rank,
    "is_listed": lambda participant, view: "listed" if view.is_listed else "not listed",
}

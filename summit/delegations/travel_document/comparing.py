"""Where the machine-readable lines and what was typed part ways: to be looked at, never refused (PER-07)."""

from __future__ import annotations

from summit.delegations.facts import PersonEntry
from summit.delegations.naming import LONGEST_MACHINE_NAME
from summit.delegations.travel_document.lines import DocumentReading
from summit.delegations.travel_document.names import is_same_name


def differences(read: DocumentReading, typed: PersonEntry) -> dict[str, str]:
    """What the lines say, by the field in which something else was typed; fields left empty do not differ.

    A date is told as 14 March 1968.
    """
    passport = typed.passport
    said: dict[str, tuple[object, object]] = {
        "passport_issuer": (read.issuer, passport and passport.issuer),
        "passport_number": (read.number, passport and passport.number),
        "passport_expires_on": (read.expires_on, passport and passport.expires_on),
        "machine_name": (read.machine_name, "<".join(typed.machine_name.upper().split())),
        "nationality": (read.nationality, typed.nationality),
        "born_on": (read.born_on, typed.born_on),
        "sex": (read.sex, typed.sex),
    }
    found = {name: _told(ours) for name, (ours, theirs) in said.items() if ours and theirs and ours != theirs}
    for name in ("family_name", "given_names"):
        ours, theirs = getattr(read, name), getattr(typed, name)
        if ours and theirs and not is_same_name(theirs, ours, is_cut=read.is_cut):
            found[name] = ours
    return found


def unlike_machine_name(typed: PersonEntry) -> tuple[str, ...]:
    """The names that the typed machine-readable one does not spell: to be looked at, never refused (PER-07)."""
    if not typed.machine_name:
        return ()
    is_cut = len(typed.machine_name) >= LONGEST_MACHINE_NAME
    family, _, given = typed.machine_name.replace(" ", "<").partition("<<")
    spelled = {"family_name": family, "given_names": given} if typed.family_name else {"given_names": family}
    return tuple(
        name
        for name, read in spelled.items()
        if not (is_cut and not read) and not is_same_name(getattr(typed, name), read.replace("<", " "), is_cut=is_cut)
    )


def _told(value: object) -> str:
    return f"{value:%-d %B %Y}" if hasattr(value, "year") else str(value)

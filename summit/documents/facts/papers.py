"""What is written to one delegation or for one person."""

from __future__ import annotations

from dataclasses import dataclass

from summit.documents.facts.lists import CalendarEvent, ListedPerson
from summit.documents.facts.schedules import Frame, Item
from summit.documents.lifecycle import DocumentKind


@dataclass(frozen=True)
class CallSheet:
    """One principal's days minute by minute. `contacts` are the focal points of the delegation, each with an address."""

    frame: Frame
    code: str
    name: str
    title: str
    function: str
    delegation: str
    contacts: tuple[str, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class NoteVerbale:
    """A note in the third person. `sender` is the host's formal name, `addressee` that of the delegation's party, both as
    running text needs them; `is_state` chooses between an embassy and an organization. `people` are those it names.
    """

    frame: Frame
    kind: DocumentKind
    code: str
    sender: str
    addressee: str
    is_state: bool
    people: tuple[ListedPerson, ...] = ()
    collection_point: str = ""
    events: tuple[CalendarEvent, ...] = ()

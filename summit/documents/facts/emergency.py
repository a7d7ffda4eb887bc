"""What is kept on paper for the hour in which nothing else works."""

from __future__ import annotations

from dataclasses import dataclass

from summit.badges.facts import GateLine
from summit.documents.facts.schedules import Frame


@dataclass(frozen=True)
class GateList:
    """Who may pass a gate: everybody with a live card, or those of one zone. `zone` is empty for all."""

    frame: Frame
    zone: str
    zone_name: str
    lines: tuple[GateLine, ...]


@dataclass(frozen=True)
class Contact:
    """Whom to call for a delegation; `is_deputy` stands in for the first."""

    delegation: str
    name: str
    email: str
    is_deputy: bool


@dataclass(frozen=True)
class ContactList:
    """Everybody who acts for a delegation now, by delegation."""

    frame: Frame
    contacts: tuple[Contact, ...]

"""The condition of regional economic integration organizations in the order of signing (TRT-08, SIG-05). Pure."""

from __future__ import annotations

from collections.abc import Iterable

from summit.delegations.lifecycle import PartyKind
from summit.delegations.precedence.terms import Contender


def early_organizations(sequence: Iterable[Contender]) -> tuple[Contender, ...]:
    """The organizations of States that stand before every one of their member States, or without any of them."""
    signed: set[str] = set()
    early = []
    for one in sequence:
        if one.kind is PartyKind.REIO and one.party not in signed:
            early.append(one)
        signed.add(one.member_of)
    return tuple(early)

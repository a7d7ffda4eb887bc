"""State machines as tables: which verb leads from which state to which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from summit.foundation.errors import ImpossibleMove

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Move(Generic[S]):
    """From any of `sources`, `verb` leads to `target`."""

    verb: str
    sources: frozenset[S]
    target: S


class Lifecycle(Generic[S]):
    """The moves of one noun. Build it once at module level; it never changes."""

    def __init__(self, noun: str, first: S, moves: Iterable[tuple[str, Iterable[S], S]]) -> None:
        self.noun = noun
        self.first = first
        self.states: type[S] = type(first)
        self.moves = tuple(Move(verb, frozenset(sources), target) for verb, sources, target in moves)

    def after(self, state: S, verb: str) -> S:
        """The state that `verb` leads to; raises ImpossibleMove when the table has no such move."""
        for move in self.moves:
            if move.verb == verb and state in move.sources:
                return move.target
        spoken = verb.rstrip("_").replace("_", " ")
        raise ImpossibleMove(f"This {self.noun} is {spell(state)}, so it is not possible to {spoken} it now.")

    def verbs(self, state: S) -> tuple[str, ...]:
        """The verbs that are possible now, in table order: the buttons a page may show."""
        return tuple(dict.fromkeys(move.verb for move in self.moves if state in move.sources))

    def sources(self, verb: str) -> frozenset[S]:
        """Every state from which the verb is possible: the guard of an UPDATE."""
        return frozenset(state for move in self.moves if move.verb == verb for state in move.sources)

    def is_final(self, state: S) -> bool:
        return not self.verbs(state)

    def diagram(self) -> str:
        """A Mermaid state diagram for docs/lifecycles.md."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.first.value}"]
        for move in self.moves:
            for source in self.states:
                if source in move.sources:
                    lines.append(f"    {source.value} --> {move.target.value}: {move.verb}")
        lines += [f"    {state.value} --> [*]" for state in self.states if self.is_final(state)]
        return "\n".join(lines)


def spell(state: StrEnum) -> str:
    """A state in the words of a sentence: `pending_vetting` -> `pending vetting`."""
    return state.value.replace("_", " ")

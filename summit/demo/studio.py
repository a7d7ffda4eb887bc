"""Portraits for everybody, drawn by two processes of their own a little ahead of who stores them."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context

from summit.delegations.photograph import HEIGHT, WIDTH, Portrait, cut
from summit.demo.names import Sex
from summit.demo.portraits import portrait

PAINTERS = 2
AHEAD = 40  # pictures of some 45 kB each that may wait


@dataclass(frozen=True, slots=True)
class Sitter:
    """Whom to draw; equal seeds give equal pictures."""

    seed: str
    sex: Sex
    homeland: str


class Studio:
    """Two painters at work; they begin when the studio opens, and go home when it closes.

    They start afresh instead of being forked: no connection of this process crosses over to them.
    """

    def __init__(self, sitters: Iterable[Sitter]) -> None:
        self._sitters = iter(sitters)
        self._painters = ProcessPoolExecutor(PAINTERS, mp_context=get_context("spawn"))
        self._waiting: deque[Future[Portrait]] = deque()
        for _ in range(AHEAD):
            self._order()

    def next_portrait(self) -> Portrait:
        """The next sitter, as photos are kept."""
        self._order()
        return self._waiting.popleft().result()

    def __enter__(self) -> Studio:
        return self

    def __exit__(self, *_: object) -> None:
        self._painters.shutdown(cancel_futures=True)

    def _order(self) -> None:
        for sitter in islice(self._sitters, 1):
            self._waiting.append(self._painters.submit(_drawn, sitter))


def _drawn(sitter: Sitter) -> Portrait:
    return cut(portrait(random.Random(sitter.seed), sitter.sex, (WIDTH, HEIGHT), sitter.homeland))

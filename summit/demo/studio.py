"""Portraits for everybody, drawn by two processes of their own a little ahead of who stores them."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from summit.delegations.photograph import HEIGHT, WIDTH
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


def portraits(sitters: Iterable[Sitter]) -> Generator[bytes]:
    """One JPEG per sitter, in order, in the size in which photos are kept. Close the generator to send the painters home.

    The painters start afresh instead of being forked: no connection of this process crosses over to them.
    """
    with ProcessPoolExecutor(PAINTERS, mp_context=get_context("spawn")) as painters:
        waiting: deque[Future[bytes]] = deque()
        try:
            for sitter in sitters:
                waiting.append(painters.submit(_drawn, sitter))
                if len(waiting) > AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _drawn(sitter: Sitter) -> bytes:
    return portrait(random.Random(sitter.seed), sitter.sex, (WIDTH, HEIGHT), sitter.homeland)

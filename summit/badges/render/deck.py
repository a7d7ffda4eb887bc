"""Cards that wait to be drawn, in a file without a name: memory does not grow with their number (performance F)."""

from __future__ import annotations

import os
import pickle  # nosec B403  # reads nothing but what this very process has written
from collections.abc import Hashable, Iterable, Iterator
from tempfile import TemporaryFile
from typing import BinaryIO
from weakref import finalize

from summit.badges.facts import FIELDS, CardFace

BATCH = 128  # cards that are put away, and read again, together
_SHARED = tuple(field for field in FIELDS if field.startswith(("event.", "category.")))


class Deck:
    """Cards in the order in which they were put in, to be read as often as wanted, by several processes at once.

    A deck of no more than a batch never leaves memory. The file is gone with the deck, and with the process.
    """

    def __init__(self, faces: Iterable[CardFace] = ()) -> None:
        self._looks: dict[Hashable, CardFace] = {}
        self._photos = bytearray()
        self._places: list[tuple[int, int]] = []
        self._last: list[CardFace] = []
        self._file: BinaryIO | None = None
        for face in faces:
            self.add(face)

    def add(self, face: CardFace) -> None:
        """Put a card behind the others."""
        look = face.category, face.zones, face.flag, *[face.values.get(field) for field in _SHARED]
        self._looks.setdefault(look, face)
        self._photos.append(face.shows_photo and face.photo is not None)
        self._last.append(face)
        if len(self._last) == BATCH:
            self._put_away()

    @property
    def looks(self) -> Iterable[CardFace]:
        """The first card of each category, flag, and whatever else many cards share: together they show it all."""
        return self._looks.values()

    def photographs(self, start: int, end: int) -> int:
        """How many of the cards from `start` up to `end` show a photograph."""
        return self._photos.count(1, start, end)

    def part(self, start: int, end: int) -> Iterator[CardFace]:
        """The cards from `start` up to `end`, counted from 0."""
        for number in range(start // BATCH, -(-end // BATCH)):
            first = number * BATCH
            yield from self._batch(number)[max(start - first, 0) : end - first]

    def __iter__(self) -> Iterator[CardFace]:
        return self.part(0, len(self))

    def __len__(self) -> int:
        return len(self._photos)

    def _put_away(self) -> None:
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115  # it is closed with the deck, below
            finalize(self, self._file.close)
        content = pickle.dumps(self._last, pickle.HIGHEST_PROTOCOL)
        self._places.append((self._file.tell(), len(content)))
        self._file.write(content)
        self._file.flush()
        self._last = []

    def _batch(self, number: int) -> list[CardFace]:
        if self._file is None or number == len(self._places):
            return self._last
        start, size = self._places[number]
        # Processes that were forked share where a file is read, so each says from where.
        content = os.pread(self._file.fileno(), size, start)
        batch: list[CardFace] = pickle.loads(content)  # noqa: S301  # nosec B301
        return batch

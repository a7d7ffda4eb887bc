"""Pages drawn by several processes at once: byte for byte what one process writes.

Every object has a number that is told beforehand, so each process writes its share of the pages into a file of its own, and
the shares only have to be put behind each other. Processes are forked: fonts, forms and faces are there already.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from summit.badges.facts import CannotPrint
from summit.badges.layout import Sheet, dealt
from summit.badges.render.deck import Deck
from summit.badges.render.pages import PAGE_OBJECTS, Book, Frame, PageWriter, Written
from summit.badges.render.plan import Plan
from summit.badges.render.sheets import write_page
from summit.paper.fonts.embedding import Told

LEAST_SHARE = 50  # cards: for fewer a process of its own does not pay
_FORK: Final = "fork"

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Job:
    """The pages to write, and how: the cards of a deck from `start` up to `end`, in a design, on a sheet."""

    plan: Plan
    sheet: Sheet | None
    deck: Deck
    start: int
    end: int

    @property
    def cards(self) -> int:
        return self.end - self.start

    @property
    def pages(self) -> int:
        """How many pages show fronts."""
        return -(-self.cards // self._on_page)

    @property
    def objects(self) -> int:
        """How many objects the pages take, told before a photograph is opened."""
        photos = self.deck.photographs(self.start, self.end)
        return sum(PAGE_OBJECTS * self.pages + photos * shown for shown in self.plan.shows_photo)

    def shares(self, count: int) -> list[Job]:
        """The same pages in so many parts of about the same length, in their order."""
        starts = [self.start + self.pages * number // count * self._on_page for number in range(count)]
        return [replace(self, start=start, end=end) for start, end in pairwise((*starts, self.end))]

    def write(self, writer: PageWriter, tell: Tell) -> Written:
        """Write every page; `tell` hears how many cards of how many are done."""
        done = 0
        for faces in dealt(self.deck.part(self.start, self.end), self._on_page):
            write_page(writer, self.plan, faces, self.sheet)
            done += len(faces)
            tell(done, self.cards)
        return writer.written()

    @property
    def _on_page(self) -> int:
        return self.sheet.count if self.sheet else 1


@dataclass(frozen=True)
class _Elsewhere:
    """A share that another process writes into a file, and from where it tells what it has written."""

    job: Job
    file: BinaryIO
    news: Connection

    def result(self, out: BinaryIO) -> tuple[Written, Told]:
        """Wait for the share, append it, and tell which glyphs it shows.

        Raises CannotPrint, and RuntimeError when the process is gone.
        """
        try:
            found = self.news.recv()
        except EOFError:
            raise RuntimeError("A process that drew cards has ended before its time.") from None
        if isinstance(found, str):
            raise CannotPrint(found)
        self.file.seek(0)
        shutil.copyfileobj(self.file, out, 1 << 20)
        told: tuple[Written, Told] = found
        return told


def write_job(book: Book, out: BinaryIO, job: Job, *, workers: int, tell: Tell) -> None:
    """Write all pages at the end of `out`, with as many processes as asked for and worth while.

    Raises CannotPrint, and what `tell` raises. Where processes cannot be forked, this one does it all.
    """
    able = workers if _FORK in get_all_start_methods() else 1
    own, *others = job.shares(max(1, min(able, job.cards // LEAST_SHARE, job.pages)))
    frame, first, total = book.frame(), book.first_page_object, job.cards
    with ExitStack() as running:
        shares, number = [], first + own.objects
        for other in others:
            shares.append(running.enter_context(_elsewhere(other, frame, number)))
            number += other.objects
        book.take(own.write(PageWriter(out, frame, first), lambda done, _: tell(done, total)))
        done = own.cards
        for share in shares:
            written, glyphs = share.result(out)
            book.take(written)
            job.plan.glyphs.merge(glyphs)
            done += share.job.cards
            tell(done, total)


@contextmanager
def _elsewhere(job: Job, frame: Frame, first: int) -> Iterator[_Elsewhere]:
    """A process that writes this share; it is ended with the block, whatever happens."""
    context = get_context(_FORK)
    with TemporaryFile() as file:
        here, there = context.Pipe(duplex=False)
        worker = context.Process(target=_write_share, args=(job, PageWriter(file, frame, first), file, there))
        worker.start()
        there.close()
        try:
            yield _Elsewhere(job, file, here)
        finally:
            worker.terminate()
            worker.join()
            here.close()


def _write_share(job: Job, writer: PageWriter, file: BinaryIO, news: Connection) -> None:
    try:
        written = job.write(writer, _tell_nobody)
        file.flush()
        news.send((written, job.plan.glyphs.told()))
    except CannotPrint as error:
        news.send(error.sentence)


def _tell_nobody(_done: int, _total: int) -> None:
    """Progress of a share is heard when it is whole."""

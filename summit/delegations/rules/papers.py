"""Judgements about invitations and papers, and the note verbale against the register. They hold for every door."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from summit.delegations.facts import (
    Difference,
    LetterEntry,
    NamedLine,
    PaperEntry,
    RankTable,
    RegisteredLine,
    ReplyEntry,
)
from summit.delegations.lifecycle import REPLY_NAMES, PaperKind
from summit.delegations.naming import fold, tidied
from summit.delegations.rules.refusals import PaperSettled
from summit.foundation.errors import RuleBroken

LONGEST_REFERENCE = 120
LONGEST_REMARK = 500
LARGEST_SIZE = 5000
LONGEST_NAME_LIST = 20_000
MOST_PAPERS = 200
# Words before a name by which a person is addressed; a note has them, a register has them elsewhere.
ADDRESSES = frozenset({
    "h", "e", "mr", "mrs", "ms", "miss", "mme", "m", "sr", "sra", "dr", "prof", "professor", "sir", "dame", "madam",
    "excellency", "his", "general", "gen", "col", "colonel",
})  # fmt: skip


def require_letter(entry: LetterEntry, today: date, ranks: RankTable) -> LetterEntry:
    """The tidied letter of invitation. Raises RuleBroken with the field."""
    if entry.sent_on > today:
        raise RuleBroken("The letter cannot have been sent after today.", "sent_on")
    _require_class(entry.level, ranks, "level")
    return replace(entry, reference=_short(entry.reference, LONGEST_REFERENCE, "reference"))


def require_reply(entry: ReplyEntry, sent_on: date, today: date, ranks: RankTable) -> ReplyEntry:
    """The tidied answer, given between the day of the letter and today. Raises RuleBroken with the field."""
    if entry.verb not in REPLY_NAMES:
        raise RuleBroken("Choose the answer.", "verb")
    if not sent_on <= entry.replied_on <= today:
        raise RuleBroken("The answer came on a day between that of the letter and today.", "replied_on")
    _require_class(entry.announced_level, ranks, "announced_level")
    if entry.announced_size is not None and not 0 <= entry.announced_size <= LARGEST_SIZE:
        raise RuleBroken(f"Enter a number of people up to {LARGEST_SIZE}.", "announced_size")
    return replace(entry, remark=_short(entry.remark, LONGEST_REMARK, "remark"))


def require_paper(entry: PaperEntry, filed: int, today: date) -> PaperEntry:
    """The tidied particulars of a paper; `filed` is how many the delegation has. Raises RuleBroken with the field."""
    if filed >= MOST_PAPERS:
        raise RuleBroken(f"This delegation has {MOST_PAPERS} papers on file. Take back those that are not needed.")
    if entry.kind not in set(PaperKind):
        raise RuleBroken("Choose the kind of paper.", "kind")
    if entry.dated_on > today:
        raise RuleBroken("A paper cannot be dated after today.", "dated_on")
    reference = _short(entry.reference, LONGEST_REFERENCE, "reference")
    if not reference:
        raise RuleBroken("Enter the number or title that the paper bears.", "reference")
    return replace(entry, reference=reference)


def require_nominating(kind: str) -> None:
    """Only the paper that nominates the delegation has names to compare (DEL-32)."""
    if kind != PaperKind.NOMINATION:
        raise RuleBroken("Only the paper that nominates the delegation is compared with the register.")


def require_unsettled(reconciled_at: datetime | None) -> None:
    """A paper on which the register rests stays on file. Raises PaperSettled."""
    if reconciled_at is not None:
        raise PaperSettled("This paper is reconciled with the register, so it stays on file.")


def require_unlinked(focal_point_id: int | None) -> None:
    """A paper that gives a mandate stays on file, after its end too (DEL-30). Raises PaperSettled."""
    if focal_point_id is not None:
        raise PaperSettled("This paper gives a mandate to a focal point, so it stays on file.")


def require_name_list(text: str) -> str:
    """The typed names, a person a line, without what is empty. Raises RuleBroken with the field."""
    if len(text) > LONGEST_NAME_LIST:
        raise RuleBroken(f"Use at most {LONGEST_NAME_LIST:,} characters.", "name_list")
    lines = (tidied(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def named_lines(name_list: str) -> list[NamedLine]:
    """The people of the note in its order: before the first comma the name, after it the function."""
    split = (line.partition(",") for line in name_list.splitlines())
    return [NamedLine(name.strip(), function.strip()) for name, _, function in split if name.strip()]


def differences(note: Sequence[NamedLine], register: Sequence[RegisteredLine]) -> list[Difference]:
    """What the note says otherwise than the register, both in their order (DEL-13, DEL-32); empty when they agree."""
    pairs = _pairs(note, register)
    found = [
        Difference("missing", line.name, note=line.function) for at, line in enumerate(note) if at not in pairs
    ]
    taken = set(pairs.values())
    found += [
        Difference("extra", one.name, one.code, register=one.function)
        for at, one in enumerate(register)
        if at not in taken
    ]
    found += [
        Difference("function", one.name, one.code, line.function, one.function)
        for line, one in ((note[at], register[there]) for at, there in pairs.items())
        if line.function and not _is_post(line.function, one)
    ]
    return found + _moved([register[pairs[at]] for at in sorted(pairs)], [register[there] for there in sorted(taken)])


def _moved(note: Sequence[RegisteredLine], register: Sequence[RegisteredLine]) -> list[Difference]:
    """Who stands elsewhere among those whom both name; where one person moved, the others are not told of."""
    there = {one.code: place for place, one in enumerate(register)}
    elsewhere = _out_of_order([there[one.code] for one in note])
    return [
        Difference("place", one.name, one.code, *(f"{place + 1} of {len(note)} in both" for place in (at, there[one.code])))
        for at, one in enumerate(note)
        if there[one.code] in elsewhere and there[one.code] != at
    ]


def _pairs(note: Sequence[NamedLine], register: Sequence[RegisteredLine]) -> dict[int, int]:
    """Place in the note -> place in the register of the same person: all words the same first, then one within the other."""
    free = {at: [_words(name) for name in one.names] for at, one in enumerate(register)}
    pairs: dict[int, int] = {}
    for is_alike in (_is_same, _is_within):
        for at, line in enumerate(note):
            words = _words(line.name)
            match = next((there for there, names in free.items() if any(is_alike(words, name) for name in names)), None)
            if at not in pairs and match is not None:
                pairs[at] = match
                del free[match]
    return pairs


def _words(name: str) -> frozenset[str]:
    words = fold(name).replace(".", " ").split()
    return frozenset(word for word in words if word not in ADDRESSES) or frozenset(words)


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and one == other


def _is_within(one: frozenset[str], other: frozenset[str]) -> bool:
    """A note leaves out a second given name; a single word is too little to know a person by."""
    return len(one & other) > 1 and (one <= other or other <= one)


def _is_post(function: str, one: RegisteredLine) -> bool:
    return fold(function) in {fold(word) for word in one.posts if word}


def _out_of_order(places: Sequence[int]) -> set[int]:
    """Those that must move so that the rest rises: all but a longest rising row."""
    ends: list[int] = []
    rows: list[list[int]] = []
    for place in places:
        at = bisect_left(ends, place)
        row = [*(rows[at - 1] if at else []), place]
        ends[at : at + 1] = [place]
        rows[at : at + 1] = [row]
    return set(places) - set(rows[-1] if rows else [])


def _require_class(level: int | None, ranks: RankTable, field: str) -> None:
    if level is not None and level not in ranks:
        raise RuleBroken("Choose a class from the table of precedence.", field)


def _short(text: str, most: int, field: str) -> str:
    tidy = tidied(text)
    if len(tidy) > most:
        raise RuleBroken(f"Use at most {most} characters.", field)
    return tidy

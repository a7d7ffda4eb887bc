"""Names as they stand in machine-readable lines: letters compared letter by letter (PER-07)."""

from __future__ import annotations

from summit.delegations.naming import LINKS, spellings


def is_same_name(typed: str, read: str, *, is_cut: bool = False) -> bool:
    """Whether the lines may spell this name so. Where they are cut, words may be missing at the end or shortened."""
    words = [pattern for word in LINKS.split(typed) if (pattern := spellings(word))]
    found = read.upper().split()
    if not is_cut:
        return len(words) == len(found) and all(map(_spells, words, found))
    at = 0
    for word in found:
        at = next((place + 1 for place in range(at, len(words)) if _begins(words[place], word)), 0)
        if not at:
            return False
    return True


def _spells(pattern: list[tuple[str, ...]], read: str) -> bool:
    return read in _readings(pattern, read)


def _begins(pattern: list[tuple[str, ...]], read: str) -> bool:
    return any(one.startswith(read) for one in _readings(pattern, read))


def _readings(pattern: list[tuple[str, ...]], read: str) -> set[str]:
    """What the word may look like, kept to what agrees with `read` as far as both go."""
    found = {""}
    for options in pattern:
        longer = {done + option for done in found for option in options}
        found = {one for one in longer if one.startswith(read) or read.startswith(one)}
    return found

"""Files that strangers send are read by a program of ours in a process of its own, with little memory and time.

Whatever such a file breaks, it breaks there: the caller gets an answer, or ReadingFailed.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from config import ROOT

PLAIN_SURROUNDINGS = {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}  # no key or password of ours goes along


class ReadingFailed(Exception):
    """The program gave no answer."""


class ReadingTooLong(ReadingFailed):
    """The program was stopped, because its time was over."""


@dataclass(frozen=True)
class Limits:
    """What the program may use: `memory` in bytes of address space, `seconds` of a processor."""

    memory: int
    seconds: int


def read_apart(module: str, source: bytes | BinaryIO, *, seconds: float, told: Sequence[str] = ()) -> bytes:
    """What our own `module` writes after it has read `source`, bytes or a file on disk, from its standard input.

    `told` are words of ours, never of a user. Raises ReadingTooLong after `seconds` by the clock, ReadingFailed when the
    program ended in any way but its own.
    """
    sent = source if isinstance(source, bytes) else None
    try:
        ended = subprocess.run(  # noqa: S603  # our own module, with no shell and no word of a user
            [sys.executable, "-m", module, *told],
            input=sent, stdin=None if isinstance(source, bytes) else source,
            capture_output=True, cwd=ROOT, env=PLAIN_SURROUNDINGS, timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise ReadingTooLong(module) from error
    if ended.returncode != 0:
        raise ReadingFailed(f"{module} ended with {ended.returncode}")
    return ended.stdout


def limit(limits: Limits) -> None:
    """Bind this process to the limits for good; it can write no file and leaves no image of its memory."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

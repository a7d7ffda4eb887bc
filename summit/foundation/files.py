"""Files that are whole or absent: written beside, synced, then renamed into place."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

DRAFT_MARK = ".draft-"


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write to a draft; at a clean end it is synced and takes the name, at an error it is gone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}{DRAFT_MARK}{secrets.token_hex(4)}")
    try:
        with draft.open("wb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(path)
        _sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` so that a crash leaves either the old file or the new one."""
    with whole_file(path) as handle:
        handle.write(content)


def sweep_drafts(folder: Path) -> int:
    """Remove what a killed process left behind; returns how many."""
    drafts = list(folder.rglob(f"*{DRAFT_MARK}*")) if folder.exists() else []
    for draft in drafts:
        draft.unlink(missing_ok=True)
    return len(drafts)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

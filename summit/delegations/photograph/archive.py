"""A ZIP file of photos, judged by its directory before anything of it is unpacked (5.2.3, RT-13)."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from summit.delegations.photograph.cutting import LARGEST_FILE, NOT_WHOLE, TOO_LARGE
from summit.foundation.errors import RuleBroken

LARGEST_ARCHIVE = 200 * 1024 * 1024
MOST_UNPACKED = 1024 * 1024 * 1024
MOST_RATIO = 20  # photos are packed already
SMALL = 1024 * 1024  # a member below this may be packed as tightly as it likes
MOST_MEMBERS = 10_000
ENCRYPTED = 0x1
LEFT_BY_SYSTEMS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
DAMAGED = "The file is no ZIP file, or it is damaged. Make it again."


def names_in(file: BinaryIO, most: int) -> list[tuple[int, str]]:
    """Number and name of each file in the archive but what systems leave there. Raises RuleBroken."""
    members = _opened(file).infolist()
    if len(members) > MOST_MEMBERS:
        raise RuleBroken(f"The ZIP file has more than {MOST_MEMBERS:,} parts.")
    unpacked, packed = sum(one.file_size for one in members), sum(one.compress_size for one in members)
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > MOST_RATIO * max(packed, 1)):
        raise RuleBroken("The ZIP file is far larger unpacked than it should be.")
    if any(one.flag_bits & ENCRYPTED for one in members):
        raise RuleBroken("The ZIP file has a password. Make it again without one.")
    names = [(number, one.filename) for number, one in enumerate(members) if _is_file(one)]
    if not names:
        raise RuleBroken("There are no photos in the ZIP file.")
    if len(names) > most:
        raise RuleBroken(f"There are more than {most:,} files in the ZIP file. Divide it.")
    return names


def content_of(file: BinaryIO, number: int) -> bytes:
    """The bytes of that member; no more of it is unpacked than a photo may have. Raises RuleBroken."""
    archive = _opened(file)
    try:
        with archive.open(archive.infolist()[number]) as member:
            content = member.read(LARGEST_FILE + 1)
    except Exception as error:  # a member may be broken in as many ways as there are methods of packing
        raise RuleBroken(NOT_WHOLE) from error
    if len(content) > LARGEST_FILE:
        raise RuleBroken(TOO_LARGE)
    return content


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except Exception as error:  # so may the directory
        raise RuleBroken(DAMAGED) from error


def _is_file(member: zipfile.ZipInfo) -> bool:
    return not member.is_dir() and not any(mark in member.filename for mark in LEFT_BY_SYSTEMS)

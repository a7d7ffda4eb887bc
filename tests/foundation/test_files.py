"""Files are whole or absent; what a killed process left is swept."""

from __future__ import annotations

from pathlib import Path

import pytest

from summit.foundation.files import sweep_drafts, whole_file, write_whole


def test_a_file_takes_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "runs" / "R-1.pdf"
    write_whole(target, b"first")

    def cut_off() -> None:
        with whole_file(target) as handle:
            handle.write(b"sec")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cut_off()
    assert target.read_bytes() == b"first"
    assert list(target.parent.iterdir()) == [target]
    write_whole(target, b"second")
    assert target.read_bytes() == b"second"


def test_drafts_of_a_killed_process_are_swept_and_nothing_else(tmp_path: Path) -> None:
    write_whole(tmp_path / "photos" / "a.jpg", b"kept")
    (tmp_path / "photos" / "b.jpg.draft-1a2b3c4d").write_bytes(b"half")
    (tmp_path / "R-1.pdf.draft-0a0b0c0d").write_bytes(b"half")
    assert sweep_drafts(tmp_path) == 2
    assert sweep_drafts(tmp_path) == 0
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.jpg"]
    assert sweep_drafts(tmp_path / "nowhere") == 0

"""Refuses pytest's report when a test was skipped or expected to fail: `python -m tools.report <file>`."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree


def left_out(report: ElementTree.Element) -> list[str]:
    """One line for each test of a JUnit report that did not run to its end, with the reason given."""
    return [
        f"{case.get('classname')}.{case.get('name')}: {skipped.get('message')}"
        for case in report.iter("testcase")
        for skipped in case.iter("skipped")
    ]


def main(path: str) -> int:
    report = ElementTree.fromstring(Path(path).read_bytes())  # noqa: S314  # nosec  # our own pytest wrote it
    lines = left_out(report)
    tests = sum(1 for _ in report.iter("testcase"))
    if lines:
        sys.stderr.write(f"{len(lines)} tests were left out, and none may be:\n")
        sys.stderr.writelines(f"  {line}\n" for line in lines)
        return 1
    if not tests:
        sys.stderr.write(f"{path} holds no test at all.\n")
        return 1
    print(f"All {tests} tests ran; none was left out.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""Problems and plans as files, and the commands over them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given, settings

from summit.bilaterals.facts import (
    FileUnreadable,
    SchedulingProblem,
    read_meetings,
    read_problem,
    write_plan,
    write_problem,
)
from summit.bilaterals.solver import solve
from tests.bilaterals.problems import problem, problems, request


@settings(deadline=None, max_examples=80)
@given(problems())
def test_a_problem_is_the_same_after_a_way_through_a_file(found: SchedulingProblem) -> None:
    assert read_problem(write_problem(found)) == found


def test_a_plan_says_how_good_it_is() -> None:
    plan = solve(
        problem(requests=(request("M1", "P1", "P2", weight=5), request("M2", "P3", "P4", persons=13)))
    )
    told = json.loads(write_plan(plan))
    assert {key: told[key] for key in ("objective", "bound", "gap", "status")} == {
        "objective": 5, "bound": 5, "gap": 0.0, "status": "optimal",
    }  # fmt: skip
    assert told["unplaced"] == [{"request": "M2", "reason": {"kind": "no_room"}}]
    assert read_meetings(write_plan(plan)) == plan.meetings


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda raw: raw.pop("rooms"), "rooms"),
        (lambda raw: raw["requests"][0].update(a="P9"), "P9, who is not in the file"),
        (lambda raw: raw["requests"][0].update(a="P2"), "meet themselves"),
        (lambda raw: raw["requests"].append(raw["requests"][0]), "M1 is in the file twice"),
        (lambda raw: raw["requests"][0].update({"class": 4}), "class 4"),
        (lambda raw: raw["requests"][0].update(duration=0), "duration is 0"),
        (lambda raw: raw["requests"][0].update(fixed={"room": "R9", "start": 540}), "room R9"),
        (lambda raw: raw["rooms"][0].update(closed=[[600, 600]]), "600 to 600"),
        (lambda raw: raw.update(separate=[["P1", "P9"]]), "kept apart"),
    ],
)
def test_a_file_that_is_no_problem_says_what_to_mend(change: object, words: str) -> None:
    raw = json.loads(write_problem(problem()))
    change(raw)
    with pytest.raises(FileUnreadable, match=words):
        read_problem(json.dumps(raw))


def test_a_plan_is_made_and_checked_from_the_shell(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "problem.json").write_text(write_problem(problem()), encoding="utf-8")
    runner, names = app.test_cli_runner(), [str(tmp_path / "problem.json"), str(tmp_path / "plan.json")]
    solved = runner.invoke(args=["bilaterals", "solve", names[0], "--out", names[1], "--time-limit", "2"])
    assert (solved.exit_code, solved.output.splitlines()[-1][:22]) == (0, "2 placed, 0 not. Weigh"), (
        solved.output
    )
    checked = runner.invoke(args=["bilaterals", "check", *names])
    assert (checked.exit_code, checked.output) == (0, "The plan keeps every rule: 2 meetings.\n")

    plan = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    plan["meetings"][0]["start"] += 1
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    refused = runner.invoke(args=["bilaterals", "check", *names])
    assert refused.exit_code == 1
    assert "does not start on the grid" in refused.output


def test_a_file_that_is_no_problem_is_refused_in_a_sentence(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "problem.json").write_text("[]", encoding="utf-8")
    answer = app.test_cli_runner().invoke(
        args=["bilaterals", "solve", str(tmp_path / "problem.json"), "--out", str(tmp_path / "plan.json")]
    )
    assert answer.exit_code == 1
    assert answer.output == "Error: The file holds no JSON object.\n"
    assert not (tmp_path / "plan.json").exists()

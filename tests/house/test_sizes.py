"""How long things may be: house rule 4. Hard stops hold for each one, targets for the whole."""

from __future__ import annotations

import ast

from tests.house.source import functions, place, python_files, teach, template_files, text, tree

FUNCTION, FILE, TEMPLATE, PARAMETERS = 50, 400, 200, 5
FUNCTION_P95, FILE_P95, TEMPLATE_P95 = 25, 300, 120
GIVEN = {"self", "cls", "session", "actor", "now"}

# place -> size reached. The list may only shrink: sizes are lowered, and a line goes when it is not needed.
LONG_FUNCTIONS: dict[str, int] = {}
LONG_FILES: dict[str, int] = {}
LONG_TEMPLATES: dict[str, int] = {}
# Setting type and drawing take a place, a size and a face: the words of the trade, said by name at each call.
MANY_PARAMETERS: dict[str, int] = {
    "summit/paper/flags.py:draw_flag": 7,
    "summit/paper/furniture.py:text": 6,
    "summit/paper/furniture.py:write_pdf": 6,
    "summit/paper/text/breaking.py:fit": 6,
    "summit/paper/text/breaking.py:fit_block": 8,
    "summit/paper/text/breaking.py:wrap": 6,
}


def span(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, the docstring left out: saying what a function does is never too long."""
    return span(function) - (span(function.body[0]) if ast.get_docstring(function) is not None else 0)


def parameters_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Parameters besides self, session, actor and now."""
    given = function.args
    named = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in named if name not in GIVEN]) + bool(given.vararg) + bool(given.kwarg)


def function_sizes() -> dict[str, int]:
    return {
        f"{place(path)}:{function.name}": lines_of(function)
        for path in python_files()
        for function in functions(tree(path))
    }


def parameter_counts() -> dict[str, int]:
    return {
        f"{place(path)}:{function.name}": parameters_of(function)
        for path in python_files()
        for function in functions(tree(path))
    }


def file_sizes() -> dict[str, int]:
    return {place(path): len(text(path).splitlines()) for path in python_files()}


def template_sizes() -> dict[str, int]:
    return {place(path): len(text(path).splitlines()) for path in template_files()}


def too_big(sizes: dict[str, int], stop: int, excepted: dict[str, int]) -> list[str]:
    """Everything over the stop or over its own exception, and every exception that is not needed any more."""
    over = [f"{name}: {size}" for name, size in sizes.items() if size > max(stop, excepted.get(name, 0))]
    idle = [
        f"{name} is {sizes.get(name, 0)} now: lower or remove its exception of {allowed}"
        for name, allowed in excepted.items()
        if sizes.get(name, 0) < allowed or allowed <= stop
    ]
    return over + idle


def percentile_95(sizes: dict[str, int]) -> int:
    ordered = sorted(sizes.values())
    return ordered[int(0.95 * (len(ordered) - 1))] if ordered else 0


def test_no_function_is_too_long() -> None:
    lesson = f"A function has at most {FUNCTION} lines and does one thing; name its parts. Too long:"
    teach(lesson, too_big(function_sizes(), FUNCTION, LONG_FUNCTIONS))


def test_no_file_is_too_long() -> None:
    lesson = f"A file has at most {FILE} lines; make it a folder of the same name, cut by noun. Too long:"
    teach(lesson, too_big(file_sizes(), FILE, LONG_FILES))


def test_no_template_is_too_long() -> None:
    lesson = f"A template has at most {TEMPLATE} lines; move a part into a fragment _<name>.html. Too long:"
    teach(lesson, too_big(template_sizes(), TEMPLATE, LONG_TEMPLATES))


def test_no_function_takes_too_many_parameters() -> None:
    lesson = f"A function takes at most {PARAMETERS} values beside session, actor, now; make facts. Too many:"
    teach(lesson, too_big(parameter_counts(), PARAMETERS, MANY_PARAMETERS))


def test_nineteen_of_twenty_are_short() -> None:
    functions_95, files_95, templates_95 = map(
        percentile_95, (function_sizes(), file_sizes(), template_sizes())
    )
    print(f"p95 lines: functions {functions_95}, files {files_95}, templates {templates_95}")
    assert functions_95 <= FUNCTION_P95, (
        "Nineteen of twenty functions stay within 25 lines: shorten the longest."
    )
    assert files_95 <= FILE_P95, "Nineteen of twenty files stay within 300 lines: cut the longest by noun."
    assert templates_95 <= TEMPLATE_P95, "Nineteen of twenty templates stay within 120 lines: make fragments."


def test_the_measures_measure() -> None:
    source = '''def register(self, session, actor, now, a, *rest, b, c=1, **more):
    """Two
    lines."""
    return 1
'''
    (function,) = functions(ast.parse(source))
    assert lines_of(function) == 2
    assert parameters_of(function) == 5
    assert too_big({"a": 51, "b": 50, "c": 70}, 50, {}) == ["a: 51", "c: 70"]
    assert too_big({"a": 60}, 50, {"a": 60}) == []
    assert too_big({"a": 61}, 50, {"a": 60}) == ["a: 61"]
    assert too_big({"a": 55}, 50, {"a": 60}) == ["a is 55 now: lower or remove its exception of 60"]
    assert percentile_95(dict.fromkeys(map(str, range(100)), 1) | {"long": 900}) == 1

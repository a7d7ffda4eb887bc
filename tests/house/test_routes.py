"""Every door: one guard, a path of nouns, typed parameters. House rules 3 and 5; V8.2.1 of the checklist."""

from __future__ import annotations

import ast
import re

from flask import Flask

from summit.accounts.policy import Action
from tests.house.source import place, python_files, teach, tree

# Flask serves these itself, to everybody, so no view of ours could carry a mark.
UNMARKED = {
    "static": "our own style sheets and scripts",
    "bootstrap.static": "Bootstrap's style sheets and icons",
}

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)?")
PARAMETER = re.compile(r"[a-z]+(\(.*\))?:[a-z][a-z0-9_]*")
VERBS = {
    "add", "edit", "create", "delete", "update", "remove", "new", "submit", "approve", "reject", "revoke",
    "suspend", "reinstate", "confirm", "propose", "publish", "send", "save", "show", "get", "set", "do",
    "make", "upload", "download", "login", "logout", "register", "choose", "select", "verify", "generate", "assign",
}  # fmt: skip


def path_faults(path: str) -> list[str]:
    """What is wrong with a path, in words."""
    faults = []
    for parameter in re.findall(r"<([^>]+)>", path):
        if not PARAMETER.fullmatch(parameter):
            faults.append(f"<{parameter}> has no type: write <string:{parameter}> or a converter of ours")
    for segment in filter(None, re.sub(r"<[^>]+>", "x", path).split("/")):
        if not KEBAB.fullmatch(segment):
            faults.append(f"{segment} is not kebab-case")
        elif re.split(r"[-.]", segment, maxsplit=1)[0] in VERBS:
            faults.append(
                f"{segment} says what to do: name what is made (approval, revocation, registration)"
            )
    return faults


def guard_faults(parsed: ast.Module) -> list[str]:
    """Views without exactly one `guard(...)` or `public(...)`, or with the guard outside the route."""
    faults = []
    for node in ast.walk(parsed):
        if not isinstance(node, ast.FunctionDef):
            continue
        calls = [decorator for decorator in node.decorator_list if isinstance(decorator, ast.Call)]
        names = [ast.unparse(call.func).split(".")[-1] for call in calls]
        routes = [
            at for at, name in enumerate(names) if name in ("get", "post", "put", "patch", "delete", "route")
        ]
        guards = [at for at, name in enumerate(names) if name in ("guard", "public")]
        if routes and len(guards) != 1:
            faults.append(f"{node.lineno} {node.name} has {len(guards)} guards")
        elif routes and guards[0] < routes[-1]:
            faults.append(
                f"{node.lineno} {node.name} has its guard outside the route, where it guards nothing"
            )
    return faults


def test_every_view_has_exactly_one_guard() -> None:
    teach(
        "Under its route every view carries one `@guard(Action.…)`, or `@public('why that is safe')`:",
        (f"{place(path)}:{fault}" for path in python_files() for fault in guard_faults(tree(path))),
    )


def test_every_route_that_is_served_is_marked(sqlite_app: Flask) -> None:
    known = {action.value for action in Action} | {"public"}
    unmarked = [
        f"{rule.rule} ({rule.endpoint})"
        for rule in sqlite_app.url_map.iter_rules()
        if rule.endpoint not in UNMARKED
        and getattr(sqlite_app.view_functions[rule.endpoint], "guarded_by", None) not in known
    ]
    assert len(list(sqlite_app.url_map.iter_rules())) > len(UNMARKED), "no room has registered its views"
    teach("A route nobody guards is open to everybody; mark its view with `guard` or `public`:", unmarked)


def test_every_path_is_of_nouns_in_kebab_case_with_typed_parameters(sqlite_app: Flask) -> None:
    teach(
        "A path names things, as in POST /accreditations/<string:code>/approval:",
        (
            f"{rule.rule}: {fault}"
            for rule in sqlite_app.url_map.iter_rules()
            if rule.endpoint not in UNMARKED
            for fault in path_faults(rule.rule)
        ),
    )


def test_the_unmarked_are_still_there(sqlite_app: Flask) -> None:
    teach(
        "The list of exceptions may only shrink: remove from UNMARKED:",
        set(UNMARKED) - set(sqlite_app.view_functions),
    )


def test_a_bad_path_is_seen() -> None:
    for broken in (
        "/Badges",
        "/print_runs",
        "/badges/<code>",
        "/people/edit",
        "/add-person",
        "/a/<string:B>",
    ):
        assert len(path_faults(broken)) == 1, broken
    for kept in (
        "/", "/accreditations/<string:code>/approval", "/print-runs/<int:number>.pdf", "/calendar.ics",
        "/programme/<any(today,tomorrow):day>", "/additions",
    ):  # fmt: skip
        assert path_faults(kept) == [], kept


def test_a_missing_guard_is_seen() -> None:
    route, guard = "@blueprint.get('/badges')\n", "@guard(Action.PRINT_BADGES)\n"
    view = "def badges(): ...\n"
    assert guard_faults(ast.parse(route + guard + view)) == []
    assert guard_faults(ast.parse(route + "@public('no secret')\n" + view)) == []
    assert guard_faults(ast.parse(guard + view)) == []
    assert guard_faults(ast.parse(route + view)) == ["2 badges has 0 guards"]
    assert guard_faults(ast.parse(route + guard + guard + view)) == ["4 badges has 2 guards"]
    outside = guard_faults(ast.parse(guard + route + view))
    assert outside == ["3 badges has its guard outside the route, where it guards nothing"]

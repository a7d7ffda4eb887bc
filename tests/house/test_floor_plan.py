"""Where things stand: house rules 1 and 3."""

from __future__ import annotations

from pathlib import Path

from tests.house.source import (
    FURNITURE,
    NOT_OFFICES,
    ROOT,
    SPECIALS,
    STATIC,
    TEMPLATES,
    furniture_of,
    place,
    python_files,
    room_of,
    rooms,
    teach,
)

TEMPLATE_FOLDERS = {"_components": "macros of at least two rooms", "errors": "what a refused request shows"}
STATIC_FOLDERS = {
    "css": "the look of all rooms",
    "js": "scripts of all rooms",
    "images": "pictures of all rooms",
}


def folders(parent: Path) -> set[str]:
    """Folders that hold a file; Python's own caches do not count."""
    return {
        child.name
        for child in parent.iterdir()
        if child.is_dir() and child.name != "__pycache__" and any(path.is_file() for path in child.rglob("*"))
    }


def test_every_folder_of_summit_is_a_room_on_the_staircase() -> None:
    teach(
        "A new room needs a step on the staircase: place it in pyproject.toml ([tool.importlinter]) and in "
        "ARCHITECTURE.md, with a decision note. No step on the staircase:",
        (f"summit/{name}" for name in folders(ROOT / "summit") - rooms()),
    )


def test_templates_and_static_files_live_in_their_room() -> None:
    teach(
        "templates/ and static/ have one folder per room, named like the room; what two rooms share goes to "
        "templates/_components, static/css or static/js. Not a room:",
        [f"templates/{name}" for name in folders(TEMPLATES) - rooms() - set(TEMPLATE_FOLDERS)]
        + [f"static/{name}" for name in folders(STATIC) - rooms() - set(STATIC_FOLDERS)],
    )


def test_only_base_stands_outside_the_template_folders() -> None:
    teach(
        "A page belongs in the folder of its room; only base.html stands directly in templates/. Move:",
        (place(path) for path in TEMPLATES.iterdir() if path.is_file() and path.name != "base.html"),
    )


def misplaced_furniture(paths: list[Path]) -> list[str]:
    faults = []
    for path in paths:
        room, name = room_of(path), furniture_of(path)
        if room is None or room in NOT_OFFICES or name == "__init__":
            continue
        if name not in FURNITURE and (room, name) not in SPECIALS and path.suffix == ".py":
            faults.append(place(path))
    return faults


def test_a_room_holds_only_the_furniture() -> None:
    teach(
        f"A room holds {', '.join(FURNITURE)}, and nothing else: say in which of them this belongs. "
        "A pure file that truly is none of them goes into SPECIALS (tests/house/source.py) with its reason. "
        "Not furniture:",
        misplaced_furniture(list(python_files())),
    )


def test_the_furniture_rule_sees_a_stray_file() -> None:
    stray = ROOT / "summit" / "venues" / "services.py"
    kept = ROOT / "summit" / "venues" / "models" / "room.py"
    assert misplaced_furniture([stray, kept, ROOT / "summit" / "app.py"]) == ["summit/venues/services.py"]


def test_every_special_is_still_there() -> None:
    here = {(room_of(path), furniture_of(path)) for path in python_files()}
    teach(
        "The list of exceptions may only shrink: remove from SPECIALS (tests/house/source.py) what is gone:",
        (f"summit/{room}/{name}.py" for room, name in set(SPECIALS) - here),
    )

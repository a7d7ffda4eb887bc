"""A board as plain values for its script."""

from __future__ import annotations

from summit.bilaterals.facts import BoardLane, PlanBoard, PlanLine, PlanSide
from summit.bilaterals.rules import quality_words

Values = dict[str, object]


def board_json(board: PlanBoard, *, is_open: bool) -> Values:
    """Everything that the board shows. Times are minutes since 00:00 of the first day."""
    windows = {request.code: request.windows for request in board.problem.requests}
    return {
        "code": board.code,
        "isOpen": is_open,
        "slot": board.problem.slot,
        "days": [
            {"from": day[0], "until": day[1], "name": f"{board.clock.day(day[0]):%a %-d %b}"} for day in board.problem.days
        ],
        "rooms": [_lane(lane) for lane in board.rooms],
        "principals": [_lane(lane) for lane in board.principals],
        "meetings": [_meeting(line, windows.get(line.request, ())) for line in board.lines],
        **_figures(board),
    }


def place_json(board: PlanBoard, request: str) -> Values:
    """One request after it was moved, and the figures of the whole."""
    line = next(one for one in board.lines if one.request == request)
    return {"meeting": _meeting(line, ()), **_figures(board)}


def _figures(board: PlanBoard) -> Values:
    return {
        "version": board.version,
        "steps": board.steps,
        "placed": len(board.placed),
        "wanted": len(board.problem.requests),
        "objective": board.objective,
        "quality": quality_words(board.objective, board.bound),
    }


def _lane(lane: BoardLane) -> Values:
    return {"code": lane.code, "name": lane.name, "detail": lane.detail, "closed": lane.closed}


def _meeting(line: PlanLine, windows: tuple[tuple[int, int], ...]) -> Values:
    return {
        "request": line.request,
        "asking": _side(line.asking),
        "asked": _side(line.asked),
        "minutes": line.minutes,
        "persons": line.persons,
        "standing": line.standing,
        "room": line.room,
        "start": line.start,
        "why": line.why,
        "windows": windows,
    }


def _side(side: PlanSide) -> Values:
    return {"principal": side.principal, "short": side.short, "delegation": side.delegation, "name": side.name}

"""Everything read about cards and print runs."""

from summit.badges.queries.cards import (
    card_by_serial,
    card_lines,
    card_to_change,
    cards_of,
    cards_of_run,
    live_card_of,
    participants_with_card,
)
from summit.badges.queries.faces import (
    badge_faces,
    event_face,
    event_id,
    faces_for,
    own_badge_pdf,
    specimen_pdf,
)
from summit.badges.queries.holders import holder_lines, holders_matching
from summit.badges.queries.people import RunPlan, choices, desk_counts, left_out_lines, plan_run
from summit.badges.queries.runs import (
    LEFT_OUT,
    file_name_of,
    left_out_of,
    note_left_out,
    progress_of,
    run_by_code,
    run_file,
    run_lines,
    run_to_change,
    runs,
    state_of,
)

__all__ = [
    "LEFT_OUT",
    "RunPlan",
    "badge_faces",
    "card_by_serial",
    "card_lines",
    "card_to_change",
    "cards_of",
    "cards_of_run",
    "choices",
    "desk_counts",
    "event_face",
    "event_id",
    "faces_for",
    "file_name_of",
    "holder_lines",
    "holders_matching",
    "left_out_lines",
    "left_out_of",
    "live_card_of",
    "note_left_out",
    "own_badge_pdf",
    "participants_with_card",
    "plan_run",
    "progress_of",
    "run_by_code",
    "run_file",
    "run_lines",
    "run_to_change",
    "runs",
    "specimen_pdf",
    "state_of",
]

"""What a line of the journal says in plain words (UX-29); values that are masked there stay masked here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from summit.accreditation.lifecycle import reasons_for
from summit.audit.facts import AuditLine
from summit.delegations.facts import RankTable
from summit.delegations.lifecycle import (
    CATEGORY_NAMES,
    FUNCTION_NAMES,
    LANGUAGE_NAMES,
    DelegateFunction,
)

# Kind and verb of the lines that belong to a history, each with what was done. `%` stands for the name that the line holds.
OPEN_LINES: dict[tuple[str, str], str] = {
    ("participant", "register"): "registered this person",
    ("participant", "edit"): "saved the record",
    ("participant", "withdraw"): "withdrew this person",
    ("participant", "reinstate"): "took this person back into the delegation",
    ("participant", "place"): "moved this person in the order of the delegation",
    ("participant", "store_photo"): "sent a photo",
    ("participant", "invite"): "made a personal link",
    ("accreditation", "submit"): "submitted the application",
    ("accreditation", "approve"): "approved the application",
    ("accreditation", "return_"): "returned the application",
    ("accreditation", "refuse"): "refused the application",
    ("accreditation", "suspend"): "suspended the accreditation",
    ("accreditation", "reinstate"): "put the accreditation into force again",
    ("accreditation", "revoke"): "ended the accreditation",
    ("accreditation", "reopen"): "opened the application again",
    ("accreditation", "withdraw"): "withdrew the application",
    ("badge", "issue_for_self"): "made the badge at home",
    ("badge", "reissue"): "ordered a new badge",
    ("badge", "void"): "ended a badge",
    ("badge", "hand_over"): "handed out the badge",
    ("badge", "check_identity"): "checked the identity of the bearer",
    ("badge", "return_"): "took the badge back",
    ("badge", "report_lost"): "reported the badge lost",
    ("badge", "report_stolen"): "reported the badge stolen",
    ("badge", "report_damaged"): "reported the badge damaged",
    ("badge", "approve_replacement"): "approved a new badge",
    ("badge", "refuse_replacement"): "refused a new badge",
    ("badge", "replace"): "ordered a new badge after an identity check",
    ("nomination", "nominate"): "asked % to register",
    ("nomination", "take_up"): "registered through the link",
    ("nomination", "end"): "ended the link for registering",
    ("delegation", "open"): "opened the delegation",
    ("delegation", "edit"): "saved the delegation",
    ("delegation", "name_head"): "named % Head of Delegation",
    ("delegation", "end_headship"): "ended the time of % as Head of Delegation",
    ("delegation", "appoint_focal_point"): "gave % a mandate as focal point",
    ("delegation", "end_mandate"): "ended the mandate of %",
    ("delegation", "hand_over_mandate"): "handed over the mandate of %",
    ("delegation", "link_paper"): "said which paper gives % the mandate",
    ("delegation", "draft_import"): "sent in a sheet of people",
    ("delegation", "confirm_import"): "registered people from a sheet",
    ("delegation", "cancel_import"): "threw a sheet away",
    ("delegation", "undo_import"): "took back what a sheet had done",
    ("delegation", "order_people"): "set the order of the delegation",
    ("delegation", "invite_delegation"): "recorded the letter of invitation",
    ("delegation", "accept"): "recorded that the delegation accepts",
    ("delegation", "reserve"): "recorded a tentative answer",
    ("delegation", "decline"): "recorded that the delegation declines",
    ("delegation", "withdraw"): "recorded that the delegation withdraws",
    ("delegation", "file_paper"): "filed a paper",
    ("delegation", "remove_paper"): "took a paper off the file",
    ("delegation", "reconcile_paper"): "reconciled the note with the register",
    ("participant", "move"): "moved this person between delegations",
    ("participant", "merge"): "made one record of two",
    ("participant", "replace"): "said who takes the place of this person",
    ("participant", "accompany"): "said whom this person accompanies",
    ("participant", "add_post"): "added the post %",
    ("participant", "remove_post"): "removed the post %",
    ("participant", "take_post"): "made % the post of this event",
    ("quota", "open"): "granted an exception of places",
    ("quota", "edit"): "changed an exception of places",
}
# Only the host's protocol reads these: they are about security, about who looked, or the department's own.
HOST_LINES: dict[tuple[str, str], str] = {
    ("participant", "reveal_passport"): "saw the passport number in full",
    ("participant", "add_tag"): "added a tag",
    ("participant", "remove_tag"): "took off a tag",
    ("participant", "write_note"): "wrote a note",
    ("participant", "dismiss_pair"): "said that another record is of somebody else",
    ("participant", "end_dismissal"): "asked again whether another record is of the same person",
    ("participant", "strike_note"): "struck out a note",
    ("accreditation", "record_clearance"): "recorded the security answer",
    ("accreditation", "waive_clearance"): "waived the vetting by rank",
    ("delegation", "list_names"): "typed in the names of a note",
    ("delegation", "date"): "changed the dates that decide its seniority",
    ("delegation", "export_register"): "took the register out as a file",
    ("delegation", "add_tag"): "added a tag",
    ("delegation", "remove_tag"): "took off a tag",
    ("delegation", "write_note"): "wrote a note",
    ("delegation", "strike_note"): "struck out a note",
}
FIELDS = {
    "family_name": "family name",
    "given_names": "given names",
    "badge_name": "name on the badge",
    "native_name": "name in the native script",
    "native_language": "language of the native name",
    "salutation": "salutation",
    "style": "style",
    "personal_title": "academic or military title",
    "address_name": "name in the salutation",
    "phonetic_hint": "hint how the name is spoken",
    "machine_name": "machine-readable name",
    "sort_as": "name in alphabetical lists",
    "function": "function",
    "category": "category",
    "title": "title",
    "native_title": "title in the native language",
    "badge_title": "title on the badge",
    "languages": "badge languages",
    "places": "number of places",
}
HOST_FIELDS = {"rank_class": "class of precedence", "took_office_on": "date of taking office"}
# Of these the journal keeps that they changed and not to what (PRV-03).
COVERED = {
    "sex": "sex", "nationality": "nationality", "born_on": "date of birth", "email": "e-mail address",
    "phone": "telephone number", "passport_kind": "passport", "passport_issuer": "passport", "passport_hash": "passport",
    "passport_expires_on": "passport",
}  # fmt: skip
# What is said when it becomes false, and when it becomes true.
SWITCHES = {
    "is_listed": (
        "took the name out of the list of participants",
        "put the name into the list of participants",
    ),
    "family_first": ("wrote the family name last", "wrote the family name first"),
    "is_state_leader": ("unmarked a leader of a State", "marked a leader of a State"),
}
EDITS = frozenset({("participant", "edit"), ("delegation", "edit"), ("quota", "edit")})


def deeds_of(line: AuditLine, names: Mapping[str, str], ranks: RankTable, *, for_host: bool) -> tuple[str, ...]:
    """What was done, each as the end of a sentence that begins with who did it."""
    key = (line.object_kind, line.verb)
    if key in EDITS:
        found = tuple(dict.fromkeys(_changes(line, ranks, for_host)))
        if found:
            return found
    sentence = OPEN_LINES.get(key) or HOST_LINES[key]
    return (sentence.replace("%", _named(line, names), 1),)


def reason_of(line: AuditLine) -> str:
    """Why, in the words of the tables where it was chosen from one."""
    chosen = reasons_for(line.verb).get(line.reason) if line.object_kind == "accreditation" else None
    return chosen.text if chosen else line.reason


def _named(line: AuditLine, names: Mapping[str, str]) -> str:
    """The name in the line: of a nominated person, else behind the code of a participant or a user."""
    values = {**line.before, **line.after}
    code = values.get("participant") or values.get("user", "")
    return values.get("name") or names.get(code, "") or "somebody"


def _changes(line: AuditLine, ranks: RankTable, for_host: bool) -> Iterator[str]:
    for field in {**line.before, **line.after}:
        old, new = line.before.get(field, ""), line.after.get(field, "")
        if field in COVERED:
            yield f"changed the {COVERED[field]}"
        elif field in FIELDS or (for_host and field in HOST_FIELDS):
            if old != new:
                label = {**FIELDS, **HOST_FIELDS}[field]
                yield _change(label, spoken(field, old, ranks), spoken(field, new, ranks))
        elif field in SWITCHES and (for_host or field != "is_state_leader"):
            yield SWITCHES[field][new == "True"]


def _change(label: str, old: str, new: str) -> str:
    if not old:
        return f"wrote the {label}: {new}"
    return f"changed the {label} from {old} to {new}" if new else f"emptied the {label}, which was {old}"


def spoken(field: str, value: str, ranks: RankTable) -> str:
    """A value as people say it; codes of the tables become their names."""
    if field == "function" and value in set(DelegateFunction):
        return FUNCTION_NAMES[DelegateFunction(value)]
    if field == "category":
        return CATEGORY_NAMES.get(value, value)
    if field == "rank_class" and value.isdigit():
        return ranks.name_of(int(value))
    if field == "languages":
        return " and ".join(LANGUAGE_NAMES.get(code, code) for code in value.split())
    return value

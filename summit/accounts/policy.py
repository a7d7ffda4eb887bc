"""The rights table as data: role x action x scope x field group.

Guards, menus, the page that shows the table to the administrator and the generated tests are all made from `TABLE`. A cell is
a scope letter and marks: `o` own delegation or own record, `a` assigned, `e` whole event, `z` own gate's zone; `m` masked,
`r` read only, `!` fresh password and a reason, `2` two persons. No cell means no (PM-1).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    FOCAL_POINT = "focal_point"
    DELEGATE = "delegate"
    LIAISON_OFFICER = "liaison_officer"
    PROTOCOL_OFFICER = "protocol_officer"
    CHIEF_OF_PROTOCOL = "chief_of_protocol"
    ACCREDITATION_OFFICER = "accreditation_officer"
    VETTING_OFFICER = "vetting_officer"
    BADGE_DESK = "badge_desk"
    GATE_SCANNER = "gate_scanner"
    ORGANIZER = "organizer"
    BILATERAL_DESK = "bilateral_desk"
    TRANSPORT = "transport"
    OPERATIONS_ROOM = "operations_room"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Scope(StrEnum):
    OWN = "o"
    ASSIGNED = "a"
    EVENT = "e"
    ZONE = "z"


class FieldGroup(StrEnum):
    """Which fields of a person an office may see (PRV-02)."""

    PUBLIC = "public"
    OPERATIONAL = "operational"
    IDENTITY = "identity"
    SECURITY = "security"
    SENSITIVE = "sensitive"
    INTERNAL = "internal"


class Action(StrEnum):
    """Everything a door can ask for. The value is what `flask routes-policy` prints."""

    SEE_HOME = "see-home"
    SEE_OWN_ACCOUNT = "see-own-account"
    SEE_DELEGATIONS = "see-delegations"
    SEE_OPERATIONAL = "see-operational"
    SEE_IDENTITY = "see-identity"
    REVEAL_PASSPORT = "reveal-passport"
    SEE_PHOTO = "see-photo"
    REGISTER_PEOPLE = "register-people"
    EDIT_PEOPLE = "edit-people"
    MANAGE_DELEGATIONS = "manage-delegations"
    SEE_PAPERS = "see-papers"
    FILE_PAPERS = "file-papers"
    RESOLVE_DUPLICATES = "resolve-duplicates"
    SET_TERMS = "set-terms"
    SEE_PRECEDENCE = "see-precedence"
    DECIDE_PRECEDENCE = "decide-precedence"
    SUBMIT_ACCREDITATION = "submit-accreditation"
    SEE_ACCREDITATION = "see-accreditation"
    WORK_ACCREDITATION_QUEUE = "work-accreditation-queue"
    RETURN_ACCREDITATION = "return-accreditation"
    DECIDE_ACCREDITATION = "decide-accreditation"
    SUSPEND_ACCREDITATION = "suspend-accreditation"
    RECORD_VETTING = "record-vetting"
    SEE_VETTING = "see-vetting"
    SEE_REFUSAL_REASON = "see-refusal-reason"
    PRINT_BADGES = "print-badges"
    REPORT_LOSS = "report-loss"
    DECIDE_REISSUE = "decide-reissue"
    SEE_FLOATERS = "see-floaters"
    DESIGN_CARDS = "design-cards"
    SEE_OWN_BADGE = "see-own-badge"
    INVITE_DELEGATE = "invite-delegate"
    SEE_PROGRAMME = "see-programme"
    EDIT_PROGRAMME = "edit-programme"
    SEE_BILATERALS = "see-bilaterals"
    ASK_BILATERAL = "ask-bilateral"
    ANSWER_BILATERAL = "answer-bilateral"
    PLACE_BILATERAL = "place-bilateral"
    SEE_BILATERAL_SUBJECT = "see-bilateral-subject"
    KEEP_APART = "keep-apart"
    SEE_DELEGATION_SCHEDULE = "see-delegation-schedule"
    SEE_OWN_SCHEDULE = "see-own-schedule"
    SEE_JOURNAL = "see-journal"
    SEE_HISTORY = "see-history"
    SEE_INTERNAL = "see-internal"
    SEE_RIGHTS = "see-rights"
    MANAGE_USERS = "manage-users"
    SEE_OUTBOX = "see-outbox"
    SEE_FIGURES = "see-figures"
    WORK_LETTERS = "work-letters"
    SEE_DOCUMENTS = "see-documents"
    PUBLISH_DOCUMENTS = "publish-documents"
    ASK_CORRECTIONS = "ask-corrections"
    DECIDE_CORRECTIONS = "decide-corrections"


SHORT = {
    "FP": Role.FOCAL_POINT,
    "DL": Role.DELEGATE,
    "LO": Role.LIAISON_OFFICER,
    "PO": Role.PROTOCOL_OFFICER,
    "CP": Role.CHIEF_OF_PROTOCOL,
    "AO": Role.ACCREDITATION_OFFICER,
    "VO": Role.VETTING_OFFICER,
    "BD": Role.BADGE_DESK,
    "GS": Role.GATE_SCANNER,
    "OR": Role.ORGANIZER,
    "BI": Role.BILATERAL_DESK,
    "TR": Role.TRANSPORT,
    "OP": Role.OPERATIONS_ROOM,
    "AU": Role.AUDITOR,
    "AD": Role.ADMINISTRATOR,
}
EVERYONE = " ".join(f"{short}:o" for short in SHORT)
WRITTEN_TABLE: dict[Action, str] = {
    Action.SEE_HOME: EVERYONE,
    Action.SEE_OWN_ACCOUNT: EVERYONE,
    Action.SEE_DELEGATIONS: "FP:o DL:o LO:a PO:e CP:e AO:e VO:e BD:e GS:z OR:e BI:e TR:e OP:e",
    Action.SEE_OPERATIONAL: "FP:o DL:o LO:a PO:e CP:e TR:e OP:er",
    Action.SEE_IDENTITY: "FP:o DL:o PO:em CP:em AO:e VO:e BD:em",
    Action.REVEAL_PASSPORT: "FP:o! AO:e! VO:e! BD:e!",
    Action.SEE_PHOTO: "FP:o DL:o LO:ar PO:e CP:e AO:e VO:e BD:e GS:z OP:er",
    Action.REGISTER_PEOPLE: "FP:o PO:e CP:e",
    Action.EDIT_PEOPLE: "FP:o DL:o PO:e CP:e",
    Action.MANAGE_DELEGATIONS: "PO:e CP:e",
    Action.SEE_PAPERS: "FP:o PO:e CP:e AO:e!",
    Action.FILE_PAPERS: "FP:o PO:e CP:e",
    Action.RESOLVE_DUPLICATES: "PO:e CP:e",
    Action.SET_TERMS: "CP:e",
    Action.SEE_PRECEDENCE: "PO:e CP:e",
    Action.DECIDE_PRECEDENCE: "CP:e",
    Action.SUBMIT_ACCREDITATION: "FP:o PO:e CP:e",
    Action.SEE_ACCREDITATION: "FP:o DL:o LO:a PO:e CP:e AO:e VO:e BD:e",
    Action.WORK_ACCREDITATION_QUEUE: "PO:e CP:e AO:e VO:e",
    Action.RETURN_ACCREDITATION: "PO:e CP:e AO:e",
    Action.DECIDE_ACCREDITATION: "CP:e AO:e",
    Action.SUSPEND_ACCREDITATION: "PO:e CP:e AO:e VO:e",
    Action.RECORD_VETTING: "VO:e",
    Action.SEE_VETTING: "PO:e CP:e AO:e VO:e",
    Action.SEE_REFUSAL_REASON: "PO:e CP:e AO:e VO:e",
    Action.PRINT_BADGES: "BD:e",
    Action.REPORT_LOSS: "FP:o DL:o LO:a PO:e CP:e AO:e VO:e BD:e",
    Action.DECIDE_REISSUE: "CP:e AO:e",
    Action.SEE_FLOATERS: "FP:o LO:a PO:e CP:e BD:e",
    Action.DESIGN_CARDS: "PO:e CP:e BD:e",
    Action.SEE_OWN_BADGE: "DL:o",
    Action.INVITE_DELEGATE: "FP:o PO:e CP:e BD:e",
    Action.SEE_PROGRAMME: "FP:er DL:er LO:er PO:e CP:e AO:er VO:er BD:er GS:er OR:e BI:er TR:er OP:er",
    Action.EDIT_PROGRAMME: "PO:e CP:e OR:e",
    Action.SEE_BILATERALS: "FP:o DL:o LO:a CP:e BI:e",
    Action.ASK_BILATERAL: "FP:o BI:e",
    Action.ANSWER_BILATERAL: "FP:o BI:e",
    Action.PLACE_BILATERAL: "CP:e BI:e",
    Action.SEE_BILATERAL_SUBJECT: "FP:o CP:e BI:e",
    Action.KEEP_APART: "CP:e",
    Action.SEE_DELEGATION_SCHEDULE: "FP:o LO:a PO:e CP:e BI:e",
    Action.SEE_OWN_SCHEDULE: "DL:o",
    Action.SEE_JOURNAL: "CP:e AU:emr",
    Action.SEE_HISTORY: "FP:o DL:o PO:e CP:e",
    Action.SEE_INTERNAL: "PO:e CP:e",
    Action.SEE_RIGHTS: "CP:e AU:er AD:e",
    Action.MANAGE_USERS: "AD:e",
    Action.SEE_OUTBOX: "PO:e CP:e",
    Action.SEE_FIGURES: "FP:o PO:e CP:e AO:e VO:e BD:e OP:er",
    Action.WORK_LETTERS: "PO:e CP:e",
    Action.SEE_DOCUMENTS: "PO:e CP:e BI:e",
    Action.PUBLISH_DOCUMENTS: "PO:e CP:e",
    Action.ASK_CORRECTIONS: "FP:o PO:e CP:e",
    Action.DECIDE_CORRECTIONS: "PO:e CP:e",
}
FIELD_GROUP_OF: dict[Action, FieldGroup] = {
    Action.SEE_DELEGATIONS: FieldGroup.PUBLIC,
    Action.SEE_OPERATIONAL: FieldGroup.OPERATIONAL,
    Action.SEE_IDENTITY: FieldGroup.IDENTITY,
    Action.SEE_VETTING: FieldGroup.SECURITY,
    Action.SEE_INTERNAL: FieldGroup.INTERNAL,
}


@dataclass(frozen=True)
class Grant:
    """One cell of the table."""

    scope: Scope
    masked: bool = False
    read_only: bool = False
    step_up: bool = False
    two_persons: bool = False

    @classmethod
    def parse(cls, cell: str) -> Grant:
        marks = cell[1:]
        if set(marks) - set("mr!2"):
            raise ValueError(f"unknown mark in the rights table: {cell}")
        return cls(Scope(cell[0]), "m" in marks, "r" in marks, "!" in marks, "2" in marks)

    @property
    def written(self) -> str:
        """The cell as the written table has it."""
        marks = ((self.masked, "m"), (self.read_only, "r"), (self.step_up, "!"), (self.two_persons, "2"))
        return self.scope.value + "".join(mark for is_set, mark in marks if is_set)


def _parse(row: str) -> dict[Role, Grant]:
    cells = (cell.split(":", 1) for cell in row.split())
    return {SHORT[short]: Grant.parse(grant) for short, grant in cells}


TABLE: dict[Action, dict[Role, Grant]] = {action: _parse(row) for action, row in WRITTEN_TABLE.items()}
WIDEST_FIRST = (Scope.EVENT, Scope.ZONE, Scope.ASSIGNED, Scope.OWN)

# Who may give which role to a user (8.2, "Users and roles"): the administrator opens technical accounts and may not
# give away the offices that decide on people; those come from the command line, in the presence of the chief.
GRANTABLE_BY_ADMINISTRATOR = frozenset(Role) - {
    Role.VETTING_OFFICER,
    Role.ACCREDITATION_OFFICER,
    Role.CHIEF_OF_PROTOCOL,
    Role.DELEGATE,
    Role.FOCAL_POINT,
}


def grants(roles: frozenset[str], action: Action) -> tuple[Grant, ...]:
    """The cells that these roles have for the action, widest scope first."""
    found = [grant for role, grant in TABLE[action].items() if role.value in roles]
    return tuple(sorted(found, key=lambda grant: WIDEST_FIRST.index(grant.scope)))


def widest(roles: frozenset[str], action: Action) -> Grant | None:
    """The widest cell, or None when no role of these may do it."""
    found = grants(roles, action)
    return found[0] if found else None


def field_groups(roles: frozenset[str]) -> frozenset[FieldGroup]:
    """The field groups that these roles may see of somebody in their scope."""
    return frozenset(group for action, group in FIELD_GROUP_OF.items() if grants(roles, action))

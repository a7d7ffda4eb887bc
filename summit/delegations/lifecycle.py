"""Nouns of a delegation and the moves of a participant."""

from __future__ import annotations

from enum import StrEnum

from summit.foundation.lifecycle import Lifecycle


class PartyKind(StrEnum):
    """Who may send a delegation (domain 2.1)."""

    STATE_M = "STATE_M"
    STATE_O = "STATE_O"
    REIO = "REIO"
    UN_SEC = "UN_SEC"
    UN_FP = "UN_FP"
    UN_SA = "UN_SA"
    IGO = "IGO"
    REG = "REG"
    IFI = "IFI"
    NGO = "NGO"
    ACA = "ACA"
    PRIV = "PRIV"
    MEDIA = "MEDIA"
    HOST = "HOST"
    HOSTSTAFF = "HOSTSTAFF"
    SECRETARIAT = "SECRETARIAT"
    SERVICE = "SERVICE"


STATES = frozenset({PartyKind.STATE_M, PartyKind.STATE_O, PartyKind.HOST})
KIND_NAMES: dict[PartyKind, str] = {
    PartyKind.STATE_M: "Member State",
    PartyKind.STATE_O: "Observer or other State",
    PartyKind.REIO: "Regional economic integration organization",
    PartyKind.UN_SEC: "UN Secretariat",
    PartyKind.UN_FP: "UN fund or programme",
    PartyKind.UN_SA: "UN specialized agency",
    PartyKind.IGO: "Intergovernmental organization",
    PartyKind.REG: "Regional organization",
    PartyKind.IFI: "International financial institution",
    PartyKind.NGO: "Civil society",
    PartyKind.ACA: "Academia",
    PartyKind.PRIV: "Private sector",
    PartyKind.MEDIA: "Media",
    PartyKind.HOST: "Host country",
    PartyKind.HOSTSTAFF: "Host staff",
    PartyKind.SECRETARIAT: "Conference secretariat",
    PartyKind.SERVICE: "Service provider",
}
REGION_NAMES: dict[str, str] = {
    "AG": "African States",
    "APG": "Asia-Pacific States",
    "EEG": "Eastern European States",
    "GRULAC": "Latin American and Caribbean States",
    "WEOG": "Western European and other States",
}
NO_REGION = "none"
REGION_CHOICES: dict[str, str] = {**REGION_NAMES, NO_REGION: "In no regional group"}

# The languages that the list of parties has names in.
LANGUAGE_NAMES: dict[str, str] = {
    "en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "zh": "Chinese", "ar": "Arabic", "vi": "Vietnamese",
}  # fmt: skip


class DelegateFunction(StrEnum):
    """What a person is inside a delegation (domain 2.2)."""

    HOD = "HOD"
    DHOD = "DHOD"
    ALT = "ALT"
    REP = "REP"
    ADV = "ADV"
    EXP = "EXP"
    SPO = "SPO"
    AID = "AID"
    NTK = "NTK"
    INT = "INT"
    MSG = "MSG"
    MED = "MED"
    SEC = "SEC"
    OPH = "OPH"
    DRV = "DRV"
    LO = "LO"
    STAFF = "STAFF"
    PRESS = "PRESS"
    TECH = "TECH"
    SERVICE = "SERVICE"
    VIPGUEST = "VIPGUEST"


FUNCTION_NAMES: dict[DelegateFunction, str] = {
    DelegateFunction.HOD: "Head of Delegation",
    DelegateFunction.DHOD: "Deputy Head of Delegation",
    DelegateFunction.ALT: "Alternate Representative",
    DelegateFunction.REP: "Representative",
    DelegateFunction.ADV: "Adviser",
    DelegateFunction.EXP: "Expert",
    DelegateFunction.SPO: "Spouse",
    DelegateFunction.AID: "Private Secretary",
    DelegateFunction.NTK: "Note-taker",
    DelegateFunction.INT: "Interpreter",
    DelegateFunction.MSG: "Messenger",
    DelegateFunction.MED: "Physician",
    DelegateFunction.SEC: "Close Protection",
    DelegateFunction.OPH: "Official Photographer",
    DelegateFunction.DRV: "Driver",
    DelegateFunction.LO: "Liaison Officer",
    DelegateFunction.STAFF: "Staff",
    DelegateFunction.PRESS: "Press",
    DelegateFunction.TECH: "Technician",
    DelegateFunction.SERVICE: "Service",
    DelegateFunction.VIPGUEST: "Guest of Honour",
}


# The categories of accreditation (domain 4.5): their colours and zones are accreditation's, the choice is made here.
CATEGORY_NAMES: dict[str, str] = {
    "PIN": "Head of Delegation with pin",
    "VIP": "VIP",
    "D": "Delegate",
    "A": "Accompanying person",
    "O": "International organization",
    "S": "Stakeholder",
    "M": "Media",
    "MO": "Official media",
    "P": "Close protection",
    "I": "Interpreter",
    "H": "Host and secretariat",
    "L": "Liaison officer",
    "T": "Technical and service",
    "X": "Temporary, one day",
}
ACCOMPANYING = "A"
PINNED = "PIN"

# What a delegation may choose for its people; the protocol department may give everything (domain 2.1, 2.2, 4.5).
ORGANIZATION_KINDS = (
    PartyKind.UN_SEC, PartyKind.UN_FP, PartyKind.UN_SA, PartyKind.IGO, PartyKind.REG, PartyKind.IFI,
)  # fmt: skip
STAKEHOLDER_KINDS = (PartyKind.NGO, PartyKind.ACA, PartyKind.PRIV)
# Several kinds under one name: the host is a Member State too, and the European Union is no State (EVT-02).
KIND_GROUPS: dict[str, tuple[str, frozenset[PartyKind]]] = {
    "STATES": ("All States", STATES),
    "MEMBERS": ("Member States with the host", frozenset({PartyKind.STATE_M, PartyKind.HOST})),
    "ORGANIZATIONS": ("All international organizations", frozenset(ORGANIZATION_KINDS)),
}
KIND_CHOICES: dict[str, str] = {
    **{code: name for code, (name, _) in KIND_GROUPS.items()},
    **{kind.value: name for kind, name in KIND_NAMES.items()},
}
OFFERED_CATEGORIES: dict[PartyKind, tuple[str, ...]] = {
    **dict.fromkeys((*STATES, PartyKind.REIO), ("D", "VIP", "A", "MO", "P", "I", "T")),
    **dict.fromkeys(ORGANIZATION_KINDS, ("O", "A", "P", "I")),
    **dict.fromkeys(STAKEHOLDER_KINDS, ("S",)),
    PartyKind.MEDIA: ("M",),
    PartyKind.HOSTSTAFF: ("H", "L", "I", "P", "T", "X"),
    PartyKind.SECRETARIAT: ("H", "I", "T", "X"),
    PartyKind.SERVICE: ("T", "X"),
}
OFFERED_FUNCTIONS: dict[PartyKind, tuple[DelegateFunction, ...]] = {
    **dict.fromkeys((*STATES, PartyKind.REIO), tuple(DelegateFunction)[:15]),
    **dict.fromkeys(
        ORGANIZATION_KINDS,
        tuple(one for one in tuple(DelegateFunction)[:15] if one not in (DelegateFunction.DHOD, DelegateFunction.ALT)),
    ),
    **dict.fromkeys(
        STAKEHOLDER_KINDS,
        (DelegateFunction.HOD, DelegateFunction.REP, DelegateFunction.ADV, DelegateFunction.EXP, DelegateFunction.INT),
    ),
    PartyKind.MEDIA: (DelegateFunction.HOD, DelegateFunction.PRESS, DelegateFunction.TECH),
    **dict.fromkeys(
        (PartyKind.HOSTSTAFF, PartyKind.SECRETARIAT, PartyKind.SERVICE),
        (DelegateFunction.HOD, DelegateFunction.INT, DelegateFunction.SEC, *tuple(DelegateFunction)[14:20]),
    ),
}

class RankKind(StrEnum):
    """What a class of precedence means where a rule asks for it (domain 3.2)."""

    HEAD_OF_STATE = "head_of_state"
    DEPUTY_HEAD_OF_STATE = "deputy_head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    ORGANIZATION_LEADER = "organization_leader"
    FOREIGN_MINISTER = "foreign_minister"
    MINISTERIAL = "ministerial"
    OTHER = "other"


RANK_KIND_NAMES: dict[RankKind, str] = {
    RankKind.HEAD_OF_STATE: "Head of State",
    RankKind.DEPUTY_HEAD_OF_STATE: "Deputy of the Head of State",
    RankKind.HEAD_OF_GOVERNMENT: "Head of Government",
    RankKind.ORGANIZATION_LEADER: "Leader of an organization",
    RankKind.FOREIGN_MINISTER: "Minister for Foreign Affairs",
    RankKind.MINISTERIAL: "Ministerial rank",
    RankKind.OTHER: "No special treatment",
}
# What each means in practice, as the table of classes says it (ACC-06, PHO-05, PRE-04).
RANK_KIND_EFFECTS: dict[RankKind, str] = {
    RankKind.HEAD_OF_STATE: "Admitted without vetting; badge without photograph.",
    RankKind.DEPUTY_HEAD_OF_STATE: "As head of delegation admitted without vetting; badge without photograph.",
    RankKind.HEAD_OF_GOVERNMENT: "Admitted without vetting; badge without photograph.",
    RankKind.ORGANIZATION_LEADER: "As head of delegation admitted without vetting; the organization stands among the States.",
    RankKind.FOREIGN_MINISTER: "Admitted without vetting.",
    RankKind.MINISTERIAL: "As head of delegation admitted without vetting.",
    RankKind.OTHER: "Vetted like everybody.",
}
STATE_LEADERS = frozenset({RankKind.HEAD_OF_STATE, RankKind.HEAD_OF_GOVERNMENT, RankKind.FOREIGN_MINISTER})
LEADERS = frozenset({
    RankKind.HEAD_OF_STATE, RankKind.DEPUTY_HEAD_OF_STATE, RankKind.HEAD_OF_GOVERNMENT, RankKind.ORGANIZATION_LEADER,
})  # fmt: skip
# The class that everybody begins with; the table always holds it.
UNRANKED = 70


class PassportKind(StrEnum):
    """The documents a delegate may travel on (domain 4.1)."""

    DIPLOMATIC = "diplomatic"
    SERVICE = "service"
    ORDINARY = "ordinary"
    UN_LAISSEZ_PASSER = "un_laissez_passer"
    EU_LAISSEZ_PASSER = "eu_laissez_passer"


PASSPORT_NAMES: dict[PassportKind, str] = {
    PassportKind.DIPLOMATIC: "Diplomatic passport",
    PassportKind.SERVICE: "Official or service passport",
    PassportKind.ORDINARY: "Ordinary passport",
    PassportKind.UN_LAISSEZ_PASSER: "UN laissez-passer",
    PassportKind.EU_LAISSEZ_PASSER: "EU laissez-passer",
}


class DeadlineKind(StrEnum):
    """What a delegation does by a day that the host sets (domain 4.6)."""

    NOMINATION = "nomination"
    SUBMISSION = "submission"
    CHANGES = "changes"


# Its name, what falls under it, what the delegation is asked to do by then, and what has ended afterwards.
DEADLINE_NAMES: dict[DeadlineKind, str] = {
    DeadlineKind.NOMINATION: "Registration",
    DeadlineKind.SUBMISSION: "Submission",
    DeadlineKind.CHANGES: "Changes",
}
DEADLINE_SCOPES: dict[DeadlineKind, str] = {
    DeadlineKind.NOMINATION: "Registering people, and taking back who was withdrawn.",
    DeadlineKind.SUBMISSION: "Submitting applications for accreditation.",
    DeadlineKind.CHANGES: "Editing records and sending photos.",
}
DEADLINE_TASKS: dict[DeadlineKind, str] = {
    DeadlineKind.NOMINATION: "Register your people",
    DeadlineKind.SUBMISSION: "Submit the applications",
    DeadlineKind.CHANGES: "Make the last changes",
}
DEADLINE_ENDINGS: dict[DeadlineKind, str] = {
    DeadlineKind.NOMINATION: "Registration closed",
    DeadlineKind.SUBMISSION: "Submission closed",
    DeadlineKind.CHANGES: "The time for changes ended",
}


class ParticipantState(StrEnum):
    ENROLLED = "enrolled"
    WITHDRAWN = "withdrawn"


PARTICIPANT = Lifecycle(
    "participant",
    ParticipantState.ENROLLED,
    [
        ("withdraw", [ParticipantState.ENROLLED], ParticipantState.WITHDRAWN),
        ("reinstate", [ParticipantState.WITHDRAWN], ParticipantState.ENROLLED),
    ],
)


class PhotoFinding(StrEnum):
    """What the program noticed in a photo. A finding only warns; a person decides (PHO-03)."""

    SMALL = "small"
    BLURRED = "blurred"
    DARK_BACKGROUND = "dark_background"
    BUSY_BACKGROUND = "busy_background"
    FLAT = "flat"


PHOTO_FINDINGS: dict[PhotoFinding, str] = {
    PhotoFinding.SMALL: "The photo has few pixels and may look coarse on the badge.",
    PhotoFinding.BLURRED: "The photo looks blurred.",
    PhotoFinding.DARK_BACKGROUND: "The background looks dark; a light one is asked for.",
    PhotoFinding.BUSY_BACKGROUND: "The background does not look plain.",
    PhotoFinding.FLAT: "The photo has little contrast: it looks too dark, too bright or washed out.",
}


class ChangeRunState(StrEnum):
    DONE = "done"
    UNDONE = "undone"


CHANGE_RUN = Lifecycle(
    "change",
    ChangeRunState.DONE,
    [("undo", [ChangeRunState.DONE], ChangeRunState.UNDONE)],
)


class RunVerb(StrEnum):
    """What can be done to many people of the list at once."""

    FUNCTION = "function"
    CATEGORY = "category"
    WITHDRAW = "withdraw"
    ADD_TAG = "add_tag"
    REMOVE_TAG = "remove_tag"


# What stands on its button, over its page, and before the names afterwards.
RUN_NAMES: dict[RunVerb, str] = {
    RunVerb.FUNCTION: "Change the function",
    RunVerb.CATEGORY: "Change the category",
    RunVerb.WITHDRAW: "Withdraw",
    RunVerb.ADD_TAG: "Add a tag",
    RunVerb.REMOVE_TAG: "Take off a tag",
}
RUN_RESULTS: dict[RunVerb, str] = {
    RunVerb.FUNCTION: "Function changed",
    RunVerb.CATEGORY: "Category changed",
    RunVerb.WITHDRAW: "Withdrawn",
    RunVerb.ADD_TAG: "Tag added",
    RunVerb.REMOVE_TAG: "Tag taken off",
}
TAGGING = (RunVerb.ADD_TAG, RunVerb.REMOVE_TAG)


class ClaimState(StrEnum):
    """What became of a delegation's word that somebody who is registered elsewhere belongs to it."""

    OPEN = "open"
    MOVED = "moved"
    KEPT = "kept"
    MERGED = "merged"


CLAIM = Lifecycle(
    "claim",
    ClaimState.OPEN,
    [
        ("move", [ClaimState.OPEN], ClaimState.MOVED),
        ("keep", [ClaimState.OPEN], ClaimState.KEPT),
        ("merge", [ClaimState.OPEN], ClaimState.MERGED),
    ],
)


class ImportState(StrEnum):
    DRAFT = "draft"
    DONE = "done"
    CANCELLED = "cancelled"
    UNDONE = "undone"


IMPORT = Lifecycle(
    "import",
    ImportState.DRAFT,
    [
        ("confirm", [ImportState.DRAFT], ImportState.DONE),
        ("cancel", [ImportState.DRAFT], ImportState.CANCELLED),
        ("undo", [ImportState.DONE], ImportState.UNDONE),
    ],
)


class ParticipationState(StrEnum):
    """How a delegation stands to its invitation; that it is nominated and registered is told by papers and people."""

    INVITED = "invited"
    TENTATIVE = "tentative"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


NOT_ACCEPTED = (ParticipationState.INVITED, ParticipationState.TENTATIVE, ParticipationState.DECLINED)
PARTICIPATION = Lifecycle(
    "invitation",
    ParticipationState.INVITED,
    [
        ("accept", [*NOT_ACCEPTED, ParticipationState.WITHDRAWN], ParticipationState.ACCEPTED),
        ("reserve", [ParticipationState.INVITED, ParticipationState.DECLINED], ParticipationState.TENTATIVE),
        ("decline", [ParticipationState.INVITED, ParticipationState.TENTATIVE], ParticipationState.DECLINED),
        ("withdraw", [ParticipationState.ACCEPTED], ParticipationState.WITHDRAWN),
    ],
)
REPLY_NAMES: dict[str, str] = {
    "accept": "Accepts",
    "reserve": "Tentative: a final answer follows",
    "decline": "Declines",
    "withdraw": "Withdraws after having accepted",
}


class PaperKind(StrEnum):
    NOMINATION = "nomination"
    APPOINTMENT = "appointment"
    MANDATE = "mandate"
    OTHER = "other"


PAPER_NAMES: dict[PaperKind, str] = {
    PaperKind.NOMINATION: "Note verbale or letter that nominates the delegation",
    PaperKind.APPOINTMENT: "Letter of appointment",
    PaperKind.MANDATE: "Mandate of the focal point",
    PaperKind.OTHER: "Other paper",
}
MEDIA_NAMES: dict[str, str] = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}

# Who sends people without being nominated: the host's own side and those who work for it (DEL-31).
UNNOMINATED = (PartyKind.HOST, PartyKind.HOSTSTAFF, PartyKind.SECRETARIAT, PartyKind.SERVICE)


class PhotoImportState(StrEnum):
    DRAFT = "draft"
    DONE = "done"
    CANCELLED = "cancelled"


PHOTO_IMPORT = Lifecycle(
    "photo import",
    PhotoImportState.DRAFT,
    [
        ("confirm", [PhotoImportState.DRAFT], PhotoImportState.DONE),
        ("cancel", [PhotoImportState.DRAFT], PhotoImportState.CANCELLED),
    ],
)

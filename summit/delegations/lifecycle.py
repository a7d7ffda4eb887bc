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

RANK_CLASSES: dict[int, str] = {
    10: "Head of State",
    15: "Vice-President, Crown Prince or Princess",
    20: "Head of Government",
    22: "Head of an organization at leaders' level",
    25: "Speaker of parliament",
    30: "Deputy Prime Minister",
    40: "Minister for Foreign Affairs",
    41: "Other cabinet minister",
    45: "Minister of State, special envoy",
    50: "Vice-minister, State secretary",
    60: "Ambassador, permanent representative",
    65: "Director-general, senior official",
    70: "Chargé d'affaires, other",
}
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

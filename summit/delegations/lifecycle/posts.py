"""What a person is in a delegation: function, category, class, passport."""

from __future__ import annotations

from enum import StrEnum

from summit.delegations.lifecycle.parties import ORGANIZATION_KINDS, STAKEHOLDER_KINDS, STATES, PartyKind


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
        tuple(
            one
            for one in tuple(DelegateFunction)[:15]
            if one not in (DelegateFunction.DHOD, DelegateFunction.ALT)
        ),
    ),
    **dict.fromkeys(
        STAKEHOLDER_KINDS,
        (
            DelegateFunction.HOD,
            DelegateFunction.REP,
            DelegateFunction.ADV,
            DelegateFunction.EXP,
            DelegateFunction.INT,
        ),
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

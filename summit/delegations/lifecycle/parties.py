"""Who sends delegations, from where, and in which languages."""

from __future__ import annotations

from enum import StrEnum


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

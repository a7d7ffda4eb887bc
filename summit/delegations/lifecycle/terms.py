"""By when delegations do what, and how they stand to their invitation."""

from __future__ import annotations

from enum import StrEnum

from summit.delegations.lifecycle.parties import PartyKind
from summit.foundation.lifecycle import Lifecycle


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

"""The states of an application to be admitted (domain 4.3, at its core), and the reasons a decision may give."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from summit.foundation.lifecycle import Lifecycle


class AccreditationState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"


_S = AccreditationState
ACCREDITATION: Lifecycle[AccreditationState] = Lifecycle(
    "application",
    _S.DRAFT,
    [
        ("submit", [_S.DRAFT, _S.RETURNED, _S.WITHDRAWN], _S.SUBMITTED),
        ("approve", [_S.SUBMITTED], _S.APPROVED),
        ("return_", [_S.SUBMITTED], _S.RETURNED),
        ("refuse", [_S.SUBMITTED], _S.REFUSED),
        ("reopen", [_S.APPROVED, _S.REFUSED], _S.SUBMITTED),
        ("suspend", [_S.APPROVED], _S.SUSPENDED),
        ("reinstate", [_S.SUSPENDED], _S.APPROVED),
        ("revoke", [_S.APPROVED, _S.SUSPENDED], _S.REVOKED),
        ("withdraw", [_S.DRAFT, _S.SUBMITTED, _S.RETURNED, _S.APPROVED, _S.SUSPENDED], _S.WITHDRAWN),
    ],
)


class Clearance(StrEnum):
    """The security answer (ACC-05): no reasons are stored."""

    PENDING = "pending"
    CLEAR = "clear"
    NOT_CLEAR = "not_clear"
    NEED_TIME = "need_time"
    WAIVED = "waived"


ANSWERS = (Clearance.CLEAR, Clearance.NOT_CLEAR, Clearance.NEED_TIME)


@dataclass(frozen=True)
class Reason:
    """Why: `text` is what the host's offices read, `needs_words` asks for a sentence of the officer's own."""

    verb: str
    code: str
    text: str
    needs_words: bool = False


# ACC-04. What a delegation reads after a refusal, a suspension or a revocation is one sentence for all codes, so that it
# does not tell a security reason from another one.
NEUTRAL = {
    "refuse": "The host cannot accredit this person. The protocol department answers questions.",
    "suspend": "The accreditation is suspended for the time being. The protocol department answers questions.",
    "revoke": "The accreditation has ended. The protocol department answers questions.",
}
REASONS: tuple[Reason, ...] = (
    Reason(
        "return_", "name_differs", "The name is not written as in the passport. Correct it letter by letter."
    ),
    Reason(
        "return_",
        "passport_unreadable",
        "The passport's number, issuing State or expiry date is wrong or missing.",
    ),
    Reason(
        "return_",
        "photo_unusable",
        "The photo cannot be printed. Upload a recent one, frontal, on a plain background.",
    ),
    Reason("return_", "function_unclear", "The function or title does not agree with the note verbale."),
    Reason(
        "return_",
        "category_wrong",
        "Another badge category applies. Choose the one for this person's function.",
    ),
    Reason(
        "return_", "note_missing", "The note verbale or letter that nominates this person has not arrived."
    ),
    Reason("return_", "registered_twice", "This person seems to be registered twice. Keep one registration."),
    Reason("return_", "other", "Something else, said in the officer's own words.", needs_words=True),
    Reason("refuse", "security", "The security answer stands against it."),
    Reason("refuse", "not_nominated", "The delegation did not nominate this person."),
    Reason("refuse", "over_quota", "The delegation's places are taken."),
    Reason("refuse", "not_eligible", "The person belongs to no category of this summit."),
    Reason("refuse", "false_statement", "What was stated proved to be untrue."),
    Reason("refuse", "other", "Something else, said in the officer's own words.", needs_words=True),
    Reason("suspend", "security", "Security asked for it."),
    Reason("suspend", "badge_lost", "The badge is reported lost or stolen."),
    Reason("suspend", "identity_doubt", "It is not certain that badge and bearer belong together."),
    Reason("suspend", "conduct", "The bearer broke the rules of the venue."),
    Reason("suspend", "other", "Something else, said in the officer's own words.", needs_words=True),
    Reason("revoke", "security", "Security asked for it."),
    Reason("revoke", "nomination_ended", "The delegation no longer nominates this person."),
    Reason("revoke", "false_statement", "What was stated proved to be untrue."),
    Reason("revoke", "conduct", "The bearer broke the rules of the venue."),
    Reason("revoke", "other", "Something else, said in the officer's own words.", needs_words=True),
)


def reasons_for(verb: str) -> dict[str, Reason]:
    """The reasons this decision may give, by code; empty when it needs none."""
    return {reason.code: reason for reason in REASONS if reason.verb == verb}


@dataclass(frozen=True)
class Turn:
    """Whose turn it is, and what comes next, as a delegation reads it (UX-14)."""

    whose: str
    next_step: str


TURNS: dict[AccreditationState, Turn] = {
    _S.DRAFT: Turn("Yours", "Check the record and submit it."),
    _S.SUBMITTED: Turn("The host's", "The accreditation desk looks at it. You may still correct the record."),
    _S.RETURNED: Turn("Yours", "Correct what is asked for and submit it again."),
    _S.APPROVED: Turn("Nobody's", "The person is admitted. The badge can be collected."),
    _S.REFUSED: Turn("Nobody's", NEUTRAL["refuse"]),
    _S.SUSPENDED: Turn("The host's", NEUTRAL["suspend"]),
    _S.REVOKED: Turn("Nobody's", NEUTRAL["revoke"]),
    _S.WITHDRAWN: Turn("Yours", "Submit it again if the person comes after all."),
}
CHANGED = Turn("The host's", "The record was changed after the approval, so the approval no longer counts. The accreditation "
                             "desk has to look at it again.")  # fmt: skip
CLEARANCE_NAMES: dict[Clearance, str] = {
    Clearance.PENDING: "No answer yet",
    Clearance.CLEAR: "Clear",
    Clearance.NOT_CLEAR: "Not clear",
    Clearance.NEED_TIME: "More time needed",
    Clearance.WAIVED: "Waived by rank",
}
VERB_NAMES = {
    "submit": "Submit",
    "approve": "Approve",
    "return_": "Return",
    "refuse": "Refuse",
    "reopen": "Reopen",
    "suspend": "Suspend",
    "reinstate": "Reinstate",
    "revoke": "Revoke",
    "withdraw": "Withdraw",
}

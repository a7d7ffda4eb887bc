"""What each figure of the summit is called, and what it means in words (EVT-01)."""

from __future__ import annotations

from summit.desk.facts import Mark, Stage

Counted = Mark | Stage

STAGES: dict[Stage, tuple[str, str]] = {
    Stage.REGISTERED: ("Registered", "Stands on the list of a delegation and is not withdrawn."),
    Stage.SUBMITTED: (
        "Submitted",
        "Registered, and the application is with the host or decided. What was returned to the delegation does not count.",
    ),
    Stage.CLEARED: ("Cleared", "Submitted, and security answered clear or the rank spares the vetting."),
    Stage.APPROVED: (
        "Approved",
        "Registered, and the approval stands. It no longer counts after a later change of identity, function or category.",
    ),
    Stage.PRINTED: ("Badge printed", "Approved, and the badge desk confirmed the valid badge as printed."),
}
LATE = ("Registered late", "Registered after the deadline. Such applications wait behind all others.")
COLUMNS: dict[Counted, tuple[str, str]] = {
    Mark.OPEN: ("Delegations", "Opened by the protocol department, whether or not anybody is registered."),
    Mark.HEADED: ("With a head", "Somebody registered heads the delegation at this moment."),
    Mark.ADMITTED: ("Approved delegations", "At least one person of the delegation is approved."),
    Stage.REGISTERED: ("People registered", STAGES[Stage.REGISTERED][1]),
    Stage.APPROVED: ("People approved", STAGES[Stage.APPROVED][1]),
    Stage.PRINTED: ("Badges printed", STAGES[Stage.PRINTED][1]),
}
# Label, what is counted, of which kinds, meaning. Neither the European Union nor an observer is ever a Member State (EVT-02).
STATES: tuple[tuple[str, Mark, str, str], ...] = (
    (
        "States with an approved delegation",
        Mark.ADMITTED,
        "STATES",
        "Member States, observer and other States of whose delegation at least one person is approved.",
    ),
    ("Of these, Member States", Mark.ADMITTED, "MEMBERS", "Members of the United Nations, the host among them."),
    (
        "Of these, observer and other States",
        Mark.ADMITTED,
        "STATE_O",
        "States that are no Members of the United Nations.",
    ),
    (
        "Regional integration organizations",
        Mark.ADMITTED,
        "REIO",
        "Approved likewise. The European Union takes part and may sign, but it is no State.",
    ),
    ("State delegations with a head", Mark.HEADED, "STATES", "Somebody registered heads the delegation at this moment."),
)
SIGNATORIES: tuple[tuple[str, str, str], ...] = (
    ("Member States", "MEMBERS", "Somebody of the delegation is named in the programme to sign."),
    ("Observer and other States", "STATE_O", "Named to sign likewise; no Members of the United Nations."),
    ("Regional integration organizations", "REIO", "Named to sign likewise; no States."),
)
UNCOUNTED: tuple[tuple[str, str], ...] = (
    ("States and people present", "No gate reads badges yet."),
    ("Badges collected", "The badge desk records printing, not yet the hand-over."),
    ("Full powers verified, signatures given", "They are not recorded here yet."),
)

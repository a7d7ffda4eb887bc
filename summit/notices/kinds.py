"""Every kind of letter that the program writes, with the placeholders that its words may hold.

A new letter has its line here and its built-in words below templates/.
"""

from __future__ import annotations

from summit.notices.facts import LetterKind, Placeholder

RECIPIENT = Placeholder("name", "The recipient's name", "Anne-Marie Durand", difficult="person")
SENDER = Placeholder("delegation", "The delegation's name", "Viet Nam", difficult="sender")
TASKS_EXAMPLE = "- 3 people have no photo.\n- 12 applications are not submitted."
KINDS: tuple[LetterKind, ...] = (
    LetterKind(
        "accounts/mail/reset",
        "New password",
        "whoever asks for a new password",
        (
            RECIPIENT,
            Placeholder(
                "address", "The link that lets the recipient choose a password, once",
                "https://summit.example/password-resets/Qm9x1c",
                is_trusted=True, is_required=True, is_secret=True,
            ),
        ),
    ),
    LetterKind(
        "delegations/mail/nomination",
        "Invitation to register",
        "a person whom a delegation names",
        (
            RECIPIENT,
            SENDER,
            Placeholder(
                "address", "The link to the form of registration, once",
                "https://summit.example/registrations/Qm9x1c",
                is_trusted=True, is_required=True, is_secret=True,
            ),
        ),
    ),
    LetterKind(
        "desk/mail/reminder",
        "Reminder of what is missing",
        "the focal point of a delegation",
        (
            RECIPIENT,
            SENDER,
            Placeholder(
                "tasks", "What is missing and until when, a line for each", TASKS_EXAMPLE,
                is_trusted=True, is_required=True, phrases=(("lack.photo", 3), ("lack.draft", 12)),
            ),
            Placeholder(
                "address", "The page of today", "https://summit.example/", is_trusted=True, is_required=True
            ),
        ),
    ),
    LetterKind(
        "bilaterals/mail/news",
        "News about a bilateral meeting",
        "the focal points of the two sides",
        (
            RECIPIENT,
            Placeholder(
                "news", "One sentence that says what happened, never with whom",
                "A delegation asks yours for a meeting.", is_trusted=True, is_required=True,
                phrases=(("news.asked", 0),),
            ),
            Placeholder(
                "address", "The page of bilateral meetings", "https://summit.example/bilaterals",
                is_trusted=True, is_required=True,
            ),
        ),
    ),
)  # fmt: skip
BY_CODE = {kind.code: kind for kind in KINDS}
BY_SLUG = {kind.slug: kind for kind in KINDS}

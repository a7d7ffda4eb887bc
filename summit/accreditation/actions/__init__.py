"""Everything that changes applications, categories and security answers."""

from summit.accreditation.actions.batches import approve_many, record_clearances, submit_complete
from summit.accreditation.actions.categories import open_categories, open_category
from summit.accreditation.actions.decisions import (
    approve,
    record_clearance,
    refuse,
    reinstate,
    reopen,
    return_,
    revoke,
    submit,
    suspend,
    withdraw,
)

__all__ = [
    "approve",
    "approve_many",
    "open_categories",
    "open_category",
    "record_clearance",
    "record_clearances",
    "refuse",
    "reinstate",
    "reopen",
    "return_",
    "revoke",
    "submit",
    "submit_complete",
    "suspend",
    "withdraw",
]

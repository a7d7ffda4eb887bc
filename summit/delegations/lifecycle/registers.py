"""What is done to many people at once: sheets, archives of photos, changes in the list."""

from __future__ import annotations

from enum import StrEnum

from summit.foundation.lifecycle import Lifecycle


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

"""What a delegation's door is refused with, each named as the fact."""

from __future__ import annotations

from summit.foundation.errors import Conflict, RuleBroken


class DeadlinePassed(RuleBroken):
    """The hard stop is over; only the protocol department may still do it (ACC-08)."""


class ViewNameTaken(RuleBroken):
    """The user has a saved view of that name for that list."""


class HeadAlreadyNamed(Conflict):
    """The delegation has a head at that time (DEL-10)."""

    field = "function"


class PersonAlreadyRegistered(Conflict):
    """This passport is registered already (DEL-01). The sentence does not say where."""

    field = "passport_number"


class RegisteredElsewhere(Conflict):
    """Another record took the place of this one (DEL-01, DEL-03). The sentence does not say which."""


class ClaimWaiting(Conflict):
    """The delegation has sent this person's case to the duplicate desk already."""


class PairDismissed(Conflict):
    """Somebody has said that the two records are of two people."""


class RecordLocked(Conflict):
    """A decision stands on this record (ACC-02)."""


class PartyKnown(Conflict):
    """A party of that code exists."""

    field = "code"


class DelegationOpen(Conflict):
    """The party's delegation exists (a party sends one)."""

    field = "party"


class MandateTaken(Conflict):
    """The delegation has its focal point, or its deputies, at that time (DEL-30)."""


class SuccessorMissing(Conflict):
    """The delegation would be left without a focal point, and nobody said that it may be (DEL-30)."""


class NotInvited(Conflict):
    """No letter of invitation was recorded, so there is nothing to answer."""


class PrincipalAccompanied(Conflict):
    """A principal has one spouse or partner in the delegation (DEL-11)."""

    field = "principal"


class ReplacementNamed(Conflict):
    """One place is taken by one person, and one person takes one place (ACC-11)."""

    field = "by"


class PaperSettled(Conflict):
    """Something rests on the paper: it stays on file."""


class PlaceDecided(Conflict):
    """The delegation, or the place, stands in a decision of the Chief of Protocol already (PRE-05)."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


class RankKnown(Conflict):
    """There is a class of that number already."""

    field = "number"


class PostKnown(Conflict):
    """The person holds that post, or has it as the post of this event (DEL-12)."""

    field = "title"


class RankInUse(Conflict):
    """Somebody is of this class, so it stays."""


class DraftTaken(Conflict):
    """The same draft was kept from another window at the same moment."""


class OrderChanged(Conflict):
    """The list is not as the person saw it, or is published as it is (PRE-06)."""


class AlreadyImported(Conflict):
    """This very file was done for this delegation."""


class ImportRefused(Conflict):
    """A row of the sheet cannot be done; nothing of the sheet is."""


class TagThere(Conflict):
    """The record carries that tag."""

    field = "tag"


class TagMissing(Conflict):
    """The record does not carry that tag, or not any more."""


class NoteOfAnother(Conflict):
    """Only the author of a note and the Chief of Protocol strike it out."""


class ParticipantBusy(Conflict):
    """The person has another duty at that time; with whom is not said (BIL-50)."""


ALREADY_REGISTERED = (
    "A person with this passport is already registered, here or in another delegation. "
    "Check the number; if it is right, ask the duplicate desk of the protocol department."
)
ALREADY_NAMED = "This delegation has a head at that time. End that headship first, or hand it over from a later hour."

"""Judgements on applications. They hold for every door, the command line included."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from summit.accounts.policy import Role
from summit.accreditation.facts import Change, Ties
from summit.accreditation.lifecycle import ACCREDITATION, ANSWERS, AccreditationState, Clearance, reasons_for
from summit.accreditation.models import Accreditation
from summit.audit.facts import Actor
from summit.delegations.facts import RankTable
from summit.delegations.lifecycle import STATE_LEADERS, DelegateFunction, ParticipantState, RankKind
from summit.delegations.models import Participant, Person
from summit.foundation.errors import Conflict, RuleBroken

NOTICE_VERSION = "1"
LONGEST_WORDS = 500
SIX_MONTHS = timedelta(days=183)
WITHOUT_NOTE = "No note verbale or letter that nominates the delegation is on file."  # DEL-31
OUTSIDE = frozenset({Role.FOCAL_POINT.value, Role.DELEGATE.value})
REPRESENTATIVES = frozenset(
    {DelegateFunction.HOD, DelegateFunction.DHOD, DelegateFunction.ALT, DelegateFunction.REP}
)
SPOKEN = {
    "submit": "submitted",
    "return_": "returned",
    "approve": "approved",
    "refuse": "refused",
    "suspend": "suspended",
    "reinstate": "reinstated",
    "revoke": "revoked",
    "withdraw": "withdrew",
    "reopen": "reopened",
    "record_clearance": "recorded the security answer of",
}


class DecidedMeanwhile(Conflict):
    """The application moved on after the page was loaded; `latest` is what happened, if the journal tells."""

    def __init__(self, sentence: str, latest: Change | None = None) -> None:
        super().__init__(sentence)
        self.latest = latest


class RecordChanged(Conflict):
    """The delegation changed what is being decided on after the officer opened the page."""


class RecordIncomplete(RuleBroken):
    """Something is missing that the host needs to know; `missing` names it."""

    def __init__(self, sentence: str, missing: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.missing = missing


class PassportExpired(RuleBroken):
    """The passport ends before the summit does (ACC-09)."""


class NominationWithdrawn(RuleBroken):
    """The participant is not enrolled any more (ACC-09)."""


class ReasonMissing(RuleBroken):
    """A decision against the applicant needs a reason (ACC-04)."""


class ClearanceMissing(RuleBroken):
    """Security has not answered, or for another identity, or in the negative."""


class NotImpartial(RuleBroken):
    """The one who decides is bound to the case (ACC-07)."""


class NoticeMissing(RuleBroken):
    """The privacy notice in force was not shown (PRV-01)."""


def decided_meanwhile(latest: Change | None, state: str, actor: Actor, now: datetime) -> DecidedMeanwhile:
    """Who decided what and when, in one sentence; a delegation does not read which officer it was."""
    spoken = f"It is {state.replace('_', ' ')} now. Nothing of yours was saved; look at it again."
    if latest is None:
        return DecidedMeanwhile(f"This application moved on meanwhile. {spoken}")
    if latest.actor_code == actor.code:
        who = "You"
    else:
        who = "The host" if is_outside(actor) else latest.actor_name
    what = SPOKEN.get(latest.verb, "changed") if not (is_outside(actor) and who == "The host") else "changed"
    return DecidedMeanwhile(f"{who} {what} this application {ago(now - latest.at)}. {spoken}", latest)


def ago(passed: timedelta) -> str:
    """A span of time as people say it: `just now`, `2 seconds ago`, `3 hours ago`."""
    seconds = int(passed.total_seconds())
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def is_outside(actor: Actor) -> bool:
    """Whether only a delegation speaks through this user."""
    return bool(actor.roles) and actor.roles <= OUTSIDE


def verbs_of(state: str) -> tuple[str, ...]:
    """The verbs that are possible now."""
    return ACCREDITATION.verbs(AccreditationState(state))


def skips_vetting(participant: Participant, ranks: RankTable) -> bool:
    """Heads of State or Government, foreign ministers, and heads of delegation of ministerial rank or higher (ACC-06)."""
    function, kind = DelegateFunction(participant.function), ranks.kind_of(participant.rank_class)
    if participant.is_state_leader or (kind in STATE_LEADERS and function in REPRESENTATIVES):
        return True
    return function is DelegateFunction.HOD and kind is not RankKind.OTHER


def missing_fields(participant: Participant, ranks: RankTable) -> tuple[str, ...]:
    """What the host still needs to know before an application can be submitted (domain 4.1), in words.

    Security checks a name, a birth and a passport (ACC-05); whom protocol waives needs neither of the last two. A
    missing photo never stands in the way (PHO-04).
    """
    person = participant.person
    wanted: dict[str, object] = {
        "a name": person.family_name or person.given_names,
        "the name on the badge": person.badge_name,
        "the nationality": person.nationality,
    }
    if not skips_vetting(participant, ranks):
        wanted |= {
            "the date of birth": person.born_on,
            "the passport number": person.passport_hash,
            "the passport's expiry date": person.passport_expires_on,
        }
    return tuple(name for name, value in wanted.items() if not value)


def require_complete(participant: Participant, ranks: RankTable, last_day: date) -> None:
    """Raise RecordIncomplete, NominationWithdrawn or PassportExpired when the record cannot be judged."""
    require_enrolled(participant)
    missing = missing_fields(participant, ranks)
    if missing:
        raise RecordIncomplete(f"Before {participant.person.badge_name or 'this person'} can be submitted, "
                               f"add {spoken_list(missing)}.", missing)  # fmt: skip
    require_valid_passport(participant.person, last_day)


def require_enrolled(participant: Participant) -> None:
    """An application rests on a nomination (ACC-09)."""
    if participant.state != ParticipantState.ENROLLED:
        raise NominationWithdrawn("The delegation has withdrawn this person. Reinstate the registration first.")


def require_valid_passport(person: Person, last_day: date) -> None:
    """A passport that ends before the summit's last day admits nobody (ACC-09)."""
    if person.passport_expires_on is not None and person.passport_expires_on < last_day:
        raise PassportExpired(
            f"The passport expires on {person.passport_expires_on:%d %B %Y}, before the last day of the summit. "
            "Enter the new one.",
            "passport_expires_on",
        )


def warnings(participant: Participant, last_day: date, party_iso3: str) -> tuple[str, ...]:
    """What an officer should look at; none of it stands in the way (domain 4.1, PHO-03, PHO-04)."""
    person = participant.person
    found = []
    if not person.photo_file and not participant.is_state_leader:
        found.append("There is no photo yet; it can be taken at the accreditation centre.")
    if person.passport_expires_on is not None and last_day <= person.passport_expires_on < last_day + SIX_MONTHS:
        found.append("The passport expires within six months after the summit.")
    if party_iso3 and person.nationality and person.nationality != party_iso3:
        found.append(f"The nationality ({person.nationality}) is not that of the delegation.")
    return tuple(found)


def require_notice(notice_version: str) -> None:
    """The notice in force was shown and agreed to; no box is ticked beforehand (PRV-01)."""
    if notice_version != NOTICE_VERSION:
        raise NoticeMissing("Confirm that the person has read the privacy notice.", "notice")


def require_reason(verb: str, code: str, words: str) -> None:
    """Return, refusal, suspension and revocation say why, from the list (ACC-04)."""
    allowed = reasons_for(verb)
    if allowed and code not in allowed:
        raise ReasonMissing("Choose a reason.", "reason_code")
    if len(words) > LONGEST_WORDS:
        raise ReasonMissing(f"Use at most {LONGEST_WORDS} characters.", "reason_text")
    if allowed and allowed[code].needs_words and not words.strip():
        raise ReasonMissing("Say the reason in your own words.", "reason_text")


def require_impartial(ties: Ties) -> None:
    """Nobody decides on an own application, one of the own delegation, or one that he or she filed (ACC-07)."""
    found = bond(ties)
    if found:
        raise NotImpartial(f"{found} Another officer has to decide.")


def bond(ties: Ties) -> str:
    """Why the one who looks at the case may not decide it; empty when nothing stands against it."""
    if ties.is_self:
        return "This is your own application."
    if ties.is_member:
        return "You are a member of this delegation."
    if ties.is_focal_point:
        return "You act, or have acted, for this delegation."
    return "You submitted this application." if ties.has_submitted else ""


def require_two_minds(ties: Ties) -> None:
    """Who gave the security answer does not also approve (PM-2)."""
    if ties.has_vetted:
        raise NotImpartial("You recorded the security answer of this case. Another officer has to decide.")


def require_own_competence(actor: Actor, accreditation: Accreditation) -> None:
    """The Chief of Protocol decides where vetting is waived by rank; the rest is the accreditation officers'."""
    is_chief = Role.CHIEF_OF_PROTOCOL.value in actor.roles and Role.ACCREDITATION_OFFICER.value not in actor.roles
    if is_chief and accreditation.clearance != Clearance.WAIVED:
        raise NotImpartial("The Chief of Protocol decides where vetting is waived by rank. An accreditation officer "
                           "has to decide this one.")  # fmt: skip


def identity_digest(person: Person) -> str:
    """Names, birth, nationality and passport as SHA-256: what a security answer is given for (ACC-03, ACC-05)."""
    content = (
        person.family_name, person.given_names, person.born_on, person.nationality,
        person.passport_kind, person.passport_issuer, person.passport_hash, person.passport_expires_on,
    )  # fmt: skip
    return hashlib.sha256(json.dumps([str(part or "") for part in content]).encode()).hexdigest()


def clearance_for(participant: Participant, accreditation: Accreditation, ranks: RankTable) -> Clearance:
    """Waived by rank (ACC-06), kept while it was given for this very identity, else asked for again (ACC-03)."""
    if skips_vetting(participant, ranks):
        return Clearance.WAIVED
    given = Clearance(accreditation.clearance)
    return given if given in ANSWERS and is_cleared_identity(participant, accreditation) else Clearance.PENDING


def is_cleared_identity(participant: Participant, accreditation: Accreditation) -> bool:
    """Whether the security answer was given for this person's names, birth, nationality and passport."""
    return accreditation.cleared_digest == identity_digest(participant.person)


def require_clearance(participant: Participant, accreditation: Accreditation, ranks: RankTable) -> None:
    """Approval needs the answer clear, for the identity as it is now, or the waiver by rank (ACC-03, ACC-06)."""
    given = Clearance(accreditation.clearance)
    if given is Clearance.WAIVED and skips_vetting(participant, ranks):
        return
    if given is Clearance.WAIVED:
        raise ClearanceMissing("Vetting was waived for another rank or function. Return the application, so that it is "
                               "submitted again.")  # fmt: skip
    if given is Clearance.NOT_CLEAR:
        raise ClearanceMissing("The security answer is negative, so the application cannot be approved.")
    if given is not Clearance.CLEAR:
        raise ClearanceMissing("Security has not answered yet, so the application cannot be approved.")
    if not is_cleared_identity(participant, accreditation):
        raise ClearanceMissing("Name, birth, nationality or passport changed after the security answer. Security has to "
                               "answer again.")  # fmt: skip


def require_approvable(
    actor: Actor, accreditation: Accreditation, ties: Ties, ranks: RankTable, last_day: date
) -> None:
    """Everything that an approval needs; a page asks the same before it shows the button."""
    participant = accreditation.participant
    require_impartial(ties)
    require_two_minds(ties)
    require_own_competence(actor, accreditation)
    require_enrolled(participant)
    require_valid_passport(participant.person, last_day)
    require_clearance(participant, accreditation, ranks)


def obstacle_to_approval(
    actor: Actor, accreditation: Accreditation, ties: Ties, ranks: RankTable, last_day: date
) -> str:
    """What stands against an approval by this officer now; empty when nothing does."""
    try:
        require_approvable(actor, accreditation, ties, ranks, last_day)
    except RuleBroken as error:
        return error.sentence
    return ""


def require_record_seen(participant: Participant, record_seen: str | None) -> None:
    """What is approved is what stood on the officer's page; while an application waits, the delegation may edit (ACC-02)."""
    if record_seen is not None and record_seen != participant.record_digest:
        raise RecordChanged("The name, passport, function or category was changed after you opened this page. Look at the "
                            "present record before you decide.")  # fmt: skip


def clearance_shown(clearance: str, roles: frozenset[str]) -> Clearance:
    """Those who decide and those who vet see the answer; protocol sees whether it is cleared or still pending (8.2)."""
    given = Clearance(clearance)
    sees_answer = bool(roles & {Role.ACCREDITATION_OFFICER.value, Role.VETTING_OFFICER.value})
    return given if sees_answer or given in (Clearance.CLEAR, Clearance.WAIVED) else Clearance.PENDING


def require_answer(clearance: Clearance, accreditation: Accreditation) -> None:
    """Security answers clear, not clear or needs more time, while the case is open and not waived (ACC-05)."""
    if clearance not in ANSWERS:
        raise RuleBroken("Choose one of the three answers.", "clearance")
    if accreditation.state != AccreditationState.SUBMITTED:
        raise RuleBroken(f"The application is {accreditation.state}; an answer is recorded while it is submitted.")
    if accreditation.clearance == Clearance.WAIVED:
        raise RuleBroken("Vetting of this person is waived by rank.")


def spoken_list(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last

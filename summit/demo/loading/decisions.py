"""Applications are submitted, vetted and decided, each as its course says."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.accreditation import actions
from summit.accreditation.actions.decisions import Ruling
from summit.accreditation.lifecycle import Clearance
from summit.accreditation.models import Accreditation
from summit.accreditation.queries import accreditations_to_change
from summit.audit.facts import Actor
from summit.delegations.actions import edit_participant
from summit.delegations.queries import Reach, people_of
from summit.demo.cast import Course, Member
from summit.demo.cast.people import Register, new_passport
from summit.demo.loading.stage import Stage, office_hours
from summit.demo.story import words_for

SUBMITTED = (date(2025, 10, 1), date(2025, 10, 10))
VETTED = (date(2025, 10, 13), date(2025, 10, 15))
DECIDED = (date(2025, 10, 16), date(2025, 10, 18))
AFTERWARDS = (date(2025, 10, 19), date(2025, 10, 19))
NOT_SUBMITTED = frozenset({Course.LEFT, Course.DRAFT})
NOT_ANSWERED = frozenset({Course.WAITING, Course.RETURNED, Course.WITHDRAWN})
ANSWERS = {Course.NEED_TIME: Clearance.NEED_TIME, Course.NOT_CLEAR: Clearance.NOT_CLEAR}
ADMITTED_FIRST = frozenset({Course.APPROVED, Course.CHANGED, Course.SUSPENDED, Course.REVOKED})
DECISIONS = {Course.RETURNED: actions.return_, Course.REFUSED: actions.refuse}
SECOND_THOUGHTS = {Course.SUSPENDED: actions.suspend, Course.REVOKED: actions.revoke}


def submit_applications(session: Session, stage: Stage) -> str:
    """The delegations' focal points submit their people, the protocol department everybody else's."""
    wanted = [member for member in stage.plan.members if member.course not in NOT_SUBMITTED]
    clock = office_hours(*SUBMITTED, len(wanted))
    for team, members in stage.teams_of(wanted):
        people = {one.id: one for one in people_of(session, stage.delegations[team.party].id)}
        sender = stage.acting_for(team.party, Role.PROTOCOL_OFFICER)
        for member in members:
            participant = people[stage.participants[member.key]]
            application = actions.submit(session, sender, next(clock), participant=participant)
            stage.accreditations[member.key] = application.code
    return f"{len(wanted)} applications"


def vet(session: Session, stage: Stage) -> str:
    """Security answers for everybody who is not waived by rank (ACC-06); some answers are still awaited."""
    wanted = [one for one in stage.plan.members if one.course not in NOT_SUBMITTED | NOT_ANSWERED]
    officer = stage.staff[Role.VETTING_OFFICER]
    count = 0
    for member, application, now in _each(session, stage, wanted, VETTED):
        if application.clearance != Clearance.WAIVED:
            actions.record_clearance(
                session, officer, now, accreditation=application, version=application.version, clearance=_answer(member)
            )
            count += 1
    return f"{count} security answers"


def decide(session: Session, stage: Stage) -> str:
    """The accreditation officers decide; the Chief of Protocol does where vetting is waived by rank."""
    wanted = [one for one in stage.plan.members if one.course in {*ADMITTED_FIRST, *DECISIONS, Course.WITHDRAWN}]
    for member, application, now in _each(session, stage, wanted, DECIDED):
        officer = _officer(stage, application)
        ruling = Ruling(accreditation=application, version=application.version)
        if member.course in ADMITTED_FIRST:
            actions.approve(session, officer, now, **ruling)
        elif member.course is Course.WITHDRAWN:
            sender = stage.acting_for(member.key.partition("/")[0], Role.PROTOCOL_OFFICER)
            actions.withdraw(session, sender, now, **ruling)
        else:
            DECISIONS[member.course](session, officer, now, **_reasoned(ruling, member))
    return f"{len(wanted)} decisions, {sum(one.course is Course.APPROVED for one in wanted)} of them to admit"


def think_again(session: Session, stage: Stage) -> str:
    """Some admissions are suspended or revoked, some records change after the approval (ACC-03)."""
    wanted = [one for one in stage.plan.members if one.course in {*SECOND_THOUGHTS, Course.CHANGED}]
    for member, application, now in _each(session, stage, wanted, AFTERWARDS):
        if member.course is Course.CHANGED:
            _replace_passport(session, stage, now, application, member)
        else:
            ruling = Ruling(accreditation=application, version=application.version)
            SECOND_THOUGHTS[member.course](
                session, stage.staff[Role.ACCREDITATION_OFFICER], now, **_reasoned(ruling, member)
            )
    return f"{len(wanted)} admissions suspended, revoked or overtaken by a change"


def _each(
    session: Session, stage: Stage, members: list[Member], days: tuple[date, date]
) -> Iterator[tuple[Member, Accreditation, datetime]]:
    """These people with their applications and moments, one delegation's rows at a time."""
    clock = office_hours(*days, len(members))
    for _, own in stage.teams_of(members):
        codes = {stage.accreditations[member.key]: member for member in own}
        found = accreditations_to_change(session, Reach(everything=True), codes)
        for application in found:
            yield codes[application.code], application, next(clock)


def _answer(member: Member) -> Clearance:
    if member.course is Course.REFUSED and member.reason == "security":
        return Clearance.NOT_CLEAR
    return ANSWERS.get(member.course, Clearance.CLEAR)


def _officer(stage: Stage, application: Accreditation) -> Actor:
    is_waived = application.clearance == Clearance.WAIVED
    return stage.staff[Role.CHIEF_OF_PROTOCOL if is_waived else Role.ACCREDITATION_OFFICER]


def _reasoned(ruling: Ruling, member: Member) -> Ruling:
    return {**ruling, "reason_code": member.reason, "reason_text": words_for(member.reason)}


def _replace_passport(
    session: Session, stage: Stage, now: datetime, application: Accreditation, member: Member
) -> None:
    """The old one was lost: a new number, so that security has to look again."""
    known = [one.person.passport for one in stage.plan.members if one.person.passport]
    register = Register(passports={f"{passport.issuer}{passport.number}" for passport in known})
    rng = random.Random(f"{stage.plan.seed} {member.key} passport")
    old, participant = member.person.passport, application.participant
    fresh = old and new_passport(rng, register, old.kind, old.issuer)
    edit_participant(
        session,
        stage.staff[Role.PROTOCOL_OFFICER],
        now,
        participant=participant,
        person=replace(member.person, passport=fresh),
        post=member.post,
        version=participant.version,
    )

"""The rules of domain 4.3, each by its id."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.accreditation import actions
from summit.accreditation.lifecycle import NEUTRAL, REASONS, Clearance, reasons_for
from summit.accreditation.models import Decision
from summit.accreditation.queries import admitted, decisions_of, standing, waiver_count
from summit.accreditation.rules import (
    ClearanceMissing,
    DecidedMeanwhile,
    NominationWithdrawn,
    NoticeMissing,
    NotImpartial,
    PassportExpired,
    ReasonMissing,
    RecordChanged,
    RecordIncomplete,
    ago,
    warnings,
)
from summit.audit.queries import history
from summit.delegations import actions as delegations
from summit.delegations.facts import PassportEntry, PersonEntry, PostEntry
from summit.delegations.lifecycle import DelegateFunction
from summit.delegations.models import Participant
from summit.delegations.rules import RecordLocked
from summit.foundation.errors import RuleBroken
from tests.accreditation.offices import LATER, approved, cleared, decide, officer, submitted
from tests.factories import FACTS, NOW, SYSTEM, appoint, make_delegation, make_participant, person_entry


def entry_of(participant: Participant) -> tuple[PersonEntry, PostEntry]:
    """The record as it would be typed in again, the passport kept."""
    person = participant.person
    typed = person_entry(
        family_name=person.family_name,
        given_names=person.given_names,
        badge_name=person.badge_name,
        nationality=person.nationality,
        born_on=person.born_on,
        passport=None,
    )
    post = PostEntry(
        function=DelegateFunction(participant.function),
        category=participant.category,
        title=participant.title,
        rank_class=participant.rank_class,
        is_state_leader=participant.is_state_leader,
    )
    return typed, post


def edit(session: Session, participant: Participant, **changes: object) -> None:
    """The protocol department changes these fields of the person or the post."""
    person, post = entry_of(participant)
    posts = {key: value for key, value in changes.items() if key in PostEntry.__dataclass_fields__}
    persons = {key: value for key, value in changes.items() if key not in posts}
    delegations.edit_participant(
        session, SYSTEM, NOW, participant=participant, person=replace(person, **persons),
        post=replace(post, **posts), version=participant.version,
    )  # fmt: skip
    session.refresh(participant)
    session.refresh(participant.person)


def is_admitted(session: Session, participant: Participant) -> bool:
    """Both answers, which must agree: the condition that lists use, and the standing of one."""
    listed = participant.id in set(session.scalars(admitted()))
    assert standing(session, participant.id).is_admitted is listed
    return listed


def test_acc_01_a_focal_point_submits_and_protocol_does_so_on_behalf(session: Session) -> None:
    delegation = make_delegation(session, "FR")
    focal_point = actor_of(appoint(session, delegation))
    own = actions.submit(session, focal_point, NOW, participant=make_participant(session, delegation))
    other = actions.submit(
        session, officer(session, Role.PROTOCOL_OFFICER), NOW, participant=make_participant(session, delegation)
    )
    reasons = [
        session.scalars(select(Decision.reason_text).where(Decision.accreditation_id == one.id)).one()
        for one in (own, other)
    ]
    assert reasons == ["", "on behalf of the delegation"]
    assert history(session, "accreditation", other.code)[0].reason == "on behalf of the delegation"
    assert (own.submitted_by, own.submitted_at, own.notice_version) == (focal_point.code, NOW, "1")


def test_acc_02_the_delegation_edits_while_pending_and_not_after_a_decision(session: Session) -> None:
    accreditation = cleared(session)
    participant = accreditation.participant
    focal_point = actor_of(appoint(session, participant.delegation))

    def edit_by_delegation() -> None:
        person, post = entry_of(participant)
        delegations.edit_participant(
            session, focal_point, NOW, participant=participant, person=replace(person, phone="+33 1 23"), post=post,
            version=participant.version,
        )  # fmt: skip

    edit_by_delegation()
    for closing, opening in (("approve", "reopen"), ("refuse", "reopen")):
        decide(session, closing, accreditation)
        with pytest.raises(RecordLocked):
            edit_by_delegation()
        decide(session, opening, accreditation)
        edit_by_delegation()
    decide(session, "return_", accreditation)
    edit_by_delegation()


def test_acc_03_a_changed_identity_or_function_ends_the_admission_and_a_telephone_does_not(session: Session) -> None:
    for changes, still in (
        ({"phone": "+33 1 9999", "email": "a@example.org"}, True),
        ({"badge_name": "Anne DURAND"}, True),
        ({"title": "Ambassador"}, True),
        ({"family_name": "Other"}, False),
        ({"born_on": date(1981, 1, 1)}, False),
        ({"nationality": "CHE"}, False),
        ({"passport": PassportEntry("ordinary", "FRA", "NEW1234", date(2032, 1, 1))}, False),
        ({"function": DelegateFunction.ADV}, False),
        ({"category": "S"}, False),
    ):
        participant = approved(session).participant
        assert is_admitted(session, participant)
        edit(session, participant, **changes)
        assert is_admitted(session, participant) is still, changes
        assert standing(session, participant.id).changed_since_approval is not still, changes


def test_acc_03_a_changed_identity_needs_a_new_security_answer_and_a_changed_function_does_not(
    session: Session,
) -> None:
    for changes, clearance in (
        ({"function": DelegateFunction.ADV}, "clear"),
        ({"phone": "+33 1 99"}, "clear"),
        ({"family_name": "Other"}, "pending"),
        ({"nationality": "CHE"}, "pending"),
    ):
        accreditation = approved(session)
        edit(session, accreditation.participant, **changes)
        assert decide(session, "reopen", accreditation).clearance == clearance, changes

        accreditation = cleared(session)
        edit(session, accreditation.participant, **changes)
        decide(session, "return_", accreditation)
        assert decide(session, "submit", accreditation).clearance == clearance, changes


def test_acc_03_what_security_answered_is_what_is_approved(session: Session) -> None:
    accreditation = cleared(session)
    edit(session, accreditation.participant, family_name="Somebody", badge_name="Somebody ELSE")
    with pytest.raises(ClearanceMissing, match="changed after the security answer"):
        decide(session, "approve", accreditation)


def test_what_the_officer_saw_is_what_is_approved(session: Session) -> None:
    accreditation = cleared(session)
    seen = accreditation.participant.record_digest
    edit(session, accreditation.participant, category="S")
    act = officer(session)
    with pytest.raises(RecordChanged):
        actions.approve(
            session, act, LATER, accreditation=accreditation, version=accreditation.version, record_seen=seen
        )
    present = accreditation.participant.record_digest
    actions.approve(
        session, act, LATER, accreditation=accreditation, version=accreditation.version, record_seen=present
    )
    assert is_admitted(session, accreditation.participant)


def test_acc_04_a_decision_against_somebody_has_a_reason_from_the_list(session: Session) -> None:
    act = officer(session)
    for verb, accreditation in (
        ("suspend", approved(session)), ("revoke", approved(session)),
        ("refuse", cleared(session)), ("return_", cleared(session)),
    ):  # fmt: skip
        state, deed = accreditation.state, getattr(actions, verb)
        for code, words in (("", ""), ("no_such_code", ""), ("other", " "), ("other", "x" * 501)):
            with pytest.raises(ReasonMissing):
                deed(session, act, LATER, accreditation=accreditation, version=accreditation.version,
                     reason_code=code, reason_text=words)  # fmt: skip
        session.refresh(accreditation)
        assert accreditation.state == state
        assert decide(session, verb, accreditation).state != state


def test_acc_04_the_reason_of_a_refusal_is_read_by_protocol_and_security_only(session: Session) -> None:
    accreditation = cleared(session)
    act = officer(session, name="Officer Named")
    actions.refuse(session, act, LATER, accreditation=accreditation, version=accreditation.version,
                   reason_code="security", reason_text="seen by the service")  # fmt: skip
    inside = decisions_of(session, accreditation, with_reasons=True, for_delegation=False)[0]
    outside = decisions_of(session, accreditation, with_reasons=False, for_delegation=True)[0]
    assert (inside.by, inside.reason, inside.words) == (
        "Officer Named", "The security answer stands against it.", "seen by the service",
    )  # fmt: skip
    assert (outside.by, outside.reason, outside.words) == ("the host", NEUTRAL["refuse"], "")


def test_acc_04_the_reason_of_a_return_is_the_delegations_to_read(session: Session) -> None:
    accreditation = cleared(session)
    actions.return_(session, officer(session), LATER, accreditation=accreditation, version=accreditation.version,
                    reason_code="other", reason_text="Please add the second name.")  # fmt: skip
    shown = decisions_of(session, accreditation, with_reasons=False, for_delegation=True)[0]
    assert (shown.by, shown.words) == ("the host", "Please add the second name.")
    assert shown.reason == reasons_for("return_")["other"].text


def test_the_lists_of_reasons_have_each_code_once_and_one_neutral_sentence_each() -> None:
    keys = [(reason.verb, reason.code) for reason in REASONS]
    assert len(keys) == len(set(keys))
    assert {verb for verb, _ in keys} == {"return_", *NEUTRAL}
    assert all(len(reason.code) <= 30 for reason in REASONS)


def test_acc_05_security_answers_in_three_words_while_the_case_is_open(session: Session) -> None:
    vetting = officer(session, Role.VETTING_OFFICER)
    accreditation = submitted(session)
    for answer in (Clearance.NEED_TIME, Clearance.NOT_CLEAR, Clearance.CLEAR):
        actions.record_clearance(
            session, vetting, LATER, accreditation=accreditation, version=accreditation.version, clearance=answer
        )
        assert (accreditation.clearance, accreditation.cleared_by) == (answer.value, vetting.code)
    for answer in (Clearance.WAIVED, Clearance.PENDING):
        with pytest.raises(RuleBroken):
            actions.record_clearance(
                session, vetting, LATER, accreditation=accreditation, version=accreditation.version, clearance=answer
            )
    decide(session, "approve", accreditation)
    with pytest.raises(RuleBroken):
        actions.record_clearance(
            session, vetting, LATER, accreditation=accreditation, version=accreditation.version,
            clearance=Clearance.NOT_CLEAR,
        )  # fmt: skip


def test_approval_waits_for_the_security_answer(session: Session) -> None:
    vetting = officer(session, Role.VETTING_OFFICER)
    accreditation = submitted(session)
    for answer, match in (
        (None, "has not answered"), (Clearance.NEED_TIME, "has not answered"), (Clearance.NOT_CLEAR, "is negative"),
    ):  # fmt: skip
        if answer:
            actions.record_clearance(
                session, vetting, LATER, accreditation=accreditation, version=accreditation.version, clearance=answer
            )
        with pytest.raises(ClearanceMissing, match=match):
            decide(session, "approve", accreditation)


def test_acc_06_who_skips_vetting_is_logged_and_counted(session: Session) -> None:
    cases = (
        (DelegateFunction.HOD, 10, True), (DelegateFunction.HOD, 20, True), (DelegateFunction.REP, 40, True),
        (DelegateFunction.REP, 10, True), (DelegateFunction.HOD, 41, True), (DelegateFunction.HOD, 45, True),
        (DelegateFunction.HOD, 50, False), (DelegateFunction.REP, 41, False), (DelegateFunction.SPO, 10, False),
        (DelegateFunction.ADV, 40, False), (DelegateFunction.REP, 70, False),
    )  # fmt: skip
    waived = 0
    for code, (function, rank_class, skips) in zip(
        ("FR", "DE", "IT", "ES", "PT", "PL", "AT", "BE", "NL", "SE", "FI"), cases, strict=True
    ):
        participant = make_participant(
            session, make_delegation(session, code), function=function, rank_class=rank_class
        )
        accreditation = submitted(session, participant)
        assert (accreditation.clearance == "waived") is skips, (function, rank_class)
        waived += skips
        assert waiver_count(session) == waived
        verbs = [line.verb for line in history(session, "accreditation", accreditation.code)]
        assert ("waive_clearance" in verbs) is skips
        if skips:
            decide(session, "approve", accreditation)
            assert is_admitted(session, participant)


def test_acc_06_a_waiver_falls_with_the_rank_it_was_given_for(session: Session) -> None:
    delegation = make_delegation(session, "FR")
    head = make_participant(session, delegation, function=DelegateFunction.HOD, rank_class=41)
    accreditation = submitted(session, head)
    edit(session, head, function=DelegateFunction.REP, rank_class=70)
    with pytest.raises(ClearanceMissing, match="waived for another rank"):
        decide(session, "approve", accreditation)
    decide(session, "return_", accreditation)
    assert decide(session, "submit", accreditation).clearance == "pending"


def test_acc_07_nobody_decides_an_own_case_or_one_of_the_own_delegation(session: Session) -> None:
    accreditation = cleared(session)
    delegation = accreditation.participant.delegation
    himself, member, sender = (officer(session, name=name) for name in ("Self", "Member", "Sender"))
    contact = actor_of(appoint(session, delegation))
    contact = replace(contact, roles=contact.roles | {Role.ACCREDITATION_OFFICER.value})
    accreditation.participant.user_id = himself.user_id
    make_participant(session, delegation).user_id = member.user_id
    decide(session, "withdraw", accreditation)
    actions.submit(session, sender, LATER, participant=accreditation.participant, version=accreditation.version)
    for verb in ("approve", "refuse", "return_"):
        for act, match in (
            (himself, "own application"), (member, "member"), (contact, "act"), (sender, "submitted"),
        ):  # fmt: skip
            with pytest.raises(NotImpartial, match=match):
                decide(session, verb, accreditation, act)
    with pytest.raises(NotImpartial, match="own application"):
        actions.record_clearance(session, himself, LATER, accreditation=accreditation,
                                 version=accreditation.version, clearance=Clearance.CLEAR)  # fmt: skip
    decide(session, "approve", accreditation, officer(session))
    for verb in ("suspend", "revoke", "reopen"):
        with pytest.raises(NotImpartial):
            decide(session, verb, accreditation, member)


def test_acc_07_the_command_line_may_not_decide_what_it_submitted_either(session: Session) -> None:
    participant = make_participant(session, make_delegation(session, "FR"), function=DelegateFunction.HOD, rank_class=10)
    accreditation = actions.submit(session, SYSTEM, NOW, participant=participant)
    with pytest.raises(NotImpartial, match="submitted"):
        decide(session, "approve", accreditation, SYSTEM)


def test_pm_2_who_answered_for_security_does_not_approve_and_the_chief_approves_waivers_only(session: Session) -> None:
    accreditation = submitted(session)
    both = officer(session)
    actions.record_clearance(session, both, LATER, accreditation=accreditation, version=accreditation.version,
                             clearance=Clearance.CLEAR)  # fmt: skip
    with pytest.raises(NotImpartial, match="security answer"):
        decide(session, "approve", accreditation, both)
    chief = officer(session, Role.CHIEF_OF_PROTOCOL)
    with pytest.raises(NotImpartial, match="waived by rank"):
        decide(session, "approve", accreditation, chief)
    head = make_participant(session, make_delegation(session, "DE"), function=DelegateFunction.HOD, rank_class=20)
    assert decide(session, "approve", submitted(session, head), chief).state == "approved"


def test_acc_09_an_expired_passport_blocks_and_a_withdrawn_nomination_ends_it(session: Session) -> None:
    delegation = make_delegation(session, "FR")
    day_before = FACTS.last_day - timedelta(days=1)
    old = make_participant(session, delegation, passport=PassportEntry("ordinary", "FRA", "OLD1", day_before))
    with pytest.raises(PassportExpired) as refused:
        submitted(session, old)
    assert refused.value.field == "passport_expires_on"
    on_the_day = PassportEntry("ordinary", "FRA", "OLD2", FACTS.last_day)
    accreditation = approved(session, make_participant(session, delegation, passport=on_the_day))
    participant = accreditation.participant
    assert is_admitted(session, participant)
    delegations.withdraw_participant(
        session, SYSTEM, LATER, participant=participant, version=participant.version, reason="stays at home"
    )
    assert not is_admitted(session, participant)
    decide(session, "suspend", accreditation)
    with pytest.raises(NominationWithdrawn):
        decide(session, "reinstate", accreditation)


def test_what_is_missing_is_named_before_submission_and_a_photo_never_is(session: Session) -> None:
    delegation = make_delegation(session, "FR")
    bare = make_participant(session, delegation, passport=None, born_on=None)
    with pytest.raises(RecordIncomplete) as refused:
        submitted(session, bare)
    assert refused.value.missing == ("the date of birth", "the passport number", "the passport's expiry date")
    assert "add the date of birth, the passport number and the passport's expiry date." in refused.value.sentence
    head = make_participant(
        session, delegation, passport=None, born_on=None, function=DelegateFunction.HOD, rank_class=41
    )
    assert submitted(session, head).state == "submitted"


def test_warnings_stand_in_nobodys_way(session: Session) -> None:
    delegation = make_delegation(session, "FR")
    soon = PassportEntry("ordinary", "CHE", "SOON1", FACTS.last_day + timedelta(days=10))
    participant = make_participant(session, delegation, nationality="CHE", passport=soon)
    assert warnings(participant, FACTS.last_day, delegation.party.iso3) == (
        "There is no photo yet; it can be taken at the accreditation centre.",
        "The passport expires within six months after the summit.",
        "The nationality (CHE) is not that of the delegation.",
    )
    assert submitted(session, participant).state == "submitted"


def test_prv_01_without_the_notice_nothing_is_submitted(session: Session) -> None:
    participant = make_participant(session, make_delegation(session, "FR"))
    for version in ("", "0"):
        with pytest.raises(NoticeMissing):
            actions.submit(
                session, officer(session, Role.PROTOCOL_OFFICER), NOW, participant=participant, notice_version=version
            )


def test_a_stale_page_is_told_who_decided_what_and_when(session: Session) -> None:
    accreditation = cleared(session)
    seen = accreditation.version
    first, second = officer(session, name="Officer A"), officer(session, name="Officer B")
    actions.approve(session, first, LATER, accreditation=accreditation, version=seen)
    with pytest.raises(DecidedMeanwhile) as late:
        actions.refuse(session, second, LATER + timedelta(seconds=2), accreditation=accreditation, version=seen,
                       reason_code="over_quota")  # fmt: skip
    assert late.value.sentence == (
        "Officer A approved this application 2 seconds ago. It is approved now. Nothing of yours was saved; look at it again."
    )
    contact = actor_of(appoint(session, accreditation.participant.delegation))
    with pytest.raises(DecidedMeanwhile) as outside:
        actions.withdraw(session, contact, LATER, accreditation=accreditation, version=seen)
    assert outside.value.sentence.startswith("The host changed this application just now.")
    with pytest.raises(DecidedMeanwhile):
        actions.submit(session, contact, LATER, participant=accreditation.participant)


def test_time_is_spoken() -> None:
    spans = {0: "just now", 1: "1 second ago", 59: "59 seconds ago", 60: "1 minute ago", 7300: "2 hours ago",
             90_000: "1 day ago"}  # fmt: skip
    assert {seconds: ago(timedelta(seconds=seconds)) for seconds in spans} == spans

"""The form of a person: registering and editing."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial

from flask import flash, request, url_for

from summit.accounts.permissions import Action, current_actor, grant, guard, may
from summit.delegations import actions, queries
from summit.delegations.facts import DelegationFacts, FormDraftFacts, PersonEntry, PostEntry, RankTable
from summit.delegations.forms import PersonForm, texts_of
from summit.delegations.lifecycle import PartyKind
from summit.delegations.rules import PersonAlreadyRegistered
from summit.delegations.views.comparisons import (
    ChoiceMissing,
    PresentRecord,
    chosen,
    comparison_page,
    open_choices,
)
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, offered_posts, within
from summit.delegations.views.form_drafts import begun, forget, kept_draft, record_door, registration_door
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken, StaleVersion
from summit.foundation.web import see_other


@blueprint.route("/delegations/<string:code>/registration", methods=["GET", "POST"])
@guard(Action.REGISTER_PEOPLE)
def registration(code: str) -> Answer:
    """Register a person in the delegation."""
    door = registration_door(code)
    with reading() as session:
        delegation = queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)
        facts, draft = queries.delegation_facts(session, delegation), kept_draft(session, door)
        ranks = queries.rank_table(session)
    form = PersonForm(request.form or begun(draft))
    shape(form, PartyKind(facts.kind), ranks)
    if form.is_only_helped(request.form, utc_now().date()):
        return registration_page(form, None, facts, draft)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                participant = actions.register_delegate(
                    session,
                    current_actor(),
                    utc_now(),
                    delegation=queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code),
                    person=form.person_entry(),
                    post=form.post_entry(),
                )
                forget(session, door)
                name, new_code = participant.person.badge_name, participant.code
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash(f"{name} is registered.", "success")
            _tell_differences(form)
            again = url_for(".registration", code=code)
            return see_other(again if request.form.get("again") else url_for(".participant_page", code=new_code))
    return registration_page(form, refusal, facts, draft)


@blueprint.route("/people/<string:code>/record", methods=["GET", "POST"])
@guard(Action.EDIT_PEOPLE)
def record(code: str) -> Answer:
    """Edit a person; a delegate edits their own particulars and not their post."""
    present = _present(code)
    with reading() as session:
        draft = kept_draft(session, record_door(code))
    form = present.form(chosen(request.form, present.fresh()) or begun(draft))
    if form.is_only_helped(request.form, utc_now().date(), rank=present.rank_class):
        return _record_page(form, None, present, draft)
    if open_choices(request.form):
        return comparison_page(form, present, ChoiceMissing())
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            _save(code, form)
        except StaleVersion as stale:
            return comparison_page(form, present, stale)
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("Saved.", "success")
            _tell_differences(form)
            return see_other(url_for(".participant_page", code=code))
    return _record_page(form, refusal, present, draft)


def _present(code: str) -> PresentRecord:
    with reading() as session:
        reached = within(session, Action.EDIT_PEOPLE)
        participant = queries.participant_within(session, reached, code)
        person, post = queries.entries_of(participant)
        bare = PresentRecord(
            code=code,
            name=participant.person.badge_name,
            version=participant.version,
            delegation=participant.delegation.code,
            rank_class=participant.rank_class,
            typed=_typed(person, post),
            shape=partial(
                shape,
                kind=PartyKind(participant.delegation.party.kind),
                ranks=queries.rank_table(session),
                present=post,
                is_own=reached.only_participant is not None,
            ),
            hides_birth=_hides_identity(),
        )
        return replace(bare, marks=queries.marks_of(session, participant, texts_of(bare.fresh())))


def _save(code: str, form: PersonForm) -> None:
    with committing() as session:
        participant = queries.participant_within(session, within(session, Action.EDIT_PEOPLE), code)
        person, post = queries.entries_of(participant)
        actions.edit_participant(
            session,
            current_actor(),
            utc_now(),
            participant=participant,
            person=form.person_entry(keep_born_on=person.born_on if _hides_identity() else None),
            post=form.post_entry(post),
            version=form.version.data,
        )
        forget(session, record_door(code))


def shape(
    form: PersonForm, kind: PartyKind, ranks: RankTable, present: PostEntry | None = None, *, is_own: bool = False
) -> None:
    """Offer what the viewer may give: the protocol department everything, a delegation what suits its kind."""
    functions, categories = offered_posts(kind)
    if present is not None:
        functions += [present.function] * (present.function not in functions)
        categories += [present.category] * (present.category not in categories)
    form.offer(functions, categories, ranks)
    if not may(Action.MANAGE_DELEGATIONS):
        form.leave_rank_to_the_host()
    if is_own:
        form.leave_post_to_the_delegation()


def _typed(person: PersonEntry, post: PostEntry) -> dict[str, object]:
    values = {**asdict(person), **asdict(post), "function": post.function.value}
    if person.passport is not None:
        values |= {
            "passport_kind": person.passport.kind,
            "passport_issuer": person.passport.issuer,
            "passport_expires_on": person.passport.expires_on,
        }
    if _hides_identity():
        values["born_on"] = None
    return values


def _tell_differences(form: PersonForm) -> None:
    """PER-07: a difference from the lines is for review, never a refusal."""
    unlike = form.unlike_lines(utc_now().date())
    if unlike:
        flash(f"Other than in the machine-readable lines: {', '.join(unlike)}. Compare with the passport.", "warning")


def _hides_identity() -> bool:
    cell = grant(Action.SEE_IDENTITY)
    return cell is None or cell.masked


def registration_page(
    form: PersonForm, refusal: Refusal, facts: DelegationFacts, draft: FormDraftFacts | None
) -> Answer:
    """The page of a registration; where the passport stands elsewhere, with the way to the duplicate desk (DEL-01)."""
    return form_page(
        "delegations/participant_form.html",
        form,
        refusal,
        heading=f"Register a person: {facts.name}",
        back=url_for(".delegation_page", code=facts.code),
        is_new=True,
        hides_identity=False,
        draft=draft,
        draft_door=registration_door(facts.code),
        claimant=facts.code if isinstance(refusal, PersonAlreadyRegistered) else "",
    )


def _record_page(
    form: PersonForm, refusal: Refusal, present: PresentRecord, draft: FormDraftFacts | None
) -> Answer:
    return form_page(
        "delegations/participant_form.html",
        form,
        refusal,
        heading=f"Edit {present.name}",
        back=url_for(".participant_page", code=present.code),
        is_new=False,
        hides_identity=present.hides_birth,
        draft=draft,
        draft_door=record_door(present.code),
        claimant=present.delegation if isinstance(refusal, PersonAlreadyRegistered) else "",
    )

"""The form of a person: registering and editing."""

from __future__ import annotations

from dataclasses import asdict

from flask import flash, request, url_for

from summit.accounts.permissions import Action, current_actor, grant, guard, may
from summit.delegations import actions, queries
from summit.delegations.facts import DelegationFacts, PersonEntry, PostEntry
from summit.delegations.forms import PersonForm
from summit.delegations.lifecycle import PartyKind
from summit.delegations.rules import PersonAlreadyRegistered
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, offered_posts, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, RuleBroken, StaleVersion
from summit.foundation.web import see_other

UNSEEN = frozenset({"version", "csrf_token", "machine_lines", "passport_number"})


@blueprint.route("/delegations/<string:code>/registration", methods=["GET", "POST"])
@guard(Action.REGISTER_PEOPLE)
def registration(code: str) -> Answer:
    """Register a person in the delegation."""
    form = PersonForm()
    with reading() as session:
        delegation = queries.delegation_within(session, within(session, Action.REGISTER_PEOPLE), code)
        facts = queries.delegation_facts(session, delegation)
    shape(form, PartyKind(facts.kind))
    if request.form.get("fill"):
        form.fill_from_lines(utc_now().date())
        return registration_page(form, None, facts)
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
                name, new_code = participant.person.badge_name, participant.code
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash(f"{name} is registered.", "success")
            again = url_for(".registration", code=code)
            return see_other(again if request.form.get("again") else url_for(".participant_page", code=new_code))
    return registration_page(form, refusal, facts)


@blueprint.route("/people/<string:code>/record", methods=["GET", "POST"])
@guard(Action.EDIT_PEOPLE)
def record(code: str) -> Answer:
    """Edit a person; a delegate edits their own particulars and not their post."""
    with reading() as session:
        reached = within(session, Action.EDIT_PEOPLE)
        participant = queries.participant_within(session, reached, code)
        person, post = queries.entries_of(participant)
        version, kind = participant.version, PartyKind(participant.delegation.party.kind)
        name, claimant = participant.person.badge_name, participant.delegation.code
    form = PersonForm(data={**_typed(person, post), "version": version})
    shape(form, kind, post)
    if reached.only_participant is not None:
        form.leave_post_to_the_delegation()
    if request.form.get("fill"):
        form.fill_from_lines(utc_now().date())
        return _record_page(form, None, code, name, claimant)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                participant = queries.participant_within(session, within(session, Action.EDIT_PEOPLE), code)
                present, present_post = queries.entries_of(participant)
                actions.edit_participant(
                    session,
                    current_actor(),
                    utc_now(),
                    participant=participant,
                    person=form.person_entry(keep_born_on=present.born_on if _hides_identity() else None),
                    post=form.post_entry(present_post),
                    version=form.version.data,
                )
        except StaleVersion as error:
            _compare(form, person, post, version)
            form.refuse(refusal := error)
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("Saved.", "success")
            return see_other(url_for(".participant_page", code=code))
    return _record_page(form, refusal, code, name, claimant)


def shape(form: PersonForm, kind: PartyKind, present: PostEntry | None = None) -> None:
    """Offer what the viewer may give: the protocol department everything, a delegation what suits its kind."""
    functions, categories = offered_posts(kind)
    if present is not None:
        functions += [present.function] * (present.function not in functions)
        categories += [present.category] * (present.category not in categories)
    form.offer(functions, categories)
    if not may(Action.MANAGE_DELEGATIONS):
        form.leave_rank_to_the_host()


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


def _compare(form: PersonForm, person: PersonEntry, post: PostEntry, version: int) -> None:
    """Say at each field what somebody saved meanwhile; sending the form again then overrides it knowingly (UX-28)."""
    for name, saved in _typed(person, post).items():
        if name in form and name not in UNSEEN and (form[name].data or "") != (saved or ""):
            shown = f"{saved:%-d %B %Y}" if hasattr(saved, "year") else saved
            form[name].errors = [f"Saved meanwhile: {shown}" if saved else "Emptied meanwhile."]
    form.version.data, form.version.raw_data = version, None


def _hides_identity() -> bool:
    cell = grant(Action.SEE_IDENTITY)
    return cell is None or cell.masked


def registration_page(form: PersonForm, refusal: Refusal, facts: DelegationFacts) -> Answer:
    """The page of a registration; where the passport stands elsewhere, with the way to the duplicate desk (DEL-01)."""
    return form_page(
        "delegations/participant_form.html",
        form,
        refusal,
        heading=f"Register a person: {facts.name}",
        back=url_for(".delegation_page", code=facts.code),
        is_new=True,
        hides_identity=False,
        claimant=facts.code if isinstance(refusal, PersonAlreadyRegistered) else "",
    )


def _record_page(form: PersonForm, refusal: Refusal, code: str, name: str, claimant: str) -> Answer:
    return form_page(
        "delegations/participant_form.html",
        form,
        refusal,
        heading=f"Edit {name}",
        back=url_for(".participant_page", code=code),
        is_new=False,
        hides_identity=_hides_identity(),
        claimant=claimant if isinstance(refusal, PersonAlreadyRegistered) else "",
    )

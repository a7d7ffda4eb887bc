"""The invitation of a delegation, the answer to it, and the papers on file."""

from __future__ import annotations

from io import BytesIO

from flask import flash, render_template, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.delegations import actions, queries
from summit.delegations.forms import LetterForm, NamesForm, PaperForm, ReplyForm, VersionedForm
from summit.delegations.lifecycle import REPLY_NAMES, PaperKind
from summit.delegations.models import Delegation, Paper
from summit.delegations.views.doors import Answer, Refusal, blueprint, form_page, within
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import Conflict, NotFound, RuleBroken
from summit.foundation.web import see_other

# The bytes came from outside: a browser that opens them in spite of all may run and load nothing.
SHUT = "sandbox; default-src 'none'; frame-ancestors 'none'"
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@blueprint.get("/delegations/<string:code>/invitation")
@guard(Action.SEE_PAPERS)
def invitation(code: str) -> str:
    """The letter, the answer, and every paper on file."""
    with reading() as session:
        delegation = _delegation(session, Action.SEE_PAPERS, code)
        return render_template(
            "delegations/invitation_page.html",
            delegation=queries.delegation_facts(session, delegation),
            invitation=queries.invitation_facts(session, delegation.id),
            papers=queries.papers_of(session, delegation.id),
            lacks_note=bool(queries.lacking_note(session, [delegation.id])),
            reply_names=REPLY_NAMES,
            may_manage=may(Action.MANAGE_DELEGATIONS),
            may_file=may(Action.FILE_PAPERS),
        )


@blueprint.route("/delegations/<string:code>/invitation/letter", methods=["GET", "POST"])
@guard(Action.MANAGE_DELEGATIONS)
def invitation_letter(code: str) -> Answer:
    """Record the host's letter."""
    with reading() as session:
        delegation = _delegation(session, Action.MANAGE_DELEGATIONS, code)
        facts = queries.delegation_facts(session, delegation)
        present = queries.invitation_facts(session, delegation.id)
        ranks = queries.rank_table(session)
    form = LetterForm(data={**vars(present.letter), "version": present.version} if present else {})
    form.offer(ranks)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.record_invitation(
                    session,
                    current_actor(),
                    utc_now(),
                    delegation=_delegation(session, Action.MANAGE_DELEGATIONS, code),
                    letter=form.entry(),
                    version=form.version.data or 0,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("The letter of invitation is recorded.", "success")
            return see_other(url_for(".invitation", code=code))
    return form_page("delegations/invitation_letter.html", form, refusal, delegation=facts)


@blueprint.route("/delegations/<string:code>/invitation/reply", methods=["GET", "POST"])
@guard(Action.MANAGE_DELEGATIONS)
def invitation_reply(code: str) -> Answer:
    """Record the answer."""
    with reading() as session:
        delegation = _delegation(session, Action.MANAGE_DELEGATIONS, code)
        facts = queries.delegation_facts(session, delegation)
        present = queries.invitation_facts(session, delegation.id)
        ranks = queries.rank_table(session)
    form = ReplyForm(data={"version": present.version} if present else {})
    form.offer(present.verbs if present else (), ranks)
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.record_reply(
                    session,
                    current_actor(),
                    utc_now(),
                    delegation=_delegation(session, Action.MANAGE_DELEGATIONS, code),
                    reply=form.entry(),
                    version=form.version.data or 0,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("The answer is recorded.", "success")
            return see_other(url_for(".invitation", code=code))
    return form_page("delegations/invitation_reply.html", form, refusal, delegation=facts, invitation=present)


@blueprint.route("/delegations/<string:code>/papers", methods=["GET", "POST"])
@guard(Action.FILE_PAPERS)
def papers(code: str) -> Answer:
    """File a note verbale or letter."""
    form = PaperForm(data={"kind": PaperKind.NOMINATION.value})
    with reading() as session:
        facts = queries.delegation_facts(session, _delegation(session, Action.FILE_PAPERS, code))
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                actions.file_paper(
                    session,
                    current_actor(),
                    utc_now(),
                    delegation=_delegation(session, Action.FILE_PAPERS, code),
                    paper=form.entry(),
                    content=form.file.data.read(),
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("The paper is on file.", "success")
            return see_other(url_for(".invitation", code=code))
    return form_page("delegations/paper_form.html", form, refusal, delegation=facts)


@blueprint.get("/delegations/<string:code>/papers/<string:paper>")
@guard(Action.SEE_PAPERS)
def paper_page(code: str, paper: str) -> str:
    """One paper; of a note that nominates, what it says otherwise than the register (DEL-32)."""
    with reading() as session:
        delegation, found = _paper(session, Action.SEE_PAPERS, code, paper)
        return render_template(
            "delegations/paper_page.html",
            delegation=queries.delegation_facts(session, delegation),
            paper=queries.paper_facts(found),
            is_note=found.kind == PaperKind.NOMINATION,
            differences=queries.differences_in(session, found),
            may_manage=may(Action.MANAGE_DELEGATIONS),
            may_file=may(Action.FILE_PAPERS),
        )


@blueprint.get("/delegations/<string:code>/papers/<string:paper>/file")
@guard(Action.SEE_PAPERS)
def paper_file(code: str, paper: str) -> Response:
    """The file as it came: to be saved, never shown as a page of ours."""
    with reading() as session:
        _, found = _paper(session, Action.SEE_PAPERS, code, paper)
        content, media_type = queries.paper_content(session, found), found.media_type
    name = f"{paper}.{ENDINGS[media_type]}"
    answer = send_file(BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name)
    answer.headers["Content-Security-Policy"] = SHUT
    return answer


@blueprint.route("/delegations/<string:code>/papers/<string:paper>/names", methods=["GET", "POST"])
@guard(Action.MANAGE_DELEGATIONS)
def paper_names(code: str, paper: str) -> Answer:
    """Type in whom the note names."""
    with reading() as session:
        delegation, found = _paper(session, Action.MANAGE_DELEGATIONS, code, paper)
        facts, present = queries.delegation_facts(session, delegation), queries.paper_facts(found)
    if present.kind != PaperKind.NOMINATION:
        raise NotFound()
    form = NamesForm(data={"name_list": present.name_list, "version": present.version})
    refusal: Refusal = None
    if form.validate_on_submit():
        try:
            with committing() as session:
                delegation, found = _paper(session, Action.MANAGE_DELEGATIONS, code, paper)
                actions.list_names(
                    session,
                    current_actor(),
                    utc_now(),
                    delegation=delegation,
                    paper=found,
                    name_list=form.name_list.data or "",
                    version=form.version.data or 0,
                )
        except (RuleBroken, Conflict) as error:
            form.refuse(refusal := error)
        else:
            flash("The names are saved.", "success")
            return see_other(url_for(".paper_page", code=code, paper=paper))
    return form_page("delegations/paper_names.html", form, refusal, delegation=facts, paper=present)


@blueprint.post("/delegations/<string:code>/papers/<string:paper>/reconciliation")
@guard(Action.MANAGE_DELEGATIONS)
def paper_reconciliation(code: str, paper: str) -> Response:
    """Say that the note was compared with the register."""
    with committing() as session:
        delegation, found = _paper(session, Action.MANAGE_DELEGATIONS, code, paper)
        actions.reconcile_paper(
            session, current_actor(), utc_now(), delegation=delegation, paper=found, version=_version()
        )
    flash("The note is reconciled with the register.", "success")
    return see_other(url_for(".paper_page", code=code, paper=paper))


@blueprint.post("/delegations/<string:code>/papers/<string:paper>/removal")
@guard(Action.FILE_PAPERS)
def paper_removal(code: str, paper: str) -> Response:
    """Take a paper off the file that was filed by mistake."""
    with committing() as session:
        delegation, found = _paper(session, Action.FILE_PAPERS, code, paper)
        actions.remove_paper(
            session, current_actor(), utc_now(), delegation=delegation, paper=found, version=_version()
        )
    flash("The paper is off the file.", "success")
    return see_other(url_for(".invitation", code=code))


def _delegation(session: Session, action: Action, code: str) -> Delegation:
    return queries.delegation_within(session, within(session, action), code)


def _paper(session: Session, action: Action, code: str, paper: str) -> tuple[Delegation, Paper]:
    delegation = _delegation(session, action, code)
    return delegation, queries.paper_of(session, delegation.id, paper)


def _version() -> int:
    return VersionedForm().version.data or 0

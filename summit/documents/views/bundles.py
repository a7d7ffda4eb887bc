"""All papers of one kind at once: as one file, or published together."""

from __future__ import annotations

from flask import Response, flash, render_template, request, url_for

from summit.accounts.permissions import Action, current_actor, guard, may
from summit.documents import actions, queries
from summit.documents.facts import Asked
from summit.documents.forms import BundleForm
from summit.documents.kinds import KindFacts
from summit.documents.lifecycle import VersionState
from summit.documents.views.doors import (
    LANGUAGES,
    Answer,
    asked_language,
    blueprint,
    in_name,
    known_languages,
    note_reading,
    pdf,
    readable,
)
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading
from summit.foundation.errors import NotFound, RuleBroken, SummitError
from summit.foundation.web import see_other
from summit.paper.facts import MissingGlyph

SHOWN = 200  # documents named on the page


@blueprint.get("/documents/kinds/<string:kind>/bundle")
@guard(Action.SEE_DOCUMENTS)
def bundle_page(kind: str) -> Answer:
    """Which of them changed since they were published, and what can be done with all."""
    return _page(readable(kind), asked_language())


@blueprint.get("/documents/kinds/<string:kind>/bundle.pdf")
@guard(Action.SEE_DOCUMENTS)
def bundle_file(kind: str) -> Response:
    """All of them in one file; with `changed` those that say something else than their last version."""
    found, now = readable(kind), utc_now()
    only_changed = bool(request.args.get("changed"))
    with reading() as session:
        bundle = actions.gather_bundle(session, current_actor(), now, asked=Asked(found.kind, "", asked_language()))
    if only_changed:
        bundle = bundle.only_changed()
    content = actions.bundle_pdf(bundle, printed_at=now)
    note_reading(f"all {kind}", *bundle.facts)
    return pdf(content, f"{kind}-{'changed' if only_changed else 'all'}-{in_name(bundle.asked.language)}")


@blueprint.post("/documents/kinds/<string:kind>/bundle")
@guard(Action.PUBLISH_DOCUMENTS)
def bundle_publication(kind: str) -> Answer:
    """Publish the next version of each that changed."""
    found, form, now = readable(kind), BundleForm(), utc_now()
    language = known_languages(form.language.data or "")
    if not form.validate_on_submit():
        return _page(found, language, form)
    asked = Asked(found.kind, "", language, VersionState(form.state.data))
    try:
        with reading() as session:
            bundle = actions.gather_bundle(session, current_actor(), now, asked=asked)
        with committing() as session:
            said = actions.Publication(note=form.note.data or "")
            count = actions.publish_bundle(session, current_actor(), now, bundle=bundle, publication=said)
    except NotFound:
        raise
    except (SummitError, MissingGlyph) as error:
        refusal = error if isinstance(error, SummitError) else RuleBroken(str(error))
        form.refuse(refusal)
        return _page(found, language, form, refusal.status)
    flash(f"{count} {'document is' if count == 1 else 'documents are'} published.", "success")
    return see_other(url_for(".bundle_page", kind=kind, language=language))


def _page(kind: KindFacts, language: str, form: BundleForm | None = None, status: int = 422) -> Answer:
    now = utc_now()
    with reading() as session:
        bundle = actions.gather_bundle(session, current_actor(), now, asked=Asked(kind.kind, "", language))
        names = queries.subjects_of(session, kind, now)
    note_reading(f"all {kind.kind.value}", *bundle.facts)
    fresh = form is None
    if form is None:
        form = BundleForm(formdata=None, data={"language": language})
    page = render_template(
        "documents/bundle_page.html",
        kind=kind, languages=LANGUAGES, chosen=language.split(","), form=form, form_failed=not fresh,
        lines=[(one.asked.subject, names[one.asked.subject], one.latest, issue.number) for one, issue in bundle.papers],
        changed=len(bundle.changed), shown=SHOWN, may_publish=may(Action.PUBLISH_DOCUMENTS),
    )  # fmt: skip
    return page if fresh else (page, status)

"""All papers of one kind in one file, or only those that say something else than when they were last published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from summit.accounts.policy import Action
from summit.audit.facts import Actor
from summit.delegations.queries import reach
from summit.documents.actions.versions import Prepared, Publication, publish_prepared
from summit.documents.comparing import looks_the_same
from summit.documents.facts import DRAFT, Asked, Facts, Issue
from summit.documents.kinds import KINDS
from summit.documents.permissions import require_readable
from summit.documents.queries import facts_of, gathered_all, issue_of, last_versions
from summit.documents.render import bundle_of
from summit.documents.rules import NothingChanged
from summit.foundation.errors import NotFound

NOBODY = "There is nothing yet that these documents could be about."
SAME = "Every one of them says what its last version says, so there is nothing to print or publish."


@dataclass(frozen=True)
class Bundle:
    """The papers of one kind as they are now, by subject; one that says what its last version says carries its number."""

    asked: Asked
    papers: tuple[tuple[Prepared, Issue], ...]

    @property
    def changed(self) -> tuple[Prepared, ...]:
        """Those that have no version yet, or look different from their last one."""
        return tuple(prepared for prepared, issue in self.papers if not issue.number)

    @property
    def facts(self) -> tuple[Facts, ...]:
        return tuple(prepared.facts for prepared, _ in self.papers)

    def only_changed(self) -> Bundle:
        """Without those that say what their last version says."""
        return replace(self, papers=tuple((one, issue) for one, issue in self.papers if not issue.number))


def gather_bundle(session: Session, actor: Actor, now: datetime, *, asked: Asked) -> Bundle:
    """Every paper of that kind in that language, by subject: `asked` names none. Read in a reading session, of one moment.

    Raises NotFound for what the actor may not read, and for a kind of which there is only one.
    """
    kind = KINDS[asked.kind]
    require_readable(actor, kind)
    if not kind.has_bundle:
        raise NotFound()
    viewer = reach(session, actor, Action.SEE_BILATERALS, now)
    last = last_versions(session, asked)
    papers = []
    for subject, facts in gathered_all(session, now, asked=asked, viewer=viewer).items():
        one, version = replace(asked, subject=subject), last.get(subject)
        is_known = version is not None and looks_the_same(facts_of(version), facts)
        issue = issue_of(version) if version is not None and is_known else DRAFT
        papers.append((Prepared(one, facts, version.number if version is not None else 0), issue))
    return Bundle(asked, tuple(papers))


def bundle_pdf(bundle: Bundle, *, printed_at: datetime) -> bytes:
    """The papers one after the other, each with its own pages. Raises NothingChanged for none, and MissingGlyph."""
    if not bundle.papers:
        raise NothingChanged(SAME)
    return bundle_of(bundle.asked.kind, [(one.facts, issue) for one, issue in bundle.papers], printed_at=printed_at)


def publish_bundle(
    session: Session, actor: Actor, now: datetime, *, bundle: Bundle, publication: Publication | None = None
) -> int:
    """Publish the next version of each that changed, all or none; tells how many.

    One that was final already stays final or is revised, as its own life allows. Raises NothingChanged, PublishedMeanwhile.
    """
    changed = bundle.changed
    if not changed:
        raise NothingChanged(SAME if bundle.papers else NOBODY)
    _require_printable(bundle, changed, now)
    for prepared in changed:
        publish_prepared(session, actor, now, prepared=prepared, publication=publication)
    return len(changed)


def _require_printable(bundle: Bundle, changed: Sequence[Prepared], now: datetime) -> None:
    """Nothing is published that cannot be printed (DOC-04)."""
    bundle_of(bundle.asked.kind, [(one.facts, DRAFT) for one in changed], printed_at=now)


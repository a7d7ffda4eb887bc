"""What the doors of this room share: the blueprint, the viewer's reach, files as answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress

from flask import Blueprint, Response, request
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from summit.accounts.permissions import Action, current_actor
from summit.bilaterals.actions import record_reading
from summit.delegations.queries import Reach, reach
from summit.documents.facts import (
    Bilingual,
    CallSheet,
    DelegationMeetings,
    DelegationSchedule,
    Facts,
    Item,
    MeetingSheet,
    MeetingSign,
    Part,
    ParticipantSchedule,
    RoomSheets,
)
from summit.documents.kinds import KINDS, KindFacts, kind_named
from summit.documents.permissions import may_read, require_readable
from summit.documents.words import WORDS, UnknownLanguage, languages_of
from summit.foundation.clock import utc_now
from summit.foundation.db import committing, reading

blueprint = Blueprint("documents", __name__)
Answer = AnyResponse | str | tuple[str, int]
LANGUAGES = {code: words.name for code, words in WORDS.items()}


def within(session: Session, action: Action) -> Reach:
    """Whom the signed-in user can reach for this action now."""
    return reach(session, current_actor(), action, utc_now(), acting_for=current_user.acting_for)


def viewer(session: Session) -> Reach:
    """Whose bilaterals the reader may know: for everybody else a room is reserved, and no more (BIL-50)."""
    return within(session, Action.SEE_BILATERALS)


def readable_kinds() -> list[KindFacts]:
    """The kinds that the signed-in user may read whole."""
    return [kind for kind in KINDS.values() if may_read(current_actor(), kind)]


def readable(name: str) -> KindFacts:
    """The kind of that name in an address, if the signed-in user may read it; else NotFound."""
    kind = kind_named(name)
    require_readable(current_actor(), kind)
    return kind


def asked_language() -> str:
    """The language of the address, or two with a comma between them; `second` adds one. English where it is not ours."""
    return known_languages(",".join(filter(None, (request.args.get("language", "en"), request.args.get("second", "")))))


def known_languages(written: str) -> str:
    """`fr` or `en,fr` as written, the first alone where the second is none to stand beside it, and English for neither."""
    first = written.partition(",")[0]
    for wanted in (written, first):
        with suppress(UnknownLanguage):
            return ",".join(languages_of(wanted))
    return "en"


def asked_number(name: str, otherwise: int = 0) -> int:
    """A small number of the address, or the other one where there is none."""
    written = request.args.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else otherwise


def in_name(language: str) -> str:
    """The language as names of files have it: `en`, or `en-fr`."""
    return language.replace(",", "-")


def pdf(content: bytes, name: str) -> Response:
    """A paper as an answer."""
    return file(content, f"{name}.pdf", "application/pdf", "inline")


def calendar_file(content: bytes, name: str) -> Response:
    """A calendar file as an answer."""
    return file(content, f"{name}.ics", "text/calendar", "attachment")


def file(content: bytes, name: str, media_type: str, disposition: str) -> Response:
    """A file as an answer."""
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return answer


def note_reading(where: str, *papers: Facts) -> None:
    """Whoever reads of bilaterals in documents without belonging to one leaves a line in the journal (BIL-51)."""
    note_codes(where, [code for facts in papers for code in _codes_of(facts)])


def note_codes(where: str, codes: Collection[str]) -> None:
    """The same for a page that shows the meetings of these requests."""
    if not codes:
        return
    with reading() as session:
        seen = viewer(session)
    if seen.everything:
        with committing() as session:
            record_reading(session, current_actor(), utc_now(), within=seen, where=where, codes=codes)


def _codes_of(facts: Facts) -> Iterator[str]:
    """The requests of which the document tells."""
    if isinstance(facts, Bilingual):
        yield from _codes_of(facts.first)
    if isinstance(facts, CallSheet | ParticipantSchedule):
        yield from _bilaterals(facts.items)
    if isinstance(facts, DelegationSchedule):
        for plan in facts.people:
            yield from _bilaterals(plan.items)
    if isinstance(facts, DelegationMeetings):
        yield from (line.code for line in facts.lines)
    if isinstance(facts, MeetingSheet):
        yield facts.meeting.code
    if isinstance(facts, MeetingSign):
        yield facts.code
    if isinstance(facts, RoomSheets):
        yield from (meeting.code for room in facts.rooms for meeting in room.meetings)


def _bilaterals(items: Iterable[Item]) -> Iterator[str]:
    return (item.code for item in items if item.part is Part.BILATERAL)

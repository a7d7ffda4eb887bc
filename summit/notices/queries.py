"""Reading the outbox, the words of letters, and the addresses that do not answer."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any  # Any: rows of columns, read into facts here

from sqlalchemy import ColumnElement, Row, Select, func, select, true
from sqlalchemy.orm import Session

from summit.audit.queries import history
from summit.foundation.db import config_of
from summit.foundation.errors import NotFound
from summit.foundation.keyset import Listing, Place, Stretch, Walk, stretch
from summit.foundation.sealing import unseal
from summit.notices.facts import (
    ENGLISH,
    LANGUAGES,
    BounceLine,
    KindLine,
    LetterKind,
    NoticeFilters,
    NoticeLine,
    NoticePage,
    SavedWording,
    Wording,
)
from summit.notices.kinds import KINDS
from summit.notices.letters import built_in, filled, without_secrets
from summit.notices.lifecycle import NOTICE, STATE_NAMES, NoticeState
from summit.notices.models import BouncedAddress, LetterWording, Notice, ReviewedKind
from summit.notices.phrases import example_of, moment_words, sentence
from summit.notices.rules import kind_title, require_kind, require_language, require_wording

LINES = select(
    Notice.id, Notice.code, Notice.kind, Notice.recipient, Notice.subject, Notice.state, Notice.note,
    Notice.created_at, Notice.sent_at,
)  # fmt: skip
MOST_ADDRESSES = 500


def outbox() -> Select[Notice]:
    """All letters, newest first."""
    return select(Notice).order_by(Notice.id.desc())


def letters_listed(session: Session, filters: NoticeFilters, place: Place) -> Stretch[NoticeLine]:
    """One page of the outbox, newest first: at most three queries, whatever the number of letters."""
    kept = _kept(filters)
    listing = Listing(
        LINES, Notice.id, Notice.code, true(), kept, (Notice.id,), True, Walk(select(Notice.id), kept)
    )
    found = stretch(session, listing, place)
    return Stretch([_line(row) for row in found.rows], found.total, found.is_more, found.previous, found.next)


def counts_by_state(session: Session) -> dict[str, int]:
    """State -> number of letters, for every state."""
    found = dict(session.execute(select(Notice.state, func.count()).group_by(Notice.state)).all())
    return {state.value: found.get(state.value, 0) for state in STATE_NAMES}


def letter(session: Session, code: str) -> tuple[Notice, str]:
    """A letter and its whole text, links and all: for the operator's command line and for tests."""
    notice = notice_by_code(session, code)
    return notice, unseal(session, notice.body_sealed)


def notice_by_code(session: Session, code: str) -> Notice:
    """The letter of that code, or NotFound."""
    notice = session.scalar(select(Notice).where(Notice.code == code))
    if notice is None:
        raise NotFound()
    return notice


def notice_page(session: Session, code: str) -> NoticePage:
    """One letter as an officer reads it: without the links that open something."""
    notice = notice_by_code(session, code)
    copies = session.scalars(select(Notice.code).where(Notice.copy_of == code).order_by(Notice.id)).all()
    return NoticePage(
        line=_line(notice),
        body=_readable(session, notice),
        language=notice.language,
        attempts=notice.attempts,
        next_try_at=notice.next_try_at if notice.state == NoticeState.QUEUED else None,
        copy_of=notice.copy_of,
        copies=tuple(copies),
        verbs=NOTICE.verbs(NoticeState(notice.state)),
        history=tuple(history(session, "notice", code)),
    )


def bounced_addresses(session: Session) -> list[BounceLine]:
    """The addresses to which letters are held, the newest first."""
    rows = session.scalars(select(BouncedAddress).order_by(BouncedAddress.id.desc()).limit(MOST_ADDRESSES))
    return [BounceLine(row.id, row.address, row.reason, row.bounced_at, row.notice_code) for row in rows]


def bounced_address(session: Session, number: int) -> BouncedAddress:
    """One of them, or NotFound."""
    found = session.get(BouncedAddress, number)
    if found is None:
        raise NotFound()
    return found


def is_bounced(session: Session, address: str) -> bool:
    """Whether a letter to this address came back and nobody has cleared it since."""
    return session.scalar(select(BouncedAddress.id).where(BouncedAddress.address == address.lower())) is not None


def is_reviewed(session: Session, kind: str) -> bool:
    """Whether letters of this kind wait for an officer."""
    return session.get(ReviewedKind, kind) is not None


def kind_lines(session: Session) -> list[KindLine]:
    """Every kind with its own words by language: two queries."""
    held = set(session.scalars(select(ReviewedKind.kind)))
    own: dict[str, dict[str, SavedWording]] = {}
    for one in saved_wordings(session):
        own.setdefault(one.kind, {})[one.language] = one
    return [KindLine(kind, own.get(kind.code, {}), kind.code in held) for kind in KINDS]


def kind_line(session: Session, kind: LetterKind) -> KindLine:
    """One of them."""
    return next(line for line in kind_lines(session) if line.kind == kind)


def saved_wordings(session: Session) -> list[SavedWording]:
    """All own words by kind and language."""
    rows = session.scalars(select(LetterWording).order_by(LetterWording.kind, LetterWording.language))
    return [SavedWording(row.kind, row.language, Wording(row.subject, row.body), row.version) for row in rows]


def wording_for(session: Session, kind: LetterKind, language: str) -> tuple[str, Wording]:
    """The language and the words in which such a letter goes to a reader of `language`: the ministry's own words in it, else
    those that came with the program in it; in English for a language in which no letters are written.
    """
    spoken = language if language in LANGUAGES else ENGLISH
    row = session.scalar(
        select(LetterWording).where(LetterWording.kind == kind.code, LetterWording.language == spoken)
    )
    return spoken, Wording(row.subject, row.body) if row else built_in(kind.code, spoken)


def sentence_in(language: str, key: str, *, number: int = 0, **values: str) -> str:
    """A sentence of the program for a letter in that language; `number` chooses the plural form."""
    return sentence(language, key, number=number, **values)


def moment_in(language: str, at: datetime, *, zone: str = "", place: str = "") -> str:
    """A moment as the clocks of that place show it, as letters in that language write it; UTC without a place."""
    return moment_words(language, at, zone=zone, place=place)


def examples_in(kind: LetterKind, language: str) -> dict[str, str]:
    """A value for each placeholder of the kind, our own sentences in that language."""
    return {one.name: example_of(one, language) for one in kind.placeholders}


def checked_wording(kind: LetterKind, wording: Wording) -> Wording:
    """The words as they would be kept; RuleBroken for those that would be refused."""
    return require_wording(kind, wording)


def filled_in(kind: LetterKind, wording: Wording, values: Mapping[str, str]) -> Wording:
    """Subject and text with these values, as the recipient reads them."""
    return filled(kind, wording, values)


def kind_of_address(slug: str) -> LetterKind:
    """The kind that an address names, or NotFound."""
    return require_kind(slug)


def language_of_address(code: str) -> str:
    """The language that an address names, or NotFound."""
    return require_language(code)


def written_keys(session: Session, keys: Collection[str]) -> set[str]:
    """Those of the causes that have their letter already."""
    return set(session.scalars(select(Notice.once_key).where(Notice.once_key.in_(keys))))


def kind_titles() -> dict[str, str]:
    """Code -> title of every kind."""
    return {kind.code: kind.title for kind in KINDS}


def has_mail_server(session: Session) -> bool:
    """Whether letters leave this installation by themselves."""
    return config_of(session).mail_server is not None


def _kept(filters: NoticeFilters) -> tuple[ColumnElement[bool], ...]:
    conditions: list[ColumnElement[bool]] = []
    if filters.state:
        conditions.append(Notice.state == filters.state)
    if filters.kind:
        conditions.append(Notice.kind == filters.kind)
    if filters.recipient:
        conditions.append(func.lower(Notice.recipient).contains(filters.recipient.lower(), autoescape=True))
    return tuple(conditions)


def _line(row: Notice | Row[*tuple[Any, ...]]) -> NoticeLine:
    return NoticeLine(
        code=row.code,
        kind_title=kind_title(row.kind),
        recipient=row.recipient,
        subject=row.subject,
        state=row.state,
        state_name=STATE_NAMES[NoticeState(row.state)],
        note=row.note,
        created_at=row.created_at,
        sent_at=row.sent_at,
    )


def _readable(session: Session, notice: Notice) -> str | None:
    if notice.secrets_sealed is None:
        return None
    secrets: Sequence[str] = json.loads(unseal(session, notice.secrets_sealed))
    return without_secrets(unseal(session, notice.body_sealed), secrets)

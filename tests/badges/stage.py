"""The people of these tests: admitted participants, with photographs, and the badge desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from summit.accounts.actions import actor_of
from summit.accounts.policy import Role
from summit.accreditation.actions import open_categories
from summit.audit.facts import Actor
from summit.badges import actions, queries
from summit.badges.facts import RunSelection, SelectionKind
from summit.badges.models import Badge, PrintRun
from summit.delegations.actions import store_photo
from summit.delegations.models import AccreditationCategory, Participant
from summit.delegations.photograph import cut
from summit.foundation.db import Database
from tests.accreditation.offices import approved
from tests.factories import NOW, SYSTEM, make_delegation, make_participant, make_user

WAITING = RunSelection(SelectionKind.WAITING)


def desk(session: Session) -> Actor:
    """A fresh operator of the badge desk as the one who acts."""
    return actor_of(make_user(session, roles=[Role.BADGE_DESK]))


def jpeg(color: tuple[int, int, int] = (180, 150, 130)) -> bytes:
    out = BytesIO()
    Image.new("RGB", (600, 771), color).save(out, "JPEG", quality=85)
    return out.getvalue()


def give_photo(
    session: Session, participant: Participant, color: tuple[int, int, int] = (180, 150, 130)
) -> None:
    store_photo(session, SYSTEM, NOW, participant=participant, portrait=cut(jpeg(color)))


def admit(session: Session, count: int = 1, *, code: str = "FR", **person: object) -> list[Participant]:
    """So many admitted participants of the delegation of that party; the categories are loaded when there are none."""
    if session.scalar(select(AccreditationCategory).limit(1)) is None:
        open_categories(session, SYSTEM, NOW)
    delegation = make_delegation(session, code, badge_quota=500)
    people = [make_participant(session, delegation, **person) for _ in range(count)]
    for one in people:
        approved(session, one)
        one.delegation = delegation  # loaded, for tests that read it after the session
    return people


def order(database: Database, selection: RunSelection = WAITING) -> str:
    """The code of a run that was ordered, and, with the immediate worker of the tests, drawn."""
    with database.committing() as session:
        return actions.order_run(session, desk(session), NOW, selection=selection).code


def run_of(database: Database, code: str) -> PrintRun:
    with database.reading() as session:
        return queries.run_by_code(session, code)


def cards_of(database: Database, code: str) -> list[Badge]:
    """The cards of a run in its order."""
    with database.reading() as session:
        return list(session.scalars(queries.cards_of_run(queries.run_by_code(session, code))))


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Every statement that the database is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)

"""The letters of invitation, the answers, and the notes verbales that nominate the delegations."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from zlib import crc32

from PIL import Image, ImageDraw
from sqlalchemy.orm import Session

from summit.accounts.policy import Role
from summit.delegations.actions import (
    file_paper,
    list_names,
    reconcile_paper,
    record_invitation,
    record_reply,
)
from summit.delegations.facts import LetterEntry, PaperEntry, ReplyEntry
from summit.delegations.models import Delegation
from summit.delegations.queries import people_of
from summit.demo.loading.stage import Stage, office_hours

SENT_ON = date(2025, 8, 4)
RECORDED = (date(2025, 8, 12), date(2025, 8, 13))
REPLIED_ON = date(2025, 8, 28)
ANSWERED = (date(2025, 8, 30), date(2025, 8, 30))
NOTED = (date(2025, 8, 31), date(2025, 8, 31))
COMPARED_AT = datetime(2025, 9, 30, 11, 45, tzinfo=UTC)
UNDECIDED, WITHOUT_NOTE = 17, 9  # one in so many has not decided, or has not sent the note yet
COMPARED = ("FR", "DE")


def send_invitations(session: Session, stage: Stage) -> str:
    """Every delegation was invited by a letter of its own."""
    protocol, teams = stage.staff[Role.PROTOCOL_OFFICER], stage.plan.teams
    for number, (team, now) in enumerate(zip(teams, office_hours(*RECORDED, len(teams)), strict=True), 1):
        letter = LetterEntry(SENT_ON, f"Letter {number}/2025", 10)
        record_invitation(session, protocol, now, delegation=stage.delegations[team.party], letter=letter)
    return f"{len(teams)} invitations"


def record_answers(session: Session, stage: Stage) -> str:
    """Most have accepted and say how many come; a few are tentative."""
    protocol, teams = stage.staff[Role.PROTOCOL_OFFICER], stage.plan.teams
    for team, now in zip(teams, office_hours(*ANSWERED, len(teams)), strict=True):
        verb = "reserve" if _is_one_in(UNDECIDED, team.party) else "accept"
        reply = ReplyEntry(verb, REPLIED_ON, announced_size=len(team.members))
        record_reply(session, protocol, now, delegation=stage.delegations[team.party], reply=reply, version=1)
    return f"{len(teams)} answers to the invitation"


def file_notes(session: Session, stage: Stage) -> str:
    """Most delegations have filed their note verbale; a few have not, and their applications say so (DEL-31)."""
    nominated = [team.party for team in stage.plan.teams if not _is_one_in(WITHOUT_NOTE, team.party)]
    for number, (party, now) in enumerate(zip(nominated, office_hours(*NOTED, len(nominated)), strict=True), 101):
        entry = PaperEntry("nomination", f"Note verbale {number}/2025", now.date())
        actor = stage.acting_for(party, Role.PROTOCOL_OFFICER)
        file_paper(
            session, actor, now,
            delegation=stage.delegations[party], paper=entry, content=scan(entry.reference),
        )  # fmt: skip
    return f"{len(nominated)} notes verbales"


def compare_notes(session: Session, stage: Stage) -> str:
    """One note is compared and differs from the register; another agrees and is reconciled (DEL-32)."""
    protocol = stage.staff[Role.PROTOCOL_OFFICER]
    compared = [stage.delegations[party] for party in COMPARED if party in stage.delegations]
    entry = PaperEntry("nomination", "Note verbale 231/2025", date(2025, 9, 25))
    for place, delegation in enumerate(compared):
        paper = file_paper(
            session, protocol, COMPARED_AT, delegation=delegation, paper=entry, content=scan(entry.reference)
        )
        names = _names(session, delegation)
        told = names if place else [*reversed(names[:3]), *names[3:], "Mr. Paul Girard, Adviser"]
        list_names(
            session, protocol, COMPARED_AT,
            delegation=delegation, paper=paper, name_list="\n".join(told), version=paper.version,
        )  # fmt: skip
        if place:
            reconcile_paper(session, protocol, COMPARED_AT, delegation=delegation, paper=paper, version=paper.version)
    return f"{len(compared)} notes compared with the register"


def scan(reference: str) -> bytes:
    """A sheet with the reference on it, as it would come from a scanner; the same bytes for the same reference."""
    sheet = Image.new("L", (620, 877), "white")
    ImageDraw.Draw(sheet).text((70, 90), reference, fill="black")
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _names(session: Session, delegation: Delegation) -> list[str]:
    return [f"{one.person.badge_name}, {one.title}" for one in people_of(session, delegation.id)]


def _is_one_in(how_many: int, party: str) -> bool:
    return crc32(party.encode()) % how_many == 0

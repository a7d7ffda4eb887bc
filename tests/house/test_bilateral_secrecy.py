"""Nobody outside a meeting can tell with whom it is (domain 5.6, BIL-50), and who reads of it leaves a line (BIL-51).

Two worlds are the same but for one thing: who meets whom. Switzerland asked Türkiye and the Republic of Korea asked Brazil;
or Switzerland asked Brazil, and the Republic of Korea Türkiye. Whatever somebody may read who does not belong to a meeting,
page, search, paper, feed, list, export, refusal, has to be the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import case, func, select, update
from werkzeug.test import TestResponse

from summit.accounts.models import User
from summit.accounts.policy import Role
from summit.audit.models import AuditEntry
from summit.bilaterals import actions as bilaterals
from summit.bilaterals.facts import Occasion, OccasionKind
from summit.bilaterals.models import BilateralMeeting, MeetingRequest, SeparationPair
from summit.delegations.models import Delegation, Engagement, Participant
from summit.documents.kinds import KINDS
from summit.documents.lifecycle import DocumentKind, SubjectKind
from summit.notices.models import Notice
from summit.venues.queries import room_by_code
from tests.bilaterals.stage import Team, agree, ask, make_team, meet
from tests.browser import PageClient
from tests.factories import NOW, SYSTEM, make_participant, make_user
from tests.house.source import teach
from tests.journeys.doors import DOORS, rules, written
from tests.journeys.reading import text_of
from tests.journeys.stage import DAY, STANDINGS, Scene, Side
from tests.journeys.standing import Standing

SUBJECT = "SUBJ8C4E"
PARTIES = {"CH": "Switzerland", "TR": "Türkiye", "KR": "Republic of Korea", "BR": "Brazil"}
KNOWING = (Role.BILATERAL_DESK, Role.CHIEF_OF_PROTOCOL)
OUTSIDERS = (None, *(role for role in Role if role not in KNOWING))
# The journal names requests by their codes, and to nobody but the chief who the sides are.
JOURNAL = frozenset({"/journal", "/"})
TOKEN = re.compile(r"[\w-]{16,}\.[\w-]{4,}\.[\w-]{16,}")
CODE = re.compile(r"\b[A-Z]{1,2}-[A-Z0-9]{8}\b")
PASSING = re.compile(r"[0-9a-f]{16,}|\d+")


@dataclass(frozen=True)
class Secret:
    """The codes of the two pairs' requests and meetings; those of Switzerland first, its confirmed one before the others."""

    codes: tuple[str, ...]
    meetings: tuple[str, ...]
    switzerland: str
    heads: dict[str, str]
    asking: int
    asked: int
    principal: int
    colleague: int

    @property
    def code(self) -> str:
        return self.codes[0]


def arrange(stage: Standing) -> Secret:
    """For each pair a meeting, one that was called off, an agreed time without a room, and an open request."""
    with stage.database.committing() as session:
        teams = {code: make_team(session, code, name=f"MARKED {code}") for code in PARTIES}
        requests = [
            request
            for asking, asked, room in (("CH", "TR", "B-01"), ("KR", "BR", "B-02"))
            for request in _requests(session, teams[asking], teams[asked], room_by_code(session, room))
        ]
        # What stands against two of the meetings on the day: nobody else learns whom it keeps from what (BIL-41).
        for kind, code in ((OccasionKind.LATE, teams["TR"].head.code), (OccasionKind.ROOM_LOST, "B-02")):
            bilaterals.note_occasion(session, SYSTEM, NOW, occasion=Occasion(kind, code, 590, 640))
        delegates = []
        for participant in (teams["CH"].head, make_participant(session, teams["CH"].delegation)):
            participant.user_id = make_user(session, roles=[Role.DELEGATE]).id
            delegates.append(participant.user_id)
        session.flush()
        ids = [request.id for request in requests]
        meetings = session.scalars(select(BilateralMeeting).where(BilateralMeeting.request_id.in_(ids))).all()
        return Secret(
            codes=tuple(request.code for request in requests),
            meetings=tuple(meeting.code for meeting in meetings),
            switzerland=teams["CH"].delegation.code,
            heads={code: team.head.code for code, team in teams.items()},
            asking=teams["CH"].focal_point.id,
            asked=teams["TR"].focal_point.id,
            principal=delegates[0],
            colleague=delegates[1],
        )


def _requests(session, asking: Team, asked: Team, room) -> list[MeetingRequest]:
    confirmed = meet(session, asking, asked, room, "10:00", subject=SUBJECT).request
    off = meet(session, asking, asked, room, "12:00", subject=SUBJECT)
    bilaterals.cancel(session, SYSTEM, NOW, meeting=off, version=None)
    return [
        confirmed, off.request, agree(session, asking, asked, "19:00", subject=SUBJECT),
        ask(session, asking, asked, subject=SUBJECT),
    ]  # fmt: skip


def exchange(stage: Standing, secret: Secret) -> None:
    """The other world: Türkiye and Brazil change places in every request and in what keeps their heads busy."""
    with stage.database.committing() as session:
        found = {
            row.code: row
            for row in session.execute(
                select(Participant.code, Participant.id, Participant.delegation_id).where(
                    Participant.code.in_([secret.heads["TR"], secret.heads["BR"]])
                )
            )
        }
        one, other = found[secret.heads["TR"]], found[secret.heads["BR"]]
        of_ours = MeetingRequest.code.in_(secret.codes)
        session.execute(
            update(MeetingRequest).where(of_ours).values(
                asked_id=case((MeetingRequest.asked_id == one.delegation_id, other.delegation_id), else_=one.delegation_id),
                asked_principal_id=case((MeetingRequest.asked_principal_id == one.id, other.id), else_=one.id),
            )
        )  # fmt: skip
        mine, theirs = (
            session.scalars(select(Engagement.duty_code).where(Engagement.participant_id == head.id)).one()
            for head in (one, other)
        )
        session.execute(
            update(Engagement).where(Engagement.participant_id.in_([one.id, other.id])).values(
                duty_code=case((Engagement.duty_code == mine, theirs), else_=mine)
            )
        )  # fmt: skip


def about(scene: Scene, secret: Secret) -> Side:
    """A side of the scene whose delegation, people and requests are those of Switzerland."""
    requests = dict(zip(STANDINGS, (*secret.codes[:4], *secret.codes[2:4]), strict=True))
    return replace(
        scene.own, delegation=secret.switzerland, head=secret.heads["CH"], request=secret.code, requests=requests,
        people=dict.fromkeys(scene.own.people, secret.heads["CH"]),
    )  # fmt: skip


def addresses(stage: Standing, scene: Scene, secret: Secret) -> list[str]:
    """Everything that is read by GET, where it can be about Switzerland; then its requests, searches and every paper."""
    side = about(scene, secret)
    found = [
        written(stage.app, rule.endpoint, DOORS[rule.endpoint].arguments(side, scene))
        for rule in rules(stage.app)
        if "GET" in (rule.methods or ()) and rule.endpoint not in ("static", "bootstrap.static")
    ]
    for code in secret.codes:
        found += [f"/bilaterals/{code}{noun}" for noun in ("", "/placement", "/relocation", "/meeting.ics")]
    for wanted in (*PARTIES.values(), "MARKED", SUBJECT, *secret.codes, *secret.meetings):
        found += [f"/search?q={wanted}", f"/search/suggestions?q={wanted}", f"/people?q={wanted}", f"/documents?q={wanted}"]
    found += [f"/bilaterals?part={part}" for part in ("placing", "confirmed", "closed", "answer", "waiting")]
    found += [f"/bilaterals?delegation={secret.switzerland}", f"/programme/{DAY}", f"/programme/{DAY}/rooms"]
    found.append(f"/documents/rooms-ahead?from={DAY}T02:30:00Z")
    for head in secret.heads.values():
        found += [f"/documents/participant-schedules/{head}.{kind}" for kind in ("pdf", "ics")]
    return list(dict.fromkeys([*found, *_papers(secret)]))


def _papers(secret: Secret) -> Iterator[str]:
    subjects = {
        SubjectKind.SUMMIT: "", SubjectKind.DAY: DAY, SubjectKind.DELEGATION: secret.switzerland,
        SubjectKind.PARTICIPANT: secret.heads["CH"], SubjectKind.MEETING: secret.code,
    }  # fmt: skip
    for kind in DocumentKind:
        for path in ("", "/draft.pdf"):
            yield f"/documents/kinds/{kind.value}{path}?subject={subjects[KINDS[kind].subject]}"


def read(client: PageClient, address: str) -> str:
    """The text of what the client is given there in the end, without what was asked and what passes from visit to visit."""
    response = client.get(address, follow_redirects=True)
    text = TOKEN.sub("", text_of(response))
    response.close()
    return text


def walked(client: PageClient, where: list[str]) -> dict[str, str]:
    return {address: read(client, address) for address in where}


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """The addresses that tell the two worlds apart: figures, which are times and counts, are the same in both."""
    return [address for address in one if PASSING.sub("0", one[address]) != PASSING.sub("0", other[address])]


def marks_in(address: str, text: str, secret: Secret) -> list[str]:
    """What stands there of the requests themselves; what the address asked for may come back."""
    marks = (SUBJECT, *secret.codes, *secret.meetings)
    return [mark for mark in marks if mark in text and mark not in address]


def part(stage: Standing, secret: Secret) -> str:
    """Switzerland and the Republic of Korea are kept apart; the code of the pair."""
    with stage.database.committing() as session:
        one, other = (_delegation_of(session, secret, code) for code in ("CH", "KR"))
        return bilaterals.keep_apart(session, SYSTEM, NOW, one=one, other=other, reason=SUBJECT).code


def part_others(stage: Standing, secret: Secret, pair: str) -> None:
    """The other world: it is Türkiye and Brazil, who meet the same two, so every offer avoids the same places."""
    with stage.database.committing() as session:
        ids = sorted(_delegation_of(session, secret, code).id for code in ("TR", "BR"))
        row = SeparationPair.code == pair
        session.execute(update(SeparationPair).where(row).values(one_id=ids[0], other_id=ids[1], reason_sealed=""))


def _delegation_of(session, secret: Secret, code: str) -> Delegation:
    return session.scalars(select(Participant).where(Participant.code == secret.heads[code])).one().delegation


def browser_of(stage: Standing, scene: Scene, secret: Secret, who: Role | str | None) -> PageClient:
    """The office, nobody, or by name: another delegation's contact, and who is with Switzerland but in no meeting."""
    named = {"another contact": scene.stranger, "colleague": secret.colleague, "a side": secret.asking}
    return stage.client(named.get(who, who), scene.users)


@pytest.mark.parametrize("who", [*OUTSIDERS, "another contact", "colleague"])
def test_who_does_not_belong_reads_the_same_in_both_worlds(stage: Standing, scene: Scene, who: Role | str | None) -> None:
    secret = arrange(stage)
    client, where = browser_of(stage, scene, secret, who), addresses(stage, scene, secret)
    for address in JOURNAL:
        client.get(address)  # whatever a first visit leaves has been left
    before = walked(client, where)
    exchange(stage, secret)
    after = walked(client, where)
    faults = [f"with whom, at {address}" for address in differing(before, after)]
    for address, text in before.items():
        if who is not Role.AUDITOR or address not in JOURNAL:
            faults += [f"{mark} at {address}" for mark in marks_in(address, text, secret)]
    teach(f"{who} may not know who meets whom:", faults)
    assert len(where) > 200


@pytest.mark.parametrize("role", KNOWING)
def test_who_may_know_does_and_each_reading_is_written_down(stage: Standing, scene: Scene, role: Role) -> None:
    """BIL-51; and the walk of the outsiders would notice, for here the two worlds differ."""
    secret = arrange(stage)
    client, where = browser_of(stage, scene, secret, role), addresses(stage, scene, secret)
    before, noted = {}, {}
    for address in where:
        count = readings(stage)
        before[address] = read(client, address)
        noted[address] = readings(stage) > count
    exchange(stage, secret)
    telling = [address for address in differing(before, walked(client, where)) if address not in JOURNAL]
    teach("What the desk reads of a meeting goes into the journal:", (one for one in telling if not noted[one]))
    must = [
        f"/bilaterals/days/{DAY}", f"/documents/rooms-ahead?from={DAY}T02:30:00Z",
        "/bilaterals", f"/bilaterals/{secret.code}", f"/bilaterals/{secret.code}/meeting.ics", "/bilaterals/waiting",
        f"/bilaterals/{secret.codes[2]}/placement", f"/bilaterals/rooms/{DAY}",
        f"/documents/delegation-schedules/{secret.switzerland}.pdf",
        f"/documents/delegation-schedules/{secret.switzerland}.ics",
        f"/documents/participant-schedules/{secret.heads['TR']}.pdf",
        f"/documents/delegation-meetings/{secret.switzerland}.pdf",
        f"/documents/kinds/meeting-sheet/draft.pdf?subject={secret.code}",
        f"/documents/kinds/room-sheets/draft.pdf?subject={DAY}",
        f"/documents/kinds/delegation-meetings/draft.pdf?subject={secret.switzerland}",
        f"/documents/kinds/call-sheet/draft.pdf?subject={secret.heads['CH']}",
    ]  # fmt: skip
    assert set(must) <= set(telling)
    assert SUBJECT in before[f"/bilaterals/{secret.code}"]
    papers = [address for address in where if address.startswith("/documents")]
    assert [address for address in papers if SUBJECT in before[address] and SUBJECT not in address] == []


def test_both_sides_read_of_it_and_only_the_asking_one_its_subject(stage: Standing, scene: Scene) -> None:
    secret = arrange(stage)
    where = addresses(stage, scene, secret)
    sides = {name: stage.client(getattr(secret, name), scene.users) for name in ("asking", "asked", "principal")}
    seen = {name: walked(client, where) for name, client in sides.items()}
    assert readings(stage) == 0
    for name, texts in seen.items():
        page, file = (texts[f"/bilaterals/{secret.code}{end}"] for end in ("", "/meeting.ics"))
        assert "MARKED CH" in page, name
        assert "MARKED TR" in page, name
        assert "MARKED TR" in file, name
        subject = {address for address, text in texts.items() if SUBJECT in text and SUBJECT not in address}
        assert subject == ({f"/bilaterals/{code}" for code in secret.codes[:4]} if name == "asking" else set()), name
        foreign = set(secret.codes[4:]) | set(secret.meetings[2:])
        assert not [(one, text) for one in foreign for address, text in texts.items() if one in text and one not in address]


@pytest.mark.parametrize(
    "who", [Role.BILATERAL_DESK, Role.PROTOCOL_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR, "a side", "another contact"]
)
def test_only_the_chief_can_tell_who_is_kept_apart(stage: Standing, scene: Scene, who: Role | str) -> None:
    """BIL-18: two worlds that differ in the pair alone; the desk reads nothing of it, nor does either side."""
    secret = arrange(stage)
    pair = part(stage, secret)
    client, where = browser_of(stage, scene, secret, who), addresses(stage, scene, secret)
    for address in where if who is Role.BILATERAL_DESK else JOURNAL:
        client.get(address)  # whatever a first visit leaves has been left
    before = walked(client, where)
    part_others(stage, secret, pair)
    after = walked(client, where)
    teach(f"{who} may not know who is kept apart:", [f"at {address}" for address in differing(before, after)])
    shown = {address for address, text in before.items() if pair in text}
    assert shown <= (JOURNAL if who is Role.AUDITOR else set())


def test_the_chief_reads_who_is_kept_apart_and_the_walk_would_notice(stage: Standing, scene: Scene) -> None:
    secret = arrange(stage)
    pair = part(stage, secret)
    client, where = stage.client(Role.CHIEF_OF_PROTOCOL, scene.users), ["/bilaterals/separations", "/bilaterals"]
    before = walked(client, where)
    assert SUBJECT in before[where[0]]
    part_others(stage, secret, pair)
    assert differing(before, walked(client, where)) == where[:1]


HINT = "bilateral meetings of heads keep clear of them"  # what the form says of lines for all heads, whoever meets


def test_what_is_refused_does_not_say_why(stage: Standing, scene: Scene) -> None:
    """PM-5: a room that is tied and a principal who is busy, tried by the editor of the programme and by a delegation."""
    secret = arrange(stage)
    told: list[list[str]] = []
    for _ in range(2):
        stage.keep("tried")
        told.append(list(refusals(stage, scene, secret)))
        stage.restore("tried")
        exchange(stage, secret)
    first, second = ([PASSING.sub("0", CODE.sub("", text)) for text in texts] for texts in told)
    assert first == second
    room, person = told[0][:2]
    assert "Room B-01 is taken 10:00–10:45 (Hanoi time) and reserved." in room
    assert "MARKED TR is not available at that time." in person
    for text in told[0]:
        assert marks_in("", text, secret) == []
        assert "ilateral meeting" not in text.replace(HINT, "")


def refusals(stage: Standing, scene: Scene, secret: Secret) -> Iterator[str]:
    """What the pages say to who wants the room, and to who wants the principal."""
    organizer = stage.client(Role.ORGANIZER, scene.users)
    line = {
        "kind": "rehearsal", "title": "Rehearsal", "day": DAY, "starts": "10:00", "ends": "10:30", "room": "B-01",
        "access": "delegates", "setup_minutes": "0", "topic": "", "languages": "en", "abstract": "",
    }  # fmt: skip
    answer = organizer.send("/programme/draft", line)
    assert answer.status_code == 409
    yield main_of(answer)
    answer = organizer.send("/programme/draft", {**line, "room": ""})
    assert answer.status_code == 303
    entry = answer.location.rsplit("/", 1)[1]
    named = {"participant": secret.heads["TR"], "part": "chair"}
    answer = organizer.send(f"/programme/entries/{entry}/contributors", named, from_page=f"/programme/entries/{entry}")
    assert answer.status_code == 409
    yield main_of(answer)


def main_of(answer: TestResponse) -> str:
    """What the page itself says, without menu and tokens."""
    return TOKEN.sub("", text_of(answer)).split("<main", 1)[1].split("</main>", 1)[0]


def test_no_letter_says_with_whom(stage: Standing) -> None:
    secret = arrange(stage)
    with stage.database.reading() as session:
        letters = session.scalars(select(Notice).where(Notice.kind == "bilaterals/mail/news")).all()
        addressed = session.scalars(select(User.email)).all()
    assert len(letters) > 20
    for letter in letters:
        text = repr({name: value for name, value in vars(letter).items() if not name.startswith("_")})
        assert marks_in("", text, secret) == []
        assert not [name for name in (*PARTIES.values(), "MARKED") if name in text]
        assert len([address for address in addressed if address in text]) <= 1


def test_a_contact_who_asked_is_not_named_to_the_auditor(stage: Standing, scene: Scene) -> None:
    """Who asked and who accepted would tell together who meets; so would two schedules with the same request."""
    secret = arrange(stage)
    asking, asked = (stage.client(user, scene.users) for user in (secret.asking, secret.asked))
    open_request = secret.codes[3]
    page = f"/bilaterals/{open_request}"
    assert asked.send(f"{page}/declination", {"version": "1"}, from_page=page).status_code == 303
    assert asking.get(page).status_code == 200
    desk = stage.client(Role.BILATERAL_DESK, scene.users)
    for code in (secret.switzerland, secret.heads["TR"]):
        kind = "delegation" if code == secret.switzerland else "participant"
        assert desk.get(f"/documents/{kind}-schedules/{code}.pdf").status_code == 200
    with stage.database.reading() as session:
        contact = session.get_one(User, secret.asked).name
    chief, auditor = (
        read(stage.client(role, scene.users), "/journal") for role in (Role.CHIEF_OF_PROTOCOL, Role.AUDITOR)
    )
    (known,), (veiled,) = (
        [row for row in page.split("<tr>") if f"decline meeting request {open_request}" in row] for page in (chief, auditor)
    )
    assert contact in known
    assert contact not in veiled
    assert "One of the two sides" in veiled
    assert secret.code in chief
    assert [row for row in auditor.split("<tr>") if "bilateral reading" in row and secret.code in row] == []


def readings(stage: Standing) -> int:
    with stage.database.reading() as session:
        statement = select(func.count()).select_from(AuditEntry).where(AuditEntry.object_kind == "bilateral_reading")
        return session.scalar(statement) or 0


def test_the_two_worlds_differ_in_who_meets_and_in_nothing_else(stage: Standing) -> None:
    secret = arrange(stage)
    pairs = []
    for _ in range(2):
        with stage.database.reading() as session:
            asked = select(Delegation.code).where(Delegation.id == MeetingRequest.asked_id).scalar_subquery()
            statement = select(MeetingRequest.code, asked).where(MeetingRequest.code.in_(secret.codes))
            pairs.append({row[0]: row[1] for row in session.execute(statement)})
        exchange(stage, secret)
    assert set(pairs[0].values()) == set(pairs[1].values())
    assert len(set(pairs[0].values())) == 2
    assert all(pairs[0][code] != pairs[1][code] for code in secret.codes)

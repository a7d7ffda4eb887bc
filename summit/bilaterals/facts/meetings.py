"""Requests, meetings and what is read of them, as plain values. Times are aware moments; spans are half-open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from summit.bilaterals.facts.settings import RoomPlace
from summit.bilaterals.lifecycle import Interpretation, Press, RequestKind

RESERVED = "Reserved"
BOARD_HOURS = (7, 22)  # the hours of a day that the board shows


@dataclass(frozen=True)
class Span:
    """A stretch of time, `[starts_at, ends_at)`."""

    starts_at: datetime
    ends_at: datetime

    def clashes(self, other: Span) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True)
class Arrangements:
    """What a side arranges for a meeting (BIL-01): its own language, interpretation and needs, and for both press and gifts.

    `needs` have at most 120 characters, are kept sealed, and are read by that side and the desk alone.
    """

    language: str = ""
    interpretation: str = Interpretation.NONE
    needs: str = ""
    press: str = Press.NONE
    exchanges_gifts: bool = False


@dataclass(frozen=True)
class MeetingWish:
    """What the asking side wishes (BIL-01). `principal` is a participant's code, empty for the head of delegation.

    Without a window any time of the summit is welcome; `more` are up to two further ones. `persons_per_side` counts the
    principal too. `subject` has at most 60 characters and is kept sealed. Who `yields` leaves the right-hand side to
    the other (BIL-31).
    """

    principal: str = ""
    minutes: int = 30
    wished_from: datetime | None = None
    wished_until: datetime | None = None
    persons_per_side: int = 4
    subject: str = ""
    kind: str = RequestKind.MEETING
    more: tuple[Span, ...] = ()
    arrangements: Arrangements = Arrangements()
    yields: bool = False


@dataclass(frozen=True)
class SideFacts:
    """One of the two delegations of a request. `principal` is empty while the side has not named one.

    `in_text` is the name with the article that running text needs: the Republic of Korea. `is_withdrawn`: the principal has
    left the delegation since.
    """

    delegation_code: str
    name: str
    in_text: str
    flag: str
    principal_code: str = ""
    principal: str = ""
    principal_title: str = ""
    is_withdrawn: bool = False


@dataclass(frozen=True)
class MeetingFacts:
    """The meeting of a request; one that is only held says when it lapses."""

    code: str
    starts_at: datetime
    ends_at: datetime
    room_code: str
    room_name: str
    state: str
    version: int
    held_until: datetime | None = None


@dataclass(frozen=True)
class RequestFacts:
    """A request as one viewer may read it.

    `standing` is the request's state, or the meeting's once there is one. `own_side` is asking, asked, or empty for the
    desk. `turn` is asking, asked, both or desk, and empty when nobody's answer is awaited.

    The arrangements of the two sides stand there without their needs, which are sealed.
    """

    code: str
    asking: SideFacts
    asked: SideFacts
    minutes: int
    wished_from: datetime | None
    wished_until: datetime | None
    persons_per_side: int
    proposed_at: datetime | None
    requested_at: datetime
    state: str
    standing: str
    turn: str
    own_side: str
    version: int
    meeting: MeetingFacts | None
    kind: str = RequestKind.MEETING
    more: tuple[Span, ...] = ()
    asking_yields: bool = False
    arrangements: tuple[tuple[str, Arrangements], ...] = ()

    @property
    def windows(self) -> tuple[Span, ...]:
        """Every time that would suit the asking side, the best first."""
        first = (Span(self.wished_from, self.wished_until),) if self.wished_from and self.wished_until else ()
        return (*first, *self.more)

    @property
    def is_my_turn(self) -> bool:
        return bool(self.own_side) and self.turn in (self.own_side, "both")

    @property
    def proposed_until(self) -> datetime | None:
        return self.proposed_at + timedelta(minutes=self.minutes) if self.proposed_at else None

    def arranged(self, side: str) -> Arrangements:
        """What `asking` or `asked` has arranged."""
        return dict(self.arrangements).get(side, Arrangements())

    def side(self, side: str) -> SideFacts:
        """The facts of `asking` or `asked`."""
        return self.asking if side == "asking" else self.asked

    @property
    def counterpart(self) -> SideFacts:
        """The other delegation as seen by the viewer's own side; for the desk the asked one."""
        return self.asking if self.own_side == "asked" else self.asked


@dataclass(frozen=True)
class Step:
    """One line of a request's history: when, which side or the desk, what, and the time it was about.

    `reason` is why the meeting stands inside the time that a flight keeps free (BIL-16), empty for all else.
    """

    at: datetime
    by: str
    verb: str
    about: datetime | None = None
    room: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ScheduleItem:
    """A meeting in somebody's schedule, programme or feed.

    A reserved item carries nothing but its time and room (BIL-50). `version` counts the meeting's changes; `is_at_left` says
    on which side of the room the owner of the schedule sits, as seen from the door (BIL-31). `delegation_id` and
    `participant_id` say whose schedule it stands in, None when it was read for nobody in particular; `counterpart_party` is
    the other party's id, for its name in another language.
    """

    starts_at: datetime
    ends_at: datetime
    room_code: str
    room_name: str
    label: str = RESERVED
    code: str = ""
    is_reserved: bool = True
    delegation_id: int | None = None
    participant_id: int | None = None
    own_principal: str = ""
    counterpart: str = ""
    counterpart_flag: str = ""
    counterpart_principal: str = ""
    counterpart_party: int | None = None
    version: int = 1
    is_at_left: bool = False
    place: RoomPlace | None = None


@dataclass(frozen=True)
class Place:
    """Where something takes place, as far as the way to it matters: codes of the venue and the floor."""

    venue: str
    floor: str


@dataclass(frozen=True)
class Duty:
    """What keeps one participant busy; `kind` as in Engagement, plus `all_heads` for lines of SES-02 and the kinds of blocks.

    `label` is what the desk reads of it, `place` is None when it is not known.
    """

    participant_id: int
    span: Span
    kind: str
    code: str = ""
    label: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class EngagementLine:
    """One line of a principal's calendar. `is_kept` is False for what is only asked to be kept free; `block` is the code of
    what the delegation entered itself; `clashes` says that a meeting stands where the principal cannot be (TRV-03).
    """

    span: Span
    kind: str
    label: str
    is_kept: bool
    block: str = ""
    clashes: bool = False


@dataclass(frozen=True)
class RoomChoice:
    """A room that could be taken, when it is held already, and when no meeting should be in it: a principal would come late
    (BIL-12), somebody to be kept away is near (BIL-18), or no interpreter is left (BIL-15).
    """

    code: str
    name: str
    capacity: int
    held: tuple[Span, ...] = ()
    place: Place | None = None
    far: tuple[Span, ...] = ()


@dataclass(frozen=True)
class PlacingProblem:
    """Where and when one meeting could take place (BIL-20).

    `windows` are the hours it may lie in, `closed` what neither principal can give up, `reset` the clearing after it in the
    room, `buffer` the way that a principal has after it, `persons` both sides together.
    """

    windows: tuple[Span, ...]
    length: timedelta
    reset: timedelta
    buffer: timedelta
    persons: int
    closed: tuple[Span, ...]
    rooms: tuple[RoomChoice, ...]


@dataclass(frozen=True)
class Proposal:
    """A time and a room that suit; `spare` is the number of seats that stay empty."""

    starts_at: datetime
    ends_at: datetime
    room_code: str
    room_name: str
    capacity: int
    spare: int


@dataclass(frozen=True)
class HoldCase:
    """A request for which the desk may hold a place: five that are free for both principals, and what to mind.

    `levels` are the rank classes of the two principals; `hours` is how long a place is held at most.
    """

    request: RequestFacts
    proposals: tuple[Proposal, ...]
    levels: tuple[int, int]
    levels_differ: bool
    hours: int


@dataclass(frozen=True)
class PlacingCase:
    """An accepted request that waits for its room, as the desk sees it (BIL-03).

    `levels` are the rank classes of the two principals, `unaccredited` the names of those who could not enter yet (BIL-19).
    """

    request: RequestFacts
    proposals: tuple[Proposal, ...]
    levels: tuple[int, int]
    levels_differ: bool
    unaccredited: tuple[str, ...] = ()


class Clock(StrEnum):
    """How a meeting stands against the clock."""

    AHEAD = "ahead"
    SOON = "soon"
    RUNNING = "running"
    ENDING = "ending"
    LATE = "late"
    OVER = "over"


@dataclass(frozen=True)
class DayMeeting:
    """A meeting on the desk's page of the day. `clock` is worked out from the hour; `follows` is who has the room next.

    `broken` says what stands against it by now (TRV-03), empty for most.
    """

    code: str
    request_code: str
    span: Span
    room_code: str
    room_name: str
    asking: SideFacts
    asked: SideFacts
    persons: int
    state: str
    version: int
    over_run: int = 0
    liaison: str = ""
    interpreter: str = ""
    clock: Clock = Clock.AHEAD
    verbs: tuple[str, ...] = ()
    follows: NextInRoom | None = None
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class NextInRoom:
    """Who has the room after a meeting that runs late, and which rooms are free for them then (BIL-40)."""

    request_code: str
    starts_at: datetime
    free: tuple[str, ...]


@dataclass(frozen=True)
class OwnRoomFacts:
    """A room that a delegation has for a meeting of its own."""

    code: str
    delegation: str
    flag: str
    span: Span
    room_code: str
    room_name: str
    persons: int
    state: str
    version: int


@dataclass(frozen=True)
class PullAsideFacts:
    """Two delegations that spoke unplanned, and when (BIL-43)."""

    code: str
    happened_at: datetime
    one: SideFacts
    other: SideFacts

"""The delegate's own page: where the application stands, the badge, the schedule, the calendar address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from summit.accounts.models import Link
from summit.accounts.policy import Role
from summit.accounts.queries import usable_link
from summit.accreditation.facts import CategoryFacts, Standing
from summit.accreditation.lifecycle import AccreditationState
from summit.accreditation.queries import accreditation_of, categories, decisions_of, standing
from summit.badges.lifecycle import IN_HAND, PrintRunState
from summit.badges.models import Badge
from summit.badges.queries import faces_for, is_returned, live_card_of, open_loss_of
from summit.delegations.lifecycle import ParticipantState
from summit.delegations.models import Delegation, Participant
from summit.delegations.queries import NOTHING, Reach, person_lines
from summit.desk.facts import CalendarAddress, OwnBadge, OwnDay, OwnPage, ScheduleLine
from summit.desk.queries.viewer import Viewer
from summit.desk.rules import PARTS_OF_SELF, is_feed_open, line_of, words_of_standing
from summit.documents.queries import participant_schedule
from summit.foundation.errors import NotFound
from summit.venues.facts import SummitFacts
from summit.venues.queries import the_summit

CALENDAR = "calendar"
NO_CALENDAR = "This calendar address is not valid any more. Make a new one on your own page."


def own_participant(session: Session, viewer: Viewer) -> Participant:
    """The participant whose account this is, with person, delegation and party; NotFound when there is none."""
    found = _participant_of(session, viewer.actor.user_id)
    if found is None:
        raise NotFound(
            "No registration belongs to this account. Ask your delegation's focal point for a new link."
        )
    return found


def own_page(
    session: Session, viewer: Viewer, participant: Participant, languages: Mapping[str, str]
) -> OwnPage:
    """Everything on the page of this participant; `languages` are those in which the schedule can be printed."""
    summit = the_summit(session)
    (line,) = person_lines(session, [participant])
    own = standing(session, participant.id)
    category = categories(session).get(participant.category)
    schedule = _schedule(session, participant)
    following = [line for line in schedule if line.ends_at > viewer.now]
    return OwnPage(
        summit=summit,
        name=line.name,
        badge_name=participant.person.badge_name,
        code=line.code,
        delegation=line.delegation,
        flag=line.flag,
        function=line.function,
        category=category,
        category_code=line.category,
        standing=words_of_standing(own, is_enrolled=_is_enrolled(participant)),
        since=own.since or own.submitted_at,
        reason=_reason(session, participant, own),
        badge=_badge(session, participant, own, category),
        days=_days(summit, schedule),
        next_code=following[0].code if following else "",
        calendar=_calendar(session, participant, viewer.now),
        languages=_languages(participant, languages),
    )


def own_code(session: Session, participant: Participant) -> str:
    """The signed text of the code on the own badge; NotFound unless the page would show it."""
    if not _badge_of(session, participant).serial:
        raise NotFound("There is no badge to show.")
    (face,) = faces_for(session, [participant.id])
    return face.token


def may_print(session: Session, participant: Participant) -> bool:
    """Whether the own badge can be printed at home now."""
    badge = _badge_of(session, participant)
    return bool(badge.serial) and badge.is_self_printed


def own_viewer(participant: Participant) -> Reach:
    """What the person may read of bilaterals on the own page, whatever other offices the account holds."""
    return Reach(delegations=frozenset({participant.delegation_id}), only_participant=participant.id)


def feed_viewer() -> Reach:
    """What a calendar feed tells of bilaterals to whoever has its address: that a room is reserved (IC-2)."""
    return NOTHING


def calendar_owner(session: Session, secret: str, now: datetime) -> tuple[Link, Participant]:
    """The link behind a calendar address and whose days it shows.

    NotFound once the address was ended or replaced, the account closed, the office taken, the registration withdrawn, or
    the event a week over (IC-3).
    """
    try:
        link = usable_link(session, secret, CALENDAR, now)
    except NotFound as error:
        raise NotFound(NO_CALENDAR) from error
    participant = _participant_of(session, link.user_id)
    summit = the_summit(session)
    is_delegate = Role.DELEGATE.value in link.user.role_values
    if participant is None or not is_delegate or not _is_enrolled(participant):
        raise NotFound(NO_CALENDAR)
    if not is_feed_open(summit, link.created_at, now):
        raise NotFound(NO_CALENDAR)
    return link, participant


def _participant_of(session: Session, user_id: int | None) -> Participant | None:
    return session.scalar(
        select(Participant)
        .where(Participant.user_id == user_id)
        .options(
            joinedload(Participant.person),
            joinedload(Participant.delegation).joinedload(Delegation.party),
            joinedload(Participant.user),
        )
    )


def _is_enrolled(participant: Participant) -> bool:
    return participant.state == ParticipantState.ENROLLED


def _reason(session: Session, participant: Participant, own: Standing) -> str:
    """Why the application went back; of all reasons the only one that a delegation reads (ACC-04)."""
    if own.state != AccreditationState.RETURNED:
        return ""
    accreditation = accreditation_of(session, participant)
    if accreditation is None:
        return ""
    newest, *_ = decisions_of(session, accreditation, with_reasons=False, for_delegation=True)
    return " ".join(filter(None, (newest.reason, newest.words)))


def _badge_of(session: Session, participant: Participant) -> OwnBadge:
    category = categories(session).get(participant.category)
    return _badge(session, participant, standing(session, participant.id), category)


def _badge(
    session: Session, participant: Participant, own: Standing, category: CategoryFacts | None
) -> OwnBadge:
    """A card is shown while its bearer is admitted, once it was handed out or where it is printed at home (BDG-01)."""
    is_self_printed = category is not None and category.self_print
    card = live_card_of(session, participant.id)
    is_shown = own.is_admitted and card is not None and _is_out(card, is_self_printed=is_self_printed)
    may_make = own.is_admitted and is_self_printed and not is_shown
    return OwnBadge(
        serial=card.serial if card is not None and is_shown else "",
        issue_number=card.issue_number if card is not None and is_shown else 0,
        is_offered=may_make and not _is_at_desk(session, participant),
        is_self_printed=is_self_printed,
    )


def _is_at_desk(session: Session, participant: Participant) -> bool:
    """Reported or given back, and no new card yet: that one is collected at the desk (BDG-03, BDG-05)."""
    return open_loss_of(session, participant) is not None or is_returned(session, participant)


def _is_out(card: Badge, *, is_self_printed: bool) -> bool:
    """A card that waits in a print run is shown too where people print it themselves: it is the one that they get."""
    in_run = card.run is not None and card.run.state not in (PrintRunState.CANCELLED, PrintRunState.FAILED)
    return card.state in IN_HAND or (is_self_printed and in_run)


def _schedule(session: Session, participant: Participant) -> tuple[ScheduleLine, ...]:
    if not _is_enrolled(participant):
        return ()
    facts = participant_schedule(session, participant, viewer=own_viewer(participant))
    return tuple(line_of(item, PARTS_OF_SELF) for item in facts.items)


def _days(summit: SummitFacts, schedule: tuple[ScheduleLine, ...]) -> tuple[OwnDay, ...]:
    return tuple(
        OwnDay(day, tuple(line for line in schedule if summit.day_of(line.starts_at) == day))
        for day in summit.days()
    )


def _calendar(session: Session, participant: Participant, now: datetime) -> CalendarAddress | None:
    found = session.scalar(
        select(Link)
        .where(
            Link.user_id == participant.user_id,
            Link.purpose == CALENDAR,
            Link.revoked_at.is_(None),
            Link.expires_at > now,
        )
        .order_by(Link.id.desc())
        .limit(1)
    )
    return CalendarAddress(found.created_at, found.expires_at, found.used_at) if found else None


def _languages(participant: Participant, languages: Mapping[str, str]) -> dict[str, str]:
    """English, and the badge languages of the delegation that the schedule knows."""
    wanted = dict.fromkeys(["en", *participant.delegation.languages.split()])
    return {code: languages[code] for code in wanted if code in languages}
